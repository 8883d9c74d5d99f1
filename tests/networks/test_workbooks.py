"""Workbooks as people keep them: read, with a line that says how, or refused in their words."""

import datetime
import io
import sys
import warnings
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from sim.networks import system_from_files
from sim.params import System
from sim.params.errors import UserError

HEADER = ["name", "type", "maturity", "capacity", "culture", "finance"]
A = ["A", "Acute", 0.5, 0.5, 0.5, 0.5]
B = ["B", "GP", 0.4, 0.5, 0.5, 0.5]
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture
def read(tmp_path):
    def read(*rows, change=None, ties=None, name="own.xlsx"):
        """Read a workbook with such rows in its sheet Sites; `change` may do more to it."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Sites"
        for row in rows:
            sheet.append(row)
        if change is not None:
            change(book, sheet)
        path = tmp_path / name
        with path.open("wb") as file:
            book.save(file)
        return system_from_files(path, path if ties else None, System())

    return read


@pytest.fixture
def content(read, tmp_path):
    read(HEADER, A, B)
    return (tmp_path / "own.xlsx").read_bytes()


def parts_of(content, change=lambda name, part: part):
    """Return a workbook's bytes with some of its parts changed, or left out (None)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def refused(tmp_path, content, name="own.xlsx"):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError) as told:
        system_from_files(tmp_path / name, None, System())
    assert "\n" not in str(told.value)
    return str(told.value)


def test_the_sheet_that_has_the_columns_is_read_and_named(read):
    def notes_first(book, sheet):
        book.create_sheet("Notes", 0).append(["Ask Sam"])

    system = read(["Our sites"], [], HEADER, A, B, change=notes_first)
    assert system.names == ("A", "B")
    assert system.arrays.maturity.tolist() == [0.5, 0.4]
    assert (
        system.notes[0]
        == "own.xlsx was read from the sheet 'Sites', from below its title ('Our sites')"
    )


def test_organisations_and_ties_may_be_sheets_of_one_workbook(read):
    def with_ties(book, sheet):
        ties = book.create_sheet("Ties")
        ties.append(["source", "target", "trust"])
        ties.append(["A", "B", "0.25"])

    system = read(HEADER, A, B, change=with_ties, ties=True)
    assert system.arrays.trust.tolist() == [0.25, 0.25]
    assert [note.split()[-1] for note in system.notes] == ["'Sites'", "'Ties'"]


def test_another_sheet_with_the_same_columns_is_named_and_visible_ones_come_first(read):
    def twice(book, sheet):
        last_year = book.create_sheet("Sites 2025")
        for row in (HEADER, B):
            last_year.append(row)
        sheet.sheet_state = "hidden"

    system = read(HEADER, A, change=twice)
    assert system.names == ("B",)
    assert "the sheet 'Sites 2025' (not 'Sites', with the same columns)" in system.notes[0]


def test_cells_are_read_by_what_they_say_not_by_their_type(read):
    header = [*HEADER, "deprived", "board_interval"]
    system = read(header, ["A", "x", "0.5", " .25 ", "50%", 1, True, 3.0], [7, 2.0, *B[2:], "N", 2])
    assert system.names == ("A", "7")
    assert system.types == ("x", "2")
    assert system.arrays.capacity.tolist() == [0.25, 0.5]
    assert system.arrays.culture.tolist() == [0.5, 0.5]
    assert system.arrays.deprived.tolist() == [True, False]
    assert system.arrays.board_interval.tolist() == [3, 2]


@pytest.mark.parametrize("value", [datetime.datetime(2026, 5, 1), datetime.time(12), True])
def test_a_date_a_time_or_true_is_neither_a_number_nor_a_word(read, value):
    with pytest.raises(UserError, match="row 2: maturity is"):
        read(HEADER, ["A", "Acute", value, 0.5, 0.5, 0.5])
    with pytest.raises(UserError, match="row 2: type is"):
        read(HEADER, ["A", value, 0.5, 0.5, 0.5, 0.5])


def test_empty_rows_and_columns_count_in_the_numbers_of_rows_only(read):
    system = read([None, *HEADER], [], [None, *A], [" "] * 3, [None, *B])
    assert system.names == ("A", "B")
    with pytest.raises(UserError, match="row 5: maturity is '2'"):
        read([None, *HEADER], [], [None, *A], [" "] * 3, [None, "B", "GP", 2, 0, 0, 0])


def test_a_formula_counts_as_its_result_and_is_refused_without_one(read, content, tmp_path):
    def formula(book, sheet):
        sheet["G2"] = "=2+3"

    with pytest.raises(UserError, match="row 2: size is a formula without its result; open"):
        read([*HEADER, "size"], [*A, None], [*B, 15], change=formula)

    def with_result(name, part):
        return part.replace(b"</f><v></v>", b"</f><v>5</v>").replace(b"</f><v />", b"</f><v>5</v>")

    path = tmp_path / "own.xlsx"
    path.write_bytes(parts_of(path.read_bytes(), with_result))
    assert system_from_files(path, None, System()).arrays.size.tolist() == [0.5, 1.5]


def test_a_formula_whose_result_is_an_empty_text_is_missing(read, tmp_path):
    def formula(book, sheet):
        sheet["G2"] = '=""'

    def with_result(name, part):
        return part.replace(b'<c r="G2"', b'<c r="G2" t="str"')

    with pytest.raises(UserError, match="region is a formula without its result"):
        read([*HEADER, "region"], [*A, None], [*B, "North"], change=formula)
    path = tmp_path / "own.xlsx"
    path.write_bytes(parts_of(path.read_bytes(), with_result))
    assert system_from_files(path, None, System()).regions == ("Everywhere", "North")


def test_a_merged_cell_counts_in_each_of_its_rows_and_this_is_said(read):
    def merge(book, sheet):
        sheet.merge_cells("G2:G3")

    system = read([*HEADER, "region"], [*A, "North"], [*B, None], change=merge)
    assert system.regions == ("North",)
    assert system.notes[0].endswith("with merged cells counted in each of their rows")


def test_hidden_rows_are_read_and_this_is_said(read):
    def hide(book, sheet):
        sheet.row_dimensions[3].hidden = True

    system = read(HEADER, A, B, change=hide)
    assert system.names == ("A", "B")
    assert system.notes[0].endswith("with the rows that are hidden in it (1)")


def test_what_the_reader_leaves_out_warns_of_nothing(read):
    def listed(book, sheet):
        rule = DataValidation(type="list", formula1='"Acute,GP"')
        sheet.add_data_validation(rule)
        rule.add("B2")

    with warnings.catch_warnings(action="error"):
        assert read(HEADER, A, B, change=listed).names == ("A", "B")


def test_names_that_look_the_same_are_the_same(read):
    with pytest.raises(UserError, match="two organisations have the name 'Caf\u00e9'"):
        read(HEADER, ["Caf\u00e9", *A[1:]], ["Cafe\u0301", *B[1:]])
    with pytest.raises(UserError, match="two organisations have the name 'A'"):
        read(HEADER, A, ["\u200bA\u00a0", *B[1:]])
    with pytest.raises(UserError, match="row 2: 'name' is empty"):
        read(HEADER, ["\u200b\u00a0", *A[1:]])


@pytest.mark.parametrize("name", ["own.csv", "own", "own.XLSX", "own.xls", "own.dat"])
def test_a_workbook_is_known_by_its_content_whatever_its_name_ends_in(read, name):
    assert read(HEADER, A, B, name=name).names == ("A", "B")


def test_a_damaged_workbook_is_refused_in_one_line(content, tmp_path):
    def cut(name, part):
        return part[: len(part) // 2] if "sheet1" in name else part

    without = [
        parts_of(content, lambda name, part, gone=gone: None if name == gone else part)
        for gone in ("xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels")
    ]
    garbled = content[:300] + bytes(300) + content[600:]
    for damaged in (content[:1500], parts_of(content, cut), garbled, *without):
        assert "this workbook is damaged; open it" in refused(tmp_path, damaged)


@pytest.mark.parametrize(
    ("content", "told"),
    {
        "old Excel or a password": (OLD_EXCEL, "an old Excel (.xls), or one with a password"),
        "ods": (archive(mimetype="x", **{"content.xml": "<a/>"}), "LibreOffice (such as .ods)"),
        "xlsb": (archive(**{"xl/workbook.bin": "x"}), "a binary workbook (.xlsb)"),
        "Word": (archive(**{"word/document.xml": "<a/>"}), "a document of Word"),
        "Numbers": (archive(**{"Index/Document.iwa": "x"}), "a file of Numbers"),
        "zip": (archive(read_me="hello"), "an archive (.zip)"),
        "PDF": (b"%PDF-1.7\n", "this is a PDF"),
        "HTML": (b"\xef\xbb\xbf\n<html><table>", "this is a web page or XML"),
        "nothing": (b" \n", "the file is empty"),
    }.values(),
)
def test_what_is_no_table_is_named_and_how_to_save_it_is_said(tmp_path, content, told):
    assert told in refused(tmp_path, content)


@pytest.mark.parametrize("name", ["~$own.xlsx", ".~lock.own.csv#"])
def test_the_mark_of_an_open_file_is_not_read_in_its_place(tmp_path, name):
    assert "only marks that a file is open" in refused(tmp_path, b"\x07Sam", name)


def test_a_workbook_too_large_is_refused_before_it_is_read(content, tmp_path, monkeypatch):
    monkeypatch.setattr("sim.networks.file_kinds.LARGEST_UNPACKED", 1000)
    assert "this workbook is too large to be read (0 MB" in refused(tmp_path, content)
    monkeypatch.undo()
    monkeypatch.setattr("sim.networks.workbooks.WIDEST", 17)
    assert "cells as far as row 3 and column 6" in refused(tmp_path, content)


def test_without_the_package_that_reads_workbooks_its_command_is_given(
    content, tmp_path, monkeypatch
):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert 'save its sheet as CSV (UTF-8), or, to read workbooks, run: pip install "uptake' in (
        refused(tmp_path, content)
    )
