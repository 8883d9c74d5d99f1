"""What is asked about a budget: objectives, limits, and what a plan may be made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.config import Plan, finish, load
from sim.config.override_text import split, typed_keys
from sim.config.preset_files import presets
from sim.networks import as_given
from sim.networks.telling import says_where_it_stands
from sim.params import Scenario, copied
from sim.params.strategy import PilotPurpose, Strategy, Target
from sim.study.optimise.candidates import Choices, Rest, alike
from sim.study.optimise.limits import Limits
from sim.study.starts import has_programme

PLAYBOOK = "hin_playbook"
MOST_PILOTS, OF_ALL = 24, 5  # pilots that may be chosen: at most so many, or a fifth of all
CAPS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50)  # go-lives a month, where the dip is limited
FROM = (6, 12, 18, 24)  # months in which a second phase may begin


@dataclass(frozen=True, slots=True)
class Spending:
    """What is asked about a budget [GBP]; `give_up` is a share of those ever live."""

    budget: float
    objective: str = "reach"
    also: tuple[str, ...] = ()
    dip_at_once: int | None = None
    give_up: float | None = None
    avoid_winter: bool = False
    trials: int = 1000
    config_dirs: tuple[Path, ...] = ()

    def about(self) -> Mapping[str, Any]:
        """Name what the answer depends on beside plans and seed; how many trials is not of it."""
        return {
            "budget": self.budget, "objectives": [self.objective, *self.also],
            "dip": self.dip_at_once, "give_up": self.give_up, "winter": self.avoid_winter,
        }  # fmt: skip

    @property
    def has_schedule(self) -> bool:
        """Whether it matters when organisations go live."""
        return self.dip_at_once is not None or self.avoid_winter

    def limits(self) -> Limits:
        """Make the limits that a plan has to keep."""
        is_safe = "risk" in (self.objective, *self.also)
        return Limits(self.budget / 1000, self.dip_at_once, self.give_up, is_safe)


def rivals_of(plan: Plan, spending: Spending) -> list[Rest]:
    """List the presets with a programme, each at this money, with what the user set."""
    found = []
    for each in presets("strategy", spending.config_dirs):
        scenario = _with_preset(plan, each.name, spending)
        if has_programme(scenario.strategy):
            found.append(Rest(each.name, scenario.strategy.title or each.name, scenario))
    return found


def rests_of(plan: Plan, rivals: Sequence[Rest], spending: Spending) -> list[Rest]:
    """List the plans from which what is not searched may come: that which was given comes first.

    Money buys no mandate, so that only a plan that was given with one has it.
    """
    given = at_budget(plan.scenario, spending)
    own = Rest(plan.choices.get("strategy", "given"), given.strategy.title or plan.name, given)
    found = [own]
    for each in sorted(rivals, key=lambda one: one.name != PLAYBOOK):  # named if others are alike
        strategy = each.scenario.strategy
        if strategy.mandate_month is None and not any(
            alike(each.scenario.strategy, one.scenario.strategy) for one in found
        ):
            found.append(each)
    return found


def room_of(
    plan: Plan, rests: Sequence[Rest], rivals: Sequence[Rest], spending: Spending
) -> Choices:
    """Say what a plan may be made of: whatever the user set stays."""
    strategies = [each.scenario.strategy for each in rivals]
    own = rests[0].scenario
    given = as_given(own.system)
    count = own.system.organisations if given is None else given.organisations
    used = max([2, *(each.pilots for each in strategies)])
    most = min(count, max(used, min(MOST_PILOTS, count // OF_ALL)))
    if spending.dip_at_once is not None:
        most = min(most, spending.dip_at_once)
    values: dict[str, tuple[Any, ...]] = {
        "rest": tuple(range(len(rests))),
        "target": tuple(each.name for each in Target),
        "pilots": tuple(range(most + 1)),
        "mixed_pilots": (False, True),
        "pilot_purpose": tuple(each.name for each in PilotPurpose),
        "plan": tuple(k / 10 for k in range(11)),
        "wave_cap": (None, *(each for each in CAPS if each <= count)),
    }
    held = {key.removeprefix("strategy.") for key in typed_keys(plan.overrides)}
    if says_where_it_stands(own.system):  # who is live is known, so that there are no pilots
        held |= {"pilots", "mixed_pilots"}
    if not spending.has_schedule:
        held |= {"wave_cap"}
    stays = {name: (_plain(own.strategy, name),) for name in values if name in held}
    return Choices(values | stays, FROM if own.strategy.programme > FROM[0] else ())


def at_budget(scenario: Scenario, spending: Spending) -> Scenario:
    """Copy a scenario and give its programme this money, and a rest in winter if that is wanted."""
    changed: Scenario = copied(scenario)
    changed.strategy.budget_total = spending.budget
    changed.strategy.winter_break |= spending.avoid_winter
    return changed


def _with_preset(plan: Plan, name: str, spending: Spending) -> Scenario:
    """Compose the plan with another strategy; what the user set of it counts for that one too."""
    if plan.choices:
        typed = [each for each in plan.overrides if split(each).key != "strategy"]
        return at_budget(load([*typed, f"strategy={name}"], spending.config_dirs), spending)
    strategy = load([f"strategy={name}"], spending.config_dirs).strategy
    return finish(at_budget(replace(plan.scenario, strategy=strategy), spending))


def _plain(strategy: Strategy, name: str) -> Any:
    value = getattr(strategy, name)
    return value.name if isinstance(value, Target | PilotPurpose) else value
