"""The range of curves over many cells: a sample of intervals, or many seeds."""

from collections.abc import Sequence

import numpy as np

from sim.config.swept_words import SEED
from sim.outcomes.intervals import Floats
from sim.report.figures.axes import draw_line, month_ticks, up_to
from sim.report.figures.captions import counted, percent
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import BAND_80, BAND_95, BLUE, QUIET, Fill, Line
from sim.report.figures.swept_means import stacked
from sim.report.figures.swept_notes import notes
from sim.report.figures.swept_sentences import month_axis
from sim.study.swept import Swept

AXIS = "Share of organisations live (%)"
MIDDLE, EDGE = Line(BLUE, "solid", "o", 4.0), Line(QUIET, (0, (2, 2)), "", 1.8)
PARTS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
NAMES = (
    "lowest", "1 in 20 below", "1 in 4 below", "median", "1 in 4 above", "1 in 20 above", "highest",
)  # fmt: skip
FEW = 20  # below so many cells each has its own thin line


def curve_range(swept: Swept) -> Page:
    """Draw the median of all cells' curves, and between which curves half and 90 % of them lie."""
    cells = np.flatnonzero(swept.done)
    if not len(cells):
        page = open_page("No cell has a result yet", AXIS, notes(swept))
        up_to(page.axes, 100)
        month_ticks(page.axes, swept.horizon.end, month_axis(swept))
        return page
    live = 100 * stacked([swept.curves(int(cell)).mean for cell in cells])
    edges: Floats = np.quantile(live, PARTS, axis=0)
    endings = _endings(edges[:, -1])
    if len(cells) == 1:
        endings = [Ending(edges[3, -1], f"{percent(edges[3, -1] / 100)} live", MIDDLE)]
    page = open_page(
        range_sentence(swept, live[:, min(swept.horizon.month, live.shape[1] - 1)]),
        AXIS,
        notes(swept, *_meaning(swept, len(cells))),
        side=endings,
    )
    months = np.arange(live.shape[1])
    for low, high, colour in ((1, 5, BAND_95), (2, 4, BAND_80)):
        page.axes.fill_between(months, edges[low], edges[high], color=colour, linewidth=0, zorder=1)
    if len(cells) <= FEW:
        page.axes.plot(months, live.T, color=QUIET, linewidth=1.0, zorder=2)
    for edge in (0, -1):
        page.axes.plot(
            months, edges[edge], color=QUIET, linewidth=1.8, linestyle=EDGE.dash, zorder=2
        )
    draw_line(page.axes, edges[3], MIDDLE)
    page.axes.axvline(
        swept.horizon.month, color=QUIET, linewidth=1.5, linestyle=(0, (4, 3)), zorder=0.5
    )
    up_to(page.axes, float(edges.max()))
    month_ticks(page.axes, live.shape[1] - 1, month_axis(swept))
    name_endings(page, endings)
    return page


def range_sentence(swept: Swept, live: Floats) -> str:
    """Say where the middle 90 % of cells are in the headline month; live in %, float64[cells]."""
    low, middle, high = np.quantile(live, (0.05, 0.5, 0.95))
    month = swept.horizon.month
    if len(live) == 1:
        return f"By month {month}, {percent(middle / 100)} are live"
    return (
        f"By month {month}, 9 in 10 of {_cells(swept, len(live))} have {low:.0f} to "
        f"{percent(high / 100)} live; half have {percent(middle / 100)} or more"
    )


def _cells(swept: Swept, count: int) -> str:
    if not swept.is_sample and [key.key for key in swept.keys] == [SEED]:
        return counted(count, "seed")
    return f"{count:,} {'set' if count == 1 else 'sets'} of values"


def _meaning(swept: Swept, cells: int) -> list[str]:
    """Explain the lines and bands."""
    return [
        f"Each of {_cells(swept, cells)} is a mean of {counted(swept.replicates, 'replicate')}.",
        "Line: the median. Bands: the middle 50 % and 90 %; dashes: lowest and highest, by month.",
        *(["Thin lines: all."] if cells <= FEW else []),
    ]


def _endings(last: Floats) -> list[Ending]:
    """Name the edges at the end; float64[7], in %."""
    outer, inner = Fill(BAND_95), Fill(BAND_80)
    drawn: Sequence[Line | Fill] = (EDGE, outer, inner, MIDDLE, inner, outer, EDGE)
    return [
        Ending(float(value), f"{name} {percent(value / 100)}", look)
        for value, name, look in zip(last, NAMES, drawn, strict=True)
    ]
