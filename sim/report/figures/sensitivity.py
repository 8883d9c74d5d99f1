"""What matters: bars from the low to the high end of each number, and shares by month."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import Normalize
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.report.figures import Drawings
from sim.report.figures.captions import minus
from sim.report.figures.labels import shortened, width_of, wrapped
from sim.report.figures.slide import (
    ROW,
    WIDEST_ROW,
    Ending,
    Page,
    name_endings,
    name_rows,
    open_page,
)
from sim.report.figures.style import BLUE, INK, OUTLINED, QUIET, TEXT, VERMILLION
from sim.report.figures.swept_heat import COLOURS, PALE, _luminance
from sim.report.sensitivity.lines import of_months, sentence
from sim.report.sensitivity.names import capital
from sim.report.sensitivity.told import Told
from sim.study.sensitivity.bars import Bar
from sim.study.sensitivity.study import LEAST_SPREAD

MOST_ROWS, MOST_COLUMNS = 7, 12
THICK = 0.34  # of a row, each of the two bars
LOW: dict[str, Any] = dict(facecolor="white", edgecolor=VERMILLION, hatch="////", linewidth=2)
HIGH: dict[str, Any] = dict(facecolor=BLUE, edgecolor=BLUE, linewidth=2)
STEPS = (1, 2, 3, 6, 12, 24, 36, 60, 120)


def drawings(told: Told) -> Drawings:
    """Name the figures, each with the function that draws it."""
    found: dict[str, Any] = {"tornado": lambda: tornado(told)}
    if told.found.by_month is not None:
        found["what_matters_when"] = lambda: months(told)
    return found


def tornado(told: Told) -> Page:
    """Draw how far each number alone moves the outcome: low end above, high end below."""
    bars = _largest(told)
    side = [
        Ending(-float(row), f"{told.looked.bare(abs(each.moves))} ±{told.looked.bare(each.half)}")
        for row, each in enumerate(bars)
    ]
    page = open_page(
        sentence(told), told.looked.axis, _notes(told),
        key=[Patch(**LOW, label="at its low end"), Patch(**HIGH, label="at its high end")],
        side=side, rows=[capital(told.name(each.name)) for each in bars],
    )  # fmt: skip
    axes, middle = page.axes, _middle(told, bars)
    for row, each in enumerate(bars):
        _draw(page, told, each, -float(row), middle)
    name_rows(
        page, [-float(row) for row in range(len(bars))],
        [capital(told.name(each.name)) for each in bars],
    )  # fmt: skip
    axes.set_yticks([-float(row) for row in range(len(bars))], _in_lines(told, bars))
    axes.axvline(middle * told.looked.scale, color=INK, linewidth=1.5, zorder=3)
    _room(page, told, bars)
    axes.xaxis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: minus(f"{x:,g}")))
    name_endings(page, side, rows=True)
    return page


def _largest(told: Told) -> list[Bar]:
    """Return the bars in the order of the answer, but those that move it little come last."""
    bars = [bar for name in told.found.names if (bar := told.found.bar(name)) is not None]
    return sorted(bars, key=lambda each: -abs(each.moves))[:MOST_ROWS]


def _in_lines(told: Told, bars: Sequence[Bar]) -> list[str]:
    return [_broken(told.name(each.name)) for each in bars]


def _broken(name: str) -> str:
    """Break a long name into two lines, and cut what is longer."""
    first, *rest = wrapped(capital(name), WIDEST_ROW)
    return "\n".join([first, shortened(" ".join(rest), WIDEST_ROW)] if rest else [first])


def _middle(told: Told, bars: Sequence[Bar]) -> float:
    """Return where bars begin: the outcome as it is; without it, the middle of all ends."""
    if told.found.usual is not None:
        return told.found.usual.value
    return float(np.mean([(each.low + each.high) / 2 for each in bars])) if bars else 0.0


def _draw(page: Page, told: Told, bar: Bar, row: float, middle: float) -> None:
    scale, ends = told.looked.scale, told.ends(bar)
    for value, style, up in ((bar.low, LOW, 1), (bar.high, HIGH, -1)):
        start, wide = middle * scale, (value - middle) * scale
        bottom = row if up > 0 else row - THICK
        page.axes.add_patch(Rectangle((start, bottom), wide, THICK, **style, zorder=2))
    on_one_side = (bar.low - middle) * (bar.high - middle) > 0
    outer = max((bar.low, bar.high), key=lambda value: abs(value - middle))
    for value, words in zip((bar.low, bar.high), ends, strict=True):
        if on_one_side and value != outer:
            continue
        left = value < middle
        page.axes.annotate(
            shortened(words, 120), (value * scale, row), (-6 if left else 6, 0),
            textcoords="offset points", ha="right" if left else "left", va="center",
            path_effects=OUTLINED, zorder=4,
        )  # fmt: skip


def _room(page: Page, told: Told, bars: Sequence[Bar]) -> None:
    """Leave room for the words at both ends."""
    values = [told.looked.scale * end for each in bars for end in (each.low, each.high)]
    values.append(told.looked.scale * _middle(told, bars))
    low, high = min(values), max(values)
    widest = max((width_of(shortened(w, 120)) for each in bars for w in told.ends(each)), default=0)
    inside = max(page.box[2] - 2 * (widest + 12), page.box[2] / 4)
    edge = (high - low or 1.0) * (widest + 12) / inside
    page.axes.set_xlim(low - edge, high + edge)


def _notes(told: Told) -> list[str]:
    found = told.found
    if found.usual is None:
        ends = "Ends: the lowest and the highest fifth, over all that the other numbers may be"
    else:
        ends = "Ends: one in ten is beyond; all else as it is in the plan (black line)"
    return [
        f"{ends}. On the right: how far it moves, ± noise (95 %).",
        "Ranges are mostly judgement.",
    ]


def months(told: Told) -> Page:
    """Draw the share of each number in the variance of the share live, month by month."""
    found = told.found
    assert found.by_month is not None
    assert found.spread is not None
    columns = _columns(len(found.spread) - 1)
    shares = 100 * np.clip(found.by_month[:, columns], 0, None)
    shares[:, found.spread[columns] < LEAST_SPREAD] = np.nan
    order = np.argsort(-np.nan_to_num(shares).max(axis=1), kind="stable")[:MOST_ROWS]
    rows = sorted(order.tolist())
    names = [capital(told.name(found.names[row])) for row in rows]
    page = open_page(
        of_months(told),
        "Share in what the share live varies by, alone and with others (%)",
        [
            "Total Sobol' index; a column can sum to over 100. Blank: hardly anything varies yet "
            "or any more.",
            "Ranges are mostly judgement.",
        ],
        rows=names,
        below=2 * ROW + 8,
    )
    _cells(page, shares[rows])
    page.axes.set_yticks([k + 0.5 for k in range(len(rows))], [_broken(each) for each in names])
    page.axes.set_xticks([k + 0.5 for k in range(len(columns))], [str(each) for each in columns])
    page.axes.set_xlabel("Month", labelpad=2)
    page.axes.tick_params(length=0, pad=8)
    return page


def _columns(end: int) -> list[int]:
    """Return up to twelve months to show, the last among them."""
    step = next((each for each in STEPS if end / each <= MOST_COLUMNS), end)
    return list(range(end, 0, -step))[::-1]


def _cells(page: Page, shares: np.ndarray) -> None:
    rows, columns = shares.shape
    top = float(np.nanmax(shares)) if np.isfinite(shares).any() else 1.0
    shades = Normalize(0, max(top, 1.0))
    axes = page.axes
    axes.grid(visible=False)
    axes.pcolormesh(
        np.arange(columns + 1), np.arange(rows + 1), np.ma.masked_invalid(shares), norm=shades,
        cmap=COLOURS, edgecolors="white", linewidth=1.0,
    )  # fmt: skip
    axes.set_xlim(0, columns)
    axes.set_ylim(rows, 0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    if page.box[2] / columns < width_of("100") or page.box[3] / rows < TEXT:
        return
    for row, column in np.argwhere(np.isfinite(shares)):
        colour = colormaps[COLOURS](shades(shares[row, column]))
        axes.text(
            column + 0.5, row + 0.5, f"{shares[row, column]:.0f}", ha="center",
            va="center_baseline", color=INK if _luminance(colour) > PALE else "white",
        )  # fmt: skip
    for column in np.flatnonzero(np.isnan(shares).all(axis=0)):
        axes.text(column + 0.5, rows / 2, "\N{EN DASH}", ha="center", va="center", color=QUIET)
