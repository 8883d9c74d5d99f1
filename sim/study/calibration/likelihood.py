"""How well the curve of a set of settings explains what was observed.

What was observed differs from the mean of the runs of a right set by four things:

* what the model leaves out (its discrepancy; Kennedy & O'Hagan 2001): much the same in months that
  are near, and in groups; in proportion to sqrt(4 p (1 - p)), as a miss in timing is.  Its size and
  how long it lasts are not known: each of a few sizes and lengths is as likely as the others
  beforehand, and the curve says which (they are averaged over, not chosen);
* luck of the real system, which is smaller the more organisations it has;
* luck of the few runs that the mean is of;
* the count: of those asked, if the table says how many, otherwise half an organisation.
"""

from dataclasses import dataclass

import numpy as np

from sim.networks.system import Floats, Whole
from sim.study.calibration.series import ObservedSeries

SIZES = (0.02, 0.04, 0.08)  # [share, at half adopted] of the discrepancy
LASTING = (12.0, 36.0)  # [month] until the correlation of the discrepancy falls to 1/e
GROUPS_ALIKE = 0.5  # correlation of the discrepancy in two groups (assumed)
UNLIKE = 0.02  # part of luck that no two dates share: keeps a matrix positive
LEAST_ROOM = 1e-3  # p (1 - p) below which luck says nothing of how dates go together
LEAST = 0.2  # of the discrepancy at half adopted, however few or many adopted
TINY = 1e-9
NEAR = 3.0  # standard deviations: beyond, a set is ruled out (Pukelsheim 1994)
WIDEST = max(SIZES)


@dataclass(frozen=True, slots=True)
class Target:
    """What is compared, date by date over all groups.

    months  int64[D]    calendar months
    shares  float64[D]  what was observed
    totals  float64[D]  of how many; nan if the table does not say
    group   int64[D]    number of the group
    """

    months: Whole
    shares: Floats
    totals: Floats
    group: Whole


def target_of(observed: ObservedSeries) -> Target:
    """Put the dates of all groups in one row."""
    return Target(
        np.concatenate([each.months for each in observed.series]),
        np.concatenate([each.shares for each in observed.series]),
        np.concatenate([each.totals for each in observed.series]),
        np.repeat(np.arange(len(observed.series)), [len(e.months) for e in observed.series]),
    )


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that the model may leave out.

    size   standard deviation where half adopted
    lasts  [month]
    """

    size: float
    lasts: float


CANDIDATES = tuple(Discrepancy(size, lasts) for size in SIZES for lasts in LASTING)


def discrepancy_shape(share: Floats) -> Floats:
    """Return how large the discrepancy is at a share, relative to that at half."""
    inside = np.clip(share, 0, 1)
    found: Floats = np.maximum(LEAST, np.sqrt(4 * inside * (1 - inside)))
    return found


@dataclass(frozen=True, slots=True)
class Luck:
    """How much runs of one set differ, date by date.

    rates  float64[D]     variance of a run, as a part of p (1 - p)
    alike  float64[D, D]  correlation of the luck of two dates
    sizes  float64[D]     organisations of a run in the group of the date
    runs   of each set
    """

    rates: Floats
    alike: Floats
    sizes: Floats
    runs: int

    def spread(self, share: Floats, totals: Floats) -> Floats:
        """Return the standard deviation by luck of the real system and of the runs together.

        The real system has as many organisations as the table says, else as many as the model.
        """
        real = np.where(np.isfinite(totals), self.sizes / np.maximum(totals, 1), 1.0)
        inside = np.clip(share, 0.0, 1.0)
        parts = np.minimum(real, 1.0) + 1 / self.runs
        found: Floats = np.sqrt(self.rates * inside * (1 - inside) * parts)
        return found


def luck_of(runs: Floats, sizes: Floats) -> Luck:
    """Find how much luck there is from a few runs of each of many sets.

    runs  float64[S, R, D]
    """
    means = runs.mean(axis=1)
    room = means * (1 - means)
    away = (runs - means[:, None]).reshape(-1, runs.shape[2])
    among = runs.shape[1] - 1
    total = np.maximum(room.sum(axis=0), TINY)
    rates = (away**2).sum(axis=0) / among / total
    # What is common to all sets: each date's deviations relative to their own spread
    scaled = away / np.sqrt(np.maximum(np.repeat(room, runs.shape[1], axis=0), LEAST_ROOM))
    products = scaled.T @ scaled
    sds = np.sqrt(np.maximum(np.diagonal(products), TINY))
    alike = (1 - UNLIKE) * products / np.outer(sds, sds)
    alike[np.diag_indices_from(alike)] = 1.0
    return Luck(rates, alike, sizes, runs.shape[1])


def _counting(target: Target, share: Floats, sizes: Floats) -> Floats:
    """Variance of the count; float64[S, D]."""
    inside = np.clip(share, 0.5 / sizes, 1 - 0.5 / sizes)
    asked = inside * (1 - inside) / np.maximum(target.totals, 1)
    plain = (0.5 / sizes) ** 2
    found: Floats = np.where(np.isfinite(target.totals), asked, plain)
    return found


def covariances(target: Target, share: Floats, one: Discrepancy, luck: Luck) -> Floats:
    """Covariance of what is observed around the mean of the runs of each set; float64[S, D, D].

    share  float64[S, D]  mean of the runs
    """
    apart = np.abs(np.subtract.outer(target.months, target.months))
    same = np.where(np.equal.outer(target.group, target.group), 1.0, GROUPS_ALIKE)
    shape = one.size * discrepancy_shape(share)
    found = shape[:, :, None] * shape[:, None, :] * (same * np.exp(-apart / one.lasts))
    by_luck = luck.spread(share, target.totals)
    found += by_luck[:, :, None] * by_luck[:, None, :] * luck.alike
    diagonal = np.arange(len(target.months))
    found[:, diagonal, diagonal] += _counting(target, share, luck.sizes) + TINY
    return found


def log_likelihoods(target: Target, share: Floats, luck: Luck) -> Floats:
    """Return the log-likelihood of each set under each candidate; float64[S, CANDIDATES].

    share  float64[S, D]  mean of the runs
    """
    misses = target.shares - share
    found = np.empty((len(share), len(CANDIDATES)))
    for k, each in enumerate(CANDIDATES):
        root = np.linalg.cholesky(covariances(target, share, each, luck))
        scaled = np.linalg.solve(root, misses[:, :, None])[:, :, 0]
        logs = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
        found[:, k] = -0.5 * (scaled**2).sum(axis=1) - logs
    return found


def implausibility(target: Target, share: Floats, luck: Luck, size: float = WIDEST) -> Floats:
    """Return how many standard deviations each set misses each date by; float64[S, D].

    size  of the discrepancy; the widest that is thought possible rules out fewest
    """
    shape = size * discrepancy_shape(share)
    variances = shape**2 + luck.spread(share, target.totals) ** 2
    variances += _counting(target, share, luck.sizes)
    found: Floats = np.abs(target.shares - share) / np.sqrt(variances)
    return found
