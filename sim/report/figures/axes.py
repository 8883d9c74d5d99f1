"""Parts of axes that several figures share: months, shares of organisations, and bands."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.outcomes.intervals import Floats
from sim.report.figures.captions import Course, minus
from sim.report.figures.style import BAND_80, BAND_95, INK, Line

STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240)
TOPS = {5: 5, 10: 5, 20: 4, 30: 3, 40: 4, 50: 5, 60: 3, 80: 4, 100: 5}  # and steps up to it


def month_ticks(axes: Axes, months: int, title: str) -> None:
    """Label the axis in months, with at most eight steps, each a year if the run is long."""
    step = next((each for each in STEPS if months / each <= 8), 240)
    axes.set_xlim(0, months)
    axes.set_xticks(range(0, months + 1, step))
    axes.set_xlabel(title, labelpad=2)


def up_to(axes: Axes, highest: float) -> None:
    """Set the axis from 0 % to a round number that holds every line (lines are not clipped)."""
    top = next(each for each in TOPS if each >= min(0.99 * highest, 100.0))
    axes.set_ylim(0, top)
    axes.set_yticks(np.linspace(0, top, TOPS[top] + 1))
    axes.yaxis.set_major_formatter("{x:g}")


def draw_line(axes: Axes, values: Floats, line: Line) -> None:
    """Draw a series from month 0, with markers at the end and at a few other months."""
    last = len(values) - 1
    every = max(1, round(last / 6))
    axes.plot(
        values, color=line.colour, linestyle=line.dash, linewidth=line.width,
        marker=line.marker, markersize=9, markeredgecolor="white", markeredgewidth=1.0,
        markevery=slice(last % every, None, every), clip_on=False, zorder=3,
    )  # fmt: skip


def draw_bands(axes: Axes, replicates: Floats) -> None:
    """Fill the bands that hold 95 % and 80 % of replicates; float64[R, T+1]."""
    if len(replicates) < 2:
        return
    for low, high, colour in ((0.025, 0.975, BAND_95), (0.10, 0.90, BAND_80)):
        edges = band(replicates, low, high)
        axes.fill_between(np.arange(edges.shape[1]), *edges, color=colour, linewidth=0, zorder=1)


def band(replicates: Floats, low: float, high: float) -> Floats:
    """Quantiles over replicates by month, float64[2, T+1]; nan if half or more are unknown."""
    edges = np.full((2, replicates.shape[1]), np.nan)
    known = np.isfinite(replicates).mean(0) > 0.5
    if known.any():
        edges[:, known] = np.nanquantile(replicates[:, known], (low, high), axis=0)
    return edges


def key_of_bands(replicates: int) -> list[Patch]:
    """Name the two bands of replicates; empty if there is only one replicate."""
    if replicates == 1:
        return []
    return [
        Patch(facecolor=BAND_80, label="80 %"),
        Patch(facecolor=BAND_95, label=f"95 % of {replicates:,} replicates"),
    ]


def draw_course(axes: Axes, course: Course, line: Line) -> None:
    """Draw a mean, with its interval as a light shade of the same colour."""
    months = np.arange(len(course.mean))
    if course.certain:
        axes.fill_between(
            months, course.low, course.high, color=line.colour, alpha=0.18, linewidth=0, zorder=1
        )
    draw_line(axes, course.mean, line)


def level(
    axes: Axes, value: float, colour: str, dash: str | tuple[int, Sequence[float]] = "solid"
) -> None:
    """Draw a horizontal line, for zero or a tolerance."""
    axes.axhline(value, color=colour, linewidth=2.0, linestyle=dash, zorder=2)


def numbers_up(axes: Axes) -> None:
    """Label the vertical axis with a few round numbers, with a true minus sign."""
    _round(axes.yaxis)


def numbers_along(axes: Axes) -> None:
    """Label the horizontal axis with a few round numbers, with a true minus sign."""
    _round(axes.xaxis)


def _round(axis: Axis) -> None:
    axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda x, _: minus(f"{x:g}")))


def mark(axes: Axes, along: float, up: float) -> None:
    """Mark one point of a curve with a ring."""
    axes.plot(
        along, up, "o", color="white", markeredgecolor=INK, markeredgewidth=2.5, markersize=12,
        clip_on=False, zorder=4,
    )  # fmt: skip
