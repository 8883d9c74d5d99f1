"""Where it is to spread: organisations, their traits, their ties and their boards."""

from dataclasses import dataclass, field

from sim.params.declare import choice, par, text

MATURITY = "Digital Maturity Index 2016 (239 trusts, 40-68 of 100) and assessment 2023 (2.4 of 5)"
LEADERSHIP = "inverse leadership law (King's Fund 2018); the size is assumed"


@dataclass(slots=True)
class OrganisationType:
    """One type of organisation; an absent value is the system's."""

    title: str = text("what one of them is called")
    weight: float = par(1.0, "count or weight", 0, 1e6, "how many; scaled to the total")
    maturity: float | None = par(None, "mean", 0.03, 0.97, "mean digital maturity; none = system's")
    capacity: float | None = par(None, "mean", 0.03, 0.97, "mean capacity; none = system's")
    culture: float | None = par(None, "mean", 0.03, 0.97, "mean culture; none = system's")
    finance: float | None = par(None, "mean", 0.03, 0.97, "mean finance; none = system's")
    legacy: float | None = par(None, "share", 0, 1, "legacy of old systems; none = system's")
    board_interval: int | None = par(None, "month", 1, 24, "months between boards; none = system's")
    approvals: int | None = par(None, "count", 1, 12, "approvals needed; none = system's")
    can_be_deprived: bool = field(
        default=True,
        metadata=dict(unit="", meaning="may serve a deprived area", source="assumed"),
    )
    outside_ties: float = par(1.0, "factor", 0, 1, "factor on ties to other types")


@dataclass(slots=True)
class System:
    """The health system: what the model needs to make, or read, its organisations."""

    title: str = text("what people call it")
    about: str = text("what it is, in a sentence")
    source: str = text("where its numbers come from")
    organisations: int = par(60, "count", 1, 2_000_000, "how many organisations")
    types: dict[str, OrganisationType] = field(default_factory=dict)
    regions: int = par(2, "count", 1, 100_000, "regions (integrated care systems, networks)")
    maturity: float = par(0.45, "mean", 0.03, 0.97, "mean digital maturity", MATURITY)
    capacity: float = par(0.42, "mean", 0.03, 0.97, "mean capacity")
    culture: float = par(0.50, "mean", 0.03, 0.97, "mean culture")
    finance: float = par(0.40, "mean", 0.03, 0.97, "mean financial room")
    spread_of_traits: float = par(0.17, "sd", 0, 0.45, "standard deviation of each trait", MATURITY)
    region_spread: float = par(
        0.0,
        "sd",
        0,
        0.3,
        "standard deviation of digital maturity between regions",
        "0.08 fits the range of systems in 2023 (1.8-3.3 of 5)",
    )
    correlation: float = par(0.35, "correlation", 0, 0.99, "between the traits of one organisation")
    legacy: float = par(0.5, "share", 0, 1, "legacy of old systems and technical debt")
    deprived_share: float = par(0.35, "share", 0, 1, "organisations that serve deprived areas")
    deprived_penalty: float = par(
        0.12,
        "share",
        0,
        0.5,
        "off capacity and finance, part of it off maturity, if deprived",
        LEADERSHIP,
    )
    deprived_maturity: float = par(0.5, "share", 0, 2, "of that penalty that comes off maturity")
    size_spread: float = par(0.5, "sd of the log", 0, 3, "standard deviation of the log of size")
    ties_same_region: float = par(0.30, "probability", 0, 1, "tie within a region")
    ties_other_region: float = par(0.03, "probability", 0, 1, "tie across regions")
    ties_same_type: float = par(0.08, "probability", 0, 1, "added for organisations of one type")
    least_trust: float = par(
        0.5, "trust", 0.01, 1, "of a tie within a type; trust is drawn from there to 1"
    )
    trust_across_types: float = par(0.6, "factor", 0.01, 1, "on the trust of a tie across types")
    most_ties: float = par(20.0, "count", 0, 1e6, "mean number of ties above which all are thinned")
    board_interval: int = par(2, "month", 1, 24, "months between meetings of a board")
    approvals: int = par(2, "count", 1, 12, "boards that must approve, one after the other")
    value_breadth: float = par(
        0.5, "share", 0, 1, "quality, experience and wellbeing counted in the case; 0.5 is neutral"
    )
    incentives: float = par(
        0.5, "share", 0, 1, "incentives of payers, providers and suppliers aligned; 0.5 is neutral"
    )
    regulation: float = par(0.5, "share", 0, 1, "how much is ruled; 0.5 is neutral")
    principles: bool = choice(False, "regulated by principles: rules take half as much approval")
    orientation: float = par(
        0.5, "mean", 0.05, 0.95, "culture of adaptation (1) or of standards (0), mean of a Beta"
    )
    orientation_parts: float = par(
        4.0, "1", 0.1, 1000, "how alike cultures are: sum of the two parameters of that Beta"
    )
    training: float = par(
        0.0, "1/year", 0, 0.2, "rise of maturity and capacity by training; 0 is neutral"
    )
    organisations_file: str | None = field(
        default=None,
        metadata=dict(unit="path", meaning="your own organisations, CSV", source="yours"),
    )
    ties_file: str | None = field(
        default=None,
        metadata=dict(unit="path", meaning="your own ties, CSV", source="yours"),
    )
