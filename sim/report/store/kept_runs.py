"""The folders of results below a folder: what they hold, how large they are, and which are old."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim.report.store.file_digests import MANIFEST, OURS

NAMED = 3  # plans of a folder that are named; the others are counted


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One folder of results.

    time   when it was written, in UTC
    what   its plans and what they are about, in words
    size   bytes
    extra  files and folders in it that Uptake did not write
    """

    folder: Path
    time: datetime
    what: str
    size: int
    extra: tuple[str, ...]


def kept_runs(place: Path) -> list[KeptRun]:
    """List the folders of results directly below a folder, newest first; others are left out."""
    found = (_kept(each) for each in place.iterdir() if each.is_dir() and not each.is_symlink())
    return sorted(
        (each for each in found if each is not None),
        key=lambda each: (each.time, each.folder.name),
        reverse=True,
    )


def old_ones(runs: Sequence[KeptRun], keep: int) -> list[KeptRun]:
    """Return all but the newest, of those in which there is nothing but what Uptake wrote."""
    # A folder with anything else in it is never removed.
    return [each for each in runs[keep:] if not each.extra]


def remove(run: KeptRun) -> None:
    """Remove a folder of results; it is no run any more as soon as this begins."""
    (run.folder / MANIFEST).unlink()
    shutil.rmtree(run.folder)


def _kept(folder: Path) -> KeptRun | None:
    """Describe a folder of results; None if it is none."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        time = datetime.fromisoformat(said["time"]).astimezone(UTC)
        int(said["format"])
        what = _words(said["plans"], said.get("names", {}))
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    inside = list(_inside(folder))
    extra = tuple(name for name, _ in inside if not OURS.fullmatch(name))
    return KeptRun(folder, time, what, sum(size for _, size in inside), extra)


def _words(plans: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """Name the plans in words, or by their labels in a folder without names; count the many."""
    scenarios = [plan["scenario"] for plan in plans]
    labels = [str(plan["label"]) for plan in plans]
    called = [str(names.get(label) or label) for label in labels]
    if len(called) > NAMED + 1:
        called = [*called[:NAMED], f"{len(called) - NAMED} more"]
    about = [
        " or ".join(dict.fromkeys(str(each[part]["title"] or part) for each in scenarios))
        for part in ("innovation", "system")
    ]
    return f"{'; '.join(called)} ({', '.join(about)})"


def _inside(folder: Path) -> Iterator[tuple[str, int]]:
    """Give everything in a folder with its size in bytes, named from that folder on."""
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            with suppress(OSError):
                size = path.lstat().st_size if name in files else 0
                yield path.relative_to(folder).as_posix(), size
