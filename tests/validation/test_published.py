"""The classics against their exact laws and published results, through the same engine.

Expected numbers stand in tests/data/analytic.json, computed for this project apart from its code,
each by two methods.  Tests of chance use an exact law of the process; redrawn at random, a correct
engine would fail one of them once in 10,000 times.
"""

import re
from math import exp, log

import networkx as nx
import numpy as np
import pytest
from brought import classic
from laws import CASES, IMITATION, INNOVATION, RISK, adopted_on_a_circle, fit, law_of_adopters
from paired import changed, run
from scipy.stats import binomtest, norm, ttest_1samp

from sim.params.names import GAPS
from sim.process.settings import settings_of

BASS = dict(kind="bass", innovation=INNOVATION, imitation=IMITATION)
YEARS = CASES["circle_1D"]["inputs"]["t"]


# Bass on a complete graph: a Markov chain in the number of adopters.


@pytest.fixture(scope="module")
def everybody_tied(folder):
    """Run Bass where everybody knows everybody; adopters by replicate and month."""

    def adopters(organisations):
        keys = classic(folder("complete"), nx.complete_graph(organisations), **BASS)
        return run(changes=keys | {"clock.months": 120}, replicates=2048).ever_live

    return {organisations: adopters(organisations) for organisations in (20, 50)}


@pytest.mark.parametrize("organisations", [20, 50])
@pytest.mark.parametrize("month", [12, 60, 96, 120])
def test_on_a_complete_graph_the_number_of_adopters_follows_its_exact_law(
    everybody_tied, organisations, month
):
    expected = CASES["complete_graph_exact_monthly"]["expected"][f"N={organisations}"][str(month)]
    law, numbers = law_of_adopters(organisations, month), np.arange(organisations + 1)
    mean = law @ numbers
    assert [mean, (law @ (numbers - mean) ** 2) ** 0.5, law[-1]] == pytest.approx(
        expected, abs=1e-5
    )

    counted = everybody_tied[organisations][:, month]
    everybody = binomtest(int((counted == organisations).sum()), len(counted), law[-1])
    assert everybody.pvalue > RISK
    assert fit(counted, law) > RISK


@pytest.mark.parametrize("graph", [nx.star_graph(59), nx.complete_graph(60), nx.empty_graph(60)])
def test_without_imitation_adoption_is_one_toss_of_a_coin_a_month(folder, graph):
    alone = classic(folder("alone"), graph, **BASS | {"imitation": 0})
    outcomes = run(changes=alone | {"clock.months": 120}, replicates=256)

    inputs, expected = (CASES["limits_q0_p0"][part] for part in ("inputs", "expected"))
    for years, share in zip(inputs["t"], expected["q0"], strict=True):
        adopters = int(outcomes.ever_live[:, 12 * years].sum())
        exact = 1 - exp(-12 * years * INNOVATION)
        assert exact == pytest.approx(share, abs=1e-6)
        assert binomtest(adopters, 256 * 60, exact).pvalue > RISK


def test_without_innovation_nobody_begins(folder):
    keys = classic(folder("imitators"), nx.complete_graph(20), **BASS | {"innovation": 0})

    assert run(changes=keys, replicates=64).ever_live.sum() == 0


# Bass on a circle.


def test_the_monthly_law_on_a_circle_tends_to_the_published_one_as_steps_shrink():
    """Fibich & Gibori (2010); two step lengths give the limit up to their square."""
    coarse, fine = (adopted_on_a_circle(20 * n, n)[n * np.array(YEARS)] for n in (24, 48))

    published = CASES["circle_1D"]["expected"]["M=inf"]
    assert 2 * fine - coarse == pytest.approx(published, abs=1e-4)


def test_on_a_circle_adoption_follows_its_exact_monthly_law(folder):
    keys = classic(folder("circle"), nx.cycle_graph(200), **BASS)
    shares = run(changes=keys | {"clock.months": 240}, replicates=512).ever_live / 200

    exact = adopted_on_a_circle(240, 12)
    for years in YEARS:
        assert ttest_1samp(shares[:, 12 * years], exact[12 * years]).pvalue > RISK


# Thresholds: Granovetter's crowd, and Centola and Macy's wide bridges.


def crowd(folder, thresholds):
    """Give a crowd in which each joins once so many of the other 99 have, as shares of ties.

    The engine has one threshold, 1 %.  So each is also tied, as strongly as makes that share its
    own number, to a bystander who never joins, because one tie outweighs all his others.
    """
    graph, least = nx.complete_graph(len(thresholds)), 1e-9
    nx.set_edge_attributes(graph, least, "trust")
    for i, number in enumerate(thresholds):
        if number > 0:
            graph.add_edge(i, "bystander", trust=least * (100 * number - (len(thresholds) - 1)))
    graph.add_edge("bystander", "somebody else", trust=1)
    seeds = [i for i, number in enumerate(thresholds) if number <= 0]
    return classic(folder("crowd"), graph, seeds, kind="threshold", threshold=0.01)


def test_one_persons_threshold_decides_between_a_riot_and_a_single_stone(folder):
    expected = CASES["granovetter"]["expected"]
    riot = run(changes=crowd(folder, range(100)) | {"clock.months": 120}, replicates=1)
    perturbed = [0, 2, *range(2, 100)]
    calm = run(changes=crowd(folder, perturbed) | {"clock.months": 120}, replicates=1)

    assert riot.ever_live[0, :100].tolist() == list(range(1, expected["steps"] + 1))
    assert riot.ever_live[0, -1] == expected["uniform"]
    assert calm.ever_live[0, -1] == expected["perturbed"]


@pytest.mark.parametrize(("below_or_above", "joined"), [(-0.5, (0, 10)), (0.5, (99, 100))])
def test_a_little_more_variety_of_thresholds_turns_a_few_into_all(folder, below_or_above, joined):
    """Normal thresholds around 25 of 100, on either side of the critical standard deviation."""
    deviation = CASES["granovetter"]["expected"]["critical_sd_continuum"] + below_or_above
    thresholds = (
        np.ceil(25 + deviation * norm.ppf((np.arange(100) + 0.5) / 100)).astype(int).tolist()
    )
    outcomes = run(changes=crowd(folder, thresholds) | {"clock.months": 120}, replicates=1)

    assert joined[0] <= outcomes.ever_live[0, -1] <= joined[1]


def spread(folder, graph, seeds, needed):
    """Give adopters by step when so many neighbours are needed; int[steps + 1]."""
    keys = classic(folder("ties"), graph, seeds, kind="threshold", threshold=needed, count=True)
    return run(changes=keys | {"clock.months": 300}, replicates=1).ever_live[0]


CONTAGION = CASES["complex_contagion"]["expected"]
RINGS = [name for name in CONTAGION if name.startswith("ring k=")]


@pytest.mark.parametrize("name", RINGS)
def test_on_a_ring_the_front_moves_as_fast_as_published_or_stops(folder, name):
    """Centola & Macy (2007); exact."""
    ties, needed = (int(number) for number in re.findall(r"=(\d+)", name))
    adopters = spread(folder, nx.watts_strogatz_graph(200, ties, 0), range(needed), needed)

    expected = CONTAGION[name]
    assert adopters[-1] == expected["final"]
    assert np.count_nonzero(np.diff(adopters)) == expected["steps"]
    assert adopters[2] - adopters[1] == 2 * expected["speed_per_side"]


@pytest.mark.parametrize("needed", [2, 3, 4])
def test_on_a_torus_three_reinforcing_neighbours_spread_and_four_do_not(folder, needed):
    graph = nx.Graph()
    for x, y in np.ndindex(20, 20):
        for dx, dy in ((0, 1), (1, 0), (1, 1), (1, -1)):
            graph.add_edge((x, y), ((x + dx) % 20, (y + dy) % 20))
    graph = nx.relabel_nodes(graph, {node: f"{node[0]} {node[1]}" for node in graph})
    seeds = [f"{x} {y}" for x, y in np.ndindex(3, 3)]

    assert (
        spread(folder, graph, seeds, needed)[-1]
        == CONTAGION[f"Moore torus 20x20, a={needed}, 3x3 seed"]
    )


@pytest.mark.parametrize(("ties", "needed", "share"), [(4, 2, 0.03), (4, 2, 0.1), (8, 3, 0.3)])
def test_random_ties_stop_what_needs_reinforcement(folder, ties, needed, share):
    """Mean of ten rings; the published table states its tolerance as 0.1.

    Rows in which rewiring stops everything do not depend on how ties are rewired.
    """
    rings = [nx.watts_strogatz_graph(1000, ties, share, seed=seed) for seed in range(10)]
    reached = [spread(folder, ring, range(needed), needed)[-1] / 1000 for ring in rings]

    table = CONTAGION["rewired ring N=1000 (mean final share, share of runs >90%)"]
    expected = table[f"k={ties},a={needed},rewired share={share:g}"][0]
    assert np.mean(reached) == pytest.approx(expected, abs=0.1)


# The full process as a chain of waits.


def test_three_stages_in_a_row_take_a_negative_binomial_time():
    """Exact, for the whole process with its gaps closed: hearing, committing, one board.

    Each has a chance of 0.2 a month; writing the case takes one month more.
    """
    case, chance = CASES["stage_delay"], CASES["stage_delay"]["inputs"]["h"]
    quality = settings_of(changed(), 60).quality
    rate = -log(1 - chance)
    changes = {f"load.{gap}": 0 for gap in GAPS} | {
        "strategy.pilots": 0,
        "innovation.own_use.start": 0,
        "system.approvals": 1,
        "system.board_interval": 1,
        "innovation.procurement": 0,
        "innovation.regulatory_clarity": 1,
        "assumptions.base_awareness": rate,
        "assumptions.word_of_mouth": 0,
        "assumptions.threshold_steepness": 0,  # then peers give half of the pull, whoever they are
        "assumptions.commitment_rate": rate / (quality**2 * 0.5),
        "assumptions.lapse_rate": 0,
        "assumptions.case_preparation": 0.25,
        "assumptions.approval_at_best": chance,
        "assumptions.board_rejection": 0,
    }
    outcomes = run(changes=changes, replicates=256)

    for months, law in zip(case["inputs"]["t"], case["expected"]["negbin"], strict=True):
        live = int(outcomes.ever_live[:, months + 1].sum())
        assert binomtest(live, 256 * 60, law).pvalue > RISK
