"""Runs and comparisons for Python: the commands as functions that return results."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sim.api.assumption_draws import draw_assumptions
from sim.api.equal_starts import equal_starts
from sim.api.even_spread import even_spread
from sim.api.results import Comparison, Result
from sim.config import Plan, expand, index_of, load
from sim.outcomes.horizon import refuse_month
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.names import MOST_REPLICATES
from sim.study.comparison import MARGIN
from sim.study.runs import looking_at
from sim.study.starts import with_start

__all__ = [
    "Comparison", "Result", "compare", "compare_plans", "even_spread", "ledger", "load", "run",
    "run_plan",
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
    at: int | None = None,
) -> Result:
    """Run one plan.

    Parameters
    ----------
    *overrides : str
        What to change, as on the command line: ``"scenario=avt_london"``,
        ``"strategy.pilots=4"``.
    replicates : int
        How many runs, each with its own chance events.
    seed : int
        Number from which all chance events follow, 0 to 2^63 - 1.
    months : int, optional
        Length of a run; the same as ``"clock.months=..."``.
    engine : str
        ``"ensemble"`` (compiled) or ``"mesa"`` (one organisation at a time); same numbers.
    parameter_draws : int
        How many times to draw the assumptions from their ranges as well.
    organisations : bool
        Also count by organisation (`outcomes.first_live` and its like).
    histories : bool
        Keep stage, proficiency and fatigue of every organisation in every month.
    config_dirs : iterable of str or Path
        Folders with presets of your own.
    at : int, optional
        Month in which shares live are reported; 36 if absent, or the last one of a shorter run.

    Returns
    -------
    Result
        Curves, summary and figures of the plan.

    Raises
    ------
    UserError
        If anything asked is unknown or out of range; the message says what is allowed.
    """
    plans = expand(_with_months(overrides, months), config_dirs)
    if len(plans) > 1:
        raise UserError(f"sim.run takes one plan, not {len(plans)}; use sim.compare for several")
    _warn_of_idle_keys(plans, config_dirs)
    result = run_plan(
        plans[0], replicates, seed, engine, organisations=organisations, histories=histories, at=at
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
    equal_start: bool = False,
    margin: float = MARGIN,
    config_dirs: Iterable[str | Path] = (),
    at: int | None = None,
) -> Comparison:
    """Run several plans under the same chance events and tell them apart.

    Parameters
    ----------
    *overrides : str
        As in `run`, with several values for at least one key: ``"strategy=none,hin_playbook"``.
    baseline : str, optional
        Label or name of the plan that the others are compared with; the first plan if absent.
    precision : float
        Half-width to reach for every headline difference, as a share of organisations.
    replicates : int, optional
        How many runs of each plan, whatever the precision.
    max_replicates : int
        The most runs of each plan, if `replicates` is absent.
    equal_start : bool
        Give all plans the start (pilots, plan, end state, head start ...) of the first that has a
        programme, so that they differ only in what they do afterwards.
    margin : float
        Share of organisations: plans closer than this are practically the same.
    seed, months, engine, parameter_draws, config_dirs, at
        As in `run`.

    Returns
    -------
    Comparison
        The verdict, the differences and the result of each plan.

    Raises
    ------
    UserError
        If anything asked is unknown or out of range; the message says what is allowed.
    """
    plans = expand(_with_months(overrides, months), config_dirs)
    first = index_of(baseline, plans)
    _warn_of_idle_keys(plans, config_dirs)
    found = compare_plans(
        plans, first, precision, max_replicates, replicates, seed, engine,
        equal_start=equal_start, margin=margin, at=at,
    )  # fmt: skip
    return with_draws(found, parameter_draws)


def ledger(
    *overrides: str,
    replicates: int = 256,
    seed: int = 0,
    months: int | None = None,
    month: int = 36,
    config_dirs: Iterable[str | Path] = (),
) -> "Ledger":
    """Tell what each of the five gaps costs one plan.

    All 32 combinations of closed gaps are run under the same chance events. Shapley values share
    out what is lost.

    Parameters
    ----------
    *overrides : str
        As in `run`.
    replicates : int
        Runs of each combination.
    month : int
        Month in which shares live are compared; the last one of a shorter run.
    seed, months, config_dirs
        As in `run`.

    Returns
    -------
    sim.study.ledger.Ledger
        What is lost to each gap, with intervals.

    Raises
    ------
    UserError
        If anything asked is unknown or out of range, or if the overrides make several plans.
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
    at: int | None = None,
) -> Result:
    """Run a plan that is already composed: one of those that `sim.config.expand` gives.

    `on_block` is called with the number of replicates done so far; the rest is as in `run`.
    """
    _check(replicates, seed, engine)
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
    _check(1 if replicates is None else replicates, seed, engine)
    from sim.engines.simulate import simulate
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
        seed=seed, run=partial(simulate, engine=engine, organisations=organisations),
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
    drawn = draw_assumptions(
        [each.plan for each in results], draws, first.seed, first.engine, baseline, progress,
        first.at,
    )  # fmt: skip
    return replace(shown, drawn=drawn)


def lists_each_organisation(scenario: Scenario) -> bool:
    """Whether there are few enough organisations to list each of them."""
    return scenario.system.organisations <= MOST_LISTED


def _with_months(overrides: Sequence[str], months: int | None) -> tuple[str, ...]:
    """Add the length of the run to the overrides."""
    return tuple(overrides) if months is None else (*overrides, f"clock.months={months}")


def _warn_of_idle_keys(plans: Sequence[Plan], config_dirs: Iterable[str | Path]) -> None:
    """Warn the caller of `run` or `compare` of keys that can change nothing here."""
    from sim.report.idle_keys import notes_on_keys
    from sim.report.own_system import notes_on_systems

    for note in notes_on_systems([plan.scenario for plan in plans]):
        warnings.warn(note, stacklevel=3)
    for note in notes_on_keys(plans, [Path(each) for each in config_dirs]):
        warnings.warn(note, stacklevel=3)


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
