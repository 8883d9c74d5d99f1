"""Tables of organisations that are damaged, odd or hostile: each is refused in a line, or read."""

import gzip
import json
import os
import pickle

import pytest
from malformed import GOOD, NAMES, ROW, archive, quoted, with_cell

from sim.networks import system_from_files
from sim.networks.columns import LONGEST
from sim.params import System
from sim.params.errors import UserError

NO_SHARES = (
    "inf", "-inf", "1e309", "-0.1", "1.0000001", "-1e-300", "0x1", "1_0", "\u00bd", "\u0661",
    "\uff11", "=1+1", "=cmd|' /C calc'!A0", "#REF!", "#DIV/0!", "TRUE", "yes", "high", "0.5.5",
    "5e", "--1", "+-1", "0.5 0.5", "1/2", "\u00a30.5", "0.5kg", "'0.5", "~0.5", "<0.5", "0.5*",
    "0.5 (est.)", "Infinity", "1e400", "-", "--", "x" * 40_000, "<b>0.5</b>", "0.5;", "\u22120.5",
)  # fmt: skip
IN_OTHER_COLUMNS = {
    "size": ("0", "-1", "inf", "1e10", "big", "-0", "1e-400"),
    "legacy": ("-1", "2", "old"),
    "orientation": ("-0.01", "1.01", "adaptive"),
    "board_interval": ("0", "25", "1.5", "-1", "two", "1e400", "2 months"),
    "approvals": ("0", "13", "0.5", "many", "1e9"),
    "deprived": ("perhaps", "2", "0.5", "-1", "yess", "inf"),
    "stage": ("golive", "7", "<script>", "live!"),
    "since": ("2026", "03/04/2026", "-1", "601", "2026-13", "32/01/2026", "1.5", "yesterday"),
}
WRONG_CELLS = {
    **{f"maturity {value[:12]}": ("maturity", value) for value in NO_SHARES},
    **{
        f"{column} {value}": (column, value)
        for column, values in IN_OTHER_COLUMNS.items()
        for value in values
    },
}
A, B, C = GOOD.splitlines()[1:]


def table(*rows, header=ROW):
    return "\n".join([header, *rows, ""])


WRONG_TABLES = {
    "nothing but a header": (f"{ROW}\n", "no organisations"),
    "no name": (table("Acute,0.5,0.4,0.6,0.3", header=ROW[5:]), "'name' is missing"),
    "no type": (table("North,0.5,0.4,0.6,0.3", header=ROW.replace("type,", "")), "'type' is miss"),
    "an unknown column": (table(f"{A},red", header=f"{ROW},colour"), "unknown column 'colour'"),
    "a misspelt column": (table(f"{A},2", header=f"{ROW},approvls"), "did you mean approvals"),
    "a column twice": (table(f"{A},GP", header=f"{ROW},Type"), "'type' appears twice"),
    "a column without heading": (table(f"{A},x", header=f"{ROW},"), "column 7 has no heading"),
    "a heading of HTML": (table(f"{A},x", header=f"{ROW},<img src=x>"), "unknown column '<img"),
    "a heading like a formula": (table(f"{A},x", header=f"{ROW},=1+1"), "unknown column '=1+1'"),
    "a very long heading": (table(f"{A},x", header=f"{ROW},{'y' * 9000}"), "(9,000 characters)"),
    "a heading that steers": (table(f"{A},x", header=f"{ROW},\x1b[2J"), "unknown column"),
    "a row too short": (table(A, "South,GP,0.2"), "row 3: it must have 6 cells"),
    "a row too long": (table(A, B + ",9"), "row 3: it must have 6 cells"),
    "too short below a title": (table("Our sites", "", ROW, A, "South,GP", header=""), "row 6"),
    "two tables in one file": (table(A, B, "", ROW, C), "row 5"),
    "a quotation mark left open": (table('"North,Acute,0.5,0.4,0.6,0.3', B), "mark is not closed"),
    "one left open in the last column": (
        table(A + ',"Kent', B + ",Kent", header=f"{ROW},region"),
        "quotation mark is not closed",
    ),
    "text after a quotation mark": (table('"North"x' + A[5:], B), "after a closing quotation mark"),
    "a name twice": (table(A, A), "two organisations have the name 'North'"),
    "an empty name": (table(A[5:]), "name"),
    "a blank name": (table(quoted(" \t\u00a0") + A[5:]), "name"),
    "an invisible name": (table("\u200b\u200e\ufeff" + A[5:]), "name"),
    "a name of controls": (table("\x01\x02\x1b" + A[5:]), "name"),
    "a name that is missing": (table("N/A" + A[5:]), "name"),
    "an error for a name": (table("#REF!" + A[5:]), "row 2: name is '#REF!'"),
    "a name too long": (table("L" * (LONGEST + 1) + A[5:]), "501 characters"),
    "a type too long": (table(A.replace("Acute", "t" * 100_000)), "100,000 characters"),
    "an empty type": (table("North,,0.5,0.4,0.6,0.3"), "row 2: 'type' is empty"),
    "a total below": (table(A, B, C, "Total,,1.0,1.0,1.4,1.3"), "row 5"),
    "an average below": (table(A, B, C, "Average,All,0.33,0.33,0.47,0.43"), "row 5"),
    "a footnote": (table(A, B, "Source: our own survey,,,,,"), "row 4"),
    "a footnote without commas": (table(A, B, "* provisional"), "row 4"),
    "decimal commas among points": (
        table("North;Acute;0,5;0.4;0.6;0.3", header=ROW.replace(",", ";")),
        "decimal comma",
    ),
    "a comma of thousands": (
        table(A + ',"1,200"', B + ",", header=f"{ROW},size"), "decimals or of thousands"
    ),
    "since when, but not where": (table(f"{A},2024-01", header=f"{ROW},since"), "stage"),
    "semicolons under commas": (table(A.replace(",", ";")), "row 2"),
    "only a title": ("Our sites\n", "'name' is missing"),
    "prose": ("Dear all,\nplease find below\nBest, Sam\n", ""),
    "SQL": ("INSERT INTO x VALUES (1,2,3);\n", "'name' is missing"),
    "its columns as rows": ("name,North,South\ntype,Acute,GP\nmaturity,0.5,0.4\n", ""),
    "YAML": ("name: North\ntype: Acute\n", "'name' is missing"),
    "a header far below": ("x\n" * 30 + GOOD, "'name' is missing"),
}  # fmt: skip
MARK = "\ufeff"
KINDS = {
    "nothing": (b"", "the file is empty"),
    "white space": (b" \r\n\t\n", "the file is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "the file is empty"),
    "a PDF": (b"%PDF-1.7\n1 0 obj", "this is a PDF"),
    "RTF": (b"{\\rtf1 hello}", "this is a document"),
    "a web page": (b"<!DOCTYPE html><html><script>alert(1)</script>", "a web page or XML"),
    "XML with an entity": (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        "a web page or XML",
    ),
    "JSON": (json.dumps({"name": "North"}).encode(), "this is JSON"),
    "JSON lines": (b'{"name": "North"}\n{"name": "South"}\n', "this is JSON"),
    "a PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a table of text"),
    "a GIF": (b"GIF89a\x01\x00\x01\x00\x00\x00", "not a table of text"),
    "a JPEG": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "not a table of text"),
    "a program": (b"\x7fELF\x02\x01\x01\x00" + bytes(9), "not a table of text"),
    "gzip": (gzip.compress(GOOD.encode(), mtime=0), "not a table of text"),
    "a pickle": (pickle.dumps({"name": ["North"]}, 4), "not a table of text"),
    "SQLite": (b"SQLite format 3\x00" + bytes(84), "not a table of text"),
    "Parquet": (b"PAR1\x15\x04\x15\x10\x00PAR1", "not a table of text"),
    "NUL in the text": (GOOD.replace("West", "We\0st").encode(), "not a table of text"),
    "only NUL": (bytes(5000), "not a table of text"),
    "a Word document": (archive({"word/document.xml": "<a/>"}), "a document of Word"),
    "LibreOffice": (archive({"content.xml": "<a/>"}), "LibreOffice"),
    "a binary workbook": (archive({"xl/workbook.bin": b"x"}), "binary workbook"),
    "a presentation": (archive({"ppt/presentation.xml": "<a/>"}), "a presentation"),
    "a table in a zip": (archive({"organisations.csv": GOOD}), "an archive (.zip)"),
    "a zip that climbs": (archive({"../../etc/passwd": "x"}), "an archive (.zip)"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Excel"),
    "no encoding there is": (b"name,type\n\x81\x8d\x8f\x90\x9d,x\n", "not a table of text"),
    "half a UTF-16 character": ("\ufeff" + GOOD).encode("utf-16-le")[:-1],
    "a half surrogate": b"\xff\xfe\x00\xd8" + GOOD.encode("utf-16-le"),
    "UTF-16 with the wrong mark": b"\xfe\xff" + GOOD.encode("utf-16-le"),
    "EBCDIC": GOOD.encode("cp037"),
    "UTF-8 cut in a letter": (b"name,type\n\xe2\x82", "row 2"),
}  # fmt: skip
KINDS = {name: each if isinstance(each, tuple) else (each, "") for name, each in KINDS.items()}


@pytest.mark.parametrize(("column", "value"), WRONG_CELLS.values(), ids=WRONG_CELLS)
def test_a_value_that_is_not_allowed_is_named_with_its_row_and_column(column, value, folder, told):
    text = with_cell(quoted(value), column)
    (folder / "organisations.csv").write_text(text, encoding="utf-8")
    code, err = told()
    assert code == 2
    assert "organisations.csv, row 3: " in err
    assert column in err


@pytest.mark.parametrize(("text", "said"), WRONG_TABLES.values(), ids=WRONG_TABLES)
def test_a_table_that_cannot_be_read_is_refused_in_one_line(text, said, folder, told):
    (folder / "organisations.csv").write_text(text, encoding="utf-8")
    code, err = told()
    assert code == 2
    assert "organisations.csv" in err
    assert said in err


@pytest.mark.parametrize(("content", "said"), KINDS.values(), ids=KINDS)
def test_a_file_that_is_no_table_is_refused_in_one_line(content, said, folder, told):
    (folder / "organisations.csv").write_bytes(content)
    code, err = told()
    assert code == 2
    assert "organisations.csv" in err
    assert said in err


def refused(path):
    with pytest.raises(UserError) as error:
        system_from_files(path, None, System())
    assert "\n" not in str(error.value)
    assert path.name in str(error.value)
    return str(error.value)


def test_what_is_no_file_is_refused_and_nothing_waits_for_its_end(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere.csv")
    (tmp_path / "endless.csv").symlink_to("/dev/zero")
    for name in ("pipe.csv", "endless.csv"):
        assert "this is no file" in refused(tmp_path / name)
    for name in ("folder.csv", "loop.csv", "gone.csv", "not there.csv"):
        assert "cannot be read" in refused(tmp_path / name)


def test_a_file_that_may_not_be_read_is_refused_in_one_line(tmp_path, monkeypatch):
    (tmp_path / "own.csv").write_text(GOOD)

    def forbidden(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", forbidden)
    assert "cannot be read (Permission denied)" in refused(tmp_path / "own.csv")


# What works

WAYS = {
    "UTF-8 with a mark": (MARK + GOOD).encode(),
    "two marks": (MARK + MARK + GOOD).encode(),
    "UTF-16, little end first": (MARK + GOOD).encode("utf-16-le"),
    "UTF-16, big end first": (MARK + GOOD).encode("utf-16-be"),
    "UTF-16 without its mark": GOOD.encode("utf-16-le"),
    "UTF-16 without its mark, big end first": GOOD.encode("utf-16-be"),
    "UTF-32": GOOD.encode("utf-32"),
    "lines of Windows": GOOD.replace("\n", "\r\n").encode(),
    "lines of an old Mac": GOOD.replace("\n", "\r").encode(),
    "lines of all kinds": GOOD.replace("\n", "\r\n", 1).replace("\n", "\r", 2).encode(),
    "no line end at the end": GOOD.rstrip().encode(),
    "semicolons": GOOD.replace(",", ";").encode(),
    "tabs": GOOD.replace(",", "\t").encode(),
    "vertical bars": GOOD.replace(",", "|").encode(),
    "sep=": ("sep=^\n" + GOOD.replace(",", "^")).encode(),
    "decimal commas": GOOD.replace(",", ";").replace(".", ",").encode(),
    "all cells quoted": "\n".join(
        ",".join(map(quoted, row.split(","))) for row in GOOD.splitlines()
    ).encode(),
    "empty rows": GOOD.replace("\n", "\n\n,,,,,\n").encode(),
    "empty columns": GOOD.replace("\n", ",,,\n").encode(),
    "spaces around all": GOOD.replace(",", " , ").encode(),
    "hard spaces": GOOD.replace(",", ",\u00a0").encode(),
    "a title": ("Our sites, as of May\n\n" + GOOD).encode(),
    "headings in capitals": GOOD.replace(ROW, ROW.upper()).encode(),
    "columns in another order": "\n".join(
        ",".join(reversed(row.split(","))) for row in GOOD.splitlines()
    ).encode(),
    "per cent": GOOD.replace("0.5,0.4", "50%,40 %").encode(),
    "many digits": GOOD.replace("0.5,0.4", "0.50000000000000000000000000001,4e-1").encode(),
}


@pytest.mark.parametrize("content", WAYS.values(), ids=WAYS)
def test_a_table_is_read_however_a_spreadsheet_writes_it(content, tmp_path):
    (tmp_path / "own.csv").write_bytes(content)
    system = system_from_files(tmp_path / "own.csv", None, System())
    assert system.names == NAMES
    assert system.types == ("Acute", "GP")
    assert system.arrays.maturity.tolist() == [0.5, 0.2, 0.3]


ODD_NAMES = {
    "HTML": ("<script>alert(1)</script>", None),
    "quotation marks": ('St "Mary\'s"', None),
    "a new line": ("North\nHospital", "North Hospital"),
    "a comma": ("North, and South", None),
    "a path that climbs": ("../../etc/passwd", None),
    "a path of Windows": ("C:\\x\\..\\y", None),
    "right to left": ("\u0645\u0633\u062a\u0634\u0641\u0649", None),
    "a line turned around": ("\u202eNorth", "North"),
    "emoji of several parts": ("\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3e5", None),
    "a formula": ("=1+1", None),
    "a formula written as text": ("'=1+1", "=1+1"),
    "a link": ('=HYPERLINK("http://example.org")', None),
    "a number below zero": ("-1", None),
    "a telephone number": ("+44 20", None),
    "an at sign": ("@SUM(A1)", None),
    "an apostrophe that is its own": ("'t Gooi", None),
    "mathematics": ("$x$ \\frac{1}{0} $\\undefined{", None),
    "places for values": ("%s %(x)d {0} {name}", None),
    "an entity": ("&amp; &lt;", None),
    "a look-up": ("${oc.env:HOME}", None),
    "what steers a terminal": ("\x1b[31mred\x1b[0m \x07\x9b", "[31mred[0m"),
    "a word of programs": ("__proto__", None),
    "a file of Windows": ("CON", None),
    "a dot": (".", None),
    "a code with zeros": ("00123", None),
    "a tilde": ("~/.bashrc", None),
    "an accent apart": ("Cafe\u0301", "Caf\u00e9"),
    "no letters at all": ("!?", None),
    "Zalgo": ("N" + "\u0336" * 40, None),
    "as long as may be": ("L" * LONGEST, None),
}


@pytest.mark.parametrize(("name", "seen"), ODD_NAMES.values(), ids=ODD_NAMES)
def test_an_odd_name_is_a_name_without_what_cannot_be_seen(name, seen, tmp_path):
    text = GOOD.replace("North", quoted(name))
    (tmp_path / "own.csv").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "ties.csv").write_text(
        f"source,target\n{quoted(name)},South\n", encoding="utf-8", newline=""
    )
    system = system_from_files(tmp_path / "own.csv", tmp_path / "ties.csv", System())
    assert system.names == (seen or name, "South", "West")
    assert system.arrays.peers.tolist() == [1, 0]


SAME = {
    "a hard space": ("North\u00a0Site", "North Site"),
    "two spaces": ("North  Site", "North Site"),
    "no width": ("No\u200brth", "North"),
    "a mark of direction": ("North\u200e", "North"),
    "turned around": ("\u202eNorth\u202c", "North"),
    "a byte order mark": ("\ufeffNorth", "North"),
    "a soft hyphen": ("Nor\u00adth", "North"),
    "a control": ("North\x07", "North"),
    "an accent apart": ("Cafe\u0301", "Caf\u00e9"),
    "a formula written as text": ("'=1", "=1"),
    "a number with zeros behind": ("3", "3 "),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_names_that_differ_in_what_cannot_be_seen_are_one_name(one, other, tmp_path):
    text = GOOD.replace("North", quoted(one)).replace("South", quoted(other))
    (tmp_path / "own.csv").write_text(text, encoding="utf-8", newline="")
    assert "two organisations have the name" in refused(tmp_path / "own.csv")
