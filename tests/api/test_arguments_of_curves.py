"""What a program asks of a calibration or a forecast: refused in one line before any run."""

import pytest

import sim
from sim.api.calibrate import cut_of, left_out
from sim.params.errors import UserError
from sim.study.calibration.tables import read_series

CURVE = "date,share\n2015,0.05\n2016,0.1\n2017,0.2\n"


@pytest.fixture
def observed(tmp_path):
    (tmp_path / "observed.csv").write_text(CURVE, encoding="utf-8")
    return tmp_path / "observed.csv"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"total": 0}, "total is 0; it must be 1 or more"),
        ({"total": -5}, "total is -5; it must be 1 or more"),
        ({"total": 1.5}, "total is 1.5; it must be a whole number, 1 or more"),
        ({"settings": 49}, "settings is 49; it must be 50 or more"),
        ({"sets": 9}, "sets is 9; it must be 10 or more"),
        ({"sets": True}, "sets is True; it must be a whole number, 10 or more"),
    ],
)
@pytest.mark.parametrize("command", [sim.calibrate, sim.forecast])
def test_a_number_that_cannot_be_is_refused(observed, command, asked, said):
    with pytest.raises(UserError) as error:
        command(observed, until="2016", **asked)
    assert str(error.value) == said


def test_a_total_that_the_table_says_already_is_refused(observed):
    observed.write_text("date,share,total\n2015,0.05,60\n2016,0.1,60\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"--total is 500, but observed\.csv says of how many"):
        sim.calibrate(observed, total=500)


def test_a_total_fills_what_the_table_leaves_open(observed):
    observed.write_text("date,share,total\n2015,0.05,60\n2016,0.1,\n", encoding="utf-8")
    with pytest.raises(UserError, match="sets is 9"):  # the total is taken, then what follows it
        sim.calibrate(observed, total=500, sets=9)


def test_groups_that_begin_after_the_cut_are_left_out_and_named(tmp_path):
    path = tmp_path / "observed.csv"
    path.write_text("group,date,share\na,2015,0.1\na,2017,0.2\nb,2017,0.3\n", encoding="utf-8")
    every = read_series(path)
    cut = cut_of("2016", every)
    assert [*left_out(every.up_to(cut), every.after(cut))] == [
        "observed.csv: groups without a date up to the cut are left out: b"
    ]
    assert [*left_out(every, None)] == []
