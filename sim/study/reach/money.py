"""The money of a plan: how much it has, what comes off first, and the plan with more or less."""

from dataclasses import replace

from sim.networks import as_given
from sim.params import Kind, Scenario, Strategy
from sim.process.settings import budget_of

GBP_PER_KGBP = 1000.0


def with_money(scenario: Scenario, amount: float | None, months: int) -> Scenario:
    """Give a plan another budget, and a run another length; shares and all else stay.

    amount  [GBP] of the whole programme; None for the plan as it is
    """
    strategy = scenario.strategy
    if amount is not None:
        strategy = replace(strategy, budget_total=amount)
    return replace(scenario, strategy=strategy, clock=replace(scenario.clock, months=months))


def own_budget(scenario: Scenario) -> float:
    """Return the budget of a plan as it stands [GBP]; 0 if it has no money for levers."""
    return GBP_PER_KGBP * budget_of(scenario, _organisations(scenario)).total


def taken_first(scenario: Scenario) -> float:
    """Return what a plan costs without any money for levers [GBP]: its pilots, its office."""
    return GBP_PER_KGBP * budget_of(with_money(scenario, 0.0, 1), _organisations(scenario)).spent


def why_unfunded(scenario: Scenario, by: int) -> str:
    """Say why money for a plan can move nothing; empty if it can."""
    if not _has_shares(scenario):
        return "it has no programme: no lever has a share of its budget"
    if scenario.process.kind != Kind.full and not scenario.process.levers:
        return "its process is a classic one, which reads no money"
    if scenario.strategy.start >= by:
        return f"its programme starts in month {scenario.strategy.start}, which is too late"
    return ""


def _has_shares(scenario: Scenario) -> bool:
    """Whether a budget would go to levers."""
    return budget_of(with_money(scenario, 1e6, 1), _organisations(scenario)).total > 0


def _organisations(scenario: Scenario) -> int:
    given = as_given(scenario.system)
    return scenario.system.organisations if given is None else given.organisations


def usual_budget(scenario: Scenario) -> float:
    """Return what a programme like this would have if nobody said otherwise [GBP]."""
    per_organisation = Strategy().budget_per_organisation
    return per_organisation * _organisations(scenario) * scenario.strategy.programme
