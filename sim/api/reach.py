"""The least money with which plans reach a goal: a share of organisations live by a month."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from sim.api.assumption_choice import Wish
from sim.api.given_plans import GivenPlan
from sim.api.questions import Keeping, Question, answered, question_of
from sim.api.reach_results import LeastMoney
from sim.config import expand
from sim.config.bare_names import side_by_side
from sim.config.override_text import split
from sim.config.preset_files import existing_folders
from sim.params import Scenario
from sim.params.errors import UserError
from sim.report.reach.subject import Subject
from sim.study.reach.goal import Goal
from sim.study.reach.least import SEARCH, least_money
from sim.study.reach.money import why_unfunded, with_money
from sim.study.runs import Progress
from sim.study.trials.memory import Memory

COMMAND = "reach"
SHIPPED = ("community_of_practice", "one_to_one", "hin_playbook")  # taken if nobody names a plan
MOST_PLANS = 12


def reach(
    *plans: GivenPlan,
    share: float,
    by: int,
    chance: float = 0.8,
    within: float | None = None,
    system: Any = None,
    months: int | None = None,
    seed: int = 0,
    assumptions: Wish = None,
    parameter_draws: int | None = None,
    config_dirs: Iterable[str | Path] = (),
    out: str | Path | None = None,
    progress: Callable[..., None] | None = None,
) -> LeastMoney:
    """Find for each plan the least money that gets a share of organisations live by a month.

    The budget of the whole programme is sought; the shares of each plan stay. A chance is over
    luck, made-up systems and sets of assumptions.

    Parameters
    ----------
    *plans : str or Scenario
        As for `sim.compare`. If texts name no strategy, the scenario's own and a few shipped ones
        are taken.
    share : float
        Of organisations that are to be live, 0 to 1.
    by : int
        Month by which they are, at any time from month 0.
    chance : float
        With which that is to be reached, 0 to 1.
    within : float, optional
        Most money that may be spent, in pounds; eight times the largest budget if absent.
    system : optional
        Your own organisations and ties, as for `sim.run`.
    months : int, optional
        Length of the run in which the amount found is looked at; what lasts is told at its end.
    seed : int
        Number from which all chance events follow.
    assumptions, parameter_draws : optional
        Which sets of assumptions, and how many, as for `sim.compare`.
    config_dirs : iterable of str or Path
        Folders with presets of your own.
    out : str or Path, optional
        Folder for the answer; the same call goes on in it. None if nothing is to be kept.
    progress : callable, optional
        Called with (done, all that is planned so far), in trials.

    Returns
    -------
    LeastMoney
        Lines to read, tables, a figure.

    Raises
    ------
    UserError
        If the goal or a plan is not possible, or if money can move no plan.

    Examples
    --------
    >>> found = sim.reach("strategy=one_to_one,hin_playbook", share=0.5, by=36)
    >>> found["The whole playbook"].status, found.frame
    """
    goal = Goal(share, by, chance, within)
    goal.check()
    dirs = [Path(each) for each in config_dirs]
    texts = [each for each in plans if isinstance(each, str)]
    chosen = len(texts) == len(plans) and names_no_strategy(texts, dirs)
    given: Sequence[GivenPlan] = with_shipped(texts, dirs) if chosen else plans
    question = question_of(
        given, system=system, months=months, seed=seed, assumptions=assumptions,
        parameter_draws=parameter_draws, config_dirs=dirs,
    )  # fmt: skip
    return asked(question, goal, Keeping(out), progress, chosen=chosen)


def asked(
    question: Question, goal: Goal, keeping: Keeping, progress: Progress | None = None,
    chosen: bool = False,
) -> LeastMoney:  # fmt: skip
    """Ask for the least money of the plans of a question.

    chosen  whether nobody named these plans

    Raises
    ------
    UserError
        As `reach`.
    """
    goal.check()
    _refuse(question, goal)

    def ask(memory: Memory) -> LeastMoney:
        states = question.states(*SEARCH)
        end = max(question.horizon.end, goal.by)
        least = least_money(question.scenarios, states, goal, end, memory, progress)
        unfunded = [why_unfunded(each, goal.by) for each in question.scenarios]
        sets = None if states.are_fixed else states.drawn.sets
        subject = Subject(
            least, _names(question), tuple(question.scenarios), tuple(unfunded), sets,
            states.drawn.held, states.excluded, chosen,
        )  # fmt: skip
        return LeastMoney(subject)

    return answered(question, COMMAND, {"goal": asdict(goal)}, keeping, ask)


def _names(question: Question) -> tuple[str, ...]:
    """Name the plans; one alone by its strategy, since nothing sets it apart."""
    title = question.scenarios[0].strategy.title
    return (title,) if len(question.plans) == 1 and title else tuple(question.names)


def names_no_strategy(texts: Sequence[str], config_dirs: Sequence[Path] = ()) -> bool:
    """Whether nobody says what any plan is: neither a strategy nor a number of one."""
    full = side_by_side(texts, existing_folders(config_dirs))
    keys = [split(each).key for each in full]
    return not any(key == "strategy" or key.startswith("strategy.") for key in keys)


def with_shipped(texts: Sequence[str], config_dirs: Sequence[Path] = ()) -> list[str]:
    """Put the scenario's own strategy beside a few shipped ones.

    A scenario with several values has the own strategy of each only in its first; then only the
    shipped ones are taken.
    """
    plans = expand(side_by_side(texts, existing_folders(config_dirs)), config_dirs)
    own = [plans[0].choices.get("strategy", "")] if len(plans) == 1 else []
    funded = [each for each in own if each and not why_unfunded(plans[0].scenario, 10**6)]
    names = dict.fromkeys((*funded, *SHIPPED))
    return [*texts, f"strategy={','.join(names)}"]


def _refuse(question: Question, goal: Goal) -> None:
    """Refuse plans that money cannot move, or that differ in nothing else."""
    if len(question.plans) > MOST_PLANS:
        raise UserError(
            f"these are {len(question.plans)} plans, and the money of at most {MOST_PLANS} is "
            "sought at once; name fewer"
        )
    why = [why_unfunded(each, goal.by) for each in question.scenarios]
    if all(why):
        name = f"“{_names(question)[0]}”"
        who = f"{name}: " if len(why) == 1 else f"{name}, for one: "
        raise UserError(
            f"no money can move any of these plans ({who}{why[0]}); name one whose money can be "
            'more or less, e.g. "strategy=hin_playbook"'
        )
    alike: list[Scenario] = []
    for plan, scenario in zip(question.plans, question.scenarios, strict=True):
        bare = _without_money(scenario)
        if bare in alike:
            raise UserError(
                f"the plan “{plan.name or plan.label}” differs from another only in its money, "
                "which is what is sought; name it once"
            )
        alike.append(bare)


def _without_money(scenario: Scenario) -> Scenario:
    bare = with_money(scenario, 0.0, scenario.clock.months)
    strategy = replace(bare.strategy, budget_per_organisation=0.0, title="", about="", source="")
    return replace(bare, strategy=strategy)
