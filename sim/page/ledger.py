"""The barrier ledger of every plan for the page, with the next best action by group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sim.config import Plan, with_value, with_values
from sim.engines.simulate import simulate
from sim.outcomes import Interval
from sim.outcomes.units import POINTS
from sim.page import json_numbers, words
from sim.page.commands import changed_overrides, compare_line, run_line
from sim.page.json_numbers import known_series
from sim.page.money import monthly_of, more_for
from sim.page.plans import Compared, identity
from sim.page.progress import Watch
from sim.page.schema import GroupGaps, Ledger, NextBest, PlanGaps, PlanLedger
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.names import GAPS, LEVERS, STAGES
from sim.report.words import difference_of, mean_and_range_of
from sim.study.binding_by_group import GroupBinding, binding_by_group
from sim.study.ledger import Ledger as Found
from sim.study.ledger import ledger
from sim.study.next_best_action import PER_SYSTEM, Action, Best, next_best
from sim.study.runs import Progress

STEP = 0.1  # share of the budget moved to a lever, or added for it
YEARS = (12, 24, 36, 48, 60, 72)
KINDS = ("shift", "money")


@dataclass(frozen=True, slots=True)
class Change:
    """One small change to a plan: the lever that gets more, the kind, and the values to set."""

    lever: str
    kind: str
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of the change."""
        return words.LEVERS[self.lever]


def ledger_of(compared: Compared, index: int, replicates: int, watch: Watch) -> PlanLedger:
    """Return the ledger of one plan, with the next best action by group."""
    plan, name = compared.results[index].plan, compared.names[index]
    with watch(f"Gaps: {name}") as progress:
        found = ledger(
            plan.scenario, replicates, compared.seed, compared.month, simulate, progress
        )  # fmt: skip
    with watch(f"Next best action: {name}") as progress:
        best = best_of(compared, index, replicates, progress)
    return {
        "organisations": compared.results[index].outcomes.organisations,
        "horizon": found.month,
        **_bound(found),
        "by_group": _by_group(binding_by_group(plan.scenario, replicates, compared.seed)),
        "reached": json_numbers.estimate(found.reached),
        "all_closed": json_numbers.estimate(found.all_closed),
        "lost": [
            {"gap": each.gap, **json_numbers.estimate(each.lost), "text": _points(each.lost)}
            for each in found.losses
        ],
        "next_best": best,
    }


def ledgers(compared: Compared, replicates: int, watch: Watch) -> Ledger:
    """Return the ledger of every plan, and the next best action by group.

    watch  called with the name of a task; returns a context that takes its progress
    """
    every = range(len(compared.results))
    return {
        "plans": {identity(index): ledger_of(compared, index, replicates, watch) for index in every}
    }


def changes_of(scenario: Scenario) -> list[Change]:
    """List the small changes to a plan: one lever gets a tenth of the budget, or more money."""
    found = []
    for lever in LEVERS:
        values = {f"strategy.shift.{lever}": STEP}
        if _is_possible(scenario, values):
            found.append(Change(lever, "shift", values))
    more = STEP * _monthly_budget(scenario)
    for lever in LEVERS:
        found.append(Change(lever, "money", more_for(scenario, lever, more)))
    return found


def best_of(
    compared: Compared, index: int, replicates: int, progress: Progress | None = None
) -> list[NextBest]:
    """Find the change of each kind that gains most for each group."""
    plan = compared.results[index].plan
    spread = with_value(plan.scenario, "assumptions.replicates_per_system", PER_SYSTEM)
    changes = changes_of(spread)
    rows = []
    for kind in KINDS:
        own = [each for each in changes if each.kind == kind]
        actions = [Action(each.name, with_values(spread, each.values)) for each in own]
        report = None if progress is None else partial(_report, progress, kind, own, changes)
        found = next_best(
            spread, actions, replicates, compared.seed, compared.month, simulate, report
        )  # fmt: skip
        rows += [_best(compared, plan, own, each, replicates) for each in found]
    return rows


def _report(progress: Progress, kind: str, own: Sequence[Change], every: Sequence[Change],
            done: int, total: int) -> None:  # fmt: skip
    """Report progress over both kinds of change."""
    one = total // (len(own) + 1)
    before = 0 if kind == KINDS[0] else one * (len(every) - len(own) + 1)
    progress(before + done, one * (len(every) + len(KINDS)))


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


def _best(
    compared: Compared, plan: Plan, changes: Sequence[Change], best: Best, replicates: int
) -> NextBest:
    change = changes[best.action]
    return {
        "dimension": best.dimension,
        "group": best.group,
        "kind": change.kind,
        "action": change.name,
        "gain": json_numbers.estimate(best.gain),
        "apart": best.apart,
        "sentence": _sentence(best, change, changes),
        "command": _command(compared, plan, change, replicates),
    }


def _sentence(best: Best, change: Change, changes: Sequence[Change]) -> str:
    who = words.group(best.dimension, best.group)
    what = {
        "shift": f"moving {STEP:.0%} of the budget to {change.name}",
        "money": f"{STEP:.0%} more budget, all for {change.name},",
    }[change.kind]
    if not best.apart:
        return f"For {who}, no change of this size can be told apart from the plan as it is."
    gain = difference_of(best.gain, POINTS, "more live", "fewer live")
    sentence = f"For {who}, {what} gains most: {gain}."
    if best.second is not None and not best.leads:
        sentence += f" It cannot be told apart from {changes[best.second].name}."
    return sentence


def _command(compared: Compared, plan: Plan, change: Change, replicates: int) -> str:
    """Write the command that compares the plan with its changed version.

    A comparison needs one key with two values.  A change of several keys gives a run instead.
    """
    spread = {"assumptions.replicates_per_system": PER_SYSTEM}
    scenario = with_values(plan.scenario, {**spread, **change.values})
    own = bool(compared.config_dirs)
    overrides = changed_overrides(plan, {**spread, **change.values}, scenario, own)
    if change.kind == "shift":
        key = f"strategy.shift.{change.lever}"
        plain_form = [each for each in overrides if each.startswith(f"{key}=")]
        if plain_form:
            overrides = [each for each in overrides if each not in plain_form]
            overrides.append(f"{key}=0,{STEP:g}")
            return compare_line(overrides, replicates, compared.seed, compared.config_dirs)
    return run_line(overrides, replicates, compared.seed, compared.config_dirs)


def _bound(found: Found) -> PlanGaps:
    """Mean numbers of organisations by binding gap and month, and by stage as well."""
    by_month = found.by_month
    return {
        "by_month": {gap: known_series(by_month[:, g], 1) for g, gap in enumerate(GAPS)},
        "by_stage": {
            gap: {
                words.STAGES[s]: known_series(found.bound[:, s, g], 1)
                for s in range(len(STAGES))
                if found.bound[:, s].any()
            }
            for g, gap in enumerate(GAPS)
        },
    }


def _by_group(bindings: Sequence[GroupBinding]) -> list[GroupGaps]:
    """Return the binding gaps of groups at the end of each year."""
    return [
        {
            "dimension": each.dimension,
            "group": each.group,
            "at": at,
            "shares": dict(zip(GAPS, known_series(each.shares[at - 1], 3), strict=True)),
        }
        for each in bindings
        for at in YEARS
        if at <= len(each.shares)
    ]


def _points(lost: Interval) -> str:
    return mean_and_range_of(lost, POINTS)
