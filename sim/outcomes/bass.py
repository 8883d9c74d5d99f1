"""The Bass curve nearest to a plan's adopters: the usual shorthand for the shape of a spread.

While few have adopted, very different curves fit almost equally well: the ceiling is not yet in
sight and no fit can find it (Van den Bulte & Lilien 1997, Marketing Science 16(4)).  So a fit comes
with the range of ceilings that fit almost as well, and says whether it identifies one.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.networks.system import Floats
from sim.outcomes.outcomes import Outcomes

NEAR = 0.005  # [share] a curve that misses by this much more than the nearest is as good
WIDEST = 0.25  # [share] a wider range of ceilings identifies none of them
HALVINGS = 6  # of the interval in which an end of that range is sought
MOST_INNOVATION, MOST_IMITATION = 2.0, 5.0  # [1/year]
Range = tuple[float, float]
Curve = tuple[float, float, float]  # p, q and m


@dataclass(frozen=True, slots=True)
class BassFit:
    """The Bass curve nearest to a plan's adopters.

    Attributes
    ----------
    innovation, imitation : float
        p and q, per year.
    ceiling : float
        m, as a share of organisations.
    r_squared : float
        Of the fit.
    innovations, imitations, ceilings : tuple of float
        Ranges of p, q and m of the curves that are about as near.
    """

    innovation: float
    imitation: float
    ceiling: float
    r_squared: float
    innovations: Range
    imitations: Range
    ceilings: Range

    @property
    def is_identified(self) -> bool:
        """Whether the fit identifies the ceiling, and with it the other two."""
        low, high = self.ceilings
        return high - low <= WIDEST


def bass_fit(outcomes: Outcomes) -> BassFit | None:
    """Fit p, q and a free ceiling m to the mean share ever live, beyond the pilots.

    Parameters
    ----------
    outcomes : Outcomes
        Of one plan.

    Returns
    -------
    BassFit or None
        None where too little happens to fit three numbers.

    References
    ----------
    Bass (1969), Management Science 15(5); least squares on the cumulative curve.
    """
    share = outcomes.ever_live.mean(axis=0) / outcomes.organisations
    share = share - share[0]
    if outcomes.months < 12 or share[-1] < 0.02:
        return None
    nearest = _nearest(share)
    if nearest is None:
        return None
    found, missed = nearest
    ends = [_furthest(share, found, end, missed + NEAR) for end in (share[-1] / 2, 1.0)]
    as_near = np.array([found, *ends])
    r_squared = 1 - missed**2 / float(share.var())
    low, high = as_near.min(axis=0).tolist(), as_near.max(axis=0).tolist()
    return BassFit(*found, r_squared, *zip(low, high, strict=True))


def nearest_curve(share: Floats) -> Curve | None:
    """Find p, q and m of the Bass curve nearest to a share by month, from 0 at the start on.

    share  float64[T + 1]

    Returns
    -------
    p and q [1/year] and m [share]; None where too little happens to fit three numbers.
    """
    share = share - share[0]
    if len(share) <= 12 or share[-1] < 0.02:
        return None
    nearest = _nearest(share)
    return None if nearest is None else nearest[0]


def _nearest(
    share: Floats, ceiling: float | None = None, begin: tuple[float, float] = (0.03, 0.4)
) -> tuple[Curve, float] | None:
    """Find p, q and m of the nearest curve, and how far it misses: root mean square [share].

    ceiling  m, if it is given
    begin    p and q where the search starts
    None where no curve can be found: the shares do not have this shape.
    """
    from scipy.optimize import curve_fit

    years, last = np.arange(len(share)) / 12, float(share[-1])
    start, low, high = [*begin], [1e-6, 0.0], [MOST_INNOVATION, MOST_IMITATION]
    if ceiling is None:
        start, low, high = [*start, min(1.0, 1.5 * last)], [*low, last / 2], [*high, 1.0]

    def curve(years: Floats, innovation: float, imitation: float, m: Any = ceiling) -> Floats:
        return _curve(years, innovation, imitation, m)

    try:
        found, _ = curve_fit(curve, years, share, p0=start, bounds=(low, high))
    except RuntimeError:
        return None
    missed = float(np.sqrt(np.mean((share - curve(years, *found)) ** 2)))
    innovation, imitation, m = (float(each) for each in [*found, ceiling][:3])
    return (innovation, imitation, m), missed


def _furthest(share: Floats, nearest: Curve, end: float, allowed: float) -> Curve:
    """Find the curve with the ceiling furthest towards an end that is still near enough."""
    furthest, far, tried = nearest, end, end
    for _ in range(HALVINGS + 1):
        found = _nearest(share, tried, furthest[:2])
        if found is not None and found[1] <= allowed:
            furthest = found[0]
        else:
            far = tried
        tried = (furthest[2] + far) / 2
    return furthest


def _curve(years: Floats, innovation: float, imitation: float, ceiling: float) -> Floats:
    decay = np.exp(-(innovation + imitation) * years)
    share: Floats = ceiling * (1 - decay) / (1 + imitation / innovation * decay)
    return share
