"""How fast thresholds spread: `sim.spread` against NDlib, a plain Mesa model and scipy.sparse.

    python benchmarks/classics.py           about three minutes; makes build/peers on first use

One small world of 100,000 nodes with ten ties each, the same thresholds and seeds for all, 50
steps; who adopts at which step must be the same for everybody.  NDlib runs from its release in an
environment of its own.  Processor time, the least of the repeats, since others use the machine.
"""

import json
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mesa
import networkx as nx
import numpy as np
from row import MissingError, Row
from scipy import sparse

import sim

NODES, TIES, STEPS = 100_000, 10, 50
PEERS = Path(__file__).parents[1] / "build" / "peers"
PACKAGES = ("ndlib==6.0.1", "networkx==3.6.1", "six==1.17.0")  # six: imported, but not required


def rows() -> list[Row]:
    """Run everybody on one network and hold their time against ours."""
    graph = nx.watts_strogatz_graph(NODES, TIES, 0.1, seed=1)
    matrix = nx.to_scipy_sparse_array(graph, dtype=float, format="csr")
    thresholds = np.random.default_rng(1).uniform(0.05, 0.55, NODES)
    seeds = list(range(0, NODES, 500))
    asked: dict[str, Any] = dict(process="threshold", seeds=seeds, thresholds=thresholds)
    asked["steps"] = STEPS
    told = sim.spread(matrix, **asked)[0]
    print(f"{(told >= 0).mean():.0%} adopt, the last at step {told.max()}", flush=True)

    def anew() -> None:
        graph.__networkx_cache__.clear()  # as if the graph had changed: its ties are read again
        sim.spread(graph, **asked)

    first, again = least(anew, 7), least(lambda: sim.spread(graph, **asked), 15)
    from_matrix = least(lambda: sim.spread(matrix, **asked), 15)
    loop = least(lambda: same(by_matrix(matrix, thresholds, seeds), told), 5)
    mesa_ready, mesa_steps = by_mesa(graph, thresholds, seeds, told)
    ndlib_ready, ndlib_steps = by_ndlib(graph, thresholds, seeds, told)
    steps, whole = "its steps only, our whole call", "with its preparation, our first call"
    return [
        against("NDlib", 300, ndlib_steps, again, steps, "graph already read"),
        against("NDlib", 1, ndlib_ready + ndlib_steps, first, whole, "graph read again"),
        against("a plain Mesa model", 300, mesa_steps, again, steps, "graph already read"),
        against("a plain Mesa model", 1, mesa_ready + mesa_steps, first, whole, "graph read again"),
        against("a scipy.sparse loop", 5, loop, from_matrix, steps, "the same matrix given"),
    ]


def against(peer: str, asked: int, theirs: float, ours: float, what: str, note: str = "") -> Row:
    """Tell how many times as fast as a peer we are."""
    return Row(
        f"threshold process, {NODES:,} x {TIES}, {STEPS} steps, against {peer}: {what}",
        f"{asked} x" if asked > 1 else "stated",
        f"{theirs / ours:.0f} x ({theirs:.3g} s against {ours:.3g} s)",
        theirs / ours >= asked,
        note,
    )


def least(work: Callable[[], object], repeats: int) -> float:
    """Least processor time of a piece of work [s]."""
    taken = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def same(theirs: np.ndarray, ours: np.ndarray) -> None:
    """Stop unless everybody adopted at the same step."""
    if not np.array_equal(theirs, ours):
        raise SystemExit("a peer has other adopters: the comparison would mean nothing")


def by_matrix(matrix: sparse.csr_array, thresholds: np.ndarray, seeds: list[int]) -> np.ndarray:
    """Multiply the matrix with who has adopted, step by step, until nothing changes."""
    ties = matrix.sum(axis=1)
    adopted = np.full(len(thresholds), -1)
    adopted[seeds] = 0
    by_now = (adopted == 0).astype(float)
    for step in range(1, STEPS + 1):
        new = (adopted < 0) & ((matrix @ by_now) / ties + 1e-12 >= thresholds)
        if not new.any():
            break
        adopted[new] = step
        by_now[new] = 1.0
    return adopted


class Person(mesa.Agent):
    """Adopts once enough neighbours have."""

    def __init__(self, model: mesa.Model, threshold: float):
        super().__init__(model)
        self.threshold = threshold
        self.neighbours: list[Person] = []
        self.adopted = self.follows = False

    def look(self) -> None:
        """See how many neighbours have adopted."""
        if not self.adopted:
            seen = sum(other.adopted for other in self.neighbours) / len(self.neighbours)
            self.follows = seen + 1e-12 >= self.threshold

    def follow(self) -> None:
        """Adopt, if enough were seen."""
        self.adopted = self.adopted or self.follows


class Crowd(mesa.Model):
    """A plain Mesa model of the same rule: everybody looks, then everybody follows."""

    def __init__(self, graph: nx.Graph, thresholds: np.ndarray, seeds: list[int]):
        super().__init__(rng=0)
        self.people = [Person(self, threshold) for threshold in thresholds.tolist()]
        for person, node in zip(self.people, graph, strict=True):
            person.neighbours = [self.people[other] for other in graph[node]]
        for seed in seeds:
            self.people[seed].adopted = True

    def step(self) -> None:
        """Take one step."""
        self.agents.do("look")
        self.agents.do("follow")


def by_mesa(
    graph: nx.Graph, thresholds: np.ndarray, seeds: list[int], told: np.ndarray
) -> tuple[float, float]:
    """Seconds that Mesa takes to get ready, and for the steps."""
    start = time.process_time()
    crowd = Crowd(graph, thresholds, seeds)
    ready, steps = time.process_time() - start, 0.0
    for step in range(1, STEPS + 1):
        start = time.process_time()
        crowd.step()
        steps += time.process_time() - start
        same(np.array([person.adopted for person in crowd.people]), (told >= 0) & (told <= step))
    return ready, steps


def by_ndlib(
    graph: nx.Graph, thresholds: np.ndarray, seeds: list[int], told: np.ndarray
) -> tuple[float, float]:
    """Seconds that NDlib takes to get ready, and for the steps."""
    python = PEERS / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        make_peers(python)
    task = dict(edges=list(graph.edges), thresholds=thresholds.tolist(), seeds=seeds, steps=STEPS)
    answer = subprocess.run(
        [python, Path(__file__).with_name("peer_ndlib.py")],
        input=json.dumps(task), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found = json.loads(answer.stdout)
    same(np.array(found["adopted"]), told)
    return found["ready"], found["steps"]


def make_peers(python: Path) -> None:
    """Install NDlib in an environment of its own; a half-made one is not left behind."""
    venv.create(PEERS, with_pip=True)
    install = [python, "-m", "pip", "install", "--quiet", *PACKAGES]
    if subprocess.run(install, check=False).returncode != 0:
        shutil.rmtree(PEERS)
        raise MissingError("NDlib could not be installed")


if __name__ == "__main__":
    for each in rows():
        print(f"{each.what}\n    {each.measured}, asked {each.asked}. {each.note}")
