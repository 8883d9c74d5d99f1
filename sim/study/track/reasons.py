"""Whether uptake is behind the plan beyond chance, and which assumptions say why."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from sim.config.keys import words_of
from sim.outcomes.intervals import Floats
from sim.study.track.observed import Observed
from sim.study.track.particles import Particles

BEHIND, AHEAD, AS_FORESEEN = "behind", "ahead", "as foreseen"
LOW, HIGH = 0.05, 0.95  # the band of luck and assumptions: nine runs in ten
FALSE_ALARMS = 0.05  # of looks at all assumptions
MOST = 3


@dataclass(frozen=True, slots=True)
class Course:
    """How uptake compares with what all runs of the plan foresaw.

    word   BEHIND, AHEAD or AS_FORESEEN
    since  month of the run from which it has been so; None if it is as foreseen
    low, high  the band in the last month: share of organisations
    """

    word: str
    since: int | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reason:
    """An assumption that runs which fit have otherwise than all runs.

    shift  of its mean, in standard deviations over all runs
    word   of a choice of words: the word of which before and after are the shares
    """

    key: str
    before: float
    after: float
    shift: float
    word: str = ""


def course(observed: Observed, curves: Floats) -> Course:
    """Compare what was seen with the band of all runs, which know nothing of it."""
    low, high = np.quantile(curves[:, observed.months], (LOW, HIGH), axis=0)
    ends, half = (float(low[-1]), float(high[-1])), 0.5 / observed.organisations
    below, above = observed.shares < low - half, observed.shares > high + half
    for word, beyond in ((BEHIND, below), (AHEAD, above)):
        if beyond[-1]:
            inside = np.flatnonzero(~beyond)
            first = int(inside[-1]) + 1 if len(inside) else 0
            return Course(word, int(observed.months[first]), *ends)
    return Course(AS_FORESEEN, None, *ends)


def reasons(particles: Particles, weights: Floats) -> Sequence[Reason]:
    """Find the assumptions that shifted most, of those that shifted beyond noise.

    The noise is that of a mean over as many sets of assumptions as effectively count.
    """
    of_sets = np.bincount(particles.sets, weights, len(particles.drawn))
    sets = 1.0 / float((of_sets**2).sum())
    named, drawn = _columns(particles)
    before, spread = drawn.mean(axis=0), drawn.std(axis=0)
    after = of_sets @ drawn
    varies = spread > 0
    shifts = np.divide(after - before, spread, out=np.zeros_like(after), where=varies)
    beyond = np.flatnonzero(np.abs(shifts) > _errors(len(shifts)) / np.sqrt(sets))
    # Of two words of a choice the one that is more often right is told
    most = sorted(beyond, key=lambda k: (-round(abs(float(shifts[k])), 9), -shifts[k]))
    found: dict[str, Reason] = {}
    for k in most:
        key, word = named[k]
        one = Reason(key, float(before[k]), float(after[k]), float(shifts[k]), word)
        found.setdefault(key, one)
    return [*found.values()][:MOST]


def _columns(particles: Particles) -> tuple[list[tuple[str, str]], Floats]:
    """Lay out numbers as they are, and a choice of words as one column of 0 and 1 for each word.

    Returns key and word of each column (the word is empty for a number), and the columns.
    """
    named: list[tuple[str, str]] = []
    columns: list[Floats] = []
    for key, values in zip(particles.keys, particles.drawn.T, strict=True):
        words = words_of(key)
        named += [(key, word) for word in words] or [(key, "")]
        columns += [np.equal(np.rint(values), k).astype(float) for k in range(len(words))] or [
            values
        ]
    return named, np.stack(columns, axis=1)


def _errors(count: int) -> float:
    """Return how many standard errors are beyond noise where so many are looked at at once."""
    return NormalDist().inv_cdf(1 - FALSE_ALARMS / (2 * max(1, count)))
