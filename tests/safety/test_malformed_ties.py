"""Tables of ties that are damaged, odd or hostile: each is refused in a line, or read."""

import pytest
from malformed import GOOD, archive

from sim.networks import system_from_files
from sim.params import System

HEADER = "source,target,trust"
TRUST = (
    "0", "-0.5", "1.01", "inf", "nan%", "strong", "1e-400", "0x1", "TRUE", "#N/A!", "#REF!", "=1",
    "0.5.5", "1,200", "'0.5", "0.5 0.5", "\u00bd", "--", "1e309", "0.5*", "<b>1</b>", "y" * 5000,
)  # fmt: skip


def ties(*rows, header=HEADER):
    return "\n".join([header, *rows, ""])


WRONG = {
    "to itself": (ties("North,North,0.5"), "row 2: 'North' is tied to itself"),
    "to itself, seen alike": (ties("North,No\u200brth,"), "row 2: 'North' is tied to itself"),
    "a pair twice": (ties("North,South,", "North,South,"), "row 3: this pair appears twice"),
    "a pair in both directions": (ties("North,South,", "South,North,"), "row 3: this pair"),
    "a pair with two trusts": (ties("North,South,0.5", "South,North,0.6"), "row 3: this pair"),
    "an unknown end": (ties("North,Nowhere,"), "row 2: target 'Nowhere' is not in the org"),
    "a misspelt end": (ties("Nroth,South,"), "(did you mean 'North'?)"),
    "capitals that differ": (ties("NORTH,South,"), "(did you mean 'North'?)"),
    "a number for a name": (ties("1,2,"), "row 2: source '1' is not in"),
    "HTML for a name": (ties("<script>,South,"), "'<script>' is not in the org"),
    "a formula for a name": (ties("=A1,South,"), "'=A1' is not in the org"),
    "an error for a name": (ties("#REF!,South,"), "row 2: source is '#REF!'"),
    "a very long name": (ties("z" * 100_000 + ",South,"), "100,000 characters"),
    "no end": (ties("North,,"), "row 2"),
    "no ends but trust": (ties(",,0.5"), "row 2: source is empty"),
    "NA for an end": (ties("North,NA,0.5"), "row 2: target is empty"),
    "too many cells": (ties("North,South,0.5,x"), "row 2: it must have 3 cells"),
    "too few cells": (ties("North,South"), "row 2: it must have 3 cells"),
    "no heading": (ties(header="North,South,0.5"), "'source' is missing"),
    "other headings": (ties("North,South", header="from,to"), "'source' is missing"),
    "one end twice": (ties("North,South", header="source,source"), "'target' is missing"),
    "an unknown column": (ties("North,South,1", header="source,target,weight"), "'weight'"),
    "a table of organisations": (GOOD, "'source' is missing"),
    "a square table": (",North,South\nNorth,0,1\nSouth,1,0\n", ""),
    "an edge list": ("North South {'trust': 0.5}\n", "'source' is missing"),
    "a total below": (ties("North,South,0.5", "Total,,0.5"), "row 3"),
    "a footnote": (ties("North,South,0.5", "Source: interviews"), "row 3"),
    "a quotation mark left open": (ties('"North,South,0.5', "South,West,"), "not closed"),
    "a decimal comma among points": (ties('North,South,"0,5"', "South,West,0.5"), "decimal comma"),
    "GraphML": ('<?xml version="1.0"?><graphml/>', "a web page or XML"),
    "GraphML with an entity": ('<!DOCTYPE g [<!ENTITY a "b">]><graphml>&a;</graphml>', "or XML"),
    "JSON of nodes and links": ('{"nodes": [], "links": []}', "this is JSON"),
    "nothing": ("", "the file is empty"),
    "a zip": (archive({"ties.csv": HEADER}), "an archive (.zip)"),
    "NUL": (b"source,target\nNorth,So\0uth\n", "not a table of text"),
}
RIGHT = {
    "no ties at all": (ties(), 0),
    "empty rows": (ties("", ",,", "North,South,", ",,"), 1),
    "trust in per cent": (ties("North,South,50%"), 1),
    "trust not known": (ties("North,South,NA", "South,West,"), 2),
    "capitals and spaces in headings": (ties("North,South,1", header=" Source,TARGET , Trust "), 1),
    "other lines": (ties("North,South,1", "South,West,1").replace("\n", "\r"), 2),
    "semicolons": (ties("North,South,0.5").replace(",", ";").replace(".", ","), 1),
    "a title": ("Who talks to whom\n\n" + ties("North,South,0.5"), 1),
    "quoted": (ties('"North","South","0.5"'), 1),
    "spaces": (ties(" North ,\u00a0South, 0.5 "), 1),
}


@pytest.mark.parametrize("trust", TRUST)
def test_a_trust_that_is_not_allowed_is_named_with_its_row(trust, folder, told):
    (folder / "ties.csv").write_text(ties("North,South,1", f'West,South,"{trust}"'))
    code, err = told()
    assert code == 2
    assert "ties.csv, row 3: trust is" in err


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG)
def test_ties_that_cannot_be_read_are_refused_in_one_line(text, said, folder, told):
    content = text if isinstance(text, bytes) else text.encode()
    (folder / "ties.csv").write_bytes(content)
    code, err = told()
    assert code == 2
    assert "ties.csv" in err
    assert said in err


@pytest.mark.parametrize(("text", "count"), RIGHT.values(), ids=RIGHT)
def test_ties_are_read_however_a_spreadsheet_writes_them(text, count, tmp_path):
    (tmp_path / "own.csv").write_text(GOOD)
    (tmp_path / "ties.csv").write_text(text, newline="")
    system = system_from_files(tmp_path / "own.csv", tmp_path / "ties.csv", System())
    assert len(system.arrays.peers) == 2 * count
