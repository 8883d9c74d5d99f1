"""What finding out each number is worth: bars with their ranges, and what chance would show."""

from sim.outcomes.outcome_table import change_of
from sim.report.figures.axes import numbers_along
from sim.report.figures.slide import ROW, Ending, Page, name_endings, name_rows, open_page
from sim.report.figures.style import BLUE, GRID, INK, QUIET, VERMILLION
from sim.report.flips import Told
from sim.report.number_words import name_of

MOST = 8
ALL = "all numbers at once"


def bars(told: Told) -> Page:
    """Draw what learning each of the most valuable numbers gains, below what all of them gain."""
    learned = told.found.learning
    shown = list(zip(learned.numbers, learned.values, strict=True))[:MOST]
    shown = [each for each in shown if each[1].mean > 0]
    rows = [(ALL, learned.all, True)]
    rows += [(name_of(each.key), value, value.mean > learned.floor) for each, value in shown]
    heights = [-float(k) for k in range(len(rows))]
    sides = [
        Ending(height, _in_words(told, value.mean, value.low, value.high))
        for height, (_, value, _) in zip(heights, rows, strict=True)
    ]
    unit = change_of(told.key).unit
    page = open_page(
        _sentence(told), f"What finding it out before choosing a plan gains: {told.outcome}",
        [
            f"Whiskers: 95 % ranges. Pale: not more than chance shows in one study of twenty "
            f"({told.amount(learned.floor)}, dashed)."
        ],
        side=sides, rows=[name for name, _, _ in rows], below=ROW + 10,
    )  # fmt: skip
    name_rows(page, heights, [name for name, _, _ in rows])
    for height, (name, value, sure) in zip(heights, rows, strict=True):
        colour = INK if name == ALL else BLUE if sure else GRID
        page.axes.barh(height, unit.scale * value.mean, 0.6, color=colour, zorder=2)
        if value.high != float("inf"):
            page.axes.plot([unit.scale * value.low, unit.scale * value.high], [height, height],
                           color=QUIET, linewidth=3, zorder=3)  # fmt: skip
    page.axes.axvline(unit.scale * learned.floor, color=VERMILLION, linewidth=2,
                      linestyle=(0, (4, 3)), zorder=2.5)  # fmt: skip
    most = max(e.high if e.high != float("inf") else e.mean for _, e, _ in rows)
    page.axes.set_xlim(0, max(1.05 * unit.scale * most, unit.scale * told.found.margin / 3))
    numbers_along(page.axes)
    name_endings(page, sides, rows=True)
    return page


def _sentence(told: Told) -> str:
    learned = told.found.learning
    everything = told.amount(learned.all.mean)
    if not learned.sure:
        return f"No number alone is worth finding out first; all of them would gain {everything}"
    value = learned.values[0]
    return (
        f"Finding out “{name_of(learned.numbers[0].key)}” is worth most: "
        f"{told.amount(value.mean)} of {told.amount(learned.all.mean, True)}"
    )


def _in_words(told: Told, mean: float, low: float, high: float) -> str:
    if high == float("inf"):
        return told.amount(mean, True)
    return f"{told.amount(mean, True)} ({told.amount(low, True)} to {told.amount(high, True)})"
