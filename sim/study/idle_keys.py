"""Keys that the user set and that can change nothing in their plan, found without a run."""

import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from functools import reduce
from pathlib import Path
from typing import Any

from sim.config import Plan, finish, keys, load, own_folder, preset_files, user_files, with_value
from sim.config.changes import FOLDER, put
from sim.config.overrides import Override, split
from sim.networks.telling import says_where_it_stands
from sim.params import Scenario, leaves
from sim.params.errors import UserError
from sim.process.conditions.levers import NOT_CHOSEN
from sim.study.same_run import Inputs, inputs_of, why_the_same

LOOKED_AT = 100  # plans; to look at more would take longer than a note is worth
NAMED = 3  # switches to name, so that the reason stays readable
# Changes what the months are called, or where what is read stands: the user sees these
SHOWN = {"clock.start", FOLDER}
# Where to look for the key that switches another off; the later only if the first have none
LIKELY = ("innovation.", "strategy.", "process."), ("assumptions.", "clock.")
NO_EVENT = "what it sets is so already, or it begins when the run is over"
OWN = "your own organisations and ties take the place of made-up ones"
UNLIKELY = ("strategy.shift.", "system.organisations", "system.types.")
Bring = Callable[[Scenario], Scenario]
WIDEST = 10.0  # how many times its value a key is raised, where its range allows far more


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a key changes nothing.

    clause    in words; "" if it is used up before the first month
    off       keys that are switched off, with their values in words
    """

    clause: str
    off: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IdleKey:
    """A key that changes nothing in one plan.

    plan     label
    key      dotted
    setting  as the user wrote it
    """

    plan: str
    key: str
    setting: str
    reason: Reason = field(compare=False)


def idle_keys(
    plans: Sequence[Plan], config_dirs: Sequence[Path] = (), bring: Bring | None = None
) -> list[IdleKey]:
    """Find every key that the user set, in an override or a preset, without any effect.

    bring  puts the system that a program brought into a scenario, if there is one
    """
    bring = bring or _as_it_is
    return [
        IdleKey(plan.label, key, setting, reason)
        for plan in plans[:LOOKED_AT]
        for look in (_overridden, _preset)
        for key, setting, reason in look(plan, config_dirs, bring)
    ]


def _as_it_is(scenario: Scenario) -> Scenario:
    return scenario


def one_run_for_all(plans: Sequence[Plan]) -> list[Reason] | None:
    """Tell why several plans all give the same run; None if they need not, or if there is one."""
    if not 1 < len(plans) <= LOOKED_AT:
        return None
    first, *others = (inputs_of(each.scenario) for each in plans)
    found: dict[Reason, None] = {}
    for each, plan in zip(others, plans[1:], strict=True):
        reasons = _reasons(first, each, plan.scenario)
        if reasons is None:
            return None
        found |= dict.fromkeys(reasons)
    return list(found)


def why_idle(scenario: Scenario, key: str, others: Sequence[Scenario]) -> Reason | None:
    """Tell why a key makes no difference between a scenario and others; None if it may make one.

    others  the same scenario with other values of the key
    """
    here, found = inputs_of(scenario), dict[Reason, None]()
    for each in others:
        reasons = _reasons(here, inputs_of(each), scenario)
        if reasons is None:
            return None
        found |= dict.fromkeys(reasons)
    if found or not others:
        return next(iter(found), None)
    if key.startswith("events."):
        return Reason(NO_EVENT)
    if key == "strategy.pilots" and says_where_it_stands(scenario.system):
        return Reason(NOT_CHOSEN)
    if key.startswith("system.") and scenario.system.is_own:
        return Reason(OWN)
    return Reason("", _switches(scenario, key, others[0]))


def other_values(scenario: Scenario, key: str) -> list[Scenario]:
    """Give the scenario with clearly different values of a key, as far as they are allowed."""
    made = []
    for value in _different(keys.find(key), value_at(scenario, key)):
        try:
            made.append(with_value(scenario, key, value))
        except UserError:
            continue
    return made


def value_at(scenario: Scenario, key: str) -> Any:
    """Look up the value of a key."""
    inner = keys.set_by_event(key)
    if inner is not None:
        return scenario.events[inner[0]].set[inner[1]]
    return reduce(
        lambda owner, name: owner[name] if isinstance(owner, dict) else getattr(owner, name),
        key.split("."),
        scenario,
    )


def in_words(value: Any) -> str:
    """Write a value as the user would."""
    if isinstance(value, Enum):
        return str(value.name)
    if value is None or isinstance(value, bool):
        return {None: "none", True: "true", False: "false"}[value]
    return f"{value:g}" if isinstance(value, float) else str(value)


def _reasons(one: Inputs, other: Inputs, scenario: Scenario) -> list[Reason] | None:
    found = why_the_same(one, other)
    if found is None:
        return None
    return [
        Reason(
            each.clause(one.numbers.at(scenario.strategy.start)),
            tuple(
                (key, in_words(value_at(scenario, key)))
                for key in each.keys
                if not value_at(scenario, key) or isinstance(value_at(scenario, key), Enum)
            ),
        )
        for each in found
    ]


def _overridden(
    plan: Plan, config_dirs: Sequence[Path], bring: Bring
) -> Iterator[tuple[str, str, Reason]]:
    """Look at what the user typed: each is compared with the plan without it."""
    typed = [split(text) for text in plan.overrides]
    for each in typed:
        if each.is_preset or _is_words(each.key):
            continue
        rest = [other.text for other in typed if other is not each]
        others = _without(plan, each, rest, config_dirs, bring)
        found = why_idle(plan.scenario, each.key, others)
        if found is not None:
            yield each.key, each.text, found


def _without(
    plan: Plan, override: Override, rest: Sequence[str], config_dirs: Sequence[Path], bring: Bring
) -> list[Scenario]:
    """Give the plan without an override; where that makes no difference, with other values."""
    try:
        (before,) = _brought([load(rest, config_dirs)], bring)
    except (UserError, ValueError):  # such as shares that no longer sum to 1
        before = None
    if before is not None and before != plan.scenario:
        return [before]
    others = other_values(plan.scenario, override.key) if override.key in _leaves(plan) else []
    return list(_brought(others, bring))


def _brought(scenarios: Sequence[Scenario], bring: Bring) -> Iterator[Scenario]:
    """Give scenarios with the system that a program brought; not those which it does not allow."""
    for each in scenarios:
        with suppress(UserError):  # such as more pilots than organisations
            yield finish(bring(each))


def _preset(
    plan: Plan, config_dirs: Sequence[Path], bring: Bring
) -> Iterator[tuple[str, str, Reason]]:
    """Look at what the user's own presets say: each key is compared with other values."""
    typed = {split(text).key for text in plan.overrides}
    for key in _keys_of_own(plan, config_dirs):
        if key in typed or key not in _leaves(plan) or _is_words(key):
            continue
        others = [*_brought(other_values(plan.scenario, key), bring)]
        found = why_idle(plan.scenario, key, others)
        if found is not None:
            yield key, f"{key}={in_words(value_at(plan.scenario, key))}", found


def _keys_of_own(plan: Plan, config_dirs: Sequence[Path]) -> Iterator[str]:
    """Yield the keys that the user's own presets set, and the files in the folder of a system."""
    folder = plan.scenario.system.folder
    for group, name in plan.choices.items():
        path = preset_files.files(group, config_dirs).get(name) if config_dirs else None
        if path is not None and not path.is_relative_to(preset_files.shipped()):
            yield from user_files.keys_in(path)
        elif folder is not None and name == preset_files.OWN and path is None:
            yield from own_folder.keys_in(Path(folder), preset_files.OWN_FILES[group])
    if folder is not None:
        yield from own_folder.keys_in(Path(folder), own_folder.SYSTEM)


def _leaves(plan: Plan) -> set[str]:
    return {key for key, _, _ in leaves(plan.scenario)}


def _is_words(key: str) -> bool:
    """Whether a key only names things."""
    known = [keys.find(key)] if not keys.below(key) else []
    return key in SHOWN or any(each.field.metadata.get("text") for each in known)


def _switches(scenario: Scenario, key: str, other: Scenario) -> tuple[tuple[str, str], ...]:
    """Find other keys of which one has to change before a key has any effect, with their values.

    Those that are switched off come first, and alone if there are any.
    """
    pair = copy.deepcopy(scenario), copy.deepcopy(other)
    found: list[tuple[str, Any]] = []
    for groups in (("system.",),) if key.startswith("system.") else LIKELY:
        found = found or [
            (name, value)
            for name, _, value in leaves(scenario)
            if name != key and name.startswith(groups) and not name.startswith(UNLIKELY)
            if not _is_words(name) and _wakes(pair, name, value)
        ]
    off = [(name, value) for name, value in found if not value or isinstance(value, Enum)]
    named = tuple((name, in_words(value)) for name, value in off or found)
    groups_of = {name.rpartition(".")[0] for name, _ in named}
    if len(named) > NAMED and len(groups_of) == 1:
        return ((f"each of {groups_of.pop()}", named[0][1]),)
    return named[:NAMED]


def _wakes(pair: tuple[Scenario, Scenario], name: str, value: Any) -> bool:
    """Whether two scenarios that give the same run no longer do with another value of a key."""
    for other in _different(keys.find(name), value):
        try:
            for scenario in pair:
                put(scenario, name, other)
            if why_the_same(*(inputs_of(each, 1) for each in pair)) is None:
                return True
        except (UserError, ArithmeticError, ValueError):
            continue
        finally:
            for scenario in pair:
                put(scenario, name, value)
    return False


def _different(leaf: keys.Leaf, value: Any) -> list[Any]:
    """List values of a key that are clearly different from this one."""
    about = leaf.field.metadata
    if issubclass(leaf.kind, Enum):
        tried: list[Any] = list(leaf.kind)
    elif leaf.kind is bool:
        tried = [False, True]
    elif leaf.kind in (int, float):
        most = min(about["high"], max(about["low"], WIDEST, WIDEST * (value or 0)))
        tried = [leaf.kind(each) for each in (about["low"], (about["low"] + most) / 2, most)]
    else:
        tried = []
    return [each for each in (*tried, *([None] if leaf.optional else [])) if each != value]
