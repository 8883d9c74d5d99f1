"""Intervals of means and ratios over replicates, with the system draws as clusters.

Replicates on one drawn system share its traits and ties, so they are not independent.  The draws
are independent: an interval is built from one total per draw (cluster), and has as many degrees of
freedom as there are draws, less one.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

LEVEL = 0.95  # of an interval, unless stated otherwise
CLUSTERS_KEPT, MOST_KEPT = 16, 4096  # how many are kept, of so many entries at most: 3 MB
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean, and the range that contains the true one at the stated level.

    Attributes
    ----------
    mean : float
        In the unit of the values.
    low, high : float
        The same unit; infinite where one replicate, or one batch, says nothing about the rest.
    level : float
        Chance that such a range contains the true mean, 0 to 1.
    clusters : int
        Number of system draws; 1 means that it is valid for this one system only.
    """

    mean: float
    low: float
    high: float
    level: float
    clusters: int

    @property
    def half_width(self) -> float:
        """Half of the range, in the unit of the values."""
        return (self.high - self.low) / 2

    @property
    def excludes_zero(self) -> bool:
        """Whether the whole range is on one side of zero."""
        return self.low > 0 or self.high < 0


def within(interval: Interval, low: float, high: float) -> Interval:
    """Limit an interval to the possible values of its quantity.

    With few systems Student's t reaches beyond them. The part cut off contains no possible value.
    An unknown range stays unknown.

    Parameters
    ----------
    interval : Interval
        To limit.
    low, high : float
        Limits, in the unit of the values.

    Returns
    -------
    Interval
        The same mean, with ends within the limits.
    """
    if not np.isfinite(interval.half_width):
        return interval
    return replace(interval, low=max(interval.low, low), high=min(interval.high, high))


def mean_interval(
    values: ArrayLike, clusters: ArrayLike, level: float = LEVEL, sizes: ArrayLike | None = None
) -> Interval:
    """Mean over replicates, with an interval that treats system draws as clusters.

    The variance is that of `half_widths`.

    Parameters
    ----------
    values : float[n]
        One entry per replicate, or per batch: then its sum over the replicates.
    clusters : int[n]
        System draw of each entry; if all are the same, each entry is its own cluster.
    level : float
        0 to 1.
    sizes : int[n], optional
        Replicates in each entry; one each if absent.

    Returns
    -------
    Interval
        Infinite where there is only one entry.
    """
    entries = np.asarray(values, float)
    count = len(entries) if sizes is None else np.asarray(sizes).sum()
    mean = float(entries.sum() / count)
    half = float(half_widths(entries, clusters, level, sizes))
    return Interval(mean, mean - half, mean + half, level, len(np.unique(np.asarray(clusters))))


def ratio_interval(
    numerators: ArrayLike,
    denominators: ArrayLike,
    clusters: ArrayLike,
    level: float = LEVEL,
    sizes: ArrayLike | None = None,
) -> Interval | None:
    """Ratio of two sums over replicates, with its interval.

    Parameters
    ----------
    numerators, denominators : float[n]
        One entry per replicate, or per batch.
    clusters, level, sizes
        As in `mean_interval`.

    Returns
    -------
    Interval or None
        None where the denominators sum to 0.
    """
    values = ratio_values(numerators, denominators, sizes)
    return None if values is None else mean_interval(values, clusters, level, sizes)


def ratio_values(
    numerators: ArrayLike, denominators: ArrayLike, sizes: ArrayLike | None = None
) -> Floats | None:
    """Return values with the ratio of the sums as mean and the ratio's spread as spread.

    So `mean_interval` also gives the interval of a ratio, or of a difference of two paired ratios.

    Parameters
    ----------
    numerators : float[n] or float[n, ...]
        One column for each ratio.
    denominators : float[n]
        The same for all columns.
    sizes : int[n], optional
        Replicates in each entry; one each if absent.

    Returns
    -------
    ndarray or None
        Of the shape of `numerators`. None where the denominators sum to 0: such a ratio is missing,
        not 0.

    References
    ----------
    First-order (Taylor) linearisation of a ratio of sums, Cochran (1977), section 2.11.
    """
    above, below = np.asarray(numerators, float), np.asarray(denominators, float)
    if below.sum() == 0:
        return None
    each = np.ones(len(above)) if sizes is None else np.asarray(sizes, float)
    stretch = each.sum() / below.sum()
    ratio = above.sum(axis=0) / below.sum()
    per_entry = (-1, *[1] * (above.ndim - 1))
    each, below = each.reshape(per_entry), below.reshape(per_entry)
    return _linearised(ratio, stretch, above, below, each)


def ratios_at_once(
    numerators: Floats, denominators: Floats, sizes: Whole | None = None
) -> list[Floats | None]:
    """Return what `ratio_values` does for each of several ratios, bit for bit, in one go.

    Parameters
    ----------
    numerators, denominators : float64[K, n]
        A row for each ratio.
    sizes : int[n], optional
        Replicates in each entry, the same for all; one each if absent.

    Returns
    -------
    list of ndarray or None
        For each of the K ratios; None where its denominators sum to 0.
    """
    sums = denominators.sum(axis=1)
    there = sums != 0
    above, below, sums = numerators[there], denominators[there], sums[there, None]
    each = np.ones(above.shape[1]) if sizes is None else np.asarray(sizes, float)
    ratio = above.sum(axis=1)[:, None] / sums
    rows = iter(_linearised(ratio, each.sum() / sums, above, below, each))
    return [next(rows) if known else None for known in there.tolist()]


def _linearised(ratio: Any, stretch: Any, above: Floats, below: Floats, each: Floats) -> Floats:
    values: Floats = each * ratio + (above - ratio * below) * stretch
    return values


def half_widths(
    values: ArrayLike, clusters: ArrayLike, level: float, sizes: ArrayLike | None = None
) -> Floats:
    """Half-width of the interval of each column's mean.

    With p_g the cluster's part of all replicates and e_g its total of deviations from the mean, the
    variance is sum e_g^2 / (1 - p_g) / R^2. For clusters of equal size this is the familiar
    G/(G-1) sum e_g^2 / R^2 with Student's t at G - 1 degrees of freedom. The correction for unequal
    sizes keeps a last, partly filled draw from making the interval too short.

    Parameters
    ----------
    values : float[n] or float[n, ...]
        One row for each entry.
    clusters, level, sizes
        As in `mean_interval`.

    Returns
    -------
    ndarray
        float[...], one for each column; infinite where there is only one cluster.

    References
    ----------
    Bell & McCaffrey (2002), Survey Methodology 28(2), for a model with only a mean.
    """
    entries = np.asarray(values, float)
    each = np.ones(len(entries)) if sizes is None else np.asarray(sizes, float)
    sort = _clustered if len(entries) <= MOST_KEPT else _clustered.__wrapped__
    found = sort(np.asarray(clusters, np.int64).tobytes(), each.tobytes(), level)
    if len(found.starts) < 2:
        return np.full(entries.shape[1:], np.inf)
    replicates = each.sum()
    weights = each.reshape(-1, *[1] * (entries.ndim - 1))
    deviations = entries - weights * (entries.sum(axis=0) / replicates)
    totals = np.add.reduceat(deviations[found.order], found.starts, axis=0) / replicates
    variance = np.tensordot(found.weights, totals**2, axes=1)
    return np.asarray(found.quantile * np.sqrt(variance), float)


class _Clusters(NamedTuple):
    """What half-widths need to know of G clusters of n entries; nothing changes it.

    order     int64[n]    entries, cluster by cluster
    starts    int64[G]    where each cluster begins among them
    weights   float64[G]  of the squared totals
    quantile  of Student's t
    """

    order: Whole
    starts: Whole
    weights: Floats
    quantile: float


@lru_cache(CLUSTERS_KEPT)
def _clustered(clusters: bytes, sizes: bytes, level: float) -> _Clusters:
    """Sort entries by cluster, or give it again: cells of a sweep mostly have the same."""
    from scipy.special import stdtrit

    each = np.frombuffer(sizes)
    numbers, cluster = np.unique(np.frombuffer(clusters, np.int64), return_inverse=True)
    if len(numbers) < 2:
        cluster = np.arange(len(each))
    order = np.argsort(cluster, kind="stable")
    starts = np.flatnonzero(np.diff(cluster[order], prepend=-1))
    if len(starts) < 2:
        return _Clusters(order, starts, np.empty(0), np.inf)
    parts = np.add.reduceat(each[order], starts) / each.sum()
    quantile = float(stdtrit(_degrees_of_freedom(parts), 0.5 + level / 2))
    return _Clusters(order, starts, 1 / (1 - parts), quantile)


def _degrees_of_freedom(parts: Floats) -> float:
    """Degrees of freedom of the variance by Satterthwaite; G - 1 for clusters of equal size."""
    crossed = parts**2 / (1 - parts)
    return float(1 / (np.sum(parts**2) + crossed.sum() ** 2 - np.sum(crossed**2)))
