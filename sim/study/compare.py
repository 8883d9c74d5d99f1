"""Run two or more plans with the same random numbers until their differences are precise."""

from collections.abc import Sequence
from dataclasses import replace

from sim.networks import as_given
from sim.outcomes import Outcomes
from sim.outcomes.horizon import horizon_to, refuse_month
from sim.outcomes.samples import less, live_sample
from sim.params import Scenario, Strategy
from sim.params.errors import UserError
from sim.study.blank_values import FEWEST_SYSTEMS, BlankValues, blank_values
from sim.study.comparison import MARGIN, Comparison, Plan
from sim.study.even_spread import evenly_spread, shortened
from sim.study.findings import ReferenceRuns, Sampled, findings, headline_half_widths
from sim.study.runs import Progress, Run, Runs, Several, one_by_one, queue
from sim.study.starts import has_programme, with_start
from sim.study.stopping import CAP, schedule, until_precise
from sim.study.values import samples

MORE_FOR_BLANKS = 3  # times the replicates of a comparison, to tell what blank values do


def compare(
    plans: Sequence[Plan],
    baseline: int = 0,
    precision: float = 0.02,
    cap: int = CAP,
    replicates: int | None = None,
    seed: int = 0,
    run: Run | None = None,
    several: Several | None = None,
    progress: Progress | None = None,
    none_scenario: Scenario | None = None,
    equal_start: str | None = None,
    margin: float = MARGIN,
    at: int | None = None,
) -> Comparison:
    """Run all plans on the same replicates until every headline difference is precise.

    baseline       index of the plan to compare the others with
    precision      half-width to reach, share of organisations live in the headline month
    cap            most replicates of each plan
    replicates     replicates of each plan; if given, the precision is not used
    run            function that runs a scenario, in place of our engine
    several        function that runs many; by default `sim.engines.simulate.several`
    progress       called with (done, planned so far), in replicates over all scenarios
    none_scenario  the scenario without a spread partner.  Each plan is also run with its
                   strategy, to find the cost of an extra organisation.  If it is not given,
                   no costs are reported
    equal_start    label of the plan whose start all of them were given; None if they have their own
    margin         share of organisations: plans closer than this are practically the same
    at             headline month; None for the usual one
    """
    _check(plans, baseline, precision, cap, replicates)
    runs = Runs((several or queue()) if run is None else one_by_one(run), seed, progress, at)
    places = [runs.place(plan.scenario) for plan in plans]
    end = min(plan.scenario.clock.months for plan in plans)
    refuse_month(at, end)
    horizon = horizon_to(end, at)
    looks = schedule(cap, plans[0].scenario.assumptions.replicates_per_system, replicates)

    def sampled(upto: int) -> Sampled:
        runs.extend(places, upto)
        outcomes = [runs.outcomes[place] for place in places]
        each = [samples(one, horizon) for one in outcomes]
        return Sampled(plans, baseline, horizon, len(looks), outcomes, each)

    seen, last = until_precise(looks, sampled, headline_half_widths, precision)
    month, done = horizon.month, seen[-1].replicates
    references = _reference_runs(runs, plans, plans[baseline], none_scenario, month, done)
    even = _even_run(runs, plans, baseline, month, done)
    found = findings(last, references, seen, precision, adaptive=replicates is None, even=even)
    blanks = _blanks(runs, found, places)
    return replace(found, equal_start=equal_start, margin=margin, blanks=blanks)


def _check(
    plans: Sequence[Plan], baseline: int, precision: float, cap: int, replicates: int | None
) -> None:
    """Refuse plans that cannot be compared, and say what to change."""
    if len(plans) < 2:
        raise UserError("A comparison needs at least two plans: give one key several values.")
    if len({plan.label for plan in plans}) < len(plans):
        raise UserError("Two plans have the same name; give each plan its own name.")
    if not 0 <= baseline < len(plans):
        raise UserError(f"baseline is {baseline}; it must be between 0 and {len(plans) - 1}.")
    if not precision > 0:
        raise UserError(f"precision is {precision:g}; it must be above 0 (0.02 means 2 points).")
    if cap < 1 or (replicates is not None and replicates < 1):
        raise UserError("At least 1 replicate is needed.")
    if len({plan.scenario.assumptions.replicates_per_system for plan in plans}) > 1:
        raise UserError(
            "assumptions.replicates_per_system differs between the plans; it must be the same "
            "in all of them."
        )


def _reference_runs(
    runs: Runs,
    plans: Sequence[Plan],
    baseline: Plan,
    none_scenario: Scenario | None,
    month: int,
    replicates: int,
) -> list[ReferenceRuns]:
    """Run what is needed to find each plan's cost and the effect of its start.

    These run once, after the last look, because they do not decide the number of replicates.
    They stop at the headline month, unless the whole run is there anyway.
    """

    def place(plan: Plan, strategy: Strategy | None) -> int | None:
        if strategy is None or strategy == plan.scenario.strategy:
            return None
        scenario = replace(plan.scenario, strategy=strategy)
        known = scenario in runs.scenarios
        return runs.place(scenario if known else shortened(scenario, month))

    none = None if none_scenario is None else none_scenario.strategy
    pairs = [
        (
            place(plan, none),
            place(plan, with_start(plan.scenario.strategy, baseline.scenario.strategy)),
        )
        for plan in plans
    ]
    runs.extend([each for pair in pairs for each in pair if each is not None], replicates)

    def outcomes(place: int | None) -> Outcomes | None:
        return None if place is None else runs.outcomes[place]

    return [ReferenceRuns(outcomes(none), outcomes(start)) for none, start in pairs]


def _blanks(runs: Runs, found: Comparison, places: Sequence[int]) -> BlankValues | None:
    """Find what values that nobody knows do to the lead; none of it changes the comparison.

    More systems are drawn for it, for the two plans ahead: about as many runs as came before.
    """
    first, second = (found.plans[k].scenario for k in (found.leader, found.second))
    given, other = (as_given(each.system) for each in (first, second))
    if given is None or given.unknown is None or given != other:
        return None
    upto = MORE_FOR_BLANKS * found.replicates
    if upto // first.assumptions.replicates_per_system < FEWEST_SYSTEMS:
        return None
    both = [places[found.leader], places[found.second]]
    runs.extend(both, upto)
    ahead, behind = (live_sample(runs.outcomes[k], found.horizon.month) for k in both)
    lead = less(ahead, behind)
    return blank_values(first.system, runs.seed, lead.values, lead.clusters)


def _run_to(runs: Runs, scenario: Scenario, replicates: int) -> Outcomes:
    place = runs.place(scenario)
    runs.extend([place], replicates)
    return runs.outcomes[place]


def _even_run(
    runs: Runs, plans: Sequence[Plan], baseline: int, month: int, replicates: int
) -> Outcomes | None:
    """Spread the money of the one plan beside a baseline without a programme evenly.

    None if there are more plans, and where `evenly_spread` gives none.
    """
    if len(plans) > 2 or has_programme(plans[baseline].scenario.strategy):
        return None
    plan = plans[1 - baseline].scenario
    even = evenly_spread(plan, runs.outcomes[runs.place(plan)], month)
    return None if even is None else _run_to(runs, even, replicates)
