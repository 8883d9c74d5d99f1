"""More money for one lever, while all other levers keep their money."""

from typing import Any

from sim.config import with_values
from sim.networks import system_of
from sim.outcomes.units import GBP_PER_KGBP
from sim.params import Scenario
from sim.process.settings import Budget, budget_of


def monthly_of(scenario: Scenario) -> Budget:
    """Work out the programme's money [kGBP]."""
    organisations = system_of(scenario.system, 0, 0).organisations
    return budget_of(scenario, organisations)


def more_for(scenario: Scenario, lever: str, more: float) -> dict[str, Any]:
    """Values of a scenario in which one lever gets `more` [kGBP/month] than now.

    The budget grows by this amount, and by what planning and design take of a larger budget.  A
    plan that spends nothing gets only this lever.
    """
    spends = any(getattr(scenario.strategy.shares, each) for each in _levers(scenario))
    if not spends:
        alone = with_values(scenario, {f"strategy.shares.{lever}": 1.0, **_budget(scenario, 0.0)})
        total = _grown(alone, more)
        return {f"strategy.shares.{lever}": 1.0, **_budget(scenario, total)}
    values = _budget(scenario, _grown(scenario, more))
    before, after = monthly_of(scenario).monthly, monthly_of(with_values(scenario, values)).monthly
    share = getattr(scenario.strategy.shares, lever)
    shift = (share * before + after - before) / after - share
    return {**values, f"strategy.shift.{lever}": shift}


def _grown(scenario: Scenario, more: float) -> float:
    """Budget [GBP] that gives the levers `more` [kGBP/month] than now."""
    now = monthly_of(scenario)
    one_more = monthly_of(
        with_values(scenario, _budget(scenario, (now.total + 1.0) * GBP_PER_KGBP))
    )
    taken = one_more.charges - now.charges  # of each pound, whatever the budget
    fixed = now.charges - taken * now.total
    return ((now.monthly + more) * now.months + fixed) / (1.0 - taken) * GBP_PER_KGBP


def _budget(scenario: Scenario, total: float) -> dict[str, Any]:
    """Set a budget [GBP] with the key that the scenario uses."""
    if scenario.strategy.budget_total is not None:
        return {"strategy.budget_total": total}
    organisations = system_of(scenario.system, 0, 0).organisations
    each = total / (organisations * scenario.strategy.programme)
    return {"strategy.budget_per_organisation": each}


def _levers(scenario: Scenario) -> list[str]:
    return list(type(scenario.strategy.shares).__dataclass_fields__)
