"""One outcome of a sweep over its keys, drawn by what they are: numbers, words, one, two or more.

One number or a number and words: lines.  Words: dots.  Two numbers or two words: a table in
colours.  More keys: what each does by itself.  A sample: the outcome along the keys that matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from sim.outcomes.declare import SHARE
from sim.outcomes.intervals import Floats
from sim.outcomes.outcome_table import OUTCOMES
from sim.report.figures.axes import numbers_up, up_to
from sim.report.figures.captions import counted, listed
from sim.report.figures.labels import width_of
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import BLUE, OUTLINED, QUIET, Line
from sim.report.figures.swept_dots import dots, effects
from sim.report.figures.swept_heat import heat
from sim.report.figures.swept_lines import draw_points, lines_for, number_axis, shade
from sim.report.figures.swept_means import Means, main_keys, means, varying
from sim.report.figures.swept_measure import Measure
from sim.report.figures.swept_notes import no_value, notes
from sim.report.figures.swept_sample import sample
from sim.report.figures.swept_sentences import axis_name, finding, mid_name
from sim.study.swept import Estimate, Swept, SweptKey

ONE = Line(BLUE, "solid", "o", 4.0)
MOST_VALUES = 9  # points whose values are written


def outcome(swept: Swept) -> Page:
    """Draw the outcome over the keys that differ."""
    known = np.abs(swept.estimate.mean[np.isfinite(swept.estimate.mean)])
    measure = Measure(swept.outcome, swept.horizon, float(known.max(initial=0.0)))
    keys = main_keys(swept)
    if not keys or not np.isfinite(swept.estimate.mean[swept.done]).any():
        return _nothing(swept, measure)
    if swept.is_sample:
        return sample(swept, measure)
    if len(varying(swept)) > 2:
        return effects(swept, measure)
    found = means(swept, keys)
    numbers = [swept.keys[key].is_number for key in keys]
    if len(keys) == 1:
        return _line(swept, found, measure) if numbers[0] else dots(swept, found, measure)
    if sum(numbers) == 1:
        return _lines(swept, found, measure)
    return heat(swept, found, measure)


def _nothing(swept: Swept, measure: Measure) -> Page:
    """Say on an empty slide that no cell has a value, or that nothing is swept."""
    value = float(swept.estimate.mean[0]) if len(swept.done) == 1 else np.nan
    told = measure.number(value) if np.isfinite(value) else "no cell has a value"
    page = open_page(f"{measure.title}: {told}", measure.axis, notes(swept))
    page.axes.set_axis_off()
    return page


def _line(swept: Swept, found: Means, measure: Measure) -> Page:
    """Draw the outcome along one number, with its interval and the values at the points."""
    key = swept.keys[found.keys[0]]
    page = open_page(
        finding(swept, found, measure),
        measure.axis,
        notes(
            swept,
            _explained(swept, measure, found.estimate),
            *no_value(swept, measure),
            found=found,
        ),
    )
    along = number_axis(page.axes, key, page.box[2])
    _draw(page.axes, along, found.estimate, ONE, measure)
    _heights(page.axes, found.estimate, measure)
    _say_missing(page.axes, key, found.estimate.mean)
    if len(along) <= MOST_VALUES:
        _write_values(page.axes, along, found.estimate.mean, measure)
    return page


def _write_values(axes: Axes, along: Floats, mean: Floats, measure: Measure) -> None:
    """Write each value above its point, in the unit of the axis."""
    for place, value in zip(along, mean, strict=True):
        if np.isfinite(value):
            axes.annotate(
                measure.on_axis(value), (place, value * measure.scale), xytext=(0, 11),
                textcoords="offset points", ha="center", path_effects=OUTLINED, zorder=5,
            )  # fmt: skip


def _lines(swept: Swept, found: Means, measure: Measure) -> Page:
    """Draw the outcome along a number, with a line for each word."""
    laid = _laid_out(swept, found)
    ends = [_last(row, laid.order) for row in laid.mean]
    drawn = lines_for(laid.words, np.array([end for end, _ in ends]))
    endings = [
        Ending(end * measure.scale, f"{measure.number(end)}{_where(laid, at)} "
               f"{mid_name(laid.words, place)}", drawn[place].line)
        for place, (end, at) in enumerate(ends) if drawn[place].is_named and at >= 0
    ]  # fmt: skip
    page = open_page(
        finding(swept, found, measure),
        f"{measure.axis}, by {axis_name(laid.words)}",
        notes(
            swept,
            _explained(swept, measure, found.estimate),
            *no_value(swept, measure),
            found=found,
        ),
        side=endings,
    )
    along = number_axis(page.axes, laid.number, page.box[2])
    for place, each in enumerate(drawn):
        row = Estimate(laid.mean[place], laid.low[place], laid.high[place])
        _draw(page.axes, along, row, each.line, measure)
    _heights(page.axes, found.estimate, measure)
    _say_missing_of(page, laid)
    name_endings(page, endings)
    return page


@dataclass(frozen=True, slots=True)
class Laid:
    """A table of means with a row for each word and a column for each number.

    order  int64[columns]  the columns by size of the number
    """

    words: SweptKey
    number: SweptKey
    mean: Floats
    low: Floats
    high: Floats

    @property
    def order(self) -> list[int]:
        """The columns by size of their number."""
        return np.argsort(np.asarray(self.number.values, float), kind="stable").tolist()


def _laid_out(swept: Swept, found: Means) -> Laid:
    first, second = (swept.keys[key] for key in found.keys)
    tables = [
        each.reshape(found.shape)
        for each in (found.estimate.mean, found.estimate.low, found.estimate.high)
    ]
    if first.is_number:
        return Laid(second, first, *[each.T for each in tables])
    return Laid(first, second, *tables)


def _last(row: Floats, order: Sequence[int]) -> tuple[float, int]:
    """Value at the largest number that has one, and its column; nan and -1 if none has."""
    known = [(float(row[place]), place) for place in order if np.isfinite(row[place])]
    return known[-1] if known else (np.nan, -1)


def _where(laid: Laid, column: int) -> str:
    """Say at which number a line ends, if that is not the largest."""
    return "" if column == laid.order[-1] else f" at {laid.number.amounts[column]},"


def _draw(axes: Axes, along: Floats, row: Estimate, line: Line, measure: Measure) -> None:
    """Draw one line with its shade, from the smallest number to the largest."""
    order = np.argsort(along, kind="stable")
    mean, low, high = (measure.scale * each[order] for each in (row.mean, row.low, row.high))
    shade(axes, along[order], low, high, line)
    draw_points(axes, along[order], mean, line)


def _heights(axes: Axes, estimate: Estimate, measure: Measure) -> None:
    """Set the vertical axis: shares from 0 %, others around all values, with 0 if it is near."""
    values = measure.scale * np.concatenate([estimate.mean, estimate.low, estimate.high])
    known = values[np.isfinite(values)]
    low, high = float(known.min()), float(known.max())
    if OUTCOMES[measure.key].bounds == SHARE:
        up_to(axes, max(high, 1.0))
        return
    room = (high - low) or abs(high) or 1.0
    bottom = 0.0 if 0 <= low < room else low - 0.1 * room
    axes.set_ylim(bottom, high + 0.12 * room)
    numbers_up(axes)


def _explained(swept: Swept, measure: Measure, estimate: Estimate) -> str:
    """Say what points and shades are."""
    points = "medians" if measure.is_median else "means"
    known = np.isfinite(estimate.mean)
    if measure.is_exact and np.isnan(estimate.low).all():
        return f"Points: {points} of {counted(swept.replicates, 'replicate')}."
    if not np.isfinite(estimate.low[known]).all():
        return (
            f"Points: {points} of {counted(swept.replicates, 'replicate')}; no intervals are known."
        )
    return (
        f"Points: {points} of {counted(swept.replicates, 'replicate')}; "
        f"shades: {measure.intervals} (luck alone)."
    )


def _say_missing(axes: Axes, key: SweptKey, mean: Floats) -> None:
    """Mark numbers without a value on the axis."""
    for place in np.flatnonzero(~np.isfinite(mean)):
        axes.text(
            float(key.values[place]), 0.02, "no value", transform=axes.get_xaxis_transform(),
            ha="center", va="bottom", rotation=90, color=QUIET, path_effects=OUTLINED, zorder=5,
        )  # fmt: skip


def _say_missing_of(page: Page, laid: Laid) -> None:
    """Write in the corner which combinations have no value."""
    missing = [
        f"{mid_name(laid.words, row)} with {laid.number.amounts[column]}"
        for row, column in np.argwhere(~np.isfinite(laid.mean))
    ]
    if missing:
        told = f"no value: {listed(missing)}"
        if width_of(told) > page.box[2] - 12:
            told = f"no value: {counted(len(missing), 'combination')}"
        page.axes.text(
            0.01, 0.99, told, transform=page.axes.transAxes, va="top", color=QUIET,
            path_effects=OUTLINED, zorder=5,
        )  # fmt: skip
