"""`uptake check`: all that is wrong with a system of one's own, and what it is like."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import messages
from sim.cli.command_words import typed
from sim.cli.progress import progress
from sim.config import own_folder
from sim.config.bare_names import groups_of, in_full
from sim.config.changes import FILES
from sim.config.own_bare import value_of_path
from sim.params.errors import UserError

if TYPE_CHECKING:
    from sim.study.check import Checked

NO_PLAN = ("strategy=none", "strategy.pilots=0")
CANNOT_RUN = 2
PICTURE = "check"


def check(
    texts: Sequence[str],
    config_dirs: Sequence[Path],
    full: bool,
    as_json: bool,
    no_figures: bool,
    out: Path | None,
) -> int:
    """Say what is wrong and what the system is like; returns 0 if it can run, else 2."""
    from sim.study.check import check

    overrides = _without_a_plan(texts, in_full([_named(each) for each in texts], config_dirs))
    with progress(2, "Checking", "steps") as step:
        found = check(overrides, config_dirs)
        step(1)
        draws = found.portrait is not None and not no_figures and (out is not None or not as_json)
        files = _draw(found, *_place(texts[0], out)) if draws else []
    if as_json:
        messages.out(json.dumps({"command": "check", **_document(found, files)}))
    else:
        for line in _lines(found, texts[0], full, files):
            messages.out(line)
    return CANNOT_RUN if found.faults else 0


def _named(text: str) -> str:
    """Return what stands for a folder or a file that is named by itself."""
    path = Path(text)
    if "=" in text or not text.strip():
        return text
    if path.is_dir():
        own_folder.tables_in(path)  # raises an error if it holds none
        return text
    if path.is_file():
        return f"{FILES[0]}={value_of_path(text)}"
    if not groups_of(text):
        raise UserError(
            f"there is no folder or file {text}; make one with: uptake new {typed(text)}"
        )
    return text


def _without_a_plan(texts: Sequence[str], overrides: Sequence[str]) -> list[str]:
    """Choose no pilots for a file by itself: nobody chose the plan that is the default."""
    chosen = any(each.startswith(("strategy", "scenario")) for each in overrides)
    is_alone = not chosen and Path(texts[0]).is_file()
    return [*overrides, *(NO_PLAN if is_alone else ())]


def _place(text: str, out: Path | None) -> tuple[Path, str]:
    """Return the folder of the picture and its name without an ending."""
    if out is not None:
        return out, PICTURE
    path = Path(text.partition("=")[2].strip("'\"") or text).expanduser()
    return (path, PICTURE) if path.is_dir() else (path.parent, f"{path.stem}-{PICTURE}")


def _draw(found: "Checked", folder: Path, name: str) -> list[Path]:
    """Write the picture, over an earlier one of this command and nothing else."""
    from dataclasses import replace

    from sim.report.figures.portrait import draw

    assert found.portrait is not None
    for ending in ("png", "svg"):
        _refuse_other(folder / f"{name}.{ending}")
    folder.mkdir(parents=True, exist_ok=True)
    return replace(draw(found.portrait, found.title), name=name).save(folder)


def _refuse_other(path: Path) -> None:
    """Raise an error for a file that this command did not write."""
    if not path.exists():
        return
    start = path.read_bytes()[:20_000] if path.is_file() else b""
    if b"England" not in start or not (b"uptake" in start or b'role="img"' in start):
        raise UserError(
            f"{path} is there already, and was not written by uptake check; move it, or name "
            "another folder with --out"
        )


def _lines(found: "Checked", text: str, full: bool, files: Sequence[Path]) -> Iterator[str]:
    from sim.report.check.portrait import paragraph

    yield from _faults(found, text, full)
    yield from _noted("Look at these; they do not stop a run.", found.suspicions)
    if full:
        yield from _noted("How the files were read.", found.notes)
    if found.portrait is not None:
        yield messages.paragraph(paragraph(found.portrait, found.title))
        yield ""
    if files:
        yield f"Picture: {' and '.join(map(str, files))}"
    if found.faults:
        yield f"Then again: uptake check {typed(text)}"
    else:
        yield f"Next: uptake compare {_next(text)}"


def _faults(found: "Checked", text: str, full: bool) -> Iterator[str]:
    """Say what keeps the system from running."""
    from sim.report.check.faults import entries_of, in_words, left_out

    if not found.faults:
        yield f"{found.title} can run."
        yield ""
        return
    count, kinds = found.count, len(entries_of(found.faults))
    noun = "problem" if count == 1 else "problems"
    of = f" of {kinds:,} kinds" if kinds < count and kinds > 1 else ""
    yield f"{found.title} cannot run yet: {count:,} {noun}{of}."
    yield ""
    for where, what in in_words(found.faults, full):
        yield f"  {where}"
        yield f"    {messages.hanging(what, 4)}"
    if not full and (left := left_out(found.faults)):
        more = "kind of problem" if left == 1 else "kinds of problems"
        yield f"  {left:,} more {more}: uptake check {typed(text)} --full"
    yield ""


def _noted(heading: str, told: Sequence[str]) -> Iterator[str]:
    if not told:
        return
    yield heading
    for each in told:
        yield f"  - {messages.hanging(f'{each[0].upper()}{each[1:]}.', 4)}"
    yield ""


def _next(text: str) -> str:
    """Write what is typed to compare: a folder brings its own plan, a file needs one."""
    if Path(text).is_file():
        return f"{messages.quoted(f'{FILES[0]}={text}')} none one_to_one"
    return typed(text)


def _document(found: "Checked", files: Sequence[Path]) -> dict[str, object]:
    from sim.report.check.faults import document
    from sim.report.check.portrait import paragraph

    portrait = found.portrait
    return {
        "title": found.title,
        "runs": not found.faults,
        "count": found.count,
        "problems": [document(each) for each in found.faults],
        "suspicions": found.suspicions,
        "notes": list(found.notes),
        "in_words": None if portrait is None else paragraph(portrait, found.title),
        "portrait": None if portrait is None else portrait.document(),
        "files": list(map(str, files)),
    }
