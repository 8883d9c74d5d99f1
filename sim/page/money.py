"""More money for one lever, while all other levers keep their money."""

from dataclasses import replace
from typing import Any

from sim.config import with_values
from sim.networks import system_of
from sim.outcomes.units import GBP_PER_KGBP
from sim.params import Scenario
from sim.process.settings import Budget, budget_of, parts_of
from sim.process.settings.budget import budget_from

STEPS = 4


def monthly_of(scenario: Scenario) -> Budget:
    """Work out the programme's money [kGBP]."""
    return budget_of(scenario, _organisations(scenario))


def _organisations(scenario: Scenario) -> int:
    described = scenario.system
    if described.is_own:
        return system_of(described, 0, 0).organisations
    return described.organisations


def more_for(scenario: Scenario, lever: str, more: float) -> dict[str, Any]:
    """Values of a scenario in which one lever gets `more` [kGBP/month] than now.

    The budget grows by this amount, and by what planning and design take of a larger budget; it
    grows by less for the lever of a partnership that is then charged less.  A
    plan that spends nothing gets only this lever.
    """
    spends = any(getattr(scenario.strategy.shares, each) for each in _levers(scenario))
    if not spends:
        alone = with_values(scenario, {f"strategy.shares.{lever}": 1.0, **_budget(scenario, 0.0)})
        total = _total_for(alone, more)
        return {f"strategy.shares.{lever}": 1.0, **_budget(scenario, total)}
    before, share = monthly_of(scenario).monthly, getattr(scenario.strategy.shares, lever)
    shift = {f"strategy.shift.{lever}": (share * before + more) / (before + more) - share}
    total = _total_for(with_values(scenario, shift), before + more)
    return {**_budget(scenario, total), **shift}


def _total_for(scenario: Scenario, monthly: float) -> float:
    """Budget [GBP] that gives the levers so much a month [kGBP].

    What comes off first is linear in the budget but for a partnership, which has kinks: one step
    is enough without it, and a few are with it.
    """
    parts = parts_of(scenario, _organisations(scenario))

    def at(total: float) -> Budget:
        return budget_from(replace(parts, budget=total))

    total = at(parts.budget).total
    for _ in range(STEPS):
        now = at(total)
        taken = at(total + 1.0).charges - now.charges  # of one more pound
        total += (monthly * now.months - now.total + now.charges) / (1.0 - taken)
    return total * GBP_PER_KGBP


def _budget(scenario: Scenario, total: float) -> dict[str, Any]:
    """Set a budget [GBP] with the key that the scenario uses."""
    if scenario.strategy.budget_total is not None:
        return {"strategy.budget_total": total}
    each = total / (_organisations(scenario) * scenario.strategy.programme)
    return {"strategy.budget_per_organisation": each}


def _levers(scenario: Scenario) -> list[str]:
    return list(type(scenario.strategy.shares).__dataclass_fields__)
