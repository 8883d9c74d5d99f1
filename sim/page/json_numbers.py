"""Values and intervals as the page reads them: numbers short, and null if unknown."""

import math
from collections.abc import Iterable
from enum import Enum
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike

from sim.outcomes.intervals import Interval
from sim.page.schema import Curve, Ends, Estimate, Scalar, Series
from sim.study.price import Price

DIGITS = 4


def scalar(value: Any) -> Scalar:
    """Return the value of a key: a choice by its name, all else as it is."""
    return value.name if isinstance(value, Enum) else cast(Scalar, value)


def series(values: ArrayLike, digits: int = DIGITS) -> list[float | None]:
    """Return one number per month; a number that is not finite is null."""
    short = np.round(np.asarray(values, float), digits)
    return [None if not math.isfinite(each) else _short(each) for each in short.tolist()]


def known_series(values: ArrayLike, digits: int = DIGITS) -> Series:
    """Give one number per month, where all of them are finite."""
    return cast(Series, series(values, digits))


def number(value: float | None, digits: int = DIGITS) -> float | None:
    """Return one number; null if missing or not finite."""
    if value is None or not math.isfinite(value):
        return None
    return rounded(value, digits)


def rounded(value: float, digits: int = DIGITS) -> float:
    """Give one number that is finite."""
    return _short(round(float(value), digits))


def ends(interval: Interval | Price | None, digits: int = DIGITS) -> Ends:
    """Give a mean with the ends of its range; null where it is missing."""
    if interval is None:
        return {"mean": None, "low": None, "high": None}
    return {
        "mean": number(interval.mean, digits),
        "low": number(interval.low, digits),
        "high": number(interval.high, digits),
    }


def estimate(interval: Interval) -> Estimate:
    """Give a mean with the ends of its range, where all three are finite."""
    return cast(Estimate, ends(interval))


def band(mean: ArrayLike, low: ArrayLike, high: ArrayLike, digits: int = DIGITS) -> Curve:
    """Give a curve with its range by month."""
    return {
        "mean": known_series(mean, digits),
        "low": series(low, digits),
        "high": series(high, digits),
    }


def joined(numbers: Iterable[int]) -> str:
    """Write small whole numbers as one text, one digit each; -1 is a dash."""
    return "".join("-" if each < 0 else str(each) for each in numbers)


def _short(value: float) -> float:
    """Turn a whole float into an integer, because JSON would write its fraction."""
    return int(value) if value == int(value) else value
