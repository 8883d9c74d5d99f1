"""The adoption curves of several plans in one figure."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.horizon import horizon_of
from sim.outcomes.intervals import LEVEL, half_widths
from sim.report.figures.axes import draw_line, month_ticks, up_to
from sim.report.figures.bands import under_sets_notes
from sim.report.figures.captions import counted, listed, notes_of, percent, start_of
from sim.report.figures.event_marks import event_notes, mark_events
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import LINES, QUIET, REST, Line
from sim.study.uncertainty.record import Uncertainty

MOST_NAMES = 13  # names that fit on a slide
SPREAD = 4  # most plans whose bands can be shown without hiding one another
THIN = 2.5  # width of a mean where bands show what may happen
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
    labels: Sequence[str],
    outcomes: Sequence[Outcomes],
    baseline: int = 0,
    catch: str = "",
    drawn: Uncertainty | None = None,
) -> Page:
    """Draw each plan's mean share live by month; if many, leaders and baseline stand out.

    catch  said below the sentence: in what other plans are better than the one that leads
    drawn  the plans run under sets of assumptions; their bands then hold all that may happen
    """
    styles = styles_of(outcomes, baseline)
    months, month = max(each.months for each in outcomes), headline(outcomes)
    endings = _endings(labels, outcomes, styles)
    banded = _banded(outcomes, baseline, drawn)
    said = (*_drawn(outcomes, month, drawn, len(banded)), *event_notes(outcomes))
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
        line = styles[plan]
        if drawn is None:
            shaded = _shade(page, outcomes[plan], line, len(outcomes))
        else:
            line = replace(line, width=min(line.width, THIN))
            shaded = _band(page, drawn, plan, line) if plan in banded else 0.0
        highest = max(highest, mean.max(), shaded)
        draw_line(page.axes, mean, line)
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


def _drawn(
    outcomes: Sequence[Outcomes], month: int, drawn: Uncertainty | None, banded: int
) -> list[str]:
    """Explain the lines, the shades and the vertical line."""
    replicates = counted(min(len(each.replicates) for each in outcomes), "replicate")
    if drawn is not None:
        notes = under_sets_notes(drawn, ranked(outcomes)[0], replicates)
        if banded < len(outcomes):
            notes.append("Bands: the plan that leads and the baseline only.")
        return [*notes, f"Vertical line: month {month}, where plans are compared."]
    shades = "80 % of them" if len(outcomes) <= SPREAD else "95 % intervals of the means"
    notes = [f"Lines: means of {replicates}; shades: {shades}."]
    if len(outcomes) > MOST_NAMES:
        notes.append(f"In grey: {len(outcomes) - LEADERS - 1} other plans.")
    return [*notes, f"Vertical line: month {month}, where plans are compared."]


def _banded(
    outcomes: Sequence[Outcomes], baseline: int, drawn: Uncertainty | None
) -> Sequence[int]:
    """Choose the plans whose bands are drawn: all, or the leader and the baseline if many."""
    if drawn is None:
        return ()
    if len(outcomes) <= SPREAD:
        return range(len(outcomes))
    return sorted({ranked(outcomes)[0], baseline})


def _band(page: Page, drawn: Uncertainty, plan: int, line: Line) -> float:
    """Draw what may happen as a band with edges, so that it shows in grey; return its highest."""
    low, high = 100 * drawn.quantiles(plan)
    months = np.arange(len(low))
    page.axes.fill_between(months, low, high, color=line.colour, alpha=0.13, linewidth=0, zorder=1)
    for edge in (low, high):
        page.axes.plot(
            months, edge, color=line.colour, linestyle=line.dash, linewidth=1.3, alpha=0.75,
            zorder=2,
        )  # fmt: skip
    return float(high.max())


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
