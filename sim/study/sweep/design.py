"""Which cells a sweep has: every combination of values, a sample of ranges, or one key at a time.

Cells are made one by one, so that a design of a million costs no more than its keys and values.
"""

import hashlib
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from sim.config.override_text import Override, split
from sim.config.swept_words import REPLICATES as REPLICATES
from sim.config.swept_words import SEED as SEED
from sim.networks.system import Floats
from sim.params.errors import UserError

OWN = (SEED, REPLICATES)  # keys that are no part of a scenario
METHODS = ("sobol", "lhs")
NAMES_FILE = "_file"  # in a key whose value names a file of the user's own


@dataclass(frozen=True, slots=True)
class Axis:
    """One key, and its values in the order asked, as single overrides."""

    key: str
    values: tuple[Override, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """Points drawn from the ranges of some keys.

    ranges  key -> ends
    whole   keys that take whole numbers only
    size    how many points
    method  sobol | lhs
    seed    from which the points follow; those of other chance events are others
    """

    ranges: Mapping[str, tuple[float, float]]
    whole: frozenset[str]
    size: int
    method: str
    seed: int

    def points(self) -> Floats:
        """Draw the points; float64[size, keys].  More points begin with the same, for sobol."""
        from scipy.stats import qmc  # takes a second to load, so only when needed

        whole = np.array([key in self.whole for key in self.ranges])
        low, high = np.array(list(self.ranges.values()), float).T
        rng = np.random.default_rng(self.seed)
        if self.method == "sobol":
            sampler: Any = qmc.Sobol(len(self.ranges), rng=rng)
            drawn = sampler.random_base2(max(0, (self.size - 1).bit_length()))[: self.size]
        else:
            drawn = qmc.LatinHypercube(len(self.ranges), rng=rng).random(self.size)
        points = low + drawn * (high - low + whole)  # each whole number is as likely
        points = np.where(whole, np.floor(points), points)
        kept: Floats = np.minimum(points, high)  # which rounding may exceed
        return kept


@dataclass(frozen=True, slots=True)
class Asked:
    """One cell as it is asked for.

    has_more  whether another cell of the design has these runs too, and more of them
    """

    overrides: tuple[Override, ...]
    seed: int
    replicates: int
    has_more: bool = False

    @property
    def text(self) -> str:
        """The cell as somebody would type it."""
        typed = (each.text for each in self.overrides)
        return " ".join([*typed, f"{SEED}={self.seed}", f"{REPLICATES}={self.replicates}"])


@dataclass(frozen=True)
class Design:
    """A sweep as it is asked for.

    fixed       overrides that all cells share
    axes        keys with several values; the first varies slowest
    sample      points of ranges; each combination of values meets all of them
    alone       one key at a time: all cells but the first differ from it in one key
    seed, replicates  of cells, unless they are axes
    order       keys in the order typed, in which overrides apply
    """

    fixed: tuple[Override, ...]
    axes: tuple[Axis, ...]
    sample: Sample | None
    alone: bool
    seed: int
    replicates: int
    order: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys that vary, in their order."""
        ranges = () if self.sample is None else tuple(self.sample.ranges)
        return (*(axis.key for axis in self.axes), *ranges)

    def values(self, key: str) -> list[float]:
        """Return the numbers that a key may have, if it varies; of a range, its ends."""
        found = [float(value.value) for axis in self.axes for value in axis.values
                 if axis.key == key]  # fmt: skip
        ranges = {} if self.sample is None else self.sample.ranges
        return [*found, *ranges.get(key, ())]

    def __len__(self) -> int:
        """How many cells there are."""
        if self.alone:
            return 1 + sum(len(axis.values) for axis in self.axes)
        points = 1 if self.sample is None else self.sample.size
        return prod(len(axis.values) for axis in self.axes) * points

    def cell(self, place: int) -> Asked:
        """Return a cell by its place, from 0."""
        varied = self._alone(place) if self.alone else self._combined(place)
        own = {each.key: int(each.value) for each in varied if each.key in OWN}
        others = tuple(each for each in varied if each.key not in OWN)
        replicates = own.get(REPLICATES, self.replicates)
        is_base = not self.alone or all(each.key == REPLICATES for each in varied)
        return Asked(
            tuple(sorted((*self.fixed, *others), key=lambda each: self._rank[each.key])),
            own.get(SEED, self.seed), replicates, is_base and replicates < self._most,
        )  # fmt: skip

    @cached_property
    def _most(self) -> int:
        """The most replicates that a cell has."""
        axes = [axis.values for axis in self.axes if axis.key == REPLICATES]
        swept = [int(each.value) for values in axes for each in values]
        return max([*swept, *([self.replicates] if self.alone or not swept else [])])

    @cached_property
    def _rank(self) -> dict[str, int]:
        return {key: rank for rank, key in enumerate(self.order)}

    def cells(self, places: range) -> Iterator[Asked]:
        """Return some cells, in their order."""
        return map(self.cell, places)

    def presets(self) -> Iterator[tuple[Override, ...]]:
        """Yield what cells have in common, with every combination of their presets."""
        groups = [axis.values for axis in self.axes if _is_preset(axis.values[0])]
        if self.alone:
            yield self.fixed
            yield from ((*self.fixed, value) for values in groups for value in values)
            return
        for chosen in itertools.product(*groups):
            yield (*self.fixed, *chosen)

    def contents(self) -> Iterator[tuple[Override, ...]]:
        """Yield what may have other content under the same name: presets and files of one's own.

        Every combination that cells have, and each by itself.
        """
        fixed = tuple(each for each in self.fixed if _has_content(each))
        groups = [axis.values for axis in self.axes if _has_content(axis.values[0])]
        single = [*fixed, *(value for values in groups for value in values)]
        together = [()] if self.alone else itertools.product(*groups)
        every = [(), *((each,) for each in single), *((*fixed, *chosen) for chosen in together)]
        if self.alone:
            every += [(*fixed, value) for values in groups for value in values]
        yield from dict.fromkeys(every)

    def _alone(self, place: int) -> tuple[Override, ...]:
        each = [value for axis in self.axes for value in axis.values]
        return () if place == 0 else (each[place - 1],)

    def _combined(self, place: int) -> tuple[Override, ...]:
        point = () if self.sample is None else self._point(place % self.sample.size)
        rest = place if self.sample is None else place // self.sample.size
        chosen = []
        for axis in reversed(self.axes):
            rest, index = divmod(rest, len(axis.values))
            chosen.append(axis.values[index])
        return (*reversed(chosen), *point)

    def _point(self, index: int) -> tuple[Override, ...]:
        assert self.sample is not None
        keys, whole = self.sample.ranges, self.sample.whole
        drawn = zip(keys, self._points[index].tolist(), strict=True)
        return tuple(
            split(f"{key}={int(value) if key in whole else value!r}") for key, value in drawn
        )

    @cached_property
    def _points(self) -> Floats:
        assert self.sample is not None
        return self.sample.points()

    def as_data(self) -> dict[str, Any]:
        """Return the design as plain data, which determines its cells.

        A sample's points are in it too: another version of SciPy may draw others from one seed.
        """
        sample = self.sample
        return {
            "fixed": [each.text for each in self.fixed],
            "axes": {axis.key: [each.text for each in axis.values] for axis in self.axes},
            "sample": None if sample is None else {
                "ranges": {key: list(ends) for key, ends in sample.ranges.items()},
                "size": sample.size, "method": sample.method, "seed": sample.seed,
                "points": hashlib.sha256(self._points.tobytes()).hexdigest(),
            },
            "one_at_a_time": self.alone,
            "order": list(self.order),
            SEED: self.seed,
            REPLICATES: self.replicates,
        }  # fmt: skip


def _has_content(override: Override) -> bool:
    return _is_preset(override) or NAMES_FILE in override.text


def _is_preset(override: Override) -> bool:
    return override.is_preset and override.key not in OWN


def digest_of(data: Any) -> str:
    """Return the SHA-256 of plain data."""
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def refuse_no_range(ranges: Mapping[str, Sequence[float]]) -> None:
    """Raise an error for a range whose ends are not in order."""
    for key, (low, high) in ranges.items():
        if not low < high:
            raise UserError(
                f"{key}=interval({low:g},{high:g}) is empty; give the lower end first, "
                f"e.g. {key}=interval({min(low, high):g},{max(low, high) + (low == high):g})"
            )
