"""Morris's screening and PAWN on functions that are known; designs that go on from fewer points."""

import numpy as np
import pytest
from known_functions import Known, matters_to, space_of_numbers

from sim.params.errors import UserError
from sim.study.sensitivity import designs
from sim.study.sensitivity.given import ends_of, given, pawn

NAMES = tuple("abcde")


def test_moves_of_a_linear_function_are_its_weights():
    """From a low to a high end is 0.8 of a range."""
    found = matters_to(
        Known(lambda x: 5 * x[:, 0] - x[:, 1]), space_of_numbers("a", "b", "c"), "morris", 6
    )
    screening = found.screening
    assert screening.mean == pytest.approx([4, 0.8, 0])
    assert screening.signed == pytest.approx([4, -0.8, 0])
    assert screening.mixed == pytest.approx([0, 0, 0], abs=1e-9)
    assert found.names == ("a", "b", "c")


def test_a_screening_takes_off_what_luck_does():
    noisy = Known(lambda x: 5 * x[:, 0], chaos=0.5)
    screening = matters_to(noisy, space_of_numbers("a", "b", "c"), "morris", 60).screening
    assert screening.mean[1] > 0.3
    assert screening.size[1] < screening.mean[1] / 2
    assert screening.size[0] == pytest.approx(4, abs=0.3)


def test_sobol_looks_closely_at_what_a_screening_found():
    weights = np.array([0.01, 3, 0.02, 0, 2])
    found = matters_to(Known(lambda x: x @ weights), space_of_numbers(*NAMES), points=64, top=2)
    assert found.names == ("b", "e")
    assert found.indices.sum_of_first == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("design", [designs.crossed, designs.paths, designs.spread])
def test_more_points_begin_with_the_same(design):
    few, many = design(NAMES, 32, 7), design(NAMES, 64, 7)
    assert (many.points[: len(few.points)] == few.points).all()
    assert list(many.luck[: len(few.luck)]) == list(few.luck)
    other = design(NAMES, 32, 8)
    assert (other.points != few.points).any()


def test_points_that_are_compared_meet_the_same_luck():
    design = designs.crossed(NAMES, 8, 0)
    luck = np.array(design.luck).reshape(8, -1)
    assert (luck[:, :-1] == luck[:, :1]).all()
    assert len(set(luck[:, 0]) | set(luck[:, -1])) == 16


def test_pawn_tells_what_matters_from_made_up_columns():
    def stepped(x):
        return np.where(x[:, 0] > 0.5, 3.0, 0.0) + x[:, 1]

    found = matters_to(Known(stepped, chaos=0.1), space_of_numbers(*NAMES), "pawn", 512)
    assert found.names[:2] == ("a", "b")
    assert found.given.told.tolist() == [True, True, False, False, False]
    assert found.given.rank[0] > 0.7
    assert found.bar("a").moves == pytest.approx(3, abs=0.2)
    assert found.bar("b").moves == pytest.approx(0.8, abs=0.5)


def test_pawn_is_that_of_salib():
    analyze = pytest.importorskip("SALib.analyze.pawn").analyze
    rng = np.random.default_rng(2)
    ranks = np.column_stack([rng.permutation(150) for _ in range(3)]).astype(float)
    outcome = np.round(ranks[:, 0] / 40 + rng.normal(size=150), 1)  # with values that are equal
    told = analyze({"num_vars": 3, "names": ["a", "b", "c"]}, ranks, outcome, S=10)
    assert pawn(ranks, outcome) == pytest.approx(told["median"])


def test_pawn_sees_a_choice_in_full():
    """Of two words the second counts too, though its slices end where they begin."""
    rng = np.random.default_rng(0)
    word = rng.integers(2, size=400).astype(float)
    outcome = np.where(word > 0, rng.normal(size=400) * 5, rng.normal(size=400))
    found = given(("word", "nothing"), np.column_stack([word, rng.random(400)]), outcome, 0)
    assert found.told.tolist() == [True, False]


def test_ends_of_a_choice_are_its_words():
    rng = np.random.default_rng(0)
    word = rng.integers(3, size=300).astype(float)
    outcome = np.array([5.0, 1.0, 3.0])[word.astype(int)]
    found = given(("word",), word[:, None], outcome, 0)
    [bar] = ends_of(found, word[:, None], outcome)
    assert (bar.at, bar.low, bar.high) == ((1.0, 0.0), 1.0, 5.0)


@pytest.mark.parametrize("method", ["sobol", "morris", "pawn"])
def test_what_never_varies_is_refused(method):
    with pytest.raises(UserError, match="never varies"):
        matters_to(Known(lambda x: np.ones(len(x))), space_of_numbers("a", "b"), method, 128)


def test_points_that_are_not_possible_are_left_out_and_many_are_refused():
    def sometimes(x):
        return np.where(x[:, 0] > 0.98, np.nan, x[:, 0])

    found = matters_to(Known(sometimes), space_of_numbers("a", "b"), points=128)
    assert 0 < found.left_out < 13
    assert found.indices.points == 128 - found.left_out
    with pytest.raises(UserError, match="points are not possible"):
        matters_to(
            Known(lambda x: np.where(x[:, 0] > 0.5, np.nan, x[:, 0])), space_of_numbers("a", "b")
        )
