"""The curves that a forecast must beat, each through a share at the first date.

A curve starts at a share of its ceiling, since nobody knows when what is seen began; Bass's curve
so has its launch before the first date, wherever that puts it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sim.outcomes.bass import bass_curve
from sim.outcomes.intervals import Floats

YEAR = 12  # [month]


@dataclass(frozen=True, slots=True)
class Shape:
    """A family of curves.

    name    for the reader
    rates   lowest and highest value of each of its rates, per year
    curve   of rates float64[rates, draws], share of the ceiling at the first date float64[draws]
            and years since then float64[dates]: share of the ceiling, float64[draws, dates]
    """

    name: str
    rates: tuple[tuple[float, float], ...]
    curve: Callable[[Floats, Floats, Floats], Floats]


def _bass(rates: Floats, begin: Floats, years: Floats) -> Floats:
    innovation, imitation = rates[:, :, None]
    started = begin[:, None]
    pace = innovation + imitation
    # For how long it had been spreading at the first date
    before = np.log((1 + imitation / innovation * started) / (1 - started)) / pace
    return bass_curve(years + before, innovation, imitation, 1.0)


def _logistic(rates: Floats, begin: Floats, years: Floats) -> Floats:
    left = (1 / begin - 1)[:, None] * np.exp(-rates[0][:, None] * years)
    found: Floats = 1 / (1 + left)
    return found


def _gompertz(rates: Floats, begin: Floats, years: Floats) -> Floats:
    found: Floats = np.exp(np.log(begin)[:, None] * np.exp(-rates[0][:, None] * years))
    return found


# Wide: of 213 published curves the mean p is 0.03 and q 0.38 a year (Sultan, Farley & Lehmann 1990,
# Journal of Marketing Research 27(1))
BASS = Shape("Bass", ((1e-4, 0.5), (1e-2, 3.0)), _bass)
LOGISTIC = Shape("logistic", ((1e-2, 3.0),), _logistic)
GOMPERTZ = Shape("Gompertz", ((1e-2, 3.0),), _gompertz)
SHAPES = (BASS, LOGISTIC, GOMPERTZ)
