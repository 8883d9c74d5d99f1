"""Which of some plans is better in each set, beyond luck, and what the wrong one costs."""

import numpy as np
import pytest

from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.study.flips.fared import Fared
from sim.study.flips.study import flips_of

KEYS = ("assumptions.champion_loss", "assumptions.champion_gain")


def fared(lead, noise=0.01, up=True, seed=0, base=0.4):
    """Two plans, of which the second leads by so much in each set, in two runs each."""
    chance = np.random.default_rng(seed)
    lead = np.asarray(lead, float)
    values = chance.random((len(lead), len(KEYS)))
    runs = base + chance.normal(0, noise, (len(lead), 2, 2))
    runs[:, :, 1] += lead[:, None]
    return Fared(AssumptionSets("ranges", KEYS, values), {}, runs, up)


def test_without_noise_leads_and_regrets_are_counted_by_hand():
    """In 30 of 40 sets the second is 0.2 ahead, in 10 the first is 0.1 ahead."""
    found = fared([0.2] * 30 + [-0.1] * 10, noise=0)
    assert found.leads == (10, 30)
    assert (found.favourite, found.challenger, found.undecided) == (1, 0, 0)
    assert [each.mean for each in found.regret] == pytest.approx([0.15, 0.025])


def test_luck_alone_is_seldom_told_as_a_lead():
    """Plans that never differ but by luck, in 40 studies of 100 sets; each may err once in 20."""
    wrong = sum(max(fared(np.zeros(100), noise=0.1, seed=k).leads) > 5 for k in range(40))
    assert wrong <= 6  # more: under 2 %


def test_the_order_of_two_plans_does_not_matter():
    one = fared(np.linspace(-0.1, 0.3, 60))
    other = Fared(one.sets, {}, one.units[:, :, ::-1])
    assert one.leads == pytest.approx(other.leads[::-1], abs=2)  # of 200 draws
    assert one.regret[0].mean == pytest.approx(other.regret[1].mean, abs=1e-3)
    assert (one.favourite, other.favourite) == (1, 0)


def test_knowing_everything_is_worth_at_least_what_any_number_is():
    found = flips_of(fared(np.linspace(-0.2, 0.25, 100), noise=0.05), None, 0.03)
    assert max(each.mean for each in found.learning.values) <= found.learning.all.high


def test_a_lead_within_the_margin_is_practically_the_same():
    found = flips_of(fared(np.full(50, 0.01), noise=0.001), None, 0.03)
    assert found.near == 1.0
    assert flips_of(fared(np.full(50, 0.1), noise=0.001), None, 0.03).near == 0.0


def test_a_flip_outside_of_what_is_known_is_none_within_it():
    """The lead changes its sign with the first key; sets that fit what is known have it high."""
    wide = fared(np.zeros(200), noise=0.001)
    wide.units[:, :, 1] += wide.sets.values[:, [0]] - 0.3
    known = fared(np.full(50, 0.3), noise=0.001)
    known.sets.values[:, 0] = 0.6 + 0.4 * known.sets.values[:, 0]
    found = flips_of(wide, known, 0.03)
    assert found.is_flipped
    assert found.is_flipped_within_known is False
    [condition] = found.box.conditions
    assert (condition.key, condition.above) == (KEYS[0], False)
    assert found.known_part is None


def test_too_few_sets_and_nothing_drawn_are_refused():
    with pytest.raises(UserError, match="39 sets of assumptions are too few"):
        flips_of(fared(np.zeros(39)), None, 0.03)
    one = fared(np.zeros(40))
    one.sets.values[:] = 0.5
    with pytest.raises(UserError, match="no number is drawn"):
        flips_of(one, None, 0.03)
