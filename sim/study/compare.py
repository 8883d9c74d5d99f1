"""Two or more plans on the same luck and the same systems, until their differences are precise."""

from collections.abc import Sequence
from dataclasses import replace

from sim.outcomes import Outcomes
from sim.outcomes.horizon import horizon_to
from sim.params import Scenario, Strategy
from sim.params.errors import UserError
from sim.study.comparison import Comparison, Plan
from sim.study.findings import Beside, Sampled, findings, headline_half_widths
from sim.study.runs import Progress, Run, Runs, engine
from sim.study.stopping import CAP, schedule, until_precise
from sim.study.values import samples


def compare(
    plans: Sequence[Plan],
    baseline: int = 0,
    precision: float = 0.02,
    cap: int = CAP,
    replicates: int | None = None,
    seed: int = 0,
    run: Run | None = None,
    progress: Progress | None = None,
    none_scenario: Scenario | None = None,
) -> Comparison:
    """Run all plans on the same replicates until every headline difference is precise.

    baseline       index of the plan that the others are held against
    precision      half-width to reach, share of organisations live in the headline month
    cap            most replicates of each plan
    replicates     if given: exactly so many, whatever the precision
    run            how a scenario is run; absent: `sim.engines.simulate.simulate`
    progress       told (done, planned so far): replicates over all scenarios
    none_scenario  the scenario without a spread partner; its strategy is laid into each plan's
                   scenario to tell what an extra organisation costs.  Run silently where no
                   plan is the same; absent: no costs are told
    """
    _check(plans, baseline, precision, cap, replicates)
    runs = Runs(run or engine(), seed, progress)
    places = [runs.place(plan.scenario) for plan in plans]
    end = min(plan.scenario.clock.months for plan in plans)
    horizon = horizon_to(end)
    looks = schedule(cap, plans[0].scenario.assumptions.replicates_per_system, replicates)

    def sampled(upto: int) -> Sampled:
        runs.extend(places, upto)
        outcomes = [runs.outcomes[place] for place in places]
        each = [samples(one, horizon) for one in outcomes]
        return Sampled(plans, baseline, horizon, len(looks), outcomes, each)

    seen, last = until_precise(looks, sampled, headline_half_widths, precision)
    beside = [
        _beside(runs, plan, plans[baseline], none_scenario, seen[-1].replicates) for plan in plans
    ]
    return findings(last, beside, seen, precision, adaptive=replicates is None)


def _check(
    plans: Sequence[Plan], baseline: int, precision: float, cap: int, replicates: int | None
) -> None:
    """Refuse what cannot be compared, and say what would do."""
    if len(plans) < 2:
        raise UserError("A comparison needs two plans or more: give one key several values.")
    if len({plan.label for plan in plans}) < len(plans):
        raise UserError("Two plans have the same name; a comparison needs different ones.")
    if not 0 <= baseline < len(plans):
        raise UserError(f"The baseline is plan {baseline}; there are plans 0 to {len(plans) - 1}.")
    if not precision > 0:
        raise UserError(f"The precision is {precision:g}; it must lie above 0 (0.02 = 2 points).")
    if cap < 1 or (replicates is not None and replicates < 1):
        raise UserError("There must be 1 replicate or more.")
    if len({plan.scenario.assumptions.replicates_per_system for plan in plans}) > 1:
        raise UserError(
            "assumptions.replicates_per_system differs between the plans; they can only be "
            "paired if it is the same."
        )


def _beside(
    runs: Runs, plan: Plan, baseline: Plan, none_scenario: Scenario | None, replicates: int
) -> Beside:
    """Run what a plan's cost, and the part of its pilots and planning, are told from.

    Only once, when the looks are over: neither has a say in how many replicates there are.
    """

    def varied(strategy: Strategy | None) -> Outcomes | None:
        if strategy is None or strategy == plan.scenario.strategy:
            return None
        place = runs.place(replace(plan.scenario, strategy=strategy))
        runs.extend([place], replicates)
        return runs.outcomes[place]

    start = baseline.scenario.strategy
    same_start = replace(
        plan.scenario.strategy,
        pilots=start.pilots,
        mixed_pilots=start.mixed_pilots,
        plan=start.plan,
    )
    return Beside(
        varied(None if none_scenario is None else none_scenario.strategy), varied(same_start)
    )
