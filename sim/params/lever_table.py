"""The levers: one row for each, from which all else about a lever follows.

Names, parameters (`Levers`, `Shares`, `Shift`), doses in every engine, words on the page and tables
in the documents are made from these rows.
"""

from dataclasses import dataclass

# Whom a lever reaches, of those whom the programme means; `sim/process/doses.py` says how
REACHED = (
    "everybody",
    "whoever is committed or further and has not given up",
    "everybody but those who are live",
    "whoever holds a slot of help",
    "whoever has a grant in sight, or was paid one",
    "everybody, as far as shared material can be used",
    "everybody, as far as material of early sites fits",
    "closes no gap itself",
)
EVERYBODY, PRACTISING, NOT_LIVE, WITH_HELP, WITH_GRANT, BY_USE, BY_FIT, NOBODY = range(8)


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever.

    title    what it is called in a sentence
    meaning  what the money does
    cost     kGBP/month for 63 % of the dose at 60 organisations; None if it is bought by the slot,
             the site or as a stock
    closes   share of the cultural, capacity, evidence, technical and financial gap closed at full
             dose
    reaches  whom it reaches: one of the kinds above
    effect   what it does beside closing gaps, told in the equation that is named
    at_pilots  whether it is spent at the pilots, so that its cost does not grow with the system
    """

    title: str
    meaning: str
    cost: float | None
    closes: tuple[float, float, float, float, float] = (0.0, 0.0, 0.0, 0.0, 0.0)
    reaches: int = NOBODY
    effect: str = ""
    at_pilots: bool = False


def checked(rows: dict[str, Lever]) -> dict[str, Lever]:
    """Refuse a lever that would take money and do nothing.

    Returns
    -------
    The rows, as given.

    Raises
    ------
    ValueError  if a lever reaches nobody, or closes no gap, and no other effect is stated
    """
    for name, row in rows.items():
        if row.reaches == NOBODY and (any(row.closes) or not row.effect):
            raise ValueError(
                f"The lever {name!r} reaches nobody: say in sim/params/lever_table.py whom it "
                "reaches, such as EVERYBODY; or, if it closes no gap, what its effect is."
            )
        if not any(row.closes) and not row.effect:
            raise ValueError(
                f"The lever {name!r} closes no gap: say in sim/params/lever_table.py how much of "
                "which gap it closes, or what its effect is."
            )
    return rows


# In the order in which their effects are applied
ROWS = checked(
    {
        "comms": Lever(
            "communications",
            "communications: awareness, advocates and regular updates",
            6.0, (0.10, 0.0, 0.05, 0.0, 0.0), EVERYBODY,
            "hearing, exposure, momentum, trust (E6, E7, E9, E21)",
        ),
        "cop": Lever(
            "communities of practice",
            "communities of practice, for those already committed",
            7.0, (0.25, 0.25, 0.25, 0.20, 0.05), PRACTISING, "momentum, champions (E9, E17)",
        ),
        "one2one": Lever(
            "one-to-one help",
            "one-to-one help by a facilitator",
            None, (0.25, 0.35, 0.15, 0.20, 0.20), WITH_HELP, "hearing, threshold, case (E7-E10)",
        ),
        "standard": Lever(
            "templates made once",
            "templates made once: specification, business case, training",
            None, (0.0, 0.15, 0.15, 0.25, 0.35), BY_USE, "case, procurement (E10, E11)",
        ),
        "tools": Lever(
            "guides made with early sites",
            "guides and training made with early sites",
            None, (0.05, 0.30, 0.25, 0.20, 0.10), BY_FIT, "evidence that travels (E5)",
        ),
        "data": Lever(
            "shared measures and dashboards",
            "agreed measures, a baseline, dashboards and benchmarking",
            10.0, (0.05, 0.0, 0.30, 0.0, 0.15), EVERYBODY, "evidence, exposure (E5, E6)",
        ),
        "govern": Lever(
            "mapping local governance",
            "mapping each organisation's route to a decision",
            4.0, reaches=EVERYBODY, effect="approval and rejection by boards (E11)",
        ),
        "codesign": Lever(
            "co-design",
            "co-design and stakeholder work with future adopters",
            6.0, (0.30, 0.10, 0.05, 0.15, 0.0), NOT_LIVE,
            "threshold, use of templates, trust (E8, E10, E21)",
        ),
        "partner": Lever(
            "a supplier as partner",
            "a supplier chosen as a partner",
            9.0, (0.05, 0.15, 0.05, 0.40, 0.15), EVERYBODY, "learning, leaving (E14, E16)",
        ),
        "derisk": Lever(
            "de-risking",
            "roll-back plans, monitoring and feedback",
            5.0, (0.10, 0.0, 0.05, 0.0, 0.05), EVERYBODY, "bad news, dip, leaving (E6, E13, E16)",
        ),
        "diagnose": Lever(
            "finding each site's largest gap",
            "frameworks (NASSS, NPT, COM-B) that find the largest gap",
            3.0, effect="aims one-to-one help at the largest gap (E19)",
        ),
        "grants": Lever(
            "grants to sites",
            "grants to sites that go live",
            None, (0.0, 0.10, 0.0, 0.0, 0.45), WITH_GRANT,
        ),
        "exemplar": Lever(
            "perfecting the pilots",
            "making the pilot sites themselves excellent",
            6.0, effect="learning at the pilots (E14)", at_pilots=True,
        ),
    }
)  # fmt: skip
