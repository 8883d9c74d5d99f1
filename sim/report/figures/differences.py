"""How much plans differ from a baseline, and for whom, as dots with whiskers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.path import Path

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Interval
from sim.report.figures.axes import numbers_along
from sim.report.figures.captions import listed, minus, notes_of, points
from sim.report.figures.slide import ROW, Ending, Page, name_endings, name_rows, open_page
from sim.report.figures.style import BLUE, INK, QUIET
from sim.report.sets_words import counted, parts_in_words
from sim.report.words import group_name
from sim.study.comparison import Difference
from sim.study.groups import GroupDifference
from sim.study.uncertainty.record import Spread, Uncertainty

MOST_ROWS = 13  # rows that fit on a slide
FILLED, OPEN = BLUE, "white"
CAPPED = Path(  # a line with ends, as a marker for the key
    [(-1, -0.4), (-1, 0.4), (-1, 0), (1, 0), (1, -0.4), (1, 0.4)],
    [Path.MOVETO, Path.LINETO] * 3,
)
THICK = 9  # width of a bar for luck, where a line shows what assumptions do
DIMENSIONS = ("category", "deprived", "type")


@dataclass(frozen=True, slots=True)
class Row:
    """A dot with its whisker, filled if sure; the height falls by 1 from row to row.

    sets  mean, low and high over sets of assumptions; None if they were not varied
    """

    name: str
    interval: Interval
    sure: bool
    height: float
    sets: Spread | None = None


def differences_sentence(
    baseline: str, found: Sequence[Difference], month: int, drawn: Uncertainty | None = None
) -> str:
    """Count the plans ahead of the baseline, behind it, and that cannot be told apart.

    drawn  the plans under sets of assumptions: a plan is ahead only if it is in nine sets of ten
    """
    live = [each.figures.live for each in found]
    if len(live) == 1:
        return _one_difference(found[0].label, baseline, live[0], month, _sets(drawn, 0))
    sure = [_is_sure(each, _sets(drawn, place)) for place, each in enumerate(live)]
    ahead = sum(told and each.mean > 0 for told, each in zip(sure, live, strict=True))
    behind = sum(told and each.mean < 0 for told, each in zip(sure, live, strict=True))
    level = len(live) - ahead - behind
    if level == len(live):
        return f"At month {month} no plan can be told apart from “{baseline}”"
    if ahead == len(live):
        return f"At month {month} every plan is ahead of “{baseline}”"
    counts = [(ahead, "ahead of"), (behind, "behind")]
    parts = [f"{n} {'is' if n == 1 else 'are'} {how}" for n, how in counts if n]
    parts[0] += f" “{baseline}”"
    parts[1:] = [f"{words} it" for words in parts[1:]]
    if level:
        parts.append(f"{level} cannot be told apart from it")
    return f"At month {month}, of {len(live)} plans {listed(parts)}"


def _one_difference(
    label: str, baseline: str, live: Interval, month: int, sets: Spread | None
) -> str:
    if not np.isfinite(live.half_width):
        return f"One replicate cannot tell “{label}” and “{baseline}” apart"
    low, high, how = live.low, live.high, "ahead of"
    if live.high < 0:
        low, high, how = -live.high, -live.low, "behind"
    between = f"(95 %: {points(100 * low)} to {points(100 * high)})"
    if sets is not None:
        ends = sorted([100 * sets.low, 100 * sets.high], key=abs)
        if live.high < 0:
            ends = [-each for each in ends]
        between = f"(nine sets of assumptions in ten: {points(ends[0])} to {points(ends[1])})"
        if ends[0] == ends[1]:
            between = f"(under the assumptions tried: {points(ends[0])})"
    if not live.excludes_zero:
        return f"At month {month} “{label}” and “{baseline}” cannot be told apart {between}"
    by = f"{points(abs(100 * live.mean))} percentage points"
    return f"“{label}” is {by} {how} “{baseline}” at month {month} {between}"


def differences(
    found: Sequence[Difference],
    baseline: str,
    outcomes: Sequence[Outcomes],
    month: int,
    drawn: Uncertainty | None = None,
) -> Page:
    """Draw each plan's difference from the baseline in the share live, largest on top.

    drawn  the plans run under sets of assumptions; None if these were not varied
    """
    known = sorted(enumerate(found), key=lambda each: -each[1].figures.live.mean)
    rows = [
        Row(each.label, each.figures.live, _is_sure(each.figures.live, _sets(drawn, place)),
            -float(row), _sets(drawn, place))
        for row, (place, each) in enumerate(known[:MOST_ROWS])
    ]  # fmt: skip
    notes = ["Whiskers: 95 % intervals that hold for all plans at once."]
    if drawn is not None:
        notes = [
            "Bars: luck and systems (95 %, for all plans at once). Lines with ends, and numbers "
            f"in brackets: {'nine of ten of ' * (drawn.count > 1)}{counted(drawn.sets)}.",
            *_parts(drawn, known[0][0]),
        ]
    if len(known) > MOST_ROWS:
        notes.append(f"{len(known) - MOST_ROWS} more plans, all lower, are in the table only.")
    return _dots(
        differences_sentence(baseline, found, month, drawn),
        f"Share live at month {month}, minus that of “{baseline}” (percentage points)",
        notes_of(outcomes, *notes),
        rows,
        ("clearly differs", "cannot be told apart"),
    )


def _parts(drawn: Uncertainty, place: int) -> Iterator[str]:
    """Say how much of what the largest difference varies by is assumptions, systems and luck."""
    others = [plan for plan in range(len(drawn.labels)) if plan != drawn.baseline]
    parts = parts_in_words(drawn.shares_of_lead(others[place], drawn.baseline))
    if parts:
        yield f"Parts of the spread of the top one: {parts}."


def _sets(drawn: Uncertainty | None, place: int) -> Spread | None:
    """Give the lead of a plan over the baseline under sets, by its place among the others."""
    if drawn is None:
        return None
    others = [plan for plan in range(len(drawn.labels)) if plan != drawn.baseline]
    return drawn.lead(others[place], drawn.baseline)


def _is_sure(live: Interval, sets: Spread | None) -> bool:
    """Whether a plan differs beyond luck and, if they were varied, in nine sets of ten too."""
    return live.excludes_zero and (sets is None or sets.low > 0 or sets.high < 0)


def gains_sentence(label: str, baseline: str, groups: Sequence[GroupDifference], month: int) -> str:
    """Say where the gain over the baseline is smallest and where it is largest."""
    if not groups:
        return "There are no groups in which to compare the two plans"
    least = min(groups, key=lambda each: each.live.mean)
    most = max(groups, key=lambda each: each.live.mean)
    ends = [
        f"{points(100 * each.live.mean, '+')} points ({_group(each)})" for each in (least, most)
    ]
    if ends[0] == ends[1]:
        return f"“{label}” minus “{baseline}”: {ends[0]} at month {month}"
    return (
        f"What “{label}” adds to “{baseline}” ranges from {ends[0]} to {ends[1]} at month {month}"
    )


def gains(found: Difference, baseline: str, outcomes: Sequence[Outcomes], month: int) -> Page:
    """Draw one plan's difference from the baseline in the share live, group by group."""
    groups = _shown(found.groups)
    return _dots(
        gains_sentence(found.label, baseline, groups, month),
        f"Share of the group live at month {month}: difference (percentage points)",
        notes_of(
            outcomes,
            "Whiskers: 95 % intervals for luck and systems, for all groups at "
            "once; assumptions not varied.",
        ),
        [
            Row(_group(each)[0].upper() + _group(each)[1:], each.live, _beyond(each), height)
            for each, height in zip(groups, _heights(groups), strict=True)
        ],
        ("differs from the other groups", "not clearly different"),
    )


def _shown(groups: Sequence[GroupDifference]) -> list[GroupDifference]:
    """List the groups that fit, by dimension; regions are in the table only."""
    return [each for kind in DIMENSIONS for each in groups if each.dimension == kind][:MOST_ROWS]


def _heights(groups: Sequence[GroupDifference]) -> list[float]:
    """Heights of the rows, with a gap of half a row before each new dimension."""
    heights, height = [], 0.0
    for i, each in enumerate(groups):
        if i:
            height -= 1.0 if groups[i - 1].dimension == each.dimension else 1.5
        heights.append(height)
    return heights


def _group(each: GroupDifference) -> str:
    return group_name((each.dimension, each.label))


def _beyond(each: GroupDifference) -> bool:
    return each.beyond is not None and each.beyond.excludes_zero


def _dots(
    sentence: str,
    axis_title: str,
    notes: Sequence[str],
    rows: Sequence[Row],
    meanings: tuple[str, str],
) -> Page:
    """Draw rows as dots with whiskers and a zero line, with the numbers on the right.

    meanings  what a filled dot and an open dot mean
    """
    sides = [Ending(row.height, _in_words(row.interval, row.sets)) for row in rows]
    key = [_dot(FILLED, meanings[0]), _dot(OPEN, meanings[1])]
    if any(row.sets is not None for row in rows):
        key += _kinds()
    page = open_page(
        sentence,
        axis_title,
        notes,
        key=key,
        side=sides,
        rows=[row.name for row in rows],
        below=ROW + 10,
    )
    name_rows(page, [row.height for row in rows], [row.name for row in rows])
    page.axes.axvline(0, color=QUIET, linewidth=2.0, zorder=1)
    for row in rows:
        _draw(page.axes, row)
    page.axes.set_xlim(*_span(rows))
    numbers_along(page.axes)
    name_endings(page, sides, rows=True)
    return page


def _dot(face: str, label: str) -> Line2D:
    return Line2D(
        [], [], color=BLUE, marker="o", markersize=13, markeredgewidth=3, markerfacecolor=face,
        linewidth=3, label=label,
    )  # fmt: skip


def _draw(axes: Axes, row: Row) -> None:
    """Draw one dot, and its whisker if it is known."""
    ends = (100 * row.interval.low, 100 * row.interval.high)
    across = (row.height, row.height)
    if row.sets is not None:
        sets = (100 * row.sets.low, 100 * row.sets.high)
        axes.plot(sets, across, color=INK, linewidth=2, marker="|", markersize=22,
                  markeredgewidth=2.5, zorder=1.8)  # fmt: skip
    if np.isfinite(ends).all():
        axes.plot(ends, across, color=BLUE, linewidth=3 if row.sets is None else THICK,
                  solid_capstyle="butt", zorder=2)  # fmt: skip
    axes.plot(
        100 * row.interval.mean, row.height, "o", color=BLUE, markersize=13, markeredgewidth=3,
        markerfacecolor=FILLED if row.sure else OPEN, clip_on=False, zorder=3,
    )  # fmt: skip


def _kinds() -> list[Line2D]:
    """Explain the two kinds of whiskers: luck is a thick bar, assumptions a line with ends."""
    thick = Line2D([], [], color=BLUE, linewidth=THICK, solid_capstyle="butt", label="luck")
    thin = Line2D([], [], linestyle="", marker=CAPPED, markersize=16, markeredgecolor=INK,
                  markerfacecolor="none", markeredgewidth=2.5, label="assumptions")  # fmt: skip
    return [thick, thin]


def _span(rows: Sequence[Row]) -> tuple[float, float]:
    """Range [percentage points] that holds zero, every dot and every whisker, with a margin."""
    own = [end for row in rows for end in (row.interval.low, row.interval.mean, row.interval.high)]
    sets = [end for row in rows if row.sets is not None for end in (row.sets.low, row.sets.high)]
    ends = [100 * end for end in (*own, *sets)]
    known = [0.0, 5.0, *(end for end in ends if np.isfinite(end))]
    margin = 0.05 * (max(known) - min(known))
    return min(known) - margin, max(known) + margin


def _in_words(interval: Interval, sets: Spread | None = None) -> str:
    """Write mean and interval in whole points, or with a decimal if rounding hides the sign.

    In brackets are the ends over sets of assumptions, if these were varied.
    """
    if sets is not None:
        ends = f"{points(100 * sets.low)} to {points(100 * sets.high)}"
        return f"{points(100 * interval.mean, '+')} ({ends})"
    mean, low, high = (100 * each for each in (interval.mean, interval.low, interval.high))
    if not np.isfinite(interval.half_width):
        return f"{points(mean, '+')} (no interval)"
    if interval.excludes_zero and min(abs(low), abs(high)) < 0.5:
        return minus(f"{mean:+.1f} ({low:.1f} to {high:.1f})")
    return f"{points(mean, '+')} ({points(low)} to {points(high)})"
