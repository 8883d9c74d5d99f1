"""What a forecast must beat: Bass's curve fitted to what was known, and no change.

Scores are the continuous ranked probability score from quantiles: the mean of twice the pinball
loss (Gneiting & Raftery 2007, Journal of the American Statistical Association 102).  It is in the
unit of the shares, 0 is perfect, and of a single number it is the distance.
"""

from collections.abc import Sequence

import numpy as np

from sim.outcomes.intervals import Floats
from sim.study.track.observed import Observed

LEVELS = tuple(k / 20 for k in range(1, 20))  # quantiles that a forecast keeps
FEWEST, FEWEST_WITH_CEILING = 4, 6  # dates from which Bass's curve is fitted, and its ceiling too
LEAST_RISE = 0.02  # [share]
DRAWS = 500
RATES = (2.0, 5.0)  # [1/year] largest innovation and imitation


def bass(observed: Observed, months: int) -> Floats | str:
    """Forecast by the Bass curve that is nearest to what was seen.

    The ceiling is fitted too if there are six dates, else it is everybody.  The spread is that of
    the fit, with the misses of the dates that were fitted.

    Returns
    -------
    float64[levels, months + 1], or why no curve can be fitted.
    """
    from scipy.optimize import curve_fit

    seen = observed.months
    if len(seen) < FEWEST:
        return f"fewer than {FEWEST} dates"
    first, rise = float(observed.shares[0]), float(observed.shares[-1] - observed.shares[0])
    if rise < LEAST_RISE:
        return "uptake has hardly risen"
    years = (seen - seen[0]) / 12.0
    left = 1.0 - first
    start, highest = [0.05, 0.4], [*RATES]
    if len(seen) >= FEWEST_WITH_CEILING:
        start, highest = [*start, min(left, 1.5 * rise)], [*highest, left]

    def curve(years: Floats, p: float, q: float, ceiling: float = left) -> Floats:
        return first + _bass(years, p, q, ceiling)

    lowest = [1e-5, 0.0, 1e-3][: len(start)]
    try:
        found, spread = curve_fit(curve, years, observed.shares, start, bounds=(lowest, highest))
    except (RuntimeError, ValueError):
        return "no curve of that shape is near"
    if not np.isfinite(spread).all():
        return "these dates do not identify its curve"
    random = np.random.default_rng(0)
    drawn = random.multivariate_normal(found, spread, DRAWS, check_valid="ignore")
    drawn = np.clip(drawn, lowest, highest)
    misses = observed.shares - curve(years, *found)
    noise = np.sqrt((misses**2).sum() / max(1, len(seen) - len(found)))
    ahead = np.maximum(0.0, (np.arange(months + 1) - seen[0]) / 12.0)
    curves = np.array([curve(ahead, *each) for each in drawn])
    curves += noise * random.standard_normal((DRAWS, 1))
    forecast: Floats = np.quantile(np.clip(curves, 0.0, 1.0), LEVELS, axis=0)
    return forecast


def unchanged(observed: Observed, months: int) -> Floats:
    """Forecast that nobody more goes live: one number; float64[1, months + 1]."""
    return np.full((1, months + 1), observed.shares[-1])


def score(quantiles: Floats, levels: Sequence[float], seen: float) -> float:
    """Score the quantiles of one month by what was seen then.

    quantiles  float64[levels]
    """
    at = np.asarray(levels)
    above = seen - quantiles
    return float(2.0 * np.maximum(at * above, (at - 1.0) * above).mean())


def _bass(years: Floats, p: float, q: float, ceiling: float) -> Floats:
    decay = np.exp(-(p + q) * years)
    share: Floats = ceiling * (1 - decay) / (1 + q / p * decay)
    return share
