"""A sentence for each organisation, tables that no spreadsheet runs, a map that can be read."""

import csv
import json
from dataclasses import replace

import pytest
from made_sites import LIVE_NOW, about, gain, site, sites
from openpyxl import load_workbook

from sim.outcomes.intervals import Interval
from sim.params.names import (
    ABANDONED,
    AWARE,
    COMMITTED,
    EMBEDDED,
    IMPLEMENTING,
    REJECTED,
    UNAWARE,
)
from sim.report.sites import files, table, words
from sim.report.sites.notes import notes
from sim.report.store.folder import claim
from sim.study.sites.records import Boards

TWO = (gain("one2one", 0.19, 27.0), gain("govern", 0.13, 55.7, behind=0.06))
SAID = [
    ({}, "Northfield waits for its board, which meets between May and July 2026; mapping local "
         "governance would add 14 points of chance, for up to £55,700."),
    (dict(boards=Boards(11, 11, 11, 0, 1), stage=COMMITTED),
     "Northfield is writing its business case and expects its first board in March 2027; mapping "
     "local governance would add 14 points of chance, for up to £55,700."),
    (dict(stage=UNAWARE, gains=TWO, boards=Boards(8, 12, 20, 0.2, 3)),
     "Northfield has not heard of it and expects its first board between December 2026 and "
     "December 2027; one-to-one help (+19, up to £27,000) or mapping local governance (+13, up "
     "to £55,700) would help most."),
    (dict(stage=AWARE, boards=Boards(8, 12, 20, 0.8, 3), gains=()),
     "Northfield has heard of it and meets no board by April 2029 in 80% of runs; else between "
     "December 2026 and December 2027; nothing tried here clearly helps: what it gained may be "
     "luck."),
    (dict(stage=REJECTED, gains=(gain(mean=0.005),)),
     "Northfield turned it down and expects its next board between May and July 2026; nothing "
     "tried here moves its chance by 3 points."),
    (dict(stage=ABANDONED, boards=None, looked=False, gains=()),
     "Northfield gave it up and meets no board by April 2029."),
    (dict(stage=None),
     "Northfield is held back most by evidence and expects a board between May and July 2026; "
     "mapping local governance would add 14 points of chance, for up to £55,700."),
    (dict(boards=Boards(9, 12, 20, 0.8, 3)),
     "Northfield has met its boards and is buying it; mapping local governance would add 14 "
     "points of chance, for up to £55,700."),
    (dict(since=18, **LIVE_NOW, looked=False, gains=()),
     "Northfield has been live since October 2024, and still is in April 2029 in 96% of runs "
     "(embedded in 40%)."),
    (dict(since=None, **LIVE_NOW | dict(stage=EMBEDDED, chances=(about(1, 0), about(1, 0))),
          looked=False, gains=()),
     "Northfield is live today, and still is in April 2029 in over 99% of runs (embedded in "
     "40%); it needs no further help."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), SAID, ids=range(len(SAID)))
def test_each_organisation_has_a_sentence_of_at_most_35_words(changes, expected):
    one = site(**changes)
    told = words.sentence(sites(one, site("Other")), one)
    assert told == expected
    assert len(told.split()) <= 35


def sentence_of(*, stands=False, **changes):
    one = site(**changes)
    return words.sentence(replace(sites(one, site("Other")), stands=stands), one)


def test_a_pilot_in_some_runs_is_called_so_and_its_boards_are_those_of_the_other_runs():
    pilot = dict(stage=None, looked=False, gains=(), chances=(about(0.5), about(0.5)))
    told = sentence_of(**pilot, live_today=0.56)
    assert told == (
        "Northfield is a pilot in 56% of runs; else it is held back most by evidence and expects a "
        "board between May and July 2026."
    )
    assert "is live already in 56% of runs" in sentence_of(**pilot, live_today=0.56, stands=True)
    assert "pilot" not in sentence_of(**pilot, live_today=0.09)
    rare = sentence_of(**pilot, live_today=0.56, boards=Boards(8, 12, 20, 0.6, 3))
    assert "meets no board by April 2029 in 60% of those; else between December 2026" in rare


def test_from_half_of_the_runs_on_it_is_said_that_it_meets_no_board():
    often, rarely = (
        sentence_of(stage=AWARE, boards=Boards(8, 12, 20, never, 3)) for never in (0.5, 0.49)
    )
    assert "meets no board by April 2029 in 50% of runs; else between December 2026" in often
    assert "expects its first board between December 2026" in rarely
    cells = [
        words.boards_in_short(sites(site()), Boards(8, 12, 20, never, 3)) for never in (0.5, 0.49)
    ]
    assert cells == ["none in 50%", "Dec 26 to Dec 27"]


def test_an_embedded_organisation_has_been_embedded_not_live_since_it_embedded():
    told = sentence_of(since=18, **LIVE_NOW | dict(stage=EMBEDDED), looked=False, gains=())
    assert told == (
        "Northfield has been embedded since October 2024, and is still live in April 2029 in 96% "
        "of runs (embedded in 40%)."
    )
    dip = sentence_of(since=18, **LIVE_NOW | dict(stage=IMPLEMENTING), looked=False, gains=())
    assert "has been live since October 2024, and still is in April 2029" in dip


@pytest.mark.parametrize("stands", [False, True])
def test_who_did_not_say_its_stage_is_never_said_to_be_live_today(stands):
    one = site(**LIVE_NOW | dict(stage=None, since=None), looked=False, gains=())
    found = replace(sites(one), stands=stands)
    begins = "is live already" if stands else "is a pilot"
    assert words.sentence(found, one) == (
        f"Northfield {begins} in every run, and is live in April 2029 in 96% of runs (embedded in "
        "40%)."
    )
    assert words.band_of(one) == "likely"
    assert words.today_of(one) == "not known"
    assert "live today" not in words.how_many(found)


def test_months_are_counted_where_nobody_knows_the_calendar():
    found = sites(site(stage=None), today=None)
    assert "between month 1 and 3" in words.sentence(found, found.sites[0])
    assert table.on_screen(found)[0][1] == "by month 12"


def test_a_price_by_the_month_is_said_to_be_the_most_and_one_paid_once_is_not():
    told = [words.price_of(gain(lever)) for lever in ("govern", "one2one", "tools", "grants")]
    assert told == ["up to £55,700", "up to £55,700", "£55,700", "£55,700 on average"]


def test_notes_say_over_how_many_months_each_lever_is_priced():
    told = " ".join(notes(sites(site())))
    assert "one-to-one help over 18 months, other levers by the month over all 36" in told
    assert "Templates and tools are paid once" in told
    short = " ".join(notes(replace(sites(site()), until=12)))
    assert "levers by the month over all 12 months" in short
    assert "one-to-one" not in short
    assert "Prices" not in " ".join(notes(sites(site(looked=False, gains=()))))


def test_the_headline_counts_every_organisation_once():
    found = sites(
        site("A", **LIVE_NOW), site("B", chances=(about(0.5), about(0.9))), site("C"),
        site("D", chances=(about(0.1), about(0.2))),
    )  # fmt: skip
    assert words.headline(found) == (
        "Of 4 organisations, 1 is live today; 1 is likely to be live by April 2029, 1 is in the "
        "balance and 1 is unlikely to be live; mapping local governance is the best help, or one "
        "of the best, at 4"
    )


def test_of_one_organisation_the_sentence_is_the_headline():
    found = sites(site())
    assert words.headline(found) + "." == words.sentence(found, found.sites[0])


def test_no_chance_is_certain_because_no_run_missed_it():
    assert [words.chance_of(about(each)) for each in (0.0, 0.004, 0.5, 0.996, 1.0)] == [
        "under 1%", "under 1%", "50%", "over 99%", "over 99%"
    ]  # fmt: skip


def test_on_a_screen_come_those_first_that_help_could_change_most():
    many = [site(f"S{k}", gains=(gain(mean=0.04 + 0.01 * k),)) for k in range(20)]
    _, rows = table.on_screen(sites(*many))
    assert [row[0] for row in rows] == [f"S{k}" for k in range(19, 19 - table.ON_SCREEN, -1)]
    few = sites(*many[:5])
    assert [row[0] for row in table.on_screen(few)[1]] == [f"S{k}" for k in range(5)]


EVIL = ["=1+1", "+cmd|x", "-2", "@SUM(A1)", "a\tb;=c", "\x07bell", "ملح", "<b>bold</b>"]


def test_no_name_becomes_a_formula_in_a_file(tmp_path):
    found = sites(*(site(name) for name in EVIL))
    files.write(found, claim(tmp_path / "out"), figures=False)
    with (tmp_path / "out" / "sites.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["organisation"][0] for row in rows[:4]] == ["'"] * 4
    assert all(row["sentence"][0] not in "=+-@" for row in rows)
    book = load_workbook(tmp_path / "out" / "sites.xlsx")
    assert book.sheetnames == ["organisations", "levers"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = [cell for cell in cells if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    assert all(cell.value[0] not in "=+-@" for cell in texts)


def test_files_are_there_whole_and_numbers_stay_numbers(tmp_path):
    files.write(sites(site(), site("Other", gains=(), looked=False)), claim(tmp_path / "out"))
    made = {each.name for each in (tmp_path / "out").iterdir()}
    assert made == {"sites.csv", "levers.csv", "sites.xlsx", "map.png", "map.svg"}
    sheet = load_workbook(tmp_path / "out" / "sites.xlsx")["organisations"]
    head, first = ([cell.value for cell in each] for each in sheet.iter_rows(max_row=2))
    row = dict(zip(head, first, strict=True))
    assert row["chance live by April 2029"] == 0.5
    assert row["range by April 2029"] == "47 to 53%"
    assert row["points of chance"] == 14
    assert row["price in pounds"] == 55700


def test_the_document_is_plain_data_without_infinities():
    endless = Interval(0.5, float("-inf"), float("inf"), 0.95, 1)
    found = sites(site(chances=(endless, endless)))
    told = json.loads(json.dumps(table.document(found), allow_nan=False))
    assert told["organisations"][0]["chances"][0] == dict(mean=0.5, low=None, high=None, level=0.95)
    assert told["organisations"][0]["helps_most"] == ["govern"]


def test_a_lever_without_a_price_has_no_worth_by_the_pound():
    assert gain(price=0.0).per_thousand is None
    assert gain(mean=0.14, price=28.0).per_thousand == pytest.approx(0.5)
