"""What organisations alike say of one whose value is blank: a mean and a spread by type.

The like of an organisation are those of its type.  A type of which few are known borrows from all
that are known, and these from what the scenario says of the type: each wider group counts as
`ALIKE` organisations.  How far such a mean is known is part of what is not known, so each drawn
system has means of its own.

Source: normal means with a normal prior, in two levels (Gelman et al. 2013, Bayesian Data Analysis,
section 5.4), with the variance shrunk in the same way.
"""

from dataclasses import dataclass

import numpy as np

from sim.networks.system import Flags, Floats, Whole
from sim.params.system import ALIKE


@dataclass(frozen=True, slots=True)
class Likes:
    """What is known of the K types in one column.

    overall  mean of all that are known, less what the scenario says of each; shrunk towards 0
    sums     float64[K], the same summed over each type
    known    float64[K], how many of each type are known
    spread   standard deviation within a type
    prior    as how many organisations the scenario counts for the mean of all
    """

    overall: float
    sums: Floats
    known: Floats
    spread: float
    prior: float

    @property
    def shifts(self) -> Floats:
        """Best guess of each type's mean, less what the scenario says; float64[K]."""
        return (ALIKE * self.overall + self.sums) / (ALIKE + self.known)

    def drawn(self, scores: Floats) -> Floats:
        """Draw the same as far as it is known; float64[K].

        scores  float64[1 + K], standard normal: for the mean of all, and for that of each type
        """
        of_all = self.overall + scores[0] * self.spread / np.sqrt(self.prior + self.known.sum())
        centre = (ALIKE * of_all + self.sums) / (ALIKE + self.known)
        return centre + scores[1:] * self.spread / np.sqrt(ALIKE + self.known)


def likes_of(
    values: Floats, known: Flags, usual: Floats, type: Whole, spread: float, prior: float = ALIKE
) -> Likes:
    """Learn the means of types from the values that are known.

    values  float64[N]; those not known are not read
    usual   float64[N]  what the scenario says of each
    spread  standard deviation within a type that the scenario says
    """
    kinds = int(type.max()) + 1
    off = (values - usual)[known]
    of = type[known]
    sums = np.bincount(of, off, kinds).astype(np.float64)
    counts = np.bincount(of, minlength=kinds).astype(np.float64)
    overall = float(off.sum()) / (prior + len(off))
    first = Likes(overall, sums, counts, spread, prior)
    squares = float(((off - first.shifts[of]) ** 2).sum())
    within = np.sqrt((ALIKE * spread**2 + squares) / (ALIKE + len(off)))
    return Likes(overall, sums, counts, float(within), prior)
