"""Inputs made or spoilt at random: each is a system or one line, and never anything else."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from malformed import GOOD, ROW, quoted
from test_malformed_workbooks import written

from sim.config import user_files
from sim.networks import system_from_files
from sim.networks.system import System as Read
from sim.networks.xml_limits import refuse_growing_xml
from sim.params import System
from sim.params.errors import UserError

BOOK = written()
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["0.5", "", "nan", "=1", '"', "A", "50%", "1,5", "\0", "-"]),
)
PLACES = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=6)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("random")


def is_read_or_refused(content, place):
    """Whether a table is read as a system of at least one, or refused in one line that names it."""
    (place / "own.csv").write_bytes(content)
    try:
        system = system_from_files(place / "own.csv", None, System())
    except UserError as refused:
        return "\n" not in str(refused) and "own.csv" in str(refused)
    return isinstance(system, Read) and len(set(system.names)) == system.organisations >= 1


def spoilt(content, places):
    """Put other bytes at some places."""
    for where, other in places:
        at = int(where * len(content))
        content = content[:at] + other + content[at + len(other) :]
    return content


@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
def test_any_bytes_are_a_system_or_a_line(place, content):
    assert is_read_or_refused(content, place)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_any_text_below_a_header_is_a_system_or_a_line(place, text, encoding):
    assert is_read_or_refused(f"{ROW}\n{text}".encode(encoding, "replace"), place)


@given(st.lists(st.lists(CELLS, min_size=5, max_size=7), max_size=6), st.sampled_from(",;\t|"))
def test_any_cells_are_a_system_or_a_line(place, rows, separator):
    lines = [separator.join(map(quoted, row)) for row in [ROW.split(","), *rows]]
    assert is_read_or_refused("\n".join(lines).encode("utf-8", "replace"), place)


@given(PLACES)
def test_a_spoilt_table_is_a_system_or_a_line(place, places):
    assert is_read_or_refused(spoilt(GOOD.encode(), places), place)


@given(PLACES)
@settings(max_examples=60)
def test_a_spoilt_workbook_is_a_system_or_a_line(place, places):
    assert is_read_or_refused(spoilt(BOOK, places), place)


@given(st.lists(st.sampled_from([*ROW.split(","), "", "size", "x", "name ", "NAME"]), max_size=9))
def test_any_headings_are_a_system_or_a_line(place, headings):
    first = ",".join("0.5" for _ in headings)
    assert is_read_or_refused(f"{','.join(headings)}\n{first}\n".encode(), place)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda each: each.encode())))
@example(b"a: !!python/object/apply:os.system [x]")
def test_any_file_of_keys_is_keys_or_a_line(place, content):
    (place / "system.yaml").write_bytes(content)
    try:
        found, said = user_files.as_hydra_reads(place / "system.yaml"), "system.yaml"
    except UserError as refused:
        found, said = {}, str(refused)
    assert isinstance(found, dict)
    assert "\n" not in said
    assert "system.yaml" in said


@given(st.binary(max_size=200))
def test_any_bytes_are_looked_through_as_xml(content):
    found = refuse_growing_xml(content, "g", 10)
    assert 0 <= found.cells <= 10
