"""Numbers and intervals as the page reads them: short, and null for what is not known."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from sim.outcomes.intervals import Interval

DIGITS = 4


def series(values: ArrayLike, digits: int = DIGITS) -> list[float | None]:
    """Give one number per month; what is not finite is null."""
    rounded = np.round(np.asarray(values, float), digits)
    return [None if not math.isfinite(each) else _short(each) for each in rounded.tolist()]


def number(value: float | None, digits: int = DIGITS) -> float | None:
    """Give one number; what is missing or not finite is null."""
    if value is None or not math.isfinite(value):
        return None
    return _short(round(float(value), digits))


def ends(interval: Interval | None, digits: int = DIGITS) -> dict[str, float | None]:
    """Give a mean with the ends of its range; null where it is missing."""
    if interval is None:
        return dict.fromkeys(("mean", "low", "high"))
    told = (interval.mean, interval.low, interval.high)
    return dict(zip(("mean", "low", "high"), (number(each, digits) for each in told), strict=True))


def band(mean: ArrayLike, low: ArrayLike, high: ArrayLike) -> dict[str, Any]:
    """Give a curve with its range by month."""
    return {"mean": series(mean), "low": series(low), "high": series(high)}


def joined(numbers: Iterable[int]) -> str:
    """Write small whole numbers as one text, a digit each; -1 is a dash."""
    return "".join("-" if each < 0 else str(each) for each in numbers)


def _short(value: float) -> float:
    """Leave out the fraction of a whole number, which JSON would write."""
    return int(value) if value == int(value) else value
