"""Who influenced whom: shares of rates, by hand, by all orders and by silencing for real."""

from math import log

import networkx as nx
import pytest
from made_up import odd_system

from sim.config import load, with_own
from sim.engines.agents import HealthSystem
from sim.engines.agents.organisation import Organisation
from sim.engines.simulate import simulate
from sim.networks import system_from_graph
from sim.params import names
from sim.params.errors import UserError
from sim.process import decisions
from sim.study.influence import (
    APPROVED,
    CASE,
    COMMITTED,
    COMPLIED,
    HEARD,
    LIVE,
    RATES,
    Traced,
    trace,
)
from sim.study.ledger import coalitions, shapley
from sim.study.sources import ITSELF, LEVER, NEIGHBOUR, contributions, rate_with, shares_by_order

QUICK = [
    "strategy=hin_playbook", "assumptions.base_awareness=0.2", "assumptions.commitment_rate=0.9",
    "clock.months=30",
]  # fmt: skip
RING = odd_system(nx.cycle_graph(10))


def scenario_of(*more):
    return load([*QUICK, *more])


@pytest.fixture(scope="module")
def told():
    return trace(with_own(scenario_of(), RING), seed=2)


def steps_of(told, event):
    return [step for step in told.steps if step.event == event]


# By hand


def three(trust=(0.8, 0.4)):
    """A model of three: the middle one has a neighbour that is committed and one that is not."""
    graph = nx.Graph()
    graph.add_edge("left", "middle", trust=trust[0])
    graph.add_edge("middle", "right", trust=trust[1])
    scenario = load(["strategy=none", "strategy.pilots=0", "system.trust=0.5"])
    model = HealthSystem(scenario, 0, system=system_from_graph(graph), kind=Traced)
    by_name = {one.name: one for one in model.organisations}
    by_name["left"].stage = names.COMMITTED
    model.month.number = 0
    model.open_month()
    return model, by_name["middle"]


def test_hearing_is_divided_as_worked_by_hand_on_three_organisations():
    """0.8 of trust over two ties, at neutral trust, times word of mouth and observability."""
    model, middle = three()
    p = model.settings
    by_left = p.word_of_mouth * p.observability * 0.8 / 2 * p.awareness_factor
    by_use = p.own_awareness * model.month.own_use * p.awareness_factor
    alone = p.base_awareness * p.awareness_factor

    rate, parts = contributions(middle, RATES[HEARD])

    assert rate == pytest.approx(by_left + by_use + alone)
    shares = {each.source.kind: each.share for each in parts}
    assert shares.pop(NEIGHBOUR) == pytest.approx(by_left / rate)
    assert shares.pop(ITSELF) == pytest.approx(alone / rate)
    assert sum(shares.values()) == pytest.approx(by_use / rate)
    assert parts[0].without == pytest.approx(rate - by_left)


def test_a_neighbour_that_shows_nothing_has_no_share():
    _, middle = three()
    _, parts = contributions(middle, RATES[HEARD])
    heard = [middle.ties[each.source.number].peer.name for each in parts
             if each.source.kind == NEIGHBOUR]  # fmt: skip
    assert heard == ["left"]


def test_dividing_a_rate_changes_nothing_in_the_model():
    model, middle = three()
    before = dict(vars(middle)), dict(vars(model.month)), list(model.month.gaps)
    contributions(middle, RATES[COMMITTED])
    assert (dict(vars(middle)), dict(vars(model.month)), list(model.month.gaps)) == before


# Whole runs


def test_the_run_is_that_of_the_compiled_engine(told):
    counted = simulate(scenario_of("system.organisations=10"), 1, seed=2, system=RING,
                       histories=True).stage_history[0]  # fmt: skip
    first = [
        next((m for m, stage in enumerate(stages) if stage == names.IMPLEMENTING), -1)
        for stages in counted.T
    ]
    assert list(told.first_live) == first


def test_every_kind_of_step_happens_and_its_shares_add_up_to_one(told):
    assert {step.event for step in told.steps} >= {HEARD, COMMITTED, CASE, APPROVED, LIVE}
    for step in told.steps:
        assert sum(each.share for each in step.shares) == pytest.approx(1.0)


def test_each_first_go_live_has_its_step(told):
    live = {(step.organisation, step.month) for step in steps_of(told, LIVE)}
    assert live >= {(i, month) for i, month in enumerate(told.first_live) if month > 0}


def test_a_go_live_has_the_mean_share_of_the_steps_that_led_to_it(told):
    """Without lapses and rejections these are all the steps of an organisation before it."""
    straight = [
        live
        for live in steps_of(told, LIVE)
        if sum(s.organisation == live.organisation and s.event in (COMMITTED, LIVE)
               for s in told.steps) == 2
    ]  # fmt: skip
    assert straight
    for live in straight:
        led = [s for s in told.steps if s.organisation == live.organisation and s.event != LIVE]
        for each in live.shares:
            given = [x.share for s in led for x in s.shares if x.source == each.source]
            assert each.share == pytest.approx(sum(given) / len(led))


def test_a_mandate_is_a_source():
    told = trace(with_own(load([*QUICK[:2], "strategy.mandate_month=0", "clock.months=12"]), RING))
    complied = steps_of(told, COMPLIED)
    assert complied
    for step in complied:
        assert {each.kind: each.share for each in step.shares}["mandate"] == 1.0


def test_a_classic_process_is_refused_in_words():
    with pytest.raises(UserError, match="full process only"):
        trace(with_own(load(["process.kind=bass"]), RING))


def test_without_a_network_nobody_in_particular_has_influence():
    with pytest.raises(UserError, match="nobody influenced one more than another"):
        trace(with_own(load(["system.contacts=everybody"]), RING))


# Silenced for real


class Watched(Organisation):
    """Decides with one source silenced in one month; `decisions.happens` tells the chance."""

    silenced = (-1, -1, "", "")

    def decide(self):
        i, month, kind, name = self.silenced
        if (self.index, self.model.month.number + 1) != (i, month):
            return super().decide()
        if kind == NEIGHBOUR:
            peer = next(tie.peer for tie in self.ties if tie.peer.name == name)
            kept = peer.shown, peer.made, peer.stage
            peer.shown, peer.made, peer.stage = 0.0, 0.0, names.UNAWARE
            super().decide()
            peer.shown, peer.made, peer.stage = kept
        else:
            offered = self.model.month.offered
            number = names.LEVERS.index(name)
            kept = offered[number]
            offered[number] = 0.0
            super().decide()
            offered[number] = kept


def chance_with_silence(step, kind, name, monkeypatch):
    """Run again up to the month of a step, with one source silenced in that month."""
    drawn = {}
    real = decisions.happens

    def happens(month, me, purpose, chance):
        drawn[me.index] = chance
        return real(month, me, purpose, chance)

    monkeypatch.setattr(decisions, "happens", happens)
    monkeypatch.setattr(Watched, "silenced", (step.organisation, step.month, kind, name))
    model = HealthSystem(scenario_of(), 2, system=RING, kind=Watched, collect=False)
    for _ in range(step.month - 1):
        model.step()
    model.month.number += 1
    model.settings = model.timeline.at(model.month.number)
    model.open_month()
    drawn.clear()
    model.organisations[step.organisation].decide()
    return drawn[step.organisation]


@pytest.mark.parametrize(
    ("event", "kind", "levers"),
    [(HEARD, NEIGHBOUR, ()), (COMMITTED, NEIGHBOUR, ()), (COMMITTED, LEVER, ("codesign",)),
     (APPROVED, LEVER, ("cop",))],
)  # fmt: skip
def test_silencing_a_source_for_real_gives_the_rate_that_is_told(
    told, event, kind, levers, monkeypatch
):
    checked = 0
    for step in steps_of(told, event):
        for each in step.shares:
            if each.kind == kind and (not levers or each.source in levers):
                chance = chance_with_silence(step, kind, each.source, monkeypatch)
                rate = -log(1 - chance) if event != APPROVED else chance
                assert rate == pytest.approx(each.without)
                assert each.without < step.rate
                checked += 1
        if checked:
            return
    pytest.fail("no step had such a source")


# Orders


class Compared(Traced):
    """Compares the shares with those over all orders, where these are not too many."""

    errors: list = []

    def _traced(self, event, happens):
        if happens and event in (COMMITTED, APPROVED):
            _, parts = contributions(self, RATES[event])
            sources = [each.source for each in parts if each.source.kind != ITSELF]
            if 4 <= len(sources) <= 9:
                worth = {s: rate_with(self, RATES[event], s) for s in coalitions(sources)}
                exact, whole = shapley(worth, sources), worth[frozenset(sources)]
                self.errors += [abs(e.share - exact[e.source] / whole) for e in parts[:-1]]
        return happens


def test_shares_are_close_to_those_over_all_orders():
    few = load(["strategy=community_of_practice", *QUICK[1:]])
    model = HealthSystem(few, 2, system=RING, kind=Compared, collect=False)
    model.run_model()
    assert len(Compared.errors) > 20
    assert max(Compared.errors) < 0.01


def test_shares_are_exact_for_three_sources_whatever_the_rule():
    worth = dict(zip(coalitions("abc"), (1.0, 2.0, 3.5, 1.0, 7.0, 2.0, 4.5, 20.0), strict=True))
    assert shares_by_order(list("abc"), worth.__getitem__) == pytest.approx(shapley(worth, "abc"))


def test_shares_are_exact_where_sources_act_in_pairs():
    """Each source has its own effect, and each pair of them another."""

    def worth(sources):
        own = sum(ord(each) for each in sources)
        return own + sum(ord(a) * ord(b) % 17 for a in sources for b in sources if a < b)

    every = {each: worth(each) for each in coalitions("abcdefg")}
    assert shares_by_order(list("abcdefg"), worth) == pytest.approx(shapley(every, "abcdefg"))
