"""How sure a comparison is, of what, and what its runs were worth."""

import math
from collections.abc import Iterator

from sim.outcomes.intervals import Interval
from sim.study.beliefs import Beliefs
from sim.study.comparison import Comparison
from sim.study.words import listed, names, rounded_up

MOST_WORTHWHILE = 100  # times the runs there are; beyond that more runs are no advice
FEWEST_TO_PROMISE = 2


def certainty(comparison: Comparison, beliefs: Beliefs | None) -> list[str]:
    """Say how sure the answer is: chance and system, then assumptions, then what pairing saved."""
    told = [" ".join(_chance(comparison)), " ".join(_assumptions(comparison, beliefs))]
    return [*told, " ".join(_pairing(comparison))]


def replicates_to_tell_apart(live: Interval, replicates: int) -> str:
    """Say how many runs would tell two plans apart, were the difference as large as it looks."""
    if math.isinf(live.half_width):
        return "There are too few runs to tell."
    largest = max(abs(live.low), abs(live.high))
    needed = math.inf if live.mean == 0 else replicates * (live.half_width / live.mean) ** 2
    if needed > MOST_WORTHWHILE * replicates:
        return f"If there is a difference, it is smaller than {_points(largest, up=True)}."
    return (
        f"If the difference is as large as it looks, about {rounded_up(needed)} runs of each "
        "would tell them apart."
    )


def _chance(comparison: Comparison) -> Iterator[str]:
    runs, draws = comparison.replicates, comparison.differences[0].figures.live.clusters
    if comparison.given_system:
        where = "on this one system, so that it holds given this system and not for others like it"
    elif draws == 1:
        where = "on one drawn system, so that it holds given this system"
    else:
        where = f"on {draws:,} systems drawn alike"
    yield f"How sure: this rests on {runs:,} {'run' if runs == 1 else 'runs'} of each plan {where}."
    yield (
        "The ranges of the main differences (live at month "
        f"{comparison.horizon.month}) all hold at once in at least "
        f"{comparison.confidence:.0%} of such studies."
    )
    if comparison.cap_hit:
        yield from _capped(comparison)


def _capped(comparison: Comparison) -> Iterator[str]:
    """Say that the most runs were used, and how many would have done."""
    last = comparison.looks[-1]
    yield (
        f"The most runs allowed, {last.replicates:,}, were used before every one of them was "
        f"known to within {_points(comparison.precision)}."
    )
    if math.isfinite(last.half_width):
        needed = last.replicates * (last.half_width / comparison.precision) ** 2
        yield f"About {rounded_up(needed)} would do."


def _assumptions(comparison: Comparison, beliefs: Beliefs | None) -> Iterator[str]:
    """Say what the ranking owes to the assumptions."""
    if beliefs is not None:
        yield from _draws(comparison, beliefs)
    else:
        yield "The ranges cover chance, not the assumptions."
    yield (
        "The numbers behind the model are mostly assumptions: it compares plans and shows what "
        "they trade off; it does not forecast."
    )


def _draws(comparison: Comparison, beliefs: Beliefs) -> Iterator[str]:
    called = names(comparison)
    base = called[beliefs.baseline]
    yield f"With the assumptions drawn {beliefs.draws} times from their ranges:"
    told = []
    for index, name in enumerate(called):
        if index == beliefs.baseline:
            continue
        low, high = beliefs.spread[index]
        told.append(
            f"{name} is ahead of {base} in {beliefs.ahead[index]} of {beliefs.draws} draws, "
            f"by {100 * low:.0f} to {100 * high:.0f} points in nine draws of ten"
        )
    yield "; ".join(told) + "."
    if len(called) > 2:
        leads = [f"{name} in {beliefs.leads[i]}" for i, name in enumerate(called)]
        yield f"Of all plans, the one that leads is {listed(leads)} of them."


def _pairing(comparison: Comparison) -> Iterator[str]:
    """Say what meeting the same luck saved, as measured in these runs."""
    ratios = [each.pairing for each in comparison.differences if each.pairing is not None]
    if not ratios or comparison.replicates < FEWEST_TO_PROMISE:
        return
    alone = max(ratios) * comparison.replicates
    lowest = min(ratios) * comparison.replicates
    yield (
        f"All plans met the same luck: to be as precise, independent runs would have needed "
        f"about {rounded_up(lowest)}"
        + ("" if len(ratios) == 1 else f" to {rounded_up(alone)}")
        + f" of each plan instead of {comparison.replicates:,}."
    )


def _points(share: float, *, up: bool = False) -> str:
    """Say a share in points to one decimal; a bound is never said too low."""
    points = (math.ceil(share * 1000 - 1e-9) if up else round(share * 1000)) / 10
    return f"{points:g} percentage {'point' if points == 1 else 'points'}"
