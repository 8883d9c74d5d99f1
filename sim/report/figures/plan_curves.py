"""The adoption curves of several plans in one figure."""

from collections.abc import Sequence

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.horizon import horizon_of
from sim.outcomes.intervals import LEVEL, half_widths
from sim.report.figures.axes import draw_line, month_ticks, up_to
from sim.report.figures.captions import counted, listed, notes_of, percent, start_of
from sim.report.figures.event_marks import event_notes, mark_events
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import LINES, QUIET, REST, Line

MOST_NAMES = 13  # names that fit on a slide
SPREAD = 4  # most plans whose bands can be shown without hiding one another
LEADERS = 4  # number drawn in colour if there are too many plans to colour all


def headline(outcomes: Sequence[Outcomes]) -> int:
    """Month in which plans are compared: the headline month that all of them have."""
    return min(horizon_of(each).month for each in outcomes)


def ranked(outcomes: Sequence[Outcomes]) -> list[int]:
    """Order plans by mean share live in the headline month, highest first."""
    month = headline(outcomes)
    live = [float(each.live[:, month].mean()) for each in outcomes]
    return sorted(range(len(live)), key=lambda plan: (-live[plan], plan))


def curves_sentence(labels: Sequence[str], outcomes: Sequence[Outcomes]) -> str:
    """Say how many are live with each plan in the headline month, highest first."""
    month, order = headline(outcomes), ranked(outcomes)
    live = [percent(each.live[:, month].mean()) for each in outcomes]
    first = f"By month {month} “{labels[order[0]]}” has {live[order[0]]} of organisations live"
    if len(order) <= 3:
        return listed([first, *(f"“{labels[plan]}” {live[plan]}" for plan in order[1:])])
    return f"{first}; the lowest, “{labels[order[-1]]}”, has {live[order[-1]]}"


def curves(
    labels: Sequence[str], outcomes: Sequence[Outcomes], baseline: int = 0, catch: str = ""
) -> Page:
    """Draw each plan's mean share live by month; if many, leaders and baseline stand out.

    catch  said below the sentence: in what other plans are better than the one that leads
    """
    styles = styles_of(outcomes, baseline)
    months, month = max(each.months for each in outcomes), headline(outcomes)
    endings = _endings(labels, outcomes, styles)
    said = (*_drawn(outcomes, month), *event_notes(outcomes))
    page = open_page(
        curves_sentence(labels, outcomes),
        "Share of organisations live (%)",
        notes_of(outcomes, *said),
        catch=catch,
        side=endings,
    )
    highest = 0.0
    for plan in reversed(ranked(outcomes)):
        mean = 100 * outcomes[plan].live.mean(0)
        shaded = _shade(page, outcomes[plan], styles[plan], len(outcomes))
        highest = max(highest, mean.max(), shaded)
        draw_line(page.axes, mean, styles[plan])
    page.axes.axvline(month, color=QUIET, linewidth=1.5, linestyle=(0, (4, 3)), zorder=0.5)
    up_to(page.axes, highest)
    month_ticks(page.axes, months, start_of(*outcomes))
    mark_events(page, outcomes, [100 * each.live.mean(0) for each in outcomes])
    name_endings(page, endings)
    return page


def styles_of(outcomes: Sequence[Outcomes], baseline: int) -> list[Line]:
    """Give each plan a line: black for the baseline, grey for all but the leaders if many."""
    others = [plan for plan in range(len(outcomes)) if plan != baseline]
    if len(outcomes) > len(LINES):
        others = [plan for plan in ranked(outcomes) if plan != baseline][:LEADERS]
    coloured = dict(zip(others, LINES, strict=False)) | {baseline: LINES[-1]}
    return [coloured.get(plan, REST) for plan in range(len(outcomes))]


def _endings(
    labels: Sequence[str], outcomes: Sequence[Outcomes], styles: Sequence[Line]
) -> list[Ending]:
    """Name every plan at the end of its line; if there are too many, only those in colour."""
    last = [each.live[:, -1].mean() for each in outcomes]
    return [
        Ending(100 * share, f"{percent(share)} {label}", style)
        for label, share, style in zip(labels, last, styles, strict=True)
        if len(outcomes) <= MOST_NAMES or style is not REST
    ]


def _drawn(outcomes: Sequence[Outcomes], month: int) -> list[str]:
    """Explain the lines, the shades and the vertical line."""
    replicates = counted(min(len(each.replicates) for each in outcomes), "replicate")
    shades = "80 % of them" if len(outcomes) <= SPREAD else "95 % intervals of the means"
    notes = [f"Lines: means of {replicates}; shades: {shades}."]
    if len(outcomes) > MOST_NAMES:
        notes.append(f"In grey: {len(outcomes) - LEADERS - 1} other plans.")
    return [*notes, f"Vertical line: month {month}, where plans are compared."]


def _shade(page: Page, outcomes: Outcomes, style: Line, plans: int) -> float:
    """Shade 80 % of replicates, or the interval of the mean if many; return the highest value."""
    live = 100 * outcomes.live
    low, high = np.quantile(live, (0.10, 0.90), axis=0)
    if plans > SPREAD:
        half = half_widths(live, outcomes.clusters, LEVEL)
        if not np.isfinite(half).all():
            return 0.0
        low, high = live.mean(0) - half, live.mean(0) + half
    page.axes.fill_between(
        np.arange(len(low)), low, high, color=style.colour, alpha=0.15, linewidth=0, zorder=1
    )
    return float(high.max())
