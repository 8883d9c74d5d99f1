"""What is to spread: Rogers' attributes, NASSS scores, types, and what they load on the gaps."""

from dataclasses import dataclass, field
from enum import Enum

from sim.params.declare import choice, par, text

ROGERS = "Rogers 2003, five attributes; the score is assumed"
SCORE = "NASSS: 0 simple, 0.5 complicated, 1 complex (Greenhalgh 2017); the score is assumed"


@dataclass(slots=True)
class Nasss:
    """Complexity in the seven domains of NASSS."""

    condition: float = par(0.5, "score", 0, 1, "the illness or need", SCORE)
    technology: float = par(0.5, "score", 0, 1, "the technology", SCORE)
    value: float = par(0.5, "score", 0, 1, "the value proposition", SCORE)
    adopters: float = par(0.5, "score", 0, 1, "staff, patients and carers who adopt", SCORE)
    organisation: float = par(0.5, "score", 0, 1, "the organisation", SCORE)
    wider_system: float = par(0.5, "score", 0, 1, "the wider system", SCORE)
    embedding: float = par(0.5, "score", 0, 1, "embedding and adapting over time", SCORE)
    identity: float | None = par(
        None, "score", 0, 1, "threat to professional identity, part of the adopters; none = no more"
    )
    public_trust: float | None = par(
        None, "score", 0, 1, "doubt among the public, part of the wider system; none = no more"
    )
    privacy: float | None = par(
        None, "score", 0, 1, "concern for privacy, part of the wider system; none = no more"
    )


@dataclass(slots=True)
class Types:
    """How much of each type of innovation is in it; several may be 1 (a combination)."""

    medical_product: float = par(0.0, "share", 0, 1, "pharmaceutical or medical product")
    digital: float = par(0.0, "share", 0, 1, "digital health product")
    care_model: float = par(0.0, "share", 0, 1, "new care model or pathway change")


@dataclass(slots=True)
class Loads:
    """How wide each gap is for an organisation without strength; absent: from NASSS (E1)."""

    cultural: float | None = par(None, "load", 0, 1, "load on the cultural gap; none = by E1")
    capacity: float | None = par(None, "load", 0, 1, "load on the capacity gap; none = by E1")
    evidence: float | None = par(None, "load", 0, 1, "load on the evidence gap; none = by E1")
    technical: float | None = par(None, "load", 0, 1, "load on the technical gap; none = by E1")
    financial: float | None = par(None, "load", 0, 1, "load on the financial gap; none = by E1")


@dataclass(slots=True)
class Risk:
    """Risk that steers between tailoring and generalising (B5)."""

    clinical: float = par(0.5, "score", 0, 1, "risk to patients if it does not fit")
    operational: float = par(0.5, "score", 0, 1, "risk to the running of the service")
    financial: float = par(0.5, "score", 0, 1, "risk to the budget")


class Payment(Enum):
    """How it is paid for: it decides how fast a digital product is adopted (C08)."""

    none = "none"
    tariff = "tariff"
    consumer = "consumer"


@dataclass(slots=True)
class Innovation:
    """One innovation."""

    title: str = text("what people call it")
    about: str = text("what it is, in a sentence")
    source: str = text("where its numbers come from")
    relative_advantage: float = par(0.5, "score", 0, 1, "better than what it replaces", ROGERS)
    compatibility: float = par(0.5, "score", 0, 1, "fits how people work", ROGERS)
    complexity: float = par(0.5, "score", 0, 1, "hard to understand and use", ROGERS)
    trialability: float = par(0.5, "score", 0, 1, "can be tried on a small scale", ROGERS)
    observability: float = par(0.5, "score", 0, 1, "results can be seen by others", ROGERS)
    nasss: Nasss = field(default_factory=Nasss)
    types: Types = field(default_factory=Types)
    loads: Loads = field(default_factory=Loads)
    disruption: float | None = par(
        None, "share", 0, 1, "disruption of the service at go-live; none = from the types (E2)"
    )
    benefit: float | None = par(
        None, "share of activity", 0, 1, "gain in performance at full proficiency; none = by types"
    )
    regulatory_clarity: float = par(0.6, "score", 0, 1, "how clear regulation and funding are")
    procurement: float = par(
        3.0,
        "month",
        0,
        36,
        "procurement and contracting after the last approval",
        "0 to 12: contracts for AI diagnostics came 4-10 months late (UCL 2025)",
    )
    usability: float = par(0.5, "score", 0, 1, "how well it is designed for its users (UX)")
    payment: Payment = choice(Payment.none, "pharma-style tariff, consumer-style, or neither yet")
    bottleneck_shift: float = par(
        0.0, "share", 0, 1, "of the pressure that only moves down the pathway; 0 is neutral"
    )
    decommissioning: float = par(
        0.0, "share", 0, 1, "of the savings that need an old service to close; 0 is neutral"
    )
    pace: float | None = par(
        None, "1/month", 0, 0.5, "pace at which products age; none = from the embedding score"
    )
    risk: Risk = field(default_factory=Risk)
    in_year_share: float = par(
        0.3, "share", 0, 1, "share of the benefit that releases cash within a year"
    )
