"""The digest of every file of a folder of results, and which of them are not as written."""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MANIFEST = "manifest.json"
# What Uptake writes, as named from the folder on; anything else may be the user's own.
OURS = re.compile(
    r"manifest\.json|summary\.csv|verdict\.md|[a-z_]+\.parquet|figures(/\w+\.(png|svg))?"
    r"|system(-\d+)?(/((organisations|ties)(-\d+)?(\.\w+)?|(system|innovation|plan)\.yaml))?"
)
CHUNK = 2**20  # bytes
GONE = "gone"


@dataclass(frozen=True, slots=True)
class FilesFound:
    """How the files of a folder compare with their digests.

    known    whether the folder has digests of its files at all
    whole    files as they were written
    changed  name -> what is wrong with it, in words; empty if its bytes are others
    missing  names of files that are gone
    extra    names of files that Uptake did not write here
    """

    known: bool
    whole: int
    changed: Mapping[str, str]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether every file is as it was written."""
        return not self.changed and not self.missing

    @property
    def wrong(self) -> tuple[str, ...]:
        """Names of the files that are not as written."""
        return tuple(sorted([*self.changed, *self.missing]))


def digests(folder: Path) -> dict[str, str]:
    """Return name -> SHA-256 of every file in a folder, but for its manifest; in order of names.

    Raises
    ------
    OSError
        If one cannot be read.
    """
    names = sorted(name for name in inside(folder) if name != MANIFEST)
    return {name: digest_of(folder / name) for name in names}


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            found.update(piece)
    return found.hexdigest()


def compared(folder: Path, said: Mapping[str, str] | None) -> FilesFound:
    """Compare the files of a folder with the digests that its manifest holds; None: it has none."""
    if said is None:
        return FilesFound(False, 0, {}, (), ())
    state = {name: _state(folder, name, digest) for name, digest in said.items()}
    changed = {name: why for name, why in state.items() if why is not None and why != GONE}
    return FilesFound(
        known=True,
        whole=sum(why is None for why in state.values()),
        changed=changed,
        missing=tuple(name for name, why in state.items() if why == GONE),
        extra=tuple(sorted(set(inside(folder)) - set(said) - {MANIFEST})),
    )


def _state(folder: Path, name: str, digest: str) -> str | None:
    """Say what is wrong with a file: None if nothing is; empty if its bytes are others."""
    path = folder / name
    try:
        if path.parent != folder and path.parent.is_symlink():
            return f"{path.parent.name} is a link"
        kind = path.lstat().st_mode
        if not stat.S_ISREG(kind):
            return f"it is a {_kind(kind)}, not a file"
        return None if digest_of(path) == digest else ""
    except (FileNotFoundError, NotADirectoryError):
        return GONE
    except OSError as error:
        return f"it cannot be read: {error.strerror or error}"


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "link"
    return "folder" if stat.S_ISDIR(mode) else "device or pipe"


def inside(folder: Path) -> Iterator[str]:
    """Name every file and link in a folder, from that folder on; links are not followed."""
    for place, folders, files in os.walk(folder):
        links = [each for each in folders if Path(place, each).is_symlink()]
        for name in (*files, *links):
            yield Path(place, name).relative_to(folder).as_posix()
