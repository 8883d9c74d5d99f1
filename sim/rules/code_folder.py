"""The folder for compiled code.  Numba runs what it finds there, so nobody else may write to it."""

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numba
import platformdirs

from sim.rules.sources import digest_of_rooms

# Folders whose source may end up in compiled code, directly or through calls.
COMPILED_ROOMS = ("params", "rules", "process", "networks", "engines", "outcomes")
PRIVATE = 0o700
DIGITS = 16  # of the digest of the sources, in a folder's name
DAY = 24 * 3600  # seconds
UNUSED, HALF_WRITTEN = 90 * DAY, DAY  # how old code, and files of dead processes, may become
OTHERS = "other users may write to it"


@dataclass(frozen=True, slots=True)
class Place:
    """The folder for compiled code of exactly these sources, and why it cannot be used, if so."""

    folder: Path
    fault: str | None = None


@cache
def place() -> Place:
    """Choose the folder: where NUMBA_CACHE_DIR says, else at home, else in a folder for all.

    Its name is a digest of all sources that may be compiled: Numba's own check looks at the
    kernel's file alone and misses a changed rule in another.
    """
    tried = [Place(folder, _fault(folder, ours)) for folder, ours in _candidates()]
    best = next((each for each in tried if each.fault is None), tried[0])
    if best.fault is None:
        _sweep(best.folder)
    return best


def _candidates() -> Iterator[tuple[Path, bool]]:
    """Give possible folders for code, each with whether the folder around it is ours alone too.

    A folder that the user names may be one that all may write to, as /tmp is.  It is used: ours in
    it is private, and whoever puts another in its place is no owner of the files that are read.
    """
    settings: Any = numba.config
    digest = digest_of_rooms(COMPILED_ROOMS)[:DIGITS]
    if settings.CACHE_DIR:
        named = Path(settings.CACHE_DIR)
        with suppress(RuntimeError):  # ~nobody: a folder of that name
            named = named.expanduser()
        yield named.absolute() / digest, False
        return
    yield Path(platformdirs.user_cache_dir("uptake", appauthor=False)) / digest, True
    user = os.geteuid() if hasattr(os, "geteuid") else "user"
    yield Path(tempfile.gettempdir(), f"uptake-{user}", digest), True


def _fault(folder: Path, around_is_ours: bool) -> str | None:
    """Make a folder; say why it cannot be used, or None if it can.

    around_is_ours  whether the folder that it is in must be ours alone as well
    """
    try:
        folder.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        if around_is_ours and not is_private(folder.parent.lstat()):
            return OTHERS
        folder.mkdir(mode=PRIVATE, exist_ok=True)
        if not is_private(folder.lstat()):
            return OTHERS
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return f"it cannot be written: {error.strerror or error}"


def is_private(about: os.stat_result) -> bool:
    """Return whether a file or folder is ours, and nobody else may write to it; no link is."""
    if not hasattr(os, "geteuid"):
        return True  # Windows: caches and temporary folders are each user's own
    shared = about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return about.st_uid == os.geteuid() and not shared and not stat.S_ISLNK(about.st_mode)


def _sweep(folder: Path) -> None:
    """Remove what dead processes left half-written, and code that no version has used for long."""
    now = time.time()
    with suppress(OSError):
        os.utime(folder)
        for each in folder.glob("*/*.tmp.*"):
            if each.lstat().st_mtime < now - HALF_WRITTEN:
                each.unlink()
        for each in folder.parent.iterdir():
            ours = re.fullmatch(rf"[0-9a-f]{{{DIGITS}}}", each.name)
            if ours and each.lstat().st_mtime < now - UNUSED:
                shutil.rmtree(each, ignore_errors=True)
