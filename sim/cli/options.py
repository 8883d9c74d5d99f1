"""What `run` and `compare` share: the options, the folder for results, the last lines."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from sim.cli import messages
from sim.cli.progress import progress

if TYPE_CHECKING:
    from sim.api import Comparison, Result
    from sim.config import Plan
    from sim.report.store import Claim

Found = TypeVar("Found", "Result", "Comparison")


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Options of the command line, under the names that click gives them."""

    overrides: tuple[str, ...]
    config_dirs: tuple[Path, ...]
    seed: int
    months: int | None
    at: int | None
    engine: str
    out: Path | None
    as_json: bool
    no_figures: bool
    all_series: bool
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
            "--at": self.at,
            "--engine": None if self.engine == "ensemble" else self.engine,
            "--parameter-draws": self.parameter_draws or None,
            "--config-dir": self.config_dirs,
            "--no-figures": self.no_figures,
            "--all-series": self.all_series,
            "--json": self.as_json,
        }
        return messages.repeat(command, overrides, options)


def folder_for(options: RunOptions, plans: "Sequence[Plan]") -> "Claim | None":
    """Claim the folder for results before anything is computed; None: write no folder."""
    if options.out is None and options.as_json:
        return None
    from sim.cli.folder_names import folder_words
    from sim.report.store.folder import claim, claim_new

    claimed = claim_new(folder_words(plans)) if options.out is None else claim(options.out)
    click.get_current_context().call_on_close(claimed.release)
    return claimed


def finish(
    options: RunOptions,
    found: Found,
    line: str,
    folder: "Claim | None",
    story: Callable[[Found], Iterable[str]],
) -> int:
    """Try random sets of assumptions if wanted, print what was found, and write it.

    Returns the exit code.

    line   the line that repeats the command
    story  says in words what was found; not used with --json
    """
    from sim import api

    with progress(1, "Trying random sets of assumptions") as report_progress:
        found = api.with_draws(found, options.parameter_draws, report_progress)
    if options.as_json:
        command = line.split()[1]
        messages.out(json.dumps({"command": command, "repeat": line, **found.document()}))
    else:
        for text in story(found):
            messages.out(text)
    if folder is not None:
        place = found.save(folder, not options.no_figures, line, options.all_series)
        if not options.as_json:
            drawn = (place / "figures").is_dir()
            what = "Tables, figures and manifest" if drawn else "Tables and manifest"
            messages.out(f"{what}: {place}")
    if not options.as_json:
        messages.out(f"To repeat: {line}")
    return 0
