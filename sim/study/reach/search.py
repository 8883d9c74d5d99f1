"""Which amounts of money are tried next, and which of those tried is the least that will do.

A chance may fall with more money (help is crowded, places have a cap), so no law is taken for
granted: amounts from none to the most are tried first, then those around the first that does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.outcomes.intervals import Interval
from sim.study.reach.ladder import NOTHING, Ladder

CLOSE = 2  # places: nearer than this the ends of a range are not looked for
NEAR_PEAK = 2  # places: nearer than this the highest chance is not looked for
HIDDEN = 0.1  # by which a chance may be higher between the amounts that were tried

Known = Mapping[int, Interval]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The least amount that was tried and will do.

    place  of that amount
    low    lowest place whose chance cannot be told from the wanted one, or is above it
    high   lowest place, from there on, whose chance is clearly as high as wanted; None if none is
    again  lowest place above at which the chance is clearly too low again; None if at none
    """

    place: int
    low: int
    high: int | None
    again: int | None


def next_places(known: Known, ladder: Ladder, wanted: float) -> list[int]:
    """List the places to be tried next; none if nothing more is to be learned.

    known   place -> chance there, of one plan
    wanted  chance, 0 to 1
    """
    missing = [place for place in ladder.first if place not in known]
    if missing:
        return missing
    found = crossing(known, wanted)
    if found is None:
        return _around_peak(known, ladder, wanted)
    if found.place == NOTHING:
        return []
    middle = _before(known, ladder, found.place, 1)
    if middle is not None:
        return [middle]
    ends = (found.low, found.high if found.high is not None else found.place)
    middles = [_before(known, ladder, each, CLOSE) for each in ends]
    return sorted({each for each in middles if each is not None})


def crossing(known: Known, wanted: float) -> Crossing | None:
    """Find the least amount of those tried that will do; None if none will."""
    places = sorted(known)
    enough = [place for place in places if known[place].mean >= wanted]
    if not enough:
        return None
    place = enough[0]
    return crossing_at(known, wanted, place)


def crossing_at(known: Known, wanted: float, place: int) -> Crossing:
    """Say how well an amount is known to be the least, from all that were tried."""
    places = sorted({*known, place})
    above = [each for each in places if each > place and each in known]
    low = next(each for each in places if each == place or known[each].high >= wanted)
    sure = [each for each in (place, *above) if each in known and known[each].low >= wanted]
    again = [each for each in above if known[each].high < wanted]
    return Crossing(place, low, min(sure, default=None), min(again, default=None))


def peak(known: Known) -> int:
    """Return the place of the highest chance; of several, that of the least money."""
    return max(sorted(known), key=lambda place: known[place].mean)


def _before(known: Known, ladder: Ladder, place: int, near: int) -> int | None:
    """Return the middle between a place and the one that was tried below it, if they are apart."""
    below = [each for each in known if each < place]
    if not below or (below_it := max(below)) + near >= place:
        return None
    return ladder.between(below_it, place)


def _around_peak(known: Known, ladder: Ladder, wanted: float) -> list[int]:
    """Look around the highest chance if the wanted one may be near it."""
    top = peak(known)
    if known[top].high + HIDDEN < wanted:
        return []
    above = [each for each in known if each > top]
    pairs = [(top, min(above))] if above else []
    below = [each for each in known if each < top]
    pairs += [(max(below), top)] if below else []
    middles = [ladder.between(*pair) for pair in pairs if pair[1] - pair[0] > NEAR_PEAK]
    return sorted(each for each in middles if each is not None and each not in known)
