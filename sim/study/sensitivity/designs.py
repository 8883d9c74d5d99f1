"""Where the inputs are tried: Morris's paths, Sobol' points and their mixtures, an even spread.

More points begin with the same ones, so that a question goes on from what was run.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.outcomes.intervals import Floats

LEVELS = 4  # of Morris's paths
ENDS = (0.1, 0.9)  # quantiles between which the paths and the bars move a number
RUNS = 2  # of each point: with luck and systems that have nothing in common
SCREENED, CROSSED, SPREAD, ENDED = (200_000 * k for k in range(4))  # first runs of each design


@dataclass(frozen=True)
class Design:
    """Points, and the luck that each meets.

    points  float64[points, inputs]  shares from 0 to 1
    luck    first run of each
    size    points of one base point: they are compared with each other, and are left out together
    """

    points: Floats
    luck: Sequence[int]
    size: int


def problem(names: Sequence[str], ends: tuple[float, float] = (0.0, 1.0)) -> dict[str, Any]:
    """Describe the inputs for SALib."""
    return {"num_vars": len(names), "names": list(names), "bounds": [list(ends)] * len(names)}


def paths(names: Sequence[str], count: int, seed: int) -> Design:
    """Draw Morris's paths: on each, one input after the other moves by two thirds of its span."""
    from SALib.sample import morris

    drawn = morris.sample(problem(names, ENDS), count, num_levels=LEVELS, seed=seed)
    size = len(names) + 1
    return Design(drawn, [SCREENED + RUNS * (row // size) for row in range(len(drawn))], size)


def crossed(names: Sequence[str], count: int, seed: int) -> Design:
    """Draw Sobol' points A and B, and A with one input after the other from B (Saltelli 2010).

    A and its variants meet the same luck; B meets luck of its own.
    """
    from SALib.sample import sobol

    drawn = sobol.sample(problem(names), count, calc_second_order=False, seed=seed)
    size = len(names) + 2
    luck = [
        CROSSED + RUNS * (2 * (row // size) + (row % size == size - 1)) for row in range(len(drawn))
    ]
    return Design(drawn, luck, size)


def spread(names: Sequence[str], count: int, seed: int) -> Design:
    """Draw points that cover all inputs evenly, each with luck of its own."""
    from scipy.stats import qmc

    drawn = qmc.Sobol(len(names), rng=np.random.default_rng(seed)).random(count)
    return Design(drawn, [SPREAD + RUNS * row for row in range(count)], 1)


def whole_bases(measured: Floats, size: int) -> tuple[Floats, np.ndarray]:
    """Leave out base points of which some point has no value.

    measured  float64[points, runs, measures]

    Returns
    -------
    float64[base points, size, runs, measures], and which base points are left: bool[base points].
    """
    found = measured.reshape(-1, size, *measured.shape[1:])
    kept: np.ndarray = np.asarray(np.isfinite(found[..., 0]).all(axis=(1, 2)))
    return found[kept], kept
