"""Runs and comparisons for Python: the commands as functions that return results."""

import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.api.even_spread import even_spread
from sim.api.plans import compare_plans, lists_each_organisation, refuse, run_plan, with_draws
from sim.api.results import Comparison, Result
from sim.config import Plan, expand, index_of, load
from sim.params.errors import UserError
from sim.study.comparison import MARGIN

__all__ = [
    "Comparison", "Result", "compare", "compare_plans", "even_spread", "ledger",
    "lists_each_organisation", "load", "run", "run_plan", "with_draws",
]  # fmt: skip

if TYPE_CHECKING:
    from sim.study.ledger import Ledger


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
    refuse(replicates, seed, "ensemble")
    from sim.study.ledger import ledger as find_ledger

    return find_ledger(load(_with_months(overrides, months), config_dirs), replicates, seed, month)


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
