"""Runs and comparisons for Python: the commands as functions that return results."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sim.api.assumption_draws import draw_assumptions
from sim.api.results import Comparison, Result
from sim.config import Plan, expand, load
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.names import MOST_REPLICATES

__all__ = [
    "Comparison", "Result", "compare", "compare_plans", "ledger", "load", "run", "run_plan",
]  # fmt: skip

if TYPE_CHECKING:
    from sim.study.ledger import Ledger

MOST_LISTED = 20_000  # the commands list each organisation of a system up to this size
OnProgress = Callable[..., None]


def run(
    *overrides: str,
    replicates: int = 512,
    seed: int = 0,
    months: int | None = None,
    engine: str = "ensemble",
    parameter_draws: int = 0,
    organisations: bool = False,
    histories: bool = False,
    config_dirs: Iterable[str | Path] = (),
) -> Result:
    """Run one plan.

    overrides        as on the command line: "scenario=avt_london", "strategy.pilots=4"
    replicates       number of runs, each with its own random numbers
    parameter_draws  number of random sets of assumptions to try as well
    organisations    also keep results for each organisation (such as `outcomes.first_live`)
    histories        keep every organisation's stage, proficiency and fatigue in every month
    config_dirs      folders with your own presets
    """
    plans = expand(_with_months(overrides, months), config_dirs)
    if len(plans) > 1:
        raise UserError(f"sim.run takes one plan, not {len(plans)}; use sim.compare for several")
    result = run_plan(
        plans[0], replicates, seed, engine, organisations=organisations, histories=histories
    )
    return with_draws(result, parameter_draws)


def compare(
    *overrides: str,
    baseline: str | None = None,
    precision: float = 0.02,
    replicates: int | None = None,
    max_replicates: int = 2000,
    seed: int = 0,
    months: int | None = None,
    engine: str = "ensemble",
    parameter_draws: int = 0,
    config_dirs: Iterable[str | Path] = (),
) -> Comparison:
    """Run several plans with the same random numbers and compare them.

    overrides       at least one key with several values: "strategy=none,hin_playbook"
    baseline        label of the plan to compare the others with; the first if not given
    precision       half-width to reach for every headline difference, share of organisations
    replicates      number of runs of each plan; if given, the precision is not used
    max_replicates  most runs of each plan
    """
    plans = expand(_with_months(overrides, months), config_dirs)
    first = 0 if baseline is None else index_of(baseline, plans)
    found = compare_plans(plans, first, precision, max_replicates, replicates, seed, engine)
    return with_draws(found, parameter_draws)


def ledger(
    *overrides: str,
    replicates: int = 256,
    seed: int = 0,
    months: int | None = None,
    month: int = 36,
    config_dirs: Iterable[str | Path] = (),
) -> "Ledger":
    """Find what each of the five gaps costs one plan, by running all 32 sets of closed gaps.

    replicates  runs of each set, all with the same random numbers
    month       month in which shares live are compared; the last month of a shorter run

    Returns `sim.study.ledger.Ledger`: what each gap costs (Shapley), with intervals.
    """
    _check(replicates, seed, "ensemble")
    from sim.study.ledger import ledger as find_ledger

    return find_ledger(load(_with_months(overrides, months), config_dirs), replicates, seed, month)


def run_plan(
    plan: Plan,
    replicates: int,
    seed: int,
    engine: str,
    *,
    organisations: bool = False,
    histories: bool = False,
    on_block: OnProgress | None = None,
) -> Result:
    """Run a plan that is already composed.

    on_block  called with the number of replicates done so far
    """
    _check(replicates, seed, engine)
    from sim.engines.simulate import simulate

    outcomes = simulate(
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
) -> Comparison:
    """Compare plans that are already composed.

    progress  called with (done, planned so far), in replicates over all plans
    """
    _check(1 if replicates is None else replicates, seed, engine)
    from sim.engines.simulate import simulate
    from sim.study.compare import compare as compare_scenarios
    from sim.study.comparison import Plan as ScenarioPlan

    found = compare_scenarios(
        [ScenarioPlan(plan.label, plan.scenario) for plan in plans],
        baseline=baseline, precision=precision, cap=max_replicates, replicates=replicates,
        seed=seed, run=partial(simulate, engine=engine, organisations=organisations),
        progress=progress, none_scenario=load(["strategy=none"]),
    )  # fmt: skip
    results = [Result(plan, each) for plan, each in zip(plans, found.outcomes, strict=True)]
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
    drawn = draw_assumptions(
        [each.plan for each in results], draws, first.seed, first.engine, baseline, progress
    )
    return replace(shown, drawn=drawn)


def lists_each_organisation(scenario: Scenario) -> bool:
    """Whether there are few enough organisations to list each of them."""
    return scenario.system.organisations <= MOST_LISTED


def index_of(baseline: str, plans: Sequence[Plan]) -> int:
    """Find the baseline by its label."""
    labels = [plan.label for plan in plans]
    if baseline not in labels:
        raise UserError(f"no plan is called {baseline!r}; choose from {'; '.join(labels[:12])}")
    return labels.index(baseline)


def _with_months(overrides: Sequence[str], months: int | None) -> tuple[str, ...]:
    """Add the length of the run to the overrides."""
    return tuple(overrides) if months is None else (*overrides, f"clock.months={months}")


def _check(replicates: int, seed: int, engine: str) -> None:
    if not 1 <= replicates <= MOST_REPLICATES:
        raise UserError(
            f"replicates is {replicates}; it must be a whole number between 1 and {MOST_REPLICATES}"
        )
    if not 0 <= seed < 2**63:
        raise UserError(f"seed is {seed}; it must be a whole number between 0 and 2^63 - 1")
    from sim.engines.simulate import ENGINES

    if engine not in ENGINES:
        raise UserError(f"engine is {engine!r}; choose from {', '.join(ENGINES)}")
