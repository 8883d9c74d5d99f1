"""Scores are read on the scale that their heading names, and nothing is guessed."""

import csv
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.networks import system_from_files
from sim.networks.headings import parsed
from sim.networks.origins import CONVERTED, GIVEN
from sim.networks.scales import Scale, scale_in
from sim.networks.tables import system_from_tables
from sim.params import System
from sim.params.errors import UserError

COLUMNS = sim.networks.columns.ORGANISATION
REST = ("capacity", "culture", "finance")


def by_file(tmp_path, headings, *rows):
    """Read organisations A, B ... with these columns, and 0.5 for each trait not among them."""
    traits = [each for each in ("maturity", *REST) if each not in " ".join(headings).lower()]
    path = tmp_path / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "type", *traits, *headings])
        for k, row in enumerate(rows):
            writer.writerow([chr(65 + k), "Trust", *["0.5"] * len(traits), *row])
    return system_from_files(path, None, System())


def read(heading):
    return parsed(heading, COLUMNS, "own.csv")


@pytest.mark.parametrize(
    ("heading", "score", "share"),
    [
        ("maturity (1-5)", 1, 0), ("maturity (1-5)", 5, 1), ("maturity (1-5)", 2, 0.25),
        ("maturity (1-5)", 3.4, 0.6), ("maturity (0-10)", 7, 0.7), ("maturity (0-100)", 45, 0.45),
        ("maturity (0-100)", 45.7, 0.457), ("maturity (%)", 45.7, 0.457),
        ("maturity (%)", "45.7%", 0.457), ("maturity (0-100)", "45 %", 0.45),
        ("maturity (1-4)", 2, 1 / 3), ("maturity (-2 to 2)", 1, 0.75), ("maturity (0-1)", 0.3, 0.3),
    ],
)  # fmt: skip
def test_a_score_is_mapped_by_a_straight_line_as_worked_out_by_hand(
    tmp_path, heading, score, share
):
    other = {"maturity (0-1)": 1}.get(heading, 4 if "1-4" in heading else 2)
    found = by_file(tmp_path, [heading], [score], [other]).arrays.maturity
    assert found[0] == share


@pytest.mark.parametrize(
    "heading",
    [
        "Maturity (1 - 5)", "MATURITY (1-5)", "maturity\u00a0(1\u20135)", "maturity 1-5",
        "Digital maturity (1\u20135)", "Digital\u00a0maturity 1 to 5", "maturity: 1-5",
        "maturity [1\u22125]", "  maturity ( 1 \u2014 5 )  ", "digital-maturity, 1-5",
    ],
)  # fmt: skip
def test_a_scale_is_read_however_it_is_written(heading):
    found = read(heading)
    assert (found.column, found.pillar, found.person) == ("maturity", "", "")
    assert found.scale == Scale(Decimal(1), Decimal(5))


@pytest.mark.parametrize(
    "heading",
    ["maturity (%)", "maturity %", "maturity%", "Maturity (per cent)", "maturity percent",
     "maturity in %"],
)  # fmt: skip
def test_per_cent_is_read_however_it_is_written(heading):
    assert read(heading).scale == Scale(Decimal(0), Decimal(100), percent=True)


@pytest.mark.parametrize(
    ("heading", "pillar", "person"),
    [
        ("maturity: Well led (1-5)", "Well led", ""),
        ("Capacity, by Anna", "", "Anna"),
        ("capacity by Ben (1-5)", "", "Ben"),
        ("capacity (1-5) by Ben", "", "Ben"),
        ("capacity scored by the CIO", "", "the CIO"),
        ("Maturity: Safe practice by Anna (1-5)", "Safe practice", "Anna"),
        ("maturity: Smart foundations (core)", "Smart foundations (core)", ""),
    ],
)
def test_pillars_and_people_are_read(heading, pillar, person):
    assert (read(heading).pillar, read(heading).person) == (pillar, person)


@pytest.mark.parametrize("heading", ["Board interval", "SIZE", "maturity", "nonsense (1-5)"])
def test_headings_that_say_no_more_than_a_name_are_read_as_before(heading):
    found = read(heading)
    assert found is None or found.is_plain


low = st.integers(-50, 50)
SCALES = st.tuples(low, st.integers(1, 100)).map(lambda ends: (ends[0], sum(ends)))


@given(SCALES, st.lists(st.floats(0, 1), min_size=2, max_size=2))
def test_law_a_scale_is_monotone_and_its_ends_are_0_and_1(ends, places):
    scale = scale_in(f"{ends[0]} to {ends[1]}")
    first, second = (ends[0] + each * (ends[1] - ends[0]) for each in sorted(places))
    assert float(scale.share(float(ends[0]))) == 0
    assert float(scale.share(float(ends[1]))) == 1
    assert scale.share(first) <= scale.share(second)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30))
def test_law_a_column_in_per_cent_equals_the_same_in_shares_bit_for_bit(tenths):
    percent = [float(f"{each // 10}.{each % 10}") for each in [*tenths, 1000]]
    scale = scale_in("%")
    typed = [float(f"0.{each:03d}") if each < 1000 else 1.0 for each in [*tenths, 1000]]
    assert [float(scale.share(each)) for each in percent] == typed


def test_pillars_count_alike_and_a_blank_one_is_left_out(tmp_path):
    headings = ["maturity: Well led (1-5)", "maturity: Safe practice (1-5)", "maturity: Data (1-5)"]
    system = by_file(tmp_path, headings, [1, 2, 3], [5, "", 3], [2, 2, 5])
    assert system.arrays.maturity.tolist() == [0.25, 0.75, 0.5]
    (note,) = [each for each in system.notes if each.startswith("maturity")]
    assert note == (
        'maturity: from column "maturity: Well led (1-5)" and 2 others of own.csv, mean of 3 '
        "pillars (fewer for 1 organisation), read as (score - 1) / 4; assumes that steps are "
        "equally far apart"
    )


def test_the_mean_of_several_people_stands_whatever_their_scales(tmp_path):
    headings = ["capacity by Anna", "capacity by Ben (1-5)", "Capacity, by Cleo (%)"]
    system = by_file(tmp_path, headings, [0.4, 3, 75], [0.6, "", "61%"], ["", "", 30])
    assert np.allclose(system.arrays.capacity, [0.55, 0.605, 0.3], atol=1e-15)
    capacity = next(each for each in system.origins if each.column == "capacity")
    assert capacity.kinds.tolist() == [3, 2, CONVERTED]
    assert "mean of 3 people (Anna, Ben, Cleo; fewer for 2 organisations)" in capacity.mapping


def test_the_disagreement_is_the_standard_deviation_between_people(tmp_path):
    system = by_file(tmp_path, ["capacity by A", "capacity by B"], [0.4, 0.6], [0.9, ""])
    assert list(system.unknown.doubts) == ["capacity"]
    assert np.allclose(system.unknown.doubt["capacity"], [0.02**0.5, 0])


def test_a_table_of_pandas_is_read_by_the_same_rules():
    table = pd.DataFrame({
        "name": ["A", "B"], "type": ["T", "T"], "Maturity (1-5)": [3, 4], "capacity %": [45, 50.5],
        "culture by A": [0.2, 0.4], "culture by B": [0.4, None], "finance": [0.5, 0.5],
    })  # fmt: skip
    system = system_from_tables(table, None, System())
    assert system.arrays.maturity.tolist() == [0.5, 0.75]
    assert system.arrays.capacity.tolist() == [0.45, 0.505]
    assert np.allclose(system.arrays.culture, [0.3, 0.4])
    kinds = {each.column: each.kinds.tolist() for each in system.origins}
    assert kinds["maturity"] == [CONVERTED, CONVERTED]
    assert kinds["finance"] == [GIVEN, GIVEN]
    assert kinds["culture"] == [2, GIVEN]


def test_scores_with_decimal_commas_are_scores(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "name;type;maturity (1-5);capacity;culture;finance\nA;T;3,4;0,5;0,5;0,5\n", encoding="utf-8"
    )
    assert system_from_files(path, None, System()).arrays.maturity.tolist() == [0.6]


@pytest.mark.parametrize(
    ("headings", "row", "told"),
    [
        (["maturity (A-E)"], [3], "the scale (A-E), which is not known"),
        (["maturity (out of 5)"], [3], "the scale (out of 5), which is not known"),
        (["maturity (5-1)"], [3], "write (1-5), and if 1 is best, turn the scores round"),
        (["maturity (3-3)"], [3], "whose ends are equal"),
        (["maturity (1-5) (%)"], [3], "is not known"),
        (["maturity (1-5)"], [6], "row 2: 'maturity (1-5)' is '6'; it must be a number from 1"),
        (["maturity (1-5)"], ["45%"], "is '45%'; it must be a number from 1 to 5"),
        (["maturity (1-5)"], ["B"], "is 'B'; it must be a number from 1 to 5"),
        (["maturity (1-5)"], ["inf"], "is 'inf'; it must be"),
        (["maturity (%)"], [101], "is '101'; it must be a number from 0 to 100 per cent"),
        (["maturity (%)"], [0.45], "seem to be shares; leave the scale out of the heading"),
        (["maturity (0-100)"], [1], "seem to be shares"),
        (["size (1-5)"], [3], "says more than the column 'size'"),
        (["matruity (1-5)"], [3], "unknown column 'matruity (1-5)' (did you mean maturity?)"),
        (["maturity", "maturity (1-5)"], [0.5, 3], "say the same; keep one of them"),
        (["capacity by Anna", "Capacity, by ANNA"], [0.5, 0.5], "say the same"),
        (["maturity (1-5)", "maturity: Data (1-5)"], [3, 3], "keep the whole or the parts"),
        (["capacity", "capacity by Anna"], [0.5, 0.5], "keep the whole or the parts"),
        (["maturity"], [3], "if these are scores from 1 to 5, write maturity (1-5) as the heading"),
        (["maturity"], [47], "scores from 0 to 100, write maturity (0-100) as the heading"),
        (["capacity by Anna"], [3], "write capacity by Anna (1-5) as the heading"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_to_write(tmp_path, headings, row, told):
    with pytest.raises(UserError) as error:
        by_file(tmp_path, headings, row)
    assert told in str(error.value)
    assert str(error.value).count("\n") == 0


def test_no_scale_is_advised_where_some_numbers_are_shares(tmp_path):
    with pytest.raises(UserError) as error:
        by_file(tmp_path, ["maturity"], [0.5], [1.2])
    assert str(error.value).endswith("it must be a number from 0 to 1.")


def test_a_share_among_per_cent_is_refused_as_it_may_mean_either(tmp_path):
    with pytest.raises(UserError, match=r"row 3: 'maturity \(%\)' is '0.45'.* 0.45% or 45%"):
        by_file(tmp_path, ["maturity (%)"], [45], [0.45])
    assert by_file(tmp_path, ["maturity (%)"], [45], ["0.45%"]).arrays.maturity.tolist() == [
        0.45, 0.0045,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "row", "told"),
    [
        ("maturity (0-10)", [7, 0.6], "may mean 0.6 or 6 of 10; write 6 if it is a share"),
        ("maturity (0-100)", [80, 0.6], "may mean 0.6% or 60%; write the one that you mean"),
        ("maturity (0-10)", [0.45, 0.5, 0, 1], "seem to be shares; leave the scale out"),
        ("maturity (0-5)", [0.5, 1], "if they are scores, divide them by 5 and leave it out too"),
    ],
)
def test_numbers_that_may_be_shares_are_refused_on_every_scale_from_0(tmp_path, heading, row, told):
    with pytest.raises(UserError) as error:
        by_file(tmp_path, [heading], *[[each] for each in row])
    assert told in str(error.value)


def test_whole_scores_of_at_most_1_and_scores_from_1_to_5_are_read_as_they_are(tmp_path):
    low = by_file(tmp_path, ["maturity (0-10)"], [0], [1], [1]).arrays.maturity
    assert low.tolist() == [0, 0.1, 0.1]
    assert by_file(tmp_path, ["maturity (1-5)"], [1], [1.5]).arrays.maturity.tolist() == [0, 0.125]


def test_a_person_whose_column_is_empty_is_said_to_have_said_nothing(tmp_path):
    heads = ["capacity by Anna", "capacity by Ben", "capacity by Cleo"]
    three = by_file(tmp_path, heads, [0.4, "", 0.6], [0.5, "", 0.7])
    assert "mean of 2 people (Anna, Cleo; Ben said nothing)" in " ".join(three.notes)
    two = by_file(tmp_path, heads[:2], [0.4, ""], [0.5, ""])
    assert "scored by Anna (Ben said nothing)" in " ".join(two.notes)


def test_shares_and_per_cent_signs_may_stand_in_a_column_without_a_scale(tmp_path):
    assert by_file(tmp_path, ["maturity"], ["45%"], [0.45]).arrays.maturity.tolist() == [0.45, 0.45]


def test_a_plain_file_has_no_notes_and_all_it_says_is_given(tmp_path):
    system = by_file(tmp_path, ["maturity"], [0.5], [0.6])
    assert not [note for note in system.notes if "ties" not in note]
    kinds = {each.column: each.kinds.tolist() for each in system.origins}
    assert kinds["maturity"] == kinds["type"] == [GIVEN, GIVEN]


def with_scales(tmp_path, scales, headings, *rows):
    path = tmp_path / "own.csv"
    lines = [",".join(["name", "type", *headings]), *(f"{k},T,{row}" for k, row in enumerate(rows))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return system_from_files(path, None, System(scales=scales))


def test_scales_may_be_said_elsewhere_for_a_file_that_cannot_be_changed(tmp_path):
    heads = ["Maturity", "capacity", "culture: a", "culture: b"]
    said = "maturity 1-5; culture (%)"
    system = with_scales(tmp_path, said, heads, "3,0.5,40,60", "4,0.6,50,")
    assert system.arrays.maturity.tolist() == [0.5, 0.75]
    assert system.arrays.capacity.tolist() == [0.5, 0.6]
    assert system.arrays.culture.tolist() == [0.5, 0.5]
    (note,) = [each for each in system.notes if each.startswith("maturity:")]
    assert "read as (score - 1) / 4" in note


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("maturity 0-100", "'maturity (1-5)' has another scale than system.scales"),
        ("culture %", "there is no column 'culture', of which system.scales says the scale"),
        ("size 1-5", "system.scales: 'size 1-5' is not a column with its scale"),
        ("maturity", "'maturity' is not a column with its scale; write e.g. maturity 1-5"),
        ("maturity 5-1", "whose first end is above its second"),
    ],
)
def test_scales_that_do_not_fit_the_file_are_refused(tmp_path, said, told):
    with pytest.raises(UserError) as error:
        with_scales(tmp_path, said, ["maturity (1-5)"], "3")
    assert told in str(error.value)


def test_per_cent_cells_of_a_workbook_are_shares_and_refused_below_per_cent(tmp_path):
    import openpyxl

    def book(heading):
        book = openpyxl.Workbook()
        book.active.append(["name", "type", heading, "capacity (1 - 5)"])
        book.active.append(["A", "T", 0.45, 3])
        book.active["C2"].number_format = "0%"
        book.save(tmp_path / "own.xlsx")
        return system_from_files(tmp_path / "own.xlsx", None, System())

    arrays = book("maturity").arrays
    assert (arrays.maturity.tolist(), arrays.capacity.tolist()) == ([0.45], [0.5])
    with pytest.raises(UserError, match="leave the scale out of the heading"):
        book("maturity (%)")
