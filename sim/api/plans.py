"""Plans that are already composed: run, compared, and drawn again with other assumptions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from sim.api.assumption_draws import draw_assumptions
from sim.api.equal_starts import equal_starts
from sim.api.results import Comparison, Result
from sim.config import Plan, load
from sim.engines.limits import refuse
from sim.outcomes.horizon import refuse_month
from sim.params import Scenario
from sim.study.comparison import MARGIN
from sim.study.runs import looking_at
from sim.study.starts import with_start

MOST_LISTED = 20_000  # the commands list each organisation of a system up to this size
OnProgress = Callable[..., None]


def run_plan(
    plan: Plan,
    replicates: int,
    seed: int,
    engine: str,
    *,
    organisations: bool = False,
    histories: bool = False,
    on_block: OnProgress | None = None,
    at: int | None = None,
) -> Result:
    """Run a plan that is already composed: one of those that `sim.config.expand` gives.

    `on_block` is called with the number of replicates done so far; the rest is as in `run`.
    """
    refuse(replicates, seed, engine)
    refuse_month(at, plan.scenario.clock.months)
    from sim.engines.simulate import simulate

    outcomes = looking_at(at, simulate)(
        plan.scenario, replicates, seed, engine=engine, organisations=organisations,
        histories=histories, on_block=on_block,
    )  # fmt: skip
    return Result(plan, outcomes)


def compare_plans(
    plans: Sequence[Plan],
    baseline: int,
    precision: float,
    max_replicates: int,
    replicates: int | None,
    seed: int,
    engine: str,
    *,
    organisations: bool = False,
    progress: OnProgress | None = None,
    equal_start: bool = False,
    margin: float = MARGIN,
    at: int | None = None,
) -> Comparison:
    """Compare plans that are already composed: those that `sim.config.expand` gives.

    `baseline` is an index. `progress` is called with (done, planned so far), replicates over all
    plans; the rest is as in `compare`.
    """
    refuse(1 if replicates is None else replicates, seed, engine)
    from sim.engines.simulate import several
    from sim.study.compare import compare as compare_scenarios
    from sim.study.comparison import Plan as ScenarioPlan

    none, given, label = load(["strategy=none"]), plans, None
    if equal_start:
        given, label = equal_starts(plans)
        same = with_start(none.strategy, given[0].scenario.strategy)
        none = replace(none, strategy=same)
    found = compare_scenarios(
        [ScenarioPlan(plan.label, plan.scenario, plan.name) for plan in given],
        baseline=baseline, precision=precision, cap=max_replicates, replicates=replicates,
        seed=seed, several=partial(several, engine=engine, organisations=organisations),
        progress=progress, none_scenario=none,
        equal_start=label, margin=margin, at=at,
    )  # fmt: skip
    results = [Result(plan, each) for plan, each in zip(given, found.outcomes, strict=True)]
    return Comparison(found, tuple(results))


Shown = TypeVar("Shown", Result, Comparison)


def with_draws(shown: Shown, draws: int, progress: OnProgress | None = None) -> Shown:
    """Add random sets of assumptions to a result or a comparison; nothing if `draws` is 0."""
    if draws == 0:
        return shown
    results: tuple[Result, ...]
    if isinstance(shown, Comparison):
        results, baseline = shown.results, shown.found.baseline
    else:
        results, baseline = (shown,), 0
    first = results[0].outcomes
    ran = [replace(each.plan, scenario=each.scenario) for each in results]
    drawn = draw_assumptions(
        ran, draws, first.seed, first.engine, baseline, progress,
        first.at,
    )  # fmt: skip
    return replace(shown, drawn=drawn)


def lists_each_organisation(scenario: Scenario) -> bool:
    """Whether there are few enough organisations to list each of them."""
    return scenario.system.organisations <= MOST_LISTED
