"""What matters, at length: what was varied and how, what indices mean, and how settled they are."""

from collections.abc import Iterator

from sim.config.distributions import groups
from sim.report.sensitivity.told import APART, WIDEST, Told
from sim.report.words import listed
from sim.study.sensitivity.bars import RUNS
from sim.study.sensitivity.study import SOBOL

NAMED = 3


def account(told: Told) -> list[str]:
    """Say at length what was done, as paragraphs."""
    return [*_varied(told), *_method(told), *_luck(told), *_settled(told), *_limits(told)]


def _varied(told: Told) -> Iterator[str]:
    found = told.found
    if told.store:
        yield (
            f"Read from {told.store}: {told.asked:,} points of a sample, whose "
            f"{len(found.space.names)} numbers vary evenly over the ranges given there, each on "
            "its own."
        )
        return
    causes = [each for each in found.space.names if found.space.is_cause(each)]
    numbers = len(found.space.names) - len(causes)
    yield (
        f"Numbers that varied over what is thought of them (docs/model/assumptions_table.md): "
        f"{numbers}. {_rest(told)}"
    )
    if causes:
        why = "; ".join(groups()[each][1] for each in causes if each in groups())
        yield (
            f"Numbers that share a cause are drawn too high together, as in sets of assumptions. "
            f"The cause is a number of its own here ({listed([told.name(e) for e in causes])}: "
            f"{why}), and so is the rest of each; all of these are independent."
        )
    if told.held:
        keys = list(told.held)
        more = f" and {len(keys) - NAMED} more" if len(keys) > NAMED else ""
        reasons = listed(sorted(set(told.held.values())))
        yield f"Not varied: {', '.join(keys[:NAMED])}{more} ({reasons})."
    words = [key for key, each in found.space.numbers.items() if each.words]
    if words:
        yield f"Choices ({', '.join(words)}) have each word as often as the ranges say."


def _rest(told: Told) -> str:
    if told.unread:
        return f"{told.unread} more have a range, but no plan here reads them."
    return "All others stayed as they are in the plan."


def _method(told: Told) -> Iterator[str]:
    found = told.found
    if found.screening is not None:
        yield (
            f"Morris's screening moved each of {len(found.space.names)} numbers along "
            f"{found.screening.paths} paths through all of them, between values that one in ten is "
            "below and one in ten above."
        )
        if found.method == SOBOL:
            size = found.screening.size
            share = sum(size[each] ** 2 for each in found.screening.order()[len(found.names) :])
            yield (
                f"The {len(found.names)} that moved it most are looked at closely. The others stay "
                f"as they are in the plan; they made {100 * share / (size**2).sum():.0f}% of the "
                "sum of squared moves."
            )
    if found.indices is not None:
        yield (
            f"Sobol' indices are from {found.indices.points} scrambled Sobol' points, each with "
            "one number after the other exchanged (Saltelli 2010, by SALib). The first index is "
            "the share of the variance that goes if that number were known; the total index is "
            "what is left if all others were known. Their difference is what it does with others."
        )
    if found.usual is not None:
        yield (
            f"Bars: {RUNS} runs with one number at a low or high end (one in ten is beyond), and "
            "everything else as it is in the plan, which gives "
            f"{told.looked.level(found.usual.value)}. Of a choice, the words with least and most."
        )
    if found.given is not None:
        yield (
            "PAWN compares the distribution of the outcome in each tenth of a number with that in "
            "all points (Kolmogorov-Smirnov, the median over tenths). The floor is the "
            "most that any made-up column has, of twenty for each number. Rank correlations are "
            "Spearman's. Ends are means over the lowest and the highest fifth, whatever the other "
            "numbers are there."
        )
    if found.left_out:
        yield f"{found.left_out} points were left out, since the model does not allow their values."
    yield from told.notes


def _luck(told: Told) -> Iterator[str]:
    if told.found.luck is None:
        return
    if told.store:
        yield f"Luck makes about {100 * told.found.luck:.0f}% of the variance of single runs."
        return
    yield (
        "Each point ran twice, with luck and made-up systems that had nothing in common; points "
        "that are compared with each other met the same. The difference of the two runs is luck "
        f"alone: {100 * told.found.luck:.0f}% of the variance of single runs. "
        "What luck would add to an index or a move is measured in the same way, and taken off."
    )


def _settled(told: Told) -> Iterator[str]:
    found = told.found
    if found.indices is None:
        return
    first = ", ".join(told.name(each) for each in found.names[:NAMED])
    if told.faults:
        yield (
            f"Not settled: {'; '.join(told.faults)}. The same line with --points {2 * told.asked} "
            "goes on from what was run."
        )
    else:
        yield (
            f"Settled: no total index is known to worse than ±{100 * WIDEST:.0f}% or moves by more "
            f"than {100 * APART:.0f}% from half the points to all. First are {first}."
        )


def _limits(told: Told) -> Iterator[str]:
    yield (
        "A number matters here because its range is wide as well as because the model heeds it. "
        "Most ranges are judgement. None of these numbers is a thing to do: it is a thing to find "
        "out. What the model leaves out is not in it."
    )
