"""What was observed, as people write it: dates with counts, or organisation by organisation."""

import numpy as np
import pytest

from sim.params.errors import UserError
from sim.study.track.observed import EVER, LIVE
from sim.study.track.observed_columns import COLUMNS
from sim.study.track.tables import read_observed

NAMES = [f"Trust {letter}" for letter in "ABCDEFGHIJ"]
START = 12 * 2026 + 3  # April 2026
MAY_2027 = 12 * 2027 + 4


@pytest.fixture
def seen(tmp_path):
    def read(text, as_of=None, encoding="utf-8"):
        path = tmp_path / "observed.csv"
        path.write_bytes(text.encode(encoding))
        return read_observed(path, NAMES, len(NAMES), START, as_of)

    return read


@pytest.mark.parametrize(
    "text",
    [
        "date,live\n2026-04,2\n2026-11,5\n",
        "Date;Live\n30/04/2026;2\nNov 2026;5\n",
        "month,live\n0,2\n7,5\n",
        "month,live\n2026-04,2\n2026-11,5\n",
        "date\tshare\n2026-04\t0.2\n2026-11\t50%\n",
        "date,percent\n2026-04,20\n2026-11,50%\n",
        "date,live,total\n2026-04,1,5\n2026-11,2,4\n",
        "Uptake as we count it\n\ndate,live\n2026-04,2\n2026-11,5\n2026-12,\n",
    ],
)
def test_dates_with_counts_are_read_however_they_are_written(seen, text):
    found = seen(text)
    assert found.months.tolist() == [0, 7]
    assert found.shares == pytest.approx([0.2, 0.5])
    assert found.measure == LIVE
    assert found.named(found.last) == "November 2026"


def test_utf_16_is_read_and_said(seen):
    found = seen("date;live\n2026-11;5\n", encoding="utf-16")
    assert found.shares == pytest.approx([0.5])
    assert "UTF-16" in found.notes[0]


def test_a_column_says_whether_those_who_gave_it_up_count(seen):
    assert seen("date,adopters\n2026-11,5\n").measure == EVER
    assert seen("date,live_now\n2026-11,5\n2026-12,4\n").shares == pytest.approx([0.5, 0.4])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date,live\n2026-11,5\n2026-12,4\n", "row 3: live falls from 5 to 4; if some gave it up"),
        ("date,adopters\n2026-11,5\n2026-12,4\n", "those who were ever live cannot become fewer"),
        ("date,live\n2026-12,5\n2026-11,6\n", "row 3: November 2026 comes after December 2026"),
        ("date,live\n2026-11,5\n2026-11-30,6\n", "row 3: November 2026 is there twice"),
        ("date,live\n2026-03,5\n", "row 2: March 2026 is before the run starts, in April 2026"),
        ("date,live\n2026-11,11\n", "11 organisations are live, but the system has 10"),
        ("date,live,total\n2026-11,5,4\n", "5 organisations are live, but its total is 4"),
        ("date,share\n2026-11,1.5\n", "share is '1.5', above 1; write 0.015"),
        ("date,percent\n2026-11,150\n", "percent is '150', above 100"),
        ("date,percent\n2026-11,0.2\n2026-12,0.3\n", "call the column share"),
        ("date,live\n2026-11,2.5\n", "live is '2.5'; it must be a whole number"),
        ("date,live\n2026-11,-1\n", "live is '-1'"),
        ("date,live\n2026-11,nine\n", "live is 'nine'"),
        ("date,live\n2026-13,5\n", "date is '2026-13'; it must be a month such as 2026-11"),
        ("date,live\n7,5\n", "date is '7'; it must be a month"),
        ("date,live\n03/04/2027,5\n", "which may be April 2027 or March 2027"),
        ("date,live\n,5\n", "date is empty"),
        ("date,live\n2026-11,\n", "nothing was observed; give a row with a count"),
        ("date,live,total\n2026-11,,10\n", "no row has a count in 'live'"),
        ("date,live\n", "nothing was observed"),
        ("date,live,share\n2026-11,5,.5\n", "live and share are both there"),
        ("live\n5\n", "a column of dates is missing"),
        ("date,live,comment\n2026-11,5,good\n", "unknown column 'comment'"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(seen, text, said):
    with pytest.raises(UserError) as error:
        seen(text)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_date_later_than_it_is_known_is_refused(seen):
    with pytest.raises(UserError, match=r"row 2: November 2026 is later than October 2026"):
        seen("date,live\n2026-11,5\n", as_of=START + 6)


def test_organisations_with_dates_are_counted_every_three_months(seen):
    found = seen(
        "name,live_from,given_up\nTrust A,2026-01,\nTrust B,2026-09,2027-03\nTrust C,2027-05,\n"
        "Trust D,,\n",
        as_of=MAY_2027,
    )
    assert found.months.tolist() == [1, 4, 7, 10, 13]
    assert found.shares == pytest.approx([0.1, 0.1, 0.2, 0.2, 0.2])
    assert "organisations without a row or a date count as not live (7)" in " ".join(found.notes)


def test_an_organisation_without_a_go_live_date_leaves_only_the_last_month(seen):
    found = seen(
        "name,stage,since\nTrust A,embedded,2026-12\nTrust B,live,2026-09\n",
        as_of=MAY_2027,
    )
    assert found.months.tolist() == [13]
    assert found.shares == pytest.approx([0.2])
    assert "the 8 organisations without one count as not live" in " ".join(found.notes)


@pytest.mark.parametrize("other", ["Trust B,piloting,2026-12\n", "Trust B,unknown,2026-12\n"])
def test_a_blank_stage_is_not_counted_as_not_live_where_another_stage_is_said(seen, other):
    from sim.networks.stands import WORDS

    other = other.replace("piloting", next(w for w in WORDS if w.startswith("unaware")))
    with pytest.raises(UserError) as error:
        seen(f"name,stage,since\nTrust A,live,2026-09\n{other}Trust C,,\n", as_of=MAY_2027)
    count = 9 if "unknown" in other else 8
    assert f"the stage of {count} of 10 organisations is not said" in str(error.value)
    assert "write unaware or live" in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11,2,100\n", "the total is 100, but the folder has 10 organisations"),
        ("2026-10,4,8\n2026-11,4,10\n", "falls from 4 of 8 to 4 of 10, because the total changes"),
        ("2026-10,4,8\n2026-11,4,\n", "falls from 4 of 8 to 4 of 10, because the total changes"),
    ],
)
def test_a_total_that_has_nothing_to_do_with_the_folder_is_refused(seen, text, said):
    with pytest.raises(UserError) as error:
        seen("date,live,total\n" + text)
    assert said in str(error.value)


def test_a_total_below_the_number_of_organisations_is_said(seen):
    assert seen("date,live,total\n2026-11,2,8\n").notes == (
        "Shares are of 8, as the table says; the folder has 10",
    )


def test_one_row_of_17_percent_is_read_as_such_but_0_17_may_be_two_things(seen):
    for value in ("17", "17%"):
        assert seen(f"date,percent\n2026-11,{value}\n").shares == pytest.approx([0.17])
    with pytest.raises(UserError, match="17% if it is a share"):
        seen("date,percent\n2026-11,0.17\n")
    with pytest.raises(UserError, match="percent is 1; write 1%, or 100%"):
        seen("date,percent\n2026-11,1\n")
    with pytest.raises(UserError, match="call the column share"):
        seen("date,percent\n2026-11,0.17\n2026-12,50%\n")


def test_an_as_of_later_than_the_last_count_is_said(seen):
    [note] = seen("date,live\n2026-11,5\n", as_of=MAY_2027).notes
    assert note.startswith("The last count is of November 2026: --as-of May 2027 adds nothing")


def test_no_other_start_is_advised_where_organisations_say_where_they_stand(tmp_path):
    (tmp_path / "observed.csv").write_text("date,live\n2026-03,5\n", encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_observed(tmp_path / "observed.csv", NAMES, 10, START, None, stands=True)
    assert "for which your organisations say where they stand; leave the row out" in str(
        error.value
    )
    assert "clock.start" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,live_from\nTrust Q,2026-11\n", "'Trust Q' is not an organisation of the system"),
        ("name,live_from\ntrust a,2026-11\n", "(did you mean 'Trust A'?)"),
        ("name,live_from\nTrust A,2026-11\nTrust A,2026-12\n", "'Trust A' is there twice"),
        ("name,live_from\nTrust A,2027-06\n", "live_from is June 2027, later than May 2027"),
        ("name,live_from,given_up\nTrust A,2026-11,2026-10\n", "given_up is earlier"),
        ("name,live_from\n,2026-11\n", "the name is missing"),
        ("name,type\nTrust A,Trust\n", "live_from or stage is missing"),
        ("name,stage\nTrust A,lively\n", "stage is 'lively'"),
    ],
)
def test_an_organisation_that_cannot_be_is_refused_in_one_line(seen, text, said):
    with pytest.raises(UserError) as error:
        seen(text, as_of=MAY_2027)
    assert said in str(error.value)


def test_organisations_need_the_month_up_to_which_they_are_known(seen):
    with pytest.raises(UserError, match="--as-of"):
        seen("name,live_from\nTrust A,2026-11\n")


def test_the_same_months_come_from_a_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    from datetime import date

    book = openpyxl.Workbook()
    for row in (["date", "live"], [date(2026, 4, 30), 2], [date(2026, 11, 30), 5]):
        book.active.append(row)
    book.save(tmp_path / "observed.xlsx")
    found = read_observed(tmp_path / "observed.xlsx", NAMES, 10, START, None)
    assert found.months.tolist() == [0, 7]
    assert np.allclose(found.shares, [0.2, 0.5])


def test_what_a_count_may_be_is_said_without_powers_of_ten():
    allowed = {each.allowed for each in COLUMNS.values() if each.holds == "numbers"}
    assert not any("e+" in each for each in allowed)
