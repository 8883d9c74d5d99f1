"""`uptake optimise`: what to spend a budget on."""

from typing import TYPE_CHECKING, Any

from sim.cli.answer_options import Progress, QuestionOptions, tell_answer

if TYPE_CHECKING:
    from sim.api.optimise_results import Optimised
    from sim.api.questions import Keeping

FIRST = ("budget", "objective", "also", "dip_at_once", "give_up", "avoid_winter", "trials")


def optimise(**given: Any) -> int:
    """Answer the question; returns the exit code."""
    own = {name: given.pop(name) for name in FIRST}
    options = QuestionOptions(**given)
    from sim.api.optimise import best_spending
    from sim.api.spending import Spending

    spending = Spending(
        own["budget"], own["objective"], tuple(own["also"]), own["dip_at_once"],
        None if own["give_up"] is None else own["give_up"] / 100, own["avoid_winter"],
        own["trials"], options.config_dirs,
    )  # fmt: skip

    question = options.question(compared=False)

    def ask(keeping: "Keeping", progress: Progress) -> "Optimised":
        return best_spending(question, spending, keeping, progress)

    first = {
        "--budget": f"{spending.budget:.10g}", "--objective": own["objective"],
        "--and": spending.also, "--dip-at-once": own["dip_at_once"],
        "--give-up": None if own["give_up"] is None else f"{own['give_up']:g}",
        "--avoid-winter": own["avoid_winter"],
        "--trials": None if own["trials"] == 1000 else own["trials"],
    }  # fmt: skip
    return tell_answer(options, question, "optimise", first, "Trying plans", "runs", ask)
