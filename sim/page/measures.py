"""What the page measures a plan by: words, units, which way is better, what stands behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.outcomes import Interval, Outcomes
from sim.outcomes.summary import HEADLINE_MONTH, LEVEL
from sim.outcomes.times import Quantiles, quantiles, time_to
from sim.page import json_numbers
from sim.page.schema import Better, Change, Measure
from sim.page.sources import behind
from sim.report.words import DAYS, MONTHS, PERCENT, POINTS, POUNDS, Unit, difference_of, said
from sim.study.comparison import Difference
from sim.study.figures import Horizon, intervals, samples
from sim.study.time_to_share import TimeSaved

GBP_PER_KGBP = 1000
TOO_FEW = "too few to tell"


@dataclass(frozen=True, slots=True)
class Kind:
    """One measure.

    label    what it is called; {month} and {end} are filled in
    unit     of the number in the data, as a reader says it
    level    how a plan's value is said
    change   how a difference is said
    more, less  words for a positive and a negative difference
    better   up | down | neither
    explain  what it is, in a sentence
    """

    label: str
    unit: str
    level: Unit
    change: Unit
    more: str
    less: str
    better: Better
    explain: str


KINDS = {
    "live": Kind(
        "Live at month {month}", "share of organisations", PERCENT, POINTS, "more", "fewer", "up",
        "Organisations that use the innovation at month {month}, in the dip or embedded.",
    ),
    "live_end": Kind(
        "Live at month {end}", "share of organisations", PERCENT, POINTS, "more", "fewer", "up",
        "Organisations that use the innovation at the end of the run.",
    ),
    "embedded": Kind(
        "Embedded at month {end}", "share of organisations", PERCENT, POINTS, "more", "fewer", "up",
        "Organisations in which it has become the normal way of working.",
    ),
    "waiting": Kind(
        "Wait to go live", "months", MONTHS, MONTHS, "longer", "shorter", "down",
        "Months, of {end}, in which an average organisation has not yet been live.",
    ),
    "abandoned": Kind(
        "Gave up", "share of those ever live", PERCENT, POINTS, "more", "fewer", "down",
        "Of the organisations that have ever been live, those that have given up at least once.",
    ),
    "dip": Kind(
        "Dip at go-live", "share of activity", PERCENT, POINTS, "deeper", "shallower", "down",
        "Activity lost in the first month of going live.",
    ),
    "exposure": Kind(
        "Below tolerance", "months of activity", DAYS, DAYS, "more", "less", "down",
        "Performance below tolerance, in an average organisation's activity over the run: a proxy "
        "of risk to safety, not of harm.",
    ),
    "equity_gap": Kind(
        "Equity gap at month {end}", "share of organisations", POINTS, POINTS, "wider", "narrower",
        "down", "Share live elsewhere less share live in deprived areas.",
    ),
}  # fmt: skip


def horizon_of(outcomes: Outcomes) -> Horizon:
    """Tell the headline month and the last month of a run."""
    return Horizon(min(HEADLINE_MONTH, outcomes.months), outcomes.months)


def measures_of(outcomes: Outcomes, cost: Interval | None = None) -> list[Measure]:
    """Measure one plan: each measure with its 95 % range.

    cost  [GBP] for each extra organisation live, where it was reckoned
    """
    horizon = horizon_of(outcomes)
    figures = intervals(samples(outcomes, horizon), LEVEL)
    told = [_half(outcomes, horizon)]
    told += [_level(key, getattr(figures, key), horizon) for key in KINDS]
    return [*told, _cost(cost), _spend(outcomes)]


def differences_of(difference: Difference, horizon: Horizon) -> list[Change]:
    """Tell one plan less the baseline in every measure, and whether that is surely not 0."""
    told = [_sooner(difference.sooner)]
    told += [_change(key, getattr(difference.figures, key), horizon) for key in KINDS]
    return told


def _level(key: str, value: Interval | None, horizon: Horizon) -> Measure:
    text = "nothing to measure" if value is None else said(value, KINDS[key].level)
    return _measure(key, value, horizon, text)


def _change(key: str, value: Interval | None, horizon: Horizon) -> Change:
    kind = KINDS[key]
    if value is None:
        text, apart = TOO_FEW, False
    else:
        text, apart = difference_of(value, kind.change, kind.more, kind.less), value.excludes_zero
    return {**_measure(key, value, horizon, text), "apart": apart}


def _measure(key: str, value: Interval | None, horizon: Horizon, text: str) -> Measure:
    kind = KINDS[key]
    return {
        "key": key, "label": _filled(kind.label, horizon), "unit": kind.unit,
        **json_numbers.ends(value),
        "text": text, "better": kind.better, "explain": _filled(kind.explain, horizon),
        "behind": behind(key),
    }  # fmt: skip


def _filled(text: str, horizon: Horizon) -> str:
    return text.format(month=horizon.month, end=horizon.end)


def _half(outcomes: Outcomes, horizon: Horizon) -> Measure:
    """Tell when half of the organisations are live: median over the runs, middle 80 % of them."""
    when = quantiles(time_to(outcomes, 0.5, horizon.end))
    return {
        "key": "time_to_half", "label": "Months until half are live", "unit": "months",
        "mean": json_numbers.number(when.median), "low": json_numbers.number(when.low),
        "high": json_numbers.number(when.high), "text": " ".join(_when(when, horizon.end)),
        "better": "down", "behind": behind("time_to_half"),
        "explain": (
            "Month in which half of the organisations are live: the middle run, and in brackets "
            "where 8 of 10 runs lie."
        ),
    }  # fmt: skip


def _when(when: Quantiles, end: int) -> Iterator[str]:
    if when.median is None:
        yield f"not within {end} months in most runs"
        return
    low, high = ("later" if each is None else f"{each:.0f}" for each in (when.low, when.high))
    yield f"{when.median:.0f} months"
    yield f"({low} to {high if when.high is not None else f'after {end}'})"


def _cost(cost: Interval | None) -> Measure:
    text = "not told: no extra organisation is sure" if cost is None else said(cost, POUNDS)
    return {
        "key": "cost", "label": "Cost per extra adopter", "unit": "£", **json_numbers.ends(cost, 0),
        "text": text, "better": "down", "behind": behind("cost"),
        "explain": (
            "Programme spend for each organisation live at the headline month beyond those without "
            "a spread partner."
        ),
    }  # fmt: skip


def _spend(outcomes: Outcomes) -> Measure:
    spend = float(outcomes.spend.sum()) * GBP_PER_KGBP
    return {
        "key": "spend", "label": "Programme spend", "unit": "£",
        "mean": json_numbers.number(spend, 0), "low": None, "high": None,
        "text": f"£{spend:,.0f}", "better": "neither",
        "explain": "All that the programme spends, pilots and planning included.",
        "behind": behind("spend"),
    }  # fmt: skip


def _sooner(sooner: TimeSaved | None) -> Change:
    if sooner is None or sooner.at_once:
        months, text, apart = None, "no share that both usually reach", False
    else:
        months, apart = sooner.months, sooner.months.excludes_zero
        size = difference_of(months, MONTHS, "sooner", "later")
        text = f"{size}, to {sooner.share:.0%} live"
    return {
        "key": "sooner", "label": "Sooner", "unit": "months", **json_numbers.ends(months),
        "text": text,
        "apart": apart, "better": "up", "behind": behind("sooner"),
        "explain": "Months by which the largest share that both usually reach is reached sooner.",
    }  # fmt: skip
