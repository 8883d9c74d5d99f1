"""The network: organisations placed by region and type, and a few runs to play by month."""

from dataclasses import dataclass, field

import numpy as np

from sim.networks import system_of, to_graph
from sim.networks.system import System
from sim.outcomes import Outcomes
from sim.page import json_numbers
from sim.page.plans import Compared, identity
from sim.page.schema import Network, Played, Run
from sim.page.stories import RunStory, tell_run
from sim.params import Scenario
from sim.params.names import STAGES
from sim.study.runs import Progress

MOST_ORGANISATIONS = 400  # most dots that can be seen apart on a projector
STEP = 1 / 400  # positions are rounded to this
STEPS, PULL = 12, 0.28  # how long ties pull, and their share of a position
RUNS = (
    ("typical run", None, "its curve is nearest to the middle of all runs"),
    ("a slow run", 0.1, "about one in ten runs on this system is as slow as this"),
    ("a fast run", 0.9, "about one in ten runs on this system is as fast as this"),
)


@dataclass(frozen=True, slots=True)
class Picked:
    """A run to show: its number, its name, and why it was picked."""

    replicate: int
    label: str
    why: str


def network(
    compared: Compared, runs: int = len(RUNS), progress: Progress | None = None
) -> Network | None:
    """Place the first system on a map and play some runs on it; None if it is too large.

    runs      number of runs of each plan
    progress  called with (done, total), in runs
    """
    scenario = compared.results[0].scenario
    system = system_of(scenario.system, compared.seed, 0)
    if system.organisations > MOST_ORGANISATIONS or not same_system(compared):
        return None
    arrays, places, sentences = system.arrays, layout(system), Sentences()
    here = np.repeat(np.arange(system.organisations), np.diff(arrays.starts))
    played: dict[str, Played] = {}
    picked = [pick(result.outcomes)[:runs] for result in compared.results]
    for k, result in enumerate(compared.results):
        played[identity(k)] = {"runs": []}
        for each in picked[k]:
            run = _run(result.scenario, compared.seed, each, sentences)
            played[identity(k)]["runs"].append(run)
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
        "sayings": list(sentences.numbers),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of all stories, each once with its number."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        """Return the number of a sentence; add it if it is new."""
        return self.numbers.setdefault(text, len(self.numbers))


def same_system(compared: Compared) -> bool:
    """Whether all plans use the same organisations."""
    first = compared.results[0].scenario
    others = (result.scenario for result in compared.results[1:])
    return all(each.system == first.system for each in others)


def pick(outcomes: Outcomes) -> list[Picked]:
    """Pick runs on the first system: the typical one, then slower and faster ones.

    The typical run has the share live nearest to the median of all runs (sum of squares over
    months).  Slow and fast runs are ranked by the total months that organisations are live.
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
    """Place the organisations in [0, 1] x [0, 1], by region, type and ties.

    Regions are side by side, and each type has its own centre within a region.  Ties then pull
    neighbours together (Fruchterman & Reingold 1991), always in the same way.

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
    """Place each organisation in the column of its region and the row of its type."""
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
    """Centre of a region; there are at most four regions in a row."""
    across = min(4, regions)
    return 1.4 * (region % across), 1.4 * (region // across)


def _row(kind: int, kinds: int) -> float:
    return 0.9 * ((kind + 0.5) / kinds - 0.5)


def _scaled(places: np.ndarray) -> np.ndarray:
    """Scale positions to the unit square, with a margin."""
    low, span = places.min(axis=0), np.ptp(places, axis=0)
    unit: np.ndarray = 0.03 + 0.94 * (places - low) / np.where(span > 0, span, 1.0)
    return unit


def _run(scenario: Scenario, seed: int, picked: Picked, sentences: Sentences) -> Run:
    story = tell_run(scenario, seed, picked.replicate)
    return {
        "replicate": picked.replicate,
        "label": picked.label,
        "why": picked.why,
        "category": story.category,
        "stages": [json_numbers.joined(each) for each in _shown_stages(story)],
        "binding": [json_numbers.joined(each) for each in story.binding],
        "stories": [
            [[month, sentences.number(what)] for month, what in events] for events in story.events
        ],
    }


def _shown_stages(story: RunStory) -> list[list[int]]:
    """Return stages as `sim.page.words.STAGES` names them: locked in by a contract is the last."""
    return [
        [len(STAGES) if held else stage for stage, held in zip(stages, locked, strict=True)]
        for stages, locked in zip(story.stages, story.locked, strict=True)
    ]
