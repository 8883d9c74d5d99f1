"""A folder of results that is damaged is refused in one line, whatever is wrong with it."""

import itertools
import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sim
from sim.engines.simulate import simulate
from sim.params.errors import UserError
from sim.report.store import manifest
from sim.report.store.verify import verify

ODD = (None, [], {}, "x", -1, 10**30, 1.5, True)


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    place = tmp_path_factory.mktemp("runs") / "one"
    result = sim.run("system=one_ics", "system.organisations=9", months=4, replicates=4)
    return result.save(place, figures=False, every_series=False)


def refused(place):
    """What `uptake verify` says of a folder; it must be one plain line."""
    with pytest.raises(UserError) as caught:
        verify(place, simulate)
    line = str(caught.value)
    assert "\n" not in line
    return line


def refusal(call):
    """What a call refuses in words, or None if it does not; any other error is a fault."""
    try:
        call()
    except UserError as error:
        return str(error)


def older(place):
    """Make a folder of the format before digests of files."""
    said = manifest.text_of(place)
    for name in ("files", "seal"):
        del said[name]
    text = json.dumps(said | {"format": 2})
    (place / manifest.NAME).write_text(text, encoding="utf-8")


def changed(place, change):
    path = place / "replicates.parquet"
    pq.write_table(change(pq.read_table(path)), path)


def renamed_to_one_name(table):
    names = ["unaware" if name == "aware" else name for name in table.schema.names]
    return table.rename_columns(names)


def as_text(table):
    texts = pa.array([f"{each}%" for each in table["unaware"].to_pylist()])
    return table.set_column(table.schema.get_field_index("unaware"), "unaware", texts)


def plan_as_number(table):
    return table.set_column(0, "plan", pa.array(np.zeros(len(table))))


@pytest.mark.parametrize("rest", [0, 3, 200, -10])
def test_a_truncated_table_is_named_and_the_numbers_are_still_compared(rest, copied):
    path = copied / "replicates.parquet"
    path.write_bytes(path.read_bytes()[:rest])
    found = verify(copied, simulate)
    assert (found.files.wrong, found.differences) == (("replicates.parquet",), ())


def test_a_truncated_table_of_an_older_format_is_refused_in_one_line(copied):
    older(copied)
    path = copied / "replicates.parquet"
    path.write_bytes(path.read_bytes()[:200])
    assert "replicates.parquet cannot be read" in refused(copied)


def test_a_table_with_bytes_changed_in_the_middle_is_refused_or_differs(copied):
    path = copied / "replicates.parquet"
    whole = path.read_bytes()
    for place in range(4, len(whole), len(whole) // 40):
        path.write_bytes(whole[:place] + bytes(each ^ 255 for each in whole[place:place + 9])
                         + whole[place + 9:])  # fmt: skip
        assert "\n" not in (refusal(lambda: verify(copied, simulate)) or "")


@pytest.mark.parametrize("change", [renamed_to_one_name, as_text, plan_as_number])
def test_a_table_that_another_program_wrote_is_refused_in_one_line(change, copied):
    changed(copied, change)
    assert verify(copied, simulate).files.wrong == ("replicates.parquet",)
    older(copied)
    assert "replicates.parquet cannot be read" in refused(copied)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda table: table.slice(0, 0), "has 0 rows"),
        (lambda table: table.slice(3), "rows, now there are 20"),
        (lambda table: table.drop_columns(["aware", "month"]), "has no aware, month"),
    ],
)
def test_a_table_that_lacks_rows_or_columns_differs_in_one_line(change, said, copied):
    changed(copied, change)
    found = verify(copied, simulate)
    assert said in found.files.changed["replicates.parquet"]
    assert found.same_findings


def test_a_folder_in_place_of_a_file_is_refused_in_one_line(copied):
    (copied / "replicates.parquet").unlink()
    (copied / "replicates.parquet").mkdir()
    assert "it is a folder" in verify(copied, simulate).files.changed["replicates.parquet"]
    (copied / manifest.NAME).unlink()
    (copied / manifest.NAME).mkdir()
    assert f"{manifest.NAME} cannot be read" in refused(copied)


def test_series_that_are_not_in_the_table_are_verified_by_their_digests(copied):
    assert verify(copied, simulate).equal
    assert "benefit" not in pq.read_table(copied / "replicates.parquet").column_names
    said = manifest.text_of(copied)
    said["plans"][0]["series"]["benefit"] = "0" * 64
    manifest.write(copied / manifest.NAME, said)
    found = verify(copied, simulate)
    assert not found.equal
    assert "every count of organisations is equal" in found.other_bits[0]


@pytest.mark.parametrize(
    "text",
    [b"", b"[" * 100_000, b"\xff\xfe{}", b"{}", b"null", b'{"format": 2}', b"\xef\xbb\xbf{}"],
    ids=["empty", "deep", "utf16", "object", "null", "format", "mark"],
)
def test_a_manifest_that_is_none_is_refused_in_one_line(text, copied):
    (copied / manifest.NAME).write_bytes(text)
    assert "manifest.json is broken" in refused(copied)


def paths_in(value, path=()):
    """Every place in a manifest."""
    yield path
    if isinstance(value, (dict, list)):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths_in(each, (*path, key))


def with_value(value, path, new):
    """A copy with another value in one place."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = with_value(copy[path[0]], path[1:], new)
    return copy


def test_a_manifest_with_an_odd_value_in_any_place_is_refused_in_one_line_or_read(copied):
    """Everything outside the scenario, and every 20th place in it; all values in turn."""
    path = copied / manifest.NAME
    said = json.loads(path.read_text(encoding="utf-8"))
    places = list(paths_in(said))
    within = [each for each in places if "scenario" in each]
    asked = [each for each in places if "scenario" not in each] + within[::20]
    for place, new in itertools.product(asked, ODD):
        other = with_value(said, place, new)
        path.write_text(json.dumps(other), encoding="utf-8")
        told = refusal(lambda: manifest.read(copied))
        assert told is None or "\n" not in told, (place, new)
        if "scenario" in place and not {"title", "about", "source"} & set(place):
            assert told or other == said, (place, new)
