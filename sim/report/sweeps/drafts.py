"""Files that only matter while their process is alive: drafts, and marks of what is under way.

A draft has a name of its own, so that two processes never write into the same file.
"""

import contextlib
import hashlib
import json
import os
import secrets
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DRAFT, AT_WORK = ".tmp", ".under_way"
FRESH = 600.0  # seconds for which somebody on another machine is believed to be at work


def host() -> str:
    """Return a short word for this machine, which a name of a file may hold anywhere."""
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]


@contextlib.contextmanager
def draft_of(place: Path) -> Iterator[Path]:
    """Give the file to write before it gets its name; whatever is left of it then goes."""
    own = f"{host()}.{os.getpid()}.{secrets.token_hex(4)}"
    draft = place.with_name(f".{place.name}.{own}{DRAFT}")
    try:
        yield draft
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def give_name(draft: Path, place: Path) -> None:
    """Give a draft its name; a folder that stands there keeps its content under another."""
    if place.is_dir() and not place.is_symlink():
        place.rename(place.with_name(f"{place.name}.{secrets.token_hex(4)}.aside"))
    os.replace(draft, place)


def mark(path: Path) -> None:
    """Write who is at work; others only take it as a hint."""
    path.write_text(json.dumps({"host": host(), "process": os.getpid()}), encoding="ascii")


def is_marked(path: Path) -> bool:
    """Whether who left a mark is probably still at work."""
    try:
        said = json.loads(path.read_text(encoding="ascii"))
        return _is_alive(path, said["host"], said["process"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def sweep(folder: Path) -> None:
    """Remove the drafts and marks of processes that are dead; those of others stay."""
    for path in folder.glob(f".*{DRAFT}"):
        *_, where, process, _, _ = ("", "", "", *path.name.split("."))
        if process.isascii() and process.isdigit() and not _is_alive(path, where, int(process)):
            _remove(path)
    for path in folder.glob(f"*{AT_WORK}"):
        if not is_marked(path):
            _remove(path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _is_alive(path: Path, where: Any, process: Any) -> bool:
    """Whether a process is alive; of one elsewhere, whether its file is fresh."""
    try:
        if where != host() or os.name == "nt":  # where asking a process would stop it
            return time.time() - path.stat().st_mtime < FRESH
        if process < 1:  # which would ask a whole group
            return False
        os.kill(process, 0)
    except PermissionError:  # it is another user's
        return True
    except (OSError, OverflowError, TypeError):
        return False
    return True
