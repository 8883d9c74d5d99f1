"""What an answer is about: what was found, and the plans and assumptions it was found with."""

from collections.abc import Mapping
from dataclasses import dataclass

from sim.params import Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.study.reach.results import Found, Least, Point


@dataclass(frozen=True)
class Subject:
    """What was found, and of what.

    names      of the plans, for a reader
    unfunded   by plan: why money can move nothing in it; empty if it can
    sets       of assumptions; None if they stay as they are
    held       key -> why no set varies it
    excluded   why the first of the sets that are not possible is not; empty if all are
    chosen     whether nobody named a plan, so that these were taken
    """

    least: Least
    names: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    unfunded: tuple[str, ...]
    sets: AssumptionSets | None
    held: Mapping[str, str]
    excluded: str = ""
    chosen: bool = False

    @property
    def cheapest(self) -> Found | None:
        """The plan that gets there with the least money; None if none does."""
        plan = self.least.cheapest
        return None if plan is None else self.least.plans[plan]

    def name(self, plan: int) -> str:
        """Name a plan in a sentence, in quotation marks, since one may be called none."""
        return f"“{self.names[plan]}”"

    @property
    def nearest(self) -> int:
        """Index of the plan with the highest chance at any amount that was tried."""
        plans = self.least.plans
        some = [(plan, each.told) for plan, each in enumerate(plans)]
        chances = {plan: told.chance.mean for plan, told in some if told is not None}
        return max(chances, key=lambda plan: chances[plan])

    def nearest_point(self) -> Point:
        """Return that chance and its amount."""
        told = self.least.plans[self.nearest].told
        assert told is not None
        return told
