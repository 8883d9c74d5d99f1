"""Parts of a spread, in words whose numbers sum to 100."""

import pytest

from sim.report.sets_words import parts_in_words, whole_parts
from sim.study.uncertainty.variance import Shares


@pytest.mark.parametrize(
    "shares", [(0.914, 0.004, 0.082), (1 / 3, 1 / 3, 1 / 3), (0.995, 0.005, 0.0), (1.0,)]
)
def test_whole_parts_sum_to_a_hundred_and_are_within_one_of_their_share(shares):
    found = whole_parts(shares)
    assert sum(found) == 100
    assert all(abs(whole - 100 * share) < 1 for whole, share in zip(found, shares, strict=True))


def test_parts_are_named_without_systems_where_none_are_drawn():
    assert parts_in_words(Shares(0.084, 0.004, 0.912, 1.0)) == (
        "assumptions 91%, made-up systems 0% and luck 9%"
    )
    assert parts_in_words(Shares(0.25, None, 0.75, 1.0)) == "assumptions 75% and luck 25%"
