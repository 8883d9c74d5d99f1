"""The summary of a plan: every reported quantity, with interval, unit and meaning."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.outcomes.bass import BassFit, bass_fit
from sim.outcomes.declare import BASS, Outcome, filled
from sim.outcomes.formulas import Found
from sim.outcomes.horizon import horizon_of
from sim.outcomes.intervals import LEVEL, Interval, within
from sim.outcomes.outcome_table import OUTCOMES, quantity_of
from sim.outcomes.outcomes import Outcomes
from sim.outcomes.samples import Sample
from sim.outcomes.times import Quantiles

Ends = tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One quantity; missing values (0 of 0, not reached) are None, never 0.

    Attributes
    ----------
    quantity : str
        Its name in `summary.csv`.
    mean : float or None
        Mean over replicates; for times, the median.
    low, high : float or None
        95 % interval of the mean; for times, the middle 80 % of replicates.
    unit, meaning : str
        In words.
    """

    quantity: str
    mean: float | None
    low: float | None
    high: float | None
    unit: str
    meaning: str


def summary(outcomes: Outcomes) -> list[Row]:
    """Summarise a plan's outcomes, the headlines first.

    Parameters
    ----------
    outcomes : Outcomes
        Of one plan.

    Returns
    -------
    list of Row
        Every reported quantity.
    """
    return [*_rows(outcomes), *_bass(outcomes)]


def _rows(outcomes: Outcomes) -> Iterator[Row]:
    horizon = horizon_of(outcomes)
    for key, outcome in OUTCOMES.items():
        if outcome.of is not None and outcome.in_summary and outcome.when(horizon):
            ends = _ends(outcome.of(outcomes, horizon), outcome)
            meaning = filled(outcome.meaning, horizon)
            yield Row(quantity_of(key), *ends, outcome.unit, meaning)


def _ends(found: Found, outcome: Outcome) -> Ends:
    """Return the mean and the ends of what was computed."""
    if isinstance(found, Sample):
        return _of_interval(found.interval(LEVEL), outcome)
    if isinstance(found, Quantiles):
        return found.median, found.low, found.high
    return found, None, None


def _of_interval(interval: Interval, outcome: Outcome) -> Ends:
    if outcome.bounds is not None:
        interval = within(interval, *outcome.bounds)
    low, high = (x if np.isfinite(x) else None for x in (interval.low, interval.high))
    return interval.mean, low, high


def _bass(o: Outcomes) -> Iterator[Row]:
    """Report the nearest Bass curve, or why there is none.

    low, high of p, q and m are those of the curves that are about as near; where their ceilings are
    far apart, none of the three is reported.
    """
    fit = bass_fit(o)
    why = _why_no_bass(fit)
    for key, outcome in OUTCOMES.items():
        if outcome.theme != BASS:
            continue
        name = key.removeprefix("bass_")
        reason = "" if name == "r_squared" else why
        value = None if fit is None or reason else getattr(fit, name)
        low, high = getattr(fit, f"{name}s", (None, None))
        yield Row(key, value, low, high, outcome.unit, outcome.meaning + reason)


def _why_no_bass(fit: BassFit | None) -> str:
    """Say why p, q and m are missing; empty where they are not."""
    if fit is None:
        return "; missing: too little happens, or in no such shape"
    if fit.is_identified:
        return ""
    low, high = fit.ceilings
    return f"; not identified: curves with ceilings from {low:.0%} to {high:.0%} come as near"
