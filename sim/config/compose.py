"""Combines presets: shipped ones by themselves, and those of the user's own folders with Hydra."""

import threading
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sim.config import preset_files, shipped_presets, user_files
from sim.config.overrides import Override
from sim.params import Scenario
from sim.params.errors import UserError

SCHEMA = "scenario_schema"
KEPT = 256  # combinations of presets to keep, a few kilobytes each
_one_at_a_time = threading.Lock()  # Hydra has one state for the whole process


@cache
def register() -> None:
    """Register the types of a scenario with Hydra; a Hydra app calls this before its main."""
    from hydra.core.config_store import ConfigStore

    ConfigStore.instance().store(SCHEMA, node=Scenario)


def composed(
    chosen: Sequence[Override],
    config_dirs: Sequence[Path] = (),
    own: Mapping[str, Mapping[str, Any]] | None = None,
) -> tuple[Scenario, dict[str, str]]:
    """Combine the chosen presets; returns the scenario and the preset of each group.

    own  what the presets called `own` say, by group: those of the folder of the user's own system

    The caller must copy the scenario before changing it.  Shipped presets are combined once in a
    process.  Presets in the user's own folders are read each time, since the user may have edited
    them.
    """
    if own:
        with TemporaryDirectory() as place:
            for group, said in own.items():
                _write(Path(place) / group / f"{preset_files.OWN}.yaml", said)
            return _by_hydra(tuple(chosen), (*config_dirs, Path(place)))
    if config_dirs:
        return _by_hydra(tuple(chosen), tuple(config_dirs))
    scenario, choices = _shipped(tuple((each.key, each.value) for each in chosen))
    return scenario, dict(choices)


def _write(path: Path, said: Mapping[str, Any]) -> None:
    """Write a preset where Hydra finds it."""
    import yaml

    path.parent.mkdir()
    path.write_text(yaml.safe_dump(dict(said), allow_unicode=True), encoding="utf-8")


@lru_cache(KEPT)
def _shipped(chosen: tuple[tuple[str, str], ...]) -> tuple[Scenario, dict[str, str]]:
    found = shipped_presets.combined(dict(chosen))
    if found is None:
        return _by_hydra(
            tuple(Override(f"{key}={name}", "", key, name) for key, name in chosen), ()
        )
    return found


def _by_hydra(
    chosen: tuple[Override, ...], config_dirs: tuple[Path, ...]
) -> tuple[Scenario, dict[str, str]]:
    from hydra import compose, initialize_config_dir

    own = preset_files.own_groups(config_dirs)
    named = {each.key for each in chosen}
    user_files.check_own(config_dirs, (*preset_files.GROUPS, *sorted(named & set(own))))
    presets = [f"{'+' if each.key in own else ''}{each.key}={each.value}" for each in chosen]
    with _one_at_a_time, initialize_config_dir(str(preset_files.shipped()), version_base="1.3"):
        register()
        try:
            config = compose("config", [*_search_path(config_dirs), *presets], True)
        except Exception as error:
            raise UserError(_line(error)) from None
    choices = config.hydra.runtime.choices
    return scenario_from(config), {
        group: name for group, name in choices.items() if not group.startswith("hydra/") and name
    }


def scenario_from(config: Any) -> Scenario:
    """Turn a composed config into a scenario, not checked yet; Hydra apps use it too."""
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
    """Put Hydra's error and its cause on one line."""
    texts = [str(error)] + ([str(error.__cause__)] if error.__cause__ else [])
    first = [each.split("\n\n")[0].split("\nAvailable")[0] for each in texts]
    return "the presets do not fit together: " + "; ".join(" ".join(each.split()) for each in first)
