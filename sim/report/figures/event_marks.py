"""Dated events on a figure by month: a thin line with its title along it."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.params import Event
from sim.report.figures.labels import shortened, spread, width_of
from sim.report.figures.slide import ROW, Page
from sim.report.figures.style import INK, OUTLINED, QUIET

NOTE = "Dotted lines: dated events (assumed)."
SHADE = "#F1F1F1"  # while an event lasts that ends


def event_notes(runs: Sequence[Outcomes]) -> list[str]:
    """Explain the lines in the footer; nothing if there are no events."""
    return [NOTE] if _events(runs) else []


def mark_events(page: Page, runs: Sequence[Outcomes], curves: Sequence[Floats]) -> None:
    """Draw a line at every event of these runs, with its title along it.

    runs    one for each plan; an event that only some have is named with their number: (1 of 2)
    curves  the curves on the axes by month; a title stands above or below them, where there is
            more space
    """
    months = max(run.months for run in runs)
    events = [each for each in _events(runs) if each[0].from_month <= months]
    across = page.box[2] / months
    wanted = [each.from_month * across - ROW / 2 for each, _ in events]
    places = spread(wanted, [ROW] * len(events), 0.0, page.box[2])
    for (event, name), place in zip(events, places, strict=True):
        month = event.from_month
        if event.until is not None:
            page.axes.axvspan(month, min(event.until, months), color=SHADE, zorder=0.2)
        page.axes.axvline(month, color=QUIET, linewidth=1.2, linestyle=(0, (1, 2)), zorder=0.6)
        _name(page.axes, page.box[3], name, place / across, _beside(curves, month))


def _beside(curves: Sequence[Floats], month: int) -> tuple[float, float]:
    """Return the lowest and the highest curve around a month."""
    near = [curve[max(0, month - 3) : month + 1] for curve in curves if len(curve) > month]
    return min(float(part.min()) for part in near), max(float(part.max()) for part in near)


def _name(axes: Axes, height: float, name: str, month: float, beside: tuple[float, float]) -> None:
    """Write a title upwards, above or below the curves, as long as the space there allows."""
    lowest, highest = beside
    top = axes.get_ylim()[1]
    above = top - highest >= lowest
    space = height * (top - highest if above else lowest) / top - 16
    words = shortened(name, max(space, width_of("Event …")))
    axes.text(
        month, 0.985 * top if above else 0.02 * top, words, rotation=90, color=INK, ha="center",
        va="top" if above else "bottom", zorder=4.5, path_effects=OUTLINED,
    )  # fmt: skip


def _events(runs: Sequence[Outcomes]) -> list[tuple[Event, str]]:
    """List every event of these runs once, in the order of their months, with its name."""
    found: dict[tuple[str, int, int | None], tuple[Event, list[int]]] = {}
    for number, run in enumerate(runs):
        for key, event in run.scenario.events.items():
            name = event.title or key
            place = (name, event.from_month, event.until)
            found.setdefault(place, (event, []))[1].append(number)
    named = [
        (event, name if len(plans) == len(runs) else f"{name} ({len(plans)} of {len(runs)})")
        for (name, _, _), (event, plans) in found.items()
    ]
    return sorted(named, key=lambda each: each[0].from_month)
