"""Waves of settings that move towards those that fit, each weighed by how well it does.

The first wave is drawn from what is thought beforehand.  Each later one is drawn around the sets
that fit so far, in the few directions in which these differ beyond noise.  All sets of all waves
count in the end, each weighed by its likelihood and by how likely any wave was to draw it, so that
where the waves looked more often does not count twice (adaptive multiple importance sampling with
a defensive mixture: Cornuet et al. 2012, Scandinavian Journal of Statistics 39(4); Owen & Zhou
2000, Journal of the American Statistical Association 95).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from scipy.special import logsumexp

from sim.networks.system import Floats
from sim.study.calibration.likelihood import Luck, Target, log_likelihoods, luck_rate
from sim.study.calibration.prior import Prior, spread_points

FIRST, MORE, MOST = 1200, 600, 5  # sets of the first wave, of each other, and waves
WANTED = 150.0  # effective sample size at which no more waves are run
STEER = 40.0  # effective sample size that a wave is steered by, if need be with softened weights
BEYOND = 2.5  # standard errors by which a direction must differ to be followed
WIDER = 1.5  # variance of a wave beside that of the sets that fit
NARROWEST = 0.05

# values -> (mean share at each date, variance over the runs at each date); float64[S, D] each
Simulate = Callable[[Floats], tuple[Floats, Floats]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a wave is drawn: normal in some directions, as thought beforehand in all others.

    directions  int64[m]; mean float64[m]; root float64[m, m] of the covariance
    draws       how many sets
    """

    directions: np.ndarray
    mean: Floats
    root: Floats
    draws: int

    def drawn(self, dimensions: int, random: np.random.Generator) -> Floats:
        """Draw points; float64[draws, dimensions]."""
        points = spread_points(self.draws, dimensions, random)
        points[:, self.directions] = self.mean + points[:, self.directions] @ self.root.T
        return points

    def log_ratio(self, points: Floats) -> Floats:
        """Log density relative to what is thought beforehand; float64[S]."""
        at = points[:, self.directions]
        if not len(self.directions):
            return np.zeros(len(points))
        scaled = np.linalg.solve(self.root, (at - self.mean).T)
        found: Floats = (
            0.5 * (at**2).sum(axis=1)
            - 0.5 * (scaled**2).sum(axis=0)
            - np.log(np.diagonal(self.root)).sum()
        )
        return found


def as_thought(draws: int) -> Proposal:
    """Draw a wave from what is thought beforehand."""
    return Proposal(np.empty(0, np.int64), np.empty(0), np.empty((0, 0)), draws)


@dataclass(slots=True)
class Weighed:
    """All sets of all waves so far.

    points  float64[S, dimensions]
    shares  float64[S, D]  mean share at each date
    logs    float64[S, CANDIDATES]  log-likelihood under each discrepancy
    luck    of the runs
    waves   where each was drawn
    """

    points: Floats
    shares: Floats
    variances: Floats
    waves: list[Proposal]
    luck: Luck
    logs: Floats = field(default_factory=lambda: np.empty((0, 0)))

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
    luck: Luck,
    seed: int,
    first: int = FIRST,
    more: int = MORE,
    most: int = MOST,
) -> Weighed:
    """Run waves until enough sets count.

    simulate  runs sets of settings
    luck      with the runs and organisations of a set; its rate is found from the runs
    """
    random = np.random.default_rng([seed, 0xCA11B])
    found: Weighed | None = None
    for number in range(most):
        wave = as_thought(first) if found is None else _next(found, more)
        points = wave.drawn(prior.dimensions, random)
        shares, variances = simulate(prior.values(points))
        if found is None:
            found = Weighed(points, shares, variances, [wave], luck)
        else:
            found = Weighed(
                np.concatenate([found.points, points]),
                np.concatenate([found.shares, shares]),
                np.concatenate([found.variances, variances]),
                [*found.waves, wave],
                luck,
            )
        rate = luck_rate(found.shares, found.variances)
        found.luck = Luck(rate, luck.runs, luck.organisations)
        found.logs = log_likelihoods(target, found.shares, found.luck)
        if number and found.effective >= WANTED:
            break
    assert found is not None
    return found


def _next(found: Weighed, draws: int) -> Proposal:
    """Draw the next wave around the sets that fit, in directions in which they differ."""
    weights = _softened(found.log_weights)
    size = effective(weights)
    mean = weights @ found.points
    variance = weights @ (found.points - mean) ** 2
    # Of equal sets of `size` a mean strays by 1 / sqrt(size), a variance by sqrt(2 / size)
    beyond = np.maximum(np.abs(mean), np.abs(variance - 1) / np.sqrt(2)) * np.sqrt(size)
    most = max(1, int(size / 4))
    order = np.argsort(-beyond, kind="stable")[:most]
    directions = np.sort(order[beyond[order] > BEYOND])
    away = found.points[:, directions] - mean[directions]
    covariance = (away * weights[:, None]).T @ away
    keep = size / (size + len(directions) + 10)  # the fewer sets, the less of their correlations
    plain = np.diag(np.diagonal(covariance))
    covariance = WIDER * (keep * covariance + (1 - keep) * plain)
    covariance[np.diag_indices_from(covariance)] += NARROWEST
    root = np.linalg.cholesky(covariance) if len(directions) else np.empty((0, 0))
    return Proposal(directions, mean[directions], root, draws)


def _softened(logs: Floats) -> Floats:
    """Flatten weights until enough sets count to steer by."""
    low, high = 0.0, 1.0
    if effective(normalised(logs)) >= STEER:
        return normalised(logs)
    for _ in range(30):
        middle = (low + high) / 2
        if effective(normalised(middle * logs)) >= STEER:
            low = middle
        else:
            high = middle
    return normalised(low * logs)
