"""One plan with some of its dials turned: what comes of it, told as the page shows a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.config import Plan, with_values
from sim.engines.simulate import simulate
from sim.outcomes import Outcomes
from sim.outcomes.horizon import horizon_of
from sim.outcomes.intervals import LEVEL, within
from sim.outcomes.samples import less, live_sample
from sim.page import json_numbers
from sim.page.commands import changed_overrides, run_line
from sim.page.measures import measures_of
from sim.page.plans import Compared, identity
from sim.params import Scenario
from sim.report.store.curves import of_all
from sim.report.words import difference_in

SERIES = ("live", "embedded", "abandoned")
UNKNOWN = ("cost",)  # told only where the plan without a spread partner was run too
WORDY = ("explain", "behind", "better")  # said once, with the plans


@dataclass(frozen=True)
class Base:
    """A plan whose dials may be turned.

    outcomes  of the plan as it is, over the replicates that every answer is over
    """

    id: str
    plan: Plan
    outcomes: Outcomes
    config_dirs: tuple[Path, ...] = ()

    @property
    def replicates(self) -> int:
        """How many runs an answer is made of."""
        return len(self.outcomes.replicates)


def bases_of(compared: Compared, replicates: int) -> list[Base]:
    """Make the plans ready to be turned, over their first `replicates`."""
    found = []
    for index, result in enumerate(compared.results):
        outcomes = result.outcomes
        if len(outcomes.replicates) != replicates:
            outcomes = simulate(result.scenario, replicates, compared.seed)
        found.append(Base(identity(index), result.plan, outcomes, compared.config_dirs))
    return found


def turned(base: Base, values: Mapping[str, Any]) -> Scenario:
    """Turn some dials of a plan; refuses what the model does not allow."""
    return with_values(base.plan.scenario, values)


def answer(base: Base, values: Mapping[str, Any]) -> dict[str, Any]:
    """Run a plan with some values changed, under the plan's own luck."""
    scenario = turned(base, values)
    return told(base, values, simulate(scenario, base.replicates, base.outcomes.seed))


def told(base: Base, values: Mapping[str, Any], outcomes: Outcomes) -> dict[str, Any]:
    """Tell what came of a plan with some values changed.

    values    dotted key -> value
    outcomes  of the changed plan, over the same replicates as the plan's own
    """
    return {
        "curves": _curves(outcomes),
        "measures": [each for each in measures_of(outcomes) if each["key"] not in UNKNOWN],
        "difference": _difference(base, outcomes),
        "command": command(base, values, outcomes.scenario),
        "held_to": "computed",
    }


def command(base: Base, values: Mapping[str, Any], scenario: Scenario) -> str:
    """Write the line that runs a plan with some values changed."""
    overrides = changed_overrides(base.plan, values, scenario, bool(base.config_dirs))
    return run_line(overrides, base.replicates, base.outcomes.seed, base.config_dirs)


def brief(answered: Mapping[str, Any], series: Sequence[str] = ("live",)) -> dict[str, Any]:
    """Shorten an answer for a file that holds many: these curves, and numbers without words."""
    curves = {
        name: {
            part: json_numbers.series(values, 3)
            for part, values in answered["curves"][name].items()
        }
        for name in series
    }
    measures = [
        {key: value for key, value in each.items() if key not in WORDY}
        for each in answered["measures"]
    ]
    return {**answered, "curves": curves, "measures": measures}


def _curves(outcomes: Outcomes) -> dict[str, Any]:
    whole = {each.series: each for each in of_all(outcomes)}
    return {
        name: json_numbers.band(whole[name].mean, whole[name].low, whole[name].high)
        for name in SERIES
    }


def _difference(base: Base, outcomes: Outcomes) -> dict[str, Any]:
    """Tell the paired difference to the plan as it is, in the headline month."""
    month = horizon_of(outcomes).month
    paired = less(live_sample(outcomes, month), live_sample(base.outcomes, month))
    found = within(paired.interval(LEVEL), -1.0, 1.0)
    size = difference_in("live", found)
    apart = found.excludes_zero
    sentence = f"Live at month {month}: {size}."
    if not apart:
        sentence = f"Live at month {month}: cannot be told apart from the plan as it is ({size})."
    return {"key": "live", "month": month, **json_numbers.ends(found), "apart": apart,
            "sentence": sentence}  # fmt: skip
