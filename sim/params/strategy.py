"""What the spread partner does: shares of one budget, pilots, plan, targeting, mandate."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from sim.params.declare import by_lever, choice, par, text
from sim.params.lever_table import ROWS

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


if TYPE_CHECKING:

    @dataclass(slots=True)
    class Shares:
        """Shares of the budget that is left after pilots and planning."""

        def __init__(self, **shares: float) -> None: ...

        def __getattr__(self, lever: str) -> float: ...

    @dataclass(slots=True)
    class Shift:
        """Moves a share of the budget to a lever from the others."""

        def __init__(self, **shifts: float) -> None: ...

        def __getattr__(self, lever: str) -> float: ...

else:
    Shares = by_lever(
        "Shares",
        "Shares of the budget left after pilots and planning; they sum to 1 (or all are 0).",
        {lever: (float, share(row.meaning)) for lever, row in ROWS.items()},
    )
    Shift = by_lever(
        "Shift",
        "Moves a share of the budget to a lever from the others, in proportion to their shares.",
        {lever: (float, shift(lever)) for lever in ROWS},
    )


class EndState(Enum):
    """How the end state is defined before anything is adopted (C32-C35)."""

    none = "none"
    lean_qi = "lean_qi"
    vbhc = "vbhc"
    ebcd = "ebcd"
    blend = "blend"


class Sourcing(Enum):
    """Build in house, buy off the shelf, or enter a partnership (B4)."""

    buy = "buy"
    build = "build"
    partner = "partner"


class DataFor(Enum):
    """What data are used for (C63)."""

    learning = "learning"
    accountability = "accountability"


class PilotPurpose(Enum):
    """What the pilots are asked to find out (C43)."""

    general = "general"
    workflow = "workflow"
    adaptation = "adaptation"
    usability = "usability"
    training = "training"


class Ambition(Enum):
    """The scale that is meant from the start: it says who is in scope (C51)."""

    site = "site"
    system = "system"
    national = "national"


MOST_PHASES = 4  # of a programme, the first included


@dataclass(slots=True)
class Phase:
    """A later phase of the programme, with shares of its own (they sum to 1)."""

    from_month: int = par(12, "month", 1, 240, "month of the programme in which it begins")
    shares: Shares = field(default_factory=Shares)


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
    pilot_purpose: PilotPurpose = choice(PilotPurpose.general, "what the pilots are to find out")
    case_head_start: float = par(
        0.0, "share", 0, 1, "of the case drafted before the pilot, for early adopters, at full plan"
    )
    redesign: float = par(0.5, "share", 0, 1, "of the pathway redesigned along with it")
    end_state: EndState = choice(EndState.none, "how the end state is defined first")
    ambition: Ambition = choice(Ambition.national, "scale meant: one site, one region, or all")
    ambition_month: float = par(
        0.0, "month", 0, 24, "month in which the ambition is set; late planning counts for less"
    )
    ambition_review: int | None = par(
        None, "month", 1, 1200, "month from which the ambition is all; none = never revisited"
    )
    data_for: DataFor = choice(DataFor.learning, "data for learning, or for accountability")
    tailoring: float | None = par(
        None, "share", 0, 1, "how far each site is treated as unique; none = as complexity asks"
    )
    codification: float | None = par(
        None, "share", 0, 1, "how closely the model is codified; none = as each culture likes"
    )
    general: float | None = par(
        None, "share", 0, 1, "generalised (1) or tailored to one setting (0); none = neither"
    )
    inclusive: float = par(0.0, "share", 0, 1, "inclusive design, for those who are left behind")
    sourcing: Sourcing = choice(Sourcing.buy, "build, buy, or enter a partnership")
    integration: float = par(
        0.5, "share", 0, 1, "standalone (0) to fully embedded in the workflow (1); 0.5 is neutral"
    )
    integration_ramp: float = par(0.0, "1/year", 0, 1, "integration added in steps over time")
    contract: int | None = par(
        None, "month", 1, 240, "length of the supplier's contract; none = open-ended, kept current"
    )
    phases: dict[str, Phase] = field(default_factory=dict)
    mandate_month: int | None = par(None, "month", 0, 1200, "month from which adoption is mandated")
    wave_cap: int | None = par(None, "go-lives/month", 1, 1_000_000, "go-lives allowed in a month")
