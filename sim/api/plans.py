"""Plans that are already composed: run, compared, and tried under sets of assumptions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from sim.api.assumption_draws import tried
from sim.api.equal_starts import equal_starts
from sim.api.results import Comparison, Result
from sim.config import Plan, load
from sim.engines.limits import refuse
from sim.outcomes.horizon import refuse_month
from sim.params import Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.study.comparison import MARGIN
from sim.study.runs import looking_at
from sim.study.starts import with_start
from sim.study.uncertainty.study import replicates_of

MOST_LISTED = 20_000  # the commands list each organisation of a system up to this size
OnProgress = Callable[..., None]


def run_plan(
    plan: Plan,
    replicates: int,
    seed: int,
    engine: str,
    *,
    sets: AssumptionSets | None = None,
    organisations: bool = False,
    histories: bool = False,
    progress: OnProgress | None = None,
    at: int | None = None,
) -> Result:
    """Run a plan that is already composed: one of those that `sim.config.expand` gives.

    `sets` are those to try it under too; None for none. `progress` is called with (done, planned)
    replicates, those under the sets among them; the rest is as in `run`.
    """
    refuse(replicates, seed, engine)
    refuse_month(at, plan.scenario.clock.months)
    from sim.engines.simulate import simulate

    both = _Both(progress, 0 if sets is None else replicates_of(1, sets))
    outcomes = looking_at(at, simulate)(
        plan.scenario, replicates, seed, engine=engine, organisations=organisations,
        histories=histories, on_block=lambda done: both.first(done, replicates),
    )  # fmt: skip
    return with_sets(Result(plan, outcomes), sets, both.second)


def compare_plans(
    plans: Sequence[Plan],
    baseline: int,
    precision: float,
    max_replicates: int,
    replicates: int | None,
    seed: int,
    engine: str,
    *,
    sets: AssumptionSets | None = None,
    organisations: bool = False,
    progress: OnProgress | None = None,
    equal_start: bool = False,
    margin: float = MARGIN,
    at: int | None = None,
) -> Comparison:
    """Compare plans that are already composed: those that `sim.config.expand` gives.

    `baseline` is an index, `sets` are those to try the plans under too; None for none. `progress`
    is called with (done, planned so far), replicates over all plans and sets; the rest is as in
    `compare`.
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
    both = _Both(progress, 0 if sets is None else replicates_of(len(plans), sets))
    found = compare_scenarios(
        [ScenarioPlan(plan.label, plan.scenario, plan.name) for plan in given],
        baseline=baseline, precision=precision, cap=max_replicates, replicates=replicates,
        seed=seed, several=partial(several, engine=engine, organisations=organisations),
        progress=both.first, none_scenario=none,
        equal_start=label, margin=margin, at=at,
    )  # fmt: skip
    results = [Result(plan, each) for plan, each in zip(given, found.outcomes, strict=True)]
    return with_sets(Comparison(found, tuple(results)), sets, both.second)


Shown = TypeVar("Shown", Result, Comparison)


def with_sets(
    shown: Shown, sets: AssumptionSets | None, progress: OnProgress | None = None
) -> Shown:
    """Try a result or a comparison under sets of assumptions too; as it is if there are none."""
    if sets is None:
        return shown
    results: tuple[Result, ...]
    if isinstance(shown, Comparison):
        results, baseline, margin = shown.results, shown.found.baseline, shown.found.margin
    else:
        results, baseline, margin = (shown,), 0, MARGIN
    first = results[0].outcomes
    ran = [replace(each.plan, scenario=each.scenario) for each in results]
    drawn = tried(ran, sets, first.seed, baseline, progress, first.at, margin)
    return replace(shown, drawn=drawn)


@dataclass(slots=True)
class _Both:
    """Tells the progress of the plans, then of the same plans under sets, as one piece of work.

    more  replicates of the second part
    """

    progress: OnProgress | None
    more: int
    planned: int = 0

    def first(self, done: int, planned: int) -> None:
        """Tell how much of the first part is done."""
        self.planned = planned
        self._tell(done)

    def second(self, done: int, _planned: int) -> None:
        """Tell how much of the second part is done."""
        self._tell(self.planned + done)

    def _tell(self, done: int) -> None:
        if self.progress is not None:
            self.progress(done, self.planned + self.more)


def lists_each_organisation(scenario: Scenario) -> bool:
    """Whether there are few enough organisations to list each of them."""
    return scenario.system.organisations <= MOST_LISTED
