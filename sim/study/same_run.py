"""Whether two scenarios must give the same run, and why: from what a run reads, without one."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from sim.networks import KEPT_UP_TO, is_fixed, system_of
from sim.networks.system import Arrays
from sim.outcomes.outcomes import spend_by_month
from sim.params import Scenario
from sim.process.conditions import BEFORE, CONDITIONS, Condition
from sim.process.settings import Settings, Timeline, budget_of, timeline_of

SYSTEMS = 4  # drawn to see whether a key changes the organisations or their ties
MONEY = "money"  # what the programme spends is an outcome too


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a run reads: its numbers, the programme's spending, and how systems are drawn."""

    scenario: Scenario
    numbers: Timeline
    spend: np.ndarray
    systems: str
    draws: int

    def systems_drawn(self) -> tuple[Arrays, ...] | None:
        """Draw a few of its systems; None if they are too large to draw twice."""
        system = self.scenario.system
        if system.organisations > KEPT_UP_TO:
            return None
        if is_fixed(system):
            return (system_of(system, 0, 0).arrays,) * self.draws
        return tuple(system_of(system, 0, draw).arrays for draw in range(self.draws))


def inputs_of(scenario: Scenario, draws: int = SYSTEMS) -> Inputs:
    """Gather what a run of a scenario reads; `draws` systems are looked at if they matter."""
    system = scenario.system
    organisations = (
        system.organisations if not system.is_own else system_of(system, 0, 0).organisations
    )
    budget = budget_of(scenario, organisations)
    spend = spend_by_month(budget, scenario.clock.months)
    return Inputs(scenario, timeline_of(scenario, organisations), spend, repr(system), draws)


def why_the_same(one: Inputs, other: Inputs) -> list[Condition] | None:
    """Tell why two scenarios give the same run; None if they need not.

    Returns
    -------
    list of Condition or None
        The reasons for which what differs is not read; none if nothing differs that a run could
        read.
    """
    reasons: dict[Condition, None] = {}
    for name in _differing(one, other):
        found = _reason(name, one, other)
        if found is None:
            return None
        reasons[found] = None
    return list(reasons)


def _reason(name: str, one: Inputs, other: Inputs) -> Condition | None:
    """Return the first reason that holds in both for not reading a number."""
    return next((each for each in _naming(name) if _holds(each, one, other)), None)


@lru_cache(maxsize=4096)
def _naming(name: str) -> tuple[Condition, ...]:
    known = {name, name.partition(".")[0]}
    return tuple(each for each in CONDITIONS if known & each.names)


def _holds(condition: Condition, *both: Inputs) -> bool:
    for each in both:
        drawn = each.systems_drawn() if condition.of_systems else None
        first = drawn[0] if drawn else None
        if not all(condition.holds(row, first) for row in each.numbers.rows):
            return False
    return True


def _differing(one: Inputs, other: Inputs) -> Iterator[str]:
    """Name every number that differs, as `sim.process.conditions` does; systems come last."""
    if not np.array_equal(one.spend, other.spend):
        yield MONEY
    here, there = one.numbers, other.numbers
    if len(here.row_of) != len(there.row_of):
        yield "months"
    # Row 0 is what a run starts from, whatever row its months have
    for a, b in dict.fromkeys([(0, 0), *zip(here.row_of, there.row_of, strict=False)]):
        yield from _differing_numbers(here.rows[a], there.rows[b])
    if one.systems != other.systems:
        yield from _differing_systems(one, other)


def _differing_numbers(one: Settings, other: Settings) -> Iterator[str]:
    for each in fields(Settings):
        here, there = getattr(one, each.name), getattr(other, each.name)
        if each.name in BEFORE or here == there:
            continue
        if isinstance(here, tuple):
            pairs = enumerate(zip(here, there, strict=True))
            yield from (f"{each.name}.{k}" for k, (a, b) in pairs if a != b)
        else:
            yield each.name


def _differing_systems(one: Inputs, other: Inputs) -> list[str]:
    """Name the traits in which a few drawn systems differ."""
    here, there = one.systems_drawn(), other.systems_drawn()
    if here is None or there is None:
        return ["organisations"]
    return [
        f"organisations.{name}"
        for name in Arrays._fields
        if not all(
            np.array_equal(getattr(a, name), getattr(b, name))
            for a, b in zip(here, there, strict=True)
        )
    ]
