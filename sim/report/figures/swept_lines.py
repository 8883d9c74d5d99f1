"""Lines for the values of a swept key, and series along months or along its numbers."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from sim.outcomes.intervals import Floats
from sim.report.figures.labels import width_of
from sim.report.figures.style import LINES, REST, Line
from sim.study.swept import SweptKey

MOST_COLOURS = len(LINES)  # words that can each have a colour, a dash and a marker
MOST_NAMED = 7  # numbers that can each have their name at the end of a line
LEADERS = 5  # drawn in colour if there are more words
NAMED = 4  # named if there are more numbers
DARKEST, LIGHTEST = 0.0, 0.58  # of viridis; a lighter line would not stand out from white
MOST_MARKERS = 24  # on a line; more would hide it
SHADE = 0.18
EDGE = 0.045  # of the range of a number, left free on both sides


@dataclass(frozen=True, slots=True)
class Drawn:
    """How one value is drawn, and whether its name stands at the end of its line."""

    line: Line
    is_named: bool


def lines_for(key: SweptKey, last: Floats) -> list[Drawn]:
    """Give each value of a key its line: in order of size for numbers, of their own for words.

    last  float64[values]  height at the end, nan if unknown; of many words the highest stand out
    """
    if key.is_number:
        return _in_order(key)
    count = len(key.values)
    if count <= MOST_COLOURS:
        own = (LINES[-1], *LINES[:-1])  # the first is black, as the baseline of plans is
        return [Drawn(own[place], True) for place in range(count)]
    order = [int(place) for place in np.argsort(-np.nan_to_num(last, nan=-np.inf), kind="stable")]
    coloured = dict(zip(order[:LEADERS], LINES, strict=False))
    named = {*order[:LEADERS], order[-1]}
    return [Drawn(coloured.get(place, REST), place in named) for place in range(count)]


def _in_order(key: SweptKey) -> list[Drawn]:
    """Colour numbers from light to dark; name all, or a few that are evenly apart."""
    count = len(key.values)
    rank = np.argsort(np.argsort(np.asarray(key.values, float), kind="stable"), kind="stable")
    named = {*range(count)}
    if count > MOST_NAMED:
        named = {round(place) for place in np.linspace(0, count - 1, NAMED)}
    return [
        Drawn(
            Line(
                number_colour(at / max(1, count - 1)),
                marker=LINES[at % len(LINES)].marker if count <= MOST_COLOURS else "",
                width=3.5 if at in named else 2.0,
            ),
            int(at) in named,
        )
        for at in rank.tolist()
    ]


def number_colour(part: float) -> str:
    """Colour of a number, from light for the smallest (0) to dark for the largest (1)."""
    return to_hex(colormaps["viridis"](LIGHTEST + (DARKEST - LIGHTEST) * part)).upper()


def shade(axes: Axes, along: Floats, low: Floats, high: Floats, line: Line) -> float:
    """Shade a range around a line where it is known; return its highest value, 0 if unknown."""
    known = np.isfinite(low) & np.isfinite(high)
    if not known.any():
        return 0.0
    axes.fill_between(
        along, low, high, where=known.tolist(), color=line.colour, alpha=SHADE, linewidth=0,
        zorder=1,
    )  # fmt: skip
    return float(high[known].max())


def draw_points(axes: Axes, along: Floats, values: Floats, line: Line) -> None:
    """Draw a line with a marker at each value, or at some of many; a gap where one is missing."""
    axes.plot(
        along, values, color=line.colour, linestyle=line.dash, linewidth=line.width,
        marker=line.marker, markevery=ceil(len(along) / MOST_MARKERS), markersize=10,
        markeredgecolor="white", markeredgewidth=1.0, clip_on=False,
        zorder=3 if line.marker else 2,
    )  # fmt: skip


def number_axis(axes: Axes, key: SweptKey, wide: float, title: bool = True) -> Floats:
    """Set the horizontal axis to the values of a number, and name as many as there is room for.

    wide   [points] width of the axes
    title  whether to name the axis

    Returns
    -------
    Where the values are, float64[values].
    """
    values = np.asarray(key.values, float)
    order = np.argsort(values, kind="stable")
    low, high = float(values.min()), float(values.max())
    room = (high - low) or 1.0
    axes.set_xlim(low - EDGE * room, high + EDGE * room)
    named = fitting(
        [(value - low) / room * wide / (1 + 2 * EDGE) for value in values[order]],
        [width_of(key.amounts[place]) for place in order],
    )
    shown = [int(order[place]) for place in named]
    axes.set_xticks(values[shown], [key.amounts[place] for place in shown])
    if title:
        axes.set_xlabel(named_axis(key), labelpad=2)
    return values


def fitting(places: Sequence[float], widths: Sequence[float], gap: float = 14.0) -> list[int]:
    """Choose labels that fit beside one another: every one, or every second, third and so on."""
    count = len(places)
    for step in range(1, count + 1):
        chosen = [*range(0, count, step)]
        pairs = itertools.pairwise(chosen)
        if all(abs(places[b] - places[a]) >= (widths[a] + widths[b]) / 2 + gap for a, b in pairs):
            return chosen
    return []


def named_axis(key: SweptKey) -> str:
    """Name an axis of a key with its unit: "Budget per organisation (£ a month)"."""
    name = key.name[:1].upper() + key.name[1:]
    return f"{name} ({key.unit})" if key.unit and key.is_number else name
