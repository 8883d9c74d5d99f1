"""Waves of settings that move towards those that fit, each weighed by how well it does.

The first wave is drawn from what is thought beforehand.  Then the curves are taken to follow the
settings in straight lines; what was observed then says
where to look next, as a Kalman filter would (Iglesias, Law & Stuart 2013, Inverse Problems 29).
That is only where to look: all sets of all waves count in the end, each weighed by its likelihood
and by how likely any wave was to draw it, so that where the waves looked more often does not count
twice (adaptive multiple importance sampling with a defensive mixture: Cornuet et al. 2012,
Scandinavian Journal of Statistics 39(4); Owen & Zhou 2000, Journal of the American Statistical
Association 95).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import numpy as np
from scipy.linalg import solve_triangular
from scipy.special import logsumexp

from sim.networks.system import Floats, Whole
from sim.study.calibration.likelihood import (
    GROUPS_ALIKE,
    LASTING,
    SIZES,
    Luck,
    Target,
    log_likelihoods,
    luck_of,
)
from sim.study.calibration.prior import Prior, spread_points

FIRST, MORE, MOST = 1000, 500, 4  # sets of the first wave, of each other, and waves
WANTED = 100.0  # effective sample size at which no more waves are run
BEYOND = 3.0  # standard errors by which a number must go with a date to have a slope
MOST_OF = 5.0  # sets for each slope
RIDGE = 3.0  # sets by which no slope at all is believed beforehand

# values -> share of each run at each date, float64[S, R, D], and the size of each date's group
Simulate = Callable[[Floats], tuple[Floats, Floats]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a wave is drawn: a normal distribution of points.

    mean   float64[dimensions]; root float64[dimensions, dimensions] of the covariance
    draws  how many sets
    """

    mean: Floats
    root: Floats
    draws: int

    def drawn(self, random: np.random.Generator) -> Floats:
        """Draw points; float64[draws, dimensions]."""
        points = spread_points(self.draws, len(self.mean), random)
        found: Floats = self.mean + points @ self.root.T
        return found

    def log_ratio(self, points: Floats) -> Floats:
        """Log density relative to what is thought beforehand; float64[S]."""
        scaled = solve_triangular(self.root, (points - self.mean).T, lower=True)
        found: Floats = (
            0.5 * (points**2).sum(axis=1)
            - 0.5 * (scaled**2).sum(axis=0)
            - np.log(np.diagonal(self.root)).sum()
        )
        return found


def as_thought(dimensions: int, draws: int) -> Proposal:
    """Draw a wave from what is thought beforehand."""
    return Proposal(np.zeros(dimensions), np.eye(dimensions), draws)


@dataclass(slots=True)
class Weighed:
    """All sets of all waves so far.

    points  float64[S, dimensions]
    runs    float64[S, R, D]  share of each run at each date
    sizes   float64[D]  organisations in the group of each date
    waves   where each was drawn
    target  what was observed
    """

    points: Floats
    runs: Floats
    sizes: Floats
    waves: list[Proposal]
    target: Target
    shares: Floats = field(init=False)
    luck: Luck = field(init=False)
    logs: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Weigh all sets: their mean, how much luck there is, and how well each fits."""
        self.shares = self.runs.mean(axis=1)
        self.luck = luck_of(self.runs, self.sizes)
        self.logs = log_likelihoods(self.target, self.shares, self.luck)

    def and_more(self, points: Floats, runs: Floats, wave: Proposal) -> "Weighed":
        """Add a wave."""
        return Weighed(
            np.concatenate([self.points, points]), np.concatenate([self.runs, runs]), self.sizes,
            [*self.waves, wave], self.target,
        )  # fmt: skip

    @property
    def log_weights(self) -> Floats:
        """Log weight of each set, averaged over the discrepancies; float64[S]."""
        total = sum(wave.draws for wave in self.waves)
        ratios = [np.log(wave.draws / total) + wave.log_ratio(self.points) for wave in self.waves]
        found: Floats = logsumexp(self.logs, axis=1) - logsumexp(ratios, axis=0)
        return found

    @property
    def weights(self) -> Floats:
        """Weights that sum to 1; float64[S]."""
        return normalised(self.log_weights)

    @property
    def effective(self) -> float:
        """Effective sample size (Kong, Liu & Wong 1994)."""
        return effective(self.weights)


def normalised(logs: Floats) -> Floats:
    """Turn log weights into weights that sum to 1."""
    found: Floats = np.exp(logs - logsumexp(logs))
    return found


def effective(weights: Floats) -> float:
    """Return the effective sample size: equal weights give the number of sets."""
    return float(1.0 / (weights**2).sum())


def run_waves(
    prior: Prior,
    target: Target,
    simulate: Simulate,
    seed: int,
    unread: Collection[str] = (),
    first: int = FIRST,
    more: int = MORE,
    most: int = MOST,
) -> Weighed:
    """Run waves until enough sets count; the first of `first` sets, up to `most` in all.

    unread  keys that no run reads, and that waves therefore leave as thought beforehand
    """
    read = np.array(
        [k for k in range(prior.dimensions) if {*prior.keys[k : k + 1]}.isdisjoint(unread)]
    )
    random = np.random.default_rng([seed, 0xCA11B])
    wave = as_thought(prior.dimensions, first)
    points = wave.drawn(random)
    runs, sizes = simulate(prior.values(points))
    found = Weighed(points, runs, sizes, [wave], target)
    for _ in range(most - 1):
        wave = _next(found, target, read, more)
        points = wave.drawn(random)
        runs, _ = simulate(prior.values(points))
        found = found.and_more(points, runs, wave)
        if found.effective >= WANTED:
            break
    return found


def _next(found: Weighed, target: Target, read: Whole, draws: int) -> Proposal:
    """Draw the next wave where straight lines through all sets lead.

    On the scale of arcsin(sqrt(share)) both luck and what the model leaves out are as large
    everywhere.  Only numbers that go with a date beyond noise have a slope; what slopes leave
    unexplained is taken to be larger than it is among these sets (cross-validation).

    read  int64[m]  numbers of the points that runs read
    """
    size = len(found.points)
    weights = np.full(size, 1.0 / size)
    heights = _scaled(found.shares)
    middle = weights @ heights
    above = heights - middle
    moving = read[_moving(found.points[:, read], above, weights, size)]
    points, count = found.points[:, moving], len(moving)
    centre = weights @ points
    away = points - centre
    square = size * (away * weights[:, None]).T @ away
    inverse = np.linalg.inv(square + RIDGE * np.eye(count))
    slopes = inverse @ (size * (away * weights[:, None]).T @ above)  # [count, D]
    left = above - away @ slopes
    used = min(0.8, float(np.trace(inverse @ square)) / size)  # of the sets, by as many slopes
    spread = (left * weights[:, None]).T @ left / (1 - used) ** 2 + _missed(target)
    start = middle - centre @ slopes
    gain = slopes @ np.linalg.inv(slopes.T @ slopes + spread)
    covariance = np.eye(count) - gain @ slopes.T
    mean, root = np.zeros(found.points.shape[1]), np.eye(found.points.shape[1])
    mean[moving] = gain @ (_scaled(target.shares) - start)
    root[np.ix_(moving, moving)] = np.linalg.cholesky((covariance + covariance.T) / 2)
    return Proposal(mean, root, draws)


def _moving(points: Floats, above: Floats, weights: Floats, size: float) -> Whole:
    """Find the numbers that go with a date beyond noise, at most as many as the sets allow."""
    away = points - weights @ points
    by = (away * weights[:, None]).T @ above
    sds = np.sqrt(np.outer(weights @ away**2, weights @ above**2)) + 1e-12
    alike = (np.abs(by) / sds).max(axis=1) * np.sqrt(size)
    order = np.argsort(-alike, kind="stable")[: max(1, int(size / MOST_OF))]
    return np.sort(order[alike[order] > BEYOND])


def _scaled(shares: Floats) -> Floats:
    found: Floats = np.arcsin(np.sqrt(np.clip(shares, 0.0, 1.0)))
    return found


def _missed(target: Target) -> Floats:
    """Covariance of what the model leaves out, on that scale; float64[D, D]."""
    apart = np.abs(np.subtract.outer(target.months, target.months))
    same = np.where(np.equal.outer(target.group, target.group), 1.0, GROUPS_ALIKE)
    size, lasts = np.median(SIZES), np.mean(LASTING)
    found: Floats = size**2 * same * np.exp(-apart / lasts) + 1e-5 * np.eye(len(apart))
    return found
