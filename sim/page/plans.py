"""The plans for the page: curves with bands, groups, measures, and differences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.api import Comparison, Result
from sim.page import json_numbers
from sim.page.commands import run_line, shares_again, with_scenario
from sim.page.measures import differences_of, explained, measures_of
from sim.page.readings import areas_of, unapproved_of
from sim.page.schema import Curve, DatedEvent, Difference, Group, Outlook, Plan, Spread
from sim.page.words import SERIES
from sim.report.events import dated
from sim.report.sets_words import parts_in_words
from sim.report.store.curves import DIMENSIONS
from sim.report.store.curves import Curve as StoredCurve
from sim.report.verdict import against
from sim.report.words import names
from sim.study.comparison import Comparison as Found
from sim.study.uncertainty.record import Uncertainty

SPREAD = (0.05, 0.95)  # nine in ten single runs lie between these quantiles
COARSE = 3  # digits of the many curves by group
GROUPED = ("category", "type", "region", "deprived")


@dataclass(frozen=True)
class Compared:
    """The compared plans of a page, and the commands that repeat them.

    comparison   the plans and their results
    command      the line that repeats the comparison
    workshop     the line that opens the same plans as a live page
    config_dirs  folders with the user's own presets
    """

    comparison: Comparison
    command: str
    workshop: str
    config_dirs: tuple[Path, ...] = ()

    @property
    def results(self) -> Sequence[Result]:
        """The plans, in their order."""
        return self.comparison.results

    @property
    def found(self) -> Found:
        """The findings of the comparison."""
        return self.comparison.found

    @property
    def names(self) -> list[str]:
        """The names of the plans for a reader."""
        return names(self.found)

    @property
    def shown(self) -> list[str]:
        """Keys of the outcomes that the page shows of its plans."""
        return explained(each.figures for each in self.found.standings)

    @property
    def month(self) -> int:
        """The headline month."""
        return self.found.horizon.month

    @property
    def seed(self) -> int:
        """The random seed."""
        return self.results[0].outcomes.seed


def identity(index: int) -> str:
    """Name a plan in the data."""
    return f"plan{index}"


def plans_of(compared: Compared) -> list[Plan]:
    """Return every plan as the page shows it."""
    return [_plan(compared, index) for index in range(len(compared.results))]


def _plan(compared: Compared, index: int) -> Plan:
    result = compared.results[index]
    standing, outcomes = compared.found.standings[index], result.outcomes
    overrides = with_scenario(result.plan)
    line = run_line(overrides, len(outcomes.replicates), outcomes.seed, compared.config_dirs)
    return {
        "id": identity(index),
        "label": result.label,
        "name": compared.names[index],
        "explain": _explained(compared, index),
        "command": line,
        "overrides": overrides,
        "shares": shares_again(result.plan, bool(compared.config_dirs)),
        "areas": areas_of(outcomes),
        "unapproved": unapproved_of(outcomes),
        "curves": bands(result.bands),
        "spread": {"live": _spread(outcomes.live), "embedded": _spread(outcomes.embedded)},
        "outlook": _outlook(compared.comparison.drawn, index),
        "groups": _groups(result.bands),
        "measures": measures_of(outcomes, standing.figures, standing.cost, compared.shown),
    }


def _explained(compared: Compared, index: int) -> str:
    """Say what a plan does; with equal starts also whose start it has instead of its own."""
    about, equal = compared.results[index].scenario.strategy.about, compared.found.equal_start
    labels = [result.label for result in compared.results]
    if equal is None or labels[index] == equal:
        return about
    return (
        f"{about} Here it has the start of “{compared.names[labels.index(equal)]}” instead.".strip()
    )


def bands(curves: Iterable[StoredCurve]) -> dict[str, Curve]:
    """Pick the curves of the page over all organisations, with their ranges."""
    whole = {each.series: each for each in curves if each.dimension == "all"}
    return {
        name: json_numbers.band(whole[name].mean, whole[name].low, whole[name].high)
        for name in SERIES
    }


def _spread(shares: np.ndarray) -> Spread:
    low, high = np.quantile(shares, SPREAD, axis=0)
    return {"low": json_numbers.known_series(low), "high": json_numbers.known_series(high)}


def _outlook(drawn: Uncertainty | None, index: int) -> Outlook | None:
    """Give the share live of nine runs in ten under sets of assumptions; None if none were."""
    if drawn is None:
        return None
    low, high = drawn.quantiles(index)
    return {
        "low": json_numbers.known_series(low),
        "high": json_numbers.known_series(high),
        "parts": parts_in_words(drawn.shares(index)),
    }


def _groups(curves: Sequence[StoredCurve]) -> list[Group]:
    """Return the share live by group, with the outcomes' names of groups."""
    name_of = {written: name for name, written in DIMENSIONS.items() if name in GROUPED}
    return [
        {
            "dimension": name_of[each.dimension],
            "group": each.group,
            "live": json_numbers.known_series(each.mean, COARSE),
            "low": json_numbers.series(each.low, COARSE),
            "high": json_numbers.series(each.high, COARSE),
        }
        for each in curves
        if each.series == "live" and each.dimension in name_of
    ]


def events_of(compared: Compared) -> list[DatedEvent]:
    """Return the dated events of all plans, in the order of their months."""
    return [
        {
            "title": each.title,
            "from_month": each.from_month,
            "until": each.until,
            "plans": [identity(place) for place in each.plans],
        }
        for each in dated([result.scenario for result in compared.results])
    ]


def differences(compared: Compared) -> list[Difference]:
    """Return the difference of each other plan from the baseline."""
    found = compared.found
    place = {result.label: index for index, result in enumerate(compared.results)}
    return [
        {
            "plan": identity(place[each.label]),
            "measures": differences_of(each, found.horizon, compared.shown, found.margin),
            "sentence": next(against(found, each)),
        }
        for each in found.differences
    ]
