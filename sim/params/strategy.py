"""What the spread partner does: shares of one budget, pilots, plan, targeting, mandate."""

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from sim.params.declare import by_lever, choice, par, text
from sim.params.lever_table import ROWS, Lever

HIN = "one programme's share of a health innovation network's £2.9 million a year; share assumed"


class Target(Enum):
    """Who is offered one-to-one help first."""

    uncommitted = "uncommitted"
    committed = "committed"
    ready = "ready"
    laggards = "laggards"
    hubs = "hubs"
    equity = "equity"
    random = "random"


def share(row: Lever) -> Any:
    """Declare a share of the budget."""
    return par(
        0.0, "share of budget", 0, 1, row.meaning,
        says=f"{{}} of the budget for {row.title}", named={"0": f"no money for {row.title}"},
    )  # fmt: skip


def shift(lever: str, row: Lever) -> Any:
    """Declare a shift of budget towards a lever."""
    meaning = f"share moved to {lever} from the other levers"
    return par(0.0, "share of budget", -1, 1, meaning, says=row.title)


if TYPE_CHECKING:

    @dataclass(slots=True)
    class Shares:
        """Shares of the budget that is left after what comes off it first."""

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
        "Shares of the budget left after charges; they sum to 1 (or all are 0).",
        {lever: (float, share(row)) for lever, row in ROWS.items()},
    )
    Shift = by_lever(
        "Shift",
        "Moves a share of the budget to a lever from the others, in proportion to their shares.",
        {lever: (float, shift(lever, row)) for lever, row in ROWS.items()},
    )


class EndState(Enum):
    """The method for defining the end state before adoption (C32-C35)."""

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
    """What the pilots are meant to find out (C43)."""

    general = "general"
    workflow = "workflow"
    adaptation = "adaptation"
    usability = "usability"
    training = "training"


class Ambition(Enum):
    """The intended scale, set at the start: it decides who is in scope (C51)."""

    site = "site"
    system = "system"
    national = "national"


MOST_PHASES = 4  # phases of a programme, including the first
SUM_TOLERANCE = 1e-6  # by which shares that divide a budget may miss 1


@dataclass(slots=True)
class Phase:
    """A later phase of the programme, with its own shares (they sum to 1)."""

    from_month: int = par(
        12, "month", 1, 240, "month of the programme in which this phase begins", says="from {}",
        dated=True,
    )  # fmt: skip
    shares: Shares = field(default_factory=Shares)


@dataclass(slots=True)
class Strategy:
    """One spread strategy."""

    title: str = text("name shown to readers")
    about: str = text("description in one sentence")
    source: str = text("where its numbers come from")
    budget_per_organisation: float = par(
        555.6, "GBP/month", 0, 1e6, "budget per organisation in each month of the programme", HIN,
        says="{} for each organisation",
    )  # fmt: skip
    budget_total: float | None = par(
        None, "GBP", 0, 1e12,
        "budget of the whole programme; if set, it replaces the budget per organisation",
        says="{}", named={"none": "the budget per organisation"},
    )  # fmt: skip
    start: int = par(
        0, "month", 0, 1200,
        "month in which the programme starts; what a strategy dates counts from it",
        says="the programme starts in {}", named={"0": "the programme starts at once"}, dated=True,
    )  # fmt: skip
    programme: int = par(
        36, "month", 1, 240, "number of months in which the programme spends",
        says="a programme of {}",
    )  # fmt: skip
    shares: Shares = field(default_factory=Shares)
    shift: Shift = field(default_factory=Shift)
    target: Target = choice(
        Target.uncommitted, "who is offered one-to-one help first",
        says="help first for {}",
        named={
            "uncommitted": "help first for those not yet committed",
            "committed": "help first for those who committed",
            "ready": "help first for the most ready",
            "laggards": "help first for those furthest behind",
            "hubs": "help first for the best connected",
            "equity": "help first for deprived areas",
            "random": "help for nobody in particular",
        },
    )  # fmt: skip
    pilots: int = par(
        2, "count", 0, 1000, "number of sites that are live when the programme starts",
        says="{} pilots", named={"0": "no pilots", "1": "1 pilot"},
    )  # fmt: skip
    mixed_pilots: bool = choice(
        False, "choose pilots of different types instead of the readiest",
        named={"true": "pilots of different types", "false": "the readiest as pilots"},
    )  # fmt: skip
    pilots_embedded: float = par(
        0.0, "share", 0, 1, "share of the pilots that embedded it before month 0, readiest first",
        says="{} of the pilots embedded before", named={"0": "pilots that have just gone live"},
    )  # fmt: skip
    plan: float = par(
        0.3, "share", 0, 1,
        "how far scale is planned for, so that evidence and tools reach unlike sites",
        says="{} planned for scale",
        named={"0": "not planned for scale", "1": "fully planned for scale"},
    )  # fmt: skip
    evaluate: bool = choice(
        True, "evaluation built in, so that all evidence counts; otherwise 0.4 of it does",
        named={"true": "evaluation built in", "false": "no evaluation"},
    )  # fmt: skip
    dual_running: float = par(
        0.5, "share", 0, 1, "how far the old and new service run side by side during the dip",
        says="{} dual running", named={"0": "no dual running", "1": "full dual running"},
    )  # fmt: skip
    pilot_purpose: PilotPurpose = choice(
        PilotPurpose.general, "what the pilots are meant to find out"
    )
    case_head_start: float = par(
        0.0, "share", 0, 1,
        "share of the case drafted before the pilot, for early adopters at full planning",
    )  # fmt: skip
    redesign: float = par(
        0.5, "share", 0, 1, "how far the pathway is redesigned with the innovation",
        says="{} of the pathway redesigned", named={"0": "no redesign", "1": "full redesign"},
    )  # fmt: skip
    end_state: EndState = choice(
        EndState.none, "method for defining the end state before adoption",
        named={
            "none": "no defined end state", "lean_qi": "end state by Lean and QI",
            "vbhc": "end state by value-based care", "ebcd": "end state by co-design",
            "blend": "end state by a blend of methods",
        },
    )  # fmt: skip
    ambition: Ambition = choice(
        Ambition.national, "intended scale: one site, one region or all",
        named={
            "site": "meant for one site", "system": "meant for one region",
            "national": "meant for all",
        },
    )  # fmt: skip
    ambition_month: float = par(
        0.0,
        "month",
        0,
        24,
        "month in which the ambition is set; planning that comes late counts for less",
        says="ambition set in {}",
        named={"0": "ambition set at the start"},
        dated=True,
    )
    ambition_review: int | None = par(
        None, "month", 1, 1200, "month from which the ambition covers all; none = never reviewed",
        says="ambition for all from {}", named={"none": "ambition never reviewed"}, dated=True,
    )  # fmt: skip
    data_for: DataFor = choice(
        DataFor.learning, "whether data are used for learning or for accountability",
        says="data for {}",
    )  # fmt: skip
    tailoring: float | None = par(
        None, "share", 0, 1,
        "how far each site is treated as unique; none = as its complexity requires",
        says="{} tailored to each site",
        named={"none": "tailored as complexity requires", "0": "one way for all sites"},
    )  # fmt: skip
    codification: float | None = par(
        None, "share", 0, 1, "how closely the model is codified; none = as each culture prefers",
        says="{} codified", named={"none": "codified as each culture prefers"},
    )  # fmt: skip
    general: float | None = par(
        None,
        "share",
        0,
        1,
        "general solution (1) or one tailored to a single setting (0); none = neither",
        says="a solution {} general",
        named={
            "none": "a solution as it comes", "0": "a solution for one setting",
            "1": "a general solution",
        },
    )  # fmt: skip
    inclusive: float = par(
        0.0, "share", 0, 1, "how far the design includes people who are often left behind",
        says="{} inclusive design",
    )  # fmt: skip
    two_way: float = par(
        0.5, "share", 0, 1, "part of communications that listens and answers",
        says="{} of communications two-way",
    )  # fmt: skip
    sourcing: Sourcing = choice(
        Sourcing.buy, "build, buy or enter a partnership",
        named={"buy": "bought", "build": "built in house", "partner": "a partnership"},
    )  # fmt: skip
    integration: float = par(
        0.5, "share", 0, 1,
        "from standalone (0) to fully embedded in the workflow (1); 0.5 is neutral",
        says="{} integrated", named={"0": "standalone", "1": "fully integrated"},
    )  # fmt: skip
    integration_ramp: float = par(
        0.0, "1/year", 0, 1, "integration added each year that a site is live"
    )
    contract: int | None = par(
        None,
        "month",
        1,
        240,
        "length of the supplier's contract; none = open-ended and kept up to date",
        says="a contract of {}",
        named={"none": "an open-ended contract"},
    )
    phases: dict[str, Phase] = field(default_factory=dict)
    mandate_month: int | None = par(
        None, "month", 0, 1200, "month from which adoption is mandatory; none = no mandate",
        says="a mandate from {}", named={"none": "no mandate"}, dated=True,
    )  # fmt: skip
    mandate_by: int | None = par(
        None, "month", 1, 1200,
        "month by which the mandate is to be met; its pace rises until then; none = one pace",
        "form: Alfi 2007; that it holds for organisations is assumed",
        says="a deadline in {}", named={"none": "no deadline"}, dated=True,
    )  # fmt: skip
    wave_cap: int | None = par(
        None, "go-lives/month", 1, 1_000_000, "most go-lives allowed in a month; none = no limit",
        says="at most {} go-lives a month",
        named={"none": "no limit on go-lives", "1": "at most 1 go-live a month"},
    )  # fmt: skip
    winter_break: bool = choice(
        False, "nobody goes live from November to February, once the programme has begun",
        named={"true": "no go-lives in winter", "false": "go-lives in any month"},
    )  # fmt: skip
