"""How well each run fits what was seen, and what weighted runs say.

A right run and what was seen may still differ: the model leaves things out, and they last.  The
difference in a month is taken to be normal with a standard deviation of DISCREPANCY (assumed), and
to be much the same in months that are near: correlation falls to 1/e in a year (assumed).  Each
count adds an error of half an organisation, for its date.  A run's weight is its likelihood
(Kennedy & O'Hagan 2001, Journal of the Royal Statistical Society B 63(3), discrepancy; Kong, Liu &
Wong 1994, Journal of the American Statistical Association 89, effective sample size).
"""

from collections.abc import Sequence

import numpy as np

from sim.outcomes.intervals import Floats
from sim.study.track.observed import Observed

DISCREPANCY = 0.03  # [share of organisations]
MEMORY = 12.0  # [month]
COUNTING = 0.5  # [organisations]
NEAR = 3.0  # standard deviations within which a run comes near
NEGLIGIBLE = 0.002  # of all weight, for the sets of assumptions that fit worst


def fits(observed: Observed, curves: Floats, discrepancy: float = DISCREPANCY) -> Floats:
    """Return the log-likelihood of each run, up to a constant; float64[P].

    curves  float[P, T + 1]  share live
    """
    misses = curves[:, observed.months] - observed.shares
    apart = np.abs(np.subtract.outer(observed.months, observed.months))
    covariance = discrepancy**2 * np.exp(-apart / MEMORY)
    covariance[np.diag_indices_from(covariance)] += (COUNTING / observed.organisations) ** 2
    scaled = np.linalg.solve(np.linalg.cholesky(covariance), misses.T.astype(np.float64))
    found: Floats = -0.5 * (scaled**2).sum(axis=0)
    return found


def weights_of(logs: Floats, sets: np.ndarray) -> Floats:
    """Turn log-likelihoods into weights that sum to 1; float64[P].

    Sets of assumptions that hardly count are left out: no other plan needs to be run with them.

    sets  int64[P]  number of the set of each run
    """
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    of_sets = np.bincount(sets, weights)
    order = np.argsort(of_sets, kind="stable")
    hardly = order[np.cumsum(of_sets[order]) <= NEGLIGIBLE]
    weights[np.isin(sets, hardly)] = 0.0
    kept: Floats = weights / weights.sum()
    return kept


def effective(weights: Floats) -> float:
    """Return the effective sample size: equal weights give the number of runs."""
    return float(1.0 / (weights**2).sum())


def near(observed: Observed, curves: Floats, discrepancy: float = DISCREPANCY) -> int:
    """Count the runs that come near to what was seen in each month."""
    each = np.sqrt(discrepancy**2 + (COUNTING / observed.organisations) ** 2)
    misses = np.abs(curves[:, observed.months] - observed.shares)
    return int((misses <= NEAR * each).all(axis=1).sum())


def quantiles(curves: Floats, levels: Sequence[float], weights: Floats | None = None) -> Floats:
    """Return weighted quantiles by month; float64[levels, T + 1].

    curves   float[P, T + 1]
    weights  float64[P], sum 1; None: all runs count the same
    """
    if weights is not None:
        curves, weights = curves[weights > 0], weights[weights > 0]
    else:
        weights = np.full(len(curves), 1.0 / len(curves))
    order = np.argsort(curves, axis=0, kind="stable")
    below = np.cumsum(weights[order], axis=0) - 0.5 * weights[order]
    ranked = np.take_along_axis(curves, order, axis=0)
    found = [np.interp(levels, below[:, t], ranked[:, t]) for t in range(curves.shape[1])]
    return np.array(found).T


def chance(curves: Floats, share: float, month: int, weights: Floats) -> float:
    """Return the chance that at least this share is live by a month."""
    reached = curves[:, month] >= share - 1e-6
    return float(weights[reached].sum())
