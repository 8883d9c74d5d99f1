"""How much of the spread of a quantity over sets of assumptions is due to the form of the model.

Some assumptions are words, not numbers: how gaps combine, how exposure acts, who has ties with
whom.  Each is drawn along with the numbers, so that the sets are an ensemble of models (Draper
1995, Journal of the Royal Statistical Society B 57).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.outcomes.intervals import Floats

# The choices of words that say how the model works
STRUCTURAL = ("assumptions.aggregator", "assumptions.push", "system.contacts")
FEWEST = 5  # sets that a word needs, to be told apart from luck


class Structure(NamedTuple):
    """What one choice of words does to a quantity.

    key    dotted key of the choice
    share  of the variance over the sets that is due to it, 0 to 1; the rest is within its words
    means  by word: number of the word, number of sets, mean of the quantity
    """

    key: str
    share: float
    means: tuple[tuple[int, int, float], ...]


def structures(
    keys: Sequence[str], words: Sequence[str], values: Floats, quantity: Floats
) -> list[Structure]:
    """Find what each choice of words does, the greatest first.

    keys      of the sets
    words     those of them that are choices of words
    values    float64[sets, keys]
    quantity  float64[sets]  such as the lead of one plan over another

    The share is estimated without bias (epsilon squared), so it may come out below 0, which counts
    as 0.  A choice that fewer than two words of enough sets remain of is left out.

    Source: Kelley (1935), Proceedings of the National Academy of Sciences 21(9), epsilon squared.
    """
    found = [_of(key, values[:, keys.index(key)], quantity) for key in words if key in keys]
    return sorted((each for each in found if each is not None), key=lambda each: -each.share)


def _of(key: str, drawn: Floats, quantity: Floats) -> Structure | None:
    counted = [(int(word), drawn == word) for word in np.unique(drawn)]
    enough = [(word, there) for word, there in counted if there.sum() >= FEWEST]
    if len(enough) < 2:
        return None
    of_enough = np.logical_or.reduce([there for _, there in enough])
    n, groups = int(of_enough.sum()), len(enough)
    total = float(((quantity[of_enough] - quantity[of_enough].mean()) ** 2).sum())
    within = sum(
        float(((quantity[there] - quantity[there].mean()) ** 2).sum()) for _, there in enough
    )
    means = tuple((word, int(there.sum()), float(quantity[there].mean())) for word, there in enough)
    if np.ptp(quantity[of_enough]) == 0.0:
        return Structure(key, 0.0, means)
    share = 1.0 - within / (n - groups) / (total / (n - 1))
    return Structure(key, max(0.0, share), means)
