"""The adoption curves of a sweep: lines for one key, small multiples for two, a range if drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes

from sim.config.swept_words import SEED
from sim.outcomes.intervals import Floats, Whole
from sim.report.figures.axes import STEPS, draw_line, month_ticks, up_to
from sim.report.figures.captions import counted, listed, percent
from sim.report.figures.labels import width_of
from sim.report.figures.panels import (
    LEADER,
    MOST,
    grid_of,
    key_beside,
    name_below,
    name_ends,
    open_panels,
    panel_box,
)
from sim.report.figures.slide import ROW, Ending, Page, name_endings, open_page
from sim.report.figures.style import OUTLINED, QUIET
from sim.report.figures.swept_lines import MOST_COLOURS, Drawn, lines_for, shade
from sim.report.figures.swept_means import Means, curve_over, main_keys, means
from sim.report.figures.swept_measure import LIVE, Measure
from sim.report.figures.swept_notes import notes
from sim.report.figures.swept_plans import curves_by_word, word_key
from sim.report.figures.swept_range import curve_range
from sim.report.figures.swept_sentences import (
    amounts_of,
    axis_name,
    capital,
    finding,
    mid_name,
    month_axis,
)
from sim.study.swept import CellCurve, Estimate, Swept, SweptKey

AXIS = "Share of organisations live (%)"
SPREAD = 4  # most lines whose middle 80 % of replicates can be shown without hiding one another
APART = 16.0  # [points] between panels without names
FEW_MISSING = 3  # values without a curve that are named
FEW_MONTHS = 4  # steps on the axis of a panel
MOST_BESIDE = {1: 8, 2: 5, 3: 3}  # names beside a panel, by rows of panels
WIDEST_BESIDE = {1: 300.0, 2: 140.0, 3: 75.0}  # [points], by columns of panels


@dataclass(frozen=True, slots=True)
class Curves:
    """The curves to draw, one for each combination of one or two keys; None where missing."""

    found: Means
    drawn: tuple[CellCurve | None, ...]
    months: int

    def last(self, combinations: Sequence[int] | Whole) -> Floats:
        """Share live at the end of each curve; nan where it is missing."""
        ends = [self.drawn[each] for each in combinations]
        return np.array([np.nan if each is None else each.mean[-1] for each in ends])


def curves(swept: Swept) -> Page:
    """Draw the share live by month over the keys that move the outcome most."""
    keys = main_keys(swept)
    seeds = [swept.keys[k].key for k in keys] == [SEED] and len(swept.keys[0].values) > MOST_COLOURS
    if swept.is_sample or seeds or not keys or not swept.done.any():
        word = word_key(swept) if swept.is_sample else None
        return curve_range(swept) if word is None else curves_by_word(swept, word)
    read = _read(swept, keys)
    return _lines(swept, read) if len(keys) == 1 else _panels(swept, read)


def _read(swept: Swept, keys: Sequence[int]) -> Curves:
    """Read the curves of all cells that count, and the share live in the headline month."""
    found = means(swept, keys, swept.done)
    drawn = tuple(curve_over(swept, cells) for cells in found.cells)
    month = swept.horizon.month
    there = [
        (np.nan,) * 3 if each is None else (each.mean[month], each.low[month], each.high[month])
        for each in drawn
    ]
    estimate = Estimate(*np.array(there, float).T)
    months = max(len(each.mean) - 1 for each in drawn if each is not None)
    return Curves(replace(found, estimate=estimate), drawn, months)


def _lines(swept: Swept, read: Curves) -> Page:
    """Draw a line for each value of one key."""
    key = swept.keys[read.found.keys[0]]
    last = read.last(range(len(read.drawn)))
    drawn = lines_for(key, last)
    wide = _is_wide(read.drawn)
    endings = [
        Ending(100 * share, f"{percent(share)} {mid_name(key, place)}", drawn[place].line)
        for place, share in enumerate(last)
        if drawn[place].is_named and np.isfinite(share)
    ]
    page = open_page(
        finding(swept, read.found, Measure(LIVE, swept.horizon)),
        f"{AXIS}, by {axis_name(key)}",
        notes(swept, *_explained(swept, read.drawn, drawn, wide), found=read.found),
        side=endings,
    )
    up_to(page.axes, _draw(page.axes, read.drawn, drawn, wide))
    _say_missing(page.axes, key, read.drawn)
    _month_line(page.axes, swept)
    month_ticks(page.axes, read.months, month_axis(swept))
    name_endings(page, endings)
    return page


def _draw(
    axes: Axes, drawn: Sequence[CellCurve | None], lines: Sequence[Drawn], wide: bool
) -> float:
    """Draw curves with their shades, and return the highest value [%].

    wide  shade the middle 80 % of replicates in place of the interval of the mean
    """
    highest = 0.0
    for curve, each in zip(drawn, lines, strict=True):
        if curve is None:
            continue
        low, high = (curve.p10, curve.p90) if wide else (curve.low, curve.high)
        if each.is_named:
            months = np.arange(len(curve.mean), dtype=float)
            highest = max(highest, shade(axes, months, 100 * low, 100 * high, each.line))
        highest = max(highest, 100 * float(curve.mean.max()))
        draw_line(axes, 100 * curve.mean, each.line)
    return highest


def _is_wide(drawn: Sequence[CellCurve | None]) -> bool:
    """Whether there are few enough lines for the middle 80 % of replicates, and it is known."""
    there = [each for each in drawn if each is not None]
    return len(there) <= SPREAD and all(np.isfinite(each.p10).all() for each in there)


def _explained(
    swept: Swept, drawn: Sequence[CellCurve | None], lines: Sequence[Drawn], wide: bool
) -> list[str]:
    """Explain lines, shades and the vertical line."""
    there = [each for each in drawn if each is not None]
    if not all(np.isfinite(each.low).all() for each in there):
        shades = "too few for intervals"
    else:
        what = "80 % of them" if wide else "95 % intervals of the means"
        shades = f"shades: {what} (luck alone)"
    unnamed = sum(not each.is_named for each in lines)
    rest = [f"{unnamed} lines in between have no name."] if unnamed else []
    return [
        f"Lines: means of {counted(swept.replicates, 'replicate')}; {shades}.",
        *rest,
        f"Vertical line: month {swept.horizon.month}.",
    ]


def _month_line(axes: Axes, swept: Swept) -> None:
    axes.axvline(swept.horizon.month, color=QUIET, linewidth=1.5, linestyle=(0, (4, 3)), zorder=0.5)


def _panels(swept: Swept, read: Curves) -> Page:
    """Draw a panel for each value of one key, with a line for each value of the other."""
    across, along, table = _laid_out(swept, read)
    shown, left_out = _shown(across, read.found.estimate.mean[table])
    table = table[shown]
    drawn = lines_for(along, _mean(np.array([read.last(row) for row in table])))
    named = [place for place, each in enumerate(drawn) if each.is_named]
    words = dict(zip(named, amounts_of(along, named), strict=True))
    page = open_page(
        finding(swept, read.found, Measure(LIVE, swept.horizon)),
        f"{AXIS}; panels: {axis_name(across)}; lines: {axis_name(along)}",
        notes(swept, *_explained(swept, read.drawn, drawn, False), *left_out, found=read.found),
        below=2 * ROW + 12,
    )
    right = APART
    is_beside = _fit(len(shown), words)
    if is_beside:
        right = max(width_of(each) for each in words.values()) + LEADER
    else:
        key_beside(page, [(name, drawn[place].line) for place, name in words.items()])
    panels = open_panels(page, _names(page, across, shown, right), right)
    highest = max(
        _draw(axes, [read.drawn[at] for at in row], drawn, False)
        for axes, row in zip(panels, table, strict=True)
    )
    for axes, row in zip(panels, table, strict=True):
        _finish(axes, swept, read, highest)
        _say_missing(axes, along, [read.drawn[at] for at in row])
        ends = [
            (100 * share, words[place], drawn[place].line)
            for place, share in enumerate(read.last(row)) if place in words and np.isfinite(share)
        ]  # fmt: skip
        if is_beside:
            name_ends(page, axes, ends)
    name_below(page, month_axis(swept))
    return page


def _names(page: Page, across: SweptKey, shown: Sequence[int], right: float) -> list[str]:
    """Name the panels by phrases that stand alone if all fit, else by amounts."""
    width = panel_box(page, len(shown), 0, right)[2]
    phrases = [capital(across.phrases[place]) for place in shown]
    fit = all(width_of(each, bold=True) <= width for each in phrases)
    return phrases if fit else amounts_of(across, shown)


def _say_missing(axes: Axes, key: SweptKey, drawn: Sequence[CellCurve | None]) -> None:
    """Write in the corner which values have no curve."""
    missing = [key.amounts[place] for place, each in enumerate(drawn) if each is None]
    if not missing:
        return
    words = listed(missing) if len(missing) < len(drawn) else "any value"
    if FEW_MISSING < len(missing) < len(drawn):
        words = f"{len(missing)} values"
    ends = [each.mean[-1] for each in drawn if each is not None]
    is_free_below = bool(ends) and 100 * min(ends) > 0.35 * axes.get_ylim()[1]
    axes.text(
        0.98 if is_free_below else 0.03, 0.04 if is_free_below else 0.97, f"no result: {words}",
        transform=axes.transAxes, ha="right" if is_free_below else "left",
        va="bottom" if is_free_below else "top", color=QUIET, path_effects=OUTLINED, zorder=5,
    )  # fmt: skip


def _laid_out(swept: Swept, read: Curves) -> tuple[SweptKey, SweptKey, Whole]:
    """Choose the key of the panels (words before numbers, then fewer values) and of the lines.

    Returns
    -------
    Both keys, and the combinations: int64[panels, lines].
    """
    first, second = (swept.keys[key] for key in read.found.keys)
    table = np.arange(len(read.drawn)).reshape(read.found.shape)
    if (first.is_number, len(first.values)) <= (second.is_number, len(second.values)):
        return first, second, table
    return second, first, table.T


def _shown(across: SweptKey, mean: Floats) -> tuple[list[int], list[str]]:
    """Choose the panels that fit: of words the highest, of numbers some evenly apart.

    mean  float64[panels, lines]
    """
    count = len(across.values)
    if count <= MOST:
        return [*range(count)], []
    if across.is_number:
        shown = sorted({round(place) for place in np.linspace(0, count - 1, MOST)})
        return shown, [f"{count - len(shown)} more values of {across.name} are in the table."]
    high = np.nan_to_num(_mean(mean.T), nan=-np.inf)
    shown = sorted(np.argsort(-high, kind="stable")[:MOST].tolist())
    return shown, [f"{count - MOST} more, lower on average, are in the table."]


def _mean(rows: Floats) -> Floats:
    """Mean of the known values in each column, nan where there is none."""
    known = np.isfinite(rows)
    total = np.where(known, rows, 0.0).sum(0)
    mean: Floats = np.divide(
        total, known.sum(0), out=np.full(len(total), np.nan), where=known.any(0)
    )
    return mean


def _fit(panels: int, words: Mapping[int, str]) -> bool:
    """Whether the names of lines fit to the right of each panel; else they go into a key."""
    rows, columns = grid_of(panels)
    widest = max((width_of(each) for each in words.values()), default=0.0)
    return len(words) <= MOST_BESIDE[rows] and widest <= WIDEST_BESIDE[columns]


def _finish(axes: Axes, swept: Swept, read: Curves, highest: float) -> None:
    """Give a panel the axes that all share."""
    _month_line(axes, swept)
    up_to(axes, highest)
    top = axes.get_ylim()[1]
    axes.set_yticks([0, top / 2, top] if top >= 10 else [0, top])
    month_ticks(axes, read.months, "")
    step = next(each for each in STEPS if read.months / each <= FEW_MONTHS)
    axes.set_xticks(range(0, read.months + 1, step))
