"""A forecast beside its rivals: one small panel each, with what was known and what came."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.networks.stands import month_in_words
from sim.report.figures.axes import up_to
from sim.report.figures.panels import name_below, open_panels
from sim.report.figures.slide import Page, open_page
from sim.report.figures.style import BAND_80, BAND_95, BLACK, BLUE, INK, QUIET
from sim.study.forecasting.forecast import UPTAKE, WITHOUT_EVENTS, Forecast
from sim.study.forecasting.rivals import UNCHANGED
from sim.study.forecasting.scores import Scores

EDGES = (0.05, 0.25, 0.5, 0.75, 0.95)
OURS = (BAND_95, BAND_80, BLUE)
THEIRS = ("#E6E6E6", "#C4C4C4", INK)
MOST_YEARS = 4  # numbers along a panel


def forecast(one: Forecast, sentence: str, notes: Sequence[str] = ()) -> Page:
    """Draw a forecast: ours first, in blue, then each rival in grey; the same axes for all."""
    names = [each for each in one.samples if each != UNCHANGED]
    scored = ["Beside each name: its mean miss in points."] if one.scores else []
    page = open_page(
        sentence.removesuffix("."), "Share of organisations live (%)", [*scored, *notes],
        key=_key(one),
    )  # fmt: skip
    titles = [_title(name, one.scores.get(name)) for name in names]
    panels = open_panels(page, titles, 8.0)
    highest = max(100 * float(one.quantiles(name, (0.95,)).max()) for name in names)
    highest = max(highest, *(100 * each for each in one.later.shares.tolist()), 1.0)
    for name, axes in zip(names, panels, strict=True):
        _draw(axes, one, name)
        up_to(axes, highest)
        _years(axes, one)
    name_below(page, f"The cut is {month_in_words(one.known_until)}")
    return page


def _title(name: str, scores: Scores | None) -> str:
    return name if scores is None else f"{name}: {100 * scores.crps:.1f}"


def _key(one: Forecast) -> list[Artist]:
    dot: dict[str, Any] = dict(marker="o", linestyle="none", markersize=10)
    found: list[Artist] = [Line2D([], [], color=BLACK, label="known", **dot)]
    if len(one.later.months):
        found.append(
            Line2D([], [], color="white", markeredgecolor=BLACK, markeredgewidth=2,
                   label="came later", **dot)
        )  # fmt: skip
    return [
        *found,
        Patch(facecolor=BAND_80, label="50 %"),
        Patch(facecolor=BAND_95, label="90 % band"),
    ]


def _draw(axes: Axes, one: Forecast, name: str) -> None:
    """Draw the bands and the median from the cut on, and all dots."""
    wide, narrow, line = OURS if name in (UPTAKE, WITHOUT_EVENTS) else THEIRS
    cut = one.known_until - int(one.months[0])
    months, edges = one.months[cut:], 100 * one.quantiles(name, EDGES)[:, cut:]
    axes.fill_between(months, edges[0], edges[4], color=wide, linewidth=0, zorder=1)
    axes.fill_between(months, edges[1], edges[3], color=narrow, linewidth=0, zorder=1.5)
    axes.plot(months, edges[2], color=line, linewidth=3, zorder=2)
    axes.axvline(one.known_until, color=QUIET, linewidth=1.2, linestyle=(0, (4, 3)), zorder=0.5)
    dots: dict[str, Any] = dict(linestyle="none", marker="o", clip_on=False)
    axes.plot(one.known.months, 100 * one.known.shares, color=BLACK, markersize=7, **dots, zorder=4)
    axes.plot(
        one.later.months, 100 * one.later.shares, color="white", markeredgecolor=BLACK,
        markeredgewidth=2, markersize=8, **dots, zorder=4,
    )  # fmt: skip


def _years(axes: Axes, one: Forecast) -> None:
    """Mark a few Januaries along a panel."""
    first, last = int(one.months[0]), int(one.months[-1])
    years = np.arange(-(-first // 12), last // 12 + 1)
    step = max(1, -(-len(years) // MOST_YEARS))
    axes.set_xlim(first, max(last, first + 1))
    axes.set_xticks(12 * years[::step], [str(each) for each in years[::step]])
