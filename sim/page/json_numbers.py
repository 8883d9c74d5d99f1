"""Numbers and intervals as the page reads them: short, and null if unknown."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from sim.outcomes.intervals import Interval

DIGITS = 4


def series(values: ArrayLike, digits: int = DIGITS) -> list[float | None]:
    """Return one number per month; null if not finite."""
    rounded = np.round(np.asarray(values, float), digits)
    return [None if not math.isfinite(each) else _short(each) for each in rounded.tolist()]


def number(value: float | None, digits: int = DIGITS) -> float | None:
    """Return one number; null if missing or not finite."""
    if value is None or not math.isfinite(value):
        return None
    return _short(round(float(value), digits))


def ends(interval: Interval | None, digits: int = DIGITS) -> dict[str, float | None]:
    """Return a mean with the ends of its range; null if missing."""
    if interval is None:
        return dict.fromkeys(("mean", "low", "high"))
    parts = (interval.mean, interval.low, interval.high)
    return dict(zip(("mean", "low", "high"), (number(each, digits) for each in parts), strict=True))


def band(mean: ArrayLike, low: ArrayLike, high: ArrayLike) -> dict[str, Any]:
    """Return a curve with its range by month."""
    return {"mean": series(mean), "low": series(low), "high": series(high)}


def joined(numbers: Iterable[int]) -> str:
    """Write small whole numbers as one text, one digit each; -1 is a dash."""
    return "".join("-" if each < 0 else str(each) for each in numbers)


def _short(value: float) -> float:
    """Turn a whole float into an integer, because JSON would write its fraction."""
    return int(value) if value == int(value) else value
