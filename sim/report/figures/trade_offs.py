"""What two objectives cost in terms of each other: the plans of a front, and shipped plans."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval
from sim.report.figures.axes import numbers_along, numbers_up
from sim.report.figures.labels import width_of
from sim.report.figures.optimise import best_of, notes
from sim.report.figures.slide import ROW, Page, open_page
from sim.report.figures.style import BLACK, BLUE, OUTLINED, QUIET, TEXT
from sim.report.optimise import objective_words as said
from sim.report.optimise.front_words import front_headline
from sim.report.optimise.held_against import Told, has_mandate
from sim.study.optimise.measures import Objective
from sim.study.optimise.told import Ran

AWAY = 11.0  # [points] of a name from its mark
PLAIN = dict(linestyle="none", markersize=13, markeredgewidth=2.5)


@dataclass(frozen=True, slots=True)
class Direction:
    """An objective along an axis."""

    objective: Objective

    def title(self, horizon: Horizon) -> str:
        """Name the axis with its unit, and say where less is better."""
        named = said.drawn_axis(self.objective, horizon)
        return named if self.objective.up else f"{named}: less is better"

    def at(self, ran: Ran) -> Interval:
        """Where a plan lies."""
        value, scale = ran.value(self.objective), said.WORDS[self.objective.key].drawn
        low, middle, high = (scale * each for each in (value.low, value.mean, value.high))
        return Interval(middle, low, high, value.level, value.clusters)


def front(told: Told) -> Page:
    """Draw what two objectives cost in terms of each other, with shipped plans as crosses."""
    optimum = told.optimum
    horizon = optimum.wanted.horizon
    along, up = (Direction(each) for each in optimum.wanted.objectives[:2])
    shown, more = best_of(told)
    page = open_page(
        "; ".join(each.text for each in front_headline(optimum)), up.title(horizon),
        ["Lines through a dot: 95% interval.", *notes(told), *more],
        key=_key(any(map(has_mandate, shown))), below=2 * ROW + 8,
    )  # fmt: skip
    axes = page.axes
    points = [(along.at(each), up.at(each)) for each in optimum.front]
    order = np.argsort([x.mean for x, _ in points])
    axes.plot([points[k][0].mean for k in order], [points[k][1].mean for k in order], color=BLUE,
              linewidth=2, zorder=2)  # fmt: skip
    for ran, (x, y) in zip(optimum.front, points, strict=True):
        is_told = ran.scenario == optimum.ran.scenario
        axes.errorbar(x.mean, y.mean, xerr=x.half_width, yerr=y.half_width, color=BLUE,
                      linewidth=1.2, alpha=0.6, zorder=2)  # fmt: skip
        axes.plot(x.mean, y.mean, "o", color="white" if is_told else BLUE, markersize=13,
                  markeredgecolor=BLACK if is_told else "white", markeredgewidth=2.5,
                  zorder=5 if is_told else 4)  # fmt: skip
    theirs = [(along.at(each).mean, up.at(each).mean) for each in shown]
    for ran, (across, high) in zip(shown, theirs, strict=True):
        axes.plot(across, high, "D" if has_mandate(ran) else "x", color=QUIET, markersize=11,
                  markeredgewidth=2.5, markerfacecolor="none", zorder=3)  # fmt: skip
    axes.set_xlabel(along.title(horizon))
    numbers_along(axes)
    numbers_up(axes)
    best = next((k for k, each in enumerate(shown) if each is told.best), None)
    if best is not None:
        _name(axes, shown[best].title, theirs[best], [
            *theirs, *((x.mean, y.mean) for x, y in points),
        ])  # fmt: skip
    return page


def _key(mandates: bool) -> list[Artist]:
    marks = [("x", "shipped plans"), *([("D", "with a mandate")] if mandates else [])]
    return [
        Line2D([], [], color=BLUE, marker="o", linewidth=2, markersize=13,
               markeredgecolor="white", label="best trade-offs"),
        Line2D([], [], color="white", marker="o", markeredgecolor=BLACK, label="the plan told",
               **PLAIN),  # type: ignore[arg-type]
        *(Line2D([], [], color=QUIET, marker=mark, markerfacecolor="none", label=label, **PLAIN)  # type: ignore[arg-type]
          for mark, label in marks),
    ]  # fmt: skip


def _name(
    axes: Axes, words: str, at: tuple[float, float], marks: Sequence[tuple[float, float]]
) -> None:
    """Name a mark in the corner beside it where the words cover fewest marks."""
    axes.autoscale_view()  # so that what was drawn is where it will be
    to_points = 72 / axes.figure.dpi
    places = axes.transData.transform(np.asarray(marks)) * to_points
    box = axes.get_window_extent()
    ends = (box.x0 * to_points, box.x1 * to_points)
    x, y = axes.transData.transform(at) * to_points
    wide, tall = width_of(words), 1.3 * TEXT

    def covered(corner: tuple[int, int]) -> tuple[bool, int]:
        left = x + AWAY if corner[0] > 0 else x - AWAY - wide
        low = y + AWAY if corner[1] > 0 else y - AWAY - tall
        inside = (
            (places[:, 0] > left - AWAY) & (places[:, 0] < left + wide + AWAY)
            & (places[:, 1] > low - AWAY) & (places[:, 1] < low + tall + AWAY)
        )  # fmt: skip
        return left < ends[0] or left + wide > ends[1], int(inside.sum())

    sideways, upwards = min(((-1, 1), (1, 1), (-1, -1), (1, -1)), key=covered)
    axes.annotate(
        words, at, xytext=(AWAY * sideways, AWAY * upwards), textcoords="offset points",
        color=QUIET, ha="left" if sideways > 0 else "right",
        va="bottom" if upwards > 0 else "top", path_effects=OUTLINED,
    )  # fmt: skip
