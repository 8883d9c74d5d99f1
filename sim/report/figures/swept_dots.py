"""Dots with whiskers in rows: the values of one key in words, or what each of many keys does."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from sim.outcomes.declare import SHARE
from sim.outcomes.outcome_table import OUTCOMES
from sim.report.figures.axes import numbers_along
from sim.report.figures.captions import counted
from sim.report.figures.labels import shortened, width_of
from sim.report.figures.slide import ROW, Ending, Page, name_endings, name_rows, open_page
from sim.report.figures.style import BLUE, INK, OUTLINED, QUIET, Line
from sim.report.figures.swept_lines import MOST_COLOURS, lines_for, number_colour
from sim.report.figures.swept_means import Means, by_effect
from sim.report.figures.swept_measure import Measure
from sim.report.figures.swept_notes import no_value, notes
from sim.report.figures.swept_sentences import capital, finding, matters_most
from sim.study.swept import Swept, SweptKey

MOST_ROWS, MOST_KEYS = 12, 10
WIDEST_END = 190.0  # [points] of the name of a value beside its dot
BESIDE, EDGE = 14.0, 10.0  # from a dot to its name, and to the edge of the axis


@dataclass(frozen=True, slots=True)
class Dot:
    """A mean with its whisker, in the units of the axis."""

    mean: float
    low: float
    high: float
    line: Line


def dots(swept: Swept, found: Means, measure: Measure) -> Page:
    """Draw a dot with its whisker for each value of one key in words, the highest on top."""
    key = swept.keys[found.keys[0]]
    mean = found.estimate.mean
    order = np.argsort(-np.nan_to_num(mean, nan=-np.inf), kind="stable").tolist()
    shown, names = order[:MOST_ROWS], [capital(key.phrases[at]) for at in order[:MOST_ROWS]]
    drawn = [
        _dot(found, at, measure, line) for at, line in zip(shown, _looks(key, shown), strict=True)
    ]
    sides = [Ending(-float(row), _in_words(found, at, measure)) for row, at in enumerate(shown)]
    left_out = len(order) - len(shown)
    more = [f"{left_out} more, all lower, are in the table."] if left_out else []
    page = open_page(
        finding(swept, found, measure),
        measure.axis,
        notes(
            swept, _explained(swept, found, measure), *more, *no_value(swept, measure), found=found
        ),
        side=sides,
        rows=names,
        below=ROW + 10,
    )
    name_rows(page, [-float(row) for row in range(len(shown))], names)
    _span(page, [(0.0, drawn, 0.0)], measure)
    for row, each in enumerate(drawn):
        _draw(page.axes, -float(row), each)
    name_endings(page, sides)
    return page


def effects(swept: Swept, measure: Measure) -> Page:
    """Draw what each does by itself, its values in a row; the one that matters most on top."""
    ranked = by_effect(swept)
    shown = [found for _, found in ranked[:MOST_KEYS]]
    keys = [swept.keys[found.keys[0]] for found in shown]
    names = [capital(key.name) for key in keys]
    rows = [-float(row) for row in range(len(shown))]
    sides = [
        Ending(row, measure.between(*_range(found))) for row, found in zip(rows, shown, strict=True)
    ]
    left_out = len(ranked) - len(shown)
    more = [f"{left_out} more, which matter less, are not drawn."] if left_out else []
    page = open_page(
        matters_most(swept, shown, measure),
        f"{measure.axis}, with each varied by itself",
        notes(swept, _explained(swept, shown[0], measure),
              "Each row: one changed, the others as usual." if swept.is_alone
              else "Each row: means over all values of the others.", *_uneven(shown), *more,
              *no_value(swept, measure)),
        side=sides,
        rows=names,
        below=ROW + 10,
    )  # fmt: skip
    name_rows(page, rows, names)
    drawn = [_of_key(found, key, measure) for found, key in zip(shown, keys, strict=True)]
    ends = [_end_names(found, key) for found, key in zip(shown, keys, strict=True)]
    room = [[width_of(name) + BESIDE if name else 0.0 for name in pair] for pair in ends]
    _span(page, [(each[0], own, each[1]) for each, own in zip(room, drawn, strict=True)], measure)
    for row, own, pair in zip(rows, drawn, ends, strict=True):
        for each in own:
            _draw(page.axes, row, each)
        _name_ends(page.axes, row, own, pair)
    name_endings(page, sides)
    return page


def _uneven(shown: Sequence[Means]) -> list[str]:
    """Say if some means are over different combinations, because cells are missing."""
    uneven = not all(found.is_even for found in shown)
    return ["Some means are over the cells that there are."] if uneven else []


def _of_key(found: Means, key: SweptKey, measure: Measure) -> list[Dot]:
    """List the dots of one key: numbers from light to dark, words in blue."""
    looks = [Line(BLUE) for _ in key.values]
    if key.is_number:
        rank = np.argsort(np.argsort(np.asarray(key.values, float), kind="stable"), kind="stable")
        looks = [Line(number_colour(at / max(1, len(rank) - 1))) for at in rank.tolist()]
    known = np.flatnonzero(np.isfinite(found.estimate.mean)).tolist()
    return [_dot(found, at, measure, looks[at]) for at in known]


def _end_names(found: Means, key: SweptKey) -> tuple[str, str]:
    """Name the values with the lowest and the highest mean."""
    mean = found.estimate.mean
    known = np.flatnonzero(np.isfinite(mean))
    if not len(known):
        return "", ""
    low, high = (int(known[place]) for place in (mean[known].argmin(), mean[known].argmax()))
    if low == high:
        return "", shortened(key.amounts[high], WIDEST_END)
    return shortened(key.amounts[low], WIDEST_END), shortened(key.amounts[high], WIDEST_END)


def _name_ends(axes: Axes, row: float, drawn: Sequence[Dot], names: tuple[str, str]) -> None:
    """Write the names of a row's lowest and highest value to the left and right of their dots."""
    if not drawn:
        axes.text(0.5, row, "no value", transform=axes.get_yaxis_transform(), va="center",
                  ha="center", color=QUIET)  # fmt: skip
        return
    ends = [value for each in drawn for value in (each.mean, each.low, each.high)]
    known = [value for value in ends if np.isfinite(value)]
    for name, at, away, side in ((names[0], min(known), -12, "right"),
                                 (names[1], max(known), 12, "left")):  # fmt: skip
        axes.annotate(
            name, (at, row), xytext=(away, 0), textcoords="offset points", va="center", ha=side,
            path_effects=OUTLINED, zorder=5, color=INK,
        )  # fmt: skip


def _range(found: Means) -> tuple[float, float]:
    known = found.estimate.mean[np.isfinite(found.estimate.mean)]
    return (float(known.min()), float(known.max())) if len(known) else (np.nan, np.nan)


def _looks(key: SweptKey, shown: Sequence[int]) -> list[Line]:
    """Give words the colour and marker that their lines have; all the same if there are many."""
    if len(key.values) > MOST_COLOURS:
        return [Line(BLUE) for _ in shown]
    lines = lines_for(key, np.zeros(len(key.values)))
    return [lines[place].line for place in shown]


def _dot(found: Means, place: int, measure: Measure, line: Line) -> Dot:
    estimate, scale = found.estimate, measure.scale
    mean, low, high = (
        float(scale * each[place]) for each in (estimate.mean, estimate.low, estimate.high)
    )
    return Dot(mean, low, high, line)


def _draw(axes: Axes, row: float, dot: Dot) -> None:
    """Draw one dot, and its whisker if it is known."""
    if not np.isfinite(dot.mean):
        axes.text(0.0, row, " no value", transform=axes.get_yaxis_transform(), va="center",
                  color=QUIET)  # fmt: skip
        return
    colour = dot.line.colour
    if np.isfinite([dot.low, dot.high]).all():
        axes.plot((dot.low, dot.high), (row, row), color=colour, linewidth=3, zorder=2)
    axes.plot(
        dot.mean, row, dot.line.marker or "o", color=colour, markersize=13, markeredgewidth=1.0,
        markeredgecolor="white", clip_on=False, zorder=3,
    )  # fmt: skip


def _span(page: Page, rows: Sequence[tuple[float, list[Dot], float]], measure: Measure) -> None:
    """Set the horizontal axis so that every whisker is inside, and every name beside its dot.

    rows  room [points] on the left, the dots, and room on the right
    """
    ends = [
        (value, *room)
        for left, drawn, right in rows
        for each in drawn
        for value, room in ((each.mean, (left, right)), (each.low, (left, right)),
                            (each.high, (left, right)))
        if np.isfinite(value)
    ]  # fmt: skip
    values = [value for value, _, _ in ends] or [0.0]
    least = 4 * measure.scale * measure.margin(max(map(abs, values)) / measure.scale) or 1e-9
    low, high, wide = min(values), max(values), page.box[2]
    if high - low < least:
        low, high = (low + high - least) / 2, (low + high + least) / 2
    step = (high - low) / wide
    bottom, top = _reach(ends, low, high, step)
    while top - bottom > wide * step:
        step *= 1.03
        bottom, top = _reach(ends, low, high, step)
    page.axes.set_xlim(bottom, top)
    numbers_along(page.axes)
    floor = 0.0 if min(values) >= 0 else -np.inf
    ceiling = 100.0 if OUTCOMES[measure.key].bounds == SHARE else np.inf
    ticks = [tick for tick in page.axes.get_xticks() if floor <= tick <= min(ceiling, top)]
    page.axes.set_xticks([tick for tick in ticks if tick >= bottom])
    page.axes.set_xlim(bottom, top)


def _reach(
    ends: Sequence[tuple[float, float, float]], low: float, high: float, step: float
) -> tuple[float, float]:
    """Range that the axis must show at so many units a point, with the names beside the dots."""
    bottom = min([low, *(value - (left + EDGE) * step for value, left, _ in ends)])
    top = max([high, *(value + (right + EDGE) * step for value, _, right in ends)])
    return bottom, top


def _in_words(found: Means, place: int, measure: Measure) -> str:
    """Write a mean with its interval: "65 % (62 to 68)"."""
    estimate = found.estimate
    mean, low, high = (float(each[place]) for each in (estimate.mean, estimate.low, estimate.high))
    if not np.isfinite(mean):
        return ""
    if not np.isfinite([low, high]).all() or measure.bare(low) == measure.bare(high):
        return measure.number(mean)
    return f"{measure.number(mean)} ({measure.bare(low)} to {measure.bare(high)})"


def _explained(swept: Swept, found: Means, measure: Measure) -> str:
    """Say what dots and whiskers are."""
    kind = "medians" if measure.is_median else "means"
    points = f"Dots: {kind} of {counted(swept.replicates, 'replicate')}"
    known = np.isfinite(found.estimate.mean)
    if measure.is_exact and np.isnan(found.estimate.low).all():
        return f"{points}."
    if not np.isfinite(found.estimate.low[known]).all():
        return f"{points}; no intervals are known."
    return f"{points}; whiskers: {measure.intervals} (luck alone)."
