"""Scenarios of several presets, each preset composed once: Hydra takes a tenth of a second."""

from dataclasses import replace
from functools import cache

from sim.config import load, with_values
from sim.params.names import GAPS
from sim.process.settings import disruption_of, loads_of

LOADS = tuple(f"load.{gap}" for gap in GAPS)


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


def changed(scenario, values):
    """Copy a scenario with some values changed; "load.cultural" is a key of the tests alone.

    Such a key asks for a whole load, and is met by adding what the scores lack.
    """
    loads = {key.partition(".")[2]: value for key, value in values.items() if key in LOADS}
    made = with_values(scenario, {key: x for key, x in values.items() if key not in LOADS})
    return with_values(made, added_loads(made, **loads))


def added_loads(scenario, **loads):
    """Keys and values with which some gaps get these loads, however complex it is scored."""
    scored = with_values(scenario, {f"innovation.added_load.{gap}": 0.0 for gap in loads})
    i, a = scored.innovation, scored.assumptions
    told = loads_of(i, disruption_of(i, a), a.combined_load, scored.coefficients)
    by_scores = dict(zip(GAPS, told, strict=True))
    return {f"innovation.added_load.{gap}": x - by_scores[gap] for gap, x in loads.items()}
