"""Draws the curves of a family that fit what was seen, as often as they fit.

Least squares alone would say too much: a curve of three or four numbers goes through five dates in
many ways, and most of them end elsewhere (Van den Bulte & Lilien 1997, Marketing Science 16(4)).
So curves are drawn from their likelihood with the size of the misses unknown, within wide limits:
rates, the share at the first date and the misses uniform in their logarithms, the ceiling uniform
between the last share that was seen and everybody.  The draws are those of chains that learn their
steps from one another (ter Braak 2006, Statistics and Computing 16, differential evolution).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from sim.outcomes.intervals import Floats
from sim.study.forecasting.curves import Shape

CHAINS, STEPS, KEPT = 100, 1500, 10  # kept: draws of each chain
TRIED = 40  # beginnings for each chain, of which the best is taken
JUMPS = 10  # every how many steps a chain may change place with another hill
SMALL = 1e-4  # of the width of the limits: added to each step
FIRST = 1e-5  # lowest share of the ceiling at the first date
MISSES = (0.005, 0.1)  # [share] smallest and largest standard deviation of a miss
LogDensity = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Fit:
    """Curves that fit, all equally likely.

    rates     float64[rates, draws]  per year
    begin     float64[draws]         share of the ceiling at the first date
    ceilings  float64[draws]         share of organisations
    misses    float64[draws]         standard deviation of what was seen around the curve; share
    """

    shape: Shape
    rates: Floats
    begin: Floats
    ceilings: Floats
    misses: Floats

    def curves(self, years: Floats) -> Floats:
        """Return the curves at years since the first date; float64[draws, dates]."""
        found: Floats = self.ceilings[:, None] * self.shape.curve(self.rates, self.begin, years)
        return found


def fitted(shape: Shape, years: Floats, shares: Floats, random: Generator) -> Fit:
    """Draw curves that fit.

    years   float64[J]  since the first date, from 0
    shares  float64[J]
    """

    def as_fit(points: Floats) -> Fit:
        *rates, begin, misses = np.exp(points[:, :-1].T)
        return Fit(shape, np.array(rates), begin, points[:, -1], misses)

    def log_density(points: Floats) -> Floats:
        fit = as_fit(points)
        scaled = (fit.curves(years) - shares) / fit.misses[:, None]
        found: Floats = -0.5 * (scaled**2).sum(axis=1) - len(shares) * np.log(fit.misses)
        return found

    return as_fit(chained(log_density, limits_of(shape, shares), random))


def limits_of(shape: Shape, shares: Floats) -> Floats:
    """Return the limits of the numbers of a curve.

    Returns
    -------
    float64[numbers, 2]
        Logarithms of each rate, of the share at the first date and of a miss; then the ceiling.
    """
    logs = np.log([*shape.rates, (FIRST, 0.999), MISSES])
    highest = float(min(shares.max(), 0.999))
    return np.array([*logs.tolist(), (highest, 1.0)])


def chained(log_density: LogDensity, limits: Floats, random: Generator) -> Floats:
    """Draw points within limits as often as their density says.

    log_density  of points float64[chains, numbers], up to a constant: float64[chains]
    limits       float64[numbers, 2]

    Returns
    -------
    float64[CHAINS * KEPT, numbers]
    """
    low, high = limits.T
    tried = random.uniform(low, high, (CHAINS * TRIED, len(limits)))
    # The best of each handful, so that chains begin apart
    logs = log_density(tried).reshape(CHAINS, TRIED)
    now = tried.reshape(CHAINS, TRIED, -1)[np.arange(CHAINS), logs.argmax(axis=1)]
    here = logs.max(axis=1)
    usual = 2.38 / np.sqrt(2 * len(limits))
    kept = []
    for step in range(STEPS):
        one, other = _two_others(random)
        stride = 1.0 if step % JUMPS == 0 else usual
        proposed = now + stride * (now[one] - now[other])
        proposed += SMALL * (high - low) * random.standard_normal(now.shape)
        inside = ((proposed >= low) & (proposed <= high)).all(axis=1)
        there = np.where(inside, log_density(np.clip(proposed, low, high)), -np.inf)
        moves = np.log(random.uniform(size=CHAINS)) < there - here
        now = np.where(moves[:, None], proposed, now)
        here = np.where(moves, there, here)
        if step >= STEPS // 2 and (step + 1) % (STEPS // 2 // KEPT) == 0:
            kept.append(now)
    return np.concatenate(kept)


def _two_others(random: Generator) -> tuple[np.ndarray, np.ndarray]:
    """Choose two other chains for each chain, different from it and from one another."""
    chains = np.arange(CHAINS)
    first = random.integers(1, CHAINS, CHAINS)
    second = random.integers(1, CHAINS - 1, CHAINS)
    second += second >= first
    return (chains + first) % CHAINS, (chains + second) % CHAINS
