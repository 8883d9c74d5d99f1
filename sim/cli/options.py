"""What `run` and `compare` share: the options, the folder for results, the last lines."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from sim.cli import messages
from sim.params.errors import UserError

if TYPE_CHECKING:
    from sim.api import Comparison, Result
    from sim.api.verdicts import Verdict
    from sim.config import Plan
    from sim.params import Scenario
    from sim.params.assumption_sets import AssumptionSets
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
    parameter_draws: int | None
    assumptions: str | None
    fixed_assumptions: bool
    full: bool

    @property
    def all_overrides(self) -> tuple[str, ...]:
        """The overrides, including the length of the run."""
        months = () if self.months is None else (f"clock.months={self.months}",)
        return (*self.overrides, *months)

    def sets(self, scenarios: "Sequence[Scenario]") -> "AssumptionSets | None":
        """Find the sets of assumptions to try; None for none."""
        from sim.api import chosen_sets

        which = named(self.assumptions, self.parameter_draws, self.fixed_assumptions)
        return chosen_sets(which, self.parameter_draws, scenarios, self.seed, self.config_dirs)

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
            **lines_of(self.assumptions, self.parameter_draws, self.fixed_assumptions),
            "--config-dir": self.config_dirs,
            "--no-figures": self.no_figures,
            "--all-series": self.all_series,
            "--json": self.as_json,
            "--full": self.full,
        }
        return messages.repeat(command, overrides, options)


def named(which: str | None, number: int | None, fixed: bool) -> str | None:
    """Name the sets of assumptions that the options ask for; None for the usual ones.

    Raises
    ------
    UserError
        If two options contradict each other.
    """
    if fixed and (number or which not in (None, "fixed")):
        other = "--parameter-draws" if number else f"--assumptions {which}"
        raise UserError(f"you gave both --fixed-assumptions and {other}; give only one of them")
    return "fixed" if fixed else which


def lines_of(which: str | None, number: int | None, fixed: bool) -> dict[str, object]:
    """Write the options about assumptions for the line that repeats a command."""
    return {
        "--assumptions": which,
        "--parameter-draws": number,
        "--fixed-assumptions": fixed,
    }


def folder_for(options: RunOptions, plans: "Sequence[Plan]") -> "Claim | None":
    """Claim the folder for results before anything is computed; None: write no folder."""
    if options.out is None and options.as_json:
        return None
    from sim.cli.folder_names import folder_words
    from sim.report.store.folder import claim, claim_new

    claimed = claim_new(folder_words(plans)) if options.out is None else claim(options.out)
    messages.CLAIMED.append(claimed)
    click.get_current_context().call_on_close(claimed.release)
    return claimed


def finish(
    options: RunOptions,
    found: Found,
    line: str,
    folder: "Claim | None",
    story: Callable[[Found], Iterable[str]],
) -> int:
    """Print what was found, and write it.

    The answer comes first, and again at the end if it would not be on the screen any more.

    Returns the exit code.

    line   the line that repeats the command
    story  says in words what was found; not used with --json
    """
    if options.as_json:
        command = line.split()[1]
        messages.out(json.dumps({"command": command, "repeat": line, **found.document()}))
    told = [] if options.as_json else _print(found.verdict, story(found), options.full)
    kept: list[str] = [] if folder is None else _keep(options, found, line, folder)
    if not options.as_json:
        _print_last(found.verdict, told, [*kept, f"To repeat: {line}"])
    return 0


def _keep(options: RunOptions, found: Found, line: str, folder: "Claim") -> list[str]:
    """Write what was found; returns the line that says what lies where."""
    place = found.save(folder, not options.no_figures, line, options.all_series)
    figures = ", figures" if (place / "figures").is_dir() else ""
    return [f"Tables{figures}, verdict.md and manifest: {place}"]


def _print(verdict: "Verdict", story: Iterable[str], full: bool) -> list[str]:
    """Print the answer and what follows it; returns what was printed.

    full  print the full account too, as `verdict.md` has it
    """
    account = [messages.paragraph(each) + "\n" for each in verdict.full] if full else []
    told = [*messages.answer(verdict.lines), "", *story, *account]
    for text in told:
        messages.out(text)
    return told


def _print_last(verdict: "Verdict", told: Sequence[str], last: Sequence[str]) -> None:
    """Print the last lines; before them the answer again if it is off the screen by then."""
    again = messages.fills_the_screen([*told, *last])
    for text in (*([*messages.answer(verdict.lines), ""] if again else []), *last):
        messages.out(text)
