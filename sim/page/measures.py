"""The measures of the page: each outcome in words, which way is better, and what is behind it."""

from collections.abc import Iterable, Iterator, Sequence
from math import isfinite
from typing import Any

from sim.outcomes import Interval, Outcomes
from sim.outcomes.declare import filled
from sim.outcomes.horizon import Horizon, horizon_of
from sim.outcomes.intervals import LEVEL
from sim.outcomes.outcome_table import OUTCOMES, change_of, unit_of
from sim.outcomes.times import Quantiles, time_to
from sim.outcomes.units import GBP_PER_KGBP, POINTS
from sim.page import json_numbers
from sim.page.schema import Change, Measure
from sim.report.price_words import price_in_words
from sim.report.time_words import months_in_words
from sim.report.words import difference_in, mean_and_range_of
from sim.study.comparison import Difference
from sim.study.price import Price
from sim.study.time_to_share import TimeSaved
from sim.study.values import Values, intervals, samples, worth_showing

TOO_FEW = "too few to tell"
MONTH = 1.0  # less is practically the same


def measures_of(
    outcomes: Outcomes,
    figures: Values[Interval] | None = None,
    cost: Price | None = None,
    shown: Sequence[str] | None = None,
) -> list[Measure]:
    """Measure one plan: each measure with its range.

    figures  the plan's outcomes as its comparison found them; None for an answer on its own,
             which gets 95 % ranges
    cost     of each extra organisation live, if it was worked out
    shown    keys of the outcomes; None for those worth showing of this plan alone
    """
    horizon = horizon_of(outcomes)
    if figures is None:
        figures = intervals(samples(outcomes, horizon), LEVEL)
    keys = explained([figures]) if shown is None else shown
    told = [_half(outcomes, horizon)]
    told += [_level(key, figures[key], horizon) for key in keys]
    return [*told, _cost(cost, horizon), _spend(outcomes, horizon)]


def explained(plans: Iterable[Values[Interval]]) -> list[str]:
    """List the outcomes that the page shows of some plans."""
    return [key for key in worth_showing(plans) if OUTCOMES[key].explain]


def differences_of(
    difference: Difference, horizon: Horizon, shown: Sequence[str], margin: float
) -> list[Change]:
    """Return one plan less the baseline in every measure, and whether the two are apart.

    margin  share of organisations: less is practically the same
    """
    told = [_sooner(difference.sooner, horizon)]
    told += [_change(key, difference.figures[key], horizon, margin) for key in shown]
    return told


def _level(key: str, value: Interval | None, horizon: Horizon) -> Measure:
    text = "nothing to measure" if value is None else mean_and_range_of(value, unit_of(key))
    return _measure(key, horizon, **json_numbers.ends(value), text=text)


def _change(key: str, value: Interval | None, horizon: Horizon, margin: float) -> Change:
    text, apart, close = TOO_FEW, False, False
    if value is not None:
        text, apart = difference_in(key, value), value.excludes_zero
        in_points = change_of(key).unit == POINTS
        close = in_points and abs(value.mean) < margin and isfinite(value.half_width)
    return _measure(key, horizon, **json_numbers.ends(value), text=text, apart=apart, close=close)


def _measure(key: str, horizon: Horizon, **told: Any) -> Any:
    """Build a measure: what it is, its number and words, and what is behind it."""
    outcome = OUTCOMES[key]
    return {
        "key": key, "label": filled(outcome.title, horizon), **told,
        "better": outcome.better, "explain": filled(outcome.explain, horizon),
        "behind": list(dict.fromkeys(outcome.behind)),
    }  # fmt: skip


def _half(outcomes: Outcomes, horizon: Horizon) -> Measure:
    """Return when half of the organisations are live: median over the runs, middle 80 % of them."""
    when = Quantiles(time_to(outcomes, 0.5, horizon.end))
    ends = {name: json_numbers.number(each) for name, each in (
        ("mean", when.median), ("low", when.low), ("high", when.high)
    )}  # fmt: skip
    return _measure("time_to_half", horizon, **ends, text=" ".join(_when(when, horizon.end)))


def _when(when: Quantiles, end: int) -> Iterator[str]:
    if when.median is None:
        yield f"not within {end} months in most runs"
        return
    low, high = ("later" if each is None else f"{each:.0f}" for each in (when.low, when.high))
    yield f"{when.median:.0f} months"
    yield f"({low} to {high if when.high is not None else f'after {end}'})"


def _cost(cost: Price | None, horizon: Horizon) -> Measure:
    text = "no spread partner to pay for"
    if cost is not None:
        text = price_in_words(cost, horizon.month)
    return _measure("cost", horizon, **json_numbers.ends(cost, 0), text=text)


def _spend(outcomes: Outcomes, horizon: Horizon) -> Measure:
    spend = float(outcomes.spend.sum()) * GBP_PER_KGBP
    ends = {"mean": json_numbers.number(spend, 0), "low": None, "high": None}
    return _measure("spend", horizon, **ends, text=f"£{spend:,.0f}")


def _sooner(sooner: TimeSaved | None, horizon: Horizon) -> Change:
    if sooner is None or sooner.at_once:
        text = "neither usually reaches a tenth"
        if sooner is not None:
            text = f"both have {sooner.share:.0%} live from the start"
        return _measure("sooner", horizon, **json_numbers.ends(None), text=text, apart=False,
                        close=False)  # fmt: skip
    return _measure(
        "sooner", horizon, **json_numbers.ends(sooner.months),
        text=f"{months_in_words(sooner)}, to {sooner.share:.0%} live",
        apart=sooner.months.excludes_zero,
        close=abs(sooner.months.mean) < MONTH,
    )  # fmt: skip
