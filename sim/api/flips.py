"""When the better of some plans changes: under which assumptions, and what to find out first."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from sim.api.assumption_choice import Wish, usual_number
from sim.api.flips_results import FlipsAnswer
from sim.api.given_plans import GivenPlan
from sim.api.questions import Keeping, Question, Usual, answered, missing, question_of
from sim.config.plausible_sets import PLAUSIBLE, RANGES, assumption_sets
from sim.outcomes.declare import GAP, SHARE
from sim.outcomes.outcome_table import COMPARED, OUTCOMES, change_of
from sim.params import Kind
from sim.params.errors import UserError
from sim.study.comparison import MARGIN, MONTH, PART
from sim.study.flips.boxes import FEWEST
from sim.study.flips.fared import BESIDE, Fared, fared
from sim.study.flips.study import flips_of
from sim.study.trials.memory import Memory
from sim.study.trials.states import states_for

USUAL = Usual(RANGES, times=5)  # sets drawn from the ranges, since a hundred are too few
OUTCOME = "live"


def flips(
    *plans: GivenPlan,
    outcome: str = OUTCOME,
    margin: float | None = None,
    system: Any = None,
    months: int | None = None,
    at: int | None = None,
    seed: int = 0,
    assumptions: Wish = None,
    parameter_draws: int | None = None,
    config_dirs: Iterable[str | Path] = (),
    out: str | Path | None = None,
    progress: Callable[..., None] | None = None,
) -> FlipsAnswer:
    """Say under which assumptions the better of two or more plans changes.

    Parameters
    ----------
    *plans : str, Scenario, or dict of Scenario
        Two plans or more, as for `sim.compare`.
    outcome : str
        Key of the outcome in which they are compared, of those that `sim.compare` compares.
    margin : float, optional
        Difference below which plans are practically the same, in the outcome's unit as it is
        told: percentage points, months or days. The usual one if absent: 3 points, one month.
    system : optional
        Your own organisations, as for `sim.run`.
    months, at : int, optional
        Length of the run, and headline month.
    seed : int
        Number from which all chance follows.
    assumptions : str or AssumptionSets, optional
        Sets of assumptions: "ranges" (the usual), "plausible", or a folder of sets.
    parameter_draws : int, optional
        How many sets; 500 unless the system is very large.
    config_dirs : iterable of str or Path
        Folders with presets of your own.
    out : str or Path, optional
        Folder for the answer; the same call goes on from what is in it.
    progress : callable, optional
        Called with (done, of), in trials.

    Returns
    -------
    FlipsAnswer
        Lines to read, tables, pictures.

    Raises
    ------
    UserError
        If there is one plan only, if nothing differs between them, or if nothing is drawn.

    Examples
    --------
    >>> found = sim.flips("scenario=avt_london", "strategy=one_to_one,hin_playbook")
    >>> print(found)
    >>> found.frames["numbers"].head(3)
    """
    question = question_of(
        plans, system=system, months=months, at=at, seed=seed, assumptions=assumptions,
        parameter_draws=parameter_draws, config_dirs=config_dirs, usual=USUAL,
    )  # fmt: skip
    return flips_asked(question, Keeping(out), outcome, margin, progress)


def flips_asked(
    question: Question,
    keeping: Keeping,
    outcome: str = OUTCOME,
    margin: float | None = None,
    progress: Callable[..., None] | None = None,
) -> FlipsAnswer:
    """Answer the question; the arguments are those of `flips`.

    Raises
    ------
    UserError
        As `flips`.
    """
    _check(question, outcome)

    def ask(memory: Memory) -> FlipsAnswer:
        asked, known = _fared(question, outcome, memory, progress)
        _refuse_alike(question, asked, outcome)
        found = flips_of(asked, known, _margin(outcome, margin, asked), question.seed)
        return FlipsAnswer(found, tuple(question.names), outcome, question.horizon)

    about = {"outcome": outcome, "measured with": BESIDE}
    return answered(question, "flips", about, keeping, ask)


def _check(question: Question, outcome: str) -> None:
    """Refuse what cannot be asked before anything runs."""
    try:
        import sklearn as sklearn
    except ImportError:
        raise missing("uptake flips", "scikit-learn") from None
    if len(question.plans) < 2:
        raise UserError(
            "there is one plan only; give the two between which the answer may flip, e.g. "
            '"strategy=one_to_one,hin_playbook"'
        )
    if outcome not in COMPARED:
        raise UserError(f"--outcome {outcome}: choose from {', '.join(COMPARED)}")
    if not OUTCOMES[outcome].when(question.horizon):
        raise UserError(f"--outcome {outcome} needs a longer run (--months)")
    processes = [each.process for each in question.scenarios]
    if all(each.kind != Kind.full and not each.levers for each in processes):
        raise UserError(
            "a classic model reads hardly any assumption, so that none can flip its answer; "
            "leave process= out"
        )
    if question.sets is None:
        raise UserError(
            "with fixed assumptions nothing can flip the answer; leave --fixed-assumptions out "
            "(uptake compare tells which plan is better as they stand)"
        )
    if len(question.sets) < FEWEST:
        raise UserError(
            f"{len(question.sets)} sets of assumptions are too few to find what flips an answer "
            f"among hundreds of numbers; ask for {FEWEST} or more (--parameter-draws)"
        )


def _fared(
    question: Question, outcome: str, memory: Memory, progress: Callable[..., None] | None
) -> tuple[Fared, Fared | None]:
    """Run the plans under the sets that were asked for, and under those that fit what is known."""
    assert question.sets is not None
    asked = [question.states()]
    if question.sets.name != PLAUSIBLE:
        known = assumption_sets(PLAUSIBLE).first(
            min(usual_number(question.scenarios), len(question.sets))
        )
        asked.append(states_for(question.scenarios, known, 0, question.seed, question.typed))
    total = len(question.plans) * sum(each.count for each in asked)
    done = 0

    def on_trial() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, total)

    found = [
        fared(each, question.scenarios, outcome, question.horizon, memory, on_trial)
        for each in asked
    ]
    return found[0], found[1] if len(found) > 1 else None


def _refuse_alike(question: Question, asked: Fared, outcome: str) -> None:
    """Refuse plans that come to the same in every run."""
    names = " and ".join(f"“{name}”" for name in question.names)
    runs = asked.units
    if np.ptp(runs) == 0:
        raise UserError(
            f"--outcome {outcome} is the same in every run of every plan, so that nothing can flip "
            f"it; choose another: {', '.join(each for each in COMPARED if each != outcome)}"
        )
    if not np.ptp(runs, axis=2).any():
        raise UserError(
            f"nothing differs: {names} come to the same in every run under all {asked.count} sets"
        )


def _margin(outcome: str, margin: float | None, asked: Fared) -> float:
    """Return the difference below which plans are practically the same, in the outcome's unit."""
    row = OUTCOMES[outcome]
    if margin is not None:
        return margin / change_of(outcome).unit.scale
    if row.bounds in (SHARE, GAP) or outcome == "dip":
        return MARGIN
    return MONTH if row.unit == "month" else PART * float(np.abs(asked.means).mean())
