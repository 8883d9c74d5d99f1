"""Where the better plan changes: found on one half of the sets, told from the other."""

import numpy as np
import pytest

from sim.study.flips.boxes import LEAST, Condition, flip_box, inside_of
from sim.study.flips.numbers import Number

SETS, NUMBERS = 400, 60


def made(seed=0, sets=SETS, numbers=NUMBERS):
    chance = np.random.default_rng(seed)
    return [Number(f"n{k}", chance.random(sets)) for k in range(numbers)], chance


def certain(lead):
    return (lead > 0).astype(float)


@pytest.mark.parametrize("seed", range(3))
def test_the_range_of_the_number_that_decides_is_found(seed):
    """The other plan is ahead by 0.1 below 0.3, and behind by 0.2 elsewhere."""
    numbers, chance = made(seed)
    lead = np.where(numbers[7].values < 0.3, 0.1, -0.2) + chance.normal(0, 0.1, SETS)
    box = flip_box(numbers, lead, certain(lead), seed)
    [condition] = box.conditions
    assert (condition.key, condition.above) == ("n7", False)
    assert condition.limit == pytest.approx(0.3, abs=0.05)
    assert condition.share == pytest.approx(0.3, abs=0.06)
    assert box.inside.lead.mean == pytest.approx(0.1, abs=0.05)
    assert box.outside.lead.mean == pytest.approx(-0.2, abs=0.05)
    assert box.inside.sets + box.outside.sets == SETS // 2
    assert box.inside.ahead.mean > 0.6 > 0.2 > box.outside.ahead.mean


def test_two_numbers_that_decide_only_together_are_both_told():
    numbers, chance = made(1)
    both = (numbers[3].values > 0.5) & (numbers[5].values > 0.5)
    lead = np.where(both, 0.3, -0.1) + chance.normal(0, 0.1, SETS)
    box = flip_box(numbers, lead, certain(lead))
    assert {each.key for each in box.conditions} == {"n3", "n5"}
    assert all(each.above for each in box.conditions)


def test_a_second_number_that_does_not_count_is_not_told():
    for seed in range(4):
        numbers, chance = made(seed)
        lead = np.where(numbers[7].values < 0.3, 0.1, -0.2) + chance.normal(0, 0.1, SETS)
        assert len(flip_box(numbers, lead, certain(lead), seed).conditions) == 1


def test_a_choice_of_words_can_decide_it():
    numbers, chance = made(2)
    word = chance.integers(0, 3, SETS).astype(float)
    numbers.append(Number("how", word, words=("product", "additive", "weakest")))
    lead = np.where(word == 1, 0.2, -0.2) + chance.normal(0, 0.1, SETS)
    [condition] = flip_box(numbers, lead, certain(lead)).conditions
    assert (condition.key, condition.word, condition.above) == ("how", "additive", False)


def test_noise_among_many_numbers_is_not_told_as_a_flip():
    """The lead has nothing to do with 60 numbers, and is on either side: 60 studies."""
    wrong = 0
    for seed in range(60):
        numbers, chance = made(seed, sets=120)
        lead = chance.normal(-0.02, 0.1, 120)
        wrong += flip_box(numbers, lead, certain(lead), seed) is not None
    assert wrong <= 7  # of boxes that are wrong by chance in one of twenty; more: under 2 %


def test_no_box_where_the_other_plan_is_never_ahead():
    numbers, _ = made()
    lead = -0.2 + 0.1 * numbers[0].values
    assert flip_box(numbers, lead, certain(lead)) is None


def test_a_corner_smaller_than_a_tenth_of_the_sets_is_not_sought():
    numbers, _ = made()
    lead = np.where(numbers[0].values < LEAST / 4, 5.0, -0.1)
    box = flip_box(numbers, lead, certain(lead))
    assert box is None or box.inside.sets >= LEAST * SETS / 2 * 0.5


def test_few_sets_make_no_box():
    numbers, _ = made(sets=30)
    lead = np.where(numbers[0].values < 0.5, 1.0, -1.0)
    assert flip_box(numbers, lead, certain(lead)) is None


def test_conditions_hold_for_sets_of_another_study_too():
    one = [Number("a", np.array([0.1, 0.9])), Number("b", np.array([0.0, 1.0]), words=("x", "y"))]
    below, word = Condition("a", False, 0.5), Condition("b", True, 0.0, "x")
    assert inside_of([below], one).tolist() == [True, False]
    assert inside_of([word], one).tolist() == [False, True]
    assert not inside_of([below, word], one).any()
    with pytest.raises(KeyError):
        inside_of([Condition("c", True, 0.0)], one)
