"""Asks for what was written to be on the disk itself: a power cut costs what is only in memory."""

import errno
import os
from contextlib import suppress
from pathlib import Path

CANNOT = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)  # a file system that takes no such request
IN_FULL = os.O_RDWR | getattr(os, "O_BINARY", 0)  # Windows wants to write what it settles


def settle(folder: Path) -> None:
    """Put every file below a folder on the disk, and their names.

    Raises
    ------
    OSError
        If a file cannot be: some disks only say now that they are full.
    """
    for place, _, names in os.walk(folder):
        for name in names:
            settle_file(Path(place, name))
        settle_names(Path(place))


def settle_names(folder: Path) -> None:
    """Put the names in a folder on the disk, where a system can: a name may have changed."""
    if os.name == "nt":  # which settles names by itself, and opens no folder
        return
    with suppress(OSError):
        _settle(os.open(folder, os.O_RDONLY))


def settle_file(path: Path) -> None:
    """Put one file on the disk.

    Raises
    ------
    OSError
        If it cannot be.
    """
    try:
        _settle(os.open(path, IN_FULL))
    except OSError as error:
        if error.errno not in CANNOT:
            raise


def _settle(file: int) -> None:
    try:
        os.fsync(file)
    finally:
        os.close(file)
