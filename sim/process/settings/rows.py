"""Plain numbers declared field by field: made from what is resolved, and laid out for a kernel."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np

from sim.rules.compiled import record

Numbers = tuple[float, ...]  # the same length in every scenario
Declared = TypeVar("Declared")

KEPT = 8  # types of rows
CODES: dict[Any, str] = {int: "i8", float: "f8"}


@cache
def types_of(kind: Any) -> dict[str, Any]:
    """Return the type of each field: a whole number, a float, or a fixed number of floats."""
    return {each.name: each.type for each in fields(kind)}


def made(kind: Callable[..., Declared], numbers: Mapping[str, Any]) -> Declared:
    """Give every number the type of its annotation, so that a kernel is compiled only once."""
    typed = _typed(kind)
    return kind(**{name: typed[name](value) for name, value in numbers.items()})


@cache
def _typed(kind: Any) -> dict[str, Callable[[Any], Any]]:
    """Return what gives a value of each field its type."""
    types = types_of(kind)
    return {name: _floats if each is Numbers else each for name, each in types.items()}


def _floats(values: Iterable[float]) -> Numbers:
    return tuple(map(float, values))


def as_row(one: Any) -> np.ndarray:
    """Return such numbers as one row of a structured array, for a kernel; [1]."""
    kind: Any = type(one)
    values = values_of(kind)(one)
    lengths = tuple(len(each) for each in values if type(each) is tuple)
    row = np.zeros(1, _layout(kind, lengths))
    row[0] = values
    return row


def as_rows(several: tuple[Any, ...]) -> np.ndarray:
    """Return several, of one kind, as rows of a structured array; [several]."""
    each_row = [as_row(each) for each in several]
    return np.concatenate(each_row).view(each_row[0].dtype)  # else they would be no records


@cache
def values_of(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Return what reads all fields at once, in their order."""
    return attrgetter(*types_of(kind))


@lru_cache(KEPT)
def _layout(kind: Any, lengths: tuple[int, ...]) -> np.dtype:
    """Return the type of a row, in which the fields of several numbers have these lengths."""
    left = iter(lengths)
    layout: list[Any] = [
        (name, "f8", (next(left),)) if each is Numbers else (name, CODES[each])
        for name, each in types_of(kind).items()
    ]
    return record(layout)
