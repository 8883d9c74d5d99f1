"""A folder that is there whole or not at all."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sim.params.errors import UserError

RUNS = Path("runs")


def default_folder(label: str, now: datetime | None = None) -> Path:
    """Name a folder that is not there yet: runs/<label>-<UTC time>."""
    words = re.sub(r"[^A-Za-z0-9_.=-]+", "-", label).strip("-.")[:60] or "run"
    time = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    place, count = RUNS / f"{words}-{time}", 1
    while place.exists():
        count += 1
        place = RUNS / f"{words}-{time}-{count}"
    return place


def claim(target: Path) -> None:
    """Refuse, before anything is computed, a folder that is there or cannot be written."""
    if target.exists() or target.is_symlink():
        raise UserError(f"{target} exists already; name another folder with --out, or remove it")
    with _plain_errors(target):
        part = _part(target)
        part.mkdir(parents=True)
        part.rmdir()


@contextmanager
def whole_or_nothing(target: Path) -> Iterator[Path]:
    """Give a temporary folder beside `target`; it takes that name if all goes well, else it goes.

    Whatever stops the writing (a full disk, Ctrl-C), nothing half-written is left.
    """
    part = _part(target)
    with _plain_errors(target):
        part.mkdir(parents=True)
        try:
            yield part
            if target.exists():
                raise UserError(f"{target} exists already; name another folder with --out")
            os.rename(part, target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise


def _part(target: Path) -> Path:
    return target.parent / f".{target.name}.part-{os.getpid()}"


@contextmanager
def _plain_errors(target: Path) -> Iterator[None]:
    """Turn what the operating system says into a line for the user."""
    try:
        yield
    except OSError as error:
        raise UserError(f"cannot write {target}: {error.strerror or error}") from error
