"""`uptake sensitivity`: which uncertain numbers move an outcome, how far, and when."""

from typing import TYPE_CHECKING, Any

from sim.cli.answer_options import Progress, QuestionOptions, tell_answer, tell_found
from sim.params.errors import UserError

if TYPE_CHECKING:
    from sim.api.questions import Keeping
    from sim.api.sensitivity_results import Sensitivity

COMMAND = "sensitivity"


def sensitivity(
    method: str | None, outcome: str, keys: str | None, top: int, points: int | None, **others: Any
) -> int:
    """Say what matters; returns the exit code."""
    from sim.api.sensitivity import Asked, what_matters
    from sim.api.sensitivity_stores import of_store, store_among

    options = QuestionOptions(**others, sets=False)
    asked = Asked(method or "", outcome, _listed(keys), top, points)
    first = {
        "--method": method,
        "--outcome": None if outcome == "live" else outcome,
        "--keys": keys,
        "--top": None if top == 20 else top,
        "--points": points,
    }
    folder = store_among(options.overrides)
    if folder is not None:
        _refuse_beside(options)
        found = of_store(folder, asked, options.config_dirs, options.seed)
        return tell_found(options, COMMAND, first, found)

    question = options.question()

    def ask(keeping: "Keeping", progress: Progress) -> "Sensitivity":
        return what_matters(question, asked, keeping, progress)

    return tell_answer(options, question, COMMAND, first, "Varying numbers", "trials", ask)


def _listed(keys: str | None) -> tuple[str, ...]:
    """Split what was typed; a key that is named twice counts once."""
    if keys is None:
        return ()
    found = tuple(dict.fromkeys(each.strip() for each in keys.split(",") if each.strip()))
    if not found:
        raise UserError("--keys names no key; give some, e.g. --keys assumptions.top_threshold")
    return found


def _refuse_beside(options: QuestionOptions) -> None:
    """Raise an error for what only runs of its own could heed."""
    for option, given in (("--months", options.months), ("--at", options.at)):
        if given is not None:
            raise UserError(f"a sweep that was run has its months; leave out {option}")
