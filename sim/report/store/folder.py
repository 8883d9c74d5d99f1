"""A folder of results: its name is claimed before anything is computed; it comes whole or not."""

import itertools
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sim.params.errors import UserError
from sim.report.store import disk
from sim.report.store.lock import lock

RUNS = Path("runs")
LONGEST = 60  # characters of a name before its time; Windows allows 260 for a whole path
LOCK, INSIDE, BEFORE = "uptake.lock", "results", "before"
HELD = (BlockingIOError, PermissionError)  # how POSIX and Windows say that another holds a lock


class TakenError(UserError):
    """A folder that is there already, or that another run is writing."""


@dataclass
class Claim:
    """A folder's name that no other run can take, until the folder is whole or given up.

    target  the folder, once it is whole
    part    where it is written until then, beside it
    held    the lock in `part`; closed once it is released
    made    folders that were made to hold it, the innermost first
    whole   whether it is there, complete
    """

    target: Path
    part: Path
    held: IO[Any]
    made: tuple[Path, ...] = ()
    whole: bool = False

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Give an empty folder to write in; it becomes `target` if all goes well.

        Raises
        ------
        UserError
            If it cannot be written.
        """
        inside = self.part / INSIDE
        with _plain_errors(self.target):
            inside.mkdir()
            try:
                yield inside
                disk.settle(inside)
                self.target = _renamed(inside, self.target)
                self.whole = True
                disk.settle_names(self.target.parent)
            finally:
                self.release()

    def write(self, texts: Mapping[str, str]) -> None:
        """Write files beside `target`, by name, all or none; each replaces one of its name.

        Raises
        ------
        UserError
            If one cannot be written; those that were there are there still.
        """
        with self.replacing() as inside:
            for name, text in texts.items():
                (inside / name).write_text(text, encoding="utf-8", newline="\n")

    @contextmanager
    def replacing(self) -> Iterator[Path]:
        """Give an empty folder to write in; its files then go beside `target`, all or none.

        Each replaces one of its name; those in folders go to folders of the same name.

        Raises
        ------
        UserError
            If one cannot be written; those that were there are there still.
        """
        inside, beside = self.part / INSIDE, self.target.parent
        with _plain_errors(self.target):
            try:
                inside.mkdir()
                yield inside
                disk.settle(inside)
                _put(inside, beside, _files_in(inside), self.part)
                self.whole = True
                disk.settle_names(beside)
            finally:
                self.release()

    def release(self) -> None:
        """Remove what is half-written, and let others have the name."""
        if self.held.closed:
            return
        if os.name == "nt":  # which removes no open file
            self.held.close()
        with suppress(OSError):
            _remove(self.part)
        self.held.close()
        if not self.whole:
            with suppress(OSError):  # something else is in it by now
                for each in self.made:
                    each.rmdir()

    def __enter__(self) -> "Claim":
        """Hold the name."""
        return self

    def __exit__(self, *_: object) -> None:
        """Release the name, whatever happened."""
        self.release()


def claim(target: Path) -> Claim:
    """Take a folder's name before anything is computed.

    Raises
    ------
    TakenError
        If the folder is there, or another run is writing it.
    UserError
        If it cannot be written.
    """
    _refuse_existing(target)
    claimed = hold(target)
    try:
        _refuse_existing(target)  # another run may have finished just now
    except TakenError:
        claimed.release()
        raise
    return claimed


def hold(target: Path) -> Claim:
    """Keep other runs from writing a file or folder, which may be there, until this is released.

    Raises
    ------
    TakenError
        If another run is writing it.
    UserError
        If it cannot be written.
    """
    part = target.parent / f".{target.name}.part"
    made = tuple(each for each in (target.parent, *target.parent.parents) if not each.exists())
    with _plain_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        held = _hold(part)
    if held is None:
        raise TakenError(
            f"another run is writing {target}; give another name with --out, or wait for it"
        )
    return Claim(target, part, held, made)


def claim_new(words: str, now: datetime | None = None) -> Claim:
    """Take a name that nobody has: runs/<words>-<UTC time>, with a number if that is taken."""
    time = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    first = f"{plain_name(words)}-{time}"
    for place in _numbered(RUNS / first):
        with suppress(TakenError):
            return claim(place)
    raise AssertionError("numbers do not end")


def plain_name(words: str) -> str:
    """Write words as part of a file's name that every system takes."""
    return re.sub(r"[^A-Za-z0-9_.=-]+", "-", words)[:LONGEST].strip("-.") or "run"


def sweep(place: Path) -> None:
    """Remove what runs that are no more have left half-written in a folder."""
    for part in place.glob(".*.part"):
        with suppress(OSError):  # another's, or just gone: it stays
            if part.is_symlink():
                continue
            if not os.listdir(part):  # its process died before it could lock it
                part.rmdir()
                continue
            with (part / LOCK).open("rb+") as held:
                lock(held)
                if os.name != "nt":
                    _remove(part)
                    continue
            _remove(part)


def _remove(part: Path) -> None:
    """Remove a part, its lock last: what is left if this is cut short can still be swept."""
    for each in os.listdir(part):
        if each != LOCK:
            shutil.rmtree(part / each)
    shutil.rmtree(part)


def _hold(part: Path) -> IO[Any] | None:
    """Lock the folder of a part, made if need be; None if another run holds it."""
    for _ in range(100):
        with suppress(FileNotFoundError):  # another run has just removed it: again
            return _try_to_hold(part)
    return None


def _try_to_hold(part: Path) -> IO[Any] | None:
    new = not part.is_dir()
    part.mkdir(parents=True, exist_ok=True)  # another run may have removed its folder just now
    try:
        held = (part / LOCK).open("ab")
    except OSError:
        with suppress(OSError):  # only if it is empty
            part.rmdir()
        raise
    try:
        lock(held)
    except OSError as error:
        # A file system without locks: then whoever made the folder has it.
        held.close()
        if isinstance(error, HELD) and new:
            raise FileNotFoundError from None  # somebody is sweeping it: again
        if isinstance(error, HELD) or not new:
            return None
        return (part / LOCK).open("ab")
    try:
        if not os.path.samestat(os.fstat(held.fileno()), (part / LOCK).stat()):
            raise FileNotFoundError
    except FileNotFoundError:  # it was removed between opening and locking
        held.close()
        raise
    shutil.rmtree(part / INSIDE, ignore_errors=True)  # of a run that is no more
    return held


def _files_in(inside: Path) -> list[str]:
    """List the files of a folder and of those in it, by their names from there."""
    return [each.relative_to(inside).as_posix() for each in inside.rglob("*") if each.is_file()]


def _put(inside: Path, beside: Path, names: list[str], spare: Path) -> None:
    """Move files out of a part, in their order; if one cannot be, all is as it was before."""
    before = spare / BEFORE
    for name in names:
        (before / name).parent.mkdir(parents=True, exist_ok=True)
        (beside / name).parent.mkdir(parents=True, exist_ok=True)
        if (beside / name).exists():
            shutil.copy2(beside / name, before / name)
    moved = []
    try:
        for name in names:
            moved.append(name)
            os.replace(inside / name, beside / name)
    except BaseException:
        for name in moved:
            if (before / name).exists():
                os.replace(before / name, beside / name)
            elif not (inside / name).exists():  # it is new there
                (beside / name).unlink()
        raise


def _renamed(inside: Path, target: Path) -> Path:
    """Give the folder its name, or the next if something else took that meanwhile."""
    place = next(each for each in _numbered(target) if not os.path.lexists(each))
    os.rename(inside, place)
    return place


def _numbered(place: Path) -> Iterator[Path]:
    yield place
    for count in itertools.count(2):
        yield place.with_name(f"{place.name}-{count}")


def _refuse_existing(target: Path) -> None:
    if os.path.lexists(target):
        raise TakenError(f"{target} exists already; name another folder with --out, or remove it")


@contextmanager
def _plain_errors(target: Path) -> Iterator[None]:
    """Turn what the operating system says into a line for the user."""
    try:
        yield
    except OSError as error:
        raise UserError(f"cannot write {target}: {error.strerror or error}") from error
