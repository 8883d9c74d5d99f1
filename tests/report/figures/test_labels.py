import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.report.figures.labels import balanced, shortened, spread, width_of, wrapped
from sim.report.figures.style import TEXT, slide_style

places = st.lists(st.floats(0, 300), min_size=1, max_size=12)


@pytest.fixture(autouse=True)
def style():
    with slide_style():
        yield


def test_labels_that_do_not_overlap_stay_where_they_are():
    assert spread([10.0, 50.0, 90.0], [20, 20, 20], 0, 100) == [10, 50, 90]


def test_two_labels_in_the_same_place_move_apart_evenly():
    assert spread([50.0, 50.0], [20, 20], 0, 100) == [40, 60]


def test_a_pile_at_the_edge_is_pushed_inside():
    assert spread([98.0, 99.0, 100.0], [20, 20, 20], 0, 100) == [50, 70, 90]


@given(places)
def test_spread_labels_do_not_overlap_stay_inside_and_keep_their_order(wanted):
    placed = spread(wanted, [22.0] * len(wanted), 0, 300)
    assert min(placed) >= 11 - 1e-6
    assert max(placed) <= 289 + 1e-6
    for a, b in itertools.combinations(range(len(wanted)), 2):
        assert abs(placed[a] - placed[b]) >= 22 - 1e-6
        assert wanted[a] >= wanted[b] or placed[a] < placed[b]


def test_more_labels_than_there_is_room_for_are_still_placed_in_order():
    placed = spread([float(i) for i in range(20)], [22.0] * 20, 0, 300)
    assert placed == sorted(placed)
    assert placed[-1] <= 300


def test_an_empty_list_of_labels_stays_empty():
    assert spread([], [], 0, 100) == []


def test_no_line_is_wider_than_asked_and_no_word_is_lost():
    words = "Half of the organisations are live by month 28 (95 %: 25 to 31)"
    lines = wrapped(words, 200)
    assert " ".join(lines) == words
    assert max(width_of(line) for line in lines) <= 201


def test_a_number_keeps_its_percent_sign():
    lines = wrapped("about 28 % live", width_of("about 28"))
    assert lines == ["about", "28 %", "live"]


def test_balanced_lines_leave_no_word_alone():
    words = "By month 72 most of them are live"
    whole = width_of(words)
    assert wrapped(words, 0.95 * whole)[-1] == "live"
    assert len(balanced(words, 0.95 * whole)) == 2
    assert len(balanced(words, 0.95 * whole)[-1]) > 10


def test_a_long_name_is_cut_with_an_ellipsis_and_a_short_one_is_not():
    assert shortened("Community of practice", 1000) == "Community of practice"
    cut = shortened("Community of practice", 100)
    assert cut.endswith("…")
    assert width_of(cut) <= 100


def test_bold_and_larger_words_are_wider():
    assert width_of("month", TEXT) < width_of("month", TEXT, bold=True)
    assert width_of("month", 36) == pytest.approx(2 * width_of("month", 18), rel=0.03)
