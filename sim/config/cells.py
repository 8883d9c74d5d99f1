"""Scenarios one after the other that share their presets, which are combined once."""

from collections.abc import Sequence
from pathlib import Path

from sim.config.overrides import Override
from sim.config.plans import _plan
from sim.params import Scenario


class Composer:
    """Makes scenarios of overrides; what presets come to is kept, and can be sent elsewhere."""

    def __init__(self, config_dirs: Sequence[Path] = ()) -> None:
        self.config_dirs = tuple(config_dirs)
        self.made: dict[tuple[str, ...], tuple[Scenario, dict[str, str]]] = {}

    def scenario(self, overrides: Sequence[Override]) -> tuple[Scenario, dict[str, str]]:
        """Compose and check one scenario; returns it, and the preset of each group."""
        plan = _plan(overrides, (), self.config_dirs, self.made)
        return plan.scenario, plan.choices
