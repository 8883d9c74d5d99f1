"""One slide (sentence, key, axes, names at the ends of lines, footer) and its files."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, Transform

from sim.report.figures.labels import balanced, shortened, spread, width_of, wrapped
from sim.report.figures.style import (
    DPI,
    GRID,
    HEIGHT,
    INK,
    LEADING,
    QUIET,
    TEXT,
    TITLE,
    WIDTH,
    Fill,
    Line,
    dark,
)

MARGIN = 24.0
SIDE = 270.0  # widest column of names on the right
MANY, WIDE_SIDE = 6, 350.0  # with more names, each takes one line in a wider column
WIDEST_ROW = 330.0  # widest name of a row on the left
ROW = TEXT * LEADING
SWATCH = 20.0  # from a swatch to its name
LEADER = 24.0  # from the end of a line to its name


@dataclass(slots=True)
class Page:
    """A slide; box = left, bottom, width, height of the axes in points."""

    figure: Figure
    axes: Axes
    box: tuple[float, float, float, float]
    sentence: str
    description: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A name on the right, for a line or layer that ends at a value, or for a row."""

    value: float
    name: str
    drawn: Line | Fill | None = None
    tied: bool = True


def open_page(
    sentence: str,
    axis_title: str,
    notes: Sequence[str],
    *,
    catch: str = "",
    key: Sequence[Artist] = (),
    side: Sequence[Ending] = (),
    rows: Sequence[str] = (),
    below: float = 2 * ROW + 8,
) -> Page:
    """Lay out a slide and leave its axes empty.

    sentence    the finding, as a sentence
    axis_title  what the vertical axis shows, with its unit (written horizontally above it)
    notes       sentences of the footer
    catch       what the sentence must not be read without, under it
    key         labelled artists, for bands and other parts without an end to name
    side        names on the right, which need space
    rows        names on the left, one for each row; if there are none, numbers
    below       space under the axes for numbers and a name
    """
    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    top = _catch(figure, catch, _title(figure, sentence))
    top = _axis_title_and_key(figure, axis_title, key, top)
    bottom = _footer(figure, " ".join(notes)) + below
    column = max((_width(each, len(side)) for each in side), default=0.0)
    left = max((width_of(_row(name)) for name in rows), default=38.0)
    left += MARGIN + (18 if rows else 12)
    box = (left, bottom, WIDTH - MARGIN - column - left, top - bottom)
    part = (left / WIDTH, bottom / HEIGHT, box[2] / WIDTH, box[3] / HEIGHT)
    axes = figure.add_axes(part)
    axes.grid(axis="y", color=GRID, linewidth=1.0)
    axes.tick_params(length=5, width=1.0, pad=5)
    told = f"{sentence}. {catch.removesuffix('.')}" if catch else sentence
    return Page(figure, axes, box, told, f"{axis_title}. {' '.join(notes)}")


def in_points(figure: Figure) -> Transform:
    """Coordinates in points from the bottom left corner of the slide."""
    return Affine2D().scale(1 / 72) + figure.dpi_scale_trans


def _write(figure: Figure, x: float, y: float, words: str, **style: Any) -> None:
    figure.text(x, y, words, transform=in_points(figure), **style)


def _title(figure: Figure, sentence: str) -> float:
    """Write the sentence, smaller if it needs three lines; return where it ends."""
    size, width = TITLE, WIDTH - 2 * MARGIN
    lines = balanced(sentence, width, size, bold=True)
    if len(lines) > 2:
        size = 21.0
        lines = balanced(sentence, width, size, bold=True)
    y = HEIGHT - 16
    for line in lines:
        _write(figure, MARGIN, y, line, size=size, weight="bold", va="top")
        y -= size * LEADING
    return y - 4


def _catch(figure: Figure, words: str, top: float) -> float:
    """Write the catch below the sentence and return where it ends."""
    for line in wrapped(words, WIDTH - 2 * MARGIN) if words else ():
        _write(figure, MARGIN, top, line, va="top", color=INK)
        top -= ROW
    return top - 6 if words else top


def _axis_title_and_key(figure: Figure, words: str, key: Sequence[Artist], top: float) -> float:
    """Write both in one row if they fit, or in two; return where they end."""
    lines = wrapped(words, WIDTH - 2 * MARGIN)
    if key:
        legend = figure.legend(
            handles=list(key), ncols=len(key), loc="upper right", frameon=False, borderpad=0,
            borderaxespad=0, handlelength=1.5, handletextpad=0.4, columnspacing=1.0,
            bbox_to_anchor=(WIDTH - MARGIN, top - 1), bbox_transform=in_points(figure),
        )  # fmt: skip
        wide = legend.get_window_extent().width * 72 / DPI
        if wide + width_of(lines[-1]) + 2 * MARGIN + 20 > WIDTH:
            top -= ROW + 2
    for line in lines:
        _write(figure, MARGIN, top, line, va="top", color=INK)
        top -= ROW
    return top - 10


def _footer(figure: Figure, words: str) -> float:
    """Write the footer at the bottom of the slide and return where it starts."""
    lines = wrapped(words, WIDTH - 2 * MARGIN)
    for i, line in enumerate(reversed(lines)):
        _write(figure, MARGIN, 10 + i * ROW, line, va="bottom", color=QUIET)
    return 10 + len(lines) * ROW


def name_endings(page: Page, endings: Sequence[Ending], rows: bool = False) -> None:
    """Write the names to the right of the axes, without overlap, each joined to its line.

    rows  they belong to rows that are named on the left, so that each stays at its own height
    """
    left, bottom, width, height = page.box
    low, high = page.axes.get_ylim()
    lines = [_at_side(each.name, len(endings)) for each in endings]
    ends = [bottom + (each.value - low) / (high - low) * height for each in endings]
    heights = [len(some) * ROW + 1 for some in lines]
    middles = ends
    if not rows:
        middles = spread(ends, heights, bottom - ROW / 2, bottom + height + ROW / 2)
    edge, points = left + width, in_points(page.figure)
    for each, some, end, middle in zip(endings, lines, ends, middles, strict=True):
        start, colour = edge + LEADER, INK
        if isinstance(each.drawn, Line):
            colour = dark(each.drawn.colour)
        if each.drawn is not None and each.tied:
            tie = Line2D((edge + 6, start - 4), (end, middle), transform=points, color=colour)
            page.figure.add_artist(tie)
        if isinstance(each.drawn, Fill):
            _swatch(page.figure, each.drawn, start, middle)
            start += SWATCH
        for i, line in enumerate(some):
            y = middle + ((len(some) - 1) / 2 - i) * ROW
            _write(page.figure, start, y, line, va="center_baseline", color=colour)


def name_rows(page: Page, heights: Sequence[float], names: Sequence[str]) -> None:
    """Name rows on the left, the first on top; heights fall by about 1 from row to row."""
    axes = page.axes
    axes.set_ylim(min(heights, default=0.0) - 0.6, max(heights, default=0.0) + 0.6)
    axes.set_yticks(heights, [_row(name) for name in names])
    axes.tick_params(axis="y", length=0, pad=10)
    axes.grid(visible=False, axis="y")
    axes.grid(axis="x", color=GRID, linewidth=1.0)
    axes.spines["left"].set_visible(False)


def _width(ending: Ending, endings: int) -> float:
    """Width of a name on the right, with its line or swatch."""
    before = LEADER + (SWATCH if isinstance(ending.drawn, Fill) else 0.0)
    return before + max(width_of(line) for line in _at_side(ending.name, endings))


def _at_side(name: str, names: int) -> list[str]:
    """Break a long name into lines, or cut it if there are many names."""
    if names > MANY:
        return [shortened(name, WIDE_SIDE)]
    return wrapped(name, SIDE)


def _row(name: str) -> str:
    return shortened(name, WIDEST_ROW)


def _swatch(figure: Figure, fill: Fill, x: float, y: float) -> None:
    """Draw a small square of a fill, with an outline that does not take the hatch's colour."""
    box: dict[str, Any] = dict(xy=(x, y - 7), width=14, height=14, transform=in_points(figure))
    figure.add_artist(Rectangle(**box, **fill.drawn(), linewidth=0))
    figure.add_artist(Rectangle(**box, fill=False, edgecolor=INK, linewidth=1.0))


def save(page: Page, folder: Path, name: str) -> list[Path]:
    """Write NAME.png and NAME.svg with their description; the same figure gives the same bytes."""
    words = {"Title": page.sentence, "Description": f"{page.sentence}. {page.description}"}
    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    page.figure.savefig(
        png, format="png", dpi=DPI, metadata=words | {"Software": "uptake"},
        pil_kwargs={"compress_level": 1},
    )  # fmt: skip
    drawn = io.StringIO()
    page.figure.savefig(drawn, format="svg", metadata=words | {"Date": None, "Creator": "uptake"})
    described = f"</title>\n <desc>{escape(words['Description'])}</desc>"
    text = (
        drawn.getvalue().replace("</title>", described, 1).replace("<svg ", '<svg role="img" ', 1)
    )
    svg.write_text(text, encoding="utf-8", newline="\n")
    return [png, svg]
