"""Laws of trust: of a tie, which carries, and of an organisation, which moves (E5-E8, E21)."""

from dataclasses import replace

import numpy as np
import pytest
from paired import is_more, live_on_average

from sim.config import load, with_values
from sim.engines.agents import HealthSystem
from sim.engines.simulate import simulate
from sim.networks import system_of
from sim.params.names import ABANDONED
from sim.process import decisions
from sim.process.settings import settings_of

PLANS = ("none", "hin_playbook", "big_bang_mandate")


def plan(strategy, **changes):
    scenario = load(["system=south_london", "innovation=ambient_voice", f"strategy={strategy}"])
    return with_values(scenario, {"clock.months": 48} | changes)


def with_trust(system, trust):
    """The same system, all ties of one trust; none of them where it is None."""
    arrays, n = system.arrays, system.organisations
    if trust is None:
        nowhere = dict(starts=np.zeros(n + 1, np.int64), peers=arrays.peers[:0])
        return replace(system, arrays=arrays._replace(trust=arrays.trust[:0], **nowhere))
    return replace(system, arrays=arrays._replace(trust=np.full_like(arrays.trust, trust)))


def run(scenario, trust, replicates=64):
    system = with_trust(system_of(scenario.system, 1, 0), trust)
    return simulate(scenario, replicates, seed=1, system=system, threads=1)


@pytest.mark.parametrize("strategy", PLANS)
def test_ties_without_trust_are_no_ties_to_the_last_bit(strategy):
    scenario = plan(strategy, **{"innovation.disruption": 0.8})  # so that some give up
    untrusted, untied = (run(scenario, each, 16) for each in (0.0, None))
    assert untied.stages[:, -1, ABANDONED].any() or strategy == "none"
    for name in ("stages", "first_live", "group_stages", "binding", "benefit", "site_cost"):
        assert np.array_equal(getattr(untrusted, name), getattr(untied, name)), name


@pytest.mark.parametrize("strategy", ["none", "hin_playbook"])
def test_the_less_the_ties_are_trusted_the_slower_it_spreads(strategy):
    scenario = plan(strategy)
    told = [run(scenario, trust) for trust in (1.0, 0.5, 0.2, 0.05)]
    means = [live_on_average(each).mean() for each in told]
    assert means == sorted(means, reverse=True)
    assert is_more(told[0], told[-1], live_on_average)


def mean_trust(strategy, months=24, where=lambda one: True, **changes):
    """Mean trust of those organisations for which something holds, after some months."""
    system = HealthSystem(plan(strategy, **changes), 1, collect=False)
    for _ in range(months):
        system.step()
    return np.mean([one.trust for one in system.organisations if where(one)])


def test_listening_builds_trust_and_telling_alone_does_not():
    comms = dict.fromkeys(["strategy.shares.comms"], 1.0)
    none = {"assumptions.trust_lost": 0}
    told, heard = (
        mean_trust("comms_drumbeat", **comms, **none, **{"strategy.two_way": x}) for x in (0, 1)
    )
    assert heard > told == 0.5


def test_trust_is_lost_where_neighbours_give_up_and_under_compulsion():
    failing = {"innovation.disruption": 0.9, "assumptions.abandon_in_dip": 2.0}

    def saw_it(one):
        return any(tie.peer.ever_abandoned for tie in one.ties)

    saw, missed = (
        mean_trust("none", 40, lambda one, far=far: saw_it(one) != far, **failing,
                   **{"assumptions.base_awareness": 0.2})
        for far in (False, True)
    )  # fmt: skip
    assert saw < missed <= 0.5
    forced = {"strategy.mandate_month": 0, "assumptions.trust_built": 0}
    assert mean_trust("none", where=lambda one: one.compelled, **forced) < 0.4


def test_an_example_planned_for_scale_convinces_the_least_ready():
    """The only example is an unlike site: the readiest take it as it is, the last by plan."""

    def felt(rank, planned):
        p = replace(settings_of(plan("none"), 60), plan=planned)
        one, peer, tie = (type("Thing", (), {})() for _ in range(3))
        one.type, one.maturity, peer.type, peer.maturity, tie.trust = 0, 0.3, 1, 0.8, 0.8
        decisions.weigh(p, one, peer, tie)
        return decisions.exposed(tie.trust, tie.carries, rank, 0.5, 1)

    assert felt(1.0, 0.0) == felt(1.0, 1.0) == pytest.approx(0.8)
    assert felt(0.0, 0.0) < 0.05
    assert felt(0.0, 1.0) == pytest.approx(0.8)
