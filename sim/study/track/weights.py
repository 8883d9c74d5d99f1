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

from sim.networks.system import Flags
from sim.outcomes.intervals import Floats, Whole
from sim.study.track.observed import EVER, Observed

DISCREPANCY = 0.03  # [share of organisations]
MEMORY = 12.0  # [month]
COUNTING = 0.5  # [organisations]
TINY = 1e-12  # keeps a matrix that rounding made singular positive
NEAR = 3.0  # standard deviations within which a run comes near
NEGLIGIBLE = 0.002  # of all weight, for the sets of assumptions that fit worst


def fits(observed: Observed, curves: Floats, discrepancy: float = DISCREPANCY) -> Floats:
    """Return the log-likelihood of each run, up to a constant; float64[P].

    curves  float64[P, T + 1]  share live
    """
    misses = curves[:, observed.months] - observed.shares
    root = np.linalg.cholesky(_of_counts(observed, discrepancy))
    scaled = np.linalg.solve(root, misses.T)
    found: Floats = -0.5 * (scaled**2).sum(axis=0)
    return found


def foretold(
    observed: Observed, curves: Floats, seed: int, discrepancy: float = DISCREPANCY
) -> Floats:
    """Turn runs into what would be counted: a run that missed by some still does so for a while.

    Each run has a difference of its own, drawn given what was seen; counts are whole numbers. The
    same runs of another plan have the same differences.

    curves  float64[P, T + 1]  share live

    Returns
    -------
    float64[P, T + 1]
    """
    months = np.arange(curves.shape[1])
    to_seen = _alike(months, observed.months, discrepancy)
    gain = np.linalg.solve(_of_counts(observed, discrepancy), to_seen.T)
    expected = (observed.shares - curves[:, observed.months]) @ gain
    left = _alike(months, months, discrepancy) - to_seen @ gain
    left[np.diag_indices_from(left)] += TINY
    random = np.random.default_rng(seed).standard_normal(curves.shape)
    counted = (curves + expected + random @ np.linalg.cholesky(left).T) * observed.organisations
    shares: Floats = np.clip(np.rint(counted) / observed.organisations, 0.0, 1.0)
    if observed.measure == EVER:  # nobody is live for the first time twice
        shares[:, observed.last :] = np.maximum(shares[:, observed.last :], observed.shares[-1])
        shares = np.maximum.accumulate(shares, axis=1)
    return shares


def _alike(one: Whole, other: Whole, discrepancy: float) -> Floats:
    """Covariance of the differences in months; float64[one, other]."""
    apart = np.abs(np.subtract.outer(one, other))
    found: Floats = discrepancy**2 * np.exp(-apart / MEMORY)
    return found


def _of_counts(observed: Observed, discrepancy: float) -> Floats:
    """Covariance of what was counted, given a run; float64[J, J]."""
    found = _alike(observed.months, observed.months, discrepancy)
    found[np.diag_indices_from(found)] += (COUNTING / observed.organisations) ** 2
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
    return int(_near(observed, curves, discrepancy).all(axis=1).sum())


def worst_date(observed: Observed, curves: Floats, discrepancy: float = DISCREPANCY) -> int:
    """Return the place of the date to which fewest runs come near; of several the last."""
    come_near = _near(observed, curves, discrepancy).sum(axis=0)
    return len(come_near) - 1 - int(np.argmin(come_near[::-1]))


def _near(observed: Observed, curves: Floats, discrepancy: float) -> Flags:
    """Whether each run comes near to what was seen in each month; bool[P, J]."""
    each = np.sqrt(discrepancy**2 + (COUNTING / observed.organisations) ** 2)
    found: Flags = np.abs(curves[:, observed.months] - observed.shares) <= NEAR * each
    return found


def quantiles(curves: Floats, levels: Sequence[float], weights: Floats | None = None) -> Floats:
    """Return weighted quantiles by month; float64[levels, T + 1].

    curves   float64[P, T + 1]
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
