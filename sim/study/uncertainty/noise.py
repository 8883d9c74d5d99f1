"""What the means of a few runs would be without their luck.

Each set of assumptions has only a few runs of each plan, so that their mean is off by some luck:
its variance is known from how runs of one set differ.  What is known of a set's true means is then
a normal distribution: its own mean, drawn towards that of all sets by as much as luck weighs.
"""

from typing import NamedTuple

import numpy as np

from sim.outcomes.intervals import Floats

TRIES = 200  # draws of the true means of every set
SMALL = 1e-12  # share of the largest variance below which a direction does not vary


class _Parts(NamedTuple):
    """Mixtures of plans whose noises are independent, and whose true means are too.

    into    float64[plans, mixtures]  from plans to mixtures
    back    float64[mixtures, plans]
    noise   float64[mixtures]  variance of the noise; that of what is seen is 1
    """

    into: Floats
    back: Floats
    noise: Floats


def true_means(units: Floats, seed: int = 0) -> Floats:
    """Draw what the means of each set may be without the luck of its few runs.

    units  float64[sets, units, plans]  the independent parts of each set's runs, the same for all
           plans: a mean over the runs of each system, or single runs if the system is one

    Returns
    -------
    float64[TRIES, sets, plans].  Over all tries and sets they vary as the true means do: the noise
    is taken out of their variance.  Where there is no noise every try is the mean itself.

    Source: Efron & Morris (1973), empirical Bayes; the noise of each set is scaled by its own.
    """
    means = units.mean(axis=1)
    if len(means) < 2 or units.shape[1] < 2:  # nothing is known of one of the two
        return np.broadcast_to(means, (TRIES, *means.shape))
    noise, scales = _noise(units)
    parts = _parted(np.atleast_2d(np.cov(means, rowvar=False)), noise)
    of_set = scales[:, None] * parts.noise  # [sets, mixtures]
    true = 1 - parts.noise
    weight = np.divide(true, true + of_set, out=np.ones_like(of_set), where=true + of_set > 0)
    spread = np.sqrt(weight * of_set)
    scores = (means - means.mean(axis=0)) @ parts.into
    random = np.random.default_rng(seed).standard_normal((TRIES, *scores.shape))
    moved: Floats = (weight - 1) * scores + spread * random
    return means + moved @ parts.back


def _noise(units: Floats) -> tuple[Floats, Floats]:
    """Return the covariance of the noise of a set's means, and by set how much of it there is.

    The second is 1 on average, as judged by the sum of the plans' variances.
    """
    sets, count, plans = units.shape
    off = units - units.mean(axis=1, keepdims=True)
    flat = off.reshape(sets * count, plans)
    noise = flat.T @ flat / (sets * (count - 1) * count)
    of_set = (off**2).sum(axis=(1, 2))
    if not of_set.any():
        return noise, of_set
    free = (count - 1) * np.trace(noise) ** 2 / (noise**2).sum()
    return noise, moderated(of_set / of_set.mean(), free)[0]


def moderated(scales: Floats, free: float) -> tuple[Floats, float]:
    """Draw variances of a few runs towards a common one, by as much as chance moves them.

    scales  float64[sets]; one of 0 stays: what never differs between runs has no noise
    free    degrees of freedom of each

    Returns
    -------
    The variances, and the degrees of freedom that each then has: never more than all have together.

    Source: Smyth (2004), Linear models and empirical Bayes methods, section 6.
    """
    from scipy.special import digamma, polygamma

    some = scales > 0
    if not some.any():
        return np.zeros_like(scales), free
    logs = np.log(scales[some]) - digamma(free / 2) + np.log(free / 2)
    prior = np.inf
    varies = float(logs.var(ddof=1)) - float(polygamma(1, free / 2)) if len(logs) > 1 else 0.0
    if varies <= 0:
        common, weight = float(scales[some].mean()), 1.0
    else:
        prior = 2 * _inverse_trigamma(varies)
        common = float(np.exp(logs.mean() + digamma(prior / 2) - np.log(prior / 2)))
        weight = prior / (prior + free)
    found = np.where(some, weight * common + (1 - weight) * scales, 0.0)
    return found, min(prior + free, free * float(some.sum()))


def _inverse_trigamma(value: float) -> float:
    """Find where the trigamma function has a value, by Newton's method on its reciprocal."""
    from scipy.special import polygamma

    at = 0.5 + 1 / value
    for _ in range(50):
        now = float(polygamma(1, at))
        step = now * (1 - now / value) / float(polygamma(2, at))
        at += step
        if abs(step) < 1e-8 * at:
            break
    return at


def _parted(seen: Floats, noise: Floats) -> _Parts:
    """Find the mixtures of plans in which what is seen and its noise do not correlate."""
    variances, plans = np.linalg.eigh(seen)
    kept = variances > SMALL * max(variances.max(), SMALL)
    root = np.sqrt(variances[kept])
    whitened = plans[:, kept] / root
    shares, turned = np.linalg.eigh(whitened.T @ noise @ whitened)
    back = turned.T @ (plans[:, kept] * root).T
    return _Parts(whitened @ turned, back, np.clip(shares, 0.0, 1.0))
