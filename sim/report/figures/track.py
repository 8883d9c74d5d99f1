"""What was seen, over all runs of the plan and over those that fit."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.params.phrases import MONTHS_OF_YEAR
from sim.report.figures.axes import draw_line, month_ticks, up_to
from sim.report.figures.captions import percent
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import BAND_80, BLACK, BLUE, INK, LINES, QUIET, Line
from sim.study.track.observed import EVER
from sim.study.track.rivals import LEVELS
from sim.study.track.track import Future, Tracked

LOW, MIDDLE, HIGH = LEVELS.index(0.1), LEVELS.index(0.5), LEVELS.index(0.9)
NAMED = 3  # other plans that are drawn
HATCH = "#9A9A9A"


def forecast(tracked: Tracked, sentence: str) -> Page:
    """Draw what was seen as dots, the band of all runs hatched, that of runs that fit filled."""
    seen, last = tracked.observed, tracked.observed.last
    drawn = tracked.futures[: 1 + NAMED]
    endings = [
        Ending(
            100 * each.quantiles[MIDDLE, -1],
            f"{percent(each.quantiles[MIDDLE, -1])} {each.name}" + (" from now" if k else ""),
            LINES[k],
        )
        for k, each in enumerate(drawn)
    ]
    ever = "ever live" if seen.measure == EVER else "live"
    page = open_page(
        sentence.removesuffix("."),
        f"Share of organisations {ever} (%)",
        _notes(tracked),
        key=_key(),
        side=endings,
    )
    months = np.arange(tracked.before.shape[1])
    _draw_before(page, months, 100 * tracked.before)
    _draw_band(page, months, drawn[0], last)
    highest = max(100 * tracked.before[HIGH].max(), 100 * drawn[0].quantiles[HIGH].max())
    if tracked.target is not None:
        highest = max(highest, 100 * tracked.target.share)
    up_to(page.axes, highest)
    start = f"{MONTHS_OF_YEAR[seen.start % 12]} {seen.start // 12}"
    month_ticks(page.axes, len(months) - 1, f"Month (month 0 is {start})")
    for k, each in enumerate(drawn):
        _draw_future(page, each, last, LINES[k])
    _draw_target(page, tracked)
    page.axes.plot(
        seen.months, 100 * seen.shares, "o", color=BLACK, markeredgecolor="white",
        markeredgewidth=1.5, markersize=12, clip_on=False, zorder=6,
    )  # fmt: skip
    name_endings(page, endings)
    return page


def _key() -> list[Artist]:
    return [
        Line2D([], [], marker="o", linestyle="none", color=BLACK, markersize=11, label="seen"),
        Patch(facecolor=BAND_80, edgecolor=BLUE, label="80 % of runs that fit"),
        Patch(facecolor="none", edgecolor=HATCH, hatch="//", label="80 % of all runs"),
    ]


def _draw_before(page: Page, months: np.ndarray, before: np.ndarray) -> None:
    """Draw the band of all runs hatched and outlined, so that it shows beside filled ones."""
    page.axes.fill_between(
        months, before[LOW], before[HIGH], facecolor="none", edgecolor=HATCH, hatch="//",
        linewidth=0, zorder=0.5,
    )  # fmt: skip
    for edge in (before[LOW], before[HIGH]):
        page.axes.plot(months, edge, color="#6E6E6E", linewidth=1.8, linestyle="--", zorder=1.5)


def _draw_band(page: Page, months: np.ndarray, plan: Future, last: int) -> None:
    rest = months[last:]
    page.axes.fill_between(
        rest, 100 * plan.quantiles[LOW, last:], 100 * plan.quantiles[HIGH, last:],
        facecolor=BAND_80, edgecolor=BLUE, linewidth=1.5, zorder=1,
    )  # fmt: skip


def _draw_future(page: Page, future: Future, last: int, line: Line) -> None:
    """Draw the median from now on."""
    values = 100 * future.quantiles[MIDDLE].astype(float)
    values[:last] = np.nan
    draw_line(page.axes, values, line)


def _draw_target(page: Page, tracked: Tracked) -> None:
    if tracked.target is None:
        return
    height, month = 100 * tracked.target.share, tracked.target.month
    page.axes.axhline(height, color=QUIET, linewidth=2, linestyle=(0, (5, 3)), zorder=2)
    page.axes.plot(month, height, "D", color=QUIET, markersize=11, zorder=5, clip_on=False)
    words = f"target: {percent(tracked.target.share)} by {tracked.observed.named(month)}"
    page.axes.annotate(
        words, (0, height), xytext=(6, -5), textcoords="offset points", va="top", color=INK,
        zorder=5,
    )  # fmt: skip


def _notes(tracked: Tracked) -> list[str]:
    notes = [
        f"Lines: medians of runs that fit; {tracked.near:,} of {tracked.runs:,} come near and "
        f"count as {tracked.effective:,.0f}."
    ]
    target = tracked.target
    if target is not None and tracked.futures[0].chance is not None:
        notes.append(f"Chance of the target: {percent(round(tracked.futures[0].chance, 2))}.")
    return [*notes, "Luck and assumptions vary. Parameters are mostly assumptions."]
