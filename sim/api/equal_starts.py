"""The same start for all plans of a comparison, so that they differ in what they do afterwards."""

from collections.abc import Sequence
from dataclasses import replace

from sim.config import Plan
from sim.config.overrides import split
from sim.params import Strategy
from sim.params.display import as_typed
from sim.params.errors import UserError
from sim.study.starts import differing, has_programme, with_start


def equal_starts(plans: Sequence[Plan]) -> tuple[list[Plan], str]:
    """Give all plans the start of the first that has a programme; of the first, if none has.

    The start of a plan without a programme would be a poor one for all: it has no reason to plan
    for scale.  Each plan's overrides then name the values given, so that it can be run again.

    Returns
    -------
    The plans, and the label of the one whose start they have.

    Raises
    ------
    UserError  if two plans are then the same
    """
    first = next((each for each in plans if has_programme(each.scenario.strategy)), plans[0])
    given = [_with_start(each, first.scenario.strategy) for each in plans]
    _refuse_same(given)
    return given, first.label


def _with_start(plan: Plan, of: Strategy) -> Plan:
    changed = [f"strategy.{name}" for name in differing(plan.scenario.strategy, of)]
    kept = [each for each in plan.overrides if split(each).key not in changed]
    values = [f"{key}={_typed(of, key.removeprefix('strategy.'))}" for key in changed]
    scenario = replace(plan.scenario, strategy=with_start(plan.scenario.strategy, of))
    return replace(plan, overrides=(*kept, *values), scenario=scenario)


def _typed(strategy: Strategy, name: str) -> str:
    """Write a value so that it can be read as an override."""
    value = getattr(strategy, name)
    return "null" if value is None else as_typed(value)


def _refuse_same(plans: Sequence[Plan]) -> None:
    for position, plan in enumerate(plans):
        for other in plans[:position]:
            if other.scenario == plan.scenario:
                raise UserError(
                    f"with equal starts, “{other.name}” and “{plan.name}” are the same plan: they "
                    "differ only in their start; leave equal starts out"
                )
