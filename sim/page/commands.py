"""The full command that repeats what is on the page, with the same numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from sim.config import Plan
from sim.config.command_lines import repeat
from sim.config.overrides import split
from sim.params import Scenario, Shares

SHARES, SHIFT = "strategy.shares", "strategy.shift"


def changed_overrides(
    plan: Plan, values: Mapping[str, Any], scenario: Scenario, own_presets: bool = False
) -> list[str]:
    """List the overrides for a plan with some of its values changed.

    values       dotted key -> value, as given to `sim.config.with_values`
    scenario     the scenario with these values
    own_presets  the plan may use the user's own presets, which may shift money themselves
    """
    kept = undialled_overrides(plan, list(values), own_presets)
    own = dict(values)
    if _gives_all_shares(kept):  # the shares already include any shift
        kept = [each for each in kept if not split(each).key.startswith(f"{SHARES}.")]
        own = {key: v for key, v in values.items() if not key.startswith((SHARES, SHIFT))}
        own |= _shares(scenario)
    return [*kept, *(f"{key}={typed(value)}" for key, value in own.items())]


def undialled_overrides(plan: Plan, keys: Sequence[str], own_presets: bool = False) -> list[str]:
    """List a plan's overrides without these keys; values for them can be added at the end.

    If money was shifted before, the resulting shares are written one by one.  Two shifts in turn
    do not give the same as both at once.
    """
    kept = [each for each in with_scenario(plan) if split(each).key not in keys]
    written = shares_again(plan, own_presets)
    if written and any(key.startswith((SHARES, SHIFT)) for key in keys):
        kept = [each for each in kept if not _moves_money(each)]
        kept += written
    return kept


def shares_again(plan: Plan, own_presets: bool = False) -> list[str]:
    """Write the shares of a plan that moved money; none where a shift can be added as it is."""
    if not own_presets and not any(map(_moves_money, with_scenario(plan))):
        return []
    return [f"{key}={typed(value)}" for key, value in _shares(plan.scenario).items()]


def _moves_money(override: str) -> bool:
    return split(override).key.startswith((SHARES, SHIFT))


def _gives_all_shares(overrides: Sequence[str]) -> bool:
    """Whether the overrides give every share by itself."""
    keys = {split(each).key for each in overrides}
    return all(f"{SHARES}.{each.name}" in keys for each in fields(Shares))


def _shares(scenario: Scenario) -> dict[str, float]:
    shares = scenario.strategy.shares
    return {f"{SHARES}.{each.name}": getattr(shares, each.name) for each in fields(shares)}


def with_scenario(plan: Plan) -> list[str]:
    """List a plan's own overrides, including the scenario."""
    if any(each.startswith("scenario=") for each in plan.overrides):
        return list(plan.overrides)
    return [f"scenario={plan.choices['scenario']}", *plan.overrides]


def run_line(
    overrides: Sequence[str], replicates: int, seed: int, config_dirs: Sequence[Path] = ()
) -> str:
    """Write the command that runs one plan."""
    options = {"--replicates": replicates, "--seed": seed, "--config-dir": tuple(config_dirs)}
    return repeat("run", overrides, options)


def compare_line(
    overrides: Sequence[str], replicates: int, seed: int, config_dirs: Sequence[Path] = ()
) -> str:
    """Write the command that compares plans with a fixed number of replicates."""
    options = {"--replicates": replicates, "--seed": seed, "--config-dir": tuple(config_dirs)}
    return repeat("compare", overrides, options)


def typed(value: Any) -> str:
    """Write a value so that the command reads the same number."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, float) else str(value)
