"""The dip: performance of a site by months since go-live."""

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.report.figures.axes import (
    band,
    draw_bands,
    draw_line,
    key_of_bands,
    level,
    mark,
    month_ticks,
    numbers_up,
)
from sim.report.figures.captions import bands_of, counted, minus, notes_of, percent
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import BLUE, OUTLINED, QUIET, VERMILLION, Line

ENOUGH = 0.2  # share of the sites that went live that must remain for a mean
CURVE = Line(BLUE, "solid", "o", 4.0)


def by_age(outcomes: Outcomes) -> Floats:
    """Mean performance [% of activity] by months since go-live, while enough sites remain.

    A ratio of sums over replicates, float64[ages]; empty if no site was live for a month.
    """
    sites = outcomes.by_age_count.sum(0)
    if sites[0] == 0:
        return np.zeros(0)
    few = np.flatnonzero(sites < ENOUGH * sites[0])
    ages = int(few[0]) if len(few) else len(sites)
    return 100 * outcomes.by_age_sum.sum(0)[:ages] / sites[:ages]


def recovery_age(curve: Floats) -> int | None:
    """First month after a dip with performance at or above the old level; None if never."""
    fallen = np.flatnonzero(curve < 0)
    if not len(fallen):
        return 0
    back = np.flatnonzero(curve[fallen[0] :] >= 0)
    return int(fallen[0] + back[0]) if len(back) else None


def performance_sentence(outcomes: Outcomes) -> str:
    """Say how deep the dip is, how long it lasts, and where performance settles."""
    curve = by_age(outcomes)
    if not len(curve):
        return "No site has gone live, so there is no dip to show"
    deepest, back, last = int(curve.argmin()), recovery_age(curve), len(curve) - 1
    if curve[deepest] >= -0.05:
        return (
            f"Performance does not dip: {_points(curve[0])} at go-live, {_points(curve[-1])} later"
        )
    when = "at go-live" if deepest == 0 else f"{counted(deepest, 'month')} after go-live"
    dip = f"Performance is {-curve[deepest]:.1f} % down {when}"
    if back is None:
        return f"{dip} and does not recover within {counted(last, 'month')}"
    return (
        f"{dip}, recovers after {counted(back, 'month')} and is {_points(curve[-1])} after {last}"
    )


def _points(change: float) -> str:
    return f"{abs(change):.1f} % {'up' if change >= 0 else 'down'}"


def performance(outcomes: Outcomes) -> Page:
    """Draw mean performance by months since go-live, with bands of replicates."""
    curve = by_age(outcomes)
    tolerance = -100 * outcomes.scenario.assumptions.tolerance
    replicates = _by_replicate(outcomes, len(curve))
    names = [
        Ending(0.0, "As before", Line(QUIET)),
        Ending(tolerance, f"Tolerance {minus(f'{tolerance:g}')} %", Line(VERMILLION)),
    ]
    if len(curve):
        names.append(Ending(curve[-1], f"Mean {minus(f'{curve[-1]:+.1f}')} %", CURVE))
    page = open_page(
        performance_sentence(outcomes),
        "Performance of a live site against the old way (% of activity)",
        notes_of(outcomes, *_limits(outcomes, len(curve))),
        key=key_of_bands(len(replicates)) if len(curve) else (),
        side=names,
    )
    draw_bands(page.axes, replicates)
    level(page.axes, 0.0, QUIET)
    level(page.axes, tolerance, VERMILLION, (0, (2, 1.5)))
    draw_line(page.axes, curve, CURVE)
    _mark_points(page, curve)
    low, high = _reach(curve, replicates, tolerance)
    page.axes.set_ylim(low - 0.12 * (high - low), high + 0.08 * (high - low))
    numbers_up(page.axes)
    month_ticks(page.axes, max(1, len(curve) - 1), "Months since the site went live")
    name_endings(page, names)
    return page


def _by_replicate(outcomes: Outcomes, ages: int) -> Floats:
    """Mean performance [%] in each replicate, float64[R, ages]; nan if it has no such site."""
    count = outcomes.by_age_count[:, :ages]
    return 100 * outcomes.by_age_sum[:, :ages] / np.where(count > 0, count, np.nan)


def _reach(curve: Floats, replicates: Floats, tolerance: float) -> tuple[float, float]:
    """Lowest and highest value that the axis must show."""
    shown = np.concatenate([curve, [0.0, 1.0, 1.5 * tolerance], *band(replicates, 0.025, 0.975)])
    return float(np.nanmin(shown)), float(np.nanmax(shown))


def _limits(outcomes: Outcomes, ages: int) -> list[str]:
    """Say which sites are in the mean, and what the tolerance means."""
    limits = ["Below tolerance: a measure of risk to safety, not of harm."]
    if ages:
        limits = [bands_of(outcomes), *limits, "Sites that left are not counted."]
    if 0 < ages < outcomes.months:
        limits.append(f"Fewer than {percent(ENOUGH)} of go-lives are older than shown.")
    return limits


def _mark_points(page: Page, curve: Floats) -> None:
    """Mark the deepest point and the recovery, with names to the right and below."""
    if not len(curve) or curve.min() >= -0.05:
        return
    marks = {int(curve.argmin()): minus(f"{curve.min():.1f} %")}
    back = recovery_age(curve)
    if back is not None:
        marks[back] = f"recovered after {counted(back, 'month')}"
    for age, words in marks.items():
        mark(page.axes, age, curve[age])
        page.axes.annotate(
            words, (age, min(curve[age], 0.0)), xytext=(12, -6), textcoords="offset points",
            va="top", zorder=5, path_effects=OUTLINED,
        )  # fmt: skip
