"""What the forecast of a plan must beat: Bass's curve fitted to what was known, and no change.

Both are those of `sim.study.forecasting.rivals`; the ledger keeps quantiles, and scores those.
"""

import numpy as np

from sim.outcomes.intervals import Floats
from sim.study.forecasting.curves import BASS
from sim.study.forecasting.rivals import by_curve
from sim.study.forecasting.rivals import unchanged as no_change
from sim.study.track.observed import Observed

LEVELS = tuple(k / 20 for k in range(1, 20))  # quantiles that a forecast keeps


def bass(observed: Observed, months: int) -> Floats | str:
    """Forecast by Bass's curves that fit what was seen.

    Returns
    -------
    float64[levels, months + 1], or why no curve can be fitted.
    """
    ahead = np.arange(months + 1)
    random = np.random.default_rng(0)
    found = by_curve(BASS, observed.months, observed.shares, ahead, random)
    if isinstance(found, str):
        return found
    forecast: Floats = np.quantile(found, LEVELS, axis=0)
    return forecast


def unchanged(observed: Observed, months: int) -> Floats:
    """Forecast that nobody more goes live: one number; float64[1, months + 1]."""
    return no_change(observed.shares, months + 1)
