"""Pools what several experts believe of one number into one distribution."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sim.params.distributions import Distribution, Floats
from sim.study.experts.judgements import Judgement

BEYOND = 0.1  # of the span of all that was said: how far a tail reaches beyond it (Cooke 1991)


@dataclass(frozen=True, slots=True)
class Pooled:
    """A distribution that several experts gave together.

    at       values at which the pooled belief bends, ascending; logarithms if `log`
    shares   of the pooled belief below each, from 0 to 1
    log      whether it is straight in the logarithm between them
    experts  how many were asked
    group, shared, whole  as in `Distribution`
    """

    at: tuple[float, ...]
    shares: tuple[float, ...]
    log: bool
    experts: int
    group: str = ""
    shared: float = 0.0
    whole: bool = False

    def quantile(self, u: ArrayLike) -> Floats:
        """Return the values below which the given shares of the pooled belief lie."""
        values = np.interp(np.asarray(u, float), self.shares, self.at)
        values = np.exp(values) if self.log else values
        return np.rint(values) if self.whole else np.asarray(values)


def pooled(
    said: Sequence[Judgement], shipped: Distribution, allowed: tuple[float, float]
) -> Pooled:
    """Pool judgements of one key with equal weights.

    said     by all who were asked about it
    shipped  what is drawn without them: tells whether a third is as likely as three times, and
             which group the number is of
    allowed  ends of what the model allows

    Each expert's belief is spread evenly between neighbouring quantiles.  Beyond the first and the
    last it reaches a tenth further than all that was said, as far as the model allows.  The pool is
    the mean of the experts' shares below each value.

    Sources: Cooke (1991), Experts in Uncertainty; Stone (1961), The opinion pool; O'Hagan et al.
    (2006), Uncertain Judgements (SHELF).
    """
    log = shipped.log and min(value for each in said for value in each.values) > 0
    spoken = [_scaled(each.values, log) for each in said]
    lowest, highest = min(map(min, spoken)), max(map(max, spoken))
    margin = BEYOND * (highest - lowest)
    with np.errstate(divide="ignore"):
        ends = np.log(allowed) if log else np.asarray(allowed, float)
    low, high = max(lowest - margin, ends[0]), min(highest + margin, ends[1])
    curves = [
        _curve(values, each.shares, low, high) for values, each in zip(spoken, said, strict=True)
    ]
    at = np.unique(np.concatenate([values for values, _ in curves]))
    shares = np.mean([np.interp(at, values, shares) for values, shares in curves], axis=0)
    kept = _rising(shares)
    return Pooled(
        tuple(at[kept].tolist()), tuple(shares[kept].tolist()), log, len(said),
        shipped.group, shipped.shared, shipped.whole,
    )  # fmt: skip


def _scaled(values: Sequence[float], log: bool) -> list[float]:
    return [float(np.log(each)) if log else each for each in values]


def _curve(
    values: Sequence[float], shares: Sequence[float], low: float, high: float
) -> tuple[Floats, Floats]:
    """Return one expert's belief from none to all of it.

    Where a quantile is the last value that the model allows, what would lie beyond lies before.
    """
    at, below = list(values), list(shares)
    if low < at[0] and below[0] > 0:
        at, below = [low, *at], [0.0, *below]
    if high > at[-1] and below[-1] < 1:
        at, below = [*at, high], [*below, 1.0]
    below[0], below[-1] = 0.0, 1.0
    return np.array(at), np.array(below)


def _rising(shares: Floats) -> Floats:
    """Leave out values at which nothing is added, at both ends: nobody believes in them."""
    first = np.flatnonzero(shares <= 0)[-1]
    last = np.flatnonzero(shares >= 1)[0]
    return np.arange(first, last + 1)
