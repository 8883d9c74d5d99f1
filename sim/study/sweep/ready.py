"""Ready designs: a sweep written down as plain data, in `sweep/<name>.yaml`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.config import preset_files, user_files
from sim.config.preset_files import SWEEP
from sim.params.errors import UserError
from sim.study.sweep.design import METHODS

ASSUMPTIONS = "assumptions"
MOST_VALUES = 10**6  # of one key
KINDS: dict[str, tuple[type, str]] = {
    "title": (str, "a few words"),
    "about": (str, "a sentence"),
    "overrides": (list, "a list of key=value"),
    "vary": (dict, "keys, each with a list of values"),
    "sample": (int, f"a whole number from 1 to {MOST_VALUES:,}"),
    "method": (str, " or ".join(METHODS)),
    "ranges": (str, ASSUMPTIONS),
    "one_at_a_time": (bool, "true or false"),
}
ALLOWED = {"method": METHODS, "ranges": (ASSUMPTIONS,)}


@dataclass(frozen=True)
class Wishes:
    """How values are combined; None: as the ready design says, or as usual.

    sample   points of ranges
    method   how they are drawn: one of METHODS
    ranges   ASSUMPTIONS: the declared range of each assumption, as if it were typed
    alone    one key at a time
    """

    sample: int | None = None
    method: str | None = None
    ranges: str | None = None
    alone: bool = False


@dataclass(frozen=True)
class Ready:
    """A design as its file says.

    texts  overrides, as somebody would type them
    """

    path: Path
    title: str
    about: str
    texts: tuple[str, ...]
    wishes: Wishes


def ready(name: str, config_dirs: Sequence[Path] = ()) -> Ready:
    """Read a ready design; its keys and values are not checked yet.

    Raises
    ------
    UserError
        If there is no such design, or its file holds a word that it cannot have.
    """
    preset_files.refuse_unknown(SWEEP, name, config_dirs)
    path = preset_files.files(SWEEP, config_dirs)[name]
    said = preset_files.read(path)
    user_files.refuse_code(said, str(path))
    for word, value in said.items():
        _refuse(word, value, path)
    varied = (_typed(key, value, path) for key, value in said.get("vary", {}).items())
    texts = (*map(str, said.get("overrides", ())), *varied)
    wishes = Wishes(
        said.get("sample"), said.get("method"), said.get("ranges"), said.get("one_at_a_time", False)
    )
    return Ready(path, said.get("title", ""), said.get("about", ""), texts, wishes)


def _refuse(word: Any, value: Any, path: Path) -> None:
    """Raise an error for a word that no design has, or for one of the wrong kind."""
    if word not in KINDS:
        near = preset_files.nearest(str(word), tuple(KINDS))
        raise UserError(f"{path}: {word!r} is no part of a ready design{near}; "
                        f"choose from {', '.join(KINDS)}")  # fmt: skip
    kind, told = KINDS[word]
    fits = type(value) is kind and value in ALLOWED.get(word, (value,))
    if word == "sample":
        fits = fits and 1 <= value <= MOST_VALUES
    if word == "overrides":
        fits = fits and all(isinstance(each, str) and "=" in each for each in value)
    if not fits:
        raise UserError(f"{path}: {word} is {value!r}; it must be {told}")


def _typed(key: Any, values: Any, path: Path) -> str:
    """Write what a design varies as somebody would type it: `key=1,2,4`, `key=range(1,5)`."""
    if not isinstance(values, list):
        return f"{key}={_word(key, values, path)}"
    words = [_word(key, each, path) for each in values]
    if not words:
        raise UserError(f"{path}: vary has no value for {key}; give at least one")
    if several := next((word for word in words if "," in word), None):
        raise UserError(f"{path}: {several!r} among the values of {key} holds a comma; "
                        "give each value by itself")  # fmt: skip
    return f"{key}={','.join(words)}"


def _word(key: Any, value: Any, path: Path) -> str:
    if value is None:
        return "null"
    if not isinstance(value, str | bool | int | float):
        raise UserError(
            f"{path}: {value!r} is no value of {key}; give a number, a word, true or false"
        )
    return str(value).lower() if isinstance(value, bool) else str(value)  # 0 is not false
