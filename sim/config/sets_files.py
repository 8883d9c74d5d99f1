"""The file of sets of assumptions: a CSV with one column for each key, and how it was made."""

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

import numpy as np

from sim.config import keys
from sim.config.preset_files import read
from sim.params.assumption_sets import AssumptionSets
from sim.params.distributions import Floats
from sim.params.errors import UserError

FILE, MADE = "sets.csv", ".yaml"  # beside the CSV, by the same name: how the sets were made
DIGITS = 8  # of each number in the file
OF_ALL_SETS = {
    "clock.months": "the length of the run, which must be the same in all sets",
    "assumptions.replicates_per_system": "chosen for all sets alike",
}
LARGEST = 50_000_000  # bytes: 10,000 sets of all keys


def as_csv(sets: AssumptionSets) -> str:
    """Write sets as CSV: keys at the top, one set a row; numbers with 8 digits, words as words."""
    shown = [_showing(key) for key in sets.keys]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(sets.keys)
    for row in sets.values.tolist():
        writer.writerow([show(value) for show, value in zip(shown, row, strict=True)])
    return file.getvalue()


def read_sets(path: Path, name: str = "") -> AssumptionSets:
    """Read sets of assumptions and check every key and value.

    Parameters
    ----------
    path : Path
        The CSV; if a YAML file of its name lies beside it, it says how the sets were made, and
        with which digest.
    name : str
        What to call them; that of the folder if it is empty.

    Raises
    ------
    UserError
        If the file cannot be read, is not as it was written, or holds a key or a value that the
        model does not have.
    """
    data = _bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    about = read(path.with_suffix(MADE)) if path.with_suffix(MADE).is_file() else {}
    if about.get("sha256", digest) != digest:
        raise UserError(
            f"{path} is not as it was written; write it again, or, if you changed it on purpose, "
            f"delete the line sha256 in {path.with_suffix(MADE).name} beside it"
        )
    names, values = _parsed(data, path)
    own = path.resolve().parent.name if path.name == FILE else path.stem
    return AssumptionSets(name or own, names, values, digest, str(about.get("about", "")))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"{path} is larger than {LARGEST:,} bytes; it holds no such sets")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror or error}") from None


def _parsed(data: bytes, path: Path) -> tuple[tuple[str, ...], Floats]:
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), strict=True))
    except UnicodeDecodeError:
        raise UserError(
            f"{path} is not readable as CSV in UTF-8; save it as CSV (UTF-8) with commas"
        ) from None
    except csv.Error as error:
        raise UserError(f"{path} is not readable as CSV in UTF-8: {error}") from None
    rows = [row for row in rows if any(row)]
    if len(rows) < 2:
        raise UserError(f"{path} needs a row of keys, and below it one row for each set")
    names = tuple(each.strip() for each in rows[0])
    _refuse_names(names, path)
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(names):
            raise UserError(
                f"{path}, row {number}: it has {len(row)} values; the row of keys has {len(names)}"
            )
    columns = zip(*rows[1:], strict=True)
    read_columns = [_column(key, texts, path) for key, texts in zip(names, columns, strict=True)]
    return names, np.array(read_columns, float).T.copy()


def _refuse_names(names: Sequence[str], path: Path) -> None:
    seen = set[str]()
    for name in names:
        if name in seen:
            raise UserError(f"{path}: the column {name} stands there twice")
        seen.add(name)
        try:
            keys.find(name)
        except UserError as error:
            raise UserError(f"{path}: {error}") from None
        if name in OF_ALL_SETS:
            raise UserError(f"{path}: {name} is {OF_ALL_SETS[name]}; leave the column out")


def _column(key: str, texts: Sequence[str], path: Path) -> list[float]:
    """Read the values of one key; only if one is wrong, each is looked at by itself."""
    leaf = keys.find(key)
    try:
        if issubclass(leaf.kind, Enum):
            words = list(leaf.kind.__members__)
            return [float(words.index(text)) for text in texts]
        if leaf.kind not in (int, float):
            raise UserError(f"{path}: {key} cannot be drawn; it is no number and no choice")
        values = [float(text) for text in texts]
    except ValueError:
        values = []
    about = leaf.field.metadata
    if values and all(about["low"] <= each <= about["high"] for each in values):
        whole = leaf.kind is float or all(each == round(each) for each in values)
        if whole:
            return values
    return [_checked(key, text, f"{path}, row {row}") for row, text in enumerate(texts, 2)]


def _checked(key: str, text: str, place: str) -> float:
    try:
        value = keys.converted(key, text)
    except UserError as error:
        raise UserError(f"{place}: {error}") from None
    if value is None:
        raise UserError(f"{place}: {key} is {text!r}; a set needs a value for it")
    return float([*type(value)].index(value)) if isinstance(value, Enum) else float(value)


def _showing(key: str) -> Callable[[float], str]:
    kind = keys.find(key).kind
    if issubclass(kind, Enum):
        words = list(kind.__members__)
        return lambda value: words[round(value)]
    if kind is int:
        return lambda value: str(round(value))
    return lambda value: f"{value:.{DIGITS}g}"
