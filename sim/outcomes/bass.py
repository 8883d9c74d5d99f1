"""The Bass curve nearest to a plan's adopters: the field's shorthand for the shape of a spread."""

from dataclasses import dataclass

import numpy as np

from sim.outcomes.outcomes import Outcomes
from sim.system import Floats


@dataclass(frozen=True, slots=True)
class BassFit:
    """Innovation p and imitation q [1/year], ceiling m [share], and R squared of the fit."""

    innovation: float
    imitation: float
    ceiling: float
    r_squared: float


def bass_fit(outcomes: Outcomes) -> BassFit | None:
    """Fit p, q and a free ceiling m to the mean share that has ever been live, beyond the pilots.

    None where too little happens to fit three numbers.  Source: Bass (1969), Management Science
    15(5); least squares on the cumulative curve.
    """
    from scipy.optimize import curve_fit

    share = outcomes.ever_live.mean(axis=0) / outcomes.organisations
    share = share - share[0]
    if outcomes.months < 12 or share[-1] < 0.02:
        return None
    years = np.arange(outcomes.months + 1) / 12
    try:
        found, _ = curve_fit(
            _curve,
            years,
            share,
            p0=(0.03, 0.4, min(1.0, 1.5 * share[-1])),
            bounds=([1e-6, 0.0, share[-1] / 2], [2.0, 5.0, 1.0]),
        )
    except RuntimeError:  # no convergence: the curve has no such shape
        return None
    left = share - _curve(years, *found)
    r_squared = 1 - float(left @ left) / float(((share - share.mean()) ** 2).sum())
    innovation, imitation, ceiling = (float(each) for each in found)
    return BassFit(innovation, imitation, ceiling, r_squared)


def _curve(years: Floats, innovation: float, imitation: float, ceiling: float) -> Floats:
    decay = np.exp(-(innovation + imitation) * years)
    share: Floats = ceiling * (1 - decay) / (1 + imitation / innovation * decay)
    return share
