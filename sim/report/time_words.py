"""How much sooner a share is reached, in words; at least so many months where the run ends."""

import math

from sim.outcomes.outcome_table import unit_of
from sim.outcomes.units import in_table
from sim.report.words import cell, difference_of
from sim.study.time_to_share import TimeSaved

CLOSE_MONTHS = 1.0  # two times closer than this are practically the same


def months_in_words(found: TimeSaved) -> str:
    """Write months with their range: "21 months sooner (between 19 and 23)", "at least 41"."""
    months = found.months
    if found.at_least:
        return f"at least {_count(months.mean)} {_way(months.mean)}"
    low, high = months.low, months.high
    if math.isinf(low) == math.isinf(high):
        return difference_of(months, unit_of("sooner"), "sooner", "later")
    told = f"{_count(months.mean)} {_way(months.mean)}"
    near = low if math.isfinite(low) else high
    if near * months.mean > 0:
        return f"{told} ({abs(near):.0f} or more)"
    return f"{told} (or up to {_count(near)} {_way(near)})"


def months_cell(found: TimeSaved) -> str:
    """Write months for a table: "21 (19 to 23) to 50%", "41 or more to 50%"."""
    to = f"to {found.share:.0%}"
    if found.at_least:
        more = "more" if found.months.mean >= 0 else "less"
        return f"{found.months.mean:.0f} or {more} {to}"
    return f"{cell(found.months, in_table(unit_of('sooner')))} {to}"


def months_before(found: TimeSaved, other: str) -> str:
    """Write months for the answer: "21 months before <other>", "at least 41 months before"."""
    mean = found.months.mean
    if abs(mean) <= CLOSE_MONTHS and not found.at_least:
        return f"practically as soon as with {other}"
    least = "at least " if found.at_least else ""
    return f"{least}{_count(mean)} {'before' if mean > 0 else 'after'} {other}"


def _way(months: float) -> str:
    return "sooner" if months >= 0 else "later"


def _count(months: float) -> str:
    whole = round(abs(months))
    return f"{whole} month{'s' * (whole != 1)}"
