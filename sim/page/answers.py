"""Results of one plan with some of its dials turned, as the page shows a plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from sim.config import Plan, with_values
from sim.engines.simulate import simulate
from sim.outcomes import Outcomes
from sim.outcomes.horizon import horizon_of
from sim.outcomes.intervals import LEVEL, Interval, within
from sim.outcomes.outcome_table import change_of
from sim.outcomes.samples import less, live_sample
from sim.page import json_numbers
from sim.page.commands import changed_overrides, run_line
from sim.page.measures import measures_of
from sim.page.plans import Compared, bands, identity
from sim.page.schema import Answer, Paired
from sim.params import Scenario
from sim.report.catch import Beside, Better, better, in_a_row
from sim.report.price_line import pounds
from sim.report.store.curves import of_all
from sim.report.words import difference_in, difference_of
from sim.study.comparison import MARGIN, PART
from sim.study.findings import spend_of
from sim.study.head_to_head import head_to_head
from sim.study.runs import looking_at
from sim.study.values import intervals, samples

AS_IT_IS = "the plan as it is"
UNKNOWN = ("cost",)  # needs a run of the plan without a spread partner


@dataclass(frozen=True)
class Base:
    """A plan whose dials may be turned.

    outcomes  results of the unchanged plan, on the same replicates as every answer
    margin    share of organisations: a change of less is practically the same
    """

    id: str
    plan: Plan
    outcomes: Outcomes
    config_dirs: tuple[Path, ...] = ()
    margin: float = MARGIN

    @property
    def replicates(self) -> int:
        """Number of runs for an answer."""
        return len(self.outcomes.replicates)


def bases_of(compared: Compared, replicates: int) -> list[Base]:
    """Prepare the plans for answers, with their first `replicates`."""
    found = []
    for index, result in enumerate(compared.results):
        outcomes = result.outcomes
        if len(outcomes.replicates) != replicates:
            run = looking_at(outcomes.at, simulate)
            outcomes = run(result.scenario, replicates, compared.seed)
        margin = compared.found.margin
        found.append(Base(identity(index), result.plan, outcomes, compared.config_dirs, margin))
    return found


def run_again(base: Base, scenario: Scenario) -> Outcomes:
    """Run a changed plan on the replicates of the plan itself, in the same headline month."""
    run = looking_at(base.outcomes.at, simulate)
    return run(scenario, base.replicates, base.outcomes.seed)


def turned(base: Base, values: Mapping[str, Any]) -> Scenario:
    """Turn some dials of a plan; refuse values that the model does not allow."""
    return with_values(base.plan.scenario, values)


def answer(base: Base, values: Mapping[str, Any]) -> Answer:
    """Run a plan with some values changed and the plan's own random numbers."""
    scenario = turned(base, values)
    return answer_from(base, values, run_again(base, scenario))


def answer_from(base: Base, values: Mapping[str, Any], outcomes: Outcomes) -> Answer:
    """Return the results of a plan with some values changed.

    values    dotted key -> value
    outcomes  results of the changed plan, on the replicates of the plan itself
    """
    return {
        "curves": bands(of_all(outcomes)),
        "measures": [each for each in measures_of(outcomes) if each["key"] not in UNKNOWN],
        "difference": _difference(base, outcomes),
        "command": command(base, values, outcomes.scenario),
        "replicates": base.replicates,
    }


def command(base: Base, values: Mapping[str, Any], scenario: Scenario) -> str:
    """Write the line that runs a plan with some values changed."""
    overrides = changed_overrides(base.plan, values, scenario, bool(base.config_dirs))
    return run_line(overrides, base.replicates, base.outcomes.seed, base.config_dirs)


def _difference(base: Base, outcomes: Outcomes) -> Paired:
    """Return the paired difference from the unchanged plan in the headline month."""
    horizon = horizon_of(outcomes)
    paired = less(live_sample(outcomes, horizon.month), live_sample(base.outcomes, horizon.month))
    found = within(paired.interval(LEVEL), -1.0, 1.0)
    told = f"Live at month {horizon.month}: {_against_itself(found, base.margin)}."
    return {
        "month": horizon.month,
        **json_numbers.estimate(found),
        "apart": found.excludes_zero,
        "sentence": " ".join([told, *(_catch(base, outcomes) if found.mean > 0 else ())]),
    }


def _catch(base: Base, outcomes: Outcomes) -> Iterator[str]:
    """Say in what the plan as it is does better than a change that gets more organisations live."""
    horizon = horizon_of(outcomes)
    pair = head_to_head(outcomes, base.outcomes, base.id, horizon, LEVEL)
    mine, theirs = (intervals(samples(each, horizon), LEVEL) for each in (outcomes, base.outcomes))
    found = list(better(Beside(mine, theirs, pair, base.margin, horizon.end, programmes=True)))
    spent, before = (spend_of(each, horizon.end) for each in (outcomes, base.outcomes))
    if spent > (1 + PART) * before:
        sums = f"{pounds(before)}, not {pounds(spent)}"
        found.append(Better("money", f"spends less ({sums})", f"spends less ({sums})"))
    if found:
        yield f"But {AS_IT_IS} {in_a_row(found)}."


def _against_itself(found: Interval, margin: float) -> str:
    """Say by how much a changed plan differs from the plan as it is."""
    if found.half_width == 0 and found.mean == 0:
        return f"no difference from {AS_IT_IS}"
    if abs(found.mean) < margin and isfinite(found.half_width):
        return f"practically the same as {AS_IT_IS}, {difference_in('live', found)}"
    if not found.excludes_zero:
        return f"cannot be told apart from {AS_IT_IS}, {difference_in('live', found)}"
    change = change_of("live")
    more, less = (f"{word} than {AS_IT_IS}" for word in (change.more, change.less))
    return difference_of(found, change.unit, more, less)
