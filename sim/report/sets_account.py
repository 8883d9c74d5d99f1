"""The full account of what the assumptions do: chances, regret, leads, and what varies most."""

from collections.abc import Iterator, Sequence

from sim.config.keys import words_of
from sim.outcomes.intervals import Interval
from sim.report.sets_words import not_varied, parts_of_variance, so_many, where_from
from sim.report.words import listed, name_of, quoted
from sim.study.comparison import Comparison
from sim.study.uncertainty.record import Uncertainty
from sim.study.uncertainty.structure import Structure

OF_STRUCTURE = {
    "assumptions.aggregator": "how the gaps combine",
    "assumptions.push": "how exposure to peers acts",
    "system.contacts": "who has ties with whom",
}
NAMED = 4  # plans that are told one by one


def under_sets(comparison: Comparison, drawn: Uncertainty) -> Iterator[str]:
    """Say how the plans compare under sets of assumptions."""
    plans = quoted(comparison)
    yield from where_from(drawn)
    yield from _leads(plans, drawn)
    if len(plans) > 1:
        yield from _chances(plans, drawn)
        yield from _regret(comparison, plans, drawn)
        yield from _spreads(plans, drawn)
        first, second = comparison.leader, comparison.second
        lead = f"the lead of {plans[first]} over {name_of(comparison, comparison.runner_up.label)}"
        yield from parts_of_variance(drawn.shares_of_lead(first, second), lead)
        yield from _structures(drawn.structures_of_lead(first, second), lead)
    yield from not_varied(drawn.held)


def _structures(found: Sequence[Structure], what: str) -> Iterator[str]:
    """Say how much of the spread over the sets is due to the form of the model, not its numbers."""
    told = [f"{OF_STRUCTURE[each.key]} {each.share:.0%} ({_by_word(each)})" for each in found]
    if told:
        yield f"Of how far {what} goes over the sets, the model's form explains: {listed(told)}."


def _by_word(found: Structure) -> str:
    """Give the mean of the lead for each word: "logistic 51 points, plain 47"."""
    words = words_of(found.key)
    first, *others = (f"{words[word]} {round(100 * mean)}" for word, _, mean in found.means)
    return ", ".join([f"{first} points", *others])


def _leads(plans: Sequence[str], drawn: Uncertainty) -> Iterator[str]:
    """Count the sets in which a plan leads beyond the luck of the set's own runs."""
    told = [
        f"{plans[k]} in {_of(count, drawn.count)}" for k, count in enumerate(drawn.leads) if count
    ]
    who = listed(told) if told else "no plan"
    yield f"Ahead of all others, beyond the luck of the runs of a set: {who}."
    if told and drawn.undecided:
        sets = "set" if drawn.undecided == 1 else "sets"
        yield f"In {drawn.undecided} {sets} the best plans cannot be told apart."


def _chances(plans: Sequence[str], drawn: Uncertainty) -> Iterator[str]:
    shown = sorted(range(len(plans)), key=lambda k: -drawn.best[k].mean)[:NAMED]
    best = listed([f"{plans[k]} {_chance(drawn.best[k])}" for k in shown])
    yield f"Chance of being the best plan (95 % range): {best}."
    near = listed([f"{plans[k]} {_chance(drawn.nearly_best[k])}" for k in shown])
    margin = round(100 * drawn.margin, 1)
    yield f"Of being the best or at most {margin:g} points behind it: {near}."


def _chance(chance: Interval) -> str:
    low, high = (round(100 * each) for each in (chance.low, chance.high))
    return f"{round(100 * chance.mean)}% ({low} to {high})"


def _regret(comparison: Comparison, plans: Sequence[str], drawn: Uncertainty) -> Iterator[str]:
    """Say how much is lost on average by choosing a plan before the assumptions are known."""
    order = sorted(range(len(plans)), key=lambda k: drawn.regret[k].mean)[:NAMED]
    told = listed([f"{plans[k]} {_points(drawn.regret[k])}" for k in order])
    yield f"Points live lost on average against the best plan of each set (95 % range): {told}."


def _points(share: Interval) -> str:
    if share.high == float("inf"):
        return f"{100 * share.mean:.1f} (one set, no range)"
    return f"{100 * share.mean:.1f} ({100 * share.low:.1f} to {100 * share.high:.1f})"


def _spreads(plans: Sequence[str], drawn: Uncertainty) -> Iterator[str]:
    """Say how far each plan is ahead of the baseline over nine sets in ten."""
    base, others = drawn.baseline, [k for k in range(len(plans)) if k != drawn.baseline]
    told = [
        f"{plans[k]} is ahead of {plans[base]} in {_of(drawn.ahead(k, base), drawn.count)}, "
        f"{_by(*drawn.lead(k, base)[1:])}"
        for k in others[:NAMED]
    ]
    where = "in the one set" if drawn.count == 1 else "in nine sets of ten"
    yield f"{'; '.join(told)} ({where})."


def _of(count: int, sets: int) -> str:
    return so_many(count, sets, "sets")


def _by(low: float, high: float) -> str:
    """Give the ends of a difference: "by 27 to 69 points"."""
    least, most = round(100 * low), round(100 * high)
    if least == most:
        return (
            f"by {abs(least)} {'more' if least > 0 else 'fewer'} points" if least else "by 0 points"
        )
    if least > 0:
        return f"by {least} to {most} points"

    def end(points: int) -> str:
        return f"{abs(points)} {'more' if points > 0 else 'fewer'}" if points else "0"

    return f"by between {end(least)} and {end(most)} points"
