"""Forecasts by the nearest curve of a family, with a band from a bootstrap.

The nearest curve is found within the limits of `sim.study.forecasting.fit`; shares are made again
from it with misses of the size that were left, and the curve is fitted to each of them (Efron &
Tibshirani 1993, An Introduction to the Bootstrap, chapter 9).  On five of the six series of
docs/forecasts.md this rival is stronger than curves drawn from their likelihood
(`sim.study.forecasting.fit`), so it is the one to beat.
"""

import numpy as np
from numpy.random import Generator

from sim.outcomes.intervals import Floats
from sim.outcomes.intervals import Whole as Months
from sim.study.forecasting.curves import YEAR, Shape
from sim.study.forecasting.fit import MISSES, limits_of

REFITS = 200
BEGINNINGS = 6  # from which the nearest curve is sought


def by_least_squares(
    shape: Shape, months: Months, shares: Floats, ahead: Months, random: Generator
) -> Floats:
    """Forecast by the nearest curve of a family; as `rivals`.

    Returns
    -------
    float64[REFITS, dates]
    """
    from scipy.optimize import least_squares

    years = (months - months[0]) / YEAR
    limits = np.delete(limits_of(shape, shares), -2, axis=0)  # the misses follow from the fit
    low, high = limits.T

    def curve(numbers: Floats, years: Floats) -> Floats:
        *rates, begin = np.exp(numbers[:-1])
        found: Floats = (
            numbers[-1] * shape.curve(np.array(rates)[:, None], np.array([begin]), years)[0]
        )
        return found

    def nearest(seen: Floats, begin: Floats) -> Floats:
        inside = np.clip(begin, low + 1e-9, high - 1e-9)
        fit = least_squares(lambda at: curve(at, years) - seen, inside, bounds=(low, high))
        return fit.x

    tried = [nearest(shares, each) for each in random.uniform(low, high, (BEGINNINGS, len(low)))]
    best = min(tried, key=lambda at: float(((curve(at, years) - shares) ** 2).sum()))
    missed = curve(best, years) - shares
    left = max(1, len(shares) - len(best))
    spread = max(MISSES[0], float(np.sqrt((missed**2).sum() / left)))
    later = (ahead - months[0]) / YEAR
    found = []
    for _ in range(REFITS):
        made = curve(best, years) + spread * random.standard_normal(len(years))
        again = nearest(made, best)
        found.append(curve(again, later) + spread * random.standard_normal())
    return np.clip(np.array(found), 0.0, 1.0)
