"""Priors to match from: ranges in which all values are equally likely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sim.networks.system import Floats
from sim.study.parameter_uncertainty import latin_hypercube


@dataclass(frozen=True, slots=True)
class Evenly:
    """Every value between two ends is equally likely.

    ranges  key -> [low, high]
    words   number of words of the keys that are choices; their ends do not count
    """

    ranges: Mapping[str, Sequence[float]]
    words: Mapping[str, int] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the assumptions."""
        return (*self.ranges, *self.words)

    def drawn(self, draws: int, seed: int) -> Floats:
        """Draw sets by Latin hypercube; float64[draws, keys]."""
        ends = [*self.ranges.values(), *((0.0, several) for several in self.words.values())]
        values = latin_hypercube(ends, draws, seed)
        first = len(self.ranges)
        for column, several in enumerate(self.words.values(), first):
            values[:, column] = values[:, column].astype(int).clip(0, several - 1)
        return values
