"""The health system: organisations, their traits, their ties and their boards."""

from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any

from sim.params.declare import HIDDEN, choice, par, text

MATURITY = "Digital Maturity Index 2016 (239 trusts, 40-68 of 100) and assessment 2023 (2.4 of 5)"
DRAWN = "drawn"  # in place of a file of ties
# As how many organisations a wider group counts, where a value is not known and organisations alike
# must say what it may be: all types beside one, and the scenario beside all that is known. Assumed:
# types then differ by a third of the spread within one.
ALIKE = 10.0
LEADERSHIP = "inverse leadership law (King's Fund 2018); the size is assumed"


class Contacts(Enum):
    """Whose example counts: that of those it has ties with, as ties are drawn, or everybody's."""

    network = "network"
    random = "random"
    everybody = "everybody"


@dataclass(slots=True)
class OrganisationType:
    """One type of organisation; where it has no value, the system's value applies."""

    title: str = text("name of one such organisation")
    weight: float = par(
        1.0,
        "count or weight",
        0,
        1e6,
        "number of these organisations, or a weight; scaled to the total",
    )
    size: float = par(
        1.0, "ratio", 0.001, 1e6, "mean size, in patients or staff, relative to other types"
    )
    maturity: float | None = par(
        None, "mean", 0.03, 0.97, "mean digital maturity; none = the system's value"
    )
    capacity: float | None = par(
        None, "mean", 0.03, 0.97, "mean capacity; none = the system's value"
    )
    culture: float | None = par(None, "mean", 0.03, 0.97, "mean culture; none = the system's value")
    finance: float | None = par(
        None, "mean", 0.03, 0.97, "mean financial headroom; none = the system's value"
    )
    legacy: float | None = par(
        None, "share", 0, 1, "burden of old IT systems; none = the system's value"
    )
    board_interval: int | None = par(
        None, "month", 1, 24, "months between board meetings; none = the system's value",
        says="boards every {}", named={"1": "boards every month"},
    )  # fmt: skip
    approvals: int | None = par(
        None, "count", 1, 12, "number of boards that must approve; none = the system's value",
        says="approval by {} boards", named={"1": "approval by 1 board"},
    )  # fmt: skip
    can_be_deprived: bool = field(
        default=True,
        metadata=dict(unit="", meaning="whether it may serve a deprived area", source="assumed"),
    )
    outside_ties: float = par(1.0, "factor", 0, 1, "multiplies the chance of ties to other types")


@dataclass(slots=True)
class System:
    """The health system: what the model needs to generate, or read, its organisations."""

    title: str = text("name shown to readers")
    about: str = text("description in one sentence")
    source: str = text("where its numbers come from")
    organisations: int = par(
        60, "count", 1, 2_000_000, "number of organisations", says="{} organisations"
    )
    types: dict[str, OrganisationType] = field(default_factory=dict)
    regions: int = par(
        2, "count", 1, 100_000, "number of regions (integrated care systems or networks)",
        says="{} regions", named={"1": "1 region"},
    )  # fmt: skip
    maturity: float = par(0.45, "mean", 0.03, 0.97, "mean digital maturity", MATURITY)
    capacity: float = par(0.42, "mean", 0.03, 0.97, "mean capacity")
    culture: float = par(0.50, "mean", 0.03, 0.97, "mean culture")
    finance: float = par(0.40, "mean", 0.03, 0.97, "mean financial headroom")
    spread_of_traits: float = par(
        0.17, "sd", 0, 0.45, "standard deviation of each trait between organisations", MATURITY
    )
    region_spread: float = par(
        0.0,
        "sd",
        0,
        0.3,
        "standard deviation of mean digital maturity between regions",
        "0.08 fits the range of systems in 2023 (1.8-3.3 of 5)",
    )
    correlation: float = par(
        0.35, "correlation", 0, 0.99, "correlation between the traits of one organisation"
    )
    legacy: float = par(0.5, "share", 0, 1, "burden of old IT systems and technical debt")
    deprived_share: float = par(
        0.35, "share", 0, 1, "share of organisations that serve deprived areas"
    )
    deprived_penalty: float = par(
        0.12,
        "share",
        0,
        0.5,
        "capacity and finance lost in a deprived area",
        LEADERSHIP,
    )
    deprived_maturity: float = par(
        0.5, "share", 0, 2, "part of that loss that also comes off maturity"
    )
    size_spread: float = par(0.5, "sd of the log", 0, 3, "standard deviation of the log of size")
    ties_same_region: float = par(
        0.30, "probability", 0, 1, "chance of a tie between organisations in the same region"
    )
    ties_other_region: float = par(
        0.03, "probability", 0, 1, "chance of a tie between organisations in different regions"
    )
    ties_same_type: float = par(
        0.08, "probability", 0, 1, "added chance of a tie between organisations of the same type"
    )
    least_trust: float = par(
        0.5, "trust", 0.01, 1, "least trust of a tie; trust varies evenly from there to 1"
    )
    trust_across_types: float = par(
        0.6, "factor", 0.01, 1, "factor on the trust of a tie between different types"
    )
    trust: float = par(
        0.5, "share", 0, 1, "trust in what others tell, at the start; 0.5 is neutral"
    )
    contacts: Contacts = choice(
        Contacts.network,
        "whose example counts: of those it has ties with, drawn by region and type or with "
        "anybody, so that the network has no shape (ties of your own stay as they are); or of "
        "everybody alike, so that no network matters",
        named={
            "network": "ties by region and type",
            "random": "ties with anybody",
            "everybody": "everybody's example, whoever has ties",
        },
    )
    most_ties: float = par(
        20.0, "count", 0, 1e6, "mean number of ties above which all ties are thinned"
    )
    board_interval: int = par(
        2, "month", 1, 24, "months between board meetings",
        says="boards every {}", named={"1": "boards every month"},
    )  # fmt: skip
    approvals: int = par(
        2, "count", 1, 12, "number of boards that must approve, one after the other",
        says="approval by {} boards", named={"1": "approval by 1 board"},
    )  # fmt: skip
    value_breadth: float = par(
        0.5,
        "share",
        0,
        1,
        "how far quality, experience and wellbeing count in the case; 0.5 is neutral",
    )
    incentives: float = par(
        0.5,
        "share",
        0,
        1,
        "how well incentives of payers, providers and suppliers align; 0.5 is neutral",
    )
    regulation: float = par(0.5, "share", 0, 1, "how much is regulated; 0.5 is neutral")
    principles: bool = choice(
        False, "regulation by principles, which halves the approvals lost to rules"
    )
    orientation: float = par(
        0.5,
        "mean",
        0.05,
        0.95,
        "mean culture, from standards (0) to adaptation (1); varies as a Beta",
    )
    orientation_parts: float = par(
        4.0, "1", 0.1, 1000, "how alike cultures are: sum of the two parameters of that Beta"
    )
    training: float = par(
        0.0, "1/year", 0, 0.2, "yearly rise in maturity and capacity from training; 0 is neutral"
    )
    organisations_file: str | None = field(
        default=None,
        metadata=dict(
            unit="path",
            meaning="your own organisations, as CSV",
            source="yours",
            says="organisations of {}",
        ),
    )
    ties_file: str | None = field(
        default=DRAWN,
        metadata=dict(
            unit="path",
            meaning="your own ties, as CSV; drawn = by region and type, as for a made-up system; "
            "none = no ties at all",
            source="yours",
            says="ties of {}",
        ),
    )

    folder: str | None = field(
        default=None,
        metadata=dict(
            unit="path",
            meaning="folder of your own system, as `uptake new` writes it: organisations, ties, "
            "system.yaml",
            source="yours",
            says="the system in {}",
        ),
    )

    scales: str | None = field(
        default=None,
        metadata=dict(
            unit="",
            meaning="scales of columns of your own organisations whose headings do not say them: "
            '"maturity 1-5; culture %"',
            source="yours",
            says="the scales {}",
        ),
    )

    @property
    def is_own(self) -> bool:
        """Whether the organisations are the user's own, not made up."""
        return self.organisations_file is not None

    @property
    def has_drawn_ties(self) -> bool:
        """Whether ties are drawn anew for each system of organisations of the user's own."""
        return self.organisations_file is not None and self.ties_file == DRAWN

    @property
    def has_own_ties(self) -> bool:
        """Whether organisations and ties are both the user's own."""
        return self.is_own and not self.has_drawn_ties


@dataclass(slots=True)
class GivenSystem(System):
    """A system that a program brought: the organisations and ties are there, not described.

    Its keys still hold what a run reads of a whole system, such as trust and incentives.

    given  `sim.networks.system.System`; no key, so that it is neither listed nor written
    """

    given: Any = field(default=None, metadata={HIDDEN: True})

    @property
    def is_own(self) -> bool:
        """Whether the organisations are the user's own: they are."""
        return True


def given_in(system: System) -> Any:
    """Return the system that a program brought (`sim.networks.system.System`), or None."""
    return system.given if isinstance(system, GivenSystem) else None


def with_given(system: System, given: Any) -> GivenSystem:
    """Put a system that a program brought in place of those described; a copy.

    Its numbers of organisations and regions are those of the system brought.
    """
    kept = {each.name: getattr(system, each.name) for each in fields(System)}
    described = dict(
        organisations=given.organisations, regions=len(given.regions), types={},
        organisations_file=None, ties_file=None, folder=None,
    )  # fmt: skip
    return GivenSystem(**kept | described, given=given)
