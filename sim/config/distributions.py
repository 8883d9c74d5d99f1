"""Reads what is thought of each parameter: a distribution, or why it has none."""

from collections.abc import Mapping
from enum import Enum
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from sim.config import keys
from sim.config.preset_files import nearest, read, shipped
from sim.params import Scenario, leaves
from sim.params.distributions import BASES, Distribution
from sim.params.errors import UserError

FILE = Path("study", "assumptions.yaml")
ABOUT_A_RANGE = ("range", "likely", "log", "basis", "why", "group")
ABOUT_WORDS = ("words", "basis", "why")


def distributions() -> dict[str, Distribution]:
    """Read the distribution of every uncertain parameter.

    Returns
    -------
    Dotted key -> distribution: numbers first, then choices of words.  To change the mapping
    changes nothing for the next who asks.

    Raises
    ------
    UserError
        If the file says something that cannot be: an unknown key, basis or group, or ends outside
        what the model allows.
    """
    return dict(_shipped())


def without() -> dict[str, str]:
    """Read which keys have no distribution: pattern of keys -> the reason.

    A pattern is a key, or ends with `*`, which stands for any rest.
    """
    return dict(read(shipped() / FILE)["without"])


def groups() -> dict[str, tuple[float, str]]:
    """Read the groups of numbers that share a cause: name -> correlation, and the cause."""
    said = read(shipped() / FILE)["groups"]
    return {name: (float(each["correlation"]), str(each["why"])) for name, each in said.items()}


def reasons(names: tuple[str, ...]) -> dict[str, str]:
    """Tell for each of some keys why it has no distribution; keys with no reason are left out."""
    patterns = without()
    found = {
        key: next((why for each, why in patterns.items() if fnmatchcase(key, each)), None)
        for key in names
    }
    return {key: why for key, why in found.items() if why is not None}


@cache
def _shipped() -> Mapping[str, Distribution]:
    said = read(shipped() / FILE)
    found = parsed(said, str(FILE))
    kept = reasons(tuple(keys.leaves()))
    others = {
        key: value for key, _, value in leaves(Scenario()) if key not in found and key not in kept
    }
    return found | parsed({**said, "ranges": of_families(said, others), "choices": {}}, str(FILE))


def of_families(said: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Write a row for each number that has none and belongs to a family, from its default.

    said      the file: `families` has patterns of keys, of which the first that fits counts
    defaults  key -> default
    """
    rows = {}
    for key, default in defaults.items():
        families = said.get("families", {})
        about = next((families[each] for each in families if fnmatchcase(key, each)), None)
        if about is not None:
            rows[key] = _of_family(key, float(default), dict(about))
    return rows


def _of_family(key: str, default: float, about: dict[str, Any]) -> dict[str, Any]:
    allowed = keys.find(key).field.metadata
    less, more = about.pop("times")
    largest = about.pop("at_zero", 0.0)
    if default == 0:
        return {**about, "range": [0.0, largest], "likely": 0.0}
    ends = max(less * default, allowed["low"]), min(more * default, allowed["high"])
    return {**about, "range": list(ends)}


def parsed(said: Mapping[str, Any], place: str) -> dict[str, Distribution]:
    """Read distributions from plain data, as the file has them.

    place  the file, for errors
    """
    groups = said.get("groups", {})
    found = {
        key: _numbers(key, about, groups, place) for key, about in said.get("ranges", {}).items()
    }
    return found | {
        key: _words(key, about, place) for key, about in said.get("choices", {}).items()
    }


def _numbers(key: str, about: Any, groups: Mapping[str, Any], place: str) -> Distribution:
    _refuse_words(key, about, ABOUT_A_RANGE, place)
    ends = about.get("range")
    if not isinstance(ends, list) or len(ends) != 2:
        raise UserError(f"{place}: {key} needs 'range: [low, high]'")
    low, high = (float(keys.converted(key, each)) for each in ends)
    likely, log, group = (about.get(word) for word in ("likely", "log", "group"))
    if not low < high or (likely is not None and not low <= likely <= high):
        raise UserError(f"{place}: {key} needs low < high, and its likeliest value between them")
    if log and low <= 0:
        raise UserError(f"{place}: {key} has 'log: true', so its range must begin above 0")
    if group is not None and group not in groups:
        raise UserError(f"{place}: {key} is in group {group!r}{nearest(group, list(groups))}; "
                        f"the groups are {', '.join(groups) or 'none'}")  # fmt: skip
    shared = float(groups[group]["correlation"]) if group is not None else 0.0
    return Distribution(
        low, high, likely, bool(log), _basis(key, about, place), str(about.get("why", "")),
        group or "", shared, keys.find(key).kind is int,
    )  # fmt: skip


def _words(key: str, about: Any, place: str) -> Distribution:
    _refuse_words(key, about, ABOUT_WORDS, place)
    kind, weights = keys.find(key).kind, about.get("words")
    if not isinstance(weights, dict) or not issubclass(kind, Enum):
        raise UserError(f"{place}: {key} must be a choice, with 'words: {{word: weight}}'")
    for word in weights:
        keys.converted(key, word)
    if min(weights.values()) < 0 or abs(sum(weights.values()) - 1) > 1e-9:
        raise UserError(f"{place}: the weights of the words of {key} must sum to 1")
    words = tuple(kind.__members__)
    return Distribution(
        0.0, len(words) - 1.0, basis=_basis(key, about, place), why=str(about.get("why", "")),
        words=words, weights=tuple(float(weights.get(word, 0.0)) for word in words),
    )  # fmt: skip


def _basis(key: str, about: Mapping[str, Any], place: str) -> str:
    basis = str(about.get("basis", ""))
    if basis not in BASES:
        raise UserError(f"{place}: {key} has basis {basis!r}; choose from {', '.join(BASES)}")
    return basis


def _refuse_words(key: str, about: Any, allowed: tuple[str, ...], place: str) -> None:
    if not isinstance(about, dict):
        raise UserError(f"{place}: {key} needs words with values: {', '.join(allowed)}")
    for word in about:
        if word not in allowed:
            raise UserError(f"{place}: {key} has {word!r}{nearest(str(word), allowed)}; "
                            f"choose from {', '.join(allowed)}")  # fmt: skip
