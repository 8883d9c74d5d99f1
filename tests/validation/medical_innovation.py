"""The Medical Innovation study: 125 doctors, whom they named, and when they first prescribed.

Coleman, Katz & Menzel 1966; Valente 1995.  It is not part of the project (`../shared`).  Months are
1 to 17; a doctor coded 18 never prescribed in the time that was looked at.
"""

import csv
from functools import cache
from pathlib import Path

import networkx as nx
import pandas as pd

import sim

SHARED = Path(__file__).parents[3] / "shared"
DATA = SHARED / "data" / "medinnovations"
GOLDEN = SHARED / "golden" / "medinnovations_node_stats.csv"
LAST = 17
# What a doctor's readiness may come from: science orientation, years since graduation, journals.
TRAITS = ["science", "proage", "journ2"]
# How exposure and the chance to adopt could be put; the first is the choice.
MODELS = {
    "named": {},
    "named, this month": {"lag": 0},
    "named, how many": {"normalized": False},
    "named, by strength": {"weighted": True},
    "named, traits": {"covariates": TRAITS},
    "named by": {"outgoing": False},
    "named by, traits": {"outgoing": False, "covariates": TRAITS},
    "named, no months": {"by_period": False},
    "named by, no months": {"by_period": False, "outgoing": False},
}


@cache
def doctors():
    """Give a table of the doctors, by number."""
    return pd.read_csv(DATA / "nodes.csv").set_index("id")


@cache
def network():
    """Give who named whom, with how strongly."""
    graph = nx.DiGraph()
    graph.add_nodes_from(doctors().index)
    with (DATA / "edges.csv").open(newline="", encoding="utf-8") as file:
        for tie in csv.DictReader(file):
            graph.add_edge(int(tie["source"]), int(tie["target"]), weight=float(tie["weight"]))
    return graph


@cache
def observed(last=LAST):
    """Give the study as adoption times on its network."""
    return sim.diffusion(network(), doctors()["toa"], weight="weight", first=1, last=last)


@cache
def effect(model):
    """Fit one of the models."""
    asked = dict(MODELS[model])
    if "covariates" in asked:
        asked["covariates"] = doctors()[asked["covariates"]]
    return observed().peer_effect(**asked)


@cache
def in_our_runs(replicates=32):
    """Odds ratio of a peer in each run of south London without a partner, by the same model."""
    result = sim.run("scenario=avt_london", "strategy=none", replicates=2)
    return [result.diffusion(r).peer_effect().odds_ratio[0] for r in range(replicates)]
