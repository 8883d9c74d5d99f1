"""What a system is like, in numbers: sizes, traits against England's, ties, clusters, gaps."""

from collections import Counter
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any

import numpy as np

from sim.config import load
from sim.networks import system_of
from sim.networks.columns import TRAITS
from sim.networks.stands import TOLD, UNSAID
from sim.networks.system import Floats, System
from sim.params import System as SystemParameters
from sim.params.declare import ASSUMED
from sim.process.standing import is_live
from sim.study.clusters import Clusters, clusters_of, one_cluster

ENGLAND = "system=england"
DRAWS = 20  # systems like England's, of 205 organisations each
UNTIED: dict[str, Any] = dict.fromkeys(
    ("ties_same_region", "ties_other_region", "ties_same_type"), 0.0
)
ALL = "all organisations"
MIDDLE = (10, 90)  # per cent: four in five organisations lie between


@dataclass(frozen=True, slots=True)
class Spread:
    """How a trait spreads over organisations: mean, and the range of the middle four in five."""

    mean: float
    low: float
    high: float
    source: str = ""

    @property
    def is_assumed(self) -> bool:
        """Whether nobody has measured it."""
        return self.source == ASSUMED


@dataclass(frozen=True, slots=True)
class Portrait:
    """A system in numbers.

    own        by trait, over the organisations of which it is known; missing if it is of none
    england    by trait, over the made-up organisations of the system `england`
    scores     by trait, float64[N] with NaN where it is not known
    ties_given whether the user says who is tied; else ties are drawn, and make no clusters
    """

    system: System
    own: dict[str, Spread]
    england: dict[str, Spread]
    clusters: Clusters
    ties_given: bool
    scores: dict[str, Floats] = field(repr=False)

    @property
    def organisations(self) -> int:
        """Number of organisations."""
        return self.system.organisations

    @property
    def types(self) -> list[tuple[str, int]]:
        """Types with their numbers of organisations, the most frequent first."""
        return _counted(self.system.arrays.type, self.system.types)

    @property
    def regions(self) -> list[tuple[str, int]]:
        """Regions with their numbers of organisations, the largest first."""
        return _counted(self.system.arrays.region, self.system.regions)

    @property
    def ties(self) -> float:
        """Mean number of ties of an organisation."""
        return len(self.system.arrays.peers) / self.organisations

    @property
    def isolated(self) -> list[str]:
        """Names of the organisations without ties."""
        return [self.system.names[i] for i in np.flatnonzero(self.clusters.of < 0)]

    @property
    def largest(self) -> str:
        """Name of the largest organisation."""
        return self.system.names[int(np.argmax(self.system.arrays.size))]

    @property
    def smallest(self) -> str:
        """Name of the smallest organisation."""
        return self.system.names[int(np.argmin(self.system.arrays.size))]

    @property
    def size_ratio(self) -> float:
        """How many times larger the largest is than the smallest."""
        return float(self.system.arrays.size.max() / self.system.arrays.size.min())

    @property
    def missing(self) -> dict[str, int]:
        """By column of which something is drawn: organisations of which it is not known."""
        unknown = {} if self.system.unknown is None else self.system.unknown.blanks
        if self.system.standing is None:
            return unknown
        stages = int((self.system.standing.stage == UNSAID).sum())
        return unknown | ({"stage": stages} if stages else {})

    @property
    def stages(self) -> dict[str, int]:
        """Organisations by the stage at which they stand, where it is said."""
        if self.system.standing is None:
            return {}
        told = self.system.standing.stage
        counts = Counter(told[told != UNSAID].tolist())
        return {word: counts[k] for k, word in enumerate(TOLD) if counts[k]}

    @property
    def live(self) -> int:
        """Organisations that say they are live."""
        if self.system.standing is None:
            return 0
        return int(is_live(self.system.standing.stage).sum())

    def document(self) -> dict[str, Any]:
        """Return the same numbers as plain data."""
        sizes = self.clusters.sizes()
        return {
            "organisations": self.organisations,
            "types": dict(self.types),
            "regions": dict(self.regions),
            "size": {
                "largest": self.largest, "smallest": self.smallest, "ratio": self.size_ratio,
            },
            "traits": {
                name: {"own": _plain(self.own.get(name)), "england": _plain(self.england[name])}
                for name in TRAITS
            },
            "ties": {"given": self.ties_given, "mean": self.ties, "isolated": self.isolated},
            "clusters": [
                {"name": name, "organisations": size}
                for name, size in zip(self.clusters.names, sizes, strict=True)
            ],
            "missing": self.missing,
            "stages": self.stages,
        }  # fmt: skip


def portrait_of(system: System, ties_given: bool) -> Portrait:
    """Describe a system.

    Parameters
    ----------
    system : sim.networks.system.System
        As it was read.
    ties_given : bool
        Whether the user says who is tied, or that nobody is.

    Returns
    -------
    Portrait
        Numbers only; `sim.report.check` words and draws them.
    """
    blank = {} if system.unknown is None else system.unknown.blank
    nowhere = np.zeros(system.organisations, bool)
    scores = {
        name: np.where(blank.get(name, nowhere), np.nan, getattr(system.arrays, name))
        for name in TRAITS
    }
    own = {name: _spread(each) for name, each in scores.items() if np.isfinite(each).any()}
    clusters = clusters_of(system) if ties_given else one_cluster(system, ALL)
    return Portrait(system, own, england(), clusters, ties_given, scores)


@cache
def england() -> dict[str, Spread]:
    """Return the traits of England as the shipped system `england` has them, and their sources."""
    parameters = replace(load([ENGLAND]).system, **UNTIED)
    drawn = [system_of(parameters, 0, draw).arrays for draw in range(DRAWS)]
    sources = {each.name: each.metadata.get("source", "") for each in fields(SystemParameters)}
    return {
        name: _spread(np.concatenate([getattr(each, name) for each in drawn]), sources[name])
        for name in TRAITS
    }


def _spread(values: Floats, source: str = "") -> Spread:
    values = values[np.isfinite(values)]
    low, high = np.percentile(values, MIDDLE)
    return Spread(float(values.mean()), float(low), float(high), source)


def _plain(spread: Spread | None) -> dict[str, Any] | None:
    if spread is None:
        return None
    told = {"mean": spread.mean, "middle_80": [spread.low, spread.high]}
    return told | ({"source": spread.source} if spread.source else {})


def _counted(numbers: np.ndarray, words: tuple[str, ...]) -> list[tuple[str, int]]:
    counts = np.bincount(numbers, minlength=len(words)).tolist()
    return sorted(zip(words, counts, strict=True), key=lambda each: -each[1])
