"""The page as one file: complete, small, without network access, and safe with any name."""

import base64
import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from page_parts import parts_of

from sim.page import html_file, phone_page
from sim.page.pack.document import pack
from sim.params.errors import UserError
from sim.report.store.folder import hold

MARKUP = '<script>alert("1")</script><!-- </script>'


@pytest.fixture(scope="module")
def page(data):
    return html_file.page(data)


@pytest.fixture(scope="module")
def parts(page):
    return parts_of(page)


def test_the_page_contains_its_data_unchanged(parts, data):
    where = [
        k
        for k, (tag, about) in enumerate([each for each in parts.elements if each[0] == "script"])
        if about.get("id") == "page-data"
    ]
    assert json.loads(parts.scripts[where[0]]) == data
    assert len(where) == 1  # fmt: skip


def test_a_name_with_markup_is_shown_as_text(parts):
    """Its closing tag does not end the data, so the number of scripts stays as written."""
    assert len(parts.scripts) == len(html_file.SCRIPTS) + 2  # data, and the worker
    assert (
        MARKUP in json.loads(next(s for s in parts.scripts if MARKUP[:8] in s))["network"]["names"]
    )


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "</SCRIPT >", "\u2028", "]]>"])
def test_no_text_can_break_out_of_the_data(text):
    told = html_file.json_for_script({"name": text})
    assert json.loads(told) == {"name": text}
    assert "</" not in told
    assert "<!--" not in told


def test_the_page_refers_to_nothing_outside_itself(page, parts):
    for tag, about in parts.elements:
        assert "src" not in about, tag
        assert about.get("href", "#").startswith(("#", "data:")), about
    assert "@import" not in page
    assert not re.findall(
        r"url\(\s*['\"]?(?!#|data:)", "\n".join(map(html_file.part, html_file.STYLES))
    )


def test_the_page_forbids_the_browser_to_load_anything_else(parts):
    (policy,) = [
        about["content"] for tag, about in parts.elements
        if tag == "meta" and about.get("http-equiv", "").lower() == "content-security-policy"
    ]  # fmt: skip
    rules = dict(each.strip().partition(" ")[::2] for each in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'self'"
    assert "http" not in policy
    assert rules["worker-src"] == "blob:"
    # It may compile the model that it carries; it may not turn text into a script
    assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", "", 1)


def blocks(text):
    """Hashes of the style and the scripts of a page, as a browser compares them."""
    parsed = parts_of(text)
    kinds = [about.get("type") for tag, about in parsed.elements if tag == "script"]
    scripts = [told for told, kind in zip(parsed.scripts, kinds, strict=True) if kind is None]
    style = re.search(r"<style>(.*?)</style>", text, re.S)[1]
    digests = [hashlib.sha256(each.encode()).digest() for each in (style, *scripts)]
    return [f"'sha256-{base64.b64encode(each).decode()}'" for each in digests]


def of_phones(data):
    return phone_page.phones(data).page


@pytest.mark.parametrize("write", [html_file.page, lambda told: pack(told, "room.html"), of_phones])
def test_the_content_policy_names_every_block_of_a_page_and_no_other(write, data):
    text = write(data)
    policy = re.search(r'Content-Security-Policy"\s+content="([^"]*)"', text)[1]
    named = re.findall(r"'sha256-[^']+'", policy)
    assert named == blocks(text)


def test_no_element_of_a_page_has_a_style_or_a_handler_that_the_policy_would_forbid(page, data):
    for text in (page, pack(data, "room.html"), of_phones(data), phone_page.turned_away()):
        for tag, about in parts_of(text).elements:
            assert not [name for name in about if name == "style" or name.startswith("on")], tag


def test_the_pages_scripts_ask_only_its_own_server():
    scripts = {*html_file.SCRIPTS, html_file.WORKER, *phone_page.SCRIPTS}
    own = "\n".join(html_file.part(name) for name in scripts if not name.startswith("vendor/"))
    assert set(re.findall(r"fetch\(([^,)]*)", own)) <= {"`api/${path}`"}
    for way in ("XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "importScripts"):
        assert way not in own
    assert "innerHTML" not in own.replace('innerHTML = ""', "")


def test_the_page_includes_every_script_and_style():
    there = {each.name for each in (files("sim.page") / "script").iterdir()}
    listed = {
        *html_file.SCRIPTS,
        html_file.WORKER,
        *html_file.STYLES,
        *phone_page.SCRIPTS,
        *phone_page.STYLES,
    }
    assert {name for name in there if name.endswith((".js", ".css"))} <= listed


def test_every_library_in_the_page_has_its_licence_beside_it():
    vendor = files("sim.page") / "script" / "vendor"
    names = {each.name for each in vendor.iterdir()}
    for name in names:
        if name.endswith(".js"):
            assert f"{name.split('.')[0]}.LICENSE" in names, name


def test_page_and_pack_are_written_whole_and_small(data, page, tmp_path):
    out = tmp_path / "room.html"
    beside = html_file.write(data, hold(out))
    assert out.read_text(encoding="utf-8") == page
    assert out.stat().st_size < 2_000_000
    assert {each.name for each in tmp_path.iterdir()} == {"room.html", "room_pack.html"}
    assert beside.name == "room_pack.html"


@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize("place", [1, 2])
@pytest.mark.parametrize("there", [{}, {"room.html": "old", "room_pack.html": "old too"}])
def test_a_page_that_cannot_be_finished_leaves_everything_as_it_was(
    there, place, call, data, tmp_path, monkeypatch
):
    for name, text in there.items():
        (tmp_path / name).write_text(text)
    done, calls = getattr(os, call), itertools.count(1)

    def broken(*asked):
        if next(calls) == place:
            raise OSError(28, "No space left on device")
        return done(*asked)

    monkeypatch.setattr(os, call, broken)
    with pytest.raises(UserError, match="No space left"):
        html_file.write(data, hold(tmp_path / "room.html"))
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == there


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_report_on_a_full_disk_keeps_the_old_page_and_leaves_nothing_else(tmp_path):
    """No file of this process may hold more than 100 kB, and the page is larger."""
    (tmp_path / "room.html").write_text("old")
    command = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from sim.cli import main\n"
        "main(sys.argv[1:])"
    )
    ask = ["report", "strategy=none,one_to_one", "system=one_ics", "system.organisations=9"]
    more = ["--replicates", "4", "--out", "room.html", "--overwrite"]
    done = subprocess.run(
        [sys.executable, "-c", command, *ask, *more], cwd=tmp_path, capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "uptake: cannot write room.html: File too large"
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"room.html": "old"}


def test_a_page_that_is_too_large_is_refused_before_anything_is_written(data, tmp_path):
    large = data | {"about": "x" * html_file.LARGEST}
    with pytest.raises(UserError, match="more than 2 MB"), hold(tmp_path / "room.html") as held:
        html_file.write(large, held)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["room.html", "room_pack.html"])
def test_an_existing_file_is_not_overwritten_unless_asked(tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(UserError, match="--overwrite"):
        html_file.claim(tmp_path / "room.html", overwrite=False)
    html_file.claim(tmp_path / "room.html", overwrite=True)
    assert (tmp_path / name).read_text() == "mine"


def test_a_place_that_cannot_be_written_is_refused_at_once(tmp_path):
    with pytest.raises(UserError, match="there is no folder"):
        html_file.claim(tmp_path / "nowhere" / "room.html", overwrite=False)
    with pytest.raises(UserError, match="is a folder"):
        html_file.claim(tmp_path, overwrite=True)


def test_a_title_with_markup_is_shown_as_text(data):
    marked = data | {"title": MARKUP, "headline": MARKUP}
    assert len(parts_of(html_file.page(marked)).scripts) == len(html_file.SCRIPTS) + 2
    assert not parts_of(pack(marked, "room.html")).scripts
