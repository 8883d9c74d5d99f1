"""The binding gap (what holds organisations back) and the equity gap, by month."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.outcomes.samples import DEPRIVED, ELSEWHERE, LEAST_CAPACITY, MOST_CAPACITY
from sim.params.names import EMBEDDED, GAPS
from sim.report.figures.axes import draw_course, draw_line, level, month_ticks, numbers_up, up_to
from sim.report.figures.captions import (
    Course,
    course,
    groups_of,
    intervals_of,
    listed,
    notes_of,
    percent,
    points,
    share_live,
    start_of,
)
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import LINES, QUIET
from sim.report.words import AREAS

LASTING = 3  # months for which a gap must lead to be named
FEW = 0.05  # below this share of organisations not embedded, their gaps are not shown
GROUPS = {  # ahead, behind
    "deprived": (ELSEWHERE, DEPRIVED),
    "capacity": (MOST_CAPACITY, LEAST_CAPACITY),
}
BEHIND = {"deprived": AREAS[DEPRIVED], "capacity": "organisations of low capacity"}
NAMES = {"deprived": AREAS[DEPRIVED].capitalize(), "capacity": "Low capacity"}
COMPARED = f"{NAMES['deprived']} against all others; lowest third of capacity against the highest."
ABSENT = {
    "deprived": "No gap by deprivation: it is the same for all organisations.",
    "capacity": "No gap by capacity: too few organisations.",
}
STYLES = {"deprived": LINES[0], "capacity": LINES[1]}


def binding_shares(outcomes: Outcomes) -> Floats:
    """Share of organisations not embedded by their binding gap; float64[months shown, 5].

    A ratio of sums over replicates, up to the month when fewer than 5 % are not embedded.
    """
    waiting = np.delete(outcomes.binding.sum(0), EMBEDDED, axis=1).sum(1)
    whole = waiting.sum(1)
    few = whole < FEW * outcomes.organisations * outcomes.batch_replicates.sum()
    shown = int(few.argmax()) if few.any() else len(few)
    return waiting[:shown] / whole[:shown, None]


def binding_sentence(outcomes: Outcomes) -> str:
    """Say which gap holds back the most organisations, and in which months."""
    shares = binding_shares(outcomes)
    if not len(shares):
        return "No binding gaps were recorded"
    turns = _turns([int(gap) for gap in shares.argmax(1)])
    first, last = GAPS[turns[0][1]], GAPS[turns[-1][1]]
    if len(turns) == 1:
        return (
            f"The {first} gap holds back the most: of those not embedded "
            f"{percent(shares[0, turns[0][1]])} at the start, "
            f"{percent(shares[-1, turns[0][1]])} at the end"
        )
    then = [f"from month {month} the {GAPS[gap]} gap" for month, gap in turns[1:]]
    if len(then) > 3:
        then = [f"later others, and at the end the {last} gap"]
    return f"At first the {first} gap holds back the most, {listed(then)}"


def _turns(leaders: Sequence[int]) -> list[tuple[int, int]]:
    """List the months in which the leading gap changes, without leads of a month or two."""
    turns: list[tuple[int, int]] = []
    for gap, run in groupby(range(len(leaders)), key=leaders.__getitem__):
        months = list(run)
        lasts = len(months) >= LASTING or len(months) == len(leaders)
        if lasts and (not turns or turns[-1][1] != gap):
            turns.append((months[0], gap))
    return turns or [(0, leaders[0])]


def binding(outcomes: Outcomes) -> Page:
    """Draw the share of organisations not embedded that each gap holds back, by month."""
    shares = 100 * binding_shares(outcomes)
    endings = [
        Ending(shares[-1, gap], f"{percent(shares[-1, gap] / 100)} {name}", LINES[gap])
        for gap, name in enumerate(GAPS)
        if len(shares) and shares[:, gap].any()
    ]
    page = open_page(
        binding_sentence(outcomes),
        "Organisations not embedded, by the gap that holds them back most (%)",
        notes_of(outcomes, *_shown(outcomes, len(shares))),
        side=endings,
    )
    up_to(page.axes, shares.max(initial=0.0))
    month_ticks(page.axes, max(1, len(shares) - 1), start_of(outcomes))
    for gap, style in enumerate(LINES[: len(GAPS)]):
        if len(shares) and shares[:, gap].any():
            draw_line(page.axes, shares[:, gap], style)
    name_endings(page, endings)
    return page


def _shown(outcomes: Outcomes, months: int) -> list[str]:
    if not 0 < months < outcomes.months:
        return ["Means of all replicates."]
    return ["Means of all replicates.", f"Shown while {percent(FEW)} or more are not embedded."]


def equity_gaps(outcomes: Outcomes) -> dict[str, Course]:
    """Difference in the share live [percentage points] by month, for each pair of groups."""
    columns = {(kind, label): g for kind in GROUPS for g, label in groups_of(outcomes, kind)}
    return {
        kind: _gap(outcomes, columns[ahead], columns[behind])
        for kind, (ahead, behind) in GROUPS.items()
        if {ahead, behind} <= set(columns)
    }


def _gap(outcomes: Outcomes, ahead: int, behind: int) -> Course:
    return course(outcomes, 100 * (share_live(outcomes, ahead) - share_live(outcomes, behind)))


def equity_sentence(outcomes: Outcomes) -> str:
    """Say how far deprived areas (or else organisations of low capacity) are behind at the end."""
    gaps = equity_gaps(outcomes)
    if not gaps:
        return "There are no groups to compare for an equity gap"
    kind, gap = next(iter(gaps.items()))
    mean, low, high = (float(each[-1]) for each in (gap.mean, gap.low, gap.high))
    who, end = BEHIND[kind], f"month {outcomes.months}"
    if gap.certain and low <= 0 <= high:
        by = f"by {_many(mean)} (95 %: {points(low)} to {points(high)})"
        return f"{who} cannot be told apart from others at {end}: behind {by}".capitalize()
    if mean < 0:
        low, high = -high, -low
    between = f" (95 %: {points(low)} to {points(high)})" if gap.certain else ""
    how = f"{_many(abs(mean))} {'behind' if mean > 0 else 'ahead'}"
    return f"{who} are {how} at {end}{between}".capitalize() + _widest(gap)


def _many(value: float) -> str:
    return f"{points(value)} percentage point{'' if points(abs(value)) == '1' else 's'}"


def _widest(gap: Course) -> str:
    """Say when the gap was widest, if it was at least a point wider than at the end."""
    month = int(gap.mean.argmax())
    if gap.mean[month] - abs(gap.mean[-1]) < 1:
        return ""
    return f", {points(gap.mean[month])} at the widest in month {month}"


def equity(outcomes: Outcomes) -> Page:
    """Draw the gap in the share live between better-off and worse-off places, by month."""
    gaps = equity_gaps(outcomes)
    endings = [
        Ending(gap.mean[-1], f"{NAMES[kind]}: {points(gap.mean[-1])}", STYLES[kind])
        for kind, gap in gaps.items()
    ]
    absent = [ABSENT[kind] for kind in NAMES if kind not in gaps]
    page = open_page(
        equity_sentence(outcomes),
        "How far behind in the share live (percentage points)",
        notes_of(outcomes, *_shades(gaps), *absent),
        side=endings,
    )
    for kind, gap in gaps.items():
        draw_course(page.axes, gap, STYLES[kind])
    level(page.axes, 0.0, QUIET)
    low, high = _span(gaps)
    page.axes.set_ylim(low - 0.05 * (high - low), high + 0.05 * (high - low))
    numbers_up(page.axes)
    month_ticks(page.axes, outcomes.months, start_of(outcomes))
    name_endings(page, endings)
    return page


def _shades(gaps: dict[str, Course]) -> list[str]:
    return [COMPARED, intervals_of(list(gaps.values()))] if gaps else []


def _span(gaps: dict[str, Course]) -> tuple[float, float]:
    """Lowest and highest value to show: all means and intervals, at least -5 to 10 points."""
    parts = [np.array([-5.0, 10.0])]
    for gap in gaps.values():
        parts += [gap.mean, gap.low, gap.high] if gap.certain else [gap.mean]
    shown = np.concatenate(parts)
    return float(shown.min()), float(shown.max())
