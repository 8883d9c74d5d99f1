"""The dials of the page: what can be turned, how far, in which steps, and each plan's value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sim.config import keys
from sim.networks import system_of
from sim.networks.telling import says_where_it_stands
from sim.page import json_numbers, words
from sim.page.plans import Compared, identity
from sim.page.schema import Dial as PageDial
from sim.page.schema import DialKind, Turn
from sim.params import Scenario, System
from sim.params.errors import UserError
from sim.params.names import LEVERS
from sim.study.dotted import value_of

NUMBER: DialKind = "number"
CHOICE: DialKind = "choice"
SHIFT = "strategy.shift."
MOST_SHIFTED = 0.4  # of the budget, to one lever


@dataclass(frozen=True, slots=True)
class Dial:
    """One dial.

    low, high, step  of a number, in the unit of the key
    choices          of a choice: values with their names, in order
    """

    key: str
    label: str
    unit: str = ""
    low: float = 0.0
    high: float = 1.0
    step: float = 0.05
    choices: tuple[tuple[Any, str], ...] = ()

    @property
    def kind(self) -> DialKind:
        """Whether it is a number or a choice."""
        return CHOICE if self.choices else NUMBER


YES_NO = ((True, "yes"), (False, "no"))
POSITIONS = (0.0, 0.25, 0.5, 0.75, 1.0)


def _positions(none: str, first: str, last: str) -> tuple[tuple[Any, str], ...]:
    """Name the positions between two extremes, and the one for no setting."""
    between = ["a little", "half way", "mostly"]
    named = [first, *(f"{each} towards {last}" for each in between), last]
    return ((None, none), *zip(POSITIONS, named, strict=True))


FIXED = (
    Dial("strategy.pilots", "Number of pilot sites", "sites", 0, 12, 1),
    Dial("strategy.mixed_pilots", "Pilots of different types", choices=YES_NO),
    Dial("strategy.plan", "Planned for scale from the start", "share"),
    Dial("strategy.evaluate", "Evaluation built in", choices=YES_NO),
    Dial("strategy.dual_running", "Old and new way side by side in the dip", "share"),
    Dial(
        "strategy.target", "Who gets one-to-one help first",
        choices=(
            ("uncommitted", "those not yet committed"), ("committed", "those who committed"),
            ("ready", "the most ready"), ("laggards", "those furthest behind"),
            ("hubs", "the best connected"), ("equity", "deprived areas"),
            ("random", "nobody in particular"),
        ),
    ),
    Dial(
        "strategy.mandate_month", "A mandate",
        choices=((None, "none"), (6, "from month 6"), (12, "from month 12"),
                 (24, "from month 24")),
    ),
    Dial(
        "strategy.wave_cap", "Go-lives allowed in a month",
        choices=((None, "as many as are ready"), (1, "1"), (2, "2"), (3, "3"), (4, "4"), (6, "6"),
                 (9, "9")),
    ),
    Dial(
        "strategy.tailoring", "Tailored to each site",
        choices=_positions("to suit its complexity", "one way for all", "every site unique"),
    ),
    Dial(
        "strategy.codification", "How closely the model is written down",
        choices=_positions("to suit each culture", "left open", "to the letter"),
    ),
    Dial("strategy.integration", "Integrated into the workflow", "share"),
    Dial("strategy.redesign", "Pathway redesigned at the same time", "share"),
    Dial("system.board_interval", "Months between board meetings", "months", 1, 6, 1),
    Dial("system.approvals", "Boards that must approve", "boards", 1, 4, 1),
    Dial("innovation.procurement", "Procurement and contracting", "months", 0, 12, 1),
)  # fmt: skip


PILOTS = "strategy.pilots"
OF_PILOTS = (PILOTS, "strategy.mixed_pilots")


def every_dial(scenarios: Sequence[Scenario]) -> list[Dial]:
    """List the dials that do something in at least one of the plans."""
    fixed = [
        _possible(each, scenarios) for each in FIXED if _matters(each.key, scenarios[0].system)
    ]
    return [*_budgets(scenarios), *_shifts(scenarios), *(_bounded(d, scenarios) for d in fixed)]


def dials_of(compared: Compared, in_file: Mapping[str, Sequence[float]]) -> list[PageDial]:
    """List the dials for the page.

    in_file  key -> levels of the dials computed in advance
    """
    scenarios = [result.scenario for result in compared.results]
    known = {dial.key: dial for dial in every_dial(scenarios)}
    for key, levels in in_file.items():
        known[key] = dial_for(key, scenarios, levels[0], levels[-1])
    return [_for_page(dial, scenarios) for dial in known.values()]


def dial_for(key: str, scenarios: Sequence[Scenario], low: float, high: float) -> Dial:
    """Make a dial of any numeric key between two values, with the page's name for it."""
    for dial in every_dial(scenarios):
        if dial.key == key and dial.kind == NUMBER:
            return Dial(key, dial.label, dial.unit, low, high, dial.step)
    about = keys.find(key)
    if about.kind not in (int, float):
        raise UserError(f"{key} is not a number; a dial needs one, e.g. strategy.pilots=0:8")
    metadata = about.field.metadata
    step = 1.0 if about.kind is int else (high - low) / 50
    return Dial(key, str(metadata["meaning"]), str(metadata["unit"]), low, high, step)


def setting(key: str, scenario: Scenario) -> Any:
    """Return a plan's value of a dial; a shift is always 0."""
    return 0.0 if key.startswith(SHIFT) else value_of(scenario, key)


def span(dial: Dial, scenario: Scenario) -> tuple[float, float] | None:
    """Return the ends of a dial for a plan; None if it does nothing for this plan."""
    shares = scenario.strategy.shares
    spends = any(getattr(shares, lever) for lever in LEVERS)
    if dial.key.startswith(SHIFT):
        share = getattr(shares, dial.key.removeprefix(SHIFT))
        others = sum(getattr(shares, lever) for lever in LEVERS) - share
        return (-share, min(MOST_SHIFTED, 1 - share)) if spends and others > 0 else None
    total = scenario.strategy.budget_total is not None
    if dial.key == "strategy.budget_total":
        return (dial.low, dial.high) if spends and total else None
    if dial.key == "strategy.budget_per_organisation":
        return (dial.low, dial.high) if spends and not total else None
    return dial.low, dial.high


def _for_page(dial: Dial, scenarios: Sequence[Scenario]) -> PageDial:
    about = keys.find(dial.key).field.metadata
    return {
        "key": dial.key,
        "label": dial.label,
        "unit": dial.unit,
        "low": dial.low,
        "high": dial.high,
        "step": dial.step,
        "values": {
            identity(k): json_numbers.scalar(setting(dial.key, s)) for k, s in enumerate(scenarios)
        },
        "kind": dial.kind,
        "choices": [
            {"value": json_numbers.scalar(value), "label": name} for value, name in dial.choices
        ],
        "explain": _explained(dial, str(about["meaning"])),
        "by_plan": {identity(k): _by_plan(dial, each) for k, each in enumerate(scenarios)},
    }


def _explained(dial: Dial, meaning: str) -> str:
    """Explain in one sentence what a dial does."""
    if dial.key.startswith(SHIFT):
        lever = words.LEVERS[dial.key.removeprefix(SHIFT)]
        return f"Share of the budget moved to {lever} from the other levers."
    return f"{meaning[0].upper()}{meaning[1:]}."


def _by_plan(dial: Dial, scenario: Scenario) -> Turn | None:
    limits = span(dial, scenario)
    if limits is None:
        return None
    ends: Turn = {
        "low": json_numbers.rounded(limits[0], 6),
        "high": json_numbers.rounded(limits[1], 6),
    }
    if dial.key.startswith(SHIFT):
        share = getattr(scenario.strategy.shares, dial.key.removeprefix(SHIFT))
        ends["share"] = json_numbers.rounded(share)
    return ends


def _budgets(scenarios: Sequence[Scenario]) -> list[Dial]:
    """Make a dial for each way in which the plans set their budgets."""
    strategies = [each.strategy for each in scenarios]
    each = max(s.budget_per_organisation for s in strategies)
    totals = [s.budget_total for s in strategies if s.budget_total is not None]
    made = []
    if len(totals) < len(strategies):
        made.append(
            Dial(
                "strategy.budget_per_organisation",
                "Budget per organisation and month",
                "£",
                0,
                _twice(each, 100),
                25,
            )
        )
    if totals:
        top = _twice(max(totals), 10_000)
        made.append(
            Dial("strategy.budget_total", "Budget of the whole programme", "£", 0, top, top / 80)
        )
    return made  # fmt: skip


def _twice(value: float, step: float) -> float:
    """Double a value and round it up to a step."""
    return max(step, step * -(-2 * value // step))


def _shifts(scenarios: Sequence[Scenario]) -> list[Dial]:
    return [
        Dial(f"{SHIFT}{lever}", f"Money moved to {words.LEVERS[lever]}", "share of budget",
             -1, 1, 0.01)
        for lever in LEVERS
        if any(span(Dial(f"{SHIFT}{lever}", ""), each) is not None for each in scenarios)
    ]  # fmt: skip


def _possible(dial: Dial, scenarios: Sequence[Scenario]) -> Dial:
    """Let there be no more pilots than organisations in any plan's system."""
    if dial.key != PILOTS:
        return dial
    fewest = min(
        system_of(each, 0, 0).organisations if each.is_own else each.organisations
        for each in (scenario.system for scenario in scenarios)
    )
    return replace(dial, high=min(dial.high, fewest))


def _bounded(dial: Dial, scenarios: Sequence[Scenario]) -> Dial:
    """Widen a dial so that it holds the value of every plan."""
    if dial.kind == CHOICE:
        return _with_choices(dial, scenarios)
    now = [setting(dial.key, each) for each in scenarios]
    known = [each for each in now if each is not None]
    return Dial(dial.key, dial.label, dial.unit, min([dial.low, *known]),
                max([dial.high, *known]), dial.step)  # fmt: skip


def _with_choices(dial: Dial, scenarios: Sequence[Scenario]) -> Dial:
    """Add a plan's value if it is not one of the choices."""
    known = dict(dial.choices)
    for scenario in scenarios:
        now = json_numbers.scalar(setting(dial.key, scenario))
        known.setdefault(now, f"{now:g}" if isinstance(now, float | int) else str(now))
    return Dial(dial.key, dial.label, choices=tuple(known.items()))


def _matters(key: str, system: System) -> bool:
    """Whether a key has an effect: not if a file or every type sets it already."""
    name = key.removeprefix("system.")
    if key in OF_PILOTS:
        return not says_where_it_stands(system)
    if not key.startswith("system."):
        return True
    own = system.types and all(getattr(each, name) is not None for each in system.types.values())
    return not system.is_own and not own
