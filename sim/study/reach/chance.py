"""How likely a goal is over luck, made-up systems and assumptions, and which of them decides it."""

from dataclasses import dataclass, replace

import numpy as np

from sim.networks.system import Flags
from sim.outcomes.intervals import Floats, Interval, mean_interval
from sim.study.uncertainty.leads import share_interval
from sim.study.uncertainty.variance import Shares, shares

SURE, HARDLY = 0.9, 0.1  # chances within a set from which it is nearly sure, or nearly impossible


@dataclass(frozen=True, slots=True)
class Nearly:
    """In how many sets of assumptions a goal is nearly sure, and in how many nearly impossible.

    Estimates, without the luck of a set's few runs; counts of sets, which need not be whole.
    """

    sure: float
    hardly: float


def chance_of(reached: Flags) -> Interval:
    """Estimate a chance from runs in states of the world, which are independent of one another.

    Parameters
    ----------
    reached : bool[states, runs]
        Which runs reach the goal.

    Returns
    -------
    Interval
        Wilson's, for as many independent runs as would be as precise: as many as there are states
        where the state decides all, as many as there are runs where it decides nothing.

    References
    ----------
    Korn & Graubard (1998), Survey Methodology 24(2), on small proportions in clustered samples.
    """
    states, runs = reached.shape
    means = reached.mean(axis=1)
    share = float(means.mean())
    between = float(means.var(ddof=1)) / states if states > 1 else 0.0
    count = float(states)
    if between > 0:
        count = min(max(share * (1 - share) / between, 1.0), states * runs)
    return replace(share_interval(share, count), clusters=states)  # type: ignore[arg-type]


def difference_of(one: Flags, other: Flags) -> Interval:
    """Estimate by how much one chance is above another, in the same states with the same luck."""
    paired = one.mean(axis=1) - other.mean(axis=1)
    return mean_interval(paired, np.arange(len(paired)))


def parts_of(reached: Flags, systems: int) -> Shares | None:
    """Part what varies between runs into luck, systems and assumptions; None if it cannot be."""
    return shares(_nested(reached, systems))


def nearly(reached: Flags, systems: int) -> Nearly:
    """Estimate in how many sets of assumptions a goal is nearly sure, and nearly impossible.

    The chances of all sets are taken to follow a Beta distribution.  Its mean and its variance are
    those of the sets, less what the few runs of a set make of it.

    Parameters
    ----------
    reached : bool[states, runs]
        Which runs reach it; those on one system follow one another.
    systems : int
        Systems in each set.

    References
    ----------
    Kleinman (1973), Proportions with extraneous variance, JASA 68.
    """
    from scipy.special import betainc

    sets, mean = len(reached), float(reached.mean())
    found = parts_of(reached, systems)
    varies = 0.0 if found is None else found.assumptions * found.total
    most = mean * (1 - mean)
    if varies <= 1e-9 * max(most, 1e-9):  # all sets alike
        return Nearly(float(sets * (mean >= SURE)), float(sets * (mean <= HARDLY)))
    if varies >= most * (1 - 1e-9):  # each set decides all
        return Nearly(sets * mean, sets * (1 - mean))
    size = most / varies - 1
    a, b = mean * size, (1 - mean) * size
    return Nearly(sets * float(1 - betainc(a, b, SURE)), sets * float(betainc(a, b, HARDLY)))


def _nested(reached: Flags, systems: int) -> Floats:
    found: Floats = reached.astype(np.float64).reshape(len(reached), systems, -1)
    return found
