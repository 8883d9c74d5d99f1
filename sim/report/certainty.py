"""How sure a comparison is, of what, and what its runs were worth."""

import math
from collections.abc import Iterator
from itertools import chain

from sim.outcomes.intervals import Interval
from sim.report.words import listed, quoted, roughly, rounded_up
from sim.study.comparison import Comparison
from sim.study.parameter_uncertainty import Beliefs

MOST_WORTHWHILE = 100  # times the runs there are; beyond that more runs are no advice


def certainty(comparison: Comparison, beliefs: Beliefs | None) -> list[Iterator[str]]:
    """Say how sure the answer is: as to chance and system, and then what is only assumed."""
    chance = chain(_chance(comparison), _pairing(comparison))
    return [chance, _assumptions(comparison, beliefs)]


def runs_to_tell_apart(live: Interval, replicates: int) -> str:
    """Say how many runs would tell two plans apart, were the difference as large as it looks."""
    if math.isinf(live.half_width):
        return "There are too few runs to tell."
    needed = math.inf if live.mean == 0 else replicates * (live.half_width / live.mean) ** 2
    if needed > MOST_WORTHWHILE * replicates:
        return f"If they differ at all, it is by less than {_points(max(-live.low, live.high))}."
    return (
        f"If the difference is as large as it looks, about {rounded_up(needed)} runs of each "
        "would tell them apart."
    )


def _chance(comparison: Comparison) -> Iterator[str]:
    runs = f"{comparison.replicates:,} {'run' if comparison.replicates == 1 else 'runs'}"
    if comparison.given_system:
        where = "on this one system: it holds given this system, not for others like it"
    else:
        where = f"on {comparison.differences[0].figures.live.clusters:,} systems drawn alike"
    yield f"How sure: this rests on {runs} of each plan {where}."
    month, confidence = comparison.horizon.month, f"{comparison.confidence:.0%}"
    if len(comparison.differences) == 1:
        what = f"The range of the difference at month {month} holds"
    else:
        what = f"The ranges of all differences from the baseline at month {month} hold at once"
    yield f"{what} in at least {confidence} of such studies."
    yield from _capped(comparison)


def _capped(comparison: Comparison) -> Iterator[str]:
    """Say that the most runs were used, and how many would have done."""
    if not comparison.cap_hit:
        return
    last = comparison.looks[-1]
    yield (
        f"The most runs allowed, {last.replicates:,}, were used before every difference was "
        f"known to within {_points(comparison.precision)}."
    )
    if math.isfinite(last.half_width):
        needed = last.replicates * (last.half_width / comparison.precision) ** 2
        yield f"About {rounded_up(needed)} would do."


def _assumptions(comparison: Comparison, beliefs: Beliefs | None) -> Iterator[str]:
    """Say what the ranking owes to the assumptions."""
    if beliefs is None:
        yield "The ranges cover chance, not what is assumed."
    else:
        yield from _draws(comparison, beliefs)
    yield (
        "The numbers behind the model are mostly assumptions: it compares plans and shows what "
        "they trade off; it does not forecast."
    )


def _draws(comparison: Comparison, beliefs: Beliefs) -> Iterator[str]:
    called, draws = quoted(comparison), beliefs.draws
    told = [
        f"{name} is ahead of {called[beliefs.baseline]} in {_of(ahead, draws)} draws, {_by(*ends)}"
        for index, (name, ahead, ends) in enumerate(
            zip(called, beliefs.ahead, beliefs.spread, strict=True)
        )
        if index != beliefs.baseline
    ]
    yield (
        f"With the assumptions drawn {draws} times from their ranges: {'; '.join(told)} (in nine "
        "draws of ten)."
    )
    leads = [
        f"{name} in {count}" for name, count in zip(called, beliefs.leads, strict=True) if count
    ]
    if len(called) > 2 and leads:
        yield f"Of all plans, the one ahead of every other is {listed(leads)}."
    if beliefs.left_out:
        yield f"Not drawn, since the plans differ in it: {listed(beliefs.left_out)}."


def _of(count: int, draws: int) -> str:
    return f"all {draws}" if count == draws else f"{count} of {draws}"


def _by(low: float, high: float) -> str:
    """Say between what a difference lies: "by 27 to 69 points"."""
    least, most = round(100 * low), round(100 * high)
    if least > 0:
        return f"by {least} to {most} points"

    def end(points: int) -> str:
        return f"{abs(points)} {'more' if points > 0 else 'fewer'}" if points else "0"

    return f"by between {end(least)} and {end(most)} points"


def _pairing(comparison: Comparison) -> Iterator[str]:
    """Say what meeting the same luck saved, as measured in these runs."""
    ratios = [each.pairing for each in comparison.differences if each.pairing is not None]
    if not ratios:
        return
    low, high = (roughly(ratio * comparison.replicates) for ratio in (min(ratios), max(ratios)))
    alone = low if low == high else f"{low} to {high}"
    yield (
        f"All plans met the same luck on the same systems: to be as precise, independent runs "
        f"would have needed about {alone} of each plan instead of {comparison.replicates:,}."
    )


def _points(share: float) -> str:
    """Say a bound in points to one decimal, never too low."""
    points = math.ceil(share * 1000 - 1e-9) / 10
    return f"{points:g} percentage {'point' if points == 1 else 'points'}"
