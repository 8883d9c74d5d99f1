"""64 replicates side by side give the same as one by one: every count, bit for bit.

`test_engines_agree` compares the plain kernel with the agents; here the lanes are compared with
the plain kernel, and once more with the agents themselves.
"""

import threading
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from covering import covering_pairs
from made_up import ODD, odd_system
from test_engines_agree import (
    FIFTEEN,
    RING,
    SCENARIOS,
    STANDING,
    STRATEGIES,
    VARIED,
    different,
    hurried,
    lively,
    load,
    vary,
)

from sim import config
from sim.engines import kernels, limits, simulate
from sim.engines.lanes import bytes_of_lanes
from sim.engines.simulate import count_block, kernel_of, pays_in_lanes
from sim.outcomes.counts import empty_counts
from sim.params import Kind, Strategy, names
from sim.process.settings import settings_of
from sim.rules.compiled import is_compiled


def counted(scenario, system, replicates, *, in_lanes, seed=0):
    """Everything counted in a block, by organisation too, and the histories."""
    told = empty_counts(
        system, len(replicates), scenario.clock.months, organisations=True, histories=True
    )
    numbers = settings_of(scenario, system.organisations)
    count_block(numbers, system, replicates, seed, told, in_lanes=in_lanes)
    return told


def agree(*about, **more):
    """What lanes counted, once it is what runs one by one count."""
    lanes, plain = both(*about, **more)
    assert unequal(lanes, plain) == []
    return lanes


def both(scenario, system, months, replicates=5, seed=0):
    """Run a block in lanes and one by one."""
    scenario = replace(scenario, clock=replace(scenario.clock, months=months))
    block = np.arange(3, 3 + replicates)
    return [counted(scenario, system, block, in_lanes=each, seed=seed) for each in (True, False)]


def unequal(lanes, plain):
    """The names of what differs in any bit."""
    return [
        name
        for name, one, other in zip(lanes._fields, lanes, plain, strict=True)
        if (one.dtype, one.shape, one.tobytes()) != (other.dtype, other.shape, other.tobytes())
    ]


# Shipped presets


def test_lanes_agree_on_every_pair_of_scenario_and_strategy_switches():
    found = {
        pair: unequal(*both(hurried(*pair), FIFTEEN, 30))
        for pair in covering_pairs(SCENARIOS, STRATEGIES)
    }
    assert {pair: names for pair, names in found.items() if names} == {}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_lanes_agree_on_every_scenario_as_shipped(scenario):
    asked = load(f"scenario={scenario}")
    block = simulate.blocks_of(asked, 0, range(1))[0]
    ran = both(asked, block.system, asked.clock.months, replicates=3)
    assert unequal(*ran) == []


# Odd systems and numbers of replicates


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("strategy", ["none", "hin_playbook", "big_bang_mandate"])
def test_lanes_agree_on_unusual_systems(name, strategy):
    system = odd_system(ODD[name], types=2)
    asked = lively(load(f"strategy={strategy}"))
    pilots = min(asked.strategy.pilots, system.organisations)
    asked = replace(asked, strategy=replace(asked.strategy, pilots=pilots))
    assert unequal(*both(asked, system, 40)) == []


@pytest.mark.parametrize("name", [each for each in VARIED if "process" not in VARIED[each]])
def test_lanes_agree_on_organisations_that_stand_somewhere_already(name):
    asked = config.load(["strategy=hin_playbook", "strategy.shift.grants=0.2"])
    asked = config.with_own(vary(lively(asked), VARIED[name]), STANDING)
    assert unequal(*both(asked, STANDING, 20)) == []


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_lanes_agree_on_organisations_that_stand_somewhere_under_every_strategy(strategy):
    asked = config.with_own(lively(load(f"strategy={strategy}")), STANDING)
    assert unequal(*both(asked, STANDING, 20, replicates=64)) == []


@pytest.mark.parametrize("ends", [254, 255, 256, 600])
def test_lanes_agree_on_counts_that_exceed_a_byte(ends):
    """A star: its centre counts the neighbours that move, and a month counts the gaps that bind."""
    star = odd_system(nx.star_graph(ends))
    assert unequal(*both(lively(load("strategy=hin_playbook")), star, 12)) == []


WAYS_TO_MOVE_TRUST = {
    "a mandate": ("strategy=none", "strategy.mandate_month=0"),
    "a deadline": ("strategy=none", "strategy.mandate_month=0", "strategy.mandate_by=9"),
    "co-design": ("strategy=none", "strategy.shares.codesign=1", "strategy.two_way=0"),
    "two-way communication": ("strategy=none", "strategy.shares.comms=1"),
    "failures nearby": ("strategy=none", "assumptions.abandon_in_dip=5"),
    "failures, with waves": (
        "strategy=none",
        "strategy.wave_cap=2",
        "assumptions.abandon_in_dip=5",
    ),
}


@pytest.mark.parametrize("way", WAYS_TO_MOVE_TRUST)
def test_lanes_agree_where_one_thing_alone_moves_trust(way):
    """Lanes leave trust alone where nothing can move it; here one thing does, and it matters."""
    nobody_leaves = ("assumptions.abandon_in_dip=0", "assumptions.discontinue_embedded=0")
    strong = ("assumptions.trust_built=1", "assumptions.trust_lost=1", "innovation.disruption=0.8")
    keys = {each.split("=")[0]: each for each in (*nobody_leaves, *strong)}
    keys |= {each.split("=")[0]: each for each in WAYS_TO_MOVE_TRUST[way]}
    asked = load(*keys.values(), "assumptions.base_awareness=0.3", "strategy.pilots=3")
    moved = agree(asked, FIFTEEN, 40, 12)

    still = replace(asked, assumptions=replace(asked.assumptions, trust_built=0, trust_lost=0))
    assert not np.array_equal(agree(still, FIFTEEN, 40, 12).stages, moved.stages)


@pytest.mark.parametrize("replicates", [1, 2, 63, 64])
def test_lanes_agree_for_any_number_of_replicates(replicates):
    asked = lively(load("strategy=hin_playbook"))
    assert unequal(*both(asked, RING, 30, replicates, seed=4)) == []


@pytest.mark.parametrize("replicates", [1, 63, 64, 65, 200])
def test_outcomes_do_not_depend_on_where_lanes_are_used(replicates, monkeypatch):
    asked = lively(load("system.organisations=5", "strategy=hin_playbook"))
    asked = replace(asked, clock=replace(asked.clock, months=20))
    told = []
    for fewest in (1, 12, 65):
        monkeypatch.setattr(kernels, "FEWEST_IN_LANES", fewest)
        told.append(simulate.simulate(asked, replicates, organisations=True, histories=True))
    assert different(told[0], told[1]) == different(told[0], told[2]) == []


# Every switch

OTHER = ("process", "threshold", "a mandate for one site")  # not in lanes, or below
FULL = [name for name in VARIED if not name.startswith(OTHER)]
MORE = {
    "contracts": dict(contract=5),
    "short contracts": dict(contract=1),
    "one site": dict(ambition="site"),
    "one region": dict(ambition="system"),
    "one region at first": dict(ambition="system", ambition_review=8),
    "a mandate for one site": dict(ambition="site", mandate_month=1),
    "a grant at every price": dict(grant=0.0),
    "waves of two": dict(wave_cap=2),
    "waves of none": dict(wave_cap=0),
    "all given away": dict(longest_support=1),
    "a codified model": dict(codification=0.9),
    "training": dict(training=0.1),
    "integration": dict(integration=0.2, integration_ramp=0.3),
    "exclusion": dict(exclusion=0.5, inclusive=0.3),
    "no reach": dict(evidence_pooled=0.0),
    "bad news": dict(bad_news=0.0),
    "no pilots, tools for all": dict(pilots=0, tools_factor=1.0),
}


@pytest.mark.parametrize("name", FULL)
def test_lanes_agree_on_everything_that_can_be_switched(name):
    """The playbook with money for grants, sped up, on a ring."""
    asked = config.load(["strategy=hin_playbook", "strategy.shift.grants=0.2"])
    told = agree(vary(lively(asked), VARIED[name]), RING, 40)
    assert told.stages[:, -1].sum() == 5 * RING.organisations


@pytest.mark.parametrize("name", MORE)
def test_lanes_agree_on_what_the_paper_adds(name):
    asked = config.load(["strategy=hin_two_phases", "strategy.shift.grants=0.2"])
    asked = changed(lively(asked), **MORE[name])
    assert unequal(*both(asked, FIFTEEN, 40)) == []


def changed(scenario, **changes):
    """A scenario with these keys changed, whatever group they are in."""
    for key, value in changes.items():
        for group in (scenario.strategy, scenario.assumptions, scenario.system):
            if hasattr(group, key):
                kind = type(getattr(group, key))
                setattr(group, key, kind(value) if isinstance(value, str) else value)
    return scenario


def test_lanes_agree_on_one_lever_at_a_time():
    for lever in names.LEVERS:
        asked = lively(load("scenario=remote_monitoring"))
        shares = replace(load("strategy=none").strategy.shares, **{lever: 1.0})
        asked = replace(asked, strategy=Strategy(shares=shares))
        assert unequal(*both(asked, RING, 30)) == [], lever


def test_the_compared_runs_visit_every_stage_and_gap():
    """Every stage is visited and left, every kind of gap binds, and many give up."""
    asked = config.load(["strategy=hin_playbook", "strategy.shift.grants=0.2"])
    told = agree(lively(asked), FIFTEEN, 60, 64)
    assert np.unique(told.stage_history).tolist() == list(range(8))
    assert (told.dwell.sum(axis=1)[1:] > 0).all()
    assert (told.binding.sum(axis=(0, 1)) > 0).sum() >= 3
    assert told.ever_abandoned[:, -1].min() > 0
    assert told.first_live.sum() == 64 * FIFTEEN.organisations


# Compared with the agents


@pytest.mark.parametrize("strategy", ["none", "hin_playbook", "big_bang_mandate"])
def test_lanes_and_agents_give_the_same_results(strategy, monkeypatch):
    asked = lively(load("system.organisations=9", f"strategy={strategy}"))
    asked = replace(asked, clock=replace(asked.clock, months=20))
    monkeypatch.setattr(kernels, "FEWEST_IN_LANES", 1)
    one, other = (
        simulate.simulate(asked, 3, 7, engine=each, organisations=True, histories=True)
        for each in limits.ENGINES
    )
    assert different(one, other) == ["engine"]


# When they are used


def test_lanes_are_used_where_they_pay(monkeypatch):
    asked = load("strategy=none")
    assert pays_in_lanes(asked, RING.organisations, 64)
    assert not pays_in_lanes(asked, RING.organisations, 3)
    classic = replace(asked, process=replace(asked.process, kind=Kind.bass))
    assert not pays_in_lanes(classic, RING.organisations, 64)
    monkeypatch.setattr(kernels, "ROOM_FOR_LANES", bytes_of_lanes(RING.organisations) - 1)
    assert not pays_in_lanes(asked, RING.organisations, 64)


def test_the_kernel_that_a_run_is_said_to_need_is_the_one_that_it_compiles():
    for few, kernel in ((2, "run_block"), (70, "run_lanes")):
        asked = load("strategy=none", "system.organisations=20", "clock.months=2")
        assert kernel_of(asked, few) == kernel
        assert len(simulate.simulate(asked, few).replicates) == few
        assert is_compiled(kernel)
    assert not is_compiled("run_nothing")


def test_callers_on_several_threads_at_once_get_what_each_would_get_alone():
    plans = [lively(load("system.organisations=20", f"strategy={each}")) for each in STRATEGIES[:6]]
    plans = [replace(each, clock=replace(each.clock, months=24)) for each in plans]
    alone = [simulate.simulate(each, 130) for each in plans]
    together = [None] * len(plans)

    def ask(k):
        for _ in range(3):
            together[k] = simulate.simulate(plans[k], 130, threads=2)

    callers = [threading.Thread(target=ask, args=(k,)) for k in range(len(plans))]
    for each in callers:
        each.start()
    for each in callers:
        each.join()
    assert [different(a, b) for a, b in zip(alone, together, strict=True)] == [[]] * len(plans)
