"""What finding out each number is worth: bars with their ranges, and what chance would show."""

from sim.outcomes.outcome_table import change_of
from sim.report.figures.axes import numbers_along
from sim.report.figures.slide import ROW, Ending, Page, name_endings, name_rows, open_page
from sim.report.figures.style import BAND_80, BLUE, INK, QUIET, VERMILLION
from sim.report.flips import Told
from sim.report.number_words import brief, name_of

MOST, PALE = 7, 2  # bars, and how many of those that chance would show as well
FEWEST = 4  # rows for which there is room, so that a single bar is no wall
ALL = "all numbers at once"


def bars(told: Told) -> Page:
    """Draw what learning each of the most valuable numbers gains, below what all of them gain."""
    learned = told.found.learning
    most = min(MOST, len(learned.above_chance) + PALE)
    shown = [k for k, each in enumerate(learned.values) if each.mean > 0][:most]
    rows = [(ALL, learned.all, True)]
    rows += [(brief(learned.numbers[k].key), learned.values[k], k in learned.sure) for k in shown]
    heights = [-float(k) for k in range(len(rows))]
    sides = [
        Ending(height, told.with_range(value, bare=True))
        for height, (_, value, _) in zip(heights, rows, strict=True)
    ]
    unit = change_of(told.key).unit
    page = open_page(
        _sentence(told),
        f"What finding it out before choosing a plan gains: {told.outcome} ({told.unit})",
        [
            "Whiskers: 95 % ranges. Pale: it may be worth nothing. Dashed: what chance shows in "
            f"one study of twenty ({told.amount(learned.floor)})."
        ],
        side=sides, rows=[name for name, _, _ in rows], below=ROW + 10,
    )  # fmt: skip
    name_rows(page, heights, [name for name, _, _ in rows])
    page.axes.set_ylim(min(heights[-1], 1 - FEWEST) - 0.6, 0.6)
    for height, (name, value, sure) in zip(heights, rows, strict=True):
        colour = INK if name == ALL else BLUE if sure else BAND_80
        page.axes.barh(height, unit.scale * value.mean, 0.6, color=colour, zorder=2)
        if value.high != float("inf"):
            page.axes.plot([unit.scale * value.low, unit.scale * value.high], [height, height],
                           color=QUIET, linewidth=3, zorder=3)  # fmt: skip
    page.axes.axvline(unit.scale * learned.floor, color=VERMILLION, linewidth=2,
                      linestyle=(0, (4, 3)), zorder=2.5)  # fmt: skip
    widest = max(e.high if e.high != float("inf") else e.mean for _, e, _ in rows)
    page.axes.set_xlim(0, max(1.05 * unit.scale * widest, unit.scale * told.found.margin / 3))
    numbers_along(page.axes)
    name_endings(page, sides, rows=True)
    return page


def _sentence(told: Told) -> str:
    learned = told.found.learning
    everything = told.amount(learned.all.mean)
    if not learned.sure:
        return f"No number alone is surely worth finding out; all would gain {everything}"
    first = learned.sure[0]
    value = learned.values[first]
    return (
        f"Finding out “{name_of(learned.numbers[first].key)}” is worth most: "
        f"{told.amount(value.mean)} of the {told.amount(learned.all.mean, True)} for everything"
    )
