"""`uptake optimise`: what to spend a budget on."""

from typing import TYPE_CHECKING, Any

from sim.cli.answer_options import Progress, QuestionOptions, tell_answer
from sim.params.errors import UserError

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

    budget = _pounds(own["budget"])
    spending = Spending(
        budget, own["objective"], tuple(own["also"]), own["dip_at_once"], own["give_up"],
        own["avoid_winter"], own["trials"], options.config_dirs,
    )  # fmt: skip

    question = options.question(compared=False)

    def ask(keeping: "Keeping", progress: Progress) -> "Optimised":
        return best_spending(question, spending, keeping, progress)

    first = {
        "--budget": f"{budget:.10g}", "--objective": own["objective"], "--and": spending.also,
        "--dip-at-once": own["dip_at_once"],
        "--give-up": None if own["give_up"] is None else f"{own['give_up']:g}",
        "--avoid-winter": own["avoid_winter"],
        "--trials": None if own["trials"] == 1000 else own["trials"],
    }  # fmt: skip
    return tell_answer(options, question, "optimise", first, "Trying plans", "runs", ask)


def _pounds(text: str) -> float:
    """Read an amount of money: 1200000, £1,200,000 or 1.2 million."""
    plain = text.casefold().replace("£", "").replace("gbp", "").replace(",", "").strip()
    factor = 1.0
    for word, size in (("million", 1e6), ("m", 1e6), ("k", 1e3)):
        if plain.endswith(word):
            plain, factor = plain.removesuffix(word).strip(), size
            break
    try:
        pounds = float(plain) * factor
    except ValueError:
        pounds = float("nan")
    if not 0 <= pounds <= 1e12:
        raise UserError(
            f"--budget is {text!r}; write an amount in pounds, such as 1200000 or £1.2 million"
        )
    return pounds
