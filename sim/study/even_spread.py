"""A plan beside the same money spread evenly over the levers."""

from dataclasses import dataclass, replace

from sim.config import even_shares
from sim.outcomes import Outcomes
from sim.outcomes.intervals import Interval
from sim.outcomes.samples import less, live_sample
from sim.params import Kind, Scenario, Shares, Shift
from sim.study.starts import has_programme


@dataclass(frozen=True, slots=True)
class EvenSpread:
    """The same money, start and rules as a plan, spread evenly over the levers.

    levers  number of levers with money
    live    share of organisations live in the headline month
    more    the same, minus the plan's
    """

    levers: int
    live: Interval
    more: Interval


MOST_STEPS = 5_000_000  # organisations x months x runs: what takes about a tenth of a second


def evenly_spread(scenario: Scenario, outcomes: Outcomes, month: int) -> Scenario | None:
    """Return a plan's scenario with its money spread evenly, up to the headline month.

    Only where the money goes is changed, so the difference is what the choice of levers is worth.
    None if the plan has no money for levers or spreads it evenly itself, if levers do nothing in
    this process, and if a user would have to wait for one more run: on a large system, or by the
    slower engine.

    outcomes  of the plan
    """
    steps = outcomes.organisations * month * len(outcomes.replicates)
    process = scenario.process
    levers_act = process.kind == Kind.full or process.levers
    if outcomes.engine == "mesa" or steps > MOST_STEPS or not levers_act:
        return None
    strategy, shares = scenario.strategy, Shares(**even_shares())
    if not has_programme(strategy) or (strategy.shares == shares and not strategy.phases):
        return None
    changed = replace(strategy, shares=shares, shift=Shift(), phases={})
    return shortened(replace(scenario, strategy=changed), month)


def shortened(scenario: Scenario, month: int) -> Scenario:
    """Stop a run at the headline month: what happened before does not depend on when it ends."""
    return replace(scenario, clock=replace(scenario.clock, months=month))


def beside(even: Outcomes, plan: Outcomes, month: int, level: float) -> EvenSpread:
    """Compare the even spread with the plan in one month, replicate by replicate."""
    one, other = live_sample(even, month), live_sample(plan, month)
    levers = sum(share > 0 for share in even_shares().values())
    return EvenSpread(levers, one.interval(level), less(one, other).interval(level))
