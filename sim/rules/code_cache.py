"""Where compiled code is kept, and what happens if it is damaged or there is no room for it."""

import hashlib
import os
import pickle
import stat
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import numba
import platformdirs
from numba.core import caching

# Folders whose source may end up in compiled code, directly or through calls.
COMPILED_ROOMS = ("params", "rules", "process", "networks", "engines", "outcomes")
NAME_ANOTHER = "to keep it elsewhere, set the environment variable NUMBA_CACHE_DIR to a folder"


class CompiledCodeWarning(UserWarning):
    """Compiled code was damaged, or cannot be kept; results are the same, only slower to come."""


class CodeFile(caching.IndexDataCacheFile):
    """Numba's files of compiled code, with a digest: changed bytes must not run as code."""

    def _save_data(self, name: str, data: Any) -> None:
        code = self._dump(data)
        with self._open_for_write(self._data_path(name)) as file:
            file.write(hashlib.sha256(code).digest() + code)

    def _load_data(self, name: str) -> Any:
        said = Path(self._data_path(name)).read_bytes()
        size = hashlib.sha256().digest_size
        if hashlib.sha256(said[size:]).digest() != said[:size]:
            raise ValueError(f"{name} is damaged")
        return pickle.loads(said[size:])


class CodeFolder(caching.CompileResultCacheImpl):
    """Only the folder that is named: Numba's others miss a rule changed in another file."""

    _locator_classes = [
        each
        for each in caching.CompileResultCacheImpl._locator_classes
        if each.__name__.endswith("UserProvidedCacheLocator")  # older Numba: with a line before it
    ]


class CodeCache(caching.FunctionCache):
    """Numba's cache, except that no fault of a file stops a run: the code is compiled again."""

    _impl_class = CodeFolder

    def __init__(self, function: Callable[..., Any]):
        super().__init__(function)
        mine = self._cache_file
        base = mine._index_name.removesuffix(".nbi")
        self._cache_file = CodeFile(mine._cache_path, base, mine._source_stamp)

    def load_overload(self, signature: Any, target: Any) -> Any:
        """Return the compiled code that is kept, or None if there is none that can be used."""
        try:
            return super().load_overload(signature, target)
        except Exception as error:
            why = f"cannot be read ({_said(error)})" if isinstance(error, OSError) else "is damaged"
            _warn(f"the compiled code in {self.cache_path} {why}, so it is compiled again, which "
                  "takes about half a minute")  # fmt: skip
            with suppress(OSError):  # saving will say so
                self.flush()
            return None

    def save_overload(self, signature: Any, code: Any) -> None:
        """Keep compiled code for the next time, if there is room."""
        try:
            super().save_overload(signature, code)
        except Exception as error:
            _warn_not_kept(Path(self.cache_path), _said(error))


class NotKept(caching.NullCache):
    """Keeps nothing, and says so once something was compiled."""

    def __init__(self, folder: Path):
        self.folder = folder

    def save_overload(self, signature: Any, code: Any) -> None:
        """Say that the code is compiled again next time."""
        _warn_not_kept(self.folder, "it cannot be written")


def cache_for(function: Callable[..., Any]) -> caching._Cache:
    """Return the cache of a kernel, in the folder for code of exactly these sources."""
    settings: Any = numba.config
    before = settings.CACHE_DIR
    folder = cache_folder()
    settings.CACHE_DIR = str(folder)
    try:
        return CodeCache(function)
    except RuntimeError:  # Numba found the folder unwritable
        return NotKept(folder)
    finally:
        settings.CACHE_DIR = before


@cache
def cache_folder() -> Path:
    """Return the folder for compiled code of exactly these sources.

    Its name is a digest of all sources that may be compiled: Numba's own check looks at the
    kernel's file alone and misses a changed rule in another.
    """
    package = Path(__file__).parent.parent
    sources = hashlib.sha256()
    for room in COMPILED_ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            sources.update(path.read_bytes())
    return _place() / sources.hexdigest()[:16]


def _place() -> Path:
    """Choose where machine code goes: where the user says, else at home, else a folder of ours."""
    settings: Any = numba.config
    if settings.CACHE_DIR:
        return Path(settings.CACHE_DIR)
    home = Path(platformdirs.user_cache_dir("uptake", appauthor=False))
    if _writable(home):
        return home
    user = os.getuid() if hasattr(os, "getuid") else "user"
    other = Path(tempfile.gettempdir(), f"uptake-{user}")
    return other if _writable(other) and _private(other) else home


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _private(folder: Path) -> bool:
    """Return whether nobody else could have put code into a folder in a place for all."""
    if not hasattr(os, "getuid"):
        return True  # Windows: temporary folders are each user's own
    about = folder.lstat()
    shared = about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and not shared


def _said(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def _warn_not_kept(folder: Path, why: str) -> None:
    _warn(f"the compiled code cannot be kept in {folder} ({why}), so each command compiles it "
          f"again; {NAME_ANOTHER} with 20 MB of room")  # fmt: skip


def _warn(text: str) -> None:
    warnings.warn(text, CompiledCodeWarning, stacklevel=3)
