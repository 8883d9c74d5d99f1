"""Tables of experts' quantiles: read in the ways in which people write them, or refused."""

import openpyxl
import pytest

from sim.params.errors import UserError
from sim.study.experts.judgements import read_judgements

KEY = "assumptions.top_threshold"


def read(tmp_path, text, name="elicited.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return read_judgements(path)


@pytest.mark.parametrize(
    "heads",
    [
        *("5%,50%,95%", "p5,p50,p95", "5,50,95", "0.05,0.5,0.95", "5 %,Median,95 %"),
        *("p0.05,p0.5,p0.95", "P5,P50,P95", "q05,q50,q95", "Q0.05,q2,Q0.95", "p05,p50,p95"),
    ],
)
def test_quantiles_are_known_by_percentages_however_they_are_written(tmp_path, heads):
    [said] = read(tmp_path, f"key,expert,{heads}\n{KEY},Ada,0.2,0.4,0.7\n")
    assert said.shares == pytest.approx((0.05, 0.5, 0.95))
    assert (said.key, said.expert, said.values) == (KEY, "Ada", (0.2, 0.4, 0.7))


def test_a_key_is_known_in_capitals_and_empty_cells_beyond_the_headings_are_nothing(tmp_path):
    [said] = read(tmp_path, f"key,5%,95%\n {KEY.upper()} ,0.2,0.7,,\n")
    assert said.key == KEY


def test_less_than_one_per_cent_is_written_with_its_sign(tmp_path):
    [said] = read(tmp_path, f"key,0.5%,99.5%\n{KEY},0.2,0.7\n")
    assert said.shares == pytest.approx((0.005, 0.995))


@pytest.mark.parametrize("other", ["chief  nurse", " Chief Nurse ", "CHIEF NURSE"])
def test_an_expert_is_the_same_however_the_name_is_typed(tmp_path, other):
    text = f"key,expert,5%,95%\n{KEY},Chief nurse,0.2,0.7\nassumptions.slot,{other},1,2\n"
    assert [each.expert for each in read(tmp_path, text)] == ["Chief nurse", "Chief nurse"]
    with pytest.raises(UserError, match="is there twice by Chief nurse"):
        read(tmp_path, text.replace("assumptions.slot", KEY).replace(",1,2", ",0.1,0.2"))


def test_the_limits_and_quartiles_of_shelf_are_known_by_their_names(tmp_path):
    heads = "Lower plausible limit,lower quartile,plausible median,Q3,upper"
    [said] = read(tmp_path, f"key,{heads},why\n{KEY},0.1,0.3,0.4,0.5,0.9,as we saw\n")
    assert said.shares == (0, 0.25, 0.5, 0.75, 1)


def test_columns_may_stand_in_any_order_and_cells_may_be_left_out(tmp_path):
    [said] = read(tmp_path, f"95%,key,25%,5%\n0.7,{KEY},,0.2\n")
    assert (said.shares, said.values) == ((0.05, 0.95), (0.2, 0.7))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_spreadsheet_of_another_country_is_read(tmp_path, encoding):
    text = f"key;expert;5%;95%\n{KEY};Zoë;0,2;0,7\n"
    [said] = read(tmp_path, text, encoding=encoding)
    assert (said.expert, said.values) == ("Zoë", (0.2, 0.7))


def test_a_share_may_be_written_in_per_cent(tmp_path):
    [said] = read(tmp_path, f"key,5%,95%\n{KEY},20%,70 %\n")
    assert said.values == pytest.approx((0.2, 0.7))


def test_a_workbook_is_read_with_percentages_as_it_keeps_them(tmp_path):
    """A heading that shows 5% is 0.05 in the file, as is a cell that shows 20%."""
    book = openpyxl.Workbook()
    for row in (["key", "expert", 0.05, 0.95], [], [KEY, "Ada", 0.2, 0.7]):
        book.active.append(row)
    book.save(tmp_path / "elicited.xlsx")
    [said] = read_judgements(tmp_path / "elicited.xlsx")
    assert (said.shares, said.values) == ((0.05, 0.95), (0.2, 0.7))
    assert said.where.endswith("row 3")


def test_a_heading_is_what_a_workbook_shows(tmp_path):
    book = openpyxl.Workbook()
    for row in (["key", 0.5, 1], [KEY, 0.2, 0.7]):
        book.active.append(row)
    for cell in ("B1", "C1"):
        book.active[cell].number_format = "0%"
    book.save(tmp_path / "elicited.xlsx")
    [said] = read_judgements(tmp_path / "elicited.xlsx")
    assert said.shares == (0.5, 1)
    book.active["A2"], book.active["B2"].number_format = "assumptions.slot", "0%"
    book.save(tmp_path / "elicited.xlsx")
    with pytest.raises(UserError, match="is '20%', but it is counted in kGBP/month"):
        read_judgements(tmp_path / "elicited.xlsx")


def test_a_first_line_that_names_the_separator_is_no_heading(tmp_path):
    [said] = read(tmp_path, f"sep=;\nkey;5%;95%\n{KEY};0,2;0,7\n")
    assert said.values == (0.2, 0.7)


def refused(tmp_path, text):
    with pytest.raises(UserError) as told:
        read(tmp_path, text)
    assert "\n" not in str(told.value)
    assert "elicited.csv" in str(told.value)
    return str(told.value)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("assumptions.top_treshold,,0.2,0.4,0.7", "did you mean assumptions.top_threshold?"),
        (f"{KEY},,0.4,0.2,0.7", "the 5 % quantile of assumptions.top_threshold is 0.4 and the "
                                "median is 0.2; values must rise"),
        (f"{KEY},,0.4,0.4,0.7", "values must rise"),
        (f"{KEY},,20,40,70", "must be from 0 to 1 [share]; write 0.2 for 20 %"),
        (f"{KEY},,-0.2,0.4,0.7", "is -0.2; it must be from 0 to 1 [share]"),
        (f"{KEY},,0.2,about half,0.7", "the median of assumptions.top_threshold is 'about half'"),
        (f"{KEY},,,0.4,", "needs two quantiles or more"),
        ("assumptions.slot,,10%,20%,30%", "is '10%', but it is counted in kGBP/month"),
        ("assumptions.aggregator,,0.2,0.4,0.7", "is a choice of words"),
        ("strategy.pilots,,1,2,3", "is not drawn (what a planner chooses)"),
        ("innovation.benefit,,0.1,0.2,0.3", "is not drawn (what a preset describes"),
        (",,0.2,0.4,0.7", "the key is missing"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_refused_in_one_line_with_its_place(tmp_path, row, said):
    told = refused(tmp_path, f"key,expert,5%,50%,95%\n{row}\n")
    assert said in told
    assert "row 2" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"expert,5%,95%\n{KEY},0.2,0.7", "the column 'key' is missing"),
        (f"key,50%\n{KEY},0.2", "at least two quantiles"),
        (f"key,5%,medain\n{KEY},0.2,0.7", "did you mean median?"),
        (f"key,5%,p5,95%\n{KEY},0.1,0.2,0.7", "two columns say the same, '5%' and 'p5'"),
        (
            f"key,5%,150%\n{KEY},0.2,0.7",
            "'150%' is no column of this table; a quantile is headed by a percentage (5%, p5, q05, "
            "0.05) or a word (lower, median, upper)",
        ),
        (
            f"key,expert,5%,95%\n{KEY},A,0.2,0.7\n{KEY},,0.3,0.6",
            "row 3: the expert is missing, but other rows name one; write who said it",
        ),
        (f"key,5%,95%\n{KEY},0,2,0,7", "row 2: it has 5 cells, but there are 3 headings; take"),
        (f"key,q025,q975\n{KEY},0.2,0.7", "'q025' is no column"),
        (f"key,q1,q4\n{KEY},0.2,0.7", "'q4' is no column"),
        (f"key,5th,95th\n{KEY},0.2,0.7", "'5th' is no column"),
        (f"key,0.05,0.5,1\n{KEY},0.2,0.3,0.7", "'0.05' is a share and '1' is not; write all"),
        (f"key,p0.05,p95\n{KEY},0.2,0.7", "'p0.05' is a share and 'p95' is not"),
        ("key,5%,95%", "give a row of headings and a row for each key"),
        (f"key,5%,95%\n{KEY},0.2,0.7\n{KEY},0.3,0.7", "row 3: assumptions.top_threshold is there "
                                                      "twice; name the experts"),
        (f"key,expert,5%,95%\n{KEY},A,0.2,0.7\n{KEY},A,0.3,0.7", "is there twice by A"),
    ],
)  # fmt: skip
def test_a_wrong_table_is_refused_in_one_line(tmp_path, text, said):
    assert said in refused(tmp_path, text)
