"""The innovation: Rogers' attributes, NASSS scores, types, and their loads on the gaps."""

from dataclasses import dataclass, field
from enum import Enum

from sim.params.declare import choice, par, text

ROGERS = "Rogers 2003, five attributes; the score is assumed"
SCORE = "NASSS: 0 simple, 0.5 complicated, 1 complex (Greenhalgh 2017); the score is assumed"


@dataclass(slots=True)
class Nasss:
    """Complexity in the seven domains of NASSS."""

    condition: float = par(0.5, "score", 0, 1, "complexity of the illness or need", SCORE)
    technology: float = par(0.5, "score", 0, 1, "complexity of the technology", SCORE)
    value: float = par(0.5, "score", 0, 1, "complexity of the value proposition", SCORE)
    adopters: float = par(
        0.5, "score", 0, 1, "complexity for the staff, patients and carers who adopt", SCORE
    )
    organisation: float = par(0.5, "score", 0, 1, "complexity for the organisation", SCORE)
    wider_system: float = par(0.5, "score", 0, 1, "complexity in the wider system", SCORE)
    embedding: float = par(
        0.5, "score", 0, 1, "complexity of embedding and adapting over time", SCORE
    )
    identity: float | None = par(
        None,
        "score",
        0,
        1,
        "threat to professional identity, part of adopters; none = nothing added",
    )
    public_trust: float | None = par(
        None, "score", 0, 1, "doubt among the public, part of wider system; none = nothing added"
    )
    privacy: float | None = par(
        None, "score", 0, 1, "concern about privacy, part of wider system; none = nothing added"
    )


@dataclass(slots=True)
class Types:
    """How far the innovation is of each type; several may be 1 (a combination)."""

    medical_product: float = par(0.0, "share", 0, 1, "how far it is a medicine or medical product")
    digital: float = par(0.0, "share", 0, 1, "how far it is a digital health product")
    care_model: float = par(0.0, "share", 0, 1, "how far it is a new care model or pathway change")


@dataclass(slots=True)
class AddedLoad:
    """What an innovation asks beyond its scores: added to the load that they give (E1)."""

    cultural: float = par(0.0, "load", -1, 1, "added to the load on the cultural gap by its scores")
    capacity: float = par(0.0, "load", -1, 1, "added to the load on the capacity gap by its scores")
    evidence: float = par(0.0, "load", -1, 1, "added to the load on the evidence gap by its scores")
    technical: float = par(
        0.0, "load", -1, 1, "added to the load on the technical gap by its scores"
    )
    financial: float = par(
        0.0, "load", -1, 1, "added to the load on the financial gap by its scores"
    )


@dataclass(slots=True)
class Risk:
    """Risk, which decides between a tailored and a general solution (B5)."""

    clinical: float = par(0.5, "score", 0, 1, "risk to patients if it does not fit")
    operational: float = par(0.5, "score", 0, 1, "risk to the running of the service")
    financial: float = par(0.5, "score", 0, 1, "risk to the budget")


@dataclass(slots=True)
class Price:
    """What an organisation of average size pays for it (E20), whose service is worth E20's value.

    The source of a preset's price is in the preset.
    """

    setup: float = par(0.0, "kGBP", 0, 1e5, "price once, at go-live, beside the cost of going live",
        says="{} at go-live",
    )  # fmt: skip
    monthly: float = par(
        0.0, "kGBP/month", 0, 1e5, "price a month: licence, supplies, running",
        says="a price of {}", named={"0": "no price"},
    )  # fmt: skip
    trend: float = par(0.0, "1/year", -0.9, 1, "yearly change of the monthly price; 0 is neutral")


@dataclass(slots=True)
class OwnUse:
    """Use by staff who do not wait for their organisation: free, personal or a team's own (E24)."""

    start: float = par(
        0.0,
        "share",
        0,
        1,
        "share of staff who use it at month 0 without their organisation; 0 is neutral: "
        "it needs a board",
    )
    spread: float = par(
        0.0317,
        "1/month",
        0,
        1,
        "rate at which staff who use it by themselves win over others",
        "0.38 a year (Sultan 1990)",
    )
    risk: float = par(
        0.0,
        "share of activity",
        0,
        1,
        "activity below tolerance where all staff use it without approval; 0 is neutral",
    )


class Payment(Enum):
    """How it is paid for, which decides how fast a digital product is adopted (C08)."""

    none = "none"
    tariff = "tariff"
    consumer = "consumer"


@dataclass(slots=True)
class Innovation:
    """One innovation."""

    title: str = text("name shown to readers")
    about: str = text("description in one sentence")
    source: str = text("where its numbers come from")
    relative_advantage: float = par(
        0.5, "score", 0, 1, "how much better it is than what it replaces", ROGERS
    )
    compatibility: float = par(0.5, "score", 0, 1, "how well it fits the way people work", ROGERS)
    complexity: float = par(0.5, "score", 0, 1, "how hard it is to understand and use", ROGERS)
    trialability: float = par(
        0.5, "score", 0, 1, "how easily it can be tried on a small scale", ROGERS
    )
    observability: float = par(0.5, "score", 0, 1, "how easily others can see its results", ROGERS)
    nasss: Nasss = field(default_factory=Nasss)
    types: Types = field(default_factory=Types)
    added_load: AddedLoad = field(default_factory=AddedLoad)
    disruption: float | None = par(
        None, "share", 0, 1, "disruption of the service at go-live; none = from its types (E2)"
    )
    benefit: float | None = par(
        None,
        "share of activity",
        0,
        1,
        "gain in performance at full proficiency; none = from its types",
    )
    regulatory_clarity: float = par(0.6, "score", 0, 1, "how clear regulation and funding are")
    procurement: float = par(
        3.0,
        "month",
        0,
        36,
        "time for procurement and contracting after the last approval",
        "0 to 12: contracts for AI diagnostics were 4 to 10 months late (UCL 2025)",
        says="{} of procurement",
        named={"0": "no time for procurement"},
    )
    usability: float = par(0.5, "score", 0, 1, "how well it is designed for its users (UX)")
    payment: Payment = choice(
        Payment.none, "paid for by tariff as medicines are, by consumers, or neither yet"
    )
    bottleneck_shift: float = par(
        0.0, "share", 0, 1, "share of the pressure that only moves down the pathway; 0 is neutral"
    )
    decommissioning: float = par(
        0.0, "share", 0, 1, "share of the savings that need an old service to close; 0 is neutral"
    )
    pace: float | None = par(
        None, "1/month", 0, 0.5, "rate at which products age; none = from the embedding score"
    )
    own_use: OwnUse = field(default_factory=OwnUse)
    risk: Risk = field(default_factory=Risk)
    price: Price = field(default_factory=Price)
    in_year_share: float = par(
        0.3, "share", 0, 1, "share of the benefit that releases cash within the year"
    )
