"""Workbooks that are damaged, odd or hostile: each is refused in a line, or read as values."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from malformed import GOOD, NAMES, archive

from sim.networks import system_from_files, workbooks
from sim.params import System
from sim.params.errors import UserError
from sim.params.spreadsheet_text import put
from sim.params.visible_text import visible

ROWS = [
    [each if k == 0 or i < 2 else float(each) for i, each in enumerate(row.split(","))]
    for k, row in enumerate(GOOD.splitlines())
]
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


def written(change=None, rows=ROWS):
    """The good table as a workbook, after `change(book, sheet)`."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sites"
    for row in rows:
        sheet.append(row)
    if change is not None:
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(content=None):
    with zipfile.ZipFile(io.BytesIO(content or written())) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_part(name, change):
    """The good workbook with one of its parts changed; None leaves it out."""
    found = parts()
    found[name] = change(found.get(name, b""))
    return archive({each: part for each, part in found.items() if part is not None})


def in_sheet(before, more):
    """The good workbook with XML put before some tag of its sheet."""
    return with_part(SHEET, lambda part: part.replace(before, more + before, 1))


def declared(definitions, use):
    """The good workbook, its sheet declaring entities and using one in a cell."""

    def change(part):
        head, tag, rest = part.partition(b"<worksheet")
        cell = b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + use + b"</t></is></c></row>"
        rest = rest.replace(b"</sheetData>", cell + b"</sheetData>")
        return head + b"<!DOCTYPE x [" + definitions + b"]>" + tag + rest

    return with_part(SHEET, change)


def set_cell(place, value):
    def change(_book, sheet):
        sheet[place] = value

    return written(change)


def extra(name, content):
    return archive(parts() | {name: content})


LAUGHS = b'<!ENTITY a0 "lol">' + b"".join(
    b'<!ENTITY a%d "' % k + b"&a%d;" % (k - 1) * 10 + b'">' for k in range(1, 12)
)
END = b"</sheetData>"
MERGED = b'</sheetData><mergeCells><mergeCell ref="%s"/></mergeCells>'
GROWING = {
    "a billion laughs": declared(LAUGHS, b"&a11;"),
    "one long entity often": declared(b'<!ENTITY a "' + b"x" * 9000 + b'">', b"&a;" * 9000),
    "an entity of a file": declared(b'<!ENTITY a SYSTEM "file:///etc/passwd">', b"&a;"),
    "an entity of the web": declared(b'<!ENTITY a SYSTEM "http://127.0.0.1:9/x">', b"&a;"),
    "a parameter entity": declared(b'<!ENTITY % a SYSTEM "file:///etc/hosts"> %a;', b"x"),
    "an entity in the names of sheets": with_part(
        BOOK, lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part.partition(b"?>")[2]
    ),
    "an entity in its styles": with_part(
        "xl/styles.xml", lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part
    ),
    "a merged cell of all cells": with_part(
        SHEET, lambda part: part.replace(END, MERGED % b"A1:XFD1048576")
    ),
    "a merged cell that is none": with_part(
        SHEET, lambda part: part.replace(END, MERGED % b"A1:ZZZZZ99999999999")
    ),
    "merged cells over each other": with_part(
        SHEET,
        lambda part: part.replace(
            END, END + b"<mergeCells>" + b'<mergeCell ref="G1:Z999"/>' * 99 + b"</mergeCells>"
        ),
    ),
    "a link over all cells": with_part(
        SHEET,
        lambda part: part.replace(
            END, END + b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'
        ),
    ),
    "200,000 elements deep": in_sheet(b"<sheetData>", b"<a>" * 200_000),
    "a cell in the last place": in_sheet(
        END, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
}
DAMAGED = {
    "cut in the middle": written()[:2000],
    "cut at the end": written()[:-30],
    "only its first bytes": b"PK\x03\x04",
    "an archive without parts": archive({}),
    "no list of types": with_part("[Content_Types].xml", lambda _: None),
    "no relations": with_part("xl/_rels/workbook.xml.rels", lambda _: None),
    "no sheet": with_part(SHEET, lambda _: None),
    "an empty sheet part": with_part(SHEET, lambda _: b""),
    "half a sheet part": with_part(SHEET, lambda part: part[: len(part) // 2]),
    "no XML in it": with_part(SHEET, lambda _: b"hello"),
    "XML of another kind": with_part(BOOK, lambda _: b"<html/>"),
    "zeros in the middle": written()[:400] + bytes(300) + written()[700:],
    "a number that is none": with_part(SHEET, lambda part: part.replace(b"0.5", b"0.5x")),
    "a place that is none": with_part(SHEET, lambda part: part.replace(b'r="A2"', b'r="0A"')),
    "a text that is not there": with_part(
        SHEET, lambda part: part.replace(b'"inlineStr"><is><t>North</t></is>', b'"s"><v>99</v>')
    ),
}
WRONG = {
    "a formula without its result": (set_cell("C3", "=1/2"), "a formula without its result"),
    "a formula that calls": (set_cell("A3", "=cmd|' /C calc'!A0"), "a formula without its"),
    "a formula of the web": (set_cell("A3", '=WEBSERVICE("http://x")'), "a formula without its"),
    "a formula of another file": (set_cell("C3", "='[x.xlsx]S'!A1"), "a formula without its"),
    "an error": (set_cell("C3", "#DIV/0!"), "row 3: maturity is '#DIV/0!'"),
    "a date": (set_cell("C3", datetime.date(2026, 5, 1)), "row 3: maturity is '2026-05-01"),
    "a time": (set_cell("C3", datetime.time(12)), "row 3: maturity is '12:00:00'"),
    "a span of time": (set_cell("C3", datetime.timedelta(1)), "row 3: maturity is"),
    "true": (set_cell("C3", True), "row 3: maturity is 'True'"),
    "a date for a name": (set_cell("A3", datetime.datetime(2026, 5, 1)), "row 3: name is"),
    "true for a type": (set_cell("B3", True), "row 3: type is 'True'"),
    "a number out of range": (set_cell("C3", 7), "row 3: maturity is '7'"),
    "a number without end": (set_cell("C3", 1e308), "row 3: maturity is"),
    "a text for a number": (set_cell("C3", "high"), "row 3: maturity is 'high'"),
    "a name twice": (set_cell("A3", "North"), "two organisations have the name 'North'"),
    "a name for all, merged": (
        written(lambda _, sheet: sheet.merge_cells("A2:A4")), "two organisations have the name",
    ),
    "a total below": (written(rows=[*ROWS, ["Total", "", 1.0, 1.0, 1.4, 1.3]]), "row 5"),
    "a footnote": (written(rows=[*ROWS, ["Source: our survey"]]), "row 5"),
    "a note beside": (set_cell("G3", "ask Sam"), "column 7 has no heading"),
    "no table": (written(rows=[["hello"]]), "'name' is missing"),
    "nothing": (written(rows=[]), "'name' is missing"),
    "the ties": (written(rows=[["source", "target"], ["A", "B"]]), "'name' is missing"),
    "a name of all letters a cell can have": (set_cell("A3", "z" * 32_767), "32,767 characters"),
}  # fmt: skip


def read(content, tmp_path):
    (tmp_path / "own.xlsx").write_bytes(content)
    return system_from_files(tmp_path / "own.xlsx", None, System())


def refused(content, tmp_path):
    with pytest.raises(UserError) as error:
        read(content, tmp_path)
    assert "\n" not in str(error.value)
    assert "own.xlsx" in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("content", GROWING.values(), ids=GROWING)
def test_a_workbook_that_would_grow_is_refused_before_it_does(content, tmp_path, monkeypatch):
    loaded = []
    whole = openpyxl.load_workbook
    monkeypatch.setattr(
        openpyxl, "load_workbook", lambda *a, **k: loaded.append(1) or whole(*a, **k)
    )
    said = refused(content, tmp_path)
    assert any(each in said for each in ("entities", "500,000 cells", "elements deep", "as far as"))
    assert not loaded or "as far as" in said  # the last place alone is seen when it is read


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_workbook_is_refused_in_one_line(content, tmp_path):
    said = refused(content, tmp_path)
    known = ("this workbook is damaged", "not a table of text", "has no sheet with cells")
    assert any(each in said for each in known), said


@pytest.mark.parametrize(("content", "said"), WRONG.values(), ids=WRONG)
def test_a_cell_that_is_not_allowed_is_named_with_its_row(content, said, tmp_path):
    assert said in refused(content, tmp_path)


def test_a_zip_bomb_is_refused_by_what_its_list_of_contents_says(tmp_path):
    bomb = extra("xl/media/image1.png", bytes(101_000_000))
    assert len(bomb) < 200_000
    assert "101 MB unpacked, at most 100" in refused(bomb, tmp_path)


def test_a_zip_bomb_that_hides_its_size_is_not_unpacked_further(tmp_path):
    bomb = bytearray(extra("xl/worksheets/sheet2.xml", bytes(20_000_000)))
    place = bomb.rfind(b"PK\x01\x02")
    bomb[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    assert "damaged" in refused(bytes(bomb), tmp_path)


def test_an_archive_of_very_many_parts_is_refused(tmp_path):
    many = archive(parts() | {f"x/{k}": b"" for k in range(10_001)})
    assert "more than 10,000 parts" in refused(many, tmp_path)


def test_a_workbook_with_a_password_is_refused_with_what_to_do(tmp_path):
    assert "one with a password" in refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), tmp_path
    )


LEFT_OUT = {
    "macros": (extra("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Shell calc"), "without its macros"),
    "links to other workbooks": (
        extra("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
        "with what it last knew of other workbooks",
    ),
    "a picture": (extra("xl/media/image1.png", b"\x89PNG broken"), None),
    "a printer's settings": (extra("xl/printerSettings/p.bin", bytes(99)), None),
    "a web query": (extra("xl/connections.xml", b"<connections/>"), None),
    "parts that climb": (extra("../../evil.xml", b"<a/>"), None),
    "a name of the whole disk": (extra("/etc/evil.xml", b"<a/>"), None),
    "a link in a cell": (
        written(lambda _, sheet: setattr(sheet["A2"], "hyperlink", "http://127.0.0.1:9")), None,
    ),
    "cells far below": (set_cell("A4000", " "), None),
    "a title above": (written(rows=[["Our sites"], [], *ROWS]), "from below its title"),
    "an empty sheet before": (written(lambda book, _: book.create_sheet("Notes", 0)), None),
    "a hidden sheet": (
        written(lambda book, _: setattr(book.create_sheet("Old"), "sheet_state", "hidden")), None,
    ),
    "a hidden row": (
        written(lambda _, sheet: setattr(sheet.row_dimensions[3], "hidden", True)),
        "with the rows that are hidden in it (1)",
    ),
    "a filter": (written(lambda _, sheet: setattr(sheet.auto_filter, "ref", "A1:F4")), None),
    "protection": (written(lambda _, sheet: sheet.protection.enable()), None),
    "a merged region": (written(lambda _, sheet: sheet.merge_cells("H2:H4")), None),
    "text for numbers": (set_cell("C2", " 50% "), None),
    "an empty row": (written(rows=[*ROWS[:2], [], *ROWS[2:]]), None),
}  # fmt: skip


@pytest.mark.parametrize(("content", "said"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_could_act_in_a_workbook_does_not_and_its_values_are_read(content, said, tmp_path):
    system = read(content, tmp_path)
    assert system.names == NAMES
    assert system.arrays.maturity.tolist() == [0.5, 0.2, 0.3]
    if said is not None:
        assert said in system.notes[0]
    assert [each.name for each in tmp_path.iterdir()] == ["own.xlsx"]


def test_a_workbook_of_the_most_cells_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_CELLS", 24)
    assert read(written(), tmp_path).names == NAMES
    monkeypatch.setattr(workbooks, "MOST_CELLS", 23)
    assert "more than 23 cells" in refused(written(), tmp_path)


def test_text_of_users_in_a_workbook_is_text_there_and_comes_back_as_it_was(tmp_path):
    odd = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", " =2", "<b>", "a\x1b[31mb", "\ud800", "plain"]
    book = openpyxl.Workbook()
    for k, each in enumerate([*odd, 0.5, None, True], start=1):
        put(book.active.cell(k, 1), each)
    book.save(tmp_path / "out.xlsx")
    again = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    cells = [cell for (cell,) in again.iter_rows(max_row=len(odd))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [visible(each) for each in odd]
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * 6 + [False] * 4
    assert (again["A11"].value, again["A12"].value, again["A13"].value) == (0.5, None, True)
    assert again["A11"].data_type == "n"
