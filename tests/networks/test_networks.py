"""Systems drawn from a scenario or taken from a graph."""

import math
import re
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import ODD, odd_system
from scipy.stats import binomtest, kstest, spearmanr

from sim import config
from sim.networks import generate, system_from_graph, system_of, to_graph
from sim.networks.system import ties_as_rows
from sim.networks.ties import not_empty
from sim.params import Contacts, OrganisationType, System
from sim.params.errors import UserError

SHIPPED = [each.name for each in config.presets("system")]
TRAITS = ("maturity", "capacity", "culture", "finance")


def pairs_of(system):
    """The ties of a system as {(lower, higher): trust}; each must be in both rows."""
    arrays = system.arrays
    here = np.repeat(np.arange(system.organisations), np.diff(arrays.starts))
    both = {}
    for i, j, trust in zip(here.tolist(), arrays.peers.tolist(), arrays.trust, strict=True):
        both.setdefault((min(i, j), max(i, j)), []).append((i, j, trust))
    for pair, ends in both.items():
        assert len(ends) == 2, pair
        assert ends[0][:2] == ends[1][1::-1]
        assert ends[0][2] == ends[1][2]
    return {pair: ends[0][2] for pair, ends in both.items()}


def equal(one, other):
    """Whether two systems are equal, bit for bit."""
    same = (one.names, one.types, one.regions) == (other.names, other.types, other.regions)
    arrays = zip(one.arrays, other.arrays, strict=True)
    return same and all(a.dtype == b.dtype and a.tobytes() == b.tobytes() for a, b in arrays)


def equal_but_for_rounded_sizes(one, other):
    """Whether two systems are equal; sizes are divided by their mean again when they are read."""
    assert one.arrays.size == pytest.approx(other.arrays.size, rel=1e-14)
    rounded = one.arrays._replace(size=other.arrays.size)
    return equal(replace(one, arrays=rounded, drawn=other.drawn), other)


# Drawn


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_system_is_sound(name):
    parameters = config.load([f"system={name}"]).system
    system = generate(parameters, seed=1, draw=0)
    arrays, n = system.arrays, parameters.organisations
    assert system.organisations == len(system.names) == len(set(system.names)) == n
    assert system.drawn
    for trait in TRAITS:
        assert ((getattr(arrays, trait) >= 0.03) & (getattr(arrays, trait) <= 0.97)).all()
    assert arrays.size.mean() == pytest.approx(1.0)
    assert (arrays.size > 0).all()
    assert (arrays.board_interval >= 1).all()
    assert (arrays.approvals >= 1).all()
    assert np.lexsort((np.arange(n), arrays.maturity)).tolist() == arrays.by_maturity.tolist()
    ties = pairs_of(system)
    assert all(i != j and trust > 0 for (i, j), trust in ties.items())
    assert {j for _, j in ties} == set(range(1, n))  # everybody has an earlier neighbour
    for i in range(n):
        peers = arrays.peers[arrays.starts[i] : arrays.starts[i + 1]]
        assert (np.diff(peers) > 0).all()


def test_given_counts_of_types_are_exact():
    system = generate(config.load(["system=south_london"]).system, seed=1, draw=0)
    counts = dict(zip(system.types, np.bincount(system.arrays.type).tolist(), strict=True))
    assert sum(counts.values()) == 60
    assert sorted(counts.values()) == [1, 2, 3, 4, 7, 43]


def test_weights_that_do_not_come_out_even_go_to_the_largest_remainders():
    """5 organisations by .59, .24, .17: 2.95, 1.2, .85 are 3, 1 and 1."""
    weights = (0.59, 0.24, 0.17)
    types = {f"t{k}": OrganisationType(weight=w) for k, w in enumerate(weights)}
    system = generate(System(organisations=5, types=types), seed=1, draw=0)
    assert np.bincount(system.arrays.type).tolist() == [3, 1, 1]


def test_regions_are_dealt_out_evenly_and_exactly_the_stated_share_is_deprived():
    system = generate(System(organisations=60, regions=4, deprived_share=0.35), seed=1, draw=0)
    assert np.bincount(system.arrays.region).tolist() == [15] * 4
    assert system.arrays.deprived.sum() == 21


def test_a_type_that_cannot_be_deprived_is_never_deprived():
    types = {"nhs": OrganisationType(), "private": OrganisationType(can_be_deprived=False)}
    system = generate(System(organisations=40, types=types, deprived_share=0.5), seed=1, draw=0)
    assert system.arrays.deprived[system.arrays.type == 0].sum() == 20
    assert not system.arrays.deprived[system.arrays.type == 1].any()


def test_a_type_has_its_own_means_boards_and_legacy():
    own = OrganisationType(maturity=0.9, board_interval=1, approvals=5, legacy=0.1)
    types = {"own": own, "usual": OrganisationType()}
    parameters = System(organisations=10, types=types, spread_of_traits=0.0, deprived_share=0.0)
    arrays = generate(parameters, seed=1, draw=0).arrays
    assert arrays.maturity.tolist() == pytest.approx([0.9] * 5 + [0.45] * 5)
    assert arrays.board_interval.tolist() == [1] * 5 + [2] * 5
    assert arrays.approvals.tolist() == [5] * 5 + [2] * 5
    assert arrays.legacy.tolist() == [0.1] * 5 + [0.5] * 5


def test_traits_have_the_stated_beta_margins():
    """Kolmogorov-Smirnov on 4,000 organisations; fails for one seed in 10,000 and trait."""
    parameters = System(organisations=4000, deprived_share=0.0, most_ties=1, correlation=0.0)
    arrays = generate(parameters, seed=1, draw=0).arrays
    for trait in TRAITS:
        mean = getattr(parameters, trait)
        both = mean * (1 - mean) / 0.17**2 - 1
        law = kstest(getattr(arrays, trait), "beta", (mean * both, (1 - mean) * both))
        assert law.pvalue > 1e-4, trait


def test_traits_are_correlated_as_stated():
    """Ranks of a bivariate normal of .35: 6/pi asin(.35/2) = .336; five standard errors of .014."""
    parameters = System(organisations=4000, deprived_share=0.0, most_ties=1)
    arrays = generate(parameters, seed=2, draw=0).arrays
    for trait in TRAITS[1:]:
        ranks = spearmanr(arrays.maturity, getattr(arrays, trait)).statistic
        assert ranks == pytest.approx(0.336, abs=0.07)


def test_deprivation_subtracts_its_penalty_from_the_drawn_traits():
    usual = System(organisations=200)
    arrays, without = (
        generate(replace(usual, deprived_penalty=each), seed=1, draw=0).arrays for each in (0.1, 0)
    )
    for trait, part in dict(maturity=0.5, capacity=1, culture=0, finance=1).items():
        expected = getattr(without, trait) - 0.1 * part * without.deprived
        assert getattr(arrays, trait) == pytest.approx(np.maximum(expected, 0.03))


def test_the_same_draw_gives_the_same_system_and_another_draw_does_not():
    parameters = System()
    system = generate(parameters, seed=1, draw=2)
    assert equal(system, generate(parameters, seed=1, draw=2))
    assert equal(system, system_of(parameters, 1, 2))
    for seed, draw in ((1, 3), (2, 2)):
        other = generate(parameters, seed, draw)
        assert not np.array_equal(other.arrays.maturity, system.arrays.maturity)
        assert pairs_of(other).keys() != pairs_of(system).keys()


def test_changing_the_share_of_deprived_organisations_reshuffles_nothing_else():
    one, other = (
        generate(System(deprived_share=each, deprived_penalty=0.0), seed=1, draw=0).arrays
        for each in (0.2, 0.5)
    )
    for part in set(one._fields) - {"deprived"}:
        assert np.array_equal(getattr(one, part), getattr(other, part)), part


def test_the_number_of_ties_follows_from_their_chances():
    """Two regions of 50 of one type; fails for one seed in 10,000 each."""
    parameters = System(
        organisations=100,
        regions=2,
        ties_same_region=0.2,
        ties_other_region=0.1,
        ties_same_type=0.05,
        most_ties=99,
    )
    within = across = 0
    for draw in range(20):
        system = generate(parameters, seed=1, draw=draw)
        region = system.arrays.region
        drawn = [pair for pair, trust in pairs_of(system).items() if trust != 0.5]
        within += sum(region[i] == region[j] for i, j in drawn)
        across += sum(region[i] != region[j] for i, j in drawn)
    assert binomtest(int(within), 20 * 2450, 0.25).pvalue > 1e-4
    assert binomtest(int(across), 20 * 2500, 0.15).pvalue > 1e-4


def test_trust_is_lower_between_types():
    types = {"a": OrganisationType(), "b": OrganisationType()}
    system = generate(System(organisations=200, types=types), seed=1, draw=0)
    type = system.arrays.type
    same = [t for (i, j), t in pairs_of(system).items() if type[i] == type[j]]
    across = [t for (i, j), t in pairs_of(system).items() if type[i] != type[j]]
    assert 0.5 <= min(same) <= max(same) < 1.0
    assert 0.3 <= min(across) <= max(across) < 0.6
    assert kstest(same, "uniform", (0.5, 0.5)).pvalue > 1e-4


def test_large_systems_are_thinned_to_the_ties_that_people_can_keep_up():
    """8,000 organisations would have 1,900 ties each; thinned, 20 (a tie is two ends)."""
    system = generate(System(organisations=8000), seed=1, draw=0)
    assert 2 * len(pairs_of(system)) / 8000 == pytest.approx(20, rel=0.01)


def test_no_shipped_system_is_thinned_below_its_stated_chances():
    for name in SHIPPED:
        parameters = config.load([f"system={name}"]).system
        if parameters.is_own:  # its ties are in a file
            continue
        free = replace(parameters, most_ties=1e6)
        assert equal(generate(parameters, 1, 0), generate(free, 1, 0))


def test_organisations_without_ties_outside_their_type_are_tied_within_it():
    types = {"nhs": OrganisationType(), "private": OrganisationType(outside_ties=0.0)}
    system = generate(System(organisations=60, types=types), seed=1, draw=0)
    type = system.arrays.type
    across = [trust for (i, j), trust in pairs_of(system).items() if type[i] != type[j]]
    assert set(across) <= {0.5}  # none but those of organisations that would have no ties
    assert len(across) < 10


@pytest.mark.parametrize("organisations", [1, 2, 3])
def test_the_smallest_systems_are_drawn_too(organisations):
    system = generate(System(organisations=organisations, regions=5), seed=1, draw=0)
    assert len(pairs_of(system)) >= organisations - 1
    assert system.arrays.size.mean() == pytest.approx(1.0)


def test_a_spread_that_no_beta_distribution_has_is_refused():
    with pytest.raises(UserError, match=r"spread_of_traits is 0\.4, too wide for a mean maturity"):
        generate(System(maturity=0.1, spread_of_traits=0.4), seed=1, draw=0)


def test_types_without_weight_are_refused():
    types = {"a": OrganisationType(weight=0.0)}
    with pytest.raises(UserError, match="every weight is 0"):
        generate(System(types=types), seed=1, draw=0)


# From a graph


@pytest.mark.parametrize("name", ODD)
def test_a_graph_survives_a_round_trip(name):
    system = odd_system(ODD[name])
    assert equal_but_for_rounded_sizes(system_from_graph(to_graph(system)), system)


@given(st.integers(0, 1000))
def test_ties_of_any_graph_are_in_both_rows(seed):
    graph = nx.gnp_random_graph(12, 0.3, seed=seed)
    expected = {tuple(sorted(edge)) for edge in graph.edges}
    assert pairs_of(system_from_graph(graph)).keys() == expected


def test_a_graph_needs_no_attributes_and_its_direction_and_loops_are_ignored():
    graph = nx.DiGraph([("b", "a"), ("a", "b"), ("b", "c"), ("c", "c")])
    with pytest.warns(UserWarning, match="directed|left out") as told:
        system = system_from_graph(graph)
    said = [str(each.message) for each in told]
    assert said[0] == "the graph is directed; here each of its ties goes both ways"
    assert said[1].startswith("edges from a node to itself are left out")
    assert system.names == ("b", "a", "c")
    assert pairs_of(system) == {(0, 1): 0.75, (0, 2): 0.75}
    assert system.arrays.maturity.tolist() == [0.45] * 3
    assert (system.types, system.regions) == (("Organisation",), ("Everywhere",))


def test_an_empty_graph_is_refused():
    with pytest.raises(UserError, match="no nodes"):
        system_from_graph(nx.Graph())


@pytest.mark.parametrize("trust", [0.0, -1.0, 1.5, float("inf"), "strong"])
def test_an_edge_without_trust_is_refused(trust):
    graph = nx.Graph()
    graph.add_edge(0, 1, trust=trust)
    told = re.escape(f"edge 0 to 1: trust is '{trust}'; it must be a number above 0 and at most 1")
    with pytest.raises(UserError, match=told):
        system_from_graph(graph)


@pytest.mark.parametrize(
    ("attributes", "told"),
    {
        "a share above 1": (
            dict(maturity=1.2), "node 'a': maturity is '1.2'; it must be a number from 0 to 1."
        ),
        "a truth": (dict(culture=True), "node 'a': culture is 'True'; it must be a number"),
        "a word": (dict(capacity="high"), "node 'a': capacity is 'high'; it must be a number"),
        "a list": (dict(finance=[0.3]), "node 'a': finance is '[0.3]'; it must be a number"),
        "endless size": (dict(size=math.inf), "node 'a': size is 'inf'; it must be a number above"),
        "half a board": (dict(approvals=1.5), "node 'a': approvals is '1.5'; it must be a whole"),
        "no board": (dict(board_interval=0), "board_interval is '0'; it must be a whole"),
        "neither": (dict(deprived="perhaps"), "deprived is 'perhaps'; it must be yes or no"),
        "misspelt": (dict(maturty=0.4), "attribute 'maturty' (did you mean maturity?); choose"),
        "a name twice": (
            dict(name="b"), "two organisations have the name 'b'; rename one of them."
        ),
    }.values(),
)  # fmt: skip
def test_node_attributes_must_follow_the_rules_of_a_file(attributes, told):
    graph = nx.Graph()
    graph.add_nodes_from([("a", attributes)])
    graph.add_node("b")
    with pytest.raises(UserError) as refused:
        system_from_graph(graph)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.filterwarnings("ignore:.* of 1 of 2 organisations is not known", "ignore:deprived")
def test_node_attributes_may_be_missing_or_numbers_of_another_library():
    graph = nx.Graph()
    graph.add_node("a", capacity=np.float64(0.25), approvals=np.int64(3), region=" ", size=1)
    graph.add_node("b", deprived=np.True_, size="2")
    system = system_from_graph(graph)
    arrays = system.arrays
    assert arrays.maturity.tolist() == [0.45, 0.45]  # nowhere given
    assert arrays.capacity[0] == 0.25
    assert arrays.approvals.tolist() == [3, 2]
    assert arrays.deprived.tolist() == [False, True]  # ticked, so the other is not
    assert arrays.size.tolist() == [2 / 3, 4 / 3]
    assert system.unknown.blanks == {"capacity": 1}


def test_capacity_thirds_are_by_capacity_with_ties_by_index():
    graph = nx.Graph()
    for i, capacity in enumerate((0.5, 0.2, 0.5, 0.9, 0.5, 0.1)):
        graph.add_node(i, capacity=capacity)
    assert system_from_graph(graph).capacity_third.tolist() == [1, 0, 1, 2, 2, 0]


def test_ties_as_rows_by_hand():
    ends = np.array([0, 0]), np.array([2, 1])
    starts, peers, trust = ties_as_rows(4, *ends, np.array([0.3, 0.6]))
    assert starts.tolist() == [0, 2, 3, 4, 4]
    assert peers.tolist() == [1, 2, 0, 0]
    assert trust.tolist() == [0.6, 0.3, 0.6, 0.3]


def test_types_have_sizes_and_the_average_organisation_has_one():
    """Three large to one small: means of 2 and 1/2 where there are as many of both."""
    kinds = {
        "large": OrganisationType(weight=1, size=6.0), "small": OrganisationType(weight=2, size=1.5)
    }  # fmt: skip
    system = generate(System(organisations=300, types=kinds, size_spread=0.0), 0, 0)
    assert system.arrays.size[:100] == pytest.approx(2.0)
    assert system.arrays.size[100:] == pytest.approx(0.5)
    varied = generate(System(organisations=3000, types=kinds), 0, 0).arrays.size
    assert varied.mean() == pytest.approx(1.0)
    assert varied[:1000].mean() / varied[1000:].mean() == pytest.approx(4.0, rel=0.1)


def test_skipping_pairs_of_blocks_without_ties_draws_what_one_by_one_draws():
    chance = np.random.default_rng(5)
    pairs = chance.integers(0, 9, 400)
    probability = chance.uniform(0, 0.02, 400)
    one, other = np.random.default_rng(6), np.random.default_rng(6)
    found = []
    for place, count in not_empty(pairs, probability, one):
        found.append((place, count, one.random()))  # whoever draws the ties uses the generator
    expected = []
    for place in range(400):
        count = other.binomial(int(pairs[place]), float(probability[place]))
        if count:
            expected.append((place, count, other.random()))
    assert found == expected
    assert len(found) > 5


def test_ties_with_anybody_are_as_many_as_by_region_and_type_and_cross_both_freely():
    """4,000 organisations: few pairs are of one region and type, so few random ties are."""
    parameters = System(
        organisations=4000, regions=40, most_ties=12, ties_other_region=0.001, ties_same_type=0.0
    )
    shaped = system_of(parameters, 1, 0)
    mixed = system_of(replace(parameters, contacts=Contacts.random), 1, 0)

    def within(system):
        a = system.arrays
        one = np.repeat(np.arange(4000), np.diff(a.starts))
        return (a.region[one] == a.region[a.peers]).mean()

    assert len(mixed.arrays.peers) == pytest.approx(len(shaped.arrays.peers), rel=0.03)
    assert within(shaped) > 0.5
    assert within(mixed) == pytest.approx(1 / 40, abs=0.005)
    assert np.array_equal(mixed.arrays.maturity, shaped.arrays.maturity)


def test_ties_with_anybody_leave_nobody_alone():
    few = System(organisations=3, contacts=Contacts.random, ties_same_region=0.01)

    assert (np.diff(system_of(few, 1, 0).arrays.starts) > 0).all()
