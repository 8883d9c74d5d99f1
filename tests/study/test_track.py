"""Runs weighed by what was seen: what they say of the rest, and when they say nothing."""

from dataclasses import replace

import numpy as np
import pytest

from sim.config import load, with_values
from sim.config.plausible_sets import RANGES, assumption_sets
from sim.engines.simulate import several, simulate
from sim.params import OutOfRangeError
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.study.comparison import Plan
from sim.study.forecasting.scores import crps_of_quantiles as score
from sim.study.track import weights as weighing
from sim.study.track.from_now import from_now
from sim.study.track.observed import EVER, LIVE, Observed
from sim.study.track.particles import Particles, joined, run_particles, runs_of_each
from sim.study.track.reasons import AS_FORESEEN, BEHIND, course, reasons
from sim.study.track.rivals import LEVELS, bass, unchanged
from sim.study.track.track import Target, track

SMALL = ["scenario=avt_london", "system.organisations=20", "clock.months=36"]
LOW, HIGH = LEVELS.index(0.1), LEVELS.index(0.9)


def observed(shares, months=(0, 6, 12), organisations=20, measure=LIVE):
    return Observed(measure, 12 * 2026 + 3, np.array(months), np.array(shares), organisations)


def rising(*slopes):
    """Curves that rise by so much a month, up to 36 months."""
    return np.clip(np.outer(slopes, np.arange(37.0)), 0.0, 1.0)


# ---- weights ----


def test_a_run_that_fits_weighs_more_than_one_that_does_not():
    seen = observed([0.0, 0.06, 0.12])
    weights = weighing.weights_of(weighing.fits(seen, rising(0.01, 0.02, 0.005)), np.arange(3))
    assert weights.argmax() == 0
    assert weights.sum() == pytest.approx(1)


def test_equal_weights_count_as_the_number_of_runs_and_one_weight_as_one():
    assert weighing.effective(np.full(40, 1 / 40)) == pytest.approx(40)
    assert weighing.effective(np.array([1.0, 0.0, 0.0])) == pytest.approx(1)


def test_many_near_months_tell_less_than_as_many_distant_ones():
    """A difference lasts, so months that follow one another repeat it."""
    off = rising(0.01) + 0.03
    near, far = np.arange(1, 7), np.arange(1, 37, 6)
    close, apart = (
        weighing.fits(observed(rising(0.01)[0, months], months), off)[0] for months in (near, far)
    )
    assert apart < close < 0


def test_sets_of_assumptions_that_hardly_count_are_left_out():
    logs = np.array([0.0, 0.0, -20.0, -20.0])
    assert weighing.weights_of(logs, np.array([0, 0, 1, 1])).tolist() == [0.5, 0.5, 0.0, 0.0]


def test_weighted_quantiles_of_equal_weights_are_those_of_the_runs():
    curves = np.arange(1001.0)[:, None] / 1000
    found = weighing.quantiles(curves, (0.1, 0.5, 0.9))
    assert found[:, 0] == pytest.approx([0.1, 0.5, 0.9], abs=2e-3)


def test_the_date_that_fits_worst_is_told_apart():
    curves = rising(0.01, 0.011)
    assert weighing.worst_date(observed([0.2, 0.06, 0.12]), curves) == 0
    assert weighing.worst_date(observed([0.0, 0.06, 0.9]), curves) == 2
    assert weighing.near(observed([0.2, 0.06, 0.12]), curves) == 0


def test_a_forecast_begins_at_what_was_counted_and_is_of_whole_organisations():
    seen = observed([0.1, 0.2, 0.4])
    curves = np.tile(rising(0.03), (2000, 1))  # 36 % in month 12
    found = weighing.foretold(seen, curves, seed=0)
    assert found[:, 12].mean() == pytest.approx(0.4, abs=0.015)
    assert np.allclose(found * 20, np.rint(found * 20))
    # Far ahead the difference is forgotten
    assert abs(found[:, 24] - 0.72).mean() < 0.04


def test_those_who_were_ever_live_do_not_become_fewer():
    seen = observed([0.1, 0.2, 0.4], measure=EVER)
    found = weighing.foretold(seen, np.tile(rising(0.02), (200, 1)), seed=0)
    assert (np.diff(found, axis=1) >= 0).all()
    assert (found[:, 12:] >= 0.4 - 1e-9).all()


# ---- another plan from now on ----


def scenarios(*changes):
    return [load([*SMALL, *each]) for each in changes]


@pytest.mark.parametrize(
    "other",
    [
        ["strategy=none"],
        ["strategy=one_to_one"],
        ["strategy=big_bang_mandate"],
        ["strategy=hin_two_phases"],
        ["strategy=hin_playbook", "innovation.procurement=1"],
    ],
)
def test_the_past_is_equal_month_by_month_and_the_rest_is_not(other):
    plan, new = scenarios(["strategy=hin_playbook"], other)
    now = 14
    changed = from_now(plan, new, now, 20).scenario
    before, after = (simulate(each, 64).stages for each in (plan, changed))
    assert np.array_equal(before[:, : now + 1], after[:, : now + 1])
    assert not np.array_equal(before[:, now + 1 :], after[:, now + 1 :])


@pytest.mark.parametrize("start", [6, 20])
def test_a_programme_that_starts_later_changes_from_now_on_too(start):
    late = [f"strategy.start={start}"]
    plan, new = scenarios(["strategy=hin_playbook", *late], ["strategy=one_to_one", *late])
    before, after = (
        simulate(each, 64).stages for each in (plan, from_now(plan, new, 14, 20).scenario)
    )
    assert np.array_equal(before[:, :15], after[:, :15])
    assert not np.array_equal(before[:, 15:], after[:, 15:])


def test_what_the_start_decided_stays_and_is_said():
    plan, new = scenarios(["strategy=none"], ["strategy=hin_playbook"])
    found = from_now(plan, new, 12, 20)
    assert found.scenario.strategy.pilots == plan.strategy.pilots
    assert "number of sites that are live when the programme starts" in found.stays


def test_a_mandate_of_the_past_begins_now():
    plan, new = scenarios(["strategy=none"], ["strategy=none", "strategy.mandate_month=3"])
    [event] = from_now(plan, new, 12, 20).scenario.events.values()
    assert (event.from_month, event.set) == (12, {"strategy.mandate_month": 12})


def test_a_key_that_was_typed_and_can_no_longer_change_is_an_error():
    plan, new = scenarios(["strategy=none"], ["strategy=none", "strategy.pilots=5"])
    with pytest.raises(UserError, match=r"strategy\.pilots cannot be changed from now on"):
        from_now(plan, new, 12, 20, typed={"strategy.pilots"})


# ---- behind, and why ----


def test_uptake_is_behind_only_below_nine_runs_in_ten_and_since_it_stayed_so():
    curves = rising(*np.linspace(0.01, 0.03, 200))
    behind = course(observed([0.0, 0.1, 0.05, 0.06], (0, 6, 12, 18)), curves)
    assert (behind.word, behind.since) == (BEHIND, 12)
    within = course(observed([0.0, 0.02, 0.2], (0, 6, 12)), curves)
    assert (within.word, within.since) == (AS_FORESEEN, None)


def test_the_reason_is_the_assumption_that_shifted_and_noise_is_none():
    random = np.random.default_rng(1)
    drawn = random.uniform(size=(400, 5))
    sets = np.repeat(np.arange(400), 4)
    particles = Particles(tuple("abcde"), drawn, np.zeros((1600, 2)), sets)
    weights = np.where(drawn[sets, 2] < 0.3, 1.0, 0.05)
    [found] = reasons(particles, weights / weights.sum())
    assert found.key == "c"
    assert found.shift < -0.5
    assert list(reasons(particles, np.full(1600, 1 / 1600))) == []


def test_a_choice_of_words_that_shifted_is_told_by_its_word():
    random = np.random.default_rng(1)
    words = random.integers(0, 3, 400).astype(float)
    drawn = np.stack([random.uniform(size=400), words], axis=1)
    sets = np.repeat(np.arange(400), 4)
    keys = ("assumptions.threshold", "assumptions.aggregator")
    particles = Particles(keys, drawn, np.zeros((1600, 2)), sets)
    weights = np.where(words[sets] == 1, 1.0, 0.05)
    [found] = reasons(particles, weights / weights.sum())
    assert (found.key, found.word) == ("assumptions.aggregator", "additive")
    assert found.before == pytest.approx((words == 1).mean())
    assert found.after > 0.9
    rare = np.where(words[sets] == 2, 0.0, 1.0)
    assert reasons(particles, rare / rare.sum())[0].word == "weakest"
    assert reasons(particles, rare / rare.sum())[0].shift < 0


def test_a_set_that_is_not_possible_is_passed_over_as_in_a_comparison_and_told():
    sets = assumption_sets(RANGES, wanted=60)
    sets.values[[0, 7], sets.keys.index("assumptions.top_threshold")] = 7.0
    plan = Plan("a", load(SMALL), "a")
    told = []
    found = track([plan], observed([0.4, 0.45, 0.5]), sets, 24, several=several,
                  progress=lambda *each: told.append(each))  # fmt: skip
    assert found.left_out[0] == 2
    assert "top_threshold is 7" in found.left_out[1]
    assert told[-1][0] == told[-1][1]
    sets.values[:, sets.keys.index("assumptions.top_threshold")] = 7.0
    with pytest.raises(OutOfRangeError, match="top_threshold is 7"):
        track([plan], observed([0.4, 0.45, 0.5]), sets, 24, several=several)


def test_a_set_whose_systems_cannot_be_made_has_no_runs():
    scenario = load([*SMALL[:2], "clock.months=6", "system.maturity=0.9"])
    sets = AssumptionSets("own", ("system.spread_of_traits",), np.array([[0.4], [0.1]]))
    found = run_particles(scenario, sets, LIVE, 0, 0, several)
    assert np.unique(found.sets).tolist() == [1]
    assert "too wide" in found.refused[0]
    assert len(found.curves) == runs_of_each(sets)


def test_batches_go_through_the_sets_in_turn_and_each_has_luck_of_its_own():
    small = load([*SMALL[:2], "clock.months=6"])
    sets = assumption_sets(RANGES, wanted=3)
    first, second = (run_particles(small, sets, LIVE, batch, 0, several) for batch in (0, 1))
    some = run_particles(small, sets, LIVE, 1, 0, several, wanted=[2])
    assert np.bincount(first.sets).tolist() == np.bincount(second.sets).tolist() == [40, 40, 40]
    assert not np.array_equal(first.curves, second.curves)
    assert np.array_equal(some.curves, second.curves[second.sets == 2])
    both = joined([first, second])
    assert np.bincount(both.sets).tolist() == [80, 80, 80]
    assert both.drawn is first.drawn


# ---- rivals ----


def test_a_bass_curve_is_found_again_and_refused_where_there_is_none():
    years = np.arange(0, 37, 3) / 12
    decay = np.exp(-0.9 * years)
    shares = 0.7 * (1 - decay) / (1 + 0.8 / 0.1 * decay)
    known = observed(shares, np.arange(0, 37, 3))
    forecast = bass(known, 60)
    later = 0.7 * (1 - np.exp(-0.9 * 5)) / (1 + 8 * np.exp(-0.9 * 5))
    assert forecast[LEVELS.index(0.5), 60] == pytest.approx(later, abs=0.02)
    assert bass(observed([0.1, 0.3], (0, 12)), 36) == "fewer than 3 dates"
    assert bass(observed([0.1] * 5, (0, 3, 6, 9, 12)), 36) == "uptake has hardly risen"


def test_a_score_is_the_distance_of_one_number_and_less_for_a_range_around_it():
    assert score(np.array([0.3]), (0.5,), 0.5) == pytest.approx(0.2)
    at, wide = score(np.full(19, 0.5), LEVELS, 0.5), score(np.linspace(0, 1, 19), LEVELS, 0.5)
    missed = score(np.linspace(0.8, 1, 19), LEVELS, 0.5)
    assert at == 0 < wide < missed
    assert unchanged(observed([0.0, 0.1, 0.3]), 24).tolist() == [[0.3] * 25]


# ---- all of it ----


@pytest.fixture(scope="module")
def plan():
    return load([*SMALL[:2], "strategy=hin_playbook", "clock.months=30"])


def test_no_run_near_what_was_seen_is_refused_with_what_to_do(plan):
    seen = observed([0.0, 0.9, 0.95], (0, 1, 2))
    with pytest.raises(UserError) as error:
        track([Plan("p", plan, "The plan")], seen, assumption_sets(RANGES, wanted=8), 14)
    said = str(error.value)
    assert "nothing is forecast" in said
    assert "ahead of plan beyond chance since May 2026" in said
    assert "clock.start" in said


def test_what_was_seen_moves_the_forecast_and_pairs_have_one_past(plan):
    none = with_values(plan, {"strategy.dual_running": 0.0})
    sets, target = assumption_sets(RANGES, wanted=60), Target(0.5, 30)
    plans = [Plan("p", plan, "The plan"), Plan("q", none, "no dual running")]
    slow, quick = (
        track(plans, observed(seen, (0, 9, 18)), sets, 30, target)
        for seen in ([0.2, 0.2, 0.25], [0.2, 0.2, 0.4])
    )
    assert slow.futures[0].chance < quick.futures[0].chance
    assert slow.effective >= 50
    assert slow.futures[1].gain is not None
    assert np.allclose(slow.before, quick.before, atol=0.06)  # it knows nothing of what was seen


def test_the_same_line_gives_the_same_forecast(plan):
    seen, sets = observed([0.2, 0.25], (0, 10)), assumption_sets(RANGES, wanted=20)
    first, again = (track([Plan("p", plan, "P")], seen, sets, 20) for _ in range(2))
    assert np.array_equal(first.futures[0].quantiles, again.futures[0].quantiles)


def test_four_worlds_in_five_come_within_the_range_that_was_told(plan):
    """Worlds are runs with assumptions and luck of their own, seen up to month 18.

    Of 40 worlds that are inside with a chance of 80 %, 26 to 38 are, in 99 samples of 100; a range
    with room for what the model leaves out holds more.
    """
    sets, months = assumption_sets(RANGES, wanted=160), (0, 3, 6, 9, 12, 15, 18)
    unseen = replace(sets, values=sets.values[120:])
    particles = run_particles(plan, sets.first(120), LIVE, 0, 0, several)
    worlds = run_particles(plan, unseen, LIVE, 0, 99, several).curves[:: runs_of_each(unseen)]
    inside, widths = [], []
    for world in worlds:
        seen = observed(world[list(months)], months)
        weights = weighing.weights_of(weighing.fits(seen, particles.curves), particles.sets)
        counts = weights > 0
        told = weighing.foretold(seen, particles.curves[counts], 0)
        low, high = weighing.quantiles(told, (0.1, 0.9), weights[counts])[:, 30]
        inside.append(low - 0.025 <= world[30] <= high + 0.025)
        widths.append(high - low)
    before = np.diff(np.quantile(particles.curves[:, 30], (0.1, 0.9)))[0]
    assert sum(inside) >= 26
    assert np.mean(widths) < before  # and it says more than all runs do
