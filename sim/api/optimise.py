"""What to spend a budget on, by a search that is told on runs that had no part in it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.api.assumption_choice import Wish
from sim.api.given_plans import GivenPlan
from sim.api.optimise_results import Optimised
from sim.api.questions import Keeping, Question, answered, missing, question_of
from sim.api.spending import Spending, rests_of, rivals_of, room_of
from sim.report.optimise.refusals import (
    in_one_line,
    refuse_impossible,
    refuse_plans,
    refuse_unknown,
)
from sim.study.optimise.measures import OBJECTIVES
from sim.study.optimise.optimise import NoPlanError, Optimiser, Wanted
from sim.study.optimise.stages import stages_of
from sim.study.trials.memory import Memory
from sim.study.trials.states import States, states_for

if TYPE_CHECKING:
    from sim.api.questions import Progress

TRIALS, FEWEST_TRIALS = 1000, 64


def optimise(
    *plans: GivenPlan,
    budget: float,
    objective: str = "reach",
    also: Sequence[str] = (),
    dip_at_once: int | None = None,
    give_up: float | None = None,
    avoid_winter: bool = False,
    trials: int = TRIALS,
    system: Any = None,
    months: int | None = None,
    at: int | None = None,
    seed: int = 0,
    assumptions: Wish = None,
    parameter_draws: int | None = None,
    config_dirs: Iterable[str | Path] = (),
    out: str | Path | None = None,
    progress: Callable[..., None] | None = None,
) -> Optimised:
    """Search for what to spend a budget on, and tell the winner on fresh runs.

    Searched are the shares of the levers, in one phase or two, whom help goes to first, the pilots
    and the plan for scale; all other settings come from the plan that is given or from a shipped
    preset. What you set yourself (`strategy.pilots=4`) stays.

    Parameters
    ----------
    *plans : str or Scenario
        Innovation, system and plan: one plan.
    budget : float
        Money of the whole programme [GBP]; pilots and planning are paid from it.
    objective : str
        reach, speed, lasting, equity, cost or risk.
    also : sequence of str
        Further objectives: the answer is then what one costs in terms of the others.
    dip_at_once : int, optional
        Most sites in the dip in any month, in 9 of 10 runs.
    give_up : float, optional
        Most that may give up: share of those ever live, 0.01 to 1.
    avoid_winter : bool
        Nobody goes live from November to February (`strategy.winter_break`), in any plan that is
        tried or compared.
    trials : int
        How many plans are tried.
    system, months, at, seed, assumptions, parameter_draws, config_dirs
        As for `sim.compare`.
    out : str or Path, optional
        Folder for the answer and its trials; the same call goes on there.
    progress : callable, optional
        Called with (done, of), in runs of a plan in a state of the world.

    Returns
    -------
    Optimised
        Lines to read, tables, figures, and the plan as overrides and as a preset.

    Raises
    ------
    UserError
        If the question makes no sense, or if no plan keeps the limits.

    Examples
    --------
    >>> found = sim.optimise("scenario=avt_london", budget=1_200_000, objective="lasting")
    >>> found.overrides
    """
    question = question_of(
        plans or ("scenario=avt_london",), system=system, months=months, at=at, seed=seed,
        assumptions=assumptions, parameter_draws=parameter_draws, config_dirs=config_dirs,
        compared=False,
    )  # fmt: skip
    spending = Spending(
        budget, objective, tuple(also), dip_at_once, give_up, avoid_winter, trials,
        tuple(Path(each) for each in config_dirs),
    )  # fmt: skip
    return best_spending(question, spending, Keeping(out), progress)


def best_spending(
    question: Question, spending: Spending, keeping: Keeping, progress: "Progress | None" = None
) -> Optimised:
    """Answer the question what to spend a budget on."""
    refuse_unknown(spending.objective, spending.also, spending.trials, FEWEST_TRIALS)
    _refuse_without_optuna()
    refuse_plans(question.plans)
    wanted = wanted_of(question, spending)
    refuse_impossible(question.plans[0].scenario, wanted)
    states = states_of(question, wanted)
    stages = stages_of(states)

    def ask(memory: Memory) -> Optimised:
        try:
            optimum = Optimiser(wanted, stages, memory, progress).optimum()
        except NoPlanError as nearest:
            raise in_one_line(nearest, wanted) from None
        fixed = states.are_fixed
        return Optimised(optimum, question.plans[0], spending, fixed, states.excluded)

    return answered(question, "optimise", spending.about(), keeping, ask)


def wanted_of(question: Question, spending: Spending) -> Wanted:
    """Make what is searched for of a question."""
    plan = question.plans[0]
    rivals = rivals_of(plan, spending)
    rests = rests_of(plan, rivals, spending)
    room = room_of(plan, rests, rivals, spending)
    objectives = [OBJECTIVES[each] for each in (spending.objective, *spending.also)]
    return Wanted(
        rests, rivals, room, objectives, spending.limits(), spending.trials, question.seed,
        question.horizon,
    )  # fmt: skip


def states_of(question: Question, wanted: Wanted) -> States:
    """Make states in which whatever a plan of the search may read is drawn."""
    scenarios = [each.scenario for each in (*wanted.rests, *wanted.rivals)]
    fixed = replace(question, plans=tuple(question.plans)).states()
    return states_for(scenarios, question.sets, fixed.count, question.seed, question.typed)


def _refuse_without_optuna() -> None:
    try:
        import optuna  # noqa: F401
    except ImportError:
        raise missing("uptake optimise", "Optuna") from None
