"""Numbers in words, never with more digits than their interval supports."""

import math
from collections.abc import Sequence
from dataclasses import replace

from sim.outcomes.intervals import Interval
from sim.outcomes.outcome_table import change_of
from sim.outcomes.samples import DEPRIVED, ELSEWHERE, Group
from sim.outcomes.units import Unit
from sim.params import Scenario
from sim.study.comparison import Comparison

SHORT_NAME = 3  # words of a name that is cut
AREAS = {DEPRIVED: "deprived areas", ELSEWHERE: "other areas"}


def title_of(scenario: Scenario, name: str = "") -> str:
    """Name a run by its strategy, or by the name of its plan, and by innovation and system."""
    strategy, innovation, system = (
        part.title for part in (scenario.strategy, scenario.innovation, scenario.system)
    )
    plan = name or strategy or "Strategy"
    return f"{plan}: {innovation or 'innovation'}, {system or 'system'}"


def names(comparison: Comparison) -> list[str]:
    """Name the plans in words, by what sets them apart (`sim.config.plan_names`).

    Plans that were given without names are called by the titles of their strategies, or by their
    labels if titles repeat.
    """
    if all(plan.name for plan in comparison.plans):
        return [plan.name for plan in comparison.plans]
    titles = [plan.scenario.strategy.title for plan in comparison.plans]
    if all(titles) and len(set(titles)) == len(titles):
        return titles
    return [plan.label for plan in comparison.plans]


def quoted(comparison: Comparison) -> list[str]:
    """Name the plans in quotation marks, because one may be called none."""
    return [f"“{name}”" for name in names(comparison)]


def name_of(comparison: Comparison, label: str) -> str:
    """Name one plan in a sentence."""
    return quoted(comparison)[[plan.label for plan in comparison.plans].index(label)]


def cut(name: str) -> str:
    """Keep the first words of a long name."""
    words = name.split()
    return name if len(words) <= SHORT_NAME else f"{' '.join(words[:SHORT_NAME])}…"


def group_name(group: Group) -> str:
    """Name a group of organisations: areas in words, any other by its label."""
    return AREAS.get(group, group[1])


def mean_of(interval: Interval, unit: Unit) -> str:
    """Write a mean with as many digits as its interval supports: "62%"."""
    return _with_noun(_number(interval.mean, unit, _step(interval, unit)), unit)


def whole_percent(interval: Interval) -> str:
    """Write a share as whole per cent, as curves and dials of the page do: "62%"."""
    return f"{round(100 * interval.mean)}%"


def points_of(interval: Interval) -> str:
    """Write a share as whole points: "62"."""
    return f"{round(100 * interval.mean)}"


def range_of(interval: Interval, unit: Unit) -> str:
    """Write a range to put after its mean: " (between 60% and 64%)"."""
    if math.isinf(interval.half_width):
        return " (too few runs for a range)"
    step = _step(interval, unit)
    low, high = (_number(end, unit, step) for end in (interval.low, interval.high))
    return "" if low == high else f" (between {low} and {high})"


def mean_and_range_of(interval: Interval, unit: Unit) -> str:
    """Write a quantity with its range: "62% (between 60% and 64%)"."""
    return mean_of(interval, unit) + range_of(interval, unit)


def size_of(interval: Interval, unit: Unit, then: str = "") -> str:
    """Write the size of a difference that excludes zero: "31 months (between 29 and 33)".

    then  text before the range: " sooner"
    """
    step = _step(interval, unit)
    size = _with_noun(_number(abs(interval.mean), unit, step), unit) + then
    ends = sorted(abs(end) for end in (interval.low, interval.high))
    near, far = (_number(end, unit, step) for end in ends)
    if near == far:
        return size
    near = f"just above {near}" if near == _number(0, unit, step) else near
    return f"{size} (between {near} and {far})"


def difference_of(interval: Interval, unit: Unit, more: str, less: str) -> str:
    """Write a difference with its range: "31 months sooner (between 29 and 33)".

    more, less  words for a positive and a negative difference: "sooner" and "later"

    If the range includes zero, each end has its own word: "between 2 fewer and 4 more".
    """
    if interval.excludes_zero:
        return size_of(interval, unit, f" {more if interval.mean > 0 else less}")
    step = _step(interval, unit)

    def directed(value: float, unit: Unit) -> str:
        number = _with_noun(_number(abs(value), unit, step), unit)
        is_zero = round(value * unit.scale / step) == 0
        return number if is_zero else f"{number} {more if value > 0 else less}"

    mean = directed(interval.mean, unit)
    if math.isinf(interval.half_width):
        return f"{mean} (too few runs for a range)"
    bare = replace(unit, one="", many="")
    low, high = directed(interval.low, bare), directed(interval.high, bare)
    return mean if low == high else f"{mean} (between {low} and {high})"


def difference_in(key: str, interval: Interval) -> str:
    """Say by how much two plans differ in an outcome, as the table of outcomes has it.

    key  of the outcome: "live"
    """
    change = change_of(key)
    return difference_of(interval, change.unit, change.more, change.less)


def is_slight(interval: Interval, unit: Unit) -> bool:
    """Whether a difference is written as 0."""
    return round(interval.mean * unit.scale / _step(interval, unit)) == 0


def cell(interval: Interval | None, unit: Unit) -> str:
    """Show a quantity in a table: "62 (60 to 64)", or a dash if it is missing."""
    if interval is None:
        return "-"
    step = _step(interval, unit)
    mean, low, high = (
        _number(each, unit, step) for each in (interval.mean, interval.low, interval.high)
    )
    if math.isinf(interval.half_width) or interval.half_width == 0:
        return mean
    return f"{mean} ({low} to {high})"


def listed(words: Sequence[str]) -> str:
    """Join words into a list in a sentence: "a, b and c"."""
    *before, final = words
    return f"{', '.join(before)} and {final}" if before else final


def rounded_up(count: float) -> str:
    """Write a number of runs, rounded up to two digits: "5,300"."""
    step = 10 ** max(0, math.floor(math.log10(max(1.0, count))) - 1)
    return f"{math.ceil(count / step - 1e-9) * step:,}"


def roughly(count: float) -> str:
    """Write a number of runs, rounded to one digit: "5,000"."""
    step = 10 ** math.floor(math.log10(max(1.0, count)))
    return f"{round(count / step) * step:,}"


def _step(interval: Interval, unit: Unit) -> float:
    """Round to the first digit of the half-width; large numbers to whole numbers or coarser."""
    half = interval.half_width * unit.scale
    finest = unit.finest
    if abs(interval.mean) * unit.scale >= unit.whole_from:
        finest = max(finest, 1.0)
    if not 0 < half < math.inf:
        return finest
    return max(finest, 10.0 ** math.floor(math.log10(half)))


def _number(value: float, unit: Unit, step: float) -> str:
    if math.isinf(value):
        return "unknown"
    scaled = round(value * unit.scale / step) * step
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    sign = "-" if scaled < 0 else ""
    return f"{sign}{unit.before}{abs(scaled):,.{decimals}f}{unit.after}"


def _with_noun(number: str, unit: Unit) -> str:
    return number + (unit.one if number == "1" else unit.many)
