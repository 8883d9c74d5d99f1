"""Scenarios of several presets, each preset composed once: Hydra takes a tenth of a second."""

from dataclasses import replace
from functools import cache

from sim.config import load


@cache
def alone(preset=None):
    """Compose one preset, all else by default."""
    return load([preset] if preset else [])


@cache
def composed(*presets):
    """Give the scenario of some presets; of two for one group the last counts.

    Each preset is a section, taken from where it was composed alone.  A scenario is more than a
    section, so what it is part of is composed as a whole.
    """
    chosen = {each.split("=")[0]: each for each in presets}
    if "scenario" in chosen:
        return load(chosen.values())
    return replace(
        alone(), **{group: getattr(alone(each), group) for group, each in chosen.items()}
    )
