"""The chance of a goal by money: each plan's line and range, and the least that will do."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from sim.params.phrases import quantity
from sim.report.figures.axes import mark
from sim.report.figures.slide import Ending, Page, name_endings, open_page
from sim.report.figures.style import INK, LINES, OUTLINED, QUIET, REST, Line
from sim.report.figures.swept_lines import draw_points, shade
from sim.study.reach.results import Found, Least, Point, Status

GAP = 1.0  # doublings from no money to the least amount that was tried
NEAR = 0.1  # doublings: a tick is moved so far to an amount that was tried
EDGE = 0.25  # doublings left free on both sides


def chance_by_money(
    least: Least, names: Sequence[str], sentence: str, notes: Sequence[str]
) -> Page:
    """Draw what was found; plans that were not run are left out."""
    drawn = [plan for plan, found in enumerate(least.plans) if found.points]
    styles = {plan: LINES[k] if k < len(LINES) else REST for k, plan in enumerate(drawn)}
    endings = [
        Ending(_last(least.plans[plan]), _named(least.plans[plan], names[plan]), styles[plan])
        for plan in drawn
    ]
    page = open_page(
        sentence.removesuffix("."),
        f"Chance that {100 * least.goal.share:g}% are live by month {least.goal.by} (%)",
        notes, side=endings,
    )  # fmt: skip
    axes = page.axes
    places = _Places([each.amount for plan in drawn for each in least.plans[plan].points])
    for plan in reversed(drawn):
        _draw(axes, least.plans[plan], places, styles[plan])
    axes.set_ylim(0, 100)
    axes.set_yticks(range(0, 101, 20))
    _wanted(axes, least, places)
    for plan in drawn:
        _ring(axes, least.plans[plan], places)
    places.name(axes)
    name_endings(page, endings)
    return page


class _Places:
    """Where amounts stand: in doublings; no money stands to the left of the least amount."""

    def __init__(self, amounts: Sequence[float]):
        some = sorted({each for each in amounts if each > 0}) or [1.0]
        self.amounts = some
        self.first = float(np.log2(some[0])) - GAP

    def of(self, amount: float) -> float:
        """Return where an amount stands."""
        return float(np.log2(amount)) if amount > 0 else self.first

    @property
    def end(self) -> float:
        """Where the most money stands."""
        return float(np.log2(self.amounts[-1]))

    def _amount(self, place: float) -> float:
        """Return the amount that was tried at a place, or else a round one."""
        tried = min(self.amounts, key=lambda each: abs(self.of(each) - place))
        return tried if abs(self.of(tried) - place) < NEAR else float(f"{2**place:.2g}")

    def name(self, axes: Axes) -> None:
        """Name no money, the most, and amounts of four times or half of it down from there."""
        step = 2.0 if self.end - self.first > 5 else 1.0
        downwards = np.arange(self.end, self.first + GAP - 0.05, -step)
        named = [self._amount(each) for each in downwards.tolist()]
        words = [quantity(each, "GBP") for each in named]
        axes.set_xticks([self.first, *map(self.of, named)], ["none", *words])
        axes.set_xlim(self.first - EDGE, self.end + EDGE)
        axes.set_xlabel("Money for the whole programme (each step doubles it)"
                        if step == 1.0 else "Money for the whole programme (four times as much "
                        "with each step)", labelpad=2)  # fmt: skip


def _draw(axes: Axes, found: Found, places: _Places, line: Line) -> None:
    """Draw the chances of one plan, with their ranges."""
    if found.status is Status.UNFUNDED or len(found.points) == 1:
        point = found.points[0]
        height = 100 * point.chance.mean
        axes.plot([places.first, places.end], [height, height], color=line.colour,
                  linestyle=line.dash, linewidth=line.width)  # fmt: skip
        return
    along = np.array([places.of(each.amount) for each in found.points])
    middle, low, high = (
        100 * np.array([getattr(each.chance, name) for each in found.points])
        for name in ("mean", "low", "high")
    )
    shade(axes, along, low, high, line)
    draw_points(axes, along, middle, line)


def _wanted(axes: Axes, least: Least, places: _Places) -> None:
    """Draw the chance that is wanted."""
    height = 100 * least.goal.chance
    axes.axhline(height, color=INK, linewidth=1.5, linestyle=(0, (4, 3)), zorder=2)
    below = height > 90
    axes.text(
        places.first - EDGE + 0.05, height + (-1.5 if below else 1.5), f"wanted: {height:g}%",
        va="top" if below else "bottom", color=INK, path_effects=OUTLINED, zorder=5,
    )  # fmt: skip


def _ring(axes: Axes, found: Found, places: _Places) -> None:
    """Mark the least money of a plan, on the chance that fresh luck gives it."""
    if found.status is not Status.MONEY or found.least is None:
        return
    point: Point = found.least.point
    along, up = places.of(point.amount), 100 * point.chance.mean
    axes.plot([along, along], [0, up], color=QUIET, linewidth=1.2, linestyle=(0, (1, 2)), zorder=1)
    mark(axes, along, up)


def _last(found: Found) -> float:
    return 100 * found.most.chance.mean


def _named(found: Found, name: str) -> str:
    """Name a plan with what was found of it."""
    if found.status is Status.MONEY and found.least is not None:
        return f"{name}: {quantity(found.least.point.amount, 'GBP')}"
    says = {Status.UNFUNDED: "no money to scale", Status.OPEN: "cannot be told",
            Status.NONE: "no amount"}  # fmt: skip
    return f"{name}: {says.get(found.status, 'none needed')}"
