"""The barrier ledger: Shapley's rule, closing a gap for everybody, and who is held back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.config import load, with_values
from sim.engines.agents import HealthSystem
from sim.engines.simulate import simulate
from sim.params.names import GAPS
from sim.process.settings import settings_of
from sim.study.binding_by_group import binding_by_group
from sim.study.ledger import OPEN, coalitions, ledger, shapley, with_closed
from sim.study.runs import up_to

SMALL = ("system.organisations=20", "clock.months=24", "assumptions.replicates_per_system=8")
worth = st.floats(-1, 1, allow_nan=False)


@pytest.fixture(scope="module")
def scenario():
    return load(["scenario=avt_london", "strategy=hin_playbook", *SMALL])


@pytest.fixture(scope="module")
def told(scenario):
    return ledger(scenario, replicates=24, seed=3)


def test_two_gaps_by_hand():
    """Closing A alone adds 10 points, B alone 20, both 50: the 20 that need both are halved."""
    a, b = frozenset("A"), frozenset("B")
    parts = shapley({OPEN: 0.3, a: 0.4, b: 0.5, a | b: 0.8}, "AB")
    assert parts["A"] == pytest.approx(0.2)
    assert parts["B"] == pytest.approx(0.3)


@given(st.lists(worth, min_size=32, max_size=32))
def test_the_parts_add_up_to_all_closed_less_none(worths):
    game = dict(zip(coalitions(), worths, strict=True))
    parts = shapley(game, GAPS)
    assert sum(parts.values()) == pytest.approx(game[frozenset(GAPS)] - game[OPEN], abs=1e-12)


@given(st.lists(worth, min_size=16, max_size=16), worth)
def test_a_gap_that_adds_the_same_to_every_combination_gets_just_that(worths, more):
    others = dict(zip(coalitions(GAPS[1:]), worths, strict=True))
    game = others | {each | {GAPS[0]}: value + more for each, value in others.items()}
    assert shapley(game, GAPS)[GAPS[0]] == pytest.approx(more, abs=1e-12)


@given(st.lists(worth, min_size=6, max_size=6))
def test_gaps_with_the_same_effect_get_the_same_share(by_size):
    game = {each: by_size[len(each)] for each in coalitions()}
    parts = list(shapley(game, GAPS).values())
    assert parts == pytest.approx([parts[0]] * 5, abs=1e-12)


@pytest.mark.parametrize("gap", GAPS)
def test_closing_one_gap_leaves_the_others_as_wide_as_they_were(gap):
    """Also if loads come from NASSS, have parts, and data are used for accountability."""
    scenario = load(["innovation=ai_decision_support", "strategy=league_tables"])
    scenario = with_values(scenario, {f"innovation.added_load.{each}": 0 for each in GAPS[:2]})
    before = settings_of(scenario, 60).load
    after = settings_of(with_closed(scenario, frozenset({gap})), 60).load
    for name, was, now in zip(GAPS, before, after, strict=True):
        assert now == (0.0 if name == gap else pytest.approx(was, abs=1e-15))


def test_if_every_gap_is_closed_everything_is_feasible(scenario):
    model = HealthSystem(with_closed(scenario, frozenset(GAPS)), seed=1)
    for _ in range(6):
        model.step()
    live = [one for one in model.organisations if one.lived >= 1]
    assert live
    assert all(one.implement == 1.0 and one.sustain == 1.0 for one in live)


def test_losses_add_up_and_the_ledger_starts_from_the_plan_that_runs(told, scenario):
    lost = sum(each.lost.mean for each in told.losses)
    assert lost == pytest.approx(told.all_closed.mean - told.reached.mean, abs=1e-12)
    assert told.reached.mean == simulate(scenario, 24, 3).live[:, told.month].mean()
    assert told.month == 24


def test_closing_a_gap_alone_or_last_is_read_from_the_same_runs(told, scenario):
    everything = simulate(with_closed(scenario, frozenset(GAPS)), 24, 3).live[:, 24].mean()
    for each in told.losses:
        alone = simulate(with_closed(scenario, frozenset({each.gap})), 24, 3).live[:, 24].mean()
        assert each.alone.mean == pytest.approx(alone - told.reached.mean, abs=1e-12)
    assert told.all_closed.mean == everything


def test_every_organisation_is_bound_by_one_gap_in_every_month(told):
    assert told.bound.sum(axis=(1, 2)) == pytest.approx(np.full(24, 20.0))


def test_groups_weighted_by_size_add_up_to_all_organisations(scenario):
    """Of each month, over types: the mean of the types' shares is the share of all."""
    groups = [each for each in binding_by_group(scenario, 24, 3) if each.dimension == "deprived"]
    outcomes = simulate(scenario, 24, 3)
    sizes = {g: outcomes.group_sizes[:, k].sum() for k, g in enumerate(outcomes.groups)}
    weighed = sum(each.shares * sizes[each.dimension, each.group] for each in groups)
    whole = outcomes.binding.sum(axis=(0, 2))
    assert weighed == pytest.approx(whole.astype(float))


def test_the_ledger_is_available_in_python(told):
    found = sim.ledger(
        "strategy=hin_playbook", "scenario=avt_london", *SMALL, replicates=24, seed=3
    )
    assert found.losses == told.losses
    assert list(found.frame()["gap"].unique()) == list(GAPS)
    assert "costs most" in repr(found)


def test_more_runs_of_the_plan_move_what_is_reached_and_not_what_gaps_cost(told, scenario):
    more = simulate(scenario, 64, 3)
    beside = told.beside(more)
    assert beside.losses == told.losses
    assert beside.reached.mean == pytest.approx(more.live[:, 24].mean())
    assert beside.all_closed.mean - beside.reached.mean == pytest.approx(told.whole.mean)
    assert beside.all_closed.half_width >= beside.reached.half_width
    assert beside.bound.sum(axis=(1, 2)) == pytest.approx(np.full(24, 20.0))


def test_how_far_the_widest_gap_is_ahead_is_a_paired_difference(told):
    first, second = told.worst
    assert told.ahead.mean == pytest.approx(first.lost.mean - second.lost.mean)
    assert told.ahead.mean >= 0


@pytest.mark.parametrize("strategy", ["none", "avt_london", "hin_balanced", "big_bang_mandate"])
@pytest.mark.parametrize("month", [9, 24])
def test_a_run_up_to_a_month_is_the_beginning_of_the_longer_one(strategy, month):
    """Also with an event that begins in between, and one that begins later."""
    events = [
        "+events.cut={title: Cut, from_month: 5, until: 20, set: {innovation.usability: 0.6}}",
        "+events.late={title: Late, from_month: 26, set: {innovation.usability: 0.9}}",
    ]
    whole = load(["scenario=avt_london", f"strategy={strategy}", "clock.months=30", *events])
    part = simulate(up_to(whole, month), 8, 3)
    assert part.months == month
    assert np.array_equal(part.live, simulate(whole, 8, 3).live[:, : month + 1])
    assert up_to(whole, 99) is whole
