"""`uptake sensitivity`, from plans or a sweep to lines, tables and figures."""

import csv
import json
import re

import pytest

from sim.api.sensitivity import unread_by
from sim.config import load
from sim.config.distributions import distributions
from sim.engines import simulate
from sim.params import Scenario, leaves
from sim.params.display import as_typed
from sim.report.lines import MOST_NUMBERS, MOST_WORDS, is_too_long

SMALL = ("system=one_ics", "system.organisations=20", "clock.months=24")
KEYS = (
    "--keys",
    "assumptions.commitment_rate,assumptions.top_threshold,assumptions.aggregator",
)
QUICK = (*SMALL, *KEYS, "--points", "32")
SAMPLE = ("--sample", "64", "--replicates", "2")
RANGES = (
    "assumptions.commitment_rate=interval(1,3.3)",
    "assumptions.top_threshold=interval(.3,.8)",
)


@pytest.fixture(autouse=True)
def short_bars(monkeypatch):
    """A few runs of each end are enough here."""
    monkeypatch.setattr("sim.study.sensitivity.bars.RUNS", 4)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(text):
    return " ".join(text.split())


def test_what_matters_is_told_drawn_and_kept(uptake, elsewhere):
    line = ("sensitivity", *QUICK, "--out", "found")
    code, out, err = uptake(*line, "--full")
    assert (code, err) == (0, "")
    said = told(out)
    assert "the share live at month 24" in said
    assert "luck" in said
    assert "Most ranges are judgement" in said
    assert "To repeat: uptake sensitivity" in said
    names = {path.name for path in (elsewhere / "found").iterdir()}
    assert names == {
        "answer.md", "sensitivity.csv", "by_month.csv", "trials.sqlite", "tornado.png",
        "tornado.svg", "what_matters_when.png", "what_matters_when.svg",
    }  # fmt: skip
    rows = rows_of(elsewhere / "found" / "sensitivity.csv")
    assert {row["key"] for row in rows} == set(KEYS[1].split(","))
    first = rows[0]
    assert float(first["total_low"]) <= float(first["total"]) <= float(first["total_high"])
    assert float(first["moves"]) == pytest.approx(
        float(first["outcome_high"]) - float(first["outcome_low"])
    )
    months = rows_of(elsewhere / "found" / "by_month.csv")
    assert len(months) == 3 * 25

    code, out, _ = uptake(*line, "--json")
    document = json.loads(out)
    assert code == 0
    lines = [(each["label"], each["text"]) for each in document["answer"]]
    assert not is_too_long(lines), (MOST_WORDS, MOST_NUMBERS)
    assert document["tables"]["sensitivity"][0]["key"] == first["key"]


@pytest.fixture
def asked(monkeypatch):
    """What the engine is asked for; `asked.stop` is the run at which somebody presses Ctrl-C."""

    class Asked(list):
        stop = None

    found, several = Asked(), simulate.several

    def counting(wanted, **options):
        def one_by_one():
            for each in wanted:
                found.append(each)
                if len(found) == found.stop:
                    raise KeyboardInterrupt
                yield each

        yield from several(one_by_one(), **options)

    monkeypatch.setattr(simulate, "several", counting)
    return found


def test_a_question_that_was_stopped_goes_on(uptake, asked):
    line = ("sensitivity", *QUICK, "--no-figures", "--out", "found")
    asked.stop = 60
    code, _, err = uptake(*line)
    assert code == 130
    assert "found; the same line goes on from there" in err
    asked.stop = None
    asked.clear()
    code, out, _ = uptake(*line)
    assert code == 0
    assert 0 < len(asked) <= 32 * 5 + 8 - 40
    asked.clear()
    assert uptake(*line)[1] == out
    assert asked == []


def test_more_points_go_on_from_fewer(uptake, asked):
    """Only what is new runs, and the answer is the same as in one go."""
    line = ("sensitivity", *SMALL, "--keys", KEYS[1].rpartition(",")[0], "--json", "--points")
    assert uptake(*line, "32", "--out", "found")[0] == 0
    asked.clear()
    both = uptake(*line, "64", "--out", "found")[1]
    assert len(asked) == 32 * 4
    assert json.loads(both)["tables"] == json.loads(uptake(*line, "64")[1])["tables"]


def test_of_two_plans_it_is_the_difference(uptake):
    code, out, err = uptake(
        "sensitivity", *SMALL, "strategy=none,one_to_one", *KEYS, "--points", "32",
        "--no-figures", "--out", "found",
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert "the lead of one-to-one help over no spread partner at month 24" in told(out).lower()


@pytest.mark.parametrize("method", ["morris", "pawn"])
def test_the_other_methods_tell_what_they_can(uptake, elsewhere, method):
    points = {"morris": "8", "pawn": "128"}[method]
    code, out, err = uptake(
        "sensitivity", *SMALL, *KEYS, "--method", method, "--points", points, "--out", "found",
        "--outcome", "embedded",
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert "embedded at month 24" in told(out)
    names = {path.name for path in (elsewhere / "found").iterdir()}
    table = {"morris": "screening.csv", "pawn": "given.csv"}[method]
    assert {table, "tornado.png"} <= names
    assert "what_matters_when.png" not in names


def test_a_screening_comes_first_where_numbers_are_many(uptake, elsewhere):
    keys = ("--keys", f"{KEYS[1]},assumptions.tolerance,coefficients.unlearning", "--top", "2")
    code, out, _ = uptake(
        "sensitivity", *SMALL, *keys, "--points", "32", "--no-figures", "--out", "found"
    )
    assert code == 0
    assert len(rows_of(elsewhere / "found" / "screening.csv")) == 5
    assert len(rows_of(elsewhere / "found" / "sensitivity.csv")) == 2
    assert "of 5 numbers move" in told(out)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--points", "100"), "not a power of two.*take 64 or 128"),
        (("--points", "16"), "takes from 32"),
        (("--method", "morris", "--points", "2"), "takes from 4"),
        (("--outcome", "lives"), "no outcome 'lives'.*did you mean live"),
        (("--outcome", "sooner"), "no outcome 'sooner' of a single plan"),
        (("--outcome", "after_programme"), "does not exist where the run ends"),
        (("--keys", "assumptions.top_treshold"), "did you mean assumptions.top_threshold"),
        (("--keys", "strategy.pilots"), "strategy.pilots has no range"),
        (
            ("strategy=none", "--keys", "levers.comms.cultural"),
            "no plan here reads levers.comms.cultural",
        ),
        (("--keys", ","), "names no key"),
        (("assumptions.hurdle=2", "--keys", "assumptions.hurdle"), "hurdle is not varied: .* gave"),
        (("strategy=none,one_to_one,hin_playbook",), "of one plan, or of the difference of two"),
        (("--outcome", "locked_in", *KEYS, "--points", "32"), "never varies"),
        (
            ("--outcome", "equity_gap", "system.deprived_share=0", *KEYS, "--points", "32"),
            "equity_gap has no value at any of .* points.*choose another with --outcome",
        ),
        (("assumptions=x",), "assumptions"),
        (("--parameter-draws", "4"), "No such option"),
    ],
)
def test_a_bad_question_is_one_line(uptake, arguments, says):
    code, out, err = uptake("sensitivity", *SMALL, *arguments)
    assert (code, out) == (2, "")
    assert re.search(says, err), err
    assert len(err.strip().splitlines()) == 1


def test_where_all_is_typed_nothing_varies(uptake):
    """A classic process reads a few numbers; with values for them there is nothing to vary."""
    line = ("sensitivity", *SMALL, "process.kind=bass")
    keys = ("--keys", "process.innovation,process.imitation")
    code, out, _ = uptake(*line, *keys, "--points", "32", "--no-figures", "--out", "found")
    assert code == 0
    assert "Bass's coefficient of innovation" in told(out)
    known = distributions()
    read = known.keys() - unread_by([load([*SMALL, "process.kind=bass"], [])], known)
    usual = {key: as_typed(value) for key, _, value in leaves(Scenario())}
    code, _, err = uptake(*line, *(f"{key}={usual[key]}" for key in sorted(read)))
    assert (code, "no number varies" in err) == (2, True)


def test_a_sweep_is_read_as_it_is(uptake, elsewhere):
    assert uptake("sweep", *SMALL, *RANGES, *SAMPLE, "--out", "study")[0] == 0
    code, out, err = uptake("sensitivity", "study", "--out", "found")
    assert (code, err) == (0, "")
    said = told(out)
    assert "the share live at month 24" in said
    assert "made-up numbers that do nothing" in said
    assert len(rows_of(elsewhere / "found" / "given.csv")) == 2
    for arguments, says in (
        (("--method", "sobol"), "needs points of its own"),
        (("--points", "64"), "leave out --points"),
        (("--months", "12"), "leave out --months"),
        (("--keys", "assumptions.hurdle"), "was not sampled"),
        (("--outcome", "lives"), "did you mean live"),
        (("strategy=none",), "name it alone"),
    ):
        code, _, err = uptake("sensitivity", "study", *arguments)
        assert (code, says in err) == (2, True), err


def test_a_sweep_of_two_plans_is_their_difference(uptake):
    plans = "strategy=none,one_to_one"
    assert uptake("sweep", *SMALL, plans, *RANGES, *SAMPLE, "--out", "study")[0] == 0
    code, out, _ = uptake("sensitivity", "study")
    assert code == 0
    assert "the lead of" in told(out)


def test_a_sweep_that_is_no_sample_is_refused(uptake):
    assert uptake("sweep", *SMALL, "strategy.pilots=1,2", "--replicates", "2", "--out", "a")[0] == 0
    code, _, err = uptake("sensitivity", "a")
    assert (code, "is no sample" in err) == (2, True)
    few = (*RANGES, "--sample", "16", "--replicates", "2", "--out", "b")
    assert uptake("sweep", *SMALL, *few)[0] == 0
    code, _, err = uptake("sensitivity", "b")
    assert (code, "16 cells" in err) == (2, True)


def test_cells_that_failed_are_left_out_and_told(uptake):
    ranges = ("strategy.pilots=interval(1,24)", RANGES[0])
    assert uptake("sweep", *SMALL, *ranges, "--sample", "128", "--replicates", "2",
                  "--out", "study")[0] in (0, 1)  # fmt: skip
    code, out, _ = uptake("sensitivity", "study", "--full")
    assert code == 0
    assert "failed: they are left out" in told(out)


def test_without_the_library_it_says_what_to_install(uptake, monkeypatch):
    monkeypatch.setattr("sim.api.sensitivity.find_spec", lambda _: None)
    monkeypatch.setattr("sim.rules.compiled.is_compiled", lambda _: False)
    code, _, err = uptake("sensitivity", *SMALL)
    assert code == 2
    assert "Preparing the model" not in err
    assert "uptake sensitivity needs SALib, which is not installed" in err
    assert "python -m pip install" in err
