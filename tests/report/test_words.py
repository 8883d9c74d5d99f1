"""Numbers as they are read aloud."""

import math

import pytest

from sim.outcomes.intervals import Interval
from sim.outcomes.units import DAYS, MONTHS, PERCENT, POINTS, POUNDS
from sim.report.words import cell, difference_of, listed, mean_and_range_of, rounded_up, size_of


def around(mean, half):
    return Interval(mean, mean - half, mean + half, 0.95, 8)


@pytest.mark.parametrize(
    ("mean", "half", "unit", "words"),
    [
        (0.6234, 0.021, PERCENT, "62% (between 60% and 64%)"),
        (0.6234, 0.002, PERCENT, "62% (between 62% and 63%)"),
        (0.6234, 0.14, PERCENT, "60% (between 50% and 80%)"),
        (0.0123, 0.0021, PERCENT, "1.2% (between 1.0% and 1.4%)"),
        (33_187.4, 912, POUNDS, "£33,200 (between £32,300 and £34,100)"),
        (1_204_512, 31_000, POUNDS, "£1,200,000 (between £1,170,000 and £1,240,000)"),
        (0.0187, 0.001, DAYS, "0.57 days (between 0.54 and 0.60)"),
        (1.0, 0, MONTHS, "1.0 months"),
        (0.5, math.inf, PERCENT, "50% (too few runs for a range)"),
    ],
)
def test_a_number_has_no_more_digits_than_its_interval_supports(mean, half, unit, words):
    assert mean_and_range_of(around(mean, half), unit) == words


@pytest.mark.parametrize(
    ("mean", "half", "words"),
    [
        (31, 2.2, "31 months sooner (between 29 and 33)"),
        (-31, 2.2, "31 months later (between 29 and 33)"),
        (1, 3.1, "1 month sooner (between 2 later and 4 sooner)"),
        (-0.2, 3.2, "0 months (between 3 later and 3 sooner)"),
        (1.2, 1.1, "1 month sooner (between just above 0 and 2)"),
        (0, 0, "0.0 months"),
        (2, math.inf, "2.0 months sooner (too few runs for a range)"),
    ],
)
def test_a_difference_carries_its_direction(mean, half, words):
    assert difference_of(around(mean, half), MONTHS, "sooner", "later") == words


def test_one_point_is_singular():
    assert (
        size_of(around(0.0124, 0.0101), POINTS) == "1 percentage point (between just above 0 and 2)"
    )


def test_a_cell_has_numbers_without_words():
    assert cell(around(0.6234, 0.021), PERCENT) == "62% (60% to 64%)"
    assert cell(None, PERCENT) == "-"


def test_runs_are_rounded_up_to_two_digits():
    assert [rounded_up(each) for each in (1, 99.2, 1100, 5201, 123_456)] == [
        "1", "100", "1,100", "5,300", "130,000",
    ]  # fmt: skip


def test_a_list_reads_as_a_sentence():
    assert [listed(each) for each in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a", "a and b", "a, b and c",
    ]  # fmt: skip
