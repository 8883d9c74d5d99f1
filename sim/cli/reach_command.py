"""`uptake reach`: the least money that gets a share of organisations live by a month."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sim.cli import messages
from sim.cli.answer_options import Progress, QuestionOptions, tell_answer
from sim.params.errors import UserError

if TYPE_CHECKING:
    from sim.api.questions import Keeping
    from sim.api.reach_results import LeastMoney


def reach(share: float, by: int, chance: float, within: float | None, **options: Any) -> int:
    """Ask for the least money; returns the exit code."""
    from sim.api.reach import asked, names_no_strategy, with_shipped
    from sim.study.reach.goal import Goal

    goal = Goal(share / 100, by, chance / 100, within)
    goal.check()
    given = QuestionOptions(**options)
    if given.at is not None:
        raise UserError(f"--at {given.at}: the month that counts here is that of --by; leave --at")
    chosen = names_no_strategy(given.overrides, given.config_dirs)
    if chosen:
        plans = tuple(with_shipped(given.overrides, given.config_dirs))
        given = replace(given, overrides=plans)
        messages.note(f"Note: no strategy was named, so these are asked about: {plans[-1]}.")
    first = {
        "--share": f"{share:g}", "--by": by, "--chance": None if chance == 80 else f"{chance:g}",
        "--within": None if within is None else f"{within:.15g}",
    }  # fmt: skip

    question = given.question()

    def ask(keeping: "Keeping", progress: Progress) -> "LeastMoney":
        return asked(question, goal, keeping, progress, chosen)

    return tell_answer(given, question, "reach", first, "Trying amounts of money", "trials", ask)
