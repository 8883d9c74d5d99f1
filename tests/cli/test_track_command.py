"""`uptake track`, from a folder and a table to an answer, files and a ledger."""

import json

import pytest

import sim

SEEN = "date,live\n2026-04,2\n2026-10,2\n2027-04,3\n"


@pytest.fixture
def folder(elsewhere, uptake):
    uptake("new", "mine")
    (elsewhere / "observed.csv").write_text(SEEN, encoding="utf-8")
    return elsewhere / "mine"


def told(text):
    return " ".join(text.split())


def test_the_answer_is_said_kept_drawn_and_scored_when_its_date_has_come(
    folder, uptake, monkeypatch
):
    monkeypatch.setattr("sim.api.track._now", lambda: "2027-05-02T09:00:00Z")
    line = ("track", "mine", "observed.csv", "strategy=own", "--target", "50%", "--by", "2028-06")
    code, out, err = uptake(*line, "--out", "progress")
    assert (code, err) == (0, "")
    said = told(out)
    assert "live in April 2027" in said
    assert "By June 2028 “Our plan (an example)” reaches" in said
    assert "The chance of 50% by then is" in said
    assert "effective sample size" in said
    assert "Forecast kept: mine" in said
    names = {path.name for path in (folder.parent / "progress").iterdir()}
    assert names == {"track.csv", "track.md", "forecast.png", "forecast.svg"}
    rows = (folder.parent / "progress" / "track.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("month,date,seen,before_low")
    assert rows[13].startswith("12,2027-04,0.25,")

    [kept] = (folder / "forecasts").iterdir()
    before = kept.read_bytes()
    (folder.parent / "observed.csv").write_text(SEEN + "2027-10,4\n", encoding="utf-8")
    code, out, _ = uptake("track", "mine", "observed.csv", "strategy=own", "--json")
    document = json.loads(out)
    assert code == 0
    [earlier] = document["earlier"]
    assert earlier["seen"] == pytest.approx(4 / 12)
    answer = json.dumps(document["answer"])
    assert "In May 2027 you were told" in answer
    assert "for October 2027, from what was seen up to April 2027" in answer
    assert kept.read_bytes() == before
    assert len([*(folder / "forecasts").iterdir()]) == 2


def test_other_plans_begin_now_and_nothing_is_kept_without_a_ledger(folder, uptake):
    code, out, _ = uptake("track", "mine", "observed.csv", "--no-ledger", "--full")
    said = told(out)
    assert code == 0
    assert "With the money left, from now: “The whole playbook”" in said
    assert "what its start has decided stays as it was (number of sites that are live" in said
    assert not (folder / "forecasts").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("track", "nowhere", "observed.csv"), "nowhere is not a folder with organisations"),
        (("track", "mine", "absent.csv"), "absent.csv: cannot be read"),
        (("track", "mine", "observed.csv", "--by", "2027-04"), "it must be later than April 2027"),
        (("track", "mine", "observed.csv", "--by", "soon"), "--by: the date is 'soon'; it must"),
        (
            ("track", "mine", "observed.csv", "--by", "2029"),
            "write a month of that year, such as 2",
        ),
        (("track", "mine", "observed.csv", "--target", "9"), "above 1; write 9% or 0.09"),
        (("track", "mine", "observed.csv", "--target", "most"), "--target is most"),
        (("track", "mine", "observed.csv", "--as-of", "2027-01"), "is later than January 2027"),
        (("track", "mine", "observed.csv", "--room", "absent"), "absent: cannot be read"),
        (("track", "mine", "observed.csv", "strategy.ambition=site"), "meant for some"),
        (("track", "mine", "observed.csv", "clock.start=2026-05"), "before the run starts"),
    ],
)
def test_what_cannot_be_tracked_is_one_line_and_code_2(folder, uptake, arguments, said):
    code, out, err = uptake(*arguments)
    assert (code, out) == (2, "")
    assert said in told(err)
    assert err.count("\n") == 1
    assert not (folder / "forecasts").exists()


def test_a_folder_for_files_that_is_there_is_refused_before_any_run(folder, uptake):
    code, _, err = uptake("track", "mine", "observed.csv", "--out", "mine")
    assert code == 2
    assert "mine exists already" in err


def test_python_gives_the_same_as_a_table(folder):
    found = sim.track(folder, "observed.csv", "strategy=own", ledger=False, by=24)
    frame = found.frame.set_index("month")
    assert found.kept is None
    assert frame.loc[12, "seen"] == pytest.approx(0.25)
    low, high = (frame.loc[24, f"Our plan (an example)_{end}"] for end in ("low", "high"))
    assert 0 < low < high < 1
