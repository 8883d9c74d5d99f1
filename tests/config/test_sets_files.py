"""Files of sets of assumptions: what is written is read again, and what is wrong is said."""

import hashlib

import numpy as np
import pytest

from sim.config.distributions import distributions
from sim.config.drawing import drawn
from sim.config.plausible_sets import assumption_sets
from sim.config.sets_files import as_csv, read_sets
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.report.store.assumption_sets import kept_sets, write_sets

KEYS = ("assumptions.commitment_rate", "assumptions.abandon_from", "assumptions.aggregator")
SETS = AssumptionSets("mine", KEYS, np.array([[1 / 3, 2.0, 0.0], [2.5, 6.0, 2.0]]), "", "By hand.")
HEAD = ",".join(KEYS)


def test_sets_are_written_as_numbers_and_words():
    assert as_csv(SETS) == f"{HEAD}\n0.33333333,2,product\n2.5,6,weakest\n"


def test_a_folder_of_sets_is_read_as_it_was_written(tmp_path):
    kept = kept_sets(tmp_path / "mine", SETS, {"seed": 3, "waves": 2})
    again = assumption_sets(str(tmp_path / "mine"))

    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == ["sets.csv", "sets.yaml"]
    for each in (kept, again):
        assert (each.name, each.keys, each.about) == ("mine", KEYS, "By hand.")
        assert each.values == pytest.approx(SETS.values, rel=1e-7)
    digest = hashlib.sha256((tmp_path / "mine" / "sets.csv").read_bytes()).hexdigest()
    assert kept.digest == again.digest == digest
    assert "seed: 3" in (tmp_path / "mine" / "sets.yaml").read_text()


def test_what_was_read_is_written_again_to_the_same_bytes(tmp_path):
    first = kept_sets(tmp_path / "a", drawn(distributions(), 30, seed=2))
    again = kept_sets(tmp_path / "b", first)
    assert first.digest == again.digest
    assert (first.values == again.values).all()


def test_a_folder_with_another_name_gives_the_sets_that_name(tmp_path):
    kept_sets(tmp_path / "mine", SETS)
    (tmp_path / "mine").rename(tmp_path / "ours")
    assert assumption_sets(str(tmp_path / "ours")).name == "ours"


def test_a_folder_that_is_there_is_not_written_over(tmp_path):
    kept_sets(tmp_path / "mine", SETS)
    with pytest.raises(UserError, match="mine"):
        kept_sets(tmp_path / "mine", SETS)


def test_a_folder_of_sets_is_found_among_the_users_own(tmp_path):
    kept_sets(tmp_path / "mine", SETS)
    assert assumption_sets("mine", [tmp_path]).keys == KEYS


def test_draws_from_the_ranges_are_those_of_the_shipped_distributions():
    sets = assumption_sets("ranges", wanted=12, seed=5)
    assert (sets.name, sets.digest, len(sets)) == ("ranges", "", 12)
    assert (sets.values == drawn(distributions(), 12, seed=5).values).all()


def test_sets_that_there_are_not_are_refused_with_what_there_is():
    with pytest.raises(UserError, match=r"calibratd: there is no .*plausible, ranges"):
        assumption_sets("calibratd")


def test_a_file_changed_after_it_was_written_is_refused_until_its_digest_goes(tmp_path):
    kept_sets(tmp_path / "mine", SETS)
    path = tmp_path / "mine" / "sets.csv"
    path.write_text(path.read_text().replace("2.5", "2.6"))
    with pytest.raises(UserError, match="not as it was written"):
        read_sets(path)

    about = path.with_suffix(".yaml")
    kept = [line for line in about.read_text().splitlines() if not line.startswith("sha256")]
    about.write_text("\n".join(kept))
    assert read_sets(path).values[1, 0] == 2.6


def test_a_plain_csv_of_ones_own_needs_no_other_file(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(f"\ufeff{HEAD}\r\n1,2,additive\r\n\r\n")
    sets = assumption_sets(str(path))
    assert (sets.name, sets.values.tolist(), sets.about) == ("own", [[1, 2, 1]], "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "needs a row of keys"),
        (HEAD, "needs a row of keys"),
        (f"{HEAD}\n1,2", "row 2: it has 2 values; the row of keys has 3"),
        (f"{HEAD}\n1,2,product\n30,2,product", "row 3: assumptions.commitment_rate is 30"),
        (f"{HEAD}\nnan,2,product", "row 2: assumptions.commitment_rate is nan"),
        (f"{HEAD}\n1,2.5,product", "row 2: assumptions.abandon_from is '2.5'"),
        (f"{HEAD}\n1,2,sum", "one of product, additive, weakest"),
        (f"{HEAD}\n1,2,product\n1,2,sum", "row 3: assumptions.aggregator is 'sum'"),
        ("clock.months\n6\n9", "clock.months is the length of the run, which must be the same in"),
        ("assumptions.replicates_per_system\n6\n9", "is chosen for all sets alike; leave the col"),
        (f"{HEAD}\n1,,product", "row 2: assumptions.abandon_from is ''"),
        ("assumptions.comitment_rate\n1", "did you mean assumptions.commitment_rate?"),
        ("assumptions.hurdle,assumptions.hurdle\n1,1", "stands there twice"),
        ("innovation.benefit\nnone", "a set needs a value for it"),
        ("title\nx", "title cannot be drawn"),
        ('assumptions.hurdle\n"1', "not readable as CSV"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line_that_says_where(tmp_path, text, said):
    path = tmp_path / "sets.csv"
    path.write_text(text)
    with pytest.raises(UserError) as told:
        read_sets(path)
    assert said in str(told.value)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "sets.csv"
    path.write_bytes("assumptions.hurdle\n1£".encode("latin-1"))
    with pytest.raises(UserError, match="not readable as CSV in UTF-8"):
        read_sets(path)


def test_shipped_sets_may_have_a_name_of_their_own(tmp_path):
    write_sets(tmp_path, SETS, file="plausible.csv")
    assert read_sets(tmp_path / "plausible.csv", "plausible").name == "plausible"
    assert (tmp_path / "plausible.yaml").is_file()
