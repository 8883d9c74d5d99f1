"""`uptake calibrate`, from a table to an answer, a folder of sets and what refuses to be one."""

import csv
import json

import pytest

import sim
from sim.config.plausible_sets import assumption_sets

SEEN = "date,share,total,note\n2026-06,0.03,60,a\n2027-06,0.06,60,b\n2028-06,0.15,60,c\n"
LATER = "2030-06,0.4,60,d\n"
SMALL = ("--settings", "120", "--sets", "20")


@pytest.fixture
def observed(elsewhere):
    path = elsewhere / "observed.csv"
    path.write_text(SEEN, encoding="utf-8")
    return path


def told(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    path = tmp_path_factory.mktemp("curve") / "observed.csv"
    path.write_text(SEEN + LATER, encoding="utf-8")
    return sim.calibrate(path, until="2028", settings=120, sets=20)


def test_the_answer_has_five_lines_and_the_folder_what_other_commands_need(
    observed, elsewhere, uptake
):
    code, out, err = uptake("calibrate", "observed.csv", *SMALL, "--out", "fitted")
    assert (code, err) == (0, "")
    said = told(out)
    assert "20 sets of settings follow observed.csv to June 2028" in said
    assert [
        label for label in ("Fit", "Learnt", "Not learnt", "How sure") if label not in said
    ] == []
    assert "columns that are not read: note" in said
    names = {path.name for path in (elsewhere / "fitted").iterdir()}
    assert names == {
        *("sets.csv", "sets.yaml", "keys.csv", "dates.csv", "posterior.csv"),
        *("calibration.md", "fit.png", "fit.svg"),
    }
    sets = assumption_sets(str(elsewhere / "fitted"))
    assert len(sets) == 20
    assert len(sets.digest) == 64
    assert "observed.csv" in sets.about


def test_only_assumptions_travel_and_the_rest_stays_in_its_own_table(found, tmp_path):
    found.write(tmp_path)
    with (tmp_path / "sets.csv").open(encoding="utf-8") as file:
        travels = next(csv.reader(file))
    with (tmp_path / "posterior.csv").open(encoding="utf-8") as file:
        stays = next(csv.reader(file))
    own = [key for key in travels if key.startswith(("innovation.", "strategy.", "clock."))]
    assert own == []
    assert "assumptions.commitment_rate" in travels
    assert {"innovation.complexity", "strategy.pilots"} <= {*stays}
    assert any("belong to this curve and stay in posterior.csv" in each for each in found.account)


def test_later_dates_are_compared_and_not_used(found):
    rows = found.dates.to_dict(orient="records")
    assert [row["fitted"] for row in rows] == [True, True, True, False]
    assert "The one later date, which was not used, is " in dict(found.lines)["Fit"]
    assert found.made["until"] == "June 2028"


def test_each_key_has_a_row_with_what_was_thought_and_what_fits(found):
    frame = found.frame
    assert {"clock.start", "innovation.complexity", "system.capacity"} <= {*frame["key"]}
    assert {*frame["told"]} <= {"told", "partly told", "not told", "not read"}
    numbers, choices = frame[frame["words"] == ""], frame[frame["words"] != ""]
    least = numbers["before_low"] - 0.06 * abs(numbers["before_high"])
    assert (numbers["after_low"] >= least).all()
    assert "assumptions.push" in {*choices["key"]}
    assert choices["words"].str.match(r"\w+ \d+% before, \d+% after; ").all()
    assert choices["after_low"].isna().all()
    assert frame["meaning"].str.len().min() > 3


def test_one_object_is_printed_for_programs(observed, elsewhere, uptake):
    code, out, _ = uptake("calibrate", "observed.csv", *SMALL, "--json")
    document = json.loads(out)
    assert code == 0
    assert document["command"] == "calibrate"
    assert sum(each["chance"] for each in document["left_out"]) == pytest.approx(1)
    assert 10 <= document["effective"] <= document["runs"]
    assert not (elsewhere / "calibrated").exists()


def test_a_key_that_was_set_or_held_is_not_varied_and_one_can_be_added(observed, uptake):
    code, out, _ = uptake(
        "calibrate", "observed.csv", *SMALL, "--json", "innovation.complexity=0.3",
        "--hold", "assumptions.hurdle", "--vary", "innovation.benefit=0.05..0.2",
    )  # fmt: skip
    document = json.loads(out)
    keys = {each["key"]: each for each in document["keys"]}
    assert code == 0
    assert "innovation.complexity" not in keys
    assert document["held"]["assumptions.hurdle"] == "--hold"
    assert (
        0.05
        <= keys["innovation.benefit"]["after_low"]
        <= keys["innovation.benefit"]["after_high"]
        <= 0.2
    )


def test_an_assumption_that_was_typed_is_held_and_to_be_typed_with_the_sets_too(
    observed, elsewhere, uptake
):
    hurdle = f"assumptions.hurdle={sim.load().assumptions.hurdle:g}"
    code, out, _ = uptake("calibrate", "observed.csv", *SMALL, hurdle, "--no-figures", "--full")
    assert code == 0
    assert f'To use them: uptake compare ... "{hurdle}" --assumptions calibrated' in told(out)
    assert f"The sets were found with {hurdle}, which is not in them" in told(out)
    assert "assumptions.hurdle" not in assumption_sets(str(elsewhere / "calibrated")).keys


def test_a_curve_that_no_setting_comes_near_says_what_would_be_needed(observed, uptake):
    observed.write_text("date,share\n2026-01,0.05\n2026-03,0.95\n", encoding="utf-8")
    code, out, err = uptake("calibrate", "observed.csv", *SMALL, "--out", "fitted")
    assert (code, out) == (2, "")
    assert "no set of settings comes near" in err
    assert "In March 2026 95.0% were observed" in err
    assert "Uptake would have to be faster, for example by" in told(err)
    assert not (observed.parent / "fitted").exists()


REFUSED = [
    (("absent.csv",), "absent.csv: cannot be read"),
    (("observed.csv", "--until", "2020"), "nothing was observed by December 2020"),
    (("observed.csv", "--until", "2030"), "but the last date in observed.csv is June 2028"),
    (("observed.csv", "--until", "soon"), "--until: the date is 'soon'"),
    (("observed.csv", "--vary", "innovation.complexity"), "write KEY=LOW..HIGH"),
    (("observed.csv", "--vary", "innovation.complexity=0.9..0.1"), "0.9 is not below 0.1"),
    (("observed.csv", "--vary", "innovation.complexity=0..9"), "innovation.complexity"),
    (("observed.csv", "--vary", "innovation.complexty=0..1"), "innovation.complexity"),
    (("observed.csv", "--vary", "strategy.target=0..1"), "it is no number, so it has no range"),
    (("observed.csv", "--vary", "clock.start=0..9"), "--vary clock.start"),
    (("observed.csv", "--hold", "innovation.complexty"), "innovation.complexity"),
    (("observed.csv", "--hold", "innovation.benefit"), "nothing to hold"),
    (("observed.csv", "clock.start=2026-09"), "3 months before the run starts"),
    (("observed.csv", "strategy.ambition=site"), "meant for some"),
    (("observed.csv", "strategy=none,hin_playbook"), "give one plan here, not 2"),
    (("observed.csv", "--group", "small"), "there is no group 'small'"),
    (("observed.csv", "--column", "note"), "does not say whether its numbers are per cent"),
]


@pytest.mark.parametrize(("arguments", "said"), REFUSED)
def test_what_cannot_be_calibrated_is_one_line_and_code_2(observed, uptake, arguments, said):
    code, out, err = uptake("calibrate", *arguments, *SMALL, "--out", "fitted")
    assert (code, out) == (2, "")
    assert said in told(err)
    assert "Traceback" not in err
    assert not (observed.parent / "fitted").exists()


def test_groups_that_the_system_does_not_have_are_named(observed, uptake):
    observed.write_text("group,date,share\nsmall,2026,0.1\nlarge,2026,0.1\n", encoding="utf-8")
    code, _, err = uptake("calibrate", "observed.csv", *SMALL)
    assert code == 2
    assert "the group 'small' is no group of this system; call it by the title of a type" in told(
        err
    )


def test_a_folder_that_is_there_is_refused_before_any_run(observed, elsewhere, uptake):
    (elsewhere / "calibrated").mkdir()
    (elsewhere / "calibrated" / "mine").write_text("x", encoding="utf-8")
    code, _, err = uptake("calibrate", "observed.csv", *SMALL)
    assert code == 2
    assert "calibrated" in err
