"""Where compiled code is kept, and what happens if it is damaged or there is no room for it."""

import hashlib
import io
import os
import pickle
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numba
from numba.core import caching

from sim.rules import code_folder

CANNOT = "it cannot be written"
NAME_ANOTHER = "to keep it elsewhere, set the environment variable NUMBA_CACHE_DIR to a folder"


class CompiledCodeWarning(UserWarning):
    """Compiled code was damaged, or cannot be kept; results are the same, only slower to come."""


class OthersCodeError(Exception):
    """A file of compiled code that another user may have written."""


class CodeFile(caching.IndexDataCacheFile):
    """Numba's files of compiled code: neither changed bytes nor another user's may run as code.

    A digest tells damage.  It cannot tell who wrote the file, which only its owner does.
    """

    @contextmanager
    def _open_for_write(self, filepath: str) -> Iterator[Any]:
        with super()._open_for_write(filepath) as file:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), 0o600)
            yield file

    def _load_index(self) -> Any:
        try:
            said = io.BytesIO(_read_own(self._index_path))
        except FileNotFoundError:
            return {}
        if pickle.load(said) != self._version:
            return {}
        stamp, kept = pickle.load(said)
        return kept if stamp == self._source_stamp else {}

    def _save_data(self, name: str, data: Any) -> None:
        code = self._dump(data)
        with self._open_for_write(self._data_path(name)) as file:
            file.write(hashlib.sha256(code).digest() + code)

    def _load_data(self, name: str) -> Any:
        said = _read_own(self._data_path(name))
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
            why = "is damaged"
            if isinstance(error, OSError | OthersCodeError):
                why = f"cannot be used ({_said(error)})"
            _warn(f"the compiled code in {self.cache_path} {why}, so it is compiled again, which "
                  "takes a minute or two")  # fmt: skip
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

    def __init__(self, where: code_folder.Place):
        self.where = where

    def save_overload(self, signature: Any, code: Any) -> None:
        """Say that the code is compiled again next time."""
        _warn_not_kept(self.where.folder, self.where.fault or CANNOT)


def cache_for(function: Callable[..., Any]) -> caching._Cache:
    """Return the cache of a kernel, in the folder for code of exactly these sources."""
    where = code_folder.place()
    if where.fault is not None:
        return NotKept(where)
    try:
        with _only(where.folder):
            return CodeCache(function)
    except RuntimeError:  # Numba found the folder unwritable
        return NotKept(where)


@contextmanager
def _only(folder: Path) -> Iterator[None]:
    """Let Numba look in one folder, whatever else its settings name."""
    settings: Any = numba.config
    wanted = {"CACHE_DIR": str(folder), "CACHE_LOCATOR_CLASSES": ""}
    before = {name: getattr(settings, name, "") for name in wanted}
    vars(settings).update(wanted)
    try:
        yield
    finally:
        vars(settings).update(before)


def _read_own(path: str) -> bytes:
    with open(path, "rb") as file:
        if not code_folder.is_private(os.fstat(file.fileno())):
            raise OthersCodeError("another user may have written it")
        return file.read()


def _said(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def _warn_not_kept(folder: Path, why: str) -> None:
    _warn(f"the compiled code cannot be kept in {folder} ({why}), so each command compiles it "
          f"again; {NAME_ANOTHER} with 20 MB of room")  # fmt: skip


def _warn(text: str) -> None:
    warnings.warn(text, CompiledCodeWarning, stacklevel=3)
