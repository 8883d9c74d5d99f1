"""What is thought of each key before the curve is seen, and settings drawn from it.

A set of settings is a point of independent standard normal numbers; a common cause makes those of
a group alike, and each becomes a value by the quantiles of its distribution.  Waves then move in
the space of those numbers, where what is thought beforehand has one plain form.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from sim.networks.system import Floats
from sim.params.distributions import Distribution


@dataclass(frozen=True, slots=True)
class Prior:
    """What is thought beforehand.

    distributions  by key, in order
    """

    distributions: Mapping[str, Distribution]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that vary."""
        return tuple(self.distributions)

    def values(self, points: Floats) -> Floats:
        """Turn points into values.

        points  float64[S, dimensions]  standard normal

        Returns
        -------
        float64[S, keys]
        """
        shares = self.shares(points)
        each = [one.quantile(shares[:, k]) for k, one in enumerate(self.distributions.values())]
        return np.stack(each, axis=1) if each else np.empty((len(points), 0))

    def shares(self, points: Floats) -> Floats:
        """Return which share of what is thought lies below each value; float64[S, keys].

        Even from 0 to 1 beforehand, also for whole numbers and words.
        """
        found: Floats = ndtr(self._correlated(points))
        return found

    @property
    def dimensions(self) -> int:
        """Numbers of a point: one for each key, and one for each common cause."""
        return len(self.distributions) + len(self._causes())

    def _causes(self) -> list[str]:
        groups = (each.group for each in self.distributions.values() if each.shared > 0)
        return sorted({each for each in groups if each})

    def _correlated(self, points: Floats) -> Floats:
        """Make the numbers of a group alike; each stays standard normal."""
        causes = self._causes()
        own = points[:, : len(self.distributions)].copy()
        for k, each in enumerate(self.distributions.values()):
            if each.group in causes and each.shared > 0:
                cause = points[:, len(self.distributions) + causes.index(each.group)]
                own[:, k] = np.sqrt(1 - each.shared) * own[:, k] + np.sqrt(each.shared) * cause
        return own


def spread_points(draws: int, dimensions: int, random: np.random.Generator) -> Floats:
    """Draw standard normal points that cover each number evenly; float64[draws, dimensions]."""
    slices = np.tile(np.arange(draws), (dimensions, 1))
    slices = random.permuted(slices, axis=1).T
    within = random.uniform(size=(draws, dimensions))
    points: Floats = ndtri((slices + np.clip(within, 1e-9, 1 - 1e-9)) / draws)
    return points
