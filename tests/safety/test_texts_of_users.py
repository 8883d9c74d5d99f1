"""Names and titles of users in all that is written: escaped, text, printable, and in the folder."""

import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from malformed import quoted

from sim import cli
from sim.params.spreadsheet_text import as_meant, as_text
from sim.params.visible_text import printable, visible

NAMES = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', '=HYPERLINK("http://x")',
    "@SUM(A1)", "../../etc/passwd", "C:\\x\\..\\y", "a\nb", "\u202egnp.exe", "\x1b[31mred\x1b[0m",
    "\u0645\u0633\u062a\u0634\u0641\u0649", "L" * 400, "$x$ \\frac{1}{0}", "$\\undefined{",
    "%s %(x)d", "{0} {name}", "&amp; &lt;", "</title></svg><script>", "]]>--><!--<script>",
    "-1", "+44 20",
    "'=1+1", "\x07bell", "a\x9bb", "CON", "__proto__", "${oc.env:HOME}", "</SCRIPT >",
)  # fmt: skip
TITLES = {
    "system.yaml": "</script><script>alert(1)</script> $x$ \\e[31m\\u202e../../x",
    "innovation.yaml": "=HYPERLINK(1) </title><script> \\\\frac{",
    "plan.yaml": "=cmd|calc \\e[2J $\\\\frac{$ <img src=x onerror=1> ../../../evil",
}
FEW = ["--replicates", "4"]
BAD_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


def odd_folder(place):
    """Write a system whose every text is hostile."""
    place.mkdir()
    header = "name,type,region,maturity,capacity,culture,finance"
    rows = [
        ",".join([quoted(name), quoted(NAMES[k // 9]), quoted(NAMES[k // 7]), "0.5,0.4,0.3,0.6"])
        for k, name in enumerate(NAMES)
    ]
    text = "\n".join([header, *rows, ""])
    (place / "organisations.csv").write_text(text, encoding="utf-8", newline="")
    ties = [f"{quoted(a)},{quoted(b)}" for a, b in pairwise(NAMES)]
    text = "\n".join(["source,target", *ties, ""])
    (place / "ties.csv").write_text(text, encoding="utf-8", newline="")
    for file, title in TITLES.items():
        (place / file).write_text(f'title: "{title}"\nabout: "{title}"\nsource: "=1+1"\n')


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Compare and report on the odd folder, from an empty folder inside another."""
    import os

    place = tmp_path_factory.mktemp("outer") / "inner"
    place.mkdir()
    before = Path.cwd()
    os.chdir(place)
    try:
        odd_folder(place / "mine")
        assert cli.status(["compare", "mine", "--months", "6", *FEW, "--out", "kept"]) == 0
        assert cli.status(["run", "mine", "--months", "6", *FEW, "--no-figures"]) == 0
        page = ["report", "mine", "clock.months=6", *FEW, "--out", "room.html"]
        assert cli.status(page) == 0
    finally:
        os.chdir(before)
    return place


def test_nothing_is_written_outside_the_folders_that_were_named(made):
    assert {each.name for each in made.iterdir()} == {
        "mine", "kept", "runs", "room.html", "room_pack.html",
    }  # fmt: skip
    assert [each.name for each in made.parent.iterdir()] == ["inner"]
    (kept,) = (made / "runs").iterdir()
    assert re.fullmatch(r"[\w=.,+-]+", kept.name, re.ASCII)
    for each in made.rglob("*"):
        assert re.fullmatch(r"[\w=.,+-]+", each.name, re.ASCII), each


class Tags(HTMLParser):
    """Collects the elements of a page, and their attributes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("page", ["room.html", "room_pack.html"])
def test_no_text_of_users_becomes_an_element_or_a_script_of_a_page(page, made):
    text = (made / page).read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    kinds = [tag for tag, _ in tags.found]
    assert "img" not in kinds
    assert not any(name.startswith("on") for _, about in tags.found for name in about)
    assert "alert(1)</script>" not in text
    scripts = [about for tag, about in tags.found if tag == "script"]
    data = {"type": "application/json", "id": "page-data"}
    worker = {"type": "text/plain", "id": "engine-worker"}  # the page's own, run by Blob workers
    assert all(about in ({}, data, worker) for about in scripts)
    assert "script-src 'sha256-" in text or "script" not in kinds  # only the page's own may run


def test_the_data_of_a_page_hold_each_name_as_it_is_and_end_no_script(made):
    text = (made / "room.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'id="page-data">(.*?)</script>', text, re.DOTALL)
    assert "</" not in data
    assert "<!--" not in data
    names = json.loads(data)["network"]["names"]
    assert names[0] == "<script>alert(1)</script>"
    assert len(names) == len(NAMES)
    assert not BAD_CHARACTERS.search("".join(names))


def test_the_page_builds_what_it_shows_as_text_never_as_html():
    scripts = Path(cli.__file__).parent.parent / "page" / "script"
    own = list(scripts.glob("*.js"))
    assert len(own) > 20
    for each in own:
        for way in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            ".html(",
            "eval(",
        ):
            assert way not in each.read_text(encoding="utf-8"), (each.name, way)


def test_figures_are_well_formed_and_hold_no_element_of_users(made):
    drawn = list((made / "kept").rglob("*.svg"))
    assert len(drawn) >= 3
    for each in drawn:
        text = each.read_text(encoding="utf-8")
        root = ElementTree.fromstring(text)
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"script", "img", "foreignObject", "iframe"}
        assert not BAD_CHARACTERS.search(text)
        assert each.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def test_no_cell_of_a_csv_file_is_a_formula_and_numbers_are_numbers(made):
    with (made / "kept" / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    labels = {cell for row in rows for cell in row.values() if cell}
    assert any(cell.startswith("'=cmd|calc") for cell in labels)
    for cell in labels:
        assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
        assert not cell.startswith("-") or float(cell) <= 0
    assert not BAD_CHARACTERS.search("".join(labels))


def test_words_of_results_escape_html_and_steer_no_terminal(made):
    for each in [*made.rglob("*.md"), *made.rglob("manifest.json")]:
        assert not BAD_CHARACTERS.search(each.read_text(encoding="utf-8")), each
    verdict = (made / "kept" / "verdict.md").read_text(encoding="utf-8")
    assert re.search(r"(?<!\\)<(script|img)", verdict) is None
    assert "\\<img" in verdict


@pytest.mark.parametrize("command", [["show", "mine"], ["run", "mine", "--months", "3", *FEW]])
def test_what_a_terminal_gets_never_steers_it(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    odd_folder(tmp_path / "mine")
    assert cli.status([*command, *(["--no-figures"] if command[0] == "run" else [])]) == 0
    out, err = capsys.readouterr()
    assert "=cmd|calc" in out
    assert not BAD_CHARACTERS.search(out + err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "strategy=\x1b[2Jnone"], ["show", "\x1b]0;title\x07"],
        ["run", "system.folder=\x1bc"],
        ["run", "mine\x9b31m"], ["compare", "strategy=none,\u202eenon"], ["verify", "\x1b[5m"],
        ["new", "no\x1b/where"], ["run", "\udcff=1"], ["run", "system.title=\ud800", "x=\x1b["],
    ],
)  # fmt: skip
def test_a_message_about_what_was_typed_never_steers_the_terminal(
    arguments, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert cli.status(arguments) == 2
    out, err = capsys.readouterr()
    assert err.startswith("uptake: ")
    assert len(err.splitlines()) == 1
    assert not BAD_CHARACTERS.search(out + err)


@pytest.mark.parametrize("name", [*NAMES, "\t=1", "\r=1", " =2", "plan;=1", "a\t-1", "\uff1d1"])
def test_a_name_written_to_a_spreadsheet_and_read_again_is_the_same(name):
    assert as_meant(as_text(name)).strip() == as_meant(name).strip()
    assert as_text(as_text(name)) == as_text(name)


def test_what_cannot_be_seen_is_left_out_and_what_can_stays():
    assert visible("a\x00\x1b\x7f\x9b\u202e\u200b\u2066b") == "ab"
    assert visible("a\ud800b\uffff") == "a\ufffdb\ufffd"
    assert visible("a\tb\nc\u2028d\x0be") == "a\tb\nc d e"
    for kept in ("Caf\u00e9 \u0645\u0633 \u4e2d\u6587", "\U0001f468\u200d\U0001f469", "na\u200cm"):
        assert visible(kept) == printable(kept) == kept
    assert printable("a\x1b[31m\r\u202eb\nc\td") == "a[31mb\nc\td"
