"""No label in a CSV file is a formula to a spreadsheet, and every number stays a number."""

import csv

import pytest

import sim
from sim.params.spreadsheet_text import as_text
from sim.report.store.tables import SUMMARY, write_summary

NUMBERS = ("mean", "low", "high")
FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\tplain", "\rplain",
    "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff201",
)  # fmt: skip


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("label", FORMULAS)
@pytest.mark.parametrize("column", [name for name in SUMMARY if name not in NUMBERS])
def test_a_label_that_a_spreadsheet_would_run_becomes_text_in_every_column(label, column, tmp_path):
    write_summary(tmp_path / "summary.csv", [dict.fromkeys(SUMMARY, "plain") | {column: label}])
    (row,) = rows_of(tmp_path / "summary.csv")
    assert row[column].startswith("'")
    assert row[column].replace("'", "") == label
    assert {row[other] for other in SUMMARY if other != column} == {"plain"}


@pytest.mark.parametrize("parted", [";", "\t", "\n", "\r\n"])
def test_a_formula_in_a_cell_that_another_separator_would_begin_becomes_text_too(parted):
    assert as_text(f"plan{parted}=1+1") == f"plan{parted}'=1+1"
    assert as_text(f"plan{parted} -1;+2") == f"plan{parted}' -1;'+2"


@pytest.mark.parametrize("number", [-0.5, 0.0, 3, -12, None, float("nan")])
def test_a_number_stays_a_number(number, tmp_path):
    line = dict.fromkeys(SUMMARY, "plain") | {"mean": number, "low": number, "high": number}
    write_summary(tmp_path / "summary.csv", [line])
    (row,) = rows_of(tmp_path / "summary.csv")
    assert row["mean"] == row["low"] == row["high"] == ("" if number is None else str(number))


def test_ordinary_words_are_written_as_they_are():
    for text in (
        "a = b",
        "one-to-one help",
        "costs 5 - 10; more",
        "ours@home",
        "£600,000",
        "",
        "~x",
    ):
        assert as_text(text) == text


def test_a_comparison_of_plans_called_like_formulas_leaves_no_formula(tmp_path):
    (tmp_path / "own" / "strategy").mkdir(parents=True)
    title = '=HYPERLINK("http://example.org")'
    (tmp_path / "own" / "strategy" / "ours.yaml").write_text(f"title: '{title}'", encoding="utf-8")
    asked = ("strategy=none,ours", "system.organisations=6", "clock.months=6")
    found = sim.compare(*asked, replicates=4, config_dirs=[tmp_path / "own"])
    rows = rows_of(found.save(tmp_path / "saved", figures=False) / "summary.csv")
    assert f"'{title}" in {cell for row in rows for cell in row.values()}
    for row in rows:
        for column, cell in row.items():
            if column in NUMBERS:
                assert cell == "" or float(cell) is not None
            else:
                assert not cell.startswith(("=", "+", "-", "@")), cell
    assert any(float(row["mean"] or 0) < 0 for row in rows)  # a negative number, not text
