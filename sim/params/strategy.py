"""What the spread partner does: shares of one budget, pilots, plan, targeting, mandate."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sim.params.declare import choice, par, text

HIN = "one programme's part of a health innovation network's 2.9 MGBP a year; the part is assumed"


class Target(Enum):
    """Whom one-to-one help is offered to first."""

    uncommitted = "uncommitted"
    committed = "committed"
    ready = "ready"
    laggards = "laggards"
    hubs = "hubs"
    equity = "equity"
    random = "random"


def share(meaning: str) -> Any:
    """Declare a share of the budget."""
    return par(0.0, "share of budget", 0, 1, meaning)


def shift(lever: str) -> Any:
    """Declare a shift of budget towards a lever."""
    return par(0.0, "share of budget", -1, 1, f"moved to {lever} from the others")


@dataclass(slots=True)
class Shares:
    """Shares of the budget that is left after pilots and planning; they sum to 1 (or all are 0)."""

    comms: float = share("communications: awareness, advocates, the drumbeat")
    cop: float = share("communities of practice: helps those already committed")
    one2one: float = share("one-to-one help by a facilitator")
    standard: float = share("templates made once: specification, business case, training")
    tools: float = share("guides and training made with early sites")
    data: float = share("agreed measures, baseline, dashboards, benchmarking")
    govern: float = share("mapping each organisation's governance")
    codesign: float = share("co-design and stakeholder work with future adopters")
    partner: float = share("a supplier procured as a partner")
    derisk: float = share("roll-back plans, monitoring, feedback loops")
    diagnose: float = share("frameworks (NASSS, NPT, COM-B) that find the largest gap")
    grants: float = share("grants to sites that go live")
    exemplar: float = share("perfecting the pilot sites themselves")


@dataclass(slots=True)
class Shift:
    """Moves a share of the budget to a lever from the others, in proportion to their shares."""

    comms: float = shift("comms")
    cop: float = shift("cop")
    one2one: float = shift("one2one")
    standard: float = shift("standard")
    tools: float = shift("tools")
    data: float = shift("data")
    govern: float = shift("govern")
    codesign: float = shift("codesign")
    partner: float = shift("partner")
    derisk: float = shift("derisk")
    diagnose: float = shift("diagnose")
    grants: float = shift("grants")
    exemplar: float = shift("exemplar")


@dataclass(slots=True)
class Strategy:
    """One spread strategy."""

    title: str = text("what people call it")
    about: str = text("what it is, in a sentence")
    source: str = text("where its numbers come from")
    budget_per_organisation: float = par(
        555.6, "GBP/month", 0, 1e6, "budget per organisation and month of the programme", HIN
    )
    budget_total: float | None = par(
        None, "GBP", 0, 1e12, "budget of the whole programme; if given, it is what counts"
    )
    programme: int = par(36, "month", 1, 240, "how long the programme spends")
    shares: Shares = field(default_factory=Shares)
    shift: Shift = field(default_factory=Shift)
    target: Target = choice(Target.uncommitted, "whom one-to-one help is offered to first")
    pilots: int = par(2, "count", 0, 1000, "sites that are live at month 0")
    mixed_pilots: bool = choice(False, "pilots of different types instead of the readiest")
    plan: float = par(
        0.3, "share", 0, 1, "planned for scale: evidence and tools travel to unlike sites"
    )
    evaluate: bool = choice(True, "evaluation built in: all evidence counts (else 0.4 of it)")
    dual_running: float = par(0.5, "share", 0, 1, "old and new service run side by side in the dip")
    mandate_month: int | None = par(None, "month", 0, 1200, "month from which adoption is mandated")
    wave_cap: int | None = par(None, "go-lives/month", 1, 1_000_000, "go-lives allowed in a month")
