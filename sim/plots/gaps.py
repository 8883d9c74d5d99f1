"""What holds organisations back, and who is left behind: binding gap and equity gap over time."""

import numpy as np
from numpy.typing import NDArray

from sim.names import EMBEDDED, GAPS
from sim.outcomes import Outcomes
from sim.plots.axes import draw_course, draw_line, level, month_ticks, numbers_up, up_to
from sim.plots.page import Ending, Page, name_endings, open_page
from sim.plots.reading import (
    Course,
    Floats,
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
from sim.plots.style import LINES, QUIET

LASTING = 3  # months for which a gap must lead to be told
FEW = 0.05  # share of organisations not yet embedded below which nothing is said of their gaps
DEPRIVED, ELSEWHERE = "deprived", "not deprived"
GROUPS = {
    "deprived": (ELSEWHERE, DEPRIVED),
    "capacity": ("highest third", "lowest third"),
}  # ahead, behind
NAMES = {"deprived": "Deprived areas", "capacity": "Low capacity"}
BEHIND = {
    "deprived": "deprived areas",
    "capacity": "organisations of low capacity",
}
COMPARED = "Deprived areas against all others; lowest third of capacity against the highest."
ABSENT = {
    "deprived": "No gap by deprivation: all organisations are alike in it.",
    "capacity": "No gap by capacity: too few organisations.",
}
STYLES = {"deprived": LINES[0], "capacity": LINES[1]}


def held_back(outcomes: Outcomes) -> Floats:
    """Of those not embedded, the share whose binding gap is each; float64[months shown, 5].

    A ratio of sums over replicates, up to the month in which fewer than 5 % are not embedded.
    """
    waiting = np.delete(outcomes.binding.sum(0), EMBEDDED, axis=1).sum(1)
    whole = waiting.sum(1)
    few = whole < FEW * outcomes.organisations * outcomes.batch_replicates.sum()
    shown = int(few.argmax()) if few.any() else len(few)
    return waiting[:shown] / whole[:shown, None]


def binding_sentence(outcomes: Outcomes) -> str:
    """Which gap holds back the most organisations, from when to when."""
    shares = held_back(outcomes)
    if not len(shares):
        return "No binding gaps were recorded"
    leader = shares.argmax(1)
    turns = _turns(leader)
    if len(turns) < 2:
        most = int(np.bincount(leader).argmax())
        return (
            f"The {GAPS[most]} gap holds back the most: of those not embedded "
            f"{percent(shares[0, most])} at the start, {percent(shares[-1, most])} in the end"
        )
    first, *later = [GAPS[leader[m]] for m in turns]
    then = [f"from month {m} the {gap} gap" for m, gap in zip(turns[1:], later, strict=True)]
    return f"At first the {first} gap holds back the most, {listed(then[:2])}"


def _turns(leader: NDArray[np.intp]) -> list[int]:
    """Months from which another gap leads, and does so for some months."""
    turns: list[int] = []
    for month in [0, *(np.flatnonzero(np.diff(leader)) + 1)]:
        stays = len(set(leader[month : month + LASTING])) == 1 <= len(leader) - month - LASTING + 1
        if stays and (not turns or leader[month] != leader[turns[-1]]):
            turns.append(int(month))
    return turns


def binding(outcomes: Outcomes) -> Page:
    """Share of the organisations not embedded that each gap holds back, by month."""
    shares = 100 * held_back(outcomes)
    endings = [
        Ending(shares[-1, gap], f"{percent(shares[-1, gap] / 100)} {name}", LINES[gap])
        for gap, name in enumerate(GAPS)
        if len(shares) and shares[:, gap].any()
    ]
    page = open_page(
        binding_sentence(outcomes),
        "Organisations not embedded, by the gap that holds them most (%)",
        notes_of(outcomes, *_shown(outcomes, len(shares))),
        side=[each.name for each in endings],
    )
    up_to(page.axes, shares.max(initial=0.0))
    month_ticks(page.axes, max(1, len(shares) - 1), start_of(outcomes))
    for gap, style in enumerate(LINES[: len(GAPS)]):
        if len(shares) and shares[:, gap].any():
            draw_line(page.axes, np.arange(len(shares)), shares[:, gap], style)
    name_endings(page, endings)
    return page


def _shown(outcomes: Outcomes, months: int) -> list[str]:
    if not 0 < months < outcomes.months:
        return ["Means of all replicates."]
    return ["Means of all replicates.", f"Shown while {percent(FEW)} or more are not embedded."]


def equity_gaps(outcomes: Outcomes) -> dict[str, Course]:
    """Difference in the share live [percentage points] by month, for each divide there is."""
    columns = {(kind, label): g for kind in GROUPS for g, label in groups_of(outcomes, kind)}
    return {
        kind: _gap(outcomes, columns[kind, ahead], columns[kind, behind])
        for kind, (ahead, behind) in GROUPS.items()
        if {(kind, ahead), (kind, behind)} <= set(columns)
    }


def _gap(outcomes: Outcomes, ahead: int, behind: int) -> Course:
    return course(outcomes, 100 * (share_live(outcomes, ahead) - share_live(outcomes, behind)))


def equity_sentence(outcomes: Outcomes) -> str:
    """How far deprived areas (else: organisations of low capacity) are behind at the end."""
    gaps = equity_gaps(outcomes)
    if not gaps:
        return "There are no groups to tell an equity gap between"
    kind, gap = next(iter(gaps.items()))
    mean, low, high = (each[-1] for each in (gap.mean, gap.low, gap.high))
    who, end = BEHIND[kind], f"month {outcomes.months}"
    between = f" (95 %: {points(low)} to {points(high)})" if gap.certain else ""
    if gap.certain and low <= 0 <= high:
        return (
            f"At {end} {who} cannot be told apart from others: gap {points(mean)} points{between}"
        )
    how = f"{points(abs(mean))} percentage points {'behind' if mean > 0 else 'ahead'}"
    return f"{who} are {how} at {end}{between}".capitalize() + _widest(gap)


def _widest(gap: Course) -> str:
    """When the gap was widest, if that was a point or more above the end."""
    month = int(gap.mean.argmax())
    if gap.mean[month] - abs(gap.mean[-1]) < 1:
        return ""
    return f", {points(gap.mean[month])} at the widest in month {month}"


def equity(outcomes: Outcomes) -> Page:
    """Gap in the share live between places that are better and worse off, by month."""
    gaps = equity_gaps(outcomes)
    endings = [
        Ending(gap.mean[-1], f"{NAMES[kind]}: {points(gap.mean[-1])}", STYLES[kind])
        for kind, gap in gaps.items()
    ]
    absent = [ABSENT[kind] for kind in NAMES if kind not in gaps]
    page = open_page(
        equity_sentence(outcomes),
        "How far behind in the share live (percentage points)",
        notes_of(outcomes, COMPARED, intervals_of(list(gaps.values())), *absent),
        side=[each.name for each in endings],
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


def _span(gaps: dict[str, Course]) -> tuple[float, float]:
    """Lowest and highest value to show: all means and intervals, and at least -5 to 10 points."""
    parts = [np.array([-5.0, 10.0])]
    for gap in gaps.values():
        parts += [gap.mean, gap.low, gap.high] if gap.certain else [gap.mean]
    shown = np.concatenate(parts)
    return float(shown.min()), float(shown.max())
