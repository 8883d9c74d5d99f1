"""Another plan from now on: what has happened stays, and only what can still change changes.

Its money is what is left of the plan: the shares of the other plan begin as a phase now.  What a
month reads of it is set by an event from now on.  What a run reads at its start (pilots, planning,
whom help goes to first) stays.  The same runs then have the same past, month by month.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sim.params import Event, Scenario, copied, leaves
from sim.params.errors import UserError
from sim.params.strategy import MOST_PHASES, Phase
from sim.process.settings.timeline import DEADLINES, timeline_of

NAME = "from_now"
EVENTS = "its own events, which do not count"
OF_MONEY = ("strategy.shares.", "strategy.shift.", "strategy.phases.", "events.")


@dataclass(frozen=True, slots=True)
class FromNow:
    """A plan that changes now.

    stays  what the other plan has otherwise, but can no longer be changed, in words
    """

    scenario: Scenario
    stays: tuple[str, ...]


def from_now(
    plan: Scenario, other: Scenario, month: int, organisations: int, typed: Collection[str] = ()
) -> FromNow:
    """Change a plan into another from a month on.

    The other plan goes on as it would in this month of its own: what it did before is not made up
    for.

    typed  keys that the user changed by hand; if one can no longer be changed, this is an error

    Raises
    ------
    UserError
        If it would have too many phases, or if a typed key can no longer be changed.
    """
    changed: Scenario = copied(plan)
    into = month - plan.strategy.start  # months into the programme, from which its phases count
    if _shares(plan) != _shares(other) and into > 0:
        changed.strategy.phases = _phases(plan, other, into)
    elif _shares(plan) != _shares(other):
        changed.strategy.shares, changed.strategy.phases = _shares(other)
    settings, stays = {}, _events_of(plan, other)
    for key, about, value in _differing(plan, other):
        later = value
        if about.metadata.get("dated") and value is not None:
            later = max(month, value + (other.strategy.start if key in DEADLINES else 0))
        problem = _problem(plan, key, later, month, organisations)
        if problem is None:
            settings[key] = later
        elif key in typed:
            raise UserError(f"{key} cannot be changed from now on: {problem}")
        else:
            stays.append(str(about.metadata["meaning"]))
    if settings:
        title = other.strategy.title or "another plan"
        changed.events = {**changed.events, NAME: Event(title, "", month, None, settings)}
    return FromNow(changed, tuple(stays))


def _events_of(plan: Scenario, other: Scenario) -> list[str]:
    """Say whether the other plan has events, which are not taken over."""
    has = any(plan.events.get(name) != event for name, event in other.events.items())
    return [EVENTS] if has else []


def _shares(scenario: Scenario) -> Any:
    return scenario.strategy.shares, scenario.strategy.phases


def _phases(plan: Scenario, other: Scenario, month: int) -> dict[str, Phase]:
    """Keep the phases of the past; then come those of the other plan, from now on."""
    past = {name: p for name, p in plan.strategy.phases.items() if p.from_month < month}
    shares = other.strategy.shares
    for phase in sorted(other.strategy.phases.values(), key=lambda each: each.from_month):
        if phase.from_month <= month:
            shares = phase.shares
    later = {
        f"{NAME}_{name}": replace(phase)
        for name, phase in other.strategy.phases.items()
        if phase.from_month > month
    }
    phases = {**past, NAME: Phase(month, shares), **later}
    if len(phases) >= MOST_PHASES:
        raise UserError(
            f"with the phases of the plan so far there would be {len(phases) + 1}; the most "
            f"allowed is {MOST_PHASES}: give a plan with fewer phases"
        )
    return phases


def _differing(plan: Scenario, other: Scenario) -> Iterator[tuple[str, Any, Any]]:
    """Yield what differs between the plans, other than texts and where the money goes."""
    before = {key: value for key, _, value in leaves(plan)}
    for key, about, value in leaves(other):
        is_told = about.metadata.get("text") or key.startswith(OF_MONEY)
        if not is_told and before.get(key, value) != value:
            yield key, about, value


def _problem(plan: Scenario, key: str, value: Any, month: int, organisations: int) -> str | None:
    """Say why a key cannot change in the middle of a run; None if it can."""
    tried: Scenario = copied(plan)
    tried.events = {NAME: Event("", "", month, None, {key: value})}
    try:
        timeline_of(tried, organisations)
    except UserError as error:
        return str(error).partition(": ")[2]
    return None
