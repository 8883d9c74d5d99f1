"""An observed curve as people keep it: read, or refused in one line that says what to do."""

import numpy as np
import openpyxl
import pytest

from sim.networks.stands import month_in_words
from sim.params.errors import UserError
from sim.study.calibration.tables import read_series


@pytest.fixture
def table(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "observed.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


def dates_of(series):
    return [month_in_words(month) for month in series.months.tolist()]


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2012", "June 2012"),
        ("2012-03", "March 2012"),
        ("2012-03-31", "March 2012"),
        ("Mar 2012", "March 2012"),
        ("31/03/2012", "March 2012"),
        ("2012 Q3", "August 2012"),
        ("Q3 2012", "August 2012"),
        ("2012Q1", "February 2012"),
    ],
)
def test_a_date_may_be_a_year_a_quarter_a_month_or_a_day(table, written, month):
    found = read_series(table(f"date,share\n{written},0.3\n"))
    assert dates_of(found.series[0]) == [month]


def test_per_cent_shares_and_counts_with_their_total_come_to_the_same(table):
    every = ["date,percent\n2012,30\n", "date,share\n2012,0.3\n", "date,percent\n2012,30%\n"]
    every += ["date,adopters,total\n2012,60,200\n", "year,live_now,organisations\n2012,60,200\n"]
    shares = [float(read_series(table(text)).series[0].shares[0]) for text in every]
    assert shares == pytest.approx([0.3] * 5)


def test_a_total_says_how_many_were_counted_and_one_can_be_given_for_the_rest(table):
    found = read_series(table("date,share,total\n2012,0.3,200\n2013,0.4,\n"))
    assert found.of(500).series[0].totals.tolist() == [200, 500]
    assert np.isnan(found.series[0].totals[1])


def test_groups_are_curves_of_their_own_and_one_can_be_taken_alone(table):
    path = table("group,date,percent\nsmall,2012,10\nlarge,2012,30\nsmall,2013,20\n")
    both, alone = read_series(path), read_series(path, group="Small")
    assert [(each.group, each.shares.tolist()) for each in both.series] == [
        ("small", [0.1, 0.2]),
        ("large", [0.3]),
    ]
    assert [each.group for each in alone.series] == ["all"]


def test_a_group_is_the_same_however_its_name_is_typed(table):
    path = table("group,date,share\nSmall  trust,2012,0.1\n small Trust ,2013,0.2\nAll,2012,0.3\n"
                 "ALL,2013,0.4\n")  # fmt: skip
    found = read_series(path)
    assert [(each.group, each.shares.tolist()) for each in found.series] == [
        ("Small trust", [0.1, 0.2]),
        ("all", [0.3, 0.4]),
    ]
    assert found.notes[-1] == "observed.csv: Small trust and small Trust count as one group"
    assert read_series(path, group=" SMALL  TRUST ").series[0].shares.tolist() == [0.1, 0.2]
    with pytest.raises(UserError, match="June 2012 of group 'Small' is there twice"):
        read_series(table("group,date,share\nSmall,2012,0.1\nsmall,2012,0.2\n"))


def test_one_of_several_columns_is_chosen_and_the_others_are_named(table):
    path = table("year,small_pct,rural_pct,source\n2012,10,20,AHA\n2013,15,25,AHA\n")
    found = read_series(path, "rural_pct")
    assert found.series[0].shares.tolist() == [0.2, 0.25]
    assert "observed.csv: columns that are not read: small_pct, source" in found.notes


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_separators_and_decimal_commas_are_read(table, encoding):
    found = read_series(
        table("Année;x\n".replace("Année;x", "date;share") + "2012;0,3\n", encoding)
    )
    assert found.series[0].shares.tolist() == [0.3]


def test_rows_without_a_number_are_left_out_and_counted(table):
    found = read_series(table("date,share,note\n2012,0.3,a\n2013,,b\n2014,,\n"))
    assert dates_of(found.series[0]) == ["June 2012"]
    assert "observed.csv: rows without a number were left out (2)" in found.notes


REFUSED = {
    "a falling cumulative count": (
        "date,adopters,total\n2012,60,200\n2013,50,200\n",
        "row 3: adopters falls from 60 to 50, but those who ever adopted cannot become fewer",
    ),
    "falling live sites": (
        "date,live,total\n2012,60,200\n2013,50,200\n",
        "row 3: live falls from 60 to 50; if some gave it up, call the column live_now",
    ),
    "a share that falls because the total changes": (
        "date,adopters,total\n2012,5,100\n2013,12,100\n2014,20,50\n2015,30,100\n",
        "row 5: adopters falls from 20 of 50 to 30 of 100, because the total changes; count all "
        "of them of the same organisations, or call the column live_now if some gave it up",
    ),
    "a share of live sites that falls because the total changes": (
        "date,live,total\n2012,20,50\n2013,20,60\n",
        "row 3: live falls from 20 of 50 to 20 of 60, because the total changes",
    ),
    "dates out of order": (
        "date,share\n2013,0.3\n2012,0.2\n",
        "row 3: June 2012 comes after June 2013; put the rows in the order of their dates",
    ),
    "a year before one of its months": (
        "date,share\n2012,0.3\n2012-05,0.4\n",
        "row 3: May 2012 comes after June 2012 (as which a year counts); put the rows",
    ),
    "a quarter and its middle month": (
        "date,share\n2012-05,0.3\n2012 Q2,0.4\n",
        "row 3: May 2012 (as which a quarter counts) is there twice; keep one row",
    ),
    "a date twice": (
        "date,share\n2012,0.3\n2012-06,0.3\n",
        "row 3: June 2012 (as which a year counts) is there twice; keep one row",
    ),
    "a date twice in a group": (
        "group,date,share\na,2012,0.3\nb,2012,0.3\na,2012,0.4\n",
        "row 4: June 2012 of group 'a' is there twice",
    ),
    "a share above 1": ("date,share\n2012,30\n", "row 2: share is '30', above 1; write 0.3"),
    "per cent above 100": ("date,percent\n2012,130\n", "row 2: percent is '130', above 100"),
    "shares called per cent": (
        "date,percent\n2012,0.2\n2013,0.3\n",
        "percent is at most 0.3, below one in a hundred; if these are shares, call the column "
        "share, otherwise write them with their sign, such as 0.3%",
    ),
    "one number that may be a share or per cent": (
        "date,percent,note\n2012,0.5,a\n2013,,b\n",
        "percent is 0.5; write 0.5%, or 50% if it is a share",
    ),
    "a negative share": ("date,share\n2012,-0.1\n", "row 2: share is '-0.1'; it must be a number"),
    "a number that is none": (
        "date,share\n2012,inf\n", "row 2: share is 'inf'; it must be a number from 0 to 1",
    ),
    "words among per cent": (
        "date,percent\n2012,a third\n",
        "row 2: percent is 'a third'; it must be a number from 0 to 100",
    ),
    "a year before all years": (
        "date,share\n1930,0.1\n", "row 2: date is '1930'; years must be from 1950 to 2200",
    ),
    "a month before all years": (
        "date,share\n1930-01,0.1\n", "row 2: date is '1930-01'; years must be from 1950 to 2200",
    ),
    "a month in words before all years": (
        "date,share\nJan 1930,0.1\n", "row 2: date is 'Jan 1930'; years must be from 1950",
    ),
    "a group that is filled in once": (
        "group,date,share\nsmall,2012,0.1\n,2013,0.2\n",
        "row 3: the group is empty, but other rows name one; write it in each row, or all for",
    ),
    "a range": ("date,percent\n2012,50-52\n", "row 2: percent is '50-52', a range; write one"),
    "words": ("date,percent\n2012,mid 70s\n", "row 2: percent is 'mid 70s'; it must be a number"),
    "a range of dates": (
        "date,share\n2013-04..2016-03,0.3\n", "row 2: date is '2013-04..2016-03', a range of dates",
    ),
    "a financial year": ("date,share\n2017/18,0.3\n", "row 2: date is '2017/18', a range of dates"),
    "no date": ("date,share\n,0.3\n", "row 2: date is empty"),
    "a date that may be two": ("date,share\n03/04/2012,0.3\n", "which may be"),
    "more than all": (
        "date,adopters,total\n2012,60,50\n", "row 2: adopters is 60, more than the total of 50",
    ),
    "counts without a total": ("date,adopters\n2012,60\n", "are counts, but of how many?"),
    "a total that is empty": (
        "date,adopters,total\n2012,60,\n", "row 2: adopters is 60, but total is empty",
    ),
    "a total of nothing": ("date,adopters,total\n2012,0,0\n", "row 2: total is '0'; it must be"),
    "a negative total": (
        "date,share,total\n2012,0.3,-5\n",
        "row 2: total is '-5'; it must be a whole number from 1 to a billion",
    ),
    "a total of nothing beside a share": (
        "date,share,total\n2012,0.3,0\n",
        "row 2: total is '0'; it must be a whole number from 1 to a billion",
    ),
    "half an organisation in a total": (
        "date,share,total\n2012,0.3,10.5\n", "row 2: total is '10.5'; it must be a whole number",
    ),
    "half a site": ("date,adopters,total\n2012,1.5,9\n", "it must be a whole number"),
    "no dates": ("share\n0.3\n", "a column of dates is missing"),
    "nothing observed": ("date,colour\n2012,red\n", "a column of shares or counts is missing"),
    "two measures": ("date,share,percent\n2012,0.3,30\n", "share and percent are both there"),
    "several columns": ("date,a_pct,b_pct\n2012,1,2\n", "Choose with --column: a_pct, b_pct"),
    "a misspelt total": ("date,adopters,totl\n2012,1,2\n", "did you mean total?"),
    "no rows": ("date,share\n", "nothing was observed"),
    "empty numbers": ("date,share,note\n2012,,a\n", "no row has a number in 'share'"),
    "no table": (b"\x00\x01\x02\xff", "not a table of text"),
    "an empty file": ("", "the file is empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_one_line_that_says_what_and_where(table, name):
    text, said = REFUSED[name]
    with pytest.raises(UserError) as error:
        read_series(table(text))
    message = str(error.value)
    assert said in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("value", "shown", "share"), [(0.17, "0%", 0.17), (0.005, "0.0%", 0.005), (17, "0", 0.17)]
)
def test_per_cent_of_a_workbook_are_what_it_shows(tmp_path, value, shown, share):
    book = openpyxl.Workbook()
    for row in (["date", "percent"], ["2012-03", value]):
        book.active.append(row)
    book.active["B2"].number_format = shown
    book.save(tmp_path / "observed.xlsx")
    assert read_series(tmp_path / "observed.xlsx").series[0].shares.tolist() == [share]


def test_a_total_that_changes_while_shares_rise_is_read_and_told(table):
    found = read_series(table("date,adopters,total\n2022,181,211\n2023,185,210\n2025,190,208\n"))
    assert found.series[0].shares == pytest.approx([181 / 211, 185 / 210, 190 / 208])
    assert found.notes[-1] == (
        "observed.csv: the total changes (208 to 211), and each share is of the total in its "
        "row; count the same organisations at all dates"
    )


def test_a_share_that_may_fall_falls_with_its_total_too(table):
    found = read_series(table("date,live_now,total\n2012,20,50\n2013,30,100\n"))
    assert found.series[0].shares.tolist() == [0.4, 0.3]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("b_pc", "there is no column 'b_pc' (did you mean b_pct?); choose from a_pct, b_pct"),
        ("number", "does not say whether its numbers are per cent or shares"),
        ("a_pct=number", "write a_pct=percent or a_pct=share"),
    ],
)
def test_a_column_that_is_not_there_or_unclear_is_refused(table, column, said):
    chosen = f"{column}=percent" if column == "b_pc" else column
    with pytest.raises(UserError, match="column") as error:
        read_series(table("date,a_pct,b_pct\n2012,1,2\n"), chosen)
    assert said in str(error.value)


def test_a_group_that_is_not_there_and_a_cut_before_all_dates_are_refused(table):
    path = table("group,date,share\nsmall,2012,0.1\n")
    with pytest.raises(UserError, match="no group 'large'; choose from small"):
        read_series(path, group="large")
    with pytest.raises(UserError, match="nothing was observed by January 2012"):
        read_series(path).up_to(12 * 2012)
