"""The nine tensions of the paper as nine dials, each with a few positions from end to end."""

from dataclasses import dataclass
from typing import Any

ENDS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Tension:
    """One balance that whoever implements an innovation has to strike (B1 to B9).

    claim  what the paper says of it, in other words
    needs  key without which it moves nothing, and what that is called; absent where it always does
    ends   what the first and the last position mean
    positions  (value, what it is called), in order
    """

    id: str
    label: str
    key: str
    claim: str
    ends: tuple[str, str]
    positions: tuple[tuple[Any, str], ...]
    needs: tuple[str, str] | None = None


def _shares(values: tuple[float, ...] = ENDS) -> tuple[tuple[Any, str], ...]:
    return tuple((value, f"{value:g}") for value in values)


NINE = (
    Tension(
        "tailoring", "Too simple or too complex", "strategy.tailoring",
        "Match the approach to the complexity: a simple tool can be rolled out in one way for all, "
        "a clinical one needs fitting to each site; each suffers from the other's way.",
        ("one way for all", "every site unique"), _shares(),
    ),
    Tension(
        "pace", "Too fast or too slow", "strategy.wave_cap",
        "Too fast overwhelms teams and adds risk, too slow loses momentum and delays what is "
        "gained; a good pace is ambitious and still manageable.",
        ("one go-live a month", "as many as are ready"),
        ((1, "1 a month"), (2, "2 a month"), (4, "4 a month"), (9, "9 a month"), (None, "no cap")),
    ),
    Tension(
        "codification", "Too rigid or too fluid", "strategy.codification",
        "Fix the core and leave the rest free: what is locked down early cannot adapt, what is "
        "never written down cannot be copied.",
        ("left open", "to the letter"), _shares(),
    ),
    Tension(
        "sourcing", "Build or buy", "strategy.sourcing",
        "Building gives control and needs money for good, with the risk of falling behind; buying "
        "is quicker and less flexible; a partner keeps the product evergreen.",
        ("build", "partner"), (("build", "build"), ("buy", "buy"), ("partner", "partner")),
    ),
    Tension(
        "generality", "Tailored or generalised", "strategy.general",
        "Tailored designs fit better and reach fewer; general ones reach further and may not fit; "
        "let risk decide, and design for everybody.",
        ("made for one setting", "made for all"), _shares(),
    ),
    Tension(
        "integration", "Point solution or integration", "strategy.integration",
        "Neither everything at once nor nothing: integrate first where risk or volume is high, "
        "and in stages.",
        ("standalone", "within the workflow"), _shares(),
    ),
    Tension(
        "orientation", "Standards or adaptation", "system.orientation",
        "Some organisations like to copy a proven model faithfully, others to adapt its "
        "principles; it pays to know the culture.",
        ("likes standards", "likes to adapt"), _shares((0.1, 0.3, 0.5, 0.7, 0.9)),
        ("strategy.codification", "how closely the model is written down"),
    ),
    Tension(
        "regulation", "Rules or principles", "system.regulation",
        "Rules protect and can stifle; regulate in proportion to risk, and by principles where "
        "technology moves fast.",
        ("little is ruled", "much is ruled"), _shares(),
    ),
    Tension(
        "contract", "Short or long contracts", "strategy.contract",
        "Long contracts bring stability and lock in what ages; short ones keep options and break "
        "continuity; find a middle with clear exits.",
        ("3 months", "open-ended"),
        ((3, "3 months"), (6, "6 months"), (12, "1 year"), (24, "2 years"), (60, "5 years"),
         (None, "open-ended, kept current")),
    ),
)  # fmt: skip
