"""Values in the files of a folder as people write them: "50%", "£600,000", several people's scores.

What may be typed on the command line may stand in a file too, by the same functions.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sim.config import keys, typed_values
from sim.params.errors import UserError
from sim.params.scores import SCORE, Scores

UNKNOWN = frozenset({"don't know", "dont know", "do not know", "?", ""})
SCALES = "system.scales"  # in a file: columns with their scales
SUM_TO_1 = ".shares."


@dataclass(slots=True)
class Said:
    """What a file says.

    data      as a preset holds it: what is not known is left out
    scores    of keys that several people scored; `data` has their means
    problems  what is wrong with values, in words
    """

    data: dict[str, Any] = field(default_factory=dict)
    scores: list[Scores] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def said_in(data: Mapping[str, Any], package: str) -> Said:
    """Read the values of a file.

    Parameters
    ----------
    data : mapping
        As YAML has it, nested.
    package : str
        What precedes its keys: "innovation.".

    Returns
    -------
    Said
        A value that is wrong by itself stays as it is written.
    """
    found = Said()
    found.data = _known(data, package, found)
    return found


def is_unknown(value: Any) -> bool:
    """Whether a value stands for "don't know"."""
    if isinstance(value, str):
        return value.replace("\u2019", "'").strip().casefold() in UNKNOWN
    return value is None


def unknown_in(data: Mapping[str, Any], package: str) -> Iterator[str]:
    """Yield the keys that a file leaves to their defaults: without a value, or not known."""
    for name, value in data.items():
        key = f"{package}{name}"
        if is_unknown(value) or (_is_scored(key, value) and not _pairs(value)):
            yield key
        elif isinstance(value, dict) and not _is_scored(key, value):
            yield from unknown_in(value, f"{key}.")


def _known(data: Mapping[str, Any], package: str, found: Said) -> dict[str, Any]:
    """Return values as the config reads them, without those that are not known."""
    known: dict[str, Any] = {}
    for name, value in data.items():
        key = f"{package}{name}"
        try:
            if key == SCALES and isinstance(value, dict):
                known[name] = "; ".join(f"{column} {scale}" for column, scale in value.items())
            elif _is_scored(key, value):
                if _pairs(value):
                    known[name] = _mean(key, value, found)
            elif isinstance(value, dict):
                known[name] = _known(value, f"{key}.", found)
            elif not is_unknown(value):
                known[name] = _as_typed(key, value)
        except UserError as error:
            found.problems.append(str(error))
    return known


def _is_scored(key: str, value: Any) -> bool:
    """Whether a value is a list of scores, or people with their scores, of a key with a number."""
    if not isinstance(value, list | dict):
        return False
    leaf = keys.known(key)
    return leaf is not None and leaf.kind in (int, float)


def _pairs(value: Any) -> list[tuple[str, Any]]:
    """Return people with their scores, without those who do not know."""
    listed = ((f"{SCORE}{k}", each) for k, each in enumerate(value, start=1))
    pairs = value.items() if isinstance(value, dict) else listed
    return [(str(who), each) for who, each in pairs if not is_unknown(each)]


def _mean(key: str, value: Any, found: Said) -> float:
    """Return the mean of several people's scores, and keep these."""
    leaf = keys.find(key)
    if SUM_TO_1 in key:
        raise UserError(
            f"{key} has several scores, but shares must sum to 1; agree on one set of shares"
        )
    _refuse_cut_number(key, value)
    pairs = _pairs(value)
    if isinstance(value, dict) and len({who.casefold() for who, _ in pairs}) < len(pairs):
        raise UserError(f"{key}: two of the people have one name; rename one of them")
    by = tuple((who, _score(key, who, each)) for who, each in pairs)
    mean = float(sum(Decimal(repr(score)) for _, score in by) / len(by))
    if leaf.kind is int:
        mean = math.floor(mean + 0.5)
    found.scores.append(Scores(key, by, mean, len(value)))
    return mean


def _refuse_cut_number(key: str, value: Any) -> None:
    """Refuse what may be a number that YAML has cut at its comma: £600,000 in a list."""
    if isinstance(value, dict):
        is_cut = any(str(who).strip().isdigit() for who in value)
    else:
        is_money = "GBP" in keys.find(key).field.metadata["unit"]
        is_cut = is_money and any(isinstance(each, int) for each in value[1:])
    if is_cut:
        raise UserError(
            f"{key}: a comma within a number ends it here; put numbers in quotes, such as "
            "'600,000', or write them without commas"
        )


def _score(key: str, who: str, value: Any) -> float:
    """Return one person's score; a wrong one is an error that names the person."""
    try:
        score = keys.converted(key, _as_typed(key, value))
        if score is None:
            raise UserError(f"{key} is {value!r}; it must be a number")
    except UserError as error:
        text = str(error)
        raise UserError(f"{key} ({who}){text.removeprefix(key)}") from None
    return float(score)


def _as_typed(key: str, value: Any) -> Any:
    """Return a number that is written as text, such as "50%"; anything else as it is."""
    leaf = keys.known(key)
    if leaf is None or leaf.kind not in (int, float) or not isinstance(value, str):
        return value
    text = typed_values.in_file(leaf, key, value)
    return None if text == "null" else keys.converted(key, text)
