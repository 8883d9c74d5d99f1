"""How a dial is read between its levels, fitted to runs along it.

At some places of a dial, the model is run at several settings of the other dials.  A ruler gives
each level a weight at each place.  The weights bring the weighted runs at the levels as close as
possible to the runs at the place.  A ruler can follow what a straight line cannot: steps (a delay
is a whole number of months), saturation, and bends that all settings of the other dials share.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import Floats
from sim.page.grid import Ruler, straight

KEEN = 0.003  # root mean square of shares by which moving a weight by 1 must improve the fit
DIGITS = 6  # of a weight


@dataclass(frozen=True, slots=True)
class Lines:
    """Runs along a dial.

    places    in ascending order, including both ends of the dial
    products  float64[places, places]: mean product of two places' curves over the settings of the
              other dials, series and months
    """

    places: list[float]
    products: Floats


def lines(places: Sequence[float], curves: Floats) -> Lines:
    """Keep the parts of runs along a dial that rulers need.

    curves  float64[places, settings of the other dials, 3, T + 1]
    """
    flat = curves.reshape(len(places), -1)
    return Lines(list(places), flat @ flat.T / flat.shape[1])


def ruler(own: Lines, levels: Sequence[float]) -> Ruler:
    """Fit the weights of levels; every level is one of the places of the lines.

    Least squares, pulled towards the straight line between the neighbouring levels by KEEN.  The
    weights of a place sum to 1.  At a level, that level alone counts.

    Source: Hoerl & Kennard (1970), ridge regression, with one condition (Lagrange).
    """
    at = [own.places.index(each) for each in levels]
    lean = straight(levels, own.places)
    pull = own.products[np.ix_(at, at)] + KEEN**2 * np.eye(len(at))
    missed = own.products[:, at] - lean @ own.products[np.ix_(at, at)]
    free = np.linalg.solve(pull, missed.T)
    even = np.linalg.solve(pull, np.ones(len(at)))
    moved = (free - np.outer(even, free.sum(axis=0) / even.sum())).T
    weights = np.round(lean + moved, DIGITS) + 0.0  # turns -0 into 0
    return Ruler(own.places, np.asarray(weights, np.float64))


def distance(own: Lines, levels: Sequence[float]) -> float:
    """Mean square distance over the dial between the runs and the values from the levels."""
    at = [own.places.index(each) for each in levels]
    left = np.eye(len(own.places))
    left[:, at] -= ruler(own, levels).weights
    squares = np.einsum("pi,ij,pj->p", left, own.products, left)
    return float(np.trapezoid(squares, own.places) / (own.places[-1] - own.places[0]))


def next_level(own: Lines, levels: Sequence[float]) -> tuple[float, float | None]:
    """Return the best gain in mean square from one more level, and that level, if any is left."""
    now = distance(own, levels)
    left = [
        (now - distance(own, sorted([*levels, place])), place)
        for place in own.places
        if place not in levels
    ]
    return max(left, default=(0.0, None))
