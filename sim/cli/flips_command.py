"""`uptake flips`: under which assumptions the better plan changes."""

from typing import TYPE_CHECKING, Any

from sim.cli.answer_options import Progress, QuestionOptions, tell_answer

if TYPE_CHECKING:
    from sim.api.answers import Answer
    from sim.api.questions import Keeping


def flips(outcome: str, margin: float | None, **options: Any) -> int:
    """Say when the answer flips; returns the exit code."""
    from sim.api.flips import OUTCOME, USUAL, flips_asked

    asked = QuestionOptions(**options)
    question = asked.question(usual=USUAL)

    def ask(keeping: "Keeping", progress: Progress) -> "Answer":
        return flips_asked(question, keeping, outcome, margin, progress)

    first = {"--outcome": None if outcome == OUTCOME else outcome, "--margin": margin}
    return tell_answer(asked, question, "flips", first, "Trying sets of assumptions", "trials", ask)
