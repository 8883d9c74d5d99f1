"""What the pictures of a sweep show: its keys, one outcome in every cell, and curves by month."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.config import swept_words
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Floats, Whole


@dataclass(frozen=True, slots=True)
class SweptKey:
    """A key that differs between cells, with its values in the order asked for.

    key        dotted, or a group of presets such as "strategy", or "seed"
    name       the key in words: "budget per organisation"
    unit       of its numbers on an axis, in words: "£ a month"; empty without one
    scale      from its values to the numbers on an axis
    values     numbers, words, yes or no, or None
    is_number  whether its values can stand along an axis of numbers
    phrases    words for each value that stand alone; empty for a sample
    amounts    shorter words, for an axis that has the name; empty for a sample
    """

    key: str
    name: str
    unit: str
    scale: float
    values: tuple[Any, ...]
    is_number: bool
    phrases: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """One outcome in every cell; float64[cells] each, nan where it is unknown.

    mean       for a time the median; nan if it is not reached in half of the replicates
    low, high  95 % interval of the mean; for a time the middle 80 % of replicates; nan where
               there is none, as for money spent, which is the same in all replicates
    """

    mean: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class CellCurve:
    """Share of organisations live by month in one cell; float64[T+1] each, from 0 to 1.

    mean       over replicates
    low, high  95 % interval of the mean; nan or infinite where there is none
    p10, p90   middle 80 % of replicates
    """

    mean: Floats
    low: Floats
    high: Floats
    p10: Floats
    p90: Floats


@dataclass(frozen=True, slots=True)
class Swept:
    """A sweep as its pictures need it.

    keys        those that differ between cells
    places      int64[cells, keys]  index of each cell's value in its key's values
    done        bool[cells]  whether there are results; a cell without failed or has not run
    outcome     a key of `sim.outcomes.outcome_table.OUTCOMES`
    estimate    that outcome in every cell
    curves      reads the curve of a cell that is done; called only for the cells drawn
    failed      names of the cells that failed
    replicates  in each cell; the fewest, if they differ
    is_alone    whether each cell differs from the first in one key
    is_sample   whether the values were drawn from intervals, so that each is another one
    title       what all cells share: "Ambient voice technology, South London"
    start       year and month of month 0, "2026-04"; empty if cells start on different dates
    is_made_up  whether any cell has a system whose organisations are made up
    """

    keys: tuple[SweptKey, ...]
    places: Whole
    done: NDArray[np.bool_]
    outcome: str
    horizon: Horizon
    estimate: Estimate
    curves: Callable[[int], CellCurve]
    replicates: int
    failed: tuple[str, ...] = ()
    is_sample: bool = False
    is_alone: bool = False
    title: str = ""
    start: str = ""
    is_made_up: bool = True


def swept_key(
    key: str,
    values: Sequence[Any],
    *,
    is_sample: bool = False,
    config_dirs: Iterable[str | Path] = (),
) -> SweptKey:
    """Put a swept key and its values in words.

    Parameters
    ----------
    key : str
        Dotted, or a group of presets, or "seed".
    values : sequence
        As a scenario holds them; names of presets for a group.
    is_sample : bool
        Whether the values were drawn from intervals: then numbers get no words.
    config_dirs : iterable of str or Path
        Folders with the user's own presets.

    Returns
    -------
    SweptKey
        With words for each value, but for the numbers of a sample.
    """
    number = swept_words.is_number(key, values)
    scale, unit = swept_words.scale_of(key)
    words: dict[str, tuple[str, ...]] = {}
    if not (is_sample and number):
        words["phrases"] = tuple(swept_words.phrases_of(key, values, config_dirs))
        words["amounts"] = tuple(swept_words.amounts_of(key, values, config_dirs))
    return SweptKey(key, swept_words.name_of(key), unit, scale, tuple(values), number, **words)
