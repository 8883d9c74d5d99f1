"""A forecast of one group, beside its rivals, and its scores where later dates are known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.outcomes.intervals import Floats
from sim.outcomes.intervals import Whole as Months
from sim.study.calibration.series import Series
from sim.study.forecasting.rivals import rivals
from sim.study.forecasting.scores import Scores, pooled, scored

UPTAKE = "Uptake"
WITHOUT_EVENTS = "Uptake without its events"


@dataclass(frozen=True)
class Forecast:
    """What was forecast of one group.

    group    what it is called
    months   int64[T]  calendar months one by one, from the first that was seen to the last forecast
    known    what was known
    later    what came; it may be empty
    samples  by forecaster, ours first: float64[draws, T]  equally likely shares
    silent   by forecaster: why it makes no forecast
    """

    group: str
    months: Months
    known: Series
    later: Series
    samples: Mapping[str, Floats]
    silent: Mapping[str, str]

    @property
    def known_until(self) -> int:
        """The last calendar month that was known."""
        return int(self.known.months[-1])

    @cached_property
    def scores(self) -> dict[str, Scores]:
        """Scores by forecaster; none where nothing came."""
        if not len(self.later.months):
            return {}
        at = self.later.months - self.months[0]
        return {
            name: scored(samples[:, at], self.later.shares)
            for name, samples in self.samples.items()
        }

    def quantiles(self, name: str, levels: Sequence[float]) -> Floats:
        """Return quantiles of a forecaster; float64[levels, T]."""
        found: Floats = np.quantile(self.samples[name], levels, axis=0)
        return found


def forecast(
    known: Series, later: Series, until: int, ours: Mapping[str, Floats], seed: int = 0
) -> Forecast:
    """Put our forecast beside those of the rivals.

    known, later  what was known at the cut, and what came
    until         last calendar month to forecast
    ours          by name: float64[draws, T], month by month from the first that is known
    seed          number from which all draws of the rivals follow
    """
    months = np.arange(known.months[0], until + 1)
    samples, silent = dict(ours), {}
    for name, found in rivals(known.months, known.shares, months, seed).items():
        if isinstance(found, str):
            silent[name] = found
        else:
            samples[name] = found
    return Forecast(known.group, months, known, later, samples, silent)


def scores_of(forecasts: Sequence[Forecast]) -> dict[str, Scores]:
    """Return the scores over all groups of who forecast each group that can be scored."""
    counted = [each for each in forecasts if len(each.later.months)]
    if not counted:
        return {}
    return {name: pooled([each.scores[name] for each in counted]) for name in _by_all(counted)}


def _by_all(forecasts: Sequence[Forecast]) -> Iterator[str]:
    for name in forecasts[0].samples:
        if all(name in each.samples for each in forecasts):
            yield name
