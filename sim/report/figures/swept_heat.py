"""One outcome over two numbers, or over two keys in words: a table of cells in colours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.outcomes.intervals import Floats
from sim.report.figures.captions import counted, minus
from sim.report.figures.labels import shortened, width_of, wrapped
from sim.report.figures.slide import MARGIN, ROW, WIDEST_ROW, Page, open_page
from sim.report.figures.style import HEIGHT, INK, QUIET, TEXT, WIDTH
from sim.report.figures.swept_lines import fitting, named_axis
from sim.report.figures.swept_means import Means
from sim.report.figures.swept_measure import Measure
from sim.report.figures.swept_notes import no_value, notes
from sim.report.figures.swept_sentences import axis_name, capital, finding
from sim.study.swept import Swept, SweptKey

COLOURS = "viridis_r"  # dark is much, for colour-blind readers and in grey
BAR, BAR_SPACE = 18.0, 92.0  # [points] the colour bar, and the room that it takes
MOST_ROWS, MOST_COLUMNS = 12, 8  # of words, which must all be named
MOST_LINES = 3  # of the name of a column
PALE = 0.36  # luminance above which words are black
HATCH = "//"
MOST_VECTORS = 2500  # cells that a file can hold as areas; more are an image in it


@dataclass(frozen=True, slots=True)
class Table:
    """A table of means, the first row on top; row and column are swept keys.

    mean  float64[rows, columns]
    """

    row: SweptKey
    column: SweptKey
    mean: Floats
    half: Floats
    rows: list[int]
    columns: list[int]


def heat(swept: Swept, found: Means, measure: Measure) -> Page:
    """Draw the outcome as a table in colours, with its numbers if there is room."""
    table = _table(swept, found)
    rows = [capital(table.row.amounts[at]) for at in table.rows]
    names = _column_names(table, rows)
    missing = not np.isfinite(table.mean).all()
    key = [Patch(facecolor="white", edgecolor=QUIET, hatch=HATCH, label="no value")]
    page = open_page(
        finding(swept, found, measure),
        f"{measure.axis}; rows: {axis_name(table.row)}",
        notes(
            swept,
            _explained(swept, table, measure),
            *_left_out(table),
            *no_value(swept, measure),
            found=found,
        ),
        key=key if missing else (),
        rows=rows,
        below=max(len(each) for each in names) * ROW + ROW + 12,
    )
    left, bottom, width, height = page.box
    page.box = (left, bottom, width - BAR_SPACE, height)
    page.axes.set_position(
        (left / WIDTH, bottom / HEIGHT, (width - BAR_SPACE) / WIDTH, height / HEIGHT)
    )
    shades = _norm(table.mean, measure)
    _draw(page, table, measure, shades)
    _name_sides(page, table, rows, names)
    _bar(page, shades, measure)
    return page


def _table(swept: Swept, found: Means) -> Table:
    """Lay out the means: more numbers across, more words down; numbers rise upwards."""
    first, second = (swept.keys[key] for key in found.keys)
    mean = found.estimate.mean.reshape(found.shape)
    half = (found.estimate.high - found.estimate.low).reshape(found.shape) / 2
    words = not (first.is_number or second.is_number)
    is_down = (len(first.values) >= len(second.values)) == words
    row, column = (first, second) if is_down else (second, first)
    mean, half = (mean, half) if is_down else (mean.T, half.T)
    rows, columns = _order(row, mean)[:: -1 if row.is_number else 1], _order(column, mean.T)
    if not row.is_number:
        rows = rows[:MOST_ROWS]
    if not column.is_number:
        columns = sorted(columns[:MOST_COLUMNS])
    return Table(row, column, mean[rows][:, columns], half[rows][:, columns], rows, columns)


def _left_out(table: Table) -> list[str]:
    """Say how many words have no row or column because there is no room to name them."""
    counts = [
        (key.name, len(key.values) - len(shown))
        for key, shown in ((table.row, table.rows), (table.column, table.columns))
    ]
    return [
        f"{count} more of {name}, lower on average, are in the table."
        for name, count in counts if count
    ]  # fmt: skip


def _order(key: SweptKey, mean: Floats) -> list[int]:
    """Order values: numbers by size, words from the highest mean to the lowest."""
    if key.is_number:
        return np.argsort(np.asarray(key.values, float), kind="stable").tolist()
    known = np.isfinite(mean)
    total = np.where(known, mean, 0.0).sum(1) / np.maximum(1, known.sum(1))
    total[~known.any(1)] = -np.inf
    return np.argsort(-total, kind="stable").tolist()


def _column_names(table: Table, rows: Sequence[str]) -> list[list[str]]:
    """Break the names of columns into lines that fit; a single line for numbers."""
    names = [capital(table.column.amounts[at]) for at in table.columns]
    if table.column.is_number:
        return [[name] for name in names]
    left = max(width_of(shortened(name, WIDEST_ROW)) for name in rows) + MARGIN + 18
    wide = (WIDTH - MARGIN - BAR_SPACE - left) / len(names) - 8
    broken = [wrapped(name, wide) for name in names]
    return [[shortened(line, wide) for line in _few(lines)] for lines in broken]


def _few(lines: list[str]) -> list[str]:
    """Join the lines beyond the most that fit, to be cut."""
    rest = " ".join(lines[MOST_LINES - 1 :])
    return [*lines[: MOST_LINES - 1], rest] if rest else lines


def _norm(mean: Floats, measure: Measure) -> Normalize:
    """Scale of the colours; small differences do not take all of it."""
    known = mean[np.isfinite(mean)]
    low, high = float(known.min()), float(known.max())
    least = 4 * measure.margin(max(abs(low), abs(high)))
    if high - low < least or high == low:
        least = least or abs(high) or 1.0
        low, high = (low + high - least) / 2, (low + high + least) / 2
    return Normalize(low, high)


def _draw(page: Page, table: Table, measure: Measure, shades: Normalize) -> None:
    """Draw the cells, with their numbers if there is room, and hatches where there is no value."""
    axes, (rows, columns) = page.axes, table.mean.shape
    axes.grid(visible=False)
    axes.pcolormesh(
        np.arange(columns + 1), np.arange(rows + 1), np.ma.masked_invalid(table.mean), norm=shades,
        cmap=COLOURS, edgecolors="white", linewidth=1.0 if max(rows, columns) <= 30 else 0.0,
        rasterized=rows * columns > MOST_VECTORS,
    )  # fmt: skip
    axes.set_xlim(0, columns)
    axes.set_ylim(rows, 0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    for row, column in np.argwhere(~np.isfinite(table.mean)):
        axes.add_patch(
            Rectangle((column, row), 1, 1, facecolor="white", edgecolor=QUIET, hatch=HATCH,
                      linewidth=0)
        )  # fmt: skip
    if page.box[2] / columns < TEXT or page.box[3] / rows < TEXT:
        return
    words = [[measure.on_axis(value) for value in each] for each in table.mean]
    widest = max(width_of(each) for line in words for each in line)
    if page.box[2] / columns < widest + 6:
        return
    for row, column in np.argwhere(np.isfinite(table.mean)):
        colour = colormaps[COLOURS](shades(table.mean[row, column]))
        axes.text(
            column + 0.5, row + 0.5, words[row][column], ha="center", va="center_baseline",
            color=INK if _luminance(colour) > PALE else "white",
        )  # fmt: skip


def _luminance(colour: Sequence[float]) -> float:
    """Relative luminance by WCAG 2.2, from 0 (black) to 1 (white)."""
    parts = np.asarray(colour[:3])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def _name_sides(
    page: Page, table: Table, rows: Sequence[str], names: Sequence[Sequence[str]]
) -> None:
    """Name rows and columns, as many as there is room for, and the axis under the columns."""
    axes, height, width = page.axes, page.box[3] / len(rows), page.box[2] / len(names)
    axes.tick_params(length=0, pad=8)
    gap = TEXT / 3 if table.row.is_number else 1.0
    middles = [(at + 0.5) * height for at in range(len(rows))]
    shown = fitting(middles, [TEXT] * len(rows), gap)
    axes.set_yticks([at + 0.5 for at in shown], [shortened(rows[at], WIDEST_ROW) for at in shown])
    widths = [max(width_of(line) for line in lines) for lines in names]
    gap = 14.0 if table.column.is_number else 4.0
    shown = fitting([(at + 0.5) * width for at in range(len(names))], widths, gap)
    axes.set_xticks([at + 0.5 for at in shown], ["\n".join(names[at]) for at in shown])
    axes.set_xlabel(named_axis(table.column), labelpad=2)


def _bar(page: Page, shades: Normalize, measure: Measure) -> None:
    """Draw the scale of colours on the right, with numbers in the unit of the outcome."""
    left, bottom, width, height = page.box
    bar: Axes = page.figure.add_axes(
        ((left + width + 14) / WIDTH, bottom / HEIGHT, BAR / WIDTH, height / HEIGHT)
    )
    low, high = float(shades.vmin or 0.0), float(shades.vmax or 0.0)
    steps = np.linspace(low, high, 65)
    bar.pcolormesh(
        [0, 1], steps * measure.scale, ((steps[:-1] + steps[1:]) / 2)[:, None], norm=shades,
        cmap=COLOURS,
    )  # fmt: skip
    bar.set_xticks([])
    bar.yaxis.tick_right()
    bar.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    after = " %" if measure.unit.after == "%" else ""
    bar.yaxis.set_major_formatter(
        FuncFormatter(lambda x, _: minus(f"{measure.unit.before}{x:,g}{after}"))
    )
    bar.set_ylim(low * measure.scale, high * measure.scale)
    bar.spines["left"].set_visible(False)
    bar.spines["bottom"].set_visible(False)


def _explained(swept: Swept, table: Table, measure: Measure) -> str:
    """Say what the numbers are, and from what distance on cells can be told apart."""
    what = (
        f"{'Medians' if measure.is_median else 'Means'} of {counted(swept.replicates, 'replicate')}"
    )
    half = table.half[np.isfinite(table.mean)]
    if measure.is_exact and np.isnan(half).all():
        return f"{what}."
    if not np.isfinite(half).all():
        return f"{what}; no intervals are known."
    typical = float(np.median(half))
    if typical == 0:
        return f"{what}."
    if measure.is_median:
        return f"{what}; the middle 80 % is typically within {measure.gap(typical)}."
    return (
        f"{what}, typically ±{measure.gap(typical)} (95 %, luck alone): closer than about "
        f"{measure.gap(typical * 2**0.5)}, two cells cannot be told apart."
    )
