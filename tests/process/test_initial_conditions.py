"""How everybody starts: rank, category, pilots, boards, queue."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from made_up import odd_system, settings
from scipy.stats import binomtest, kstest

from sim import config
from sim.networks import generate, system_from_graph
from sim.params import Scenario, Strategy, Target
from sim.params.names import TARGETS
from sim.process.initial_conditions import categories, initial_conditions_of
from sim.process.line_up import total_trust
from sim.rules import draws, moves

REPLICATES = np.arange(50)
STRATEGIES = [each.name for each in config.presets("strategy")]


def some_system(organisations=30, **changes):
    return odd_system(nx.cycle_graph(organisations), **{"steps": 1000, **changes})


def start(system, strategy=None, *, seed=3, replicates=REPLICATES, **changes):
    scenario = replace(Scenario(), strategy=strategy or Strategy())
    p = settings(scenario, system.organisations, **changes)
    return initial_conditions_of(system, p, seed, replicates)


def of_types(*types):
    """A system whose organisations are of these types, the first the readiest."""
    graph = nx.Graph()
    for i, each in enumerate(types):
        graph.add_node(i, type=each, culture=0.9 - 0.5 * i / len(types))
    return system_from_graph(graph)


def pilots_of(system, pilots, *, mixed):
    told = start(system, Strategy(pilots=pilots, mixed_pilots=mixed), rank_noise=0.0)
    return np.flatnonzero(told.pilot[0]).tolist()


# Ranks and categories


def test_without_noise_the_readiest_come_first_and_ties_are_ordered_by_index():
    """Culture weighs .35: .9 is ahead of .5, and two of .5 keep their order."""
    graph = nx.Graph()
    for i, culture in enumerate((0.5, 0.9, 0.5, 0.1)):
        graph.add_node(i, culture=culture)
    told = start(system_from_graph(graph), rank_noise=0.0)
    assert told.in_line[0].tolist() == [1, 0, 2, 3]
    assert told.position[0].tolist() == [1, 0, 2, 3]


def test_position_and_line_are_each_others_inverse():
    told = start(some_system())
    for position, line in zip(told.position, told.in_line, strict=True):
        assert position[line].tolist() == list(range(30))


def test_the_noise_in_readiness_is_normal_with_its_standard_deviation():
    """Ten organisations equal but for chance: a score is all noise.

    Kolmogorov-Smirnov on 5,000 draws: a correct program would fail for one seed in 10,000.
    """
    alike = system_from_graph(nx.empty_graph(10))
    seen = []

    def ready(maturity, capacity, culture, noise, *weights):
        seen.append(noise)
        return maturity + noise

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moves, "readiness", ready)
        start(alike, replicates=np.arange(500), rank_noise=0.05)
    assert kstest(seen[0].ravel() / 0.05, "norm").pvalue > 1e-4


def test_sixty_organisations_fall_into_categories_by_hand():
    """2.5 % of 60 is 1.5: one innovator, nine early adopters, then 20, 20 and 10."""
    told = categories(start(some_system(60)).position)
    assert told.shape == (50, 60)
    for each in told:
        assert np.bincount(each).tolist() == [1, 9, 20, 20, 10]


@pytest.mark.filterwarnings("ignore:.*to itself", "ignore:.*no ties")  # of one organisation
@pytest.mark.parametrize(("organisations", "innovators"), [(1, 0), (2, 0), (20, 0), (21, 1)])
def test_up_to_twenty_organisations_have_no_innovators(organisations, innovators):
    told = categories(start(some_system(organisations), Strategy(pilots=0)).position)
    assert ((told == 0).sum(axis=1) == innovators).all()


# Pilots


def test_pilots_are_the_readiest():
    told = start(some_system(), Strategy(pilots=4))
    for pilot, line in zip(told.pilot, told.in_line, strict=True):
        assert set(np.flatnonzero(pilot)) == set(line[:4])


def test_mixed_pilots_are_dealt_out_by_type_most_frequent_first():
    """Three A, two B, two C, one D: A B C D, then A B C, then A."""
    system = of_types("B", "A", "A", "C", "A", "B", "C", "D")
    in_turn = [1, 0, 3, 7, 2, 5, 6, 4]
    for pilots in range(1, 9):
        assert pilots_of(system, pilots, mixed=True) == sorted(in_turn[:pilots])
    assert pilots_of(system, 3, mixed=False) == [0, 1, 2]


@pytest.mark.parametrize("mixed", [False, True])
def test_there_are_as_many_pilots_as_asked_for_up_to_everybody(mixed):
    for pilots in (0, 1, 5, 30):
        told = start(some_system(), Strategy(pilots=pilots, mixed_pilots=mixed))
        assert (told.pilot.sum(axis=1) == pilots).all()


# Champions and boards


def test_the_number_of_champions_follows_from_culture():
    """Culture .5: a chance of .2 + .6 x .5; binomial, fails for one seed in 10,000."""
    alike = system_from_graph(nx.empty_graph(10))
    told = start(alike, replicates=np.arange(1000)).champion
    assert binomtest(int(told.sum()), told.size, 0.5).pvalue > 1e-4


def test_phases_are_whole_months_below_the_interval_of_the_boards():
    """Intervals of 1 to 3 months; some boards start in each month of an interval."""
    system = some_system()
    told = start(system).phase
    for interval in (1, 2, 3):
        phases = told[:, system.arrays.board_interval == interval]
        assert set(np.unique(phases)) == set(range(interval))


# The same start under every plan


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_replicate_starts_the_same_under_every_strategy(name):
    system = some_system()
    usual, told = start(system), start(system, config.load([f"strategy={name}"]).strategy)
    for part in ("position", "in_line", "champion", "phase"):
        assert np.array_equal(getattr(told, part), getattr(usual, part))


def test_a_replicate_starts_the_same_whichever_others_run_with_it():
    together = start(some_system(), replicates=np.array([5, 6, 7]))
    alone = start(some_system(), replicates=np.array([6]))
    for one, other in zip(together, alone, strict=True):
        assert one[1].tolist() == other[0].tolist()


def test_replicates_and_seeds_start_differently():
    told, other = start(some_system()), start(some_system(), seed=4)
    assert len(np.unique(told.in_line, axis=0)) == 50
    assert not np.array_equal(told.in_line, other.in_line)


# The queue for one-to-one help


def queue_of(system, target, replicates=REPLICATES):
    told = start(system, Strategy(target=Target(target)), replicates=replicates)
    return told.queue, told


@pytest.mark.parametrize("target", TARGETS)
def test_everybody_is_in_the_queue_once(target):
    queue, _ = queue_of(some_system(), target)
    assert (np.sort(queue, axis=1) == np.arange(30)).all()


def test_help_goes_to_the_readiest_or_to_the_laggards():
    for target in ("ready", "uncommitted", "committed"):
        queue, told = queue_of(some_system(), target)
        assert np.array_equal(queue, told.in_line)
    queue, told = queue_of(some_system(), "laggards")
    assert np.array_equal(queue, told.in_line[:, ::-1])


def test_help_for_equity_goes_to_deprived_areas_first_and_then_by_rank():
    system = some_system()
    queue, told = queue_of(system, "equity")
    for order, line in zip(queue, told.in_line, strict=True):
        deprived = system.arrays.deprived[line]
        assert order.tolist() == [*line[deprived], *line[~deprived]]


def test_help_for_hubs_goes_by_the_trust_of_their_ties():
    star = odd_system(nx.star_graph(6))
    trust = total_trust(star.arrays)
    assert trust[0] == pytest.approx(trust[1:].sum())
    queue, _ = queue_of(star, "hubs")
    assert (queue == np.argsort(-trust, kind="stable")).all()


def test_hubs_with_equal_ties_are_ordered_by_rank():
    ring = nx.cycle_graph(30)
    nx.set_edge_attributes(ring, 0.7, "trust")
    queue, told = queue_of(system_from_graph(ring), "hubs")
    assert np.array_equal(queue, told.in_line)


def test_help_at_random_follows_its_own_draw():
    system = some_system()
    queue, _ = queue_of(system, "random", replicates=np.array([7]))
    drawn = [draws.uniform(draws.key(3, 7), i, 0, draws.TARGET) for i in range(30)]
    assert queue[0].tolist() == np.argsort(drawn, kind="stable").tolist()


def test_trust_is_summed_for_isolated_organisations_too():
    graph = nx.Graph([(0, 2, {"trust": 0.8})])
    graph.add_nodes_from([1, 3])
    told = total_trust(system_from_graph(graph).arrays)
    assert told.tolist() == [0.8, 0.8, 0.0, 0.0]  # in the order of the nodes: 0, 2, 1, 3
    generated = generate(Scenario().system, seed=1, draw=0)
    assert total_trust(generated.arrays).min() > 0
