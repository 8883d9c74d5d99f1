"""Where everybody's example counts: sums in time O(N), compared with their O(N^2) definitions."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import month, odd_system, settings, someone

from sim.params import names
from sim.process import contacts, decisions, sums
from sim.rules import evidence

EVERYBODY = dict(contacts=contacts.EVERYBODY)


def gathered(system, p, stages, chance):
    """Organisations of a system, the month that they share, and the sums over all of them."""
    arrays, n, now = system.arrays, system.organisations, month()
    everyone = [
        someone(
            index=i, stage=int(stages[i]), type=int(arrays.type[i]), trust=0.4, rank=0.3,
            maturity=float(arrays.maturity[i]), made=float(chance.random()),
            shown=float(chance.normal()), pilot=bool(chance.random() < 0.3),
        )
        for i in range(n)
    ]  # fmt: skip
    ties = [someone(trust=0.5), someone(trust=0.7), someone(trust=0.9)]
    room, (along, within) = np.zeros(arrays.type.max() + 1), np.zeros((2, n))
    sums.fill_fades(p, arrays, room, along, within)
    met = contacts.meet(p, now, ties, n)
    contacts.sum_up(p, now, everyone, arrays.by_maturity, arrays.type, along, within, room, met)
    return everyone, now, met


@given(number=st.integers(0, 10**6), plan=st.sampled_from([0.0, 0.7, 1.0]))
def test_what_an_organisation_takes_in_is_the_mean_over_all_others(number, plan):
    """Each other is met equally often, at a mean trust of .7 and on 3 / N ties each."""
    chance = np.random.default_rng(number)
    n = int(chance.integers(2, 12))
    system = odd_system(nx.empty_graph(n), types=2, seed=number, steps=3)
    p = settings(plan=plan, **EVERYBODY)
    everyone, now, met = gathered(system, p, chance.integers(0, 8, n), chance)
    me, others = everyone[0], everyone[1:]
    contacts.listen_to_all(p, now, me, 0, n - 1, met)

    def mean(of):
        return 0.7 * sum(map(of, others)) / (n - 1)

    def carries(other):
        near = evidence.nearness(me.maturity, other.maturity, p.maturity_distance)
        alike = evidence.likeness(near, me.type == other.type, p.similarity_across_types)
        return evidence.usable(alike, plan)

    heard = mean(lambda each: decisions.heard_from(p, carries(each), each.made, each.pilot))
    seen = mean(lambda each: (0.3 + 0.7 * carries(each)) * each.shown)
    assert me.heard == pytest.approx(heard * 3 / n, abs=1e-12)
    assert me.exposure == pytest.approx(min(max(0.8 * seen, 0.0), 1.0), abs=1e-12)
    assert me.moving == pytest.approx(mean(lambda each: 2 <= each.stage <= 5))
    assert me.gone == pytest.approx(mean(lambda each: each.stage == names.ABANDONED))


def test_nobody_learns_from_its_own_example():
    system = odd_system(nx.empty_graph(4), types=2, seed=1, steps=3)
    p, chance = settings(**EVERYBODY), np.random.default_rng(0)
    everyone, now, met = gathered(system, p, [5, 0, 0, 0], chance)
    for one in everyone[1:]:
        one.made = one.shown = 0.0
    arrays, n = system.arrays, 4
    room, (along, within) = np.zeros(2), np.zeros((2, n))
    sums.fill_fades(p, arrays, room, along, within)
    contacts.sum_up(p, now, everyone, arrays.by_maturity, arrays.type, along, within, room, met)
    contacts.listen_to_all(p, now, everyone[0], 0, n - 1, met)

    assert everyone[0].moving == 0.0
    assert everyone[0].heard == pytest.approx(0.0, abs=1e-15)
    assert everyone[0].exposure == pytest.approx(0.0, abs=1e-15)


def test_an_organisation_alone_takes_in_nothing():
    p, now, me = settings(**EVERYBODY), month(), someone(stage=names.AWARE, rank=0.5, trust=0.5)
    met = contacts.meet(p, now, [], 1)
    contacts.listen_to_all(p, now, me, 0, 0, met)

    assert (me.heard, me.exposure, me.moving, me.gone) == (0.0, 0.0, 0.0, 0.0)


def test_sums_take_no_room_where_ties_count():
    assert contacts.meet(settings(), month(), [], 9).shape == (contacts.SUMS, 0)


def test_adopters_seen_by_hand_where_a_classic_process_has_no_network():
    """Of five others two have adopted; on an average of two ties that is .8 of an organisation."""
    p, now = settings(**EVERYBODY), month()
    everyone = [someone(stage=stage) for stage in (0, 5, 5, 0, 0, 0)]
    contacts.meet(p, now, [someone(trust=0.5)] * 12, 6)
    contacts.count_adopters(p, now, everyone)
    contacts.look_at_all(now, everyone[0], 5)
    contacts.look_at_all(now, everyone[1], 5)

    assert (everyone[0].exposure, everyone[0].moving) == (0.4, 0.8)
    assert everyone[1].exposure == 0.2
