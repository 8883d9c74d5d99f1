"""Sets of assumptions from Python: which are tried, how they are kept, found and run again."""

import json
import shutil

import numpy as np
import pyarrow.parquet as pq
import pytest

import sim
from sim.api import assumption_choice, kept_sets
from sim.api.assumption_choice import FEWEST, MOST, chosen_sets, usual_number
from sim.api.assumption_draws import TABLE, about_of, columns_of, sets_from
from sim.api.repair import repair
from sim.api.verification import runs_of, verify
from sim.config import load
from sim.config.plausible_sets import RANGES, assumption_sets
from sim.page.inputs import compared_again
from sim.params.errors import UserError
from sim.report.store import manifest
from sim.report.store.assumption_sets import kept_sets as write_sets
from sim.report.store.file_digests import compared
from sim.study.assumption_draws import GIVEN

SMALL = ["scenario=avt_london", "system.organisations=9", "clock.months=6"]


@pytest.fixture(scope="module")
def found():
    return sim.compare(
        *SMALL, "strategy=none,hin_playbook", replicates=4, assumptions=RANGES, parameter_draws=3
    )


@pytest.fixture
def place(found, tmp_path):
    return found.save(tmp_path / "kept", figures=False)


def test_what_was_typed_at_its_own_value_is_not_drawn_in_a_comparison_nor_when_it_is_verified(
    tmp_path,
):
    own = f"assumptions.commitment_rate={load(SMALL).assumptions.commitment_rate:g}"
    found = sim.compare(
        *SMALL, "strategy=none,hin_playbook", own, replicates=4, assumptions=RANGES,
        parameter_draws=2,
    )  # fmt: skip
    assert "assumptions.commitment_rate" in found.drawn.held
    assert "assumptions.commitment_rate" not in found.drawn.sets.keys
    assert verify(found.save(tmp_path / "kept", figures=False)).equal


def test_sets_of_which_nothing_is_drawn_are_refused(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("assumptions.hurdle\n1\n2\n", encoding="utf-8")
    with pytest.raises(UserError) as error:
        sim.compare(
            *SMALL, "strategy=none,hin_playbook", "assumptions.hurdle=3", replicates=4,
            assumptions=path,
        )  # fmt: skip
    assert str(error.value) == (
        "no number in the sets of assumptions “mine” is drawn: assumptions.hurdle (a preset or you "
        "gave it a value); give other sets, or --fixed-assumptions"
    )


# ---- which ----


def test_the_sets_that_fit_what_is_known_are_tried_unless_somebody_says_otherwise(
    usual_assumptions,
):
    scenario = load(SMALL)
    usual = chosen_sets(None, None, [scenario])
    assert (usual.name, len(usual)) == ("plausible", 100)
    assert usual.digest
    assert chosen_sets("fixed", None, [scenario]) is None
    assert chosen_sets(None, 0, [scenario]) is None


def test_a_classic_process_reads_hardly_any_assumptions_so_that_none_are_tried(usual_assumptions):
    assert chosen_sets(None, None, [load([*SMALL, "process=bass"])]) is None


def test_of_a_classic_with_levers_the_effects_of_levers_are_drawn(usual_assumptions):
    scenario = load([*SMALL, "process=bass", "process.levers=true"])
    assert len(chosen_sets(None, None, [scenario])) == 100


def test_plain_python_would_take_an_hour_so_that_none_are_tried(usual_assumptions, monkeypatch):
    monkeypatch.setattr(assumption_choice, "PLAIN", True)
    assert chosen_sets(None, None, [load(SMALL)]) is None
    assert len(chosen_sets(None, 2, [load(SMALL)])) == 2


def test_fewer_sets_are_tried_where_plans_and_organisations_are_many():
    small, large = load(SMALL), load(["system.organisations=20000", "clock.months=60"])
    assert usual_number([small] * 4) == MOST
    assert FEWEST <= usual_number([large]) < MOST
    assert usual_number([large] * 100) == FEWEST


def test_more_sets_than_there_are_is_an_error_that_says_what_to_do():
    with pytest.raises(UserError, match=r"there are 2 sets of assumptions in ranges, not 3"):
        chosen_sets(assumption_sets(RANGES, wanted=2), 3, [load(SMALL)])


def test_a_folder_of_sets_of_ones_own_is_tried_whole_or_in_part(tmp_path):
    own = write_sets(tmp_path / "mine", assumption_sets(RANGES, wanted=3))
    scenario = load(SMALL)
    assert len(chosen_sets(tmp_path / "mine", None, [scenario])) == 3
    asked = chosen_sets("mine", 2, [scenario], config_dirs=[tmp_path])
    assert (asked.values == own.values[:2]).all()


def test_the_engine_of_the_sets_is_the_compiled_one_whatever_ran_the_plan():
    one, other = (
        sim.run(*SMALL, replicates=1, parameter_draws=2, engine=engine)
        for engine in ("mesa", "ensemble")
    )
    assert (one.drawn.live == other.drawn.live).all()


# ---- kept ----


def test_sets_are_read_from_their_table_as_they_were_tried(found):
    table = columns_of(found.drawn)[TABLE]
    read = sets_from(table, found.drawn.sets, 3)
    assert set(read.keys) == set(found.drawn.sets.keys)
    order = [read.keys.index(key) for key in found.drawn.sets.keys]
    assert np.array_equal(read.values[:, order], found.drawn.sets.values)
    assert set(table["assumptions.aggregator"]) <= {"product", "additive", "weakest"}


def test_the_table_has_each_run_and_their_mean_for_each_plan_and_set(found):
    table = columns_of(found.drawn)[TABLE]
    assert list(table["plan"]) == ["none", "hin_playbook"] * 3
    assert list(table["draw"]) == [0, 0, 1, 1, 2, 2]
    runs = np.stack([table[f"live_month_6_run_{k}"] for k in range(1, 9)], axis=1)
    assert (runs[1::2] == found.drawn.live[1]).all()
    assert table["live_month_6"] == pytest.approx(runs.mean(axis=1))


def test_the_manifest_names_the_sets_and_says_what_was_not_drawn(place, found):
    said = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    assert said["parameter_draws"] == 3
    assert said["assumptions"] == about_of(found.drawn)
    assert said["assumptions"]["name"] == "ranges"
    assert said["assumptions"]["systems"] == 4


def test_saved_results_are_verified_with_their_sets(place):
    verdict = verify(place)
    assert verdict.equal
    assert verdict.sets == 3


def test_numbers_under_the_sets_that_come_out_otherwise_are_named(place, monkeypatch):
    real = kept_sets.read_columns

    def changed(path):
        columns = real(path)
        columns["live_month_6_run_1"] = columns["live_month_6_run_1"] + 1
        return columns

    monkeypatch.setattr(kept_sets, "read_columns", changed)
    [line] = verify(place).differences
    assert "live_month_6_run_1 differs first in set 0" in line


@pytest.mark.parametrize("which", ["ranges", "own"])
def test_a_lost_table_of_sets_is_made_again_if_the_sets_can_be_found(which, tmp_path, found):
    if which == "own":
        write_sets(tmp_path / "mine", assumption_sets(RANGES, wanted=2))
        found = sim.run(*SMALL, replicates=2, assumptions=tmp_path / "mine")
    place = found.save(tmp_path / "kept", figures=False)
    (place / "parameter_draws.parquet").unlink()
    kept = manifest.read(place)
    if which == "own":
        with pytest.raises(UserError, match="run the plans again into a new folder"):
            kept_sets.sets_again(place, kept, compared(place, kept.files))
    else:
        again = kept_sets.sets_again(place, kept, compared(place, kept.files))
        assert (again.values == assumption_sets(RANGES, wanted=3).values).all()


def test_a_folder_of_an_older_version_with_draws_is_not_made_again(place):
    said = manifest.text_of(place)
    del said["assumptions"]
    manifest.write(place / "manifest.json", said)
    kept = manifest.read(place)
    with pytest.raises(UserError, match="of an older version"):
        kept_sets.sets_again(place, kept, compared(place, kept.files))


def test_a_set_that_is_not_possible_stays_so_when_the_table_is_read(tmp_path):
    sets = assumption_sets(RANGES, wanted=3)
    column = sets.keys.index("assumptions.top_threshold")
    sets.values[1, column] = 7.0
    found = sim.run(*SMALL, replicates=2, assumptions=sets)
    assert found.drawn.numbers == (0, 2)
    place = found.save(tmp_path / "kept", figures=False)
    table = pq.read_table(place / "parameter_draws.parquet").to_pydict()
    assert np.isnan(sets_from(table, sets, 3).values[1]).all()
    assert verify(place).equal


@pytest.fixture(scope="module")
def partly(tmp_path_factory):
    """A folder of results with a typed value, whose first and last set are not possible."""
    sets = assumption_sets(RANGES, wanted=4)
    sets.values[[0, 3], sets.keys.index("assumptions.top_threshold")] = 7.0
    plans = (*SMALL, "strategy=none,hin_playbook", "assumptions.deepest_dip=0.45")
    found = sim.compare(*plans, replicates=4, assumptions=sets)
    assert found.drawn.held["assumptions.deepest_dip"] == GIVEN
    assert found.drawn.numbers == (1, 2)
    return found.save(tmp_path_factory.mktemp("partly") / "kept", figures=False)


def test_results_made_again_still_say_what_was_not_varied_and_not_possible(partly, tmp_path):
    place = tmp_path / "copy"
    shutil.copytree(partly, place)
    assert "Not varied, because a preset or you gave it a value" in (
        (place / "verdict.md").read_text(encoding="utf-8")
    )
    (place / "verdict.md").unlink()
    assert repair(place).renewed == ()
    for each in sorted(partly.iterdir()):
        assert (place / each.name).read_bytes() == each.read_bytes(), each.name


def test_the_page_of_saved_results_says_what_was_not_varied_and_not_possible(partly):
    drawn = compared_again(partly).comparison.drawn
    assert drawn.held["assumptions.deepest_dip"] == GIVEN
    assert drawn.left_out[0] == 2
    assert "top_threshold is 7" in drawn.left_out[1]


def test_checking_sets_that_are_not_possible_tells_its_progress_to_the_end(partly):
    told = []
    assert verify(partly, told.append).equal
    kept = manifest.read(partly)
    assert told == sorted(told)
    assert told[-1] == runs_of(kept) == 2 * (4 + 4 * 8)
