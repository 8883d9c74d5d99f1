"""Damaged folders of results, one test for each kind: one line says what is wrong."""

import json
import os
import shutil
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sim
from sim.report.store import manifest

POSIX = sys.platform != "win32"
TABLE = "replicates.parquet"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A tiny run with its figures."""
    asked = ("system=one_ics", "system.organisations=3", "strategy=none", "strategy.pilots=0")
    result = sim.run(*asked, months=3, replicates=2, organisations=True)
    return result.save(tmp_path_factory.mktemp("runs") / "one")


@pytest.fixture
def place(whole, elsewhere):
    return shutil.copytree(whole, elsewhere / "kept")


def write(name, content):
    return lambda place: (place / name).write_bytes(content)


def cut(name, length):
    return lambda place: (place / name).write_bytes((place / name).read_bytes()[:length])


def flip(name, at):
    def damage(place):
        content = bytearray((place / name).read_bytes())
        content[at] ^= 1
        (place / name).write_bytes(content)

    return damage


def gone(name):
    return lambda place: (place / name).unlink()


def swapped(one, other):
    def damage(place):
        content = (place / one).read_bytes()
        shutil.copy(place / other, place / one)
        (place / other).write_bytes(content)

    return damage


def folder_in_place_of(name):
    def damage(place):
        (place / name).unlink()
        (place / name).mkdir()

    return damage


def link_in_place_of(name, target="elsewhere"):
    def damage(place):
        shutil.move(place / name, place.parent / target)
        (place / name).symlink_to(place.parent / target)

    return damage


def no_right_to_read(name):
    return lambda place: (place / name).chmod(0)


def table(change):
    def damage(place):
        there = pq.read_table(place / TABLE)
        pq.write_table(change(there), place / TABLE)

    return damage


def said(**values):
    """Change a manifest as if it had been written so, or leave a key (None) out."""

    def damage(place):
        now = {**manifest.text_of(place), **values}
        kept = {name: each for name, each in now.items() if each is not GONE}
        manifest.write(place / manifest.NAME, kept)

    return damage


def of_plan(**values):
    def damage(place):
        now = manifest.text_of(place)
        now["plans"][0].update(values)
        manifest.write(place / manifest.NAME, now)

    return damage


def in_text(old, new):
    def damage(place):
        path = place / manifest.NAME
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


def raw(**values):
    """Change a manifest by hand, with what JSON proper does not know."""

    def damage(place):
        path = place / manifest.NAME
        now = json.loads(path.read_text(encoding="utf-8")) | values
        path.write_text(json.dumps(now), encoding="utf-8")

    return damage


def many(count):
    def damage(place):
        now = manifest.text_of(place)
        plans = [{**now["plans"][0], "label": str(number)} for number in range(count)]
        manifest.write(place / manifest.NAME, now | {"plans": plans, "replicates": 1_000_000})

    return damage


def months(count):
    def damage(place):
        now = manifest.text_of(place)
        now["plans"][0]["scenario"]["clock"]["months"] = count
        manifest.write(place / manifest.NAME, now)

    return damage


def as_text(table):
    return table.set_column(
        table.schema.get_field_index("aware"), "aware", pa.array(["x"] * len(table))
    )


def other_digest(name):
    def damage(place):
        now = manifest.text_of(place)
        now["files"][name] = "0" * 64
        manifest.write(place / manifest.NAME, now)

    return damage


GONE = object()
DIFFERS, REFUSED = 1, 2
KINDS = {
    # files: named, and the numbers are still compared
    "summary edited": (write("summary.csv", b"plan,mean\n"), DIFFERS, "Changed: summary.csv"),
    "summary empty": (write("summary.csv", b""), DIFFERS, "Changed: summary.csv"),
    "summary gone": (gone("summary.csv"), DIFFERS, "Missing: summary.csv"),
    "verdict edited": (write("verdict.md", b"All is well"), DIFFERS, "Changed: verdict.md"),
    "verdict gone": (gone("verdict.md"), DIFFERS, "Missing: verdict.md"),
    "curves gone": (gone("curves.parquet"), DIFFERS, "Missing: curves.parquet"),
    "curves: one bit": (flip("curves.parquet", 99), DIFFERS, "Changed: curves.parquet"),
    "organisations gone": (gone("organisations.parquet"), DIFFERS, "Missing: organ"),
    "organisations cut": (cut("organisations.parquet", 50), DIFFERS, "Changed: organ"),
    "replicates gone": (gone(TABLE), DIFFERS, f"Missing: {TABLE}"),
    "replicates empty": (write(TABLE, b""), DIFFERS, f"Changed: {TABLE}"),
    "replicates cut": (cut(TABLE, -9), DIFFERS, f"Changed: {TABLE}"),
    "replicates: NUL bytes": (write(TABLE, bytes(999)), DIFFERS, f"Changed: {TABLE}"),
    "replicates: one bit": (flip(TABLE, 40), DIFFERS, f"Changed: {TABLE}"),
    "a column renamed": (
        table(lambda t: t.rename_columns(["n" if n == "aware" else n for n in t.schema.names])),
        DIFFERS, "replicates.parquet has no aware",
    ),
    "two columns of one name": (
        table(lambda t: t.rename_columns(
            ["aware" if n == "unaware" else n for n in t.schema.names])),
        DIFFERS, f"Changed: {TABLE}",
    ),
    "a column of text": (table(as_text), DIFFERS, f"Changed: {TABLE}"),
    "rows gone": (table(lambda t: t.slice(2)), DIFFERS, "rows, now there are"),
    "two tables swapped": (swapped("curves.parquet", TABLE), DIFFERS, "Changed: curves.parquet"),
    "a figure gone": (gone("figures/stages.png"), DIFFERS, "Missing: figures/stages.png"),
    "a figure: one bit": (flip("figures/stages.svg", 9), DIFFERS, "Changed: figures/stages.svg"),
    "figures swapped": (
        swapped("figures/stages.png", "figures/adoption.png"), DIFFERS, "Changed: figures/adop",
    ),
    "all figures gone": (
        lambda place: shutil.rmtree(place / "figures"), DIFFERS, "Missing: figures/adoption.png",
    ),
    "a file in place of the figures": (
        lambda place: (shutil.rmtree(place / "figures"), write("figures", b"x")(place)),
        DIFFERS, "Missing: figures/adoption.png",
    ),
    "a folder in place of a table": (
        folder_in_place_of("curves.parquet"), DIFFERS, "(it is a folder, not a file)",
    ),
    "a folder in place of the replicates": (
        folder_in_place_of(TABLE), DIFFERS, f"Changed: {TABLE} (it is a folder, not a file)",
    ),
    "a digest of another file": (other_digest("summary.csv"), DIFFERS, "Changed: summary.csv"),
    # the manifest: read, and known not to be as written
    "manifest edited by hand": (
        in_text('"time": "2', '"time": "1'), DIFFERS, "Changed: manifest.json",
    ),
    "manifest without its seal": (raw(seal="x"), DIFFERS, "Changed: manifest.json"),
    "another seed": (said(seed=1), DIFFERS, "Different: "),
    "another series": (
        of_plan(series={"aware": "0" * 64}), DIFFERS, "Different: ",
    ),
    # the manifest: no run can have been so
    "manifest gone": (gone("manifest.json"), REFUSED, "holds no manifest.json"),
    "manifest empty": (write("manifest.json", b""), REFUSED, "manifest.json is broken"),
    "manifest cut": (cut("manifest.json", 500), REFUSED, "manifest.json is broken"),
    "manifest with a mark": (
        lambda place: write(
            "manifest.json", b"\xef\xbb\xbf" + (place / "manifest.json").read_bytes())(place),
        REFUSED, "manifest.json is broken",
    ),
    "manifest in UTF-16": (
        lambda place: write("manifest.json", (place / "manifest.json").read_text(
            encoding="utf-8").encode("utf-16"))(place),
        REFUSED, "manifest.json is broken",
    ),
    "manifest of NUL bytes": (write("manifest.json", bytes(99)), REFUSED, "is broken"),
    "manifest a list": (write("manifest.json", b"[]"), REFUSED, "holds no object"),
    "200,000 brackets": (write("manifest.json", b"[" * 200_000), REFUSED, "is broken"),
    "200,000 objects": (write("manifest.json", b'{"a":' * 200_000), REFUSED, "is broken"),
    "a number of 10,000 digits": (
        in_text('"seed": 0', f'"seed": {"9" * 10_000}'), REFUSED, "is broken",
    ),
    "a folder in place of the manifest": (
        folder_in_place_of("manifest.json"), REFUSED, "manifest.json cannot be read",
    ),
    "seed -1": (said(seed=-1), REFUSED, "seed is -1, not a whole number from 0"),
    "seed a fraction": (said(seed=0.5), REFUSED, "seed is 0.5"),
    "10^12 replicates": (said(replicates=10**12), REFUSED, "replicates is 1000000000000"),
    "a million replicates that are not there": (
        said(replicates=1_000_000), REFUSED, "speaks of 4,000,000 rows",
    ),
    "101 plans of a million": (many(101), REFUSED, "more than the 100,000,000 runs"),
    "replicates true": (said(replicates=True), REFUSED, "replicates is True"),
    "no replicates": (said(replicates=GONE), REFUSED, "it has no 'replicates'"),
    "month -3": (said(at=-3), REFUSED, "at is -3"),
    "month of text": (said(at="soon"), REFUSED, "at is 'soon'"),
    "10^9 months": (months(10**9), REFUSED, "months is"),
    "plans an object": (said(plans={}), REFUSED, "no list of 1 to 1,000 plans"),
    "no plans": (said(plans=[]), REFUSED, "no list of 1 to 1,000 plans"),
    "plans of text": (said(plans=["none"]), REFUSED, "a plan is 'none', not an object"),
    "label a number": (of_plan(label=7), REFUSED, "the label of a plan is 7, not a text"),
    "label a list": (of_plan(label=["x"] * 999), REFUSED, "is a list, not a text"),
    "scenario a list": (of_plan(scenario=[]), REFUSED, "is no object of settings"),
    "scenario of text": (of_plan(scenario={"clock": "x"}), REFUSED, "is broken"),
    "series missing": (of_plan(series={}), REFUSED, "not digests by name"),
    "series of numbers": (of_plan(series={"aware": 1}), REFUSED, "not a SHA-256"),
    "digest of text": (of_plan(digest="x"), REFUSED, "not a SHA-256"),
    "system of text": (of_plan(system="mine"), REFUSED, "the system of plan"),
    "system elsewhere": (
        of_plan(system={"files": {"system.ties_file": "/etc/passwd"}}), REFUSED, "no file of ours",
    ),
    "10^9 parameter draws": (said(parameter_draws=10**9), REFUSED, "parameter_draws is 10000"),
    "parameter draws -1": (said(parameter_draws=-1), REFUSED, "parameter_draws is -1"),
    "margin not a number": (raw(margin=float("nan")), REFUSED, "margin is nan"),
    "margin infinite": (raw(margin=float("inf")), REFUSED, "margin is inf"),
    "margin of text": (said(margin="3"), REFUSED, "margin is '3'"),
    "baseline that is no plan": (said(baseline="x"), REFUSED, "not the label of a plan"),
    "engine unknown": (said(engine="magic"), REFUSED, "its engine is 'magic'"),
    "engine a list": (said(engine=[]), REFUSED, "its engine is a list"),
    "format 99": (said(format=99), REFUSED, "its format is 99"),
    "format of text": (said(format="3"), REFUSED, "its format is '3'"),
    "versions a list": (said(versions=[]), REFUSED, "versions is a list"),
    "overrides of numbers": (said(overrides={"none": 3}), REFUSED, "overrides of a plan are 3"),
    "names of numbers": (said(names={"none": 3}), REFUSED, "names is"),
    "files missing": (said(files=GONE), REFUSED, "it has no 'files'"),
    "files a list": (said(files=[]), REFUSED, "files is a list"),
    "a file outside": (other_digest("../secret.csv"), REFUSED, "which is no file of ours"),
    "command a number": (said(command=3), REFUSED, "command is 3, not a text"),
}  # fmt: skip
if POSIX:
    KINDS |= {
        "a link in place of a table": (
            link_in_place_of("curves.parquet"), DIFFERS, "(it is a link, not a file)",
        ),
        "a link in place of the figures": (link_in_place_of("figures"), DIFFERS, "(figures is a "),
        "a pipe in place of a table": (
            lambda place: (gone("verdict.md")(place), os.mkfifo(place / "verdict.md")),
            DIFFERS, "(it is a device or pipe, not a file)",
        ),
    }  # fmt: skip
    if os.geteuid() != 0:  # who may read everything
        KINDS |= {
            "a table that nobody may read": (
                no_right_to_read("curves.parquet"), DIFFERS, "cannot be read",
            ),
            "a manifest that nobody may read": (
                no_right_to_read("manifest.json"), REFUSED, "cannot be read",
            ),
        }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_folder_is_told_in_a_line_that_names_the_damage(kind, place, uptake):
    damage, expected, words = KINDS[kind]
    damage(place)
    code, out, err = uptake("verify", "kept")
    assert code == expected, out + err
    assert "Traceback" not in out + err
    if code == REFUSED:
        assert out == ""
        assert err.startswith("uptake: ")
        assert err.count("\n") == 1
        assert words in err
    else:
        assert words in out
        assert all(line.startswith("Note: ") for line in err.splitlines())


def test_every_kind_of_damage_is_another_one():
    assert len(KINDS) > 80
