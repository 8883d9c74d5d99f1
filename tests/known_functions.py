"""Functions whose sensitivity is known, in the place of plans that run."""

from dataclasses import dataclass, field

import numpy as np

from sim.params.distributions import Distribution
from sim.study.sensitivity.space import Space
from sim.study.sensitivity.study import Wish, matters
from sim.study.trials.memory import ShortMemory

MONTHS = 3


@dataclass
class Known:
    """Takes the place of `sim.study.sensitivity.runs.Plans`.

    function  of float64[points, numbers], the values
    luck      standard deviation of what each run adds, the same at all points with its luck
    chaos     of what each run adds at each point, as where a small change upsets all later events
    """

    function: object
    luck: float = 0.0
    chaos: float = 0.0
    seed: int = 0
    outcome: str = "known"
    refused: list = field(default_factory=list)
    asked: int = 0

    def measured(self, space, points, luck, runs, memory, on_trial=None):
        rng = np.random.default_rng([self.seed, luck[0]])
        _, which = np.unique(luck, return_inverse=True)
        noise = self.luck * rng.normal(size=(which.max() + 1, runs))[which]
        noise = noise + self.chaos * rng.normal(size=(len(points), runs))
        self.asked += len(points)
        expected = self.function(self._all(space, points))
        return np.repeat((expected[:, None] + noise)[..., None], 2 + MONTHS, axis=2)

    def _all(self, space, points):
        """Give the values of all numbers, also of those that stay as they are."""
        whole = np.tile([*space.usual.values()], (len(points), 1))
        whole[:, [list(space.numbers).index(key) for key in space.keys]] = space.values(points)
        return whole

    def trials_of(self, points, runs):
        return points


def space_of_numbers(*names, low=0.0, high=1.0):
    """Make inputs that are all equally likely between two ends."""
    numbers = {name: Distribution(low, high) for name in names}
    return Space(names, numbers, dict.fromkeys(names, (low + high) / 2))


def matters_to(known, space, method="sobol", points=512, top=20):
    """Find what matters by the code that plans go through."""
    return matters(known, space, Wish(method, top, points), ShortMemory())
