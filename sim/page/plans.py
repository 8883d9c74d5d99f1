"""The plans as the page shows them: curves with bands, groups, measures, and how they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.api import Comparison, Result
from sim.page import json_numbers
from sim.page.commands import run_line, with_scenario
from sim.page.measures import differences_of, measures_of
from sim.page.schema import Curve, Difference, Group, Plan, Spread
from sim.report.store.curves import DIMENSIONS
from sim.report.store.curves import Curve as Told
from sim.report.verdict import against
from sim.report.words import names
from sim.study.comparison import Comparison as Found

SERIES = ("live", "embedded", "abandoned", "ever_live")
SPREAD = (0.05, 0.95)  # between which nine of ten single runs lie
COARSE = 3  # digits of what there are many curves of
GROUPED = ("category", "type", "region", "deprived")


@dataclass(frozen=True)
class Compared:
    """What a page is made from: plans that were compared, and how they were asked for.

    comparison   the plans and what came of them
    command      the line that repeats it
    workshop     the line that opens the same plans as a live page
    config_dirs  the user's own folders of presets
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
        """What was reckoned of them."""
        return self.comparison.found

    @property
    def names(self) -> list[str]:
        """What a reader calls the plans."""
        return names(self.found)

    @property
    def seed(self) -> int:
        """The seed of the luck."""
        return self.results[0].outcomes.seed


def identity(index: int) -> str:
    """Name a plan in the data."""
    return f"plan{index}"


def plans_of(compared: Compared) -> list[Plan]:
    """Tell every plan."""
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
        "explain": result.scenario.strategy.about,
        "command": line,
        "overrides": overrides,
        "curves": _bands(result.bands),
        "spread": {"live": _spread(outcomes.live), "embedded": _spread(outcomes.embedded)},
        "groups": _groups(result.bands),
        "measures": measures_of(outcomes, standing.cost),
    }


def _bands(curves: Sequence[Told]) -> dict[str, Curve]:
    whole = {each.series: each for each in curves if each.dimension == "all"}
    return {
        name: json_numbers.band(whole[name].mean, whole[name].low, whole[name].high)
        for name in SERIES
    }


def _spread(shares: np.ndarray) -> Spread:
    low, high = np.quantile(shares, SPREAD, axis=0)
    return {"low": json_numbers.known(low), "high": json_numbers.known(high)}


def _groups(curves: Sequence[Told]) -> list[Group]:
    """Give the share live by group, in the words of the outcomes."""
    called = {told: name for name, told in DIMENSIONS.items() if name in GROUPED}
    return [
        {
            "dimension": called[each.dimension],
            "group": each.group,
            "live": json_numbers.known(each.mean, COARSE),
            "low": json_numbers.series(each.low, COARSE),
            "high": json_numbers.series(each.high, COARSE),
        }
        for each in curves
        if each.series == "live" and each.dimension in called
    ]


def differences(compared: Compared) -> list[Difference]:
    """Tell each other plan less the baseline."""
    found = compared.found
    place = {result.label: index for index, result in enumerate(compared.results)}
    return [
        {
            "plan": identity(place[each.label]),
            "against": identity(found.baseline),
            "measures": differences_of(each, found.horizon),
            "sentence": " ".join(against(found, each)),
        }
        for each in found.differences
    ]
