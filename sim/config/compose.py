"""Presets put together by Hydra.  The only module that composes; everything below is plain."""

import copy
import threading
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sim.config import preset_files, user_files
from sim.config.overrides import Override
from sim.params import Scenario
from sim.params.errors import UserError

SCHEMA = "scenario_schema"
KEPT = 256  # combinations of presets, of a few kilobytes each
_one_at_a_time = threading.Lock()  # Hydra keeps one state for the whole process


@cache
def register() -> None:
    """Tell Hydra the types of a scenario; a Hydra app calls this before its main function."""
    from hydra.core.config_store import ConfigStore

    ConfigStore.instance().store(SCHEMA, node=Scenario)


def composed(
    chosen: Sequence[Override], config_dirs: Sequence[Path] = ()
) -> tuple[Scenario, dict[str, str]]:
    """Put the chosen presets together; returns the scenario and the preset of each group.

    Both are the caller's to change.  Presets that we ship are put together once in a process; those
    in a folder of the user's own are read each time, since they may have been edited.
    """
    scenario, choices = (_fresh if config_dirs else _kept)(tuple(chosen), tuple(config_dirs))
    return copy.deepcopy(scenario), dict(choices)


def _fresh(
    chosen: tuple[Override, ...], config_dirs: tuple[Path, ...]
) -> tuple[Scenario, dict[str, str]]:
    from hydra import compose, initialize_config_dir

    own = preset_files.own_groups(config_dirs)
    named = {each.key for each in chosen}
    user_files.check_own(config_dirs, (*preset_files.GROUPS, *sorted(named & set(own))))
    asked = [f"{'+' if each.key in own else ''}{each.key}={each.value}" for each in chosen]
    with _one_at_a_time, initialize_config_dir(str(preset_files.shipped()), version_base="1.3"):
        register()
        try:
            config = compose("config", [*_search_path(config_dirs), *asked], True)
        except Exception as error:
            raise UserError(_line(error)) from None
    choices = config.hydra.runtime.choices
    return scenario_from(config), {
        group: name for group, name in choices.items() if not group.startswith("hydra/") and name
    }


_kept = lru_cache(KEPT)(_fresh)


def scenario_from(config: Any) -> Scenario:
    """Make the plain scenario of a composed config; for Hydra apps too.  Not yet checked."""
    from omegaconf import OmegaConf, open_dict

    OmegaConf.set_readonly(config, False)
    with open_dict(config):
        config.pop("hydra", None)
    scenario = OmegaConf.to_object(config)
    assert isinstance(scenario, Scenario)
    return scenario


def _search_path(config_dirs: Sequence[Path]) -> list[str]:
    if not config_dirs:
        return []
    escaped = [each.as_posix().replace("'", "\\'") for each in config_dirs]
    return ["hydra.searchpath=[" + ",".join(f"'file://{each}'" for each in escaped) + "]"]


def _line(error: Exception) -> str:
    """Put what Hydra says, and why, on one line."""
    told = [str(error)] + ([str(error.__cause__)] if error.__cause__ else [])
    first = [each.split("\n\n")[0].split("\nAvailable")[0] for each in told]
    return "the presets do not fit together: " + "; ".join(" ".join(each.split()) for each in first)
