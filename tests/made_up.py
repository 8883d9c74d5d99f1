"""Made up for tests: systems with unusual ties, organisations, months, chance."""

from dataclasses import replace
from types import SimpleNamespace

import networkx as nx
import numpy as np

from sim.networks import system_from_graph
from sim.params import Scenario
from sim.params.names import LEVERS
from sim.process.settings import settings_of
from sim.process.state import FIELDS, NOT_HELD, NOT_READY, month_by_name
from sim.rules import draws

TRAITS = ("maturity", "capacity", "culture", "finance")


def odd_system(graph, *, types=3, seed=0, steps=4):
    """A graph as a system, its traits drawn from a few values so that some are tied.

    types  how many types; organisation i is of type i % types
    steps  how many values a trait may have
    """
    chance = np.random.default_rng(seed)
    graph = nx.convert_node_labels_to_integers(graph)
    for i in graph:
        drawn = (chance.integers(1, steps + 1, len(TRAITS)) / (steps + 1)).tolist()
        graph.add_node(
            i,
            **dict(zip(TRAITS, drawn, strict=True)),
            type=f"Type {i % types}",
            region=f"Region {i % 2}",
            deprived=bool(chance.random() < 0.4),
            size=float(chance.uniform(0.5, 2.0)),
            legacy=float(chance.uniform(0.0, 1.0)),
            board_interval=int(chance.integers(1, 4)),
            approvals=int(chance.integers(1, 4)),
        )
    for one, other in graph.edges:
        graph.add_edge(one, other, trust=float(chance.uniform(0.2, 1.0)))
    return system_from_graph(graph)


def some_isolated(organisations=9):
    """A path of five, and organisations without ties."""
    graph = nx.empty_graph(organisations)
    nx.add_path(graph, range(min(5, organisations)))
    return graph


ODD = {
    "one organisation": nx.empty_graph(1),
    "two that are tied": nx.path_graph(2),
    "isolated ones": some_isolated(),
    "nobody tied": nx.empty_graph(5),
    "a star": nx.star_graph(8),
    "a ring": nx.cycle_graph(11),
    "everybody tied": nx.complete_graph(7),
}


def settings(scenario=None, organisations=60, **changes):
    """The settings of a scenario, with some of them set by the test."""
    return replace(settings_of(scenario or Scenario(), organisations), **changes)


def someone(**state):
    """An organisation (`sim.process.state`), with everything at zero except what is given."""
    zero = {"f8": 0.0, "i8": 0, "u8": 0, "?": False}
    start = {name: zero[kind] for name, kind in FIELDS.items()}
    absent = dict(supported=NOT_HELD, waited=NOT_READY, board_interval=1, boards=1, size=1.0)
    absent |= dict(trust=0.5)
    meant = dict(scope=True, counted=True, needed=state.get("boards", 1))
    return SimpleNamespace(**(start | absent | meant | state))


def month(number=0, *, crowd=1.0, **doses):
    """A month in which levers offer these doses."""
    made = month_by_name()
    made.number, made.crowd = number, crowd
    made.case_worth = made.board_worth = 1.0
    for lever, dose in doses.items():
        made.offered[LEVERS.index(lever)] = dose
    return made


def luck(monkeypatch, **lucky):
    """Let the named purposes happen whenever they can, and nothing else.

    A number instead of True: the draw.
    """
    wanted = {getattr(draws, name): value for name, value in lucky.items()}
    by_chance = draws.uniform

    def uniform(key, organisation, month, purpose):
        if np.ndim(key):  # the start of a run, for everybody at once
            return by_chance(key, organisation, month, purpose)
        wished = wanted.get(purpose, False)
        return {True: 0.0, False: 1.0}[wished] if isinstance(wished, bool) else wished

    monkeypatch.setattr(draws, "uniform", uniform)
