"""Adoption curves of all organisations, and by Rogers category."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.patches import Patch

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.params.names import CATEGORIES
from sim.report.figures.axes import (
    draw_bands,
    draw_course,
    draw_line,
    key_of_bands,
    mark,
    month_ticks,
    up_to,
)
from sim.report.figures.captions import (
    Course,
    ParameterBand,
    bands_of,
    counted,
    course,
    groups_of,
    intervals_of,
    listed,
    month_or_later,
    notes_of,
    percent,
    share_live,
    start_of,
    timing,
)
from sim.report.figures.event_marks import event_notes, mark_events
from sim.report.figures.labels import width_of
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import BLACK, BLUE, INK, LINES, OUTLINED, VERMILLION, Line

LIVE, IS_EMBEDDED = Line(BLUE, "solid", "o", 4.0), Line(BLACK, (0, (5, 2)), "s", 3.0)
HATCH = "#EBB08A"
MARKS = ((0.16, "16 %"), (0.50, "Half"), (0.84, "84 %"))


def adoption_sentence(outcomes: Outcomes) -> str:
    """Say when half are live, or how many are live at the end if half is not reached."""
    live, last = outcomes.live, outcomes.months
    if not live.any():
        return f"No organisation goes live within {counted(last, 'month')}"
    half = timing(outcomes, 0.5)
    if np.isinf(half.middle):
        low, high = np.quantile(live[:, -1], (0.025, 0.975))
        return (
            f"At month {last}, {percent(live[:, -1].mean())} of organisations are live"
            + _range(outcomes, f"{100 * low:.0f} to {100 * high:.0f}")
            + "; half is not reached"
            + (" in most replicates" if live.max() >= 0.5 else "")
        )
    who = "Half of the organisations are" if outcomes.organisations > 1 else "The organisation is"
    if half.middle == 0:
        return f"{who} live from the start" + (" in most replicates" if half.high else "")
    return f"{who} live by month {half.middle:.0f}" + _range(
        outcomes, f"{half.low:.0f} to {month_or_later(half.high, last)}"
    )


def _range(outcomes: Outcomes, words: str) -> str:
    return f" (95 %: {words})" if len(outcomes.replicates) > 1 else ""


def adoption(outcomes: Outcomes, parameter_band: ParameterBand | None = None) -> Page:
    """Draw the shares live and embedded by month, with bands for chance and for assumptions."""
    live, embedded = 100 * outcomes.live, 100 * outcomes.embedded
    endings = [
        Ending(share.mean(), f"{percent(share.mean() / 100)} {name}", line)
        for share, name, line in (
            (embedded[:, -1], "embedded", IS_EMBEDDED),
            (live[:, -1], "live", LIVE),
        )
    ]
    sentence = adoption_sentence(outcomes)
    if parameter_band is not None:
        sentence = sentence.replace("(95 %:", "(luck alone:")
    page = open_page(
        sentence,
        "Share of organisations (%)",
        notes_of(
            outcomes,
            bands_of(outcomes),
            *_parts(parameter_band),
            *_rings(outcomes),
            *event_notes([outcomes]),
        ),
        key=_key(outcomes, parameter_band),
        side=endings,
    )
    highest = np.quantile(live, 0.975, axis=0).max()
    if parameter_band is not None:
        _draw_parameter_band(page, parameter_band)
        highest = max(highest, 100 * parameter_band.high.max())
    draw_bands(page.axes, live)
    up_to(page.axes, highest)
    month_ticks(page.axes, outcomes.months, start_of(outcomes))
    draw_line(page.axes, embedded.mean(0), IS_EMBEDDED)
    draw_line(page.axes, live.mean(0), LIVE)
    mark_events(page, [outcomes], [live.mean(0), embedded.mean(0)])
    _mark_times(page, outcomes)
    name_endings(page, endings)
    return page


def _rings(outcomes: Outcomes) -> list[str]:
    many = len(outcomes.replicates) > 1 and outcomes.live.any()
    what = "16, 50 and 84 % are live in half of the replicates"
    if not outcomes.scenario.events:
        what = "half of the replicates are there"
    return [f"Rings: {what}."] if many else []


def _parts(band: ParameterBand | None) -> list[str]:
    """Say which share of the outlined band each kind of doubt has."""
    if band is None or not band.parts:
        return []
    return [f"Outlined: with assumptions too; parts at month {band.month}: {band.parts}."]


def _key(outcomes: Outcomes, band: ParameterBand | None) -> list[Artist]:
    key: list[Artist] = [*key_of_bands(len(outcomes.replicates))]
    if band is not None:
        label = f"{percent(band.level)} of runs, {counted(band.draws, 'set')} of assumptions"
        key.append(_outlined(label))
    return key


def _outlined(label: str) -> Patch:
    return Patch(
        facecolor="none", edgecolor=VERMILLION, hatch="//", linestyle="--", linewidth=2, label=label
    )


def _draw_parameter_band(page: Page, band: ParameterBand) -> None:
    """Draw the band hatched and outlined, so that it shows around filled bands, even in grey."""
    months, low, high = np.arange(len(band.low)), 100 * band.low, 100 * band.high
    page.axes.fill_between(
        months,
        low,
        high,
        facecolor="none",
        edgecolor=HATCH,
        hatch="//",
        linewidth=0,
        zorder=0.5,
    )
    for edge in (low, high):
        page.axes.plot(months, edge, color=VERMILLION, linewidth=2, linestyle="--", zorder=2)


def _mark_times(page: Page, outcomes: Outcomes) -> None:
    """Mark the months by which 16, 50 and 84 % are live in the median replicate.

    They have no names where titles of events stand.
    """
    mean, embedded = 100 * outcomes.live.mean(0), 100 * outcomes.embedded.mean(0)
    for share, name in MARKS:
        when = timing(outcomes, share)
        if when.middle in (0, np.inf) or outcomes.organisations == 1:
            continue
        words = f"{name}: month {when.middle:.0f}"
        if share == 0.5 and when.low != when.high:
            words += f" ({when.low:.0f} to {month_or_later(when.high, outcomes.months)})"
        here = (when.middle, mean[int(when.middle)])
        mark(page.axes, *here)
        if not outcomes.scenario.events:
            _name_mark(page, words, here, embedded)


def _name_mark(page: Page, words: str, here: tuple[float, float], embedded: Floats) -> None:
    """Name a mark to the left of the curve and above it, where there is space.

    Near the start there is none.  The name then goes to the right of the embedded curve, at the
    same height, with a line to its mark.
    """
    month, height = here
    across = page.box[2] / (len(embedded) - 1)
    if month * across > width_of(words) + 14:
        page.axes.annotate(words, here, xytext=(-12, 4), textcoords="offset points", ha="right",
                           va="bottom", zorder=5, path_effects=OUTLINED)  # fmt: skip
        return
    beyond = np.flatnonzero(embedded > height)
    clear = max(month, beyond[0] if len(beyond) else month) + 16 / across
    page.axes.annotate(
        words, here, xytext=(clear, height), va="center", zorder=5, path_effects=OUTLINED,
        arrowprops=dict(arrowstyle="-", color=INK, linewidth=1.2, shrinkA=2, shrinkB=7),
    )  # fmt: skip


def categories_sentence(outcomes: Outcomes) -> str:
    """Say how many are live in the first and the last category."""
    found = groups_of(outcomes, "category")
    if not found:
        return "No Rogers categories were recorded"
    ends = {label: _of_group(outcomes, group).mean[-1] for group, label in (found[0], found[-1])}
    parts = listed([f"{percent(live / 100)} of {label}" for label, live in ends.items()])
    return f"At month {outcomes.months}, {parts} are live"


def _of_group(outcomes: Outcomes, group: int) -> Course:
    return course(outcomes, 100 * share_live(outcomes, group))


def categories(outcomes: Outcomes) -> Page:
    """Draw the share live by month in each Rogers category, with the interval of each mean."""
    found = groups_of(outcomes, "category")
    styles = [LINES[CATEGORIES.index(label)] for _, label in found]
    courses = [_of_group(outcomes, group) for group, _ in found]
    endings = [
        Ending(each.mean[-1], f"{percent(each.mean[-1] / 100)} {label}", style)
        for (_, label), each, style in zip(found, courses, styles, strict=True)
    ]
    page = open_page(
        categories_sentence(outcomes),
        "Share of the category that is live (%)",
        notes_of(outcomes, intervals_of(courses), *_missing(found), *event_notes([outcomes])),
        side=endings,
    )
    up_to(page.axes, max((each.mean.max() for each in courses), default=100))
    month_ticks(page.axes, outcomes.months, start_of(outcomes))
    for each, style in zip(courses, styles, strict=True):
        draw_course(page.axes, each, style)
    mark_events(page, [outcomes], [each.mean for each in courses])
    name_endings(page, endings)
    return page


def _missing(found: list[tuple[int, str]]) -> list[str]:
    present = [label for _, label in found]
    absent = [each for each in CATEGORIES if each not in present]
    return [f"A system this small has no {listed(absent)}."] if absent else []
