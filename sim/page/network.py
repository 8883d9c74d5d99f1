"""The network: organisations laid out by region and type, and a few runs to play month by month."""

from dataclasses import dataclass, field

import numpy as np

from sim.networks import system_of, to_graph
from sim.networks.system import System
from sim.outcomes import Outcomes
from sim.page import json_numbers
from sim.page.plans import Compared, identity
from sim.page.schema import Network, Played, Run
from sim.page.stories import tell
from sim.params import Scenario
from sim.study.runs import Progress

MOST_ORGANISATIONS = 400  # dots that can still be told apart on a projector
STEP = 1 / 400  # positions are rounded to this
STEPS, PULL = 12, 0.28  # how long ties pull, and how much of a place is due to them
RUNS = (
    ("typical run", None, "its curve is nearest to the middle of all runs"),
    ("a slow run", 0.1, "of ten runs on this system, about one is as slow as this"),
    ("a fast run", 0.9, "of ten runs on this system, about one is as fast as this"),
    ("rather slow", 0.3, "three of ten runs on this system are slower"),
    ("rather fast", 0.7, "three of ten runs on this system are faster"),
)


@dataclass(frozen=True, slots=True)
class Picked:
    """A run to show: its number, what it is called, and why it was picked."""

    replicate: int
    label: str
    why: str


def network(
    compared: Compared, runs: int = len(RUNS), progress: Progress | None = None
) -> Network | None:
    """Lay out the first system and tell some runs on it; none where there are too many dots.

    runs      how many of each plan
    progress  told (done, of): runs
    """
    scenario = compared.results[0].scenario
    system = system_of(scenario.system, compared.seed, 0)
    if system.organisations > MOST_ORGANISATIONS or not same_system(compared):
        return None
    arrays, places, sayings = system.arrays, layout(system), Sayings()
    here = np.repeat(np.arange(system.organisations), np.diff(arrays.starts))
    played: dict[str, Played] = {}
    picked = [pick(result.outcomes)[:runs] for result in compared.results]
    for k, result in enumerate(compared.results):
        played[identity(k)] = {"runs": []}
        for each in picked[k]:
            told = _run(result.scenario, compared.seed, each, sayings)
            played[identity(k)]["runs"].append(told)
            if progress is not None:
                done = sum(len(own["runs"]) for own in played.values())
                progress(done, sum(map(len, picked)))
    return {
        "names": list(system.names),
        "types": list(system.types),
        "type": arrays.type.tolist(),
        "regions": list(system.regions),
        "region": arrays.region.tolist(),
        "deprived": arrays.deprived.tolist(),
        "x": [round(float(x), 4) for x in places[:, 0]],
        "y": [round(float(y), 4) for y in places[:, 1]],
        "ties": [
            [int(i), int(j)] for i, j in zip(here, arrays.peers, strict=True) if i < j
        ],
        "plans": played,
        "sayings": list(sayings.numbers),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sayings:
    """What stories say, each sentence once: its number by its text."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        """Give the number of a sentence, a new one if it was not said before."""
        return self.numbers.setdefault(text, len(self.numbers))


def same_system(compared: Compared) -> bool:
    """Whether all plans stand on the same organisations."""
    first = compared.results[0].scenario
    others = (result.scenario for result in compared.results[1:])
    return all(each.system == first.system for each in others)


def pick(outcomes: Outcomes) -> list[Picked]:
    """Pick runs on the first system: the typical one, then slower and faster ones.

    Typical is the run whose share live is nearest, in squares over the months, to the median
    of all runs; slow and fast go by the months that organisations have been live in all.
    """
    rows = np.flatnonzero(outcomes.clusters == outcomes.clusters[0])
    live = outcomes.live[rows]
    apart = ((live - np.median(outcomes.live, axis=0)) ** 2).sum(axis=1)
    order = np.argsort(live.sum(axis=1), kind="stable")
    found: dict[int, Picked] = {}
    for label, place, why in RUNS:
        row = int(np.argmin(apart)) if place is None else int(order[_place(place, len(order))])
        number = int(outcomes.replicates[rows[row]])
        found.setdefault(number, Picked(number, label, why))
    return list(found.values())


def _place(share: float, count: int) -> int:
    return round(share * (count - 1))


def layout(system: System) -> np.ndarray:
    """Place the organisations in [0, 1] x [0, 1], near those of their region and type they know.

    Regions stand side by side, types within a region around their own middle; the ties then
    pull neighbours together (Fruchterman & Reingold 1991), always in the same way.

    Returns float64[N, 2].
    """
    import networkx as nx

    start = _middles(system)
    if system.organisations == 1:
        return np.full((1, 2), 0.5)
    graph = to_graph(system)
    nodes = list(graph)
    near = dict(zip(nodes, start, strict=True))
    places = nx.spring_layout(
        graph, k=1.2 / np.sqrt(system.organisations), pos=near, iterations=STEPS, threshold=0.0,
        weight=None, scale=None, seed=0,
    )  # fmt: skip
    pulled = np.array([places[node] for node in nodes])
    mixed = (1 - PULL) * _scaled(start) + PULL * _scaled(pulled)
    return np.round(_scaled(mixed) / STEP) * STEP


def _middles(system: System) -> np.ndarray:
    """Place everybody in a column of its region, in a row of its type, spread a little."""
    arrays = system.arrays
    places = np.empty((system.organisations, 2))
    turn = np.pi * (3 - np.sqrt(5))  # the golden angle spreads dots evenly
    for region in range(len(system.regions)):
        for kind in range(len(system.types)):
            members = np.flatnonzero((arrays.region == region) & (arrays.type == kind))
            k = np.arange(len(members))
            reach = 0.42 * np.sqrt((k + 0.5) / max(1, system.organisations)) * 1.6
            column, row = _cell(region, len(system.regions)), _row(kind, len(system.types))
            places[members, 0] = column[0] + reach * np.cos(k * turn)
            places[members, 1] = column[1] + row + reach * np.sin(k * turn)
    return places


def _cell(region: int, regions: int) -> tuple[float, float]:
    """Give the middle of a region: regions in rows of at most four."""
    across = min(4, regions)
    return 1.4 * (region % across), 1.4 * (region // across)


def _row(kind: int, kinds: int) -> float:
    return 0.9 * ((kind + 0.5) / kinds - 0.5)


def _scaled(places: np.ndarray) -> np.ndarray:
    """Stretch places over the unit square, with a margin."""
    low, span = places.min(axis=0), np.ptp(places, axis=0)
    unit: np.ndarray = 0.03 + 0.94 * (places - low) / np.where(span > 0, span, 1.0)
    return unit


def _run(scenario: Scenario, seed: int, picked: Picked, sayings: Sayings) -> Run:
    tale = tell(scenario, seed, picked.replicate)
    return {
        "replicate": picked.replicate,
        "label": picked.label,
        "why": picked.why,
        "category": tale.category,
        "stages": [json_numbers.joined(each) for each in tale.stages],
        "binding": [json_numbers.joined(each) for each in tale.binding],
        "stories": [
            [[month, sayings.number(what)] for month, what in story] for story in tale.events
        ],
    }
