"""Assumptions as an emulator sees them: numbers between -1 and 1, words each by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from sim.networks.system import Floats

REFERENCE = 4096  # draws by which a value becomes its place among all


class Prior(Protocol):
    """Where sets of assumptions are drawn from before anything is known.

    keys   of the assumptions
    words  number of words of those that are choices; their values are the indices of the words
    """

    @property
    def keys(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def words(self) -> Mapping[str, int]: ...  # noqa: D102

    def drawn(self, draws: int, seed: int) -> Floats:
        """Draw sets of assumptions; float64[draws, keys]."""
        ...


@dataclass(frozen=True, slots=True)
class Inputs:
    """How values of assumptions become inputs.

    names   of the inputs: the key, and for a word "key:index" of each but the first
    sorted  float64[reference, keys]  values of the prior in ascending order
    words   number of words by the place of the key; 0 for a number
    """

    names: tuple[str, ...]
    sorted: Floats
    words: tuple[int, ...]

    def of(self, values: Floats) -> Floats:
        """Turn values into inputs; float64[sets, keys] -> float64[sets, inputs].

        A number becomes its place among draws of the prior, -1 for the lowest and 1 for the
        highest: skewed and logarithmic ranges then need no care of their own.
        """
        columns: list[Floats] = []
        for k, words in enumerate(self.words):
            if words:
                columns += [(values[:, k] == word) * 1.0 for word in range(1, words)]
            else:
                columns.append(_place(self.sorted[:, k], values[:, k]))
        return np.column_stack(columns) if columns else np.empty((len(values), 0))


def inputs_of(prior: Prior, seed: int) -> Inputs:
    """Find out how the values of a prior become inputs."""
    words = tuple(prior.words.get(key, 0) for key in prior.keys)
    names: list[str] = []
    for key, several in zip(prior.keys, words, strict=True):
        names += [f"{key}:{word}" for word in range(1, several)] if several else [key]
    return Inputs(tuple(names), np.sort(prior.drawn(REFERENCE, seed), axis=0), words)


def _place(ascending: Floats, values: Floats) -> Floats:
    """Place of values among others, from -1 to 1; the middle of those that are equal."""
    before = np.searchsorted(ascending, values, side="left")
    upto = np.searchsorted(ascending, values, side="right")
    place: Floats = (before + upto) / len(ascending) - 1.0
    return place
