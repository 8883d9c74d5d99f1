"""What the commands that answer a question share: their options, and how they tell the answer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import messages
from sim.cli.assumption_options import assumption_options
from sim.cli.commands import AT, SEED, scenario_options
from sim.cli.number_types import WholeNumber
from sim.cli.options import lines_of, named
from sim.cli.progress import Progress as Progress
from sim.cli.progress import announce_compiling, progress

if TYPE_CHECKING:
    from sim.api.answers import Answer
    from sim.api.questions import Keeping, Question

RUNS_OF_A_STATE = 2


def question_options(command: Any = None, *, sets: bool = True, at: bool = True) -> Any:
    """Add plans, and the options of every command that answers a question about them.

    sets  whether the plans are tried under sets of assumptions, which can then be chosen
    at    whether the month that counts can be chosen; the help leaves it out otherwise
    """
    if command is None:
        return partial(question_options, sets=sets, at=at)
    for add in (
        scenario_options,
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead."),
        click.option("--full", is_flag=True, help="Print the full account too."),
        click.option("--no-figures", is_flag=True, help="Draw no figures."),
        click.option(
            "--out", type=Path, metavar="DIR",
            help="Folder for the answer; the same line goes on in it. Default: answers/<name>.",
        ),
        click.option(
            "--months", type=WholeNumber(1), help="Length of the run, as clock.months=N."
        ),
        AT if at else click.option("--at", hidden=True),
        SEED,
    ):  # fmt: skip
        command = add(command)
    return assumption_options(command) if sets else command


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionOptions:
    """Options of the command line, under the names that click gives them."""

    overrides: tuple[str, ...]
    config_dirs: tuple[Path, ...]
    seed: int
    months: int | None
    at: int | None
    out: Path | None
    as_json: bool
    no_figures: bool
    full: bool
    parameter_draws: int | None = None
    assumptions: str | None = None
    fixed_assumptions: bool = False
    sets: bool = True

    def question(self, **how: Any) -> "Question":
        """Read the plans and the assumptions.

        how  `usual` and `compared`, as for `sim.api.questions.question_of`
        """
        from sim.api.questions import question_of

        which: str | None = "fixed"
        if self.sets:
            which = named(self.assumptions, self.parameter_draws, self.fixed_assumptions)
        return question_of(
            self.overrides, months=self.months, at=self.at, seed=self.seed, assumptions=which,
            parameter_draws=self.parameter_draws, config_dirs=self.config_dirs, **how,
        )  # fmt: skip

    def line(self, command: str, first: Mapping[str, object]) -> str:
        """Write the line that repeats the command, without options that are at their default.

        first  options of this command only
        """
        options = {
            **first,
            "--seed": self.seed or None,
            "--months": self.months,
            "--at": self.at,
            **lines_of(self.assumptions, self.parameter_draws, self.fixed_assumptions),
            "--config-dir": self.config_dirs,
            "--no-figures": self.no_figures,
            "--full": self.full,
            "--out": self.out,
        }
        return messages.repeat(command, self.overrides, options)


def tell_found(
    options: QuestionOptions, command: str, first: Mapping[str, object], answer: "Answer"
) -> int:
    """Print an answer that needed no runs, and keep it if a folder is named; as `tell_answer`."""
    place = None if options.out is None else answer.save(options.out)
    _tell(options, command, options.line(command, first), answer, place)
    return 0


def tell_answer(
    options: QuestionOptions,
    question: "Question",
    command: str,
    first: Mapping[str, object],
    what: str,
    of: str,
    ask: "Callable[[Keeping, Progress], Answer]",
) -> int:
    """Ask a question with progress, print the answer, and keep it; returns the exit code.

    first  options of this command only, for the line that repeats it
    what   is done, in words, such as "Trying amounts of money"
    of     what is counted
    ask    asks it: called with where to keep it, and the progress
    """
    from sim.api.questions import Keeping

    line = options.line(command, first)
    begin = partial(announce_compiling, "ensemble", question.scenarios, RUNS_OF_A_STATE)

    def tell(answer: "Answer", place: Path | None) -> None:
        shown.close()
        _tell(options, command, line, answer, place)

    keep = options.out is not None or not options.as_json
    keeping = Keeping(options.out, keep, not options.no_figures, begin, tell)
    with progress(1, what, of) as shown:
        ask(keeping, shown)
    return 0


def _tell(
    options: QuestionOptions, command: str, line: str, answer: "Answer", place: Path | None
) -> None:
    """Print an answer, where it is kept, and the line that repeats it; or all as JSON."""
    if options.as_json:
        told = {"command": command, "repeat": line, **answer.document()}
        messages.out(json.dumps(told, allow_nan=False))
        return
    _print(answer, options.full)
    if place is not None:
        messages.out(f"Tables{'' if options.no_figures else ', figures'}, answer.md: {place}")
    messages.out(f"To repeat: {line}")


def _print(answer: "Answer", full: bool) -> None:
    """Print the answer and its table; the answer again at the end if it is off the screen."""
    head, rows = answer.printed()
    told = [*messages.answer(answer.lines), ""]
    if rows:
        told += [*messages.table(head, rows), ""]
    if full:
        told += [f"{messages.paragraph(each)}\n" for each in answer.account]
    for text in told:
        messages.out(text)
    if messages.fills_the_screen([*told, "", ""]):
        for text in [*messages.answer(answer.lines), ""]:
            messages.out(text)
