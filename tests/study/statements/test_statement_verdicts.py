"""Verdicts on made-up runs, worked out by hand, and the laws that they obey."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.study.statements.claim import MIRRORED, Comparison
from sim.study.statements.how_often import ALWAYS, NEVER, USUALLY, how_often
from sim.study.statements.verdicts import (
    Evidence,
    Verdict,
    Why,
    conditions,
    evidence,
    judged,
    judged_alone,
)

ROOM, SYSTEMS, RUNS = 0.03, 4, 2
HOLDS, FAILS, UNTOLD = Verdict.holds, Verdict.fails, Verdict.untold
OPPOSITE = {
    Comparison.more: Comparison.at_most, Comparison.less: Comparison.at_least,
    Comparison.at_least: Comparison.less, Comparison.at_most: Comparison.more,
}  # fmt: skip


def runs(means, noise=0.0, seed=0):
    """Make runs of sets: each set has its mean, and systems with some luck around it."""
    random = np.random.default_rng(seed).standard_normal((len(means), SYSTEMS, RUNS))
    return np.asarray(means, float)[:, None, None] + noise * random


def verdict(differences, comparison=Comparison.more, often=USUALLY, room=ROOM):
    parts = conditions(differences, comparison, np.full(len(differences), room))
    return judged(evidence(parts), parts, often)


# Without luck: what is above and below the margin is counted, and the rest follows by hand.


def test_more_in_93_of_100_sets_holds_usually():
    found = verdict(runs([0.10] * 93 + [-0.05] * 7))
    assert (found.verdict, found.holds, found.fails, found.untold) == (HOLDS, 93, 7, 0)
    # Wilson, 93 of 100, by hand: (0.93 + 1.9208 / 100 -+ 1.96 * sqrt(...)) / (1 + 3.8416 / 100)
    assert (found.low, found.high) == (
        pytest.approx(0.8626, abs=1e-4),
        pytest.approx(0.9657, abs=1e-4),
    )


def test_in_9_of_10_asks_for_more_than_9_of_10_beyond_chance():
    often = how_often("in 9 of 10")
    assert verdict(runs([0.1] * 93 + [-0.05] * 7), often=often).verdict == UNTOLD  # 86 to 97
    assert verdict(runs([0.1] * 97 + [-0.05] * 3), often=often).verdict == HOLDS  # 92 to 99
    assert verdict(runs([0.1] * 80 + [-0.05] * 20), often=often).verdict == FAILS  # 71 to 87


def test_half_and_half_cannot_be_told():
    found = verdict(runs([0.2] * 50 + [-0.05] * 50))
    assert (found.verdict, found.why) == (UNTOLD, Why.share)


def test_in_most_sets_but_not_on_average_fails():
    found = verdict(runs([0.04] * 80 + [-0.50] * 20))  # on average 0.032 - 0.1 = -0.068
    assert (found.verdict, found.why) == (FAILS, Why.average)


def test_a_difference_below_the_margin_is_no_more_and_no_less():
    close = runs([0.02] * 100)
    assert verdict(close).verdict == FAILS
    assert verdict(close, Comparison.less).verdict == FAILS
    assert verdict(close, Comparison.at_least).verdict == HOLDS
    assert verdict(close, Comparison.at_most).verdict == HOLDS
    assert verdict(close, Comparison.within).verdict == HOLDS
    assert verdict(close, room=0.0).verdict == HOLDS


def test_equal_runs_are_at_least_and_at_most_but_neither_more_nor_less():
    same = runs([0.0] * 100)
    found = {each: verdict(same, each, room=0.0).verdict for each in Comparison}
    assert found == {
        Comparison.more: FAILS, Comparison.less: FAILS, Comparison.at_least: HOLDS,
        Comparison.at_most: HOLDS, Comparison.within: HOLDS,
    }  # fmt: skip


# Sets that do not tell by themselves.


def test_a_hundred_sets_that_lean_one_way_tell_together():
    """None of 100 leans the other way: at most 3.7 % do (Wilson), so 7.4 % are otherwise."""
    parts = conditions(runs([0.1] * 100), Comparison.more, np.full(100, ROOM))
    found = judged(Evidence(np.full(100, 0.2), np.full(100, 0.8)), parts, USUALLY)
    assert (found.verdict, found.holds, found.untold) == (HOLDS, 0, 100)
    assert found.low == pytest.approx(1 - 2 * 0.03699, abs=1e-4)


def test_the_least_share_is_rarely_more_than_the_true_one():
    """In 45 of 100 sets it is the case; the others lie at the very margin."""
    true = np.r_[np.full(45, 0.5), np.full(55, ROOM)]
    least = [verdict(runs(true, 0.05, seed)).low for seed in range(200)]
    assert sum(each > 0.45 for each in least) <= 18  # 10 of 200 expected at most, 3 errors above
    assert np.mean(least) > 0.2


# Always and never.


def test_always_holds_with_100_sets_without_a_failure_and_not_with_98():
    """The rule of three: 1 - 0.05 ** (1 / 100) is 2.95 %, with 98 sets it is 3.01 %."""
    assert verdict(runs([0.1] * 100), often=ALWAYS).verdict == HOLDS
    found = verdict(runs([0.1] * 98), often=ALWAYS)
    assert (found.verdict, found.why) == (UNTOLD, Why.few_sets)


def test_always_fails_with_one_set_that_fails_without_doubt():
    found = verdict(runs([0.1] * 99 + [-0.05]), often=ALWAYS)
    assert (found.verdict, found.why, found.fails) == (FAILS, Why.some, 1)


def test_always_cannot_be_told_where_a_few_sets_are_open():
    told = Evidence(np.r_[np.zeros(97), [0.5] * 3], np.r_[np.ones(97), [0.5] * 3])
    parts = conditions(runs([0.1] * 100), Comparison.more, np.full(100, ROOM))
    assert judged(told, parts, ALWAYS).verdict == UNTOLD


def test_always_does_not_fail_by_what_luck_makes_of_100_sets():
    """Of 100 sets at 2.5 %, 2 or 3 fail by luck; 7 or more do so in less than 2.5 % of cases."""
    parts = conditions(runs([0.1] * 100), Comparison.more, np.full(100, ROOM))

    def with_failures(count):
        false = np.r_[np.full(count, 0.01), np.ones(100 - count)]
        return judged(Evidence(np.r_[np.ones(count), np.zeros(100 - count)], false), parts, ALWAYS)

    assert with_failures(6).verdict == UNTOLD
    assert with_failures(7).verdict == FAILS


def test_always_rarely_fails_where_it_is_true_at_the_very_edge():
    """Every set lies exactly at the margin: the chance of a wrong verdict is 5 % at most."""
    wrong = [
        verdict(runs([ROOM] * 100, 0.05, seed), Comparison.at_most, ALWAYS, room=ROOM).verdict
        for seed in range(200)
    ]
    assert sum(each == FAILS for each in wrong) <= 18  # of 200; 10 expected at most, 3 errors above


def test_never_is_always_of_the_opposite():
    found = verdict(runs([0.1] * 100), Comparison.less, NEVER)
    assert (found.verdict, found.holds) == (HOLDS, 100)
    assert verdict(runs([0.1] * 99 + [-0.05]), Comparison.less, NEVER).verdict == FAILS


# Laws, whatever the runs are.

random_runs = st.builds(
    runs,
    st.lists(st.floats(-0.2, 0.2), min_size=5, max_size=60),
    st.sampled_from([0.0, 0.01, 0.1]),
    st.integers(0, 99),
)
oftens = st.sampled_from([USUALLY, ALWAYS, NEVER, how_often("in 9 of 10")])


@settings(max_examples=60)
@given(random_runs, st.sampled_from(list(Comparison)), oftens)
def test_swapping_the_plans_and_the_comparison_changes_nothing(differences, comparison, often):
    one = verdict(differences, comparison, often)
    other = verdict(-differences, MIRRORED[comparison], often)
    assert one == other


@settings(max_examples=60)
@given(random_runs, st.sampled_from(list(OPPOSITE)))
def test_a_claim_holds_in_the_sets_in_which_its_opposite_fails(differences, comparison):
    one, other = (
        evidence(conditions(differences, each, np.full(len(differences), ROOM)))
        for each in (comparison, OPPOSITE[comparison])
    )
    noisy = differences.mean(axis=2).var(axis=1) > 1e-9
    assert (one.holds == other.fails)[noisy].all()
    assert not (one.holds & one.fails).any()


@settings(max_examples=60)
@given(random_runs, st.sampled_from(list(OPPOSITE)))
def test_what_never_holds_is_what_the_opposite_always_does(differences, comparison):
    never = verdict(differences, comparison, NEVER)
    always = verdict(differences, OPPOSITE[comparison], ALWAYS)
    if differences.std() > 1e-6:
        assert (never.verdict, never.holds) == (always.verdict, always.holds)


@settings(max_examples=60)
@given(random_runs, st.floats(0, 0.2))
def test_a_wider_margin_never_turns_more_into_holding(differences, wider):
    narrow, wide = (verdict(differences, room=each) for each in (0.0, wider))
    assert wide.holds <= narrow.holds
    assert wide.fails >= narrow.fails


# Luck within a set.


def test_a_set_is_told_only_beyond_its_luck():
    """Means of 4 systems, 0.01 apart by luck: 1.96 * 0.01 / 2 is known, 0.005 is not."""
    spread = np.array([-1, -1 / 3, 1 / 3, 1]) * 0.01 * np.sqrt(9 / 5) * np.sqrt(3 / 4)
    sets = np.stack([mean + spread for mean in [0.02, 0.005] * 50])[:, :, None].repeat(2, axis=2)
    assert sets.var(axis=1, ddof=1) == pytest.approx(0.01**2)
    told = evidence(conditions(sets, Comparison.more, np.zeros(100)))
    assert told.holds.tolist() == [True, False] * 50
    assert not told.fails.any()


def test_a_set_at_the_margin_is_told_wrongly_as_often_as_said():
    """2.5 % on each side, over 4,000 sets whose luck differs fourfold."""
    luck = np.random.default_rng(1).choice([0.02, 0.08], 4000)
    sets = ROOM + luck[:, None, None] * np.random.default_rng(2).standard_normal((4000, 4, 2))
    told = evidence(conditions(sets, Comparison.more, np.full(4000, ROOM)))
    for share in (told.holds.mean(), told.fails.mean()):
        assert share == pytest.approx(0.025, abs=0.01)


def test_sets_without_a_value_are_open():
    sets = runs([0.1] * 100)
    sets[:30] = np.nan
    found = verdict(sets)
    assert (found.holds, found.untold, found.verdict) == (70, 30, HOLDS)
    found = verdict(np.full((100, 4, 2), np.nan))
    assert (found.verdict, found.why) == (UNTOLD, Why.no_value)


def test_one_system_tells_nothing_of_luck():
    told = evidence(conditions(runs([0.1] * 20)[:, :1], Comparison.more, np.zeros(20)))
    assert not told.holds.any()


@pytest.mark.parametrize(
    ("mean", "often", "expected"),
    [
        (0.05, USUALLY, HOLDS), (-0.05, USUALLY, FAILS), (0.0005, USUALLY, UNTOLD),
        (0.05, ALWAYS, UNTOLD), (-0.05, ALWAYS, FAILS), (0.05, NEVER, FAILS),
        (0.05, how_often("in 9 of 10"), UNTOLD), (-0.05, how_often("in 9 of 10"), UNTOLD),
    ],
)  # fmt: skip
def test_one_set_of_assumptions_tells_what_usually_holds_and_may_refute_always(
    mean, often, expected
):
    pooled = runs([mean] * 100, 0.05).reshape(1, 400, 2)
    told = evidence(conditions(pooled, Comparison.more, np.zeros(1)))
    assert judged_alone(told, often).verdict == expected
