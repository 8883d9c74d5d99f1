"""From presets and overrides to a checked scenario.  Only this package uses Hydra."""

from sim.config.changes import as_dict, from_dict, with_value, with_values
from sim.config.composer import Composer
from sim.config.identity import digest
from sim.config.own_system import with_own
from sim.config.plans import Plan, expand, index_of, load, with_names
from sim.config.preset_files import (
    GROUPS,
    PLURALS,
    Preset,
    assumption_ranges,
    even_shares,
    presets,
    shipped,
)
from sim.config.resolve import finish, shifted

__all__ = [
    "GROUPS",
    "PLURALS",
    "Composer",
    "Plan",
    "Preset",
    "as_dict",
    "assumption_ranges",
    "digest",
    "even_shares",
    "expand",
    "finish",
    "from_dict",
    "index_of",
    "load",
    "presets",
    "shifted",
    "shipped",
    "with_names",
    "with_own",
    "with_value",
    "with_values",
]
