"""What varies: numbers with a range, and causes that the numbers of a group share.

A point has a share from 0 to 1 for each.  In a group the normal scores of two numbers correlate, as
in the sets of assumptions: the common cause is an input of its own, and so is the rest of each
number.  All inputs are then independent, as Sobol' indices need them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.outcomes.intervals import Floats
from sim.params.distributions import Distribution

LEAST = 1e-9  # keeps the normal quantile of a share finite
GRID = np.linspace(0, 1, 2001)  # of shares, to find the one at which a value stands


@dataclass(frozen=True)
class Space:
    """The inputs, and what they come to.

    names    of the inputs: dotted keys, and groups, for the cause that their numbers share
    numbers  key -> distribution: of all that some input moves
    usual    key -> the value that it has in the plans
    """

    names: tuple[str, ...]
    numbers: Mapping[str, Distribution]
    usual: Mapping[str, float]

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys that some input moves."""
        wanted = set(self.names)
        return tuple(
            key for key, each in self.numbers.items() if key in wanted or each.group in wanted
        )

    def is_cause(self, name: str) -> bool:
        """Whether an input is what the numbers of a group share."""
        return name not in self.numbers

    def only(self, names: Collection[str]) -> "Space":
        """Keep some of the inputs; what no other moves stays as it is in the plans."""
        return replace(self, names=tuple(each for each in self.names if each in names))

    def values(self, points: Floats) -> Floats:
        """Turn points into values.

        points  float64[points, inputs]  shares from 0 to 1; not a number: as in the plans

        Returns
        -------
        float64[points, keys]
        """
        column = {name: place for place, name in enumerate(self.names)}
        found = np.empty((len(points), len(self.keys)))
        for place, key in enumerate(self.keys):
            each = self.numbers[key]
            own = points[:, column[key]] if key in column else np.full(len(points), np.nan)
            as_it_is = np.isnan(own)
            shares = np.where(as_it_is, share_at(each, self.usual[key]), own)
            cause = points[:, column[each.group]] if each.group in column else own * np.nan
            moved = ~np.isnan(cause)
            shares[moved] = _together(shares[moved], cause[moved], each.shared, as_it_is[moved])
            found[:, place] = each.quantile(shares)
            found[as_it_is & ~moved, place] = self.usual[key]
        return found


def _together(own: Floats, cause: Floats, shared: float, as_it_is: np.ndarray) -> Floats:
    """Join the cause of a group and a number's own part.

    A number that is left as it is has that value where the cause is at its middle.
    """
    from scipy.special import ndtr, ndtri

    part = np.where(as_it_is, 1.0, np.sqrt(1 - shared))
    score = np.sqrt(shared) * ndtri(_inside(cause)) + part * ndtri(_inside(own))
    joined: Floats = ndtr(score)
    return joined


def _inside(shares: Floats) -> Floats:
    return np.clip(shares, LEAST, 1 - LEAST)


def share_at(distribution: Distribution, value: float) -> float:
    """Return the share of all values that lie below a value; of a word the middle of its part."""
    values = distribution.quantile(GRID)
    first, last = (np.searchsorted(values, value, side=side) for side in ("left", "right"))
    if last > first + 1:  # a word, or a whole number, has a part of its own
        return float((GRID[first] + GRID[last - 1]) / 2)
    return float(np.interp(value, values, GRID))


def space_of(
    numbers: Mapping[str, Distribution], usual: Mapping[str, float], names: Sequence[str] = ()
) -> Space:
    """Make the inputs of some numbers: each of them, and the causes that two or more share.

    names  of inputs, if not all are meant; a group among them is its cause
    """
    groups = [each.group for each in numbers.values() if each.shared > 0]
    causes = tuple(each for each in dict.fromkeys(groups) if groups.count(each) > 1)
    every = Space((*numbers, *causes), numbers, usual)
    return every.only(names) if names else every
