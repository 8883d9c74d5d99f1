"""How far a run is from what is known, in standard deviations of all that may explain it.

References
----------
Vernon, Goldstein & Bower (2010), Bayesian Analysis 5(4), section 3; Andrianakis et al. (2015), PLoS
Computational Biology 11(1) e1003968.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.networks.system import Floats
from sim.study.matching.targets import Target, ends_on_scale, on_scale

CUT = 3.0  # standard deviations: 95 % of any distribution with one peak (Pukelsheim 1994)


@dataclass(frozen=True, slots=True)
class Simulated:
    """What sets of assumptions come to.

    mean      float64[sets, targets]  mean over the runs of a set; NaN if a run has no such value
    variance  float64[sets, targets]  of that mean, by the luck of these runs
    """

    mean: Floats
    variance: Floats


def implausibilities(targets: Sequence[Target], found: Simulated) -> Floats:
    """Return how many standard deviations each set is from each target; float64[sets, targets].

    The variances of the observation, of the discrepancy and of the mean of the runs are added.
    Within what is known it is 0; a value that a run does not have is infinitely far.
    """
    columns = []
    for k, target in enumerate(targets):
        mean, variance = on_scale(target, found.mean[:, k], found.variance[:, k])
        columns.append(standardised(target, mean, variance))
    return np.column_stack(columns) if columns else np.empty((len(found.mean), 0))


def standardised(target: Target, mean: Floats, variance: Floats) -> Floats:
    """Return the distance to a target, on whose scale mean and variance are; float64[sets]."""
    low, high = ends_on_scale(target)
    beyond = np.maximum(0.0, np.maximum(low - mean, mean - high))
    far: Floats = beyond / np.sqrt(target.variance + variance)
    return np.where(np.isfinite(far), far, np.inf)


def worst(implausibility: Floats) -> Floats:
    """Return the largest implausibility of each set: one target is enough to rule it out."""
    found: Floats = implausibility.max(axis=1, initial=0.0)
    return found
