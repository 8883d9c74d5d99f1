"""What a curve says of each key: how far it narrows what was thought, and what it cannot part.

All sets of all waves count, by their weights.  A difference counts if it is beyond the noise of as
many sets as effectively count, over as many keys or pairs as are looked at.
"""

from dataclasses import dataclass

import numpy as np

from sim.config.keys import words_of
from sim.networks.system import Floats
from sim.params.distributions import Distribution
from sim.study.calibration.posterior import Posterior

ENDS = (0.05, 0.95)
TOLD, PARTLY, NOT, UNREAD = "told", "partly told", "not told", "not read"
MUCH, SOME = 0.5, 0.15  # narrowed by
FALSE_ALARM = 0.05  # chance of one false finding over all keys, or all pairs


@dataclass(frozen=True, slots=True)
class Learned:
    """What the curve says of one key.

    before, after  ends of nine in ten values, before and after the curve was seen
    narrowed       by how much of what was thought likely: 0 not at all, 1 to one value
    shift          of the middle, as a share of what was thought: below 0 it is lower
    word           TOLD, PARTLY, NOT, or UNREAD where no run reads it
    words          of a choice: its words, with the share of each before and after
    """

    key: str
    before: tuple[float, float]
    after: tuple[float, float]
    narrowed: float
    shift: float
    word: str
    words: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Tied:
    """Two keys that go together in the sets that fit: one makes up for the other.

    correlation  of their ranks
    """

    one: str
    other: str
    correlation: float


def learned(posterior: Posterior) -> list[Learned]:
    """Compare each key before and after; those that are told most come first."""
    weights, size = posterior.weights, posterior.effective
    every = posterior.prior.values(posterior.points)
    distributions = [*posterior.prior.distributions.values()]
    below = posterior.prior.shares(posterior.points)
    noise = _beyond(len(distributions) - len(posterior.unread))
    found = []
    for k, (key, one) in enumerate(posterior.prior.distributions.items()):
        low, high = _quantiles(below[:, k], weights, ENDS)
        mean = weights @ below[:, k]
        away = weights @ (below[:, k] - mean) ** 2
        # Of `size` values that are equally likely between 0 and 1
        moved = abs(mean - 0.5) / np.sqrt(1 / 12 / size)
        tighter = (1 / 12 - away) / np.sqrt(1 / 180 / size)
        narrowed = float(1 - (high - low) / (ENDS[1] - ENDS[0]))
        is_real = max(moved, tighter) > noise and key not in posterior.unread
        before = one.quantile(np.array(ENDS))
        ends = float(before[0]), float(before[1])
        first, last = _quantiles(every[:, k], weights, ENDS)
        word = TOLD if narrowed >= MUCH else PARTLY
        if not is_real:
            word = UNREAD if key in posterior.unread else NOT
        words = _words(key, one, every[:, k], weights)
        found.append(
            Learned(key, ends, (first, last), max(0.0, narrowed), float(mean - 0.5), word, words)
        )
    order = {TOLD: 0, PARTLY: 1, NOT: 2, UNREAD: 3}
    return sorted(found, key=lambda each: (order[each.word], -each.narrowed - abs(each.shift)))


def _words(
    key: str, thought: Distribution, values: Floats, weights: Floats
) -> tuple[tuple[str, float, float], ...]:
    """Give the share of each word of a choice before and after; none of a number."""
    before = dict(zip(thought.words, thought.weights, strict=True))
    return tuple(
        (word, before[word], float(weights[np.rint(values) == number].sum()))
        for number, word in enumerate(words_of(key))
        if word in before
    )


def tied(posterior: Posterior, most: int = 5) -> list[Tied]:
    """Find the pairs of keys that the curve ties together beyond noise, strongest first."""
    places = [k for k, key in enumerate(posterior.prior.keys) if key not in posterior.unread]
    keys = [posterior.prior.keys[k] for k in places]
    weights, size = posterior.weights, posterior.effective
    own = posterior.points[:, places]
    spread = own - weights @ own
    covariance = (spread * weights[:, None]).T @ spread
    sds = np.sqrt(np.maximum(np.diagonal(covariance), 1e-12))
    alike = covariance / np.outer(sds, sds)
    pairs = len(keys) * (len(keys) - 1) // 2
    least = _beyond(max(1, pairs)) / np.sqrt(size)
    strong = np.argwhere(np.triu(np.abs(alike) > least, k=1))
    found = [Tied(keys[i], keys[j], float(alike[i, j])) for i, j in strong.tolist()]
    return sorted(found, key=lambda each: -abs(each.correlation))[:most]


def _beyond(looks: int) -> float:
    """Give the standard errors beyond which one of many looks is a finding."""
    from scipy.special import ndtri

    return float(ndtri(1 - FALSE_ALARM / (2 * looks)))


def _quantiles(values: Floats, weights: Floats, levels: tuple[float, ...]) -> list[float]:
    order = np.argsort(values, kind="stable")
    up_to = np.cumsum(weights[order]) - 0.5 * weights[order]
    return [float(each) for each in np.interp(levels, up_to, values[order])]
