"""The next best action of a plan for each group: what small change to it gains most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from sim.config import Plan, with_value, with_values
from sim.outcomes.units import GBP_PER_KGBP, POINTS
from sim.page import json_numbers, words
from sim.page.commands import changed_overrides, compare_line, run_line
from sim.page.money import monthly_of, more_for
from sim.page.plans import Compared
from sim.page.schema import NextBest
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.names import LEVERS
from sim.report.words import difference_of
from sim.study.next_best_action import PER_SYSTEM, Action, Best, next_best, promising
from sim.study.runs import Progress

STEP = 0.1  # share of the budget moved to a lever, or added for it
SHIFT, MONEY = KINDS = ("shift", "money")
SCREENED, TRIED = 16, 64  # runs of each lever at first, and of those that gained most for a group
PARTS = 1 + len(KINDS)  # of the work, for its progress


@dataclass(frozen=True, slots=True)
class Change:
    """One small change to a plan: the lever that gets more, the kind, and the values to set."""

    lever: str
    kind: str
    values: Mapping[str, Any] = field(hash=False)

    @property
    def name(self) -> str:
        """Name of the change."""
        return words.LEVERS[self.lever]


@dataclass(frozen=True, slots=True)
class Told:
    """The change of one kind that gains most for a group, as found and as the page has it.

    more  what it costs beyond the plan: a month, and in all [GBP]
    rival the change that it cannot be told apart from; empty if it leads
    """

    best: Best
    change: Change
    more: tuple[float, float]
    rival: str
    row: NextBest


def changes_of(scenario: Scenario) -> list[Change]:
    """List the small changes to a plan: one lever gets a tenth of the budget, or more money.

    There are none where the budget is nothing: a tenth of it is nothing as well.
    """
    more = STEP * _monthly_budget(scenario)
    if more == 0:
        return []
    found = []
    for lever in LEVERS:
        values = {f"strategy.shift.{lever}": STEP}
        if _is_possible(scenario, values):
            found.append(Change(lever, SHIFT, values))
    for lever in LEVERS:
        found.append(Change(lever, MONEY, more_for(scenario, lever, more)))
    return found


def best_of(
    compared: Compared, index: int, replicates: int, progress: Progress | None = None
) -> list[Told]:
    """Find the change of each kind that gains most for each group.

    More money for each lever is screened with few runs.  The levers that gain most for any group
    run more often, in both kinds.
    """
    plan = compared.results[index].plan
    spread = with_value(plan.scenario, "assumptions.replicates_per_system", PER_SYSTEM)
    changes = changes_of(spread)
    if not changes:
        return []
    of_kind = {kind: [each for each in changes if each.kind == kind] for kind in KINDS}
    few, tried = min(replicates, SCREENED), min(replicates, TRIED)
    kept = promising(
        spread, _actions(spread, of_kind[MONEY]), few, compared.seed, compared.month,
        progress=_part(progress, 0),
    )  # fmt: skip
    levers = {of_kind[MONEY][place].lever for place in kept}
    told: list[Told] = []
    command = cache(partial(_command, compared, plan, tried))
    more = cache(partial(_more, plan.scenario))
    for part, own in enumerate(of_kind.values(), start=1):
        left = [each for each in own if each.lever in levers]
        found = next_best(
            spread, _actions(spread, left), tried, compared.seed, compared.month,
            progress=_part(progress, part), out_of=len(own),
        )  # fmt: skip
        told += [
            _told(each, left, command(left[each.action]), more(left[each.action]))
            for each in found
        ]  # fmt: skip
    return told


def _actions(scenario: Scenario, changes: Sequence[Change]) -> list[Action]:
    return [Action(each.name, with_values(scenario, each.values)) for each in changes]


def _part(progress: Progress | None, part: int) -> Progress | None:
    """Report the progress of one part of the work as that of all parts."""
    return None if progress is None else partial(_report, progress, part)


def _report(progress: Progress, part: int, done: int, total: int) -> None:
    progress(part * total + done, PARTS * total)


def _is_possible(scenario: Scenario, values: Mapping[str, Any]) -> bool:
    try:
        with_values(scenario, values)
    except UserError:
        return False
    return any(getattr(scenario.strategy.shares, lever) for lever in LEVERS)


def _monthly_budget(scenario: Scenario) -> float:
    """Budget of a plan [kGBP/month]; for a plan without levers, the budget it could spend."""
    spending = scenario
    if not any(getattr(scenario.strategy.shares, lever) for lever in LEVERS):
        spending = with_value(scenario, "strategy.shares.comms", 1.0)
    money = monthly_of(spending)
    return money.total / money.months


def _told(best: Best, changes: Sequence[Change], command: str, more: tuple[float, float]) -> Told:
    change = changes[best.action]
    row: NextBest = {
        "dimension": best.dimension,
        "group": best.group,
        "kind": change.kind,
        "action": change.name,
        "gain": json_numbers.estimate(best.gain),
        "apart": best.apart,
        "sentence": _sentence(best, change, changes),
        "command": command,
    }
    rival = "" if best.second is None or best.leads else changes[best.second].name
    return Told(best, change, more, rival, row)


def _more(scenario: Scenario, change: Change) -> tuple[float, float]:
    """Work out what a change costs beyond the plan [GBP]: a month for its lever, and in all."""
    if change.kind == SHIFT:
        return 0.0, 0.0
    now, then = monthly_of(scenario), monthly_of(with_values(scenario, change.values))
    if any(getattr(scenario.strategy.shares, lever) for lever in LEVERS):
        more = then.monthly - now.monthly, then.total - now.total
    else:
        more = then.monthly, then.monthly * then.months
    return GBP_PER_KGBP * more[0], GBP_PER_KGBP * more[1]


def _sentence(best: Best, change: Change, changes: Sequence[Change]) -> str:
    who = words.group(best.dimension, best.group)
    what = {
        SHIFT: f"moving {STEP:.0%} of the budget to {change.name}",
        MONEY: f"{STEP:.0%} more budget, all for {change.name},",
    }[change.kind]
    if not best.apart:
        return f"For {who}, no change of this size can be told apart from the plan as it is."
    gain = difference_of(best.gain, POINTS, "more live", "fewer live")
    sentence = f"For {who}, {what} gains most: {gain}."
    if best.second is not None and not best.leads:
        sentence += f" It cannot be told apart from {changes[best.second].name}."
    return sentence


def _command(compared: Compared, plan: Plan, replicates: int, change: Change) -> str:
    """Write the command that compares the plan with its changed version.

    A comparison needs one key with two values.  A change of several keys gives a run instead.
    """
    spread = {"assumptions.replicates_per_system": PER_SYSTEM}
    scenario = with_values(plan.scenario, {**spread, **change.values})
    own = bool(compared.config_dirs)
    overrides = changed_overrides(plan, {**spread, **change.values}, scenario, own)
    if change.kind == SHIFT:
        key = f"strategy.shift.{change.lever}"
        plain_form = [each for each in overrides if each.startswith(f"{key}=")]
        if plain_form:
            overrides = [each for each in overrides if each not in plain_form]
            overrides.append(f"{key}=0,{STEP:g}")
            return compare_line(overrides, replicates, compared.seed, compared.config_dirs)
    return run_line(overrides, replicates, compared.seed, compared.config_dirs)
