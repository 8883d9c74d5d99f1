"""The agents: a Mesa model like any other, to read, step through, extend and draw."""

from collections.abc import MutableSet
from dataclasses import replace

import networkx as nx
import pytest
from made_up import odd_system

from sim import config
from sim.engines.agents import HealthSystem, Organisation, SpreadPartner
from sim.engines.simulate import simulate
from sim.networks import generate
from sim.params import Kind, names
from sim.process import stages

MONTHS = 10
RING = odd_system(nx.cycle_graph(12))


def playbook(**strategy):
    scenario = config.load(["strategy=hin_playbook", "assumptions.base_awareness=0.5"])
    return replace(scenario, strategy=replace(scenario.strategy, **strategy))


def stepped(model, months=MONTHS):
    for _ in range(months):
        model.step()
    return model


def histories(model, months=MONTHS):
    """Stage, proficiency and fatigue of everybody by month."""
    told = []
    for _ in range(months):
        model.step()
        told.append([(o.stage, o.proficiency, o.fatigue) for o in model.organisations])
    return told


def test_every_replicate_equals_that_of_the_ensemble():
    """`HealthSystem(scenario, seed, replicate)` is the same run that simulate counts."""
    scenario = playbook()
    scenario.clock.months = 6
    told = simulate(scenario, 2, seed=5, first=63, histories=True)
    for r, replicate in enumerate((63, 64)):  # the second uses another system
        model = HealthSystem(scenario, seed=5, replicate=replicate)
        assert model.system.names == generate(scenario.system, 5, replicate // 64).names
        for m, month in enumerate(histories(model, 6), start=1):
            assert [stage for stage, _, _ in month] == told.stage_history[r, m].tolist()
            assert [x for _, x, _ in month] == told.proficiency_history[r, m].tolist()
            assert [x for _, _, x in month] == told.fatigue_history[r, m].tolist()


# As in Mesa


def test_the_data_collector_records_shares_by_month():
    model = stepped(HealthSystem(playbook(), 0, system=RING))
    frame = model.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == ["live", "embedded", "seed"]
    assert len(frame) == MONTHS + 1
    assert frame["live"].iloc[0] == 4 / 12  # the pilots
    assert frame["live"].iloc[-1] == model.live
    assert frame["embedded"].iloc[-1] == model.embedded
    assert (frame["embedded"] <= frame["live"]).all()


def test_the_data_collector_records_the_stage_of_every_organisation():
    model = stepped(HealthSystem(playbook(), 0, system=RING))
    frame = model.datacollector.get_agenttype_vars_dataframe(Organisation)
    assert len(frame) == (MONTHS + 1) * 12
    last = frame["stage"].groupby("Step").apply(list).iloc[-1]
    assert last == [o.stage for o in model.organisations]


def test_nothing_is_collected_if_collecting_is_switched_off():
    model = stepped(HealthSystem(playbook(), 0, system=RING, collect=False), 2)
    assert model.datacollector.get_model_vars_dataframe().empty


def test_agents_are_in_agent_sets_and_on_a_network():
    model = HealthSystem(playbook(), 0, system=RING)
    everybody = model.agents_by_type[Organisation]
    assert isinstance(everybody, MutableSet)  # Mesa 3.3 and 3.5 name their sets differently
    assert len(everybody) == 12
    assert len(model.agents_by_type[SpreadPartner]) == 1
    pilots = everybody.select(lambda one: one.pilot)
    assert len(pilots) == 4
    assert set(pilots.get("stage")) == {names.IMPLEMENTING}
    for i, one in enumerate(model.organisations):
        assert one.index == i
        beside = {other.index for other in one.cell.neighborhood.agents}
        assert beside == {tie.peer.index for tie in one.ties} == {(i - 1) % 12, (i + 1) % 12}


def test_an_agent_may_be_watched_and_changed_while_the_model_runs():
    model = HealthSystem(playbook(pilots=0), 0, system=RING)
    one = model.organisations[3]
    assert one.stage == names.UNAWARE
    one.stage = names.COMMITTED
    one.case = 0.99
    model.step()
    assert one.stage == names.DECIDING


# Extensions


class Reluctant(Organisation):
    """Commits only after others do: never before half of its neighbours are live."""

    def commits(self):
        live = [stages.is_live(tie.peer.stage) for tie in self.ties]
        return sum(live) >= len(live) / 2 and super().commits()


class Bold(Organisation):
    def commits(self):
        return True


def test_a_subclass_that_decides_differently_changes_the_results():
    scenario = playbook()
    usual, reluctant, bold = (
        stepped(HealthSystem(scenario, 0, system=RING, kind=kind), 20)
        for kind in (Organisation, Reluctant, Bold)
    )
    committed = [
        sum(o.ever_live or o.stage >= names.COMMITTED for o in model.organisations)
        for model in (reluctant, usual, bold)
    ]
    assert committed == sorted(committed)
    assert committed[0] < committed[2] == 12
    assert type(bold.organisations[0]) is Bold


def test_a_subclass_is_collected_too():
    model = stepped(HealthSystem(playbook(), 0, system=RING, kind=Bold), 3)
    frame = model.datacollector.get_agenttype_vars_dataframe(Organisation)
    assert len(frame) == 4 * 12


def test_a_subclass_that_changes_nothing_changes_nothing():
    class Same(Organisation):
        pass

    scenario = playbook()
    usual, same = (HealthSystem(scenario, 0, system=RING, kind=k) for k in (Organisation, Same))
    assert histories(usual) == histories(same)


# Nobody sees another's decision in the same month


@pytest.mark.parametrize("kind", list(Kind))
def test_the_order_of_the_agents_does_not_matter(kind, monkeypatch):
    """With everybody deciding and acting in a new random order each time, the run is the same."""
    scenario = playbook()
    scenario.process.kind = kind
    model = HealthSystem(scenario, 0, system=RING)
    everybody = type(model.agents_by_type[Organisation])
    usual = histories(model)

    asked, in_order = [], everybody.do

    def do(agents, method, *about):
        asked.append(method)
        return in_order(agents.shuffle(), method, *about)

    monkeypatch.setattr(everybody, "do", do)
    shuffled = histories(HealthSystem(scenario, 0, system=RING))
    assert asked == (["decide", "act"] if kind is Kind.full else ["look", "adopt"]) * MONTHS
    assert shuffled == usual


def test_deciding_changes_nothing_that_others_can_see():
    """What a neighbour or the partner reads stays the same until everybody acts."""
    model = stepped(HealthSystem(playbook(), 0, system=RING), 6)
    model.month.number += 1
    model.open_month()
    seen = ("stage", "shown", "made", "pilot", "supported", "proficiency", "fatigue", "champion")
    before = [[getattr(o, name) for name in seen] for o in model.organisations]
    for one in model.organisations:
        one.decide()
    assert [[getattr(o, name) for name in seen] for o in model.organisations] == before
