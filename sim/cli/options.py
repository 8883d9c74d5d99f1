"""What `run` and `compare` share: the options, the folder for results, the last lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sim.cli import messages


@dataclass(frozen=True, slots=True)
class Asked:
    """Options of the command line, under the names that click gives them."""

    overrides: tuple[str, ...]
    config_dirs: tuple[Path, ...]
    seed: int
    months: int | None
    engine: str
    out: Path | None
    as_json: bool
    no_figures: bool
    parameter_draws: int

    @property
    def all_overrides(self) -> tuple[str, ...]:
        """The overrides, including the length of the run."""
        months = () if self.months is None else (f"clock.months={self.months}",)
        return (*self.overrides, *months)

    def line(self, command: str, first: Mapping[str, object], scenario: str) -> str:
        """Write the line that repeats the command, without options that are at their default.

        first     options of this command only
        scenario  the preset to name if the user named none
        """
        named = any(each.startswith("scenario=") for each in self.overrides)
        overrides = self.overrides if named else (f"scenario={scenario}", *self.overrides)
        options = {
            **first,
            "--seed": self.seed,
            "--months": self.months,
            "--engine": None if self.engine == "ensemble" else self.engine,
            "--parameter-draws": self.parameter_draws or None,
            "--config-dir": self.config_dirs,
            "--no-figures": self.no_figures,
            "--json": self.as_json,
        }
        return messages.repeat(command, overrides, options)


def folder_for(asked: Asked, label: str) -> Path | None:
    """Choose the folder for results and check that it can be written; None: write no folder."""
    if asked.out is None and asked.as_json:
        return None
    from sim.report.store.folder import claim, default_folder

    folder = asked.out or default_folder(label)
    claim(folder)
    return folder


def close(asked: Asked, folder: Path | None, line: str) -> None:
    """Print where the files are and how to repeat the command; with --json, print nothing."""
    if asked.as_json:
        return
    what = "Tables and manifest" if asked.no_figures else "Tables, figures and manifest"
    messages.out(f"{what}: {folder}")
    messages.out(f"To repeat: {line}")
