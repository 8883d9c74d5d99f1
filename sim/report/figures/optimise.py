"""What to spend on: shares, what is lost without them, plans side by side, a calendar."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sim.outcomes.intervals import Interval
from sim.report.figures.axes import numbers_along
from sim.report.figures.slide import ROW, Page, in_points, name_rows, open_page
from sim.report.figures.style import BAND_95, BLACK, BLUE, GRID, QUIET, VERMILLION
from sim.report.optimise import objective_words as said
from sim.report.optimise.held_against import Told, counted, has_mandate
from sim.report.optimise.lines import NOT_A_FINDING, beside, busiest, ranked, top_levers
from sim.report.optimise.plan_words import average, part_name
from sim.study.optimise.candidates import LEVERS
from sim.study.optimise.told import Part, Ran, matters

MOST_ROWS, MOST_PLANS, GAP = 10, 9, 30.0
COLOURS = {True: BLUE, None: QUIET, False: VERMILLION}
LABELS = {True: "matters", None: "cannot be told", False: "does not matter"}
MARKS = {True: "o", None: "D", False: "s"}
BARS = 0.36  # of the width, for the shares
NARROW = 0.62  # of the height, for go-lives


def spend(told: Told) -> Page:
    """Draw the shares as bars, and beside each what is lost without it."""
    parts = {each.key: each for each in ranked(told)}
    months = told.optimum.wanted.rests[0].scenario.strategy.programme
    shares = dict(zip(LEVERS, average(told.optimum.chosen, months), strict=True))
    levers = sorted((k for k in LEVERS if shares[k]), key=lambda k: -shares[k])[:MOST_ROWS]
    rest = MOST_ROWS - len(levers)
    choices = [each.key for each in ranked(told) if not each.is_lever][:rest]
    keys = [*levers, *choices]
    names = [_capital(part_name(each)) for each in keys]
    page = open_page(
        f"Most goes on {top_levers(told.optimum)}; the dots show what is lost without each",
        _axis_of_losses(told), notes(told), key=_key(told, [parts[k] for k in keys if k in parts]),
        rows=names, below=2 * ROW + 12,
    )  # fmt: skip
    heights = [-float(row) for row in range(len(keys))]
    losses = _split(page, heights, names)
    page.axes.barh(heights[: len(levers)], [shares[k] for k in levers], color=BAND_95, height=0.7)
    for row, key in zip(heights, levers, strict=False):
        page.axes.text(0.6, row, f"{shares[key]}%", va="center_baseline")
    for row in heights[len(levers) :]:
        page.axes.text(0.6, row, "a choice", va="center_baseline", color=QUIET)
    page.axes.set_xlabel("% of the money")
    _draw_losses(losses, told, [parts.get(key) for key in keys], heights)
    return page


def _axis_of_losses(told: Told) -> str:
    axis = said.drawn_axis(told.objective, told.optimum.wanted.horizon)
    return f"{axis}: lost without each part, with 95% interval"


def _split(page: Page, heights: Sequence[float], names: Sequence[str]) -> Axes:
    """Give the bars the left part of the axes, and return axes for the rest."""
    name_rows(page, heights, names)
    box = page.axes.get_position()
    gap = GAP / page.figure.get_figwidth() / 72
    page.axes.set_position((box.x0, box.y0, BARS * box.width, box.height))
    left = box.x0 + BARS * box.width + gap
    losses = page.figure.add_axes((left, box.y0, box.x1 - left, box.height))
    losses.set_ylim(page.axes.get_ylim())
    losses.set_yticks([])
    losses.grid(axis="x", color=GRID, linewidth=1.0)
    losses.spines["left"].set_visible(False)
    return losses


def _draw_losses(
    axes: Axes, told: Told, parts: Sequence[Part | None], heights: Sequence[float]
) -> None:
    """Draw what is lost, as dots with whiskers; the band is practically nothing."""
    words, margin = said.WORDS[told.objective.key], told.margin
    axes.axvspan(-words.drawn * margin, words.drawn * margin, color=GRID, zorder=0)
    axes.axvline(0, color=QUIET, linewidth=1.2, zorder=1)
    for part, row in zip(parts, heights, strict=True):
        if part is None or part.ran is None:
            continue
        loss = told.optimum.ran.ahead(part.ran, told.objective)
        kind = matters(loss, margin)
        _dot(axes, row, loss, words.drawn, COLOURS[kind], MARKS[kind])
    axes.set_xlabel(f"grey band: less than {said.margin_in_words(told.objective)}")
    numbers_along(axes)


def _dot(
    axes: Axes, row: float, found: Interval, scale: float, colour: str, mark: str = "o"
) -> None:
    axes.plot([scale * found.low, scale * found.high], [row, row], color=colour, linewidth=3)
    axes.plot(scale * found.mean, row, mark, color=colour, markersize=11, markeredgecolor="white")


def _key(told: Told, parts: Sequence[Part]) -> list[Artist]:
    kinds = {
        matters(told.optimum.ran.ahead(each.ran, told.objective), told.margin)
        for each in parts
        if each.ran is not None
    }
    return [
        Line2D([], [], color=COLOURS[kind], marker=MARKS[kind], linewidth=3, markersize=11,
               markeredgecolor="white", label=LABELS[kind])
        for kind in (True, None, False)
        if kind in kinds
    ]  # fmt: skip


def notes(told: Told) -> list[str]:
    """Say what was run, and what it is not."""
    what = "states with the same assumptions" if told.fixed else "sets of assumptions"
    return [f"Runs under {told.optimum.sets} {what} that did not choose the plan.", NOT_A_FINDING]


def best_of(told: Told) -> tuple[Sequence[Ran], Sequence[str]]:
    """Return the shipped plans that are drawn, the best first, and say how many are not."""
    gain = told.objective.gain
    ordered = sorted(told.optimum.rivals, key=lambda each: -gain(each.measured))
    left_out = len(ordered) - MOST_PLANS
    more = [f"{left_out} more do worse and are in the table."] if left_out > 0 else []
    return ordered[:MOST_PLANS], more


def plans(told: Told) -> Page:
    """Draw by how much shipped plans differ from the one that was found, run by run."""
    objective, optimum = told.objective, told.optimum
    words = said.WORDS[objective.key]
    shown, more = best_of(told)
    names = [_plan_name(told, each) for each in shown]
    axis = said.drawn_axis(objective, optimum.wanted.horizon)
    page = open_page(
        f"The plan that was found, on fresh runs: {beside(told)}",
        f"{axis}: shipped plans less the plan that was found, with 95% interval",
        [*notes(told), *more], rows=names, below=2 * ROW + 10,
    )  # fmt: skip
    heights = [-float(row) for row in range(len(shown))]
    name_rows(page, heights, names)
    sign = 1.0 if objective.up else -1.0
    margin = words.drawn * told.margin
    page.axes.axvspan(-margin, margin, color=GRID, zorder=0)
    page.axes.axvline(0, color=BLUE, linewidth=3, zorder=1)
    for row, ran in zip(heights, shown, strict=True):
        _dot(page.axes, row, ran.ahead(optimum.ran, objective), sign * words.drawn, QUIET,
             "o" if counted(told, ran) else "D")  # fmt: skip
    page.axes.set_xlabel(f"grey band: practically the same (less than {_margin(told)})")
    numbers_along(page.axes)
    return page


def _margin(told: Told) -> str:
    return said.margin_in_words(told.objective)


def _plan_name(told: Told, ran: Ran) -> str:
    if has_mandate(ran) and not has_mandate(told.optimum.ran):
        return f"{ran.title} (a mandate)"
    if ran.broken and not counted(told, ran):
        return f"{ran.title} (breaks a limit)"
    value = ran.value(told.objective).mean
    return f"{said.WORDS[told.objective.key].short(value)}: {ran.title}"


def calendar(told: Told) -> Page:
    """Draw go-lives by calendar month, and below how many are in the dip at once."""
    each, limit = told.optimum.calendar, told.optimum.wanted.limits.dip_at_once
    page = open_page(
        f"Most go live around {busiest(each)}; at most {each.most.max():.0f} are in the dip in a "
        "month in 9 of 10 runs",
        "Go-lives in a month (lines: 8 of 10 runs)", notes(told),
        key=[Patch(facecolor=BLUE, label="go-lives"), Patch(facecolor=GRID, label="winter")],
        below=ROW + 8,
    )  # fmt: skip
    box = page.axes.get_position()
    low = (1 - NARROW) * box.height
    gap = (ROW + 14) / page.figure.get_figheight() / 72
    page.axes.set_position((box.x0, box.y0 + low + gap, box.width, box.height - low - gap))
    below = page.figure.add_axes((box.x0, box.y0, box.width, low))
    months = np.arange(len(each.months))
    for axes in (page.axes, below):
        for k in months[np.asarray(each.winter)]:
            axes.axvspan(k - 0.5, k + 0.5, color=GRID, linewidth=0, zorder=0)
        axes.set_xlim(-0.5, len(months) - 0.5)
        axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    page.axes.bar(months, each.mean, color=BLUE, width=0.8, zorder=2)
    page.axes.vlines(months, each.low, each.high, color=BLACK, linewidth=1.5, zorder=3)
    page.axes.tick_params(labelbottom=False, bottom=False)
    below.plot(months, each.most, color=VERMILLION, linewidth=3, drawstyle="steps-mid")
    below.set_ylim(0, 1.25 * max(1.0, float(each.most.max()), limit or 0))
    if limit is not None:
        below.axhline(limit, color=BLACK, linewidth=1.5, linestyle=(0, (4, 3)))
    _name_dip(page, box.y0 + low)
    _years(below, each.months)
    return page


def _name_dip(page: Page, top: float) -> None:
    left = page.box[0]
    height = page.figure.get_figheight() * 72
    page.figure.text(left, top * height + 4, "In the dip at once (9 of 10 runs have no more)",
                     va="bottom", transform=in_points(page.figure))  # fmt: skip


def _years(axes: Axes, months: Sequence[str]) -> None:
    """Name every April or January, as many as there is room for."""
    firsts = [k for k, each in enumerate(months) if each.startswith("January")] or [0]
    step = max(1, -(-len(firsts) // 8))
    axes.set_xticks(firsts[::step], [months[k].replace("January ", "Jan ") for k in firsts[::step]])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
