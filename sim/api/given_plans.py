"""The plans that a caller gives: override texts, scenarios, or scenarios by name."""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Any

from sim.api.own_system import Bring, bringing, kind_of, refuse_second_system
from sim.config import Plan, expand, finish, with_values
from sim.config.bare_names import side_by_side
from sim.config.overrides import split
from sim.config.plan_names import names_of
from sim.config.preset_files import existing_folders
from sim.networks.system import System
from sim.params import Scenario, as_typed, leaves
from sim.params.errors import UserError
from sim.study.idle_keys import value_at

DESCRIBED = (
    "system.organisations", "system.regions", "system.organisations_file", "system.ties_file",
    "system.folder",
)  # fmt: skip
GROUPS = ("system", "innovation", "strategy")
GivenPlan = str | Scenario | Plan | Mapping[str, Scenario] | Iterable[str | Scenario | Plan]
ALLOWED = 'override texts ("scenario=avt_london"), scenarios (sim.load), or a dict of scenarios'


def plans_of(
    given: Sequence[GivenPlan],
    months: int | None,
    config_dirs: Iterable[str | Path],
    system: Any,
    compared: bool = False,
) -> tuple[list[Plan], Bring | None]:
    """Make plans of what a caller gives, in the system that they bring.

    All texts together make plans, as on the command line; then come the scenarios, in their order.
    Nothing at all gives the plan of the default scenario.

    compared  presets, or a folder, named by themselves are plans side by side (`uptake compare`)

    Returns
    -------
    The plans, and what puts the caller's system into a scenario (None without a system).

    Raises
    ------
    UserError
        If something is neither a text nor a scenario, if plans are the same, or if the system is
        none.
    """
    texts: list[str] = []
    scenarios: list[tuple[str, Scenario | Plan]] = []
    for name, each in _flat(given):
        if isinstance(each, str):
            texts.append(each)
        else:
            scenarios.append((name, each))
    plans = _of_scenarios(scenarios, months)
    if texts or not plans:
        if months is not None:
            texts.append(f"clock.months={months}")
        if compared:
            texts = list(side_by_side(texts, existing_folders(config_dirs)))
        plans = [*expand(texts, config_dirs), *plans]
    if system is None:
        return plans, None
    bring = bringing(system)
    return [_brought(plan, bring) for plan in plans], bring


def single(plans: Sequence[Plan], function: str) -> Plan:
    """Return the one plan that there is; refuse several."""
    if len(plans) > 1:
        raise UserError(f"{function} takes one plan, not {len(plans)}; use sim.compare for several")
    return plans[0]


def warn_of_idle_keys(
    plans: Sequence[Plan], config_dirs: Iterable[str | Path], system: Any, bring: Bring | None
) -> None:
    """Warn the caller of keys that can change nothing here, and say how a system was read."""
    from sim.report.idle_keys import notes_on_keys
    from sim.report.own_system import notes_on_systems

    # A System was read by an earlier call, which gave its notes
    notes = [] if isinstance(system, System) else notes_on_systems([p.scenario for p in plans])
    notes += [] if bring is None else _notes_on_presets(plans)
    for note in (*notes, *notes_on_keys(plans, [Path(each) for each in config_dirs], bring)):
        warnings.warn(note, stacklevel=3)


def _notes_on_presets(plans: Sequence[Plan]) -> list[str]:
    """Say what still counts of a system preset that the caller's own system takes the place of."""
    typed = (split(text) for plan in plans for text in plan.overrides)
    chosen = dict.fromkeys(each.text for each in typed if each.is_preset and each.key == "system")
    return [
        f"your own system takes the place of the organisations and ties of {text}; only its means, "
        "where yours say nothing, and what holds for a whole system (such as incentives) count"
        for text in chosen
    ]


def _brought(plan: Plan, bring: Bring) -> Plan:
    for each in map(split, plan.overrides):
        if each.key in DESCRIBED or each.key.startswith("system.types."):
            raise UserError(
                f"{each.text} describes a made-up system, but system= brings your own; leave one "
                "of them out"
            )
    brought = finish(bring(plan.scenario))
    refuse_second_system(plan.scenario, brought)
    if brought.system.folder is not None:  # what is typed wins over what the folder says
        typed = (each.key for each in map(split, plan.overrides))
        asked = {key: value_at(plan.scenario, key) for key in typed if key.startswith("system.")}
        brought = with_values(brought, asked)
    return replace(plan, scenario=brought)


def _flat(given: Iterable[Any]) -> Iterator[tuple[str, str | Scenario | Plan]]:
    """Yield what a caller gives one by one, with its name if it has one."""
    for each in given:
        if isinstance(each, str | Scenario | Plan):
            yield "", each
        elif isinstance(each, Mapping):
            for name, scenario in each.items():
                if not isinstance(name, str) or not name.strip():
                    raise UserError(f"the name of a plan is {name!r}; give it a text")
                if not isinstance(scenario, Scenario | Plan):
                    raise UserError(
                        f"the plan {name!r} is {kind_of(scenario)}; give a scenario (sim.load)"
                    )
                yield name.strip(), scenario
        elif isinstance(each, Iterable) and not isinstance(each, bytes):
            yield from _flat(each)
        else:
            raise UserError(f"a plan is {kind_of(each)}; give {ALLOWED}")


def _of_scenarios(given: Sequence[tuple[str, Scenario | Plan]], months: int | None) -> list[Plan]:
    """Make plans of scenarios: called as the caller calls them, else by what sets them apart."""
    plans = [each if isinstance(each, Plan) else _plan(each) for _, each in given]
    if months is not None:
        longer = {"clock.months": months}
        plans = [replace(each, scenario=with_values(each.scenario, longer)) for each in plans]
    for place, plan in enumerate(plans):
        if any(plan.scenario == other.scenario for other in plans[:place]):
            raise UserError(f"plan {place + 1} is the same as one before it; give each plan once")
    called = [name or plan.name for (name, _), plan in zip(given, plans, strict=True)]
    apart = names_apart([plan.scenario for plan in plans]) if not all(called) else called
    return [
        replace(plan, label=own or plan.label or other, name=own or plan.name or other)
        for plan, (own, _), other in zip(plans, given, apart, strict=True)
    ]


def _plan(scenario: Scenario) -> Plan:
    """Make a plan of a scenario, which is not called anything yet."""
    return Plan("", (), {}, scenario)


def names_apart(scenarios: Sequence[Scenario]) -> list[str]:
    """Name scenarios by what sets them apart, as plans from the command line are named."""
    titles = [{group: getattr(each, group).title for group in GROUPS} for each in scenarios]
    plans = []
    for place, scenario in enumerate(scenarios):
        alike = [k for k, each in enumerate(titles) if each == titles[place]]
        changed = tuple(_changed(scenario, [scenarios[k] for k in alike]))
        plans.append(Plan(f"plan {place + 1}", changed, titles[place], scenario))
    return names_of(plans) if plans else []


def _changed(scenario: Scenario, alike: Sequence[Scenario]) -> Iterator[str]:
    """Write what varies between scenarios of the same titles as overrides of one of them."""
    if len(alike) == 1:
        return
    others = [{key: value for key, _, value in leaves(each)} for each in alike]
    for key, about, value in leaves(scenario):
        if about.metadata.get("text") or key.startswith("events."):
            continue
        if all(each.get(key, value) == value for each in others):
            continue
        if value is None or isinstance(value, bool | int | float | Enum):
            yield f"{key}={as_typed(value)}"
