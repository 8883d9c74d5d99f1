"""The dials of the page: what can be turned, the exact values of each, and each plan's own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sim.config import keys
from sim.networks import system_of
from sim.networks.telling import says_where_it_stands
from sim.page import json_numbers, words
from sim.page.beliefs import beliefs_of
from sim.page.plans import identity
from sim.page.schema import Dial as PageDial
from sim.page.schema import DialForm, DialKind, Scalar, Turn
from sim.page.tensions import NINE, Tension
from sim.page.what_ifs import whatifs_of
from sim.params import Scenario, System
from sim.params.names import LEVERS
from sim.study.dotted import value_of

SHIFT = "strategy.shift."
MOST_SHIFTED, SHIFT_STEP = 0.4, 0.02  # of the budget, to one lever
MOST_PILOTS = 12
EXACT = 10  # decimals of a level
LAST = 1e6  # beyond every number of a tension
PILOTS = "strategy.pilots"
OF_PILOTS = (PILOTS, "strategy.mixed_pilots")
MONEY, HELP, PACE, GOVERNANCE, START = "Money", "Help", "Pace", "Governance", "Start"
TENSIONS, BELIEFS = "Nine tensions to balance", "Numbers that nobody knows"


@dataclass(frozen=True, slots=True)
class Dial:
    """One dial.

    levels   every value that it may take, in order; of a tension that may be left open, None first
    names    of the levels, in the same order; empty for numbers that are said with their unit
    said     a level in words, for numbers whose unit says little
    unset    name of no setting
    ends     of a tension: the names of its two sides
    explain  what it does; empty: as its key is explained
    """

    key: str
    label: str
    group: str
    levels: tuple[Scalar, ...]
    names: tuple[str, ...] = ()
    unit: str = ""
    kind: DialKind = "plan"
    form: DialForm = "number"
    ends: tuple[str, str] | None = None
    explain: str = ""
    said: Callable[[Any], str] | None = None
    unset: str = "none"


def _steps(low: float, high: float, step: float) -> tuple[float, ...]:
    count = round((high - low) / step)
    return tuple(round(low + k * step, EXACT) + 0.0 for k in range(count + 1))  # not -0


def _choice(key: str, label: str, group: str, choices: Sequence[tuple[Scalar, str]]) -> Dial:
    values, names = zip(*choices, strict=True)
    return Dial(key, label, group, values, names, form="choice")


SHARE = _steps(0, 1, 0.05)
YES_NO = ((True, "yes"), (False, "no"))
FIXED = (
    _choice(
        "strategy.target", "Who gets one-to-one help first", HELP,
        (
            ("uncommitted", "those not yet committed"), ("committed", "those who committed"),
            ("ready", "the most ready"), ("laggards", "those furthest behind"),
            ("hubs", "the best connected"), ("equity", "deprived areas"),
            ("random", "nobody in particular"),
        ),
    ),
    Dial("strategy.dual_running", "Old and new way side by side in the dip", HELP, SHARE,
         unit="share"),
    Dial("strategy.redesign", "Pathway redesigned at the same time", HELP, SHARE, unit="share"),
    _choice(
        "strategy.mandate_month", "A mandate", PACE,
        ((None, "none"), (6, "from month 6"), (12, "from month 12"), (24, "from month 24")),
    ),
    Dial("innovation.procurement", "Procurement and contracting", PACE, _steps(0, 12, 1),
         unit="months"),
    Dial("system.board_interval", "Months between board meetings", GOVERNANCE, _steps(1, 6, 1),
         unit="months"),
    Dial("system.approvals", "Boards that must approve", GOVERNANCE, _steps(1, 4, 1),
         unit="boards"),
    Dial(PILOTS, "Number of pilot sites", START, _steps(0, MOST_PILOTS, 1), unit="sites"),
    _choice("strategy.mixed_pilots", "Pilots of different types", START, YES_NO),
    Dial("strategy.plan", "Planned for scale from the start", START, SHARE, unit="share"),
    _choice("strategy.evaluate", "Evaluation built in", START, YES_NO),
)  # fmt: skip


def every_dial(scenarios: Sequence[Scenario]) -> list[Dial]:
    """List the dials that do something in at least one of the plans, with every level of each."""
    fixed = [
        _possible(each, scenarios) for each in FIXED if _matters(each.key, scenarios[0].system)
    ]
    found = [*_budgets(scenarios), *_shifts(scenarios), *fixed]
    found += [_tension(each) for each in NINE] + _beliefs(scenarios)
    pressed = list(_of_what_ifs(scenarios))
    return [_complete(each, scenarios, pressed) for each in found]


def dials_of(scenarios: Sequence[Scenario]) -> list[PageDial]:
    """List the dials for the page, group by group."""
    return [_for_page(dial, scenarios) for dial in every_dial(scenarios)]


def turnable(scenarios: Sequence[Scenario]) -> dict[str, tuple[Scalar, ...]]:
    """List every key that the page may set, with every value that it may send for it."""
    found = {dial.key: dial.levels for dial in every_dial(scenarios)}
    for key, value in _of_what_ifs(scenarios):
        if value not in found.get(key, ()):
            found[key] = (*found.get(key, ()), value)
    return found


def setting(key: str, scenario: Scenario) -> Scalar:
    """Return a plan's value of a dial; a shift is always 0."""
    return 0.0 if key.startswith(SHIFT) else json_numbers.scalar(value_of(scenario, key))


def turns(dial: Dial, scenario: Scenario) -> list[int]:
    """Return the places of the levels that a plan allows; none if the dial does nothing for it."""
    shares = scenario.strategy.shares
    places = list(range(len(dial.levels)))
    spends = any(getattr(shares, lever) for lever in LEVERS)
    total = scenario.strategy.budget_total is not None
    if dial.key.startswith(SHIFT):
        return [k for k in places if _can_shift(dial.key, dial.levels[k], scenario)]
    if dial.key == "strategy.budget_total":
        return places if spends and total else []
    if dial.key == "strategy.budget_per_organisation":
        return places if spends and not total else []
    return places


def _can_shift(key: str, moved: Any, scenario: Scenario) -> bool:
    shares = scenario.strategy.shares
    share = getattr(shares, key.removeprefix(SHIFT))
    others = sum(getattr(shares, lever) for lever in LEVERS) - share
    return bool(others > 0 and -share <= moved <= 1 - share)


def _for_page(dial: Dial, scenarios: Sequence[Scenario]) -> PageDial:
    about = keys.find(dial.key).field.metadata
    return {
        "key": dial.key, "label": dial.label, "group": dial.group, "kind": dial.kind,
        "form": dial.form, "unit": dial.unit, "levels": list(dial.levels),
        "names": list(dial.names), "ends": None if dial.ends is None else list(dial.ends),
        "values": {identity(k): setting(dial.key, each) for k, each in enumerate(scenarios)},
        "explain": dial.explain or _explained(dial, str(about["meaning"])),
        "by_plan": {identity(k): _turn(dial, each) for k, each in enumerate(scenarios)},
    }  # fmt: skip


def _explained(dial: Dial, meaning: str) -> str:
    """Explain in one sentence what a dial does."""
    if dial.key.startswith(SHIFT):
        lever = words.LEVERS[dial.key.removeprefix(SHIFT)]
        return f"Share of the budget moved to {lever} from the other levers."
    return f"{meaning[0].upper()}{meaning[1:]}."


def _turn(dial: Dial, scenario: Scenario) -> Turn | None:
    places = turns(dial, scenario)
    if not places:
        return None
    found: Turn = {"first": places[0], "last": places[-1]}
    if dial.key.startswith(SHIFT):
        share = getattr(scenario.strategy.shares, dial.key.removeprefix(SHIFT))
        found["share"] = json_numbers.rounded(share)
    return found


def _budgets(scenarios: Sequence[Scenario]) -> Iterator[Dial]:
    """Make a dial for each way in which the plans set their budgets."""
    strategies = [each.strategy for each in scenarios]
    each = max(s.budget_per_organisation for s in strategies)
    totals = [s.budget_total for s in strategies if s.budget_total is not None]
    if len(totals) < len(strategies):
        yield Dial("strategy.budget_per_organisation", "Budget per organisation and month", MONEY,
                   _steps(0, _twice(each, 100), 25), unit="£")  # fmt: skip
    if totals:
        top = _twice(max(totals), 10_000)
        yield Dial("strategy.budget_total", "Budget of the whole programme", MONEY,
                   _steps(0, top, top / 80), unit="£")  # fmt: skip


def _twice(value: float, step: float) -> float:
    """Double a value and round it up to a step."""
    return max(step, step * -(-2 * value // step))


def _shifts(scenarios: Sequence[Scenario]) -> Iterator[Dial]:
    for lever in LEVERS:
        shares = [getattr(each.strategy.shares, lever) for each in scenarios]
        steps = _steps(-1, MOST_SHIFTED, SHIFT_STEP)
        levels = {*(0.0 - share for share in shares), *(s for s in steps if s >= -max(shares))}
        dial = Dial(f"{SHIFT}{lever}", f"Money moved to {words.LEVERS[lever]}", HELP,
                    tuple(sorted(levels)), unit="share of budget")  # fmt: skip
        if any(turns(dial, each) for each in scenarios):
            yield dial


def _tension(tension: Tension) -> Dial:
    values = tuple(value for value, _ in tension.positions)
    acts = "" if tension.needs is None else f" It acts only where {tension.needs[1]} is set."
    return Dial(tension.key, tension.label, TENSIONS, values, tension.names, form="balance",
                ends=tension.ends, explain=tension.claim + acts, unset=tension.unset)  # fmt: skip


def _beliefs(scenarios: Sequence[Scenario]) -> list[Dial]:
    return [
        Dial(each.key, each.label, BELIEFS, levels, kind="belief", said=each.said)
        for each, levels in beliefs_of(scenarios)
    ]


def _possible(dial: Dial, scenarios: Sequence[Scenario]) -> Dial:
    """Let there be no more pilots than organisations in any plan's system."""
    if dial.key != PILOTS:
        return dial
    fewest = min(
        system_of(each, 0, 0).organisations if each.is_own else each.organisations
        for each in (scenario.system for scenario in scenarios)
    )
    return replace(dial, levels=_steps(0, min(MOST_PILOTS, fewest), 1))


def _complete(
    dial: Dial, scenarios: Sequence[Scenario], pressed: Sequence[tuple[str, Any]]
) -> Dial:
    """Add the own values of the plans, and what a what-if sets, to the levels of a dial."""
    wanted = [setting(dial.key, each) for each in scenarios]
    wanted += [value for key, value in pressed if key == dial.key]
    if dial.form == "number":
        kind = keys.find(dial.key).kind
        levels = sorted({kind(each) for each in (*dial.levels, *wanted) if each is not None})
        names = () if dial.said is None else tuple(map(dial.said, levels))
        return replace(dial, levels=tuple(levels), names=names)
    known = dict(zip(dial.levels, dial.names, strict=True))
    for value in wanted:
        if value not in known:
            known[value] = dial.unset if value is None else f"{value:g}"
    order = list(known) if dial.form == "choice" else sorted(known, key=_place_in(dial))
    return replace(dial, levels=tuple(order), names=tuple(known[each] for each in order))


def _place_in(dial: Dial) -> Callable[[Any], float]:
    """Say where a level of a tension goes: none first, unless it is the last of the positions."""

    def place(value: Any) -> float:
        if value in dial.levels and not isinstance(value, int | float):
            return float(LAST + dial.levels.index(value))
        return -1.0 if value is None else float(value)

    return place


def _of_what_ifs(scenarios: Sequence[Scenario]) -> Iterator[tuple[str, Any]]:
    for scenario in scenarios:
        for each in whatifs_of(scenario):
            yield from each.values.items()


def _matters(key: str, system: System) -> bool:
    """Whether a key has an effect: not if a file or every type sets it already."""
    name = key.removeprefix("system.")
    if key in OF_PILOTS:
        return not says_where_it_stands(system)
    if not key.startswith("system."):
        return True
    own = system.types and all(getattr(each, name) is not None for each in system.types.values())
    return not system.is_own and not own
