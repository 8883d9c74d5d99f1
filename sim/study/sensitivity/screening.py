"""Morris's screening: how far each of many inputs moves an outcome, on paths through all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import Floats
from sim.study.sensitivity.designs import ENDS, LEVELS, Design, problem

TAKEN = ("mu", "mu_star", "sigma", "mu_star_conf")  # of what SALib tells


@dataclass(frozen=True)
class Screening:
    """Elementary effects, in the unit of the outcome, for a move from one end to the other.

    mean    mean of the sizes of the moves (mu*); half: half of its 95 % interval
    signed  mean of the moves (mu)
    mixed   standard deviation of the moves (sigma): large if it depends on others
    luck    the same mean for luck alone
    paths   how many
    left_out  paths with a point that is not possible
    """

    names: tuple[str, ...]
    mean: Floats
    half: Floats
    signed: Floats
    mixed: Floats
    luck: Floats
    paths: int
    left_out: int = 0

    @property
    def size(self) -> Floats:
        """Size of the moves without what luck alone does."""
        size: Floats = np.sqrt(np.maximum(self.mean**2 - self.luck**2, 0.0))
        return size

    def order(self) -> list[int]:
        """Put the inputs in order, those first that move it most."""
        return np.lexsort((-self.mean, -self.size)).tolist()


def screened(
    names: Sequence[str], design: Design, found: Floats, kept: np.ndarray, seed: int
) -> Screening:
    """Estimate the effects.

    found  float64[paths, points of a path, 2 runs]  of those that are kept
    kept   bool[paths]  of the design
    """
    points = design.points.reshape(-1, design.size, len(names))[kept]
    mean = _effects(names, points, found.mean(axis=2), seed)
    apart = _effects(names, points, (found[..., 0] - found[..., 1]) / 2, seed)
    return Screening(
        tuple(names), mean["mu_star"], mean["mu_star_conf"], mean["mu"], mean["sigma"],
        apart["mu_star"], len(found), int((~kept).sum()),
    )  # fmt: skip


def _effects(names: Sequence[str], points: Floats, found: Floats, seed: int) -> dict[str, Floats]:
    """Ask SALib."""
    from SALib.analyze import morris

    told = morris.analyze(
        problem(names, ENDS), points.reshape(-1, len(names)), found.ravel(), num_levels=LEVELS,
        seed=seed,
    )  # fmt: skip
    return {name: np.asarray(told[name], float) for name in TAKEN}
