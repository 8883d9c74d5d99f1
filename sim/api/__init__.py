"""Runs and comparisons for Python: the commands as functions that return results."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.api.assumption_choice import Wish, chosen_sets
from sim.api.even_spread import even_spread
from sim.api.given_plans import GivenPlan, plans_of, single, warn_of_idle_keys
from sim.api.plans import compare_plans, lists_each_organisation, run_plan
from sim.api.results import Comparison, Result
from sim.config import index_of, load
from sim.engines.limits import refuse
from sim.study.comparison import MARGIN

__all__ = [
    "Comparison", "Result", "chosen_sets", "compare", "compare_plans", "even_spread", "ledger",
    "lists_each_organisation", "load", "run", "run_plan",
]  # fmt: skip

if TYPE_CHECKING:
    from sim.study.ledger import Ledger


def run(
    *plan: GivenPlan,
    system: Any = None,
    replicates: int = 512,
    seed: int = 0,
    months: int | None = None,
    engine: str = "ensemble",
    assumptions: Wish = None,
    parameter_draws: int | None = None,
    organisations: bool = False,
    histories: bool = False,
    config_dirs: Iterable[str | Path] = (),
    at: int | None = None,
) -> Result:
    """Run one plan.

    Parameters
    ----------
    *plan : str or Scenario
        What to change, as on the command line: ``"scenario=avt_london"``,
        ``"strategy.pilots=4"``; or one scenario, as `sim.load` and `sim.with_values` give it.
    system : graph, matrix, tables, folder, files or sim.networks.system.System, optional
        Your own organisations and ties, in place of made-up ones:

        - a networkx graph (see `sim.from_graph`)
        - a square matrix of the trust of ties, 0 where there is none: numpy, scipy.sparse, or a
          pandas.DataFrame with the same names as rows and columns. Or a pair: a matrix, and
          columns of its rows (see `sim.networks.system_from_matrix`)
        - a pandas or polars DataFrame of organisations; or a pair: organisations and ties
        - a folder with organisations.csv (or .xlsx) and perhaps ties.csv; a file of
          organisations; or a pair of files
        - a System, as `sim.from_graph` makes it

        What the organisations leave out is the mean of the scenario's system. What a scenario says
        of made-up organisations (their number, types, ties) no longer counts.
    replicates : int
        How many runs, each with its own chance events.
    seed : int
        Number from which all chance events follow, 0 to 2^63 - 1.
    months : int, optional
        Length of a run; the same as ``"clock.months=..."``.
    engine : str
        ``"ensemble"`` (compiled) or ``"mesa"`` (one organisation at a time); same numbers.
    assumptions : str, Path or AssumptionSets, optional
        Sets of assumptions under which the plan is run as well, eight times each:

        - ``"plausible"``: about 100 sets that fit what is known; so also if absent
        - ``"ranges"``: drawn from the range of each assumption, whatever is known
        - ``"fixed"``: none, so that only luck and systems vary
        - a folder or CSV file of sets (`uptake calibrate`), or sets as `sim.study` has them
    parameter_draws : int, optional
        How many sets: 100 if absent, fewer where organisations are very many; 0 for none.
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

    Examples
    --------
    >>> result = sim.run("scenario=avt_london", "strategy.pilots=4", replicates=200)
    >>> scenario = sim.load(["scenario=avt_london"])
    >>> result = sim.run(scenario, system=networkx.karate_club_graph(), replicates=200)
    """
    plans, bring = plans_of(plan, months, config_dirs, system)
    asked = single(plans, "sim.run")
    warn_of_idle_keys(plans, config_dirs, system, bring)
    sets = chosen_sets(assumptions, parameter_draws, [asked.scenario], seed, config_dirs)
    return run_plan(
        asked, replicates, seed, engine, sets=sets, organisations=organisations,
        histories=histories, at=at,
    )  # fmt: skip


def compare(
    *plans: GivenPlan,
    system: Any = None,
    baseline: str | None = None,
    precision: float = 0.02,
    replicates: int | None = None,
    max_replicates: int = 2000,
    seed: int = 0,
    months: int | None = None,
    engine: str = "ensemble",
    assumptions: Wish = None,
    parameter_draws: int | None = None,
    equal_start: bool = False,
    margin: float = MARGIN,
    config_dirs: Iterable[str | Path] = (),
    at: int | None = None,
) -> Comparison:
    """Run several plans under the same chance events and tell them apart.

    Parameters
    ----------
    *plans : str or Scenario, or a list or dict of scenarios
        Texts as in `run`, with several values for at least one key:
        ``"strategy=none,hin_playbook"``. Or scenarios, in a list or one after the other, which are
        named by what sets them apart; or a dict, whose keys are their names.
    system
        As in `run`; all plans run in it.
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
    seed, months, engine, assumptions, parameter_draws, config_dirs, at
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
    asked, bring = plans_of(plans, months, config_dirs, system, compared=True)
    first = index_of(baseline, asked)
    warn_of_idle_keys(asked, config_dirs, system, bring)
    scenarios = [each.scenario for each in asked]
    sets = chosen_sets(assumptions, parameter_draws, scenarios, seed, config_dirs)
    return compare_plans(
        asked, first, precision, max_replicates, replicates, seed, engine, sets=sets,
        equal_start=equal_start, margin=margin, at=at,
    )  # fmt: skip


def ledger(
    *plan: GivenPlan,
    system: Any = None,
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
    *plan, system
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
        If anything asked is unknown or out of range, or if there are several plans.
    """
    refuse(replicates, seed, "ensemble")
    from sim.study.ledger import ledger as find_ledger

    plans, bring = plans_of(plan, months, config_dirs, system)
    asked = single(plans, "sim.ledger")
    warn_of_idle_keys(plans, config_dirs, system, bring)
    return find_ledger(asked.scenario, replicates, seed, month)
