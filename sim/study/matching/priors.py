"""Priors to match from: the distributions of assumptions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.config.drawing import drawn
from sim.networks.system import Floats
from sim.params.distributions import Distribution, equally_likely


@dataclass(frozen=True, slots=True)
class Distributed:
    """Sets drawn from distributions, as `sim.config.drawing` draws them.

    distributions  by dotted key
    """

    distributions: Mapping[str, Distribution]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the assumptions."""
        return tuple(self.distributions)

    @property
    def words(self) -> Mapping[str, int]:
        """Number of words of the keys that are choices."""
        return {key: len(each.words) for key, each in self.distributions.items() if each.words}

    def drawn(self, draws: int, seed: int) -> Floats:
        """Draw sets; float64[draws, keys]."""
        return drawn(self.distributions, draws, seed).values


def evenly(
    ranges: Mapping[str, Sequence[float]], words: Mapping[str, int] | None = None
) -> Distributed:
    """Make a prior in which every value between two ends, and every word, is equally likely.

    ranges  key -> [low, high]
    words   number of words of the keys that are choices
    """
    found = {key: equally_likely(ends) for key, ends in ranges.items()}
    for key, several in (words or {}).items():
        names = tuple(str(word) for word in range(several))
        weights = (1.0 / several,) * several
        found[key] = Distribution(0.0, several - 1.0, words=names, weights=weights)
    return Distributed(found)
