"""`sim.spread` against exact laws, published results, and netdiffuseR node by node.

Tests of chance use an exact law of the process; redrawn at random, a correct program would fail
one of them once in 10,000 times.
"""

import csv
import re
from math import exp
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from laws import CASES, IMITATION, INNOVATION, RISK, adopted_on_a_circle, fit, law_of_adopters
from scipy import sparse
from scipy.stats import binomtest, norm, ttest_1samp

import sim

YEARS = CASES["circle_1D"]["inputs"]["t"]
BASS = dict(process="bass", innovation=INNOVATION, imitation=IMITATION)
SYNTHETIC = Path(__file__).parents[1] / "data" / "synthetic"
SHARED = Path(__file__).parents[3] / "shared"


def by_step(adopted, steps):
    """Count those who have adopted by each step; int[R, steps + 1]."""
    return np.stack([((adopted >= 0) & (adopted <= s)).sum(axis=1) for s in range(steps + 1)], 1)


# Bass.


@pytest.fixture(scope="module")
def everybody_tied():
    """Run Bass where everybody knows everybody; adopters by replicate and month."""

    def adopters(nodes):
        spread = sim.spread(nx.complete_graph(nodes), steps=120, replicates=4096, seed=1, **BASS)
        return by_step(spread, 120)

    return {nodes: adopters(nodes) for nodes in (20, 50, 150)}


@pytest.mark.parametrize("nodes", [20, 50, 150])
@pytest.mark.parametrize("month", [12, 60, 96, 120])
def test_on_a_complete_graph_the_number_of_adopters_follows_its_exact_law(
    everybody_tied, nodes, month
):
    expected = CASES["complete_graph_exact_monthly"]["expected"][f"N={nodes}"][str(month)]
    law, numbers = law_of_adopters(nodes, month), np.arange(nodes + 1)
    mean = law @ numbers
    assert [mean, (law @ (numbers - mean) ** 2) ** 0.5, law[-1]] == pytest.approx(
        expected, abs=1e-5
    )

    counted = everybody_tied[nodes][:, month]
    assert fit(counted, law) > RISK
    assert abs(counted.mean() - expected[0]) < 4 * expected[1] / len(counted) ** 0.5


@pytest.mark.parametrize("graph", [nx.star_graph(59), nx.complete_graph(60), nx.empty_graph(60)])
@pytest.mark.parametrize("step", [1.0, 0.5, 12.0])
def test_without_imitation_adoption_is_a_toss_of_a_coin_however_long_a_step_is(graph, step):
    steps = round(120 / step)
    spread = sim.spread(graph, innovation=INNOVATION, steps=steps, step=step, replicates=256)

    inputs, expected = (CASES["limits_q0_p0"][part] for part in ("inputs", "expected"))
    for years, share in zip(inputs["t"], expected["q0"], strict=True):
        adopters = ((spread >= 0) & (spread * step <= 12 * years)).sum()
        exact = 1 - exp(-12 * years * INNOVATION)
        assert exact == pytest.approx(share, abs=1e-6)
        assert binomtest(int(adopters), spread.size, exact).pvalue > RISK


@pytest.mark.parametrize("members", [3, 5, 10, 20, None])
def test_the_law_on_a_circle_tends_to_the_published_one_as_steps_shrink(members):
    """Fibich & Gibori (2010); two step lengths give the limit up to their square."""
    coarse, fine = (adopted_on_a_circle(20 * n, n, members)[n * np.array(YEARS)] for n in (48, 96))

    published = CASES["circle_1D"]["expected"]["M=inf" if members is None else f"M={members}"]
    assert 2 * fine - coarse == pytest.approx(published, abs=3e-5)


def circle(members, one_sided):
    """A circle on which influence runs both ways, or all of it from the left."""
    return nx.cycle_graph(members, create_using=nx.DiGraph if one_sided else nx.Graph)


@pytest.mark.parametrize("one_sided", [False, True])
@pytest.mark.parametrize(("members", "replicates"), [(3, 8000), (5, 5000), (10, 2500), (200, 512)])
def test_on_a_circle_adoption_follows_its_exact_law(members, replicates, one_sided):
    """In the steps of a tenth of a year, one-sided and two-sided circles differ a little."""
    spread = sim.spread(
        circle(members, one_sided), steps=200, step=1.2, replicates=replicates, seed=2, **BASS
    )
    shares = by_step(spread, 200) / members
    law = one_sided_circle if one_sided else adopted_on_a_circle
    exact = law(200, 10, None if members == 200 else members)
    for years in YEARS:
        assert ttest_1samp(shares[:, 10 * years], exact[10 * years]).pvalue > RISK


def one_sided_circle(steps, per_year, members=None):
    """The same as `adopted_on_a_circle` where all influence comes from the left."""
    p, q = 0.03 / per_year, 0.38 / per_year
    k = np.arange(1, steps + 2 if members is None else members + 1)
    none = np.r_[np.ones(len(k)), 0.0]
    adopted = [0.0]
    for _ in range(steps):
        row, one_more = none[:-1], none[1:]
        beside = one_more + exp(-q) * (row - one_more)
        if members is not None:
            beside[-1] = none[-2]
        none = np.r_[np.exp(-k * p) * beside, 0.0]
        adopted.append(1 - none[0])
    return np.array(adopted)


def test_many_who_know_each_other_follow_the_published_monthly_map():
    """The map is the limit of infinitely many; of 3,000 a run strays by a few points."""
    expected = CASES["sync_monthly_map"]["expected"]["F_month_60_120_180"]
    everybody = sparse.csr_array(1 - np.eye(3000, dtype=np.int8))  # networkx takes seconds
    spread = sim.spread(everybody, steps=180, replicates=16, **BASS)
    shares = by_step(spread, 180) / 3000

    for month, share in zip((60, 120, 180), expected, strict=True):
        error = shares[:, month].std(ddof=1) / 4
        assert shares[:, month].mean() == pytest.approx(share, abs=4 * error + 0.002)


# Thresholds.


def crowd(thresholds):
    """Let everybody see everybody; thresholds are numbers of others."""
    graph = nx.complete_graph(len(thresholds))
    return sim.spread(graph, "threshold", thresholds=thresholds, count=True, steps=200)[0]


def test_one_persons_threshold_decides_between_a_riot_and_a_single_stone():
    expected = CASES["granovetter"]["expected"]
    riot, calm = crowd(range(100)), crowd([0, 2, *range(2, 100)])

    assert riot.tolist() == list(range(1, expected["steps"] + 1))
    assert (riot >= 0).sum() == expected["uniform"]
    assert (calm >= 0).sum() == expected["perturbed"]


@pytest.mark.parametrize(("below_or_above", "joined"), [(-0.1, (0, 10)), (0.1, (99, 100))])
def test_a_little_more_variety_of_thresholds_turns_a_few_into_all(below_or_above, joined):
    """Normal thresholds around 25 of 100, on either side of the critical standard deviation."""
    deviation = CASES["granovetter"]["expected"]["critical_sd_continuum"] + below_or_above
    thresholds = (25 + deviation * norm.ppf((np.arange(1000) + 0.5) / 1000)) / 100
    graph = nx.complete_graph(1000)
    reached = sim.spread(graph, "threshold", thresholds=thresholds, steps=1000)[0] >= 0

    assert joined[0] <= 100 * reached.mean() <= joined[1]


CONTAGION = CASES["complex_contagion"]["expected"]
RINGS = [name for name in CONTAGION if name.startswith("ring k=")]
REWIRED = CONTAGION["rewired ring N=1000 (mean final share, share of runs >90%)"]


@pytest.mark.parametrize("name", RINGS)
def test_on_a_ring_the_front_moves_as_fast_as_published_or_stops(name):
    """Centola & Macy (2007); exact."""
    ties, needed = (int(number) for number in re.findall(r"=(\d+)", name))
    ring = nx.watts_strogatz_graph(200, ties, 0)
    counted = dict(thresholds=needed, count=True)
    spread = sim.spread(ring, "threshold", seeds=range(needed), steps=300, **counted)
    adopters = by_step(spread, 300)[0]

    expected = CONTAGION[name]
    assert adopters[-1] == expected["final"]
    assert np.count_nonzero(np.diff(adopters)) == expected["steps"]
    assert adopters[2] - adopters[1] == 2 * expected["speed_per_side"]


@pytest.mark.parametrize("needed", [2, 3, 4])
@pytest.mark.parametrize("count", [True, False])
def test_on_a_torus_three_reinforcing_neighbours_spread_and_four_do_not(needed, count):
    graph = nx.Graph()
    for x, y in np.ndindex(20, 20):
        for dx, dy in ((0, 1), (1, 0), (1, 1), (1, -1)):
            graph.add_edge((x, y), ((x + dx) % 20, (y + dy) % 20))
    asked = dict(thresholds=needed if count else needed / 8, count=count)
    spread = sim.spread(graph, "threshold", seeds=np.ndindex(3, 3), steps=100, **asked)

    final = CONTAGION[f"Moore torus 20x20, a={needed}, 3x3 seed"]
    assert (spread >= 0).sum() == final


@pytest.mark.parametrize("name", [name for name in REWIRED if not name.endswith("0.001")])
def test_random_ties_stop_what_needs_reinforcement(name):
    """Mean of 240 rings, each begun by a node and its neighbours; the tolerance is the table's.

    So many, since rings of one row end at nearly none or nearly all: means of thirty differ by
    more than the tolerance by chance alone.  Not the rows where one tie in a thousand is rewired:
    there the result depends on which ties.  Without rewiring all rings are the same.
    """
    ties, needed, share = (float(number) for number in re.findall(r"=([\d.]+)", name))
    reached = []
    for seed in range(240 if share else 1):
        ring = nx.watts_strogatz_graph(1000, int(ties), share, seed=seed)
        first = [0, *ring[0]]
        counted = dict(thresholds=needed, count=True)
        reached.append(sim.spread(ring, "threshold", seeds=first, steps=1000, **counted) >= 0)
    shares = np.mean(reached, axis=(1, 2))

    mean, nearly_all = REWIRED[name]
    assert shares.mean() == pytest.approx(mean, abs=0.1)
    assert (shares > 0.9).mean() == pytest.approx(nearly_all, abs=0.1)


# netdiffuseR, node by node.


def table(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def differing(edges, expected, *, incoming=False, count=False):
    """Nodes that adopt at another step than netdiffuseR says.

    There an edge says who names whom, so that influence runs against it; or (incoming) along it.
    Its step 1 are the seeds, which are step 0 here.
    """
    graph = nx.DiGraph()
    graph.add_nodes_from(row["id"] for row in expected)
    for edge in edges:
        ends = edge["source"], edge["target"]
        graph.add_edge(*(ends if incoming else ends[::-1]))
    spread = sim.spread(
        graph, "threshold",
        seeds=[row["id"] for row in expected if row["seed"] == "1"],
        thresholds=[float(row["threshold"]) for row in expected],
        steps=60, count=count,
    )  # fmt: skip
    told = [int(row["toa"]) - 1 if row["toa"] not in ("", "NA") else -1 for row in expected]
    assert len(set(told)) > 3
    return [row["id"] for row, a, b in zip(expected, told, spread[0], strict=True) if a != b]


@pytest.mark.parametrize(
    ("name", "asked"),
    {
        "fraction_outgoing": {},
        "fraction_incoming": dict(incoming=True),
        "count1_outgoing": dict(count=True),
        "count2_outgoing": dict(count=True),
    }.items(),
)
def test_on_a_made_up_network_every_node_adopts_when_netdiffuser_says(name, asked):
    edges = table(SYNTHETIC / "edges.csv")
    assert differing(edges, table(SYNTHETIC / f"rdiffnet_{name}.csv"), **asked) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the Medical Innovation data is not here (shared)")
@pytest.mark.parametrize(
    ("name", "asked"), {"A_fraction_outgoing": {}, "C_count2_outgoing": dict(count=True)}.items()
)
def test_on_the_medical_innovation_network_every_doctor_adopts_when_netdiffuser_says(name, asked):
    edges = table(SHARED / "data" / "medinnovations" / "edges.csv")
    assert differing(edges, table(SHARED / "golden" / f"rdiffnet_{name}.csv"), **asked) == []
