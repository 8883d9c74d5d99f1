"""A question about plans: what is asked, in which states of the world, and what it remembers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sim.api.answers import Answer
from sim.api.assumption_choice import Wish, chosen_sets, usual_number
from sim.api.given_plans import GivenPlan, plans_of, warn_of_idle_keys
from sim.config import Plan, digest
from sim.config.override_text import typed_keys
from sim.outcomes.horizon import Horizon, horizon_to, refuse_month
from sim.params import Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.report.answers.folder import AnswerFolder, answer_folder, question_digest, usual_place
from sim.study.trials.memory import Memory, ShortMemory
from sim.study.trials.states import RUNS, SYSTEMS, States, states_for

ANSWERS = ("optuna>=5,<6", "SALib>=1.5.1", "scikit-learn>=1.6")  # as the extra in pyproject.toml
FIXED_STATES = 100  # states of the world where assumptions stay as they are
Progress = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Usual:
    """Which sets of assumptions a question tries unless somebody says otherwise.

    which  their name; None for those that every command tries
    times  how many times as many as is usual
    """

    which: Wish = None
    times: int = 1


AS_EVERYWHERE = Usual()


@dataclass(frozen=True)
class Question:
    """Plans, and the assumptions under which something is asked of them.

    sets  of assumptions; None if they stay as they are
    """

    plans: tuple[Plan, ...]
    sets: AssumptionSets | None
    seed: int
    horizon: Horizon

    @property
    def scenarios(self) -> list[Scenario]:
        """The plans' scenarios."""
        return [plan.scenario for plan in self.plans]

    @property
    def names(self) -> list[str]:
        """The plans' names, for a reader."""
        return [plan.name or plan.label for plan in self.plans]

    @property
    def typed(self) -> set[str]:
        """Keys that the user set: no set of assumptions draws them."""
        return {key for plan in self.plans for key in typed_keys(plan.overrides)}

    def states(self, systems: int = SYSTEMS, runs: int = RUNS) -> States:
        """Make the states of the world in which the plans are tried."""
        return states_for(
            self.scenarios, self.sets, FIXED_STATES, self.seed, self.typed, systems, runs
        )

    def digest(self, command: str, about: Mapping[str, Any]) -> str:
        """Return a digest of what is asked.

        about  what the command asks beside that; the number of trials does not belong to it
        """
        plans = [(each.label, digest(each.scenario)) for each in self.plans]
        own = {
            "command": command, "plans": plans, "seed": self.seed,
            "month": self.horizon.month, "fixed": self.sets is None, **about,
        }  # fmt: skip
        return question_digest(own)


def question_of(
    plans: Sequence[GivenPlan],
    *,
    system: Any = None,
    months: int | None = None,
    at: int | None = None,
    seed: int = 0,
    assumptions: Wish = None,
    parameter_draws: int | None = None,
    config_dirs: Iterable[str | Path] = (),
    compared: bool = True,
    usual: Usual = AS_EVERYWHERE,
) -> Question:
    """Read what is asked about which plans; the arguments are those of `sim.compare`.

    usual  which sets of assumptions are tried if the caller does not say

    Raises
    ------
    UserError
        If anything asked is unknown or out of range; the message says what is allowed.
    """
    asked, bring = plans_of(plans, months, config_dirs, system, compared=compared)
    warn_of_idle_keys(asked, config_dirs, system, bring)
    scenarios = [each.scenario for each in asked]
    end = min(each.clock.months for each in scenarios)
    refuse_month(at, end)
    which = usual.which if assumptions is None else assumptions
    if parameter_draws is None and which == usual.which and usual.times > 1:
        parameter_draws = usual.times * usual_number(scenarios)
    sets = chosen_sets(which, parameter_draws, scenarios, seed, config_dirs)
    return Question(tuple(asked), sets, seed, horizon_to(end, at))


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where an answer and its trials are kept, and who is told of it before it is drawn.

    out      its folder; a place of its own if absent
    keep     whether there is a folder at all if `out` is absent
    figures  whether figures are drawn into it
    begin    called before the first trial, when nothing was found to refuse
    tell     called with the answer and its folder (None without one)
    """

    out: str | Path | None = None
    keep: bool = False
    figures: bool = True
    begin: Callable[[], None] | None = None
    tell: Callable[[Any, Path | None], None] | None = None


Answered = TypeVar("Answered", bound=Answer)


def answered(
    question: Question,
    command: str,
    about: Mapping[str, Any],
    keeping: Keeping,
    ask: Callable[[Memory], Answered],
) -> Answered:
    """Ask a question, with what is remembered of its trials; tell the answer, and keep it.

    about  what the command asks beside its plans; the number of trials does not belong to it

    Raises
    ------
    UserError
        If the folder holds something else or cannot be written.
    """
    with _remembered(question, command, about, keeping) as (memory, folder):
        if keeping.begin is not None:
            keeping.begin()
        answer = ask(memory)
        if keeping.tell is not None:
            keeping.tell(answer, None if folder is None else folder.place)
        if folder is not None:
            folder.write(answer.texts(), answer.drawings() if keeping.figures else {})
    return answer


@contextmanager
def _remembered(
    question: Question, command: str, about: Mapping[str, Any], keeping: Keeping
) -> Iterator[tuple[Memory, AnswerFolder | None]]:
    """Open what a question remembers of its trials."""
    if not keeping.keep and keeping.out is None:
        yield ShortMemory(), None
        return
    found = question.digest(command, about)
    place = usual_place(command, found) if keeping.out is None else Path(keeping.out)
    with answer_folder(place, found) as folder:
        yield folder.memory, folder


def missing(command: str, library: str) -> UserError:
    """Say that a library of the extra `answers` is needed, and how to get it, in a checkout too."""
    wanted = " ".join(f'"{each}"' for each in ANSWERS)
    return UserError(
        f"{command} needs {library}, which is not installed; run: python -m pip install {wanted}"
    )
