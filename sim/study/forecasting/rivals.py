"""What a forecast must beat: curves fitted to what was known, as last year, and no change.

Each comes with honest bands: the nearest curve, made and fitted again with misses of the size that
were left (see `sim.study.forecasting.least_squares`).  "As last year" goes on with the last yearly
rise; its rises wander as much as they did.
"""

import numpy as np
from numpy.random import Generator

from sim.outcomes.intervals import Floats
from sim.outcomes.intervals import Whole as Months
from sim.study.forecasting.curves import SHAPES, YEAR, Shape
from sim.study.forecasting.fit import fitted
from sim.study.forecasting.least_squares import by_least_squares

FEWEST = 3  # dates from which a curve is fitted
LEAST_RISE = 0.02  # [share] by which uptake must have risen for a curve
AS_LAST_YEAR, UNCHANGED = "as last year", "no change"
DRAWS = 1000
LEAST_WANDER = 0.01  # [share] smallest standard deviation of the change of a yearly rise
DOUBT = 0.5  # of the last rise: what its change is taken to be where no two rises are known
Forecasts = dict[str, Floats | str]


def rivals(months: Months, shares: Floats, ahead: Months, seed: int = 0) -> Forecasts:
    """Forecast by every rival.

    Parameters
    ----------
    months : int64[J]
        Of the dates that are known, ascending.
    shares : float64[J]
        Seen at them.
    ahead : int64[dates]
        Months to forecast, later than those.
    seed : int
        Number from which all draws follow.

    Returns
    -------
    dict
        By name: float64[draws, dates], equally likely shares, or why it can make no forecast.
    """
    found = Forecasts()
    for number, shape in enumerate(SHAPES, 100):
        random = np.random.default_rng([seed, number])
        found[shape.name] = by_curve(shape, months, shares, ahead, random)
    found[AS_LAST_YEAR] = as_last_year(
        months, shares, ahead, np.random.default_rng([seed, len(SHAPES)])
    )
    found[UNCHANGED] = unchanged(shares, len(ahead))
    return found


def by_curve(
    shape: Shape, months: Months, shares: Floats, ahead: Months, random: Generator
) -> Floats | str:
    """Forecast by the nearest curve of a family; as `rivals`."""
    if len(months) < FEWEST:
        return f"fewer than {FEWEST} dates"
    if shares[-1] - shares[0] < LEAST_RISE:
        return "uptake has hardly risen"
    return by_least_squares(shape, months, shares, ahead, random)


def by_likelihood(
    shape: Shape, months: Months, shares: Floats, ahead: Months, random: Generator
) -> Floats:
    """Forecast by curves drawn as often as they fit, as a check of `by_curve`.

    Returns
    -------
    float64[draws, dates]
    """
    fit = fitted(shape, (months - months[0]) / YEAR, shares, random)
    curves = fit.curves((ahead - months[0]) / YEAR)
    curves = curves + (fit.misses * random.standard_normal(len(fit.misses)))[:, None]
    return np.clip(curves, 0.0, 1.0)


def as_last_year(months: Months, shares: Floats, ahead: Months, random: Generator) -> Floats | str:
    """Forecast that the last yearly rise goes on, and wanders as yearly rises did; as `rivals`.

    The rise changes from year to year by a normal amount whose variance is that of the changes
    that were seen, with as many degrees of freedom as there were changes.
    """
    back = np.arange(months[-1], months[0] - 1, -YEAR)[::-1]
    if len(back) < 2:
        return "less than a year is known"
    rises = np.diff(np.interp(back, months, shares))
    changes = np.diff(rises)
    spread = np.full(DRAWS, max(LEAST_WANDER, DOUBT * abs(float(rises[-1]))))
    if len(changes):
        total = max(float((changes**2).sum()), len(changes) * LEAST_WANDER**2)
        spread = np.sqrt(total / random.chisquare(len(changes), DRAWS))
    years = np.maximum((ahead - months[-1]) / YEAR, 0.0)
    # A rise that wanders as a random walk, added up over the years
    wander = np.sqrt(years * (years + 1) * (2 * years + 1) / 6)
    steps = spread * random.standard_normal(DRAWS)
    curves = shares[-1] + rises[-1] * years + steps[:, None] * wander
    return np.clip(curves, 0.0, 1.0)


def unchanged(shares: Floats, dates: int) -> Floats:
    """Forecast that nobody more goes live: one number; float64[1, dates]."""
    return np.full((1, dates), shares[-1])
