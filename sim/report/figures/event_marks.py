"""Dated events on a figure by month: a thin line with its title along it."""

from collections.abc import Iterator, Sequence

from matplotlib.axes import Axes

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.report.events import Dated, dated, within_the_run
from sim.report.figures.labels import shortened, spread, width_of
from sim.report.figures.slide import ROW, Page
from sim.report.figures.style import INK, OUTLINED, QUIET

NOTE = "Dotted lines: dated events (assumed)."
SHADE = "#F1F1F1"  # while an event lasts that ends


def event_notes(runs: Sequence[Outcomes]) -> list[str]:
    """Explain the lines in the footer; nothing if there are no events."""
    return [NOTE] if any(list(within_the_run(run.scenario)) for run in runs) else []


def mark_events(page: Page, runs: Sequence[Outcomes], curves: Sequence[Floats]) -> None:
    """Draw a line at every event of these runs, with its title along it.

    runs    one for each plan; an event that only some have is named with their number: (1 of 2)
    curves  the curves on the axes by month; a title stands where they leave most space
    """
    months = max(run.months for run in runs)
    events = _events(runs)
    across = page.box[2] / months
    wanted = [each.from_month * across - ROW / 2 for each in events]
    places = spread(wanted, [ROW] * len(events), 0.0, page.box[2])
    for event, place in zip(events, places, strict=True):
        month = event.from_month
        if event.until is not None:
            page.axes.axvspan(month, min(event.until, months), color=SHADE, zorder=0.2)
        page.axes.axvline(month, color=QUIET, linewidth=1.2, linestyle=(0, (1, 2)), zorder=0.6)
        some = "" if len(event.plans) == len(runs) else f" ({len(event.plans)} of {len(runs)})"
        gap = _widest_gap(page.axes, curves, month)
        _name(page.axes, page.box[3], (event.title, some), place / across, gap)


def _widest_gap(axes: Axes, curves: Sequence[Floats], month: int) -> tuple[float, float]:
    """Find between which values no curve runs around a month."""
    low, high = axes.get_ylim()
    near = [curve[max(0, month - 3) : month + 1] for curve in curves if len(curve) > month]
    return max(_gaps(near, low, high), key=lambda gap: gap[1] - gap[0])


def _gaps(curves: Sequence[Floats], low: float, high: float) -> Iterator[tuple[float, float]]:
    """Yield what some pieces of curves leave free between two values, from the top."""
    free = high
    for lowest, highest in sorted(((c.min(), c.max()) for c in curves), key=lambda c: -c[1]):
        yield min(free, max(low, float(highest))), free
        free = min(free, float(lowest))
    yield min(low, free), free


def _name(
    axes: Axes, height: float, name: tuple[str, str], month: float, gap: tuple[float, float]
) -> None:
    """Write a title, and which plans it is of, upwards in a gap between curves.

    A title is shortened if there is no space for all of it.
    """
    low, high = axes.get_ylim()
    space = height * (gap[1] - gap[0]) / (high - low) - 16
    title, some = name
    words = shortened(title, max(space - width_of(some), width_of("Event …"))) + some
    margin = 0.015 * (high - low)
    place, side = sum(gap) / 2, "center"
    if gap[1] == high:
        place, side = high - margin, "top"
    elif gap[0] == low:
        place, side = low + margin, "bottom"
    axes.text(
        month, place, words, rotation=90, color=INK, ha="center", va=side, zorder=4.5,
        path_effects=OUTLINED,
    )  # fmt: skip


def _events(runs: Sequence[Outcomes]) -> list[Dated]:
    return dated([run.scenario for run in runs])
