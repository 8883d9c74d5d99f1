"""How the sets that fit compare with what was observed, date by date."""

from dataclasses import dataclass

import numpy as np

from sim.networks.system import Floats
from sim.study.calibration.posterior import Posterior
from sim.study.calibration.series import ObservedSeries, Series

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True)
class Date:
    """One date of one group.

    bands  at LEVELS: what would be observed, by the sets that fit
    fitted whether it was used
    """

    group: str
    month: int
    observed: float
    bands: tuple[float, ...]
    fitted: bool

    @property
    def is_inside(self) -> bool:
        """Whether it is in the band of nine in ten."""
        return self.bands[0] <= self.observed <= self.bands[-1]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Bands by month of one group, and its dates.

    means     float64[LEVELS, M + 1]  of the mean of each set: what settings alone say
    observed  float64[LEVELS, M + 1]  of what would be observed
    """

    group: str
    means: Floats
    observed: Floats
    dates: tuple[Date, ...]

    @property
    def miss(self) -> float:
        """Mean distance of the middle of the sets from what was observed and fitted; share."""
        fitted = [each for each in self.dates if each.fitted]
        return float(np.mean([abs(each.observed - each.bands[2]) for each in fitted]))


def agreements(posterior: Posterior, later: ObservedSeries | None = None) -> list[Agreement]:
    """Compare each group; `later` has dates that were not fitted."""
    found = []
    for group, series in enumerate(posterior.question.observed.series):
        means = np.quantile(posterior.means[:, group], LEVELS, axis=0)
        observed = np.quantile(posterior.expected(group), LEVELS, axis=0)
        dates = [*_dates(series, posterior, observed, True)]
        for each in () if later is None else later.series:
            if each.group == series.group:
                dates += _dates(each, posterior, observed, False)
        found.append(Agreement(series.group, means, observed, tuple(dates)))
    return found


def _dates(series: Series, posterior: Posterior, bands: Floats, fitted: bool) -> list[Date]:
    at = series.months - posterior.first
    return [
        Date(series.group, int(month), float(share), tuple(bands[:, j].tolist()), fitted)
        for month, share, j in zip(series.months, series.shares, at, strict=True)
        if j < bands.shape[1]
    ]
