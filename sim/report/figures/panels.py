"""Small multiples on one slide: panels of one size with shared axes, each with its name."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.report.figures.labels import shortened, spread, width_of, wrapped
from sim.report.figures.slide import ROW, SIDE, Page, in_points
from sim.report.figures.style import GRID, HEIGHT, WIDTH, Line, dark

GAP = 16.0  # between columns
LEADER = 8.0  # from the end of a line to its name
SLIMMER = 0.9  # of plain letters, on which `shortened` counts, against bold ones
SAMPLE = 52.0  # of a line, in a key
MOST = 9


def grid_of(count: int) -> tuple[int, int]:
    """Rows and columns for so many panels: at most three of each."""
    if count <= 3:
        return 1, max(1, count)
    return (2, 2) if count == 4 else (2, 3) if count <= 6 else (3, 3)


def open_panels(page: Page, names: Sequence[str], right: float, below: float = 0.0) -> list[Axes]:
    """Divide the axes of a slide into panels, named on top, and hide those axes.

    right  [points] room on the right of each panel, for the names of lines
    below  [points] room under each panel, for numbers of its own; 0 if all share their axes

    Returns
    -------
    One axes for each name, row by row.
    """
    page.axes.set_axis_off()
    rows, _ = grid_of(len(names))
    wide = panel_box(page, len(names), 0, right, below)[2]
    lines = [_broken(name, wide + right - 8, 1 if rows > 2 else 2) for name in names]
    tall = max(len(each) for each in lines) * ROW + 6
    panels = []
    for place, name in enumerate(lines):
        left, bottom, width, height = panel_box(page, len(names), place, right, below, tall)
        part = (left / WIDTH, bottom / HEIGHT, width / WIDTH, height / HEIGHT)
        axes = page.figure.add_axes(part)
        axes.grid(axis="y", color=GRID, linewidth=1.0)
        axes.tick_params(length=4, width=1.0, pad=4)
        for line, words in enumerate(reversed(name)):
            page.figure.text(
                left, bottom + height + 4 + line * ROW, words, va="bottom", weight="bold",
                transform=in_points(page.figure),
            )  # fmt: skip
        _hide_inner(axes, place, len(names), below > 0)
        panels.append(axes)
    return panels


def panel_box(
    page: Page, count: int, place: int, right: float, below: float = 0.0, name: float = ROW + 6
) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of a panel in points.

    right, below  as in `open_panels`
    name          height of the names on top
    """
    rows, columns = grid_of(count)
    row, column = divmod(place, columns)
    left, bottom, width, height = page.box
    across = (width - (columns - 1) * GAP) / columns
    up = (height - (rows - 1) * (6 + below)) / rows
    x = left + column * (across + GAP)
    y = bottom + (rows - 1 - row) * (up + 6 + below)
    return x, y, across - right, up - name


def _broken(name: str, width: float, most: int) -> list[str]:
    """Break a bold name into at most so many lines; the last is cut if it does not fit."""
    lines = wrapped(name, width, bold=True)
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [shortened(each, width * SLIMMER) for each in kept if each]


def _hide_inner(axes: Axes, place: int, count: int, own: bool) -> None:
    """Leave numbers only on the left column and under the last panel of each column.

    own  whether each panel has its own horizontal axis
    """
    columns = grid_of(count)[1]
    axes.tick_params(labelleft=place % columns == 0, labelbottom=own or place + columns >= count)


def name_below(page: Page, words: str) -> None:
    """Name the shared horizontal axis in the middle under all panels."""
    left, bottom, width, _ = page.box
    page.figure.text(
        left + width / 2, bottom - ROW - 8, words, ha="center", va="top",
        transform=in_points(page.figure),
    )  # fmt: skip


def name_ends(page: Page, axes: Axes, ends: Sequence[tuple[float, str, Line]]) -> None:
    """Write short names to the right of a panel, at the heights of its lines, without overlap.

    ends  value, name and line
    """
    box = axes.get_window_extent().bounds
    left, bottom, width, height = (each * 72 / page.figure.dpi for each in box)
    low, high = axes.get_ylim()
    wanted = [bottom + (value - low) / (high - low) * height for value, _, _ in ends]
    middles = spread(wanted, [ROW - 2] * len(ends), bottom - ROW / 2, bottom + height + 4)
    for (_, name, line), middle in zip(ends, middles, strict=True):
        page.figure.text(
            left + width + LEADER, middle, name, va="center_baseline", color=dark(line.colour),
            transform=in_points(page.figure),
        )  # fmt: skip


def key_beside(page: Page, names: Sequence[tuple[str, Line]]) -> None:
    """Write a key of lines to the right of all panels, and narrow the axes to make room for it."""
    broken = [wrapped(name, SIDE) for name, _ in names]
    wide = SAMPLE + max(width_of(line) for lines in broken for line in lines)
    left, bottom, width, height = page.box
    page.box = (left, bottom, width - wide - GAP, height)
    x, y, points = left + width - wide, bottom + height, in_points(page.figure)
    for lines, (_, line) in zip(broken, names, strict=True):
        along = (x, x + SAMPLE / 2, x + SAMPLE - 8)
        sample = Line2D(
            along, [y - ROW / 2] * 3, transform=points, color=line.colour,
            linestyle=line.dash, linewidth=3.0, marker=line.marker, markersize=9, markevery=(1, 3),
            markeredgecolor="white",
        )  # fmt: skip
        page.figure.add_artist(sample)
        for place, words in enumerate(lines):
            page.figure.text(
                x + SAMPLE, y - (place + 0.5) * ROW, words, va="center_baseline",
                color=dark(line.colour), transform=points,
            )  # fmt: skip
        y -= len(lines) * ROW + 4
