"""Two engines, one model: every number of every run is the same, bit for bit.

Equality finds any difference between the engines, but not a wrong equation that they share; the
numbers worked by hand in the other tests check that.
"""

from dataclasses import fields, replace
from functools import cache

import networkx as nx
import numpy as np
import pytest
from covering import covering_pairs
from made_up import ODD, odd_system

from sim import config
from sim.engines import limits, simulate
from sim.networks.stands import UNSAID
from sim.networks.system import Standing
from sim.outcomes import Outcomes
from sim.params import Aggregator, Contacts, Kind, Process, Push, Strategy, Target, names
from sim.params.innovation import OwnUse
from sim.rules import gaps

SCENARIOS = tuple(each.name for each in config.presets("scenario"))
STRATEGIES = tuple(each.name for each in config.presets("strategy"))
SYSTEMS = [each.name for each in config.presets("system")]
RING = odd_system(nx.cycle_graph(11))
FIFTEEN = odd_system(nx.watts_strogatz_graph(15, 4, 0.3, seed=1), types=4)
# Every stage, said and drawn, for a few months, for longer than the run, and for nobody knows long
STANDING = replace(
    FIFTEEN,
    standing=Standing(
        np.array([8, 8, 5, 4, 4, 7, 6, 3, 3, 2, 1, 0, UNSAID, UNSAID, UNSAID]),
        np.array([3, 40, 500, 1, UNSAID, 4, UNSAID, 6, UNSAID, 2, 1, 0, UNSAID, UNSAID, UNSAID]),
    ),
)


@cache
def load(*overrides):
    return config.load(overrides)


def lively(scenario, **assumptions):
    """The same organisations sped up: everything that can happen does within a few months."""
    hurried = dict(
        base_awareness=0.5,
        commitment_rate=16.7,
        case_preparation=1.0,
        approval_at_best=3.9,
        board_rejection=0.5,
        abandon_in_dip=1.0,
        discontinue_embedded=0.1,
        lapse_rate=0.26,
        cool_off_rejected=2.0,
        cool_off_abandoned=10.0,
        champion_loss=0.2,
        champion_gain=0.2,
        embed_at=0.6,
        longest_support=4,
        grant=5.0,
    )
    changed = replace(scenario.assumptions, **hurried | assumptions)
    prompt = replace(scenario.innovation, procurement=1.0)
    return replace(scenario, assumptions=changed, innovation=prompt)


def both(scenario, months, replicates, *, system=None, seed=0, first=0):
    """The outcomes of the compiled engine and of the agents, with everything counted."""
    scenario = replace(scenario, clock=replace(scenario.clock, months=months))
    given = {} if system is None else dict(system=system)
    return [
        run(scenario, replicates, seed, engine=engine, first=first, **given)
        for engine in limits.ENGINES
    ]


def run(scenario, replicates, seed, *, engine, first, system=None):
    with pytest.MonkeyPatch.context() as patch:
        if system is not None:
            patch.setattr(simulate, "system_of", lambda *_: system)
        return simulate.simulate(
            scenario, replicates, seed, engine=engine, first=first, organisations=True,
            histories=True,
        )  # fmt: skip


ONLY_THEIR_NAMES = ["engine"]


def different(one: Outcomes, other: Outcomes):
    """The names of what differs in any bit."""
    unequal = []
    for each in fields(Outcomes):
        a, b = getattr(one, each.name), getattr(other, each.name)
        if isinstance(a, np.ndarray):
            same = (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
        else:
            same = a == b
        if not same:
            unequal.append(each.name)
    return unequal


def agree(*about, **more):
    """What both engines gave, once they agree in all but their names."""
    compiled, agents = both(*about, **more)
    assert different(compiled, agents) == ONLY_THEIR_NAMES
    return compiled


def visited(outcomes):
    return {names.STAGES[k] for k in np.unique(outcomes.stage_history)}


# Shipped presets


def test_engines_agree_on_ambient_voice_in_london_to_the_end():
    told = agree(load("scenario=avt_london", "strategy=hin_playbook"), 72, 3)
    assert visited(told) == set(names.STAGES)


def test_engines_agree_on_every_pair_of_scenario_and_strategy_switches():
    """A year, sped up, on an odd system of fifteen, so that every stage is visited."""
    unequal = {
        pair: different(*both(hurried(*pair), 14, 2, system=FIFTEEN))
        for pair in covering_pairs(SCENARIOS, STRATEGIES)
    }
    assert {pair: names for pair, names in unequal.items() if names != ONLY_THEIR_NAMES} == {}


def hurried(scenario, strategy):
    """A sped-up scenario under a strategy."""
    asked = lively(load(f"scenario={scenario}"))
    return replace(asked, strategy=load(f"strategy={strategy}").strategy)


def test_every_scenario_and_strategy_is_among_the_pairs():
    """A pair that is left out is covered by others: each of its switches, any two together."""
    pairs = covering_pairs(SCENARIOS, STRATEGIES)
    assert {scenario for scenario, _ in pairs} == set(SCENARIOS)
    assert {strategy for _, strategy in pairs} == set(STRATEGIES)
    assert len(set(pairs)) == len(pairs) < len(SCENARIOS) * len(STRATEGIES) / 2


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_engines_agree_on_every_scenario_as_shipped(scenario):
    asked = load(f"scenario={scenario}")
    assert different(*both(asked, asked.clock.months, 1)) == ONLY_THEIR_NAMES


@pytest.mark.parametrize("system", SYSTEMS)
def test_engines_agree_on_every_shipped_system(system):
    asked = lively(load(f"system={system}", "strategy=hin_playbook"))
    assert different(*both(asked, 6, 1)) == ONLY_THEIR_NAMES


# Odd systems and numbers of replicates


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("strategy", ["none", "hin_playbook", "big_bang_mandate"])
def test_engines_agree_on_unusual_systems(name, strategy):
    system = odd_system(ODD[name], types=2)
    asked = lively(load(f"strategy={strategy}"))
    pilots = min(asked.strategy.pilots, system.organisations)
    asked = replace(asked, strategy=replace(asked.strategy, pilots=pilots))
    assert different(*both(asked, 20, 3, system=system)) == ONLY_THEIR_NAMES


@pytest.mark.parametrize("replicates", [1, 63, 64, 65, 200])
def test_engines_agree_for_any_number_of_replicates(replicates):
    """Systems of three organisations, drawn again every 64 replicates."""
    asked = lively(load("system.organisations=3", "strategy=hin_playbook", "strategy.pilots=1"))
    told = agree(asked, 8, replicates)
    assert len(told.batch_replicates) == -(-replicates // 64)


@pytest.mark.parametrize("per_system", [1, 7, 100])
def test_engines_agree_however_many_replicates_share_a_system(per_system):
    asked = load("system.organisations=3", "strategy.pilots=1")
    asked = lively(asked, replicates_per_system=per_system)
    first = 0 if per_system == 7 else 5 * per_system
    assert different(*both(asked, 6, 20, first=first)) == ONLY_THEIR_NAMES


# Every switch


VARIED = {
    **{f"process {each.value}": dict(process=Process(kind=each)) for each in Kind},
    "threshold by count": dict(process=Process(kind=Kind.threshold, threshold=1.0, count=True)),
    **{
        f"process {each.value} with levers": dict(process=Process(kind=each, levers=True))
        for each in (Kind.bass, Kind.threshold)
    },
    **{f"contacts: {each.value}": dict(contacts=each) for each in Contacts},
    "process bass, everybody alike": dict(
        process=Process(kind=Kind.bass), contacts=Contacts.everybody
    ),
    "threshold by count, everybody alike": dict(
        process=Process(kind=Kind.threshold, threshold=1.0, count=True),
        contacts=Contacts.everybody,
    ),
    **{f"gaps by {each.value}": dict(aggregator=each) for each in Aggregator},
    "plain exposure": dict(push=Push.plain),
    **{f"help for {each.value}": dict(target=each) for each in Target},
    "winter": dict(winter=0.5),
    "a cap on waves": dict(wave_cap=1, mandate_month=2),
    "a rest in winter": dict(winter_break=True, mandate_month=0),
    "a mandate from the start": dict(mandate_month=0),
    "a mandate with a deadline": dict(mandate_month=1, mandate_by=7),
    "a deadline beyond the end": dict(mandate_month=0, mandate_by=90),
    "a mandate for one site": dict(ambition=type(Strategy().ambition)("site"), mandate_month=1),
    "no pilots": dict(pilots=0),
    "everybody a pilot": dict(pilots=11, mixed_pilots=True),
    "pilots that embedded before": dict(pilots=7, pilots_embedded=0.5),
    "process bass with pilots that embedded before": dict(
        process=Process(kind=Kind.bass), pilots=7, pilots_embedded=0.5
    ),
    "no evaluation": dict(evaluate=False),
    "a short programme": dict(programme=3),
    "no plan, no dual running": dict(plan=0.0, dual_running=0.0),
    "all planned": dict(plan=1.0, dual_running=1.0),
    "unlike types": dict(similarity_across_types=0.0),
    "gaps without a ceiling": dict(gap_ceiling=1.0),
    "staff who do not wait": dict(own_use=OwnUse(start=0.2, spread=0.1, risk=0.01)),
    "staff who do not wait for a wave": dict(own_use=OwnUse(0.2, 0.1, 0.01), wave_cap=1),
}


def vary(scenario, changes):
    """A scenario with these keys changed, in whatever group."""
    for key, value in changes.items():
        groups = (scenario, scenario.strategy, scenario.assumptions, scenario.clock)
        groups += (scenario.innovation, scenario.system)
        home = next(each for each in groups if hasattr(each, key))
        setattr(home, key, value)
    return scenario


@pytest.mark.parametrize("name", VARIED)
def test_engines_agree_on_everything_that_can_be_switched(name):
    """The playbook with money for grants, sped up, on a ring."""
    asked = config.load(["strategy=hin_playbook", "strategy.shift.grants=0.2"])
    asked = vary(lively(asked), VARIED[name])
    assert different(*both(asked, 16, 3, system=RING)) == ONLY_THEIR_NAMES


@pytest.mark.parametrize("name", VARIED)
def test_engines_agree_on_organisations_that_stand_somewhere_already(name):
    asked = config.load(["strategy=hin_playbook", "strategy.shift.grants=0.2"])
    asked = config.with_own(vary(lively(asked), VARIED[name]), STANDING)
    told = agree(asked, 16, 3)
    full = asked.process.kind == Kind.full
    assert len(np.unique(told.stage_history[:, 0])) == (8 if full else 2)


def test_engines_agree_on_organisations_that_stand_somewhere_under_every_strategy():
    unequal = {
        name: different(*both(config.with_own(lively(load(f"strategy={name}")), STANDING), 14, 2))
        for name in STRATEGIES
    }
    assert {name: found for name, found in unequal.items() if found != ONLY_THEIR_NAMES} == {}


def test_engines_agree_on_one_lever_at_a_time():
    for lever in names.LEVERS:
        asked = lively(load("scenario=remote_monitoring"))
        shares = replace(load("strategy=none").strategy.shares, **{lever: 1.0})
        asked = replace(asked, strategy=Strategy(shares=shares))
        assert different(*both(asked, 10, 2, system=RING)) == ONLY_THEIR_NAMES, lever


def test_the_compared_runs_visit_every_stage_and_pay_grants():
    """Sped up, every stage is visited, grants are paid, boards reject and sites give up."""
    asked = config.load(["strategy=hin_playbook", "strategy.shift.grants=0.2"])
    told = agree(lively(asked), 40, 4, system=RING)
    assert visited(told) == set(names.STAGES)
    assert (told.dwell.sum(axis=(0, 2))[1:] > 0).all()
    assert set(np.unique(told.binding.nonzero()[3])) >= {1, 2, 3}
    assert told.first_live.sum() == 4 * RING.organisations


# The tests would notice a difference


def test_a_rule_changed_in_one_engine_alone_is_noticed(monkeypatch):
    """Kernels are compiled already, so the change only reaches the agents."""
    asked = lively(load("strategy=hin_playbook"))
    agree(asked, 10, 1, system=RING)
    plain = gaps.narrowed
    monkeypatch.setattr(gaps, "narrowed", lambda *about: plain(*about) * (1 - 1e-9))
    compiled, agents = both(asked, 10, 1, system=RING)
    assert "proficiency_history" in different(compiled, agents)


def test_a_result_that_differs_in_one_bit_is_noticed():
    one, _ = both(lively(load("strategy=none")), 3, 1, system=RING)
    benefit = one.benefit.copy()
    benefit[0, 1] = np.nextafter(benefit[0, 1], np.inf)
    assert different(one, replace(one, benefit=benefit)) == ["benefit"]
