"""The full account of one run, in plain words for a planner."""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sim.outcomes import Interval, Outcomes, Row
from sim.outcomes.horizon import horizon_of
from sim.outcomes.intervals import LEVEL
from sim.outcomes.outcome_table import quantity_of, unit_of
from sim.outcomes.units import GBP_PER_KGBP
from sim.params.names import GAPS
from sim.report import fairness, own_system
from sim.report.blank_values import blanks_in_words
from sim.report.events import events_in_words
from sim.report.scores import scores_in_words
from sim.report.sets_words import not_varied, parts_of_variance, where_from
from sim.report.table import RANGES
from sim.report.words import mean_and_range_of, mean_of
from sim.study.blank_values import of_live
from sim.study.even_spread import EvenSpread
from sim.study.uncertainty.record import Uncertainty

ASSUMED = (
    "Most numbers behind this are assumptions (uptake list parameters). It shows what follows "
    "from them; it is not a forecast."
)
Rows = Mapping[str, Row]


def run_account(
    outcomes: Outcomes,
    summary: Sequence[Row],
    even: EvenSpread | None,
    drawn: Uncertainty | None,
) -> list[str]:
    """Say in paragraphs what happened, what it is based on, and how far to trust it.

    summary  of the outcomes
    even     the same money spread evenly; None if it was not run
    drawn    the plan run under sets of assumptions; None if none were tried
    """
    rows = {row.quantity: row for row in summary}
    month = horizon_of(outcomes).month
    paragraphs = (
        _spread(rows, outcomes), _risk(rows), _money(rows), fairness.even_spread(even, month),
        _binding_gap(rows), _basis(outcomes, drawn),
    )  # fmt: skip
    return [" ".join(sentences) for sentences in map(list, paragraphs) if sentences]


def _row(rows: Rows, key: str) -> Row:
    """Look up an outcome by its key in the table of outcomes."""
    return rows[quantity_of(key)]


def _with_range(rows: Rows, key: str, sign: float = 1.0) -> str:
    """Write an outcome with its range: "62% (between 60% and 64%)"."""
    return mean_and_range_of(_interval(_row(rows, key), sign), unit_of(key))


def _interval(row: Row, sign: float = 1.0) -> Interval:
    if row.mean is None:
        return Interval(math.nan, -math.inf, math.inf, LEVEL, 0)
    low = -math.inf if row.low is None else row.low * sign
    high = math.inf if row.high is None else row.high * sign
    return Interval(row.mean * sign, min(low, high), max(low, high), LEVEL, 0)


def _spread(rows: Rows, outcomes: Outcomes) -> Iterator[str]:
    """Say how many are live in the headline month and at the end, and when half are live."""
    headline, end = _row(rows, "live"), _row(rows, "live_end")
    who = f"the {outcomes.organisations:,} organisations"
    parts = [f"{_with_range(rows, 'live')} of {who} are {headline.meaning}"]
    if headline.meaning != end.meaning:
        parts.append(f"and {_with_range(rows, 'live_end')} are {end.meaning}")
    told = " ".join(parts)
    if _row(rows, "embedded").mean is not None:
        comma = "," if len(parts) > 1 else ""
        told += f"{comma} when {_with_range(rows, 'embedded')} have embedded it"
    yield f"{told}."
    half = _row(rows, "time_to_half").mean
    if half is None:
        last = outcomes.months
        yield f"In most runs fewer than half are live by the end (time to half: >{last} months)."
    else:
        yield f"Half are live by month {half:.0f} (median of the runs)."


def _risk(rows: Rows) -> Iterator[str]:
    """Say how deep the dip is, how much is below tolerance, who gives up, who is behind."""
    if _row(rows, "dip").mean is not None:
        dip = _with_range(rows, "dip")
        yield f"In its first live month a site loses {dip} of its activity."
    if _row(rows, "exposure").mean is not None:
        yield from _below_tolerance(rows)
    if _row(rows, "abandoned").mean is not None:
        left = _with_range(rows, "abandoned")
        yield f"Of the sites that ever went live, {left} have given up."
    yield _equity(rows)


def _below_tolerance(rows: Rows) -> Iterator[str]:
    below = mean_of(_interval(_row(rows, "exposure")), unit_of("exposure"))
    yield (
        f"Performance is below tolerance for {below} of an organisation's activity in all "
        "(a measure of risk to safety, not of harm)."
    )
    own = _interval(_row(rows, "exposure_unapproved"))
    if own.mean > 0:
        days = mean_of(own, unit_of("exposure_unapproved"))
        yield f"Use by staff that no organisation has approved makes up {days} of this."
        yield "How risky that is, is assumed."


def _equity(rows: Rows) -> str:
    gap = _row(rows, "equity_gap")
    if gap.mean is None:
        return "There is no equity gap to report: all organisations are alike in deprivation."
    if not _interval(gap).excludes_zero:
        return "At the end, deprived and other areas cannot be told apart."
    behind = "behind" if gap.mean > 0 else "ahead"
    size = _with_range(rows, "equity_gap", sign=1.0 if gap.mean > 0 else -1.0)
    return f"At the end, organisations in deprived areas are {behind} by {size}."


def _money(rows: Rows) -> Iterator[str]:
    spend = _row(rows, "spend").mean or 0
    told = f"The programme spends £{spend * GBP_PER_KGBP:,.0f}"
    if _row(rows, "net").mean is not None:
        told += f"; benefits less all costs come to {_with_range(rows, 'net')} by the end"
    yield f"{told}."


def _binding_gap(rows: Rows) -> Iterator[str]:
    """Say which gap is widest for most of those that have not embedded it in the last month."""
    shares = {gap: _row(rows, f"held_by_{gap}").mean or 0.0 for gap in GAPS}
    most = max(shares, key=shares.__getitem__)
    if shares[most] > 0:
        yield (
            f"Of those that have not embedded it at the end, {shares[most]:.0%} are held back "
            f"most by the {most} gap."
        )


def _blanks(outcomes: Outcomes) -> Iterator[str]:
    """Say what values that nobody knows do to the share live."""
    month, own = horizon_of(outcomes).month, outcomes.scenario.system
    blanks = of_live(outcomes, month)
    stages = blanks is not None and own_system.has_unknown_stages(own)
    yield from blanks_in_words(blanks, f"the share live at month {month}", "%", stages)


def _basis(outcomes: Outcomes, drawn: Uncertainty | None) -> Iterator[str]:
    """Say how many runs and systems this is based on, and what the assumptions do to it."""
    yield RANGES
    systems, scenario = len(np.unique(outcomes.clusters)), outcomes.scenario
    where = own_system.basis(scenario, systems)
    if where is None and systems == 1:
        where = "on one made-up system (illustrative), and applies to this system only"
    elif where is None:
        where = f"on {systems} made-up systems (illustrative)"
    yield f"This is based on {len(outcomes.replicates):,} runs {where}."
    yield from own_system.own_in_words([scenario])
    yield from scores_in_words([scenario], drawn.sets.keys if drawn else ())
    yield from _blanks(outcomes)
    yield from events_in_words([scenario])
    yield ASSUMED
    if drawn is None:
        yield "The assumptions were not varied."
    else:
        yield from _under_sets(drawn, horizon_of(outcomes).month)


def _under_sets(drawn: Uncertainty, month: int) -> Iterator[str]:
    """Say how far the share live goes over the sets, and over all that may happen."""
    yield from where_from(drawn)
    _, low, high = drawn.level(0)
    if drawn.count == 1:
        yield f"The share live at month {month} is {low:.0%} in the one set."
    else:
        ends = f"{low:.0%} and {high:.0%}"
        yield f"The share live at month {month} is between {ends} in nine sets of ten."
    least, most = drawn.quantiles(0)[:, month]
    ends = f"{min(least, low):.0%} and {max(most, high):.0%}"
    if ends == f"{low:.0%} and {high:.0%}":  # the luck of the few runs is taken out of the first
        yield "Luck and systems add little to that."
    else:
        yield f"With luck and systems as well, nine runs of ten are between {ends}."
    yield from parts_of_variance(drawn.shares(0), f"the share live at month {month}")
    yield from not_varied(drawn.held)
