"""The line that repeats what is on the page: complete, so that it gives the same numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from sim.config import Plan
from sim.config.lines import repeat
from sim.config.overrides import split
from sim.params import Scenario

SHARES, SHIFT = "strategy.shares", "strategy.shift"


def changed_overrides(
    plan: Plan, values: Mapping[str, Any], scenario: Scenario, own_presets: bool = False
) -> list[str]:
    """List the overrides that make a plan with some of its values changed.

    values       dotted key -> value, as given to `sim.config.with_values`
    scenario     what that gave
    own_presets  the plan may come from presets that shift money themselves
    """
    kept = [each for each in with_scenario(plan) if split(each).key not in values]
    touched = [each for each in kept if split(each).key.startswith((SHARES, SHIFT))]
    own = dict(values)
    if (touched or own_presets) and any(key.startswith((SHARES, SHIFT)) for key in values):
        # A shift on top of another is not the two at once: say what the shares came to.
        kept = [each for each in kept if each not in touched]
        own = {key: v for key, v in values.items() if not key.startswith((SHARES, SHIFT))}
        shares = scenario.strategy.shares
        own |= {f"{SHARES}.{f.name}": getattr(shares, f.name) for f in fields(shares)}
    return [*kept, *(f"{key}={typed(value)}" for key, value in own.items())]


def with_scenario(plan: Plan) -> list[str]:
    """List a plan's own overrides, the scenario named among them."""
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
    """Write the command that compares plans under exactly so many replicates."""
    options = {"--replicates": replicates, "--seed": seed, "--config-dir": tuple(config_dirs)}
    return repeat("compare", overrides, options)


def typed(value: Any) -> str:
    """Write a value so that reading it gives the same number again."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, float) else str(value)
