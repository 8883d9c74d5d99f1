"""The command `uptake`: runs a command, and reports any error in one plain line."""

import os
import sys
from collections.abc import Sequence

import click

from sim.cli import completion, signals
from sim.cli import curve_commands as curve_commands
from sim.cli import experts_commands as experts_commands
from sim.cli import flips_commands as flips_commands
from sim.cli import forecast_commands as forecast_commands
from sim.cli import match_commands as match_commands
from sim.cli import optimise_commands as optimise_commands
from sim.cli import own_system_commands as own_system_commands  # adds them to `uptake`
from sim.cli import reach_commands as reach_commands
from sim.cli import sensitivity_commands as sensitivity_commands
from sim.cli import statements_commands as statements_commands
from sim.cli import sweep_commands as sweep_commands
from sim.cli.commands import uptake
from sim.cli.messages import CLAIMED, UNPRINTED, note, warnings_as_notes
from sim.cli.more_problems import more_problems
from sim.params.errors import UserError

REFUSED = 2
LONGEST = 2000  # characters of a message, which may repeat a very long input


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `uptake` with these arguments, or with those of the command line, and exit."""
    if sys.stdout is None or sys.stderr is None:  # the parent process closed them
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if asked := os.environ.get(completion.VARIABLE):
        sys.exit(completion.answer(uptake, asked))
    code = status(sys.argv[1:] if arguments is None else list(arguments))
    if code > signals.BASE:
        signals.leave(code)
    sys.exit(code)


def status(arguments: list[str]) -> int:
    """Run one command and return its exit code; only a bug in Uptake shows a traceback."""
    UNPRINTED.clear()
    CLAIMED.clear()
    try:
        with warnings_as_notes(), signals.stopped_by_signals():
            code = _invoke(arguments)
        if UNPRINTED:
            return _refuse(
                f"the words could not be printed ({UNPRINTED[0]}); the files, if any, are written"
            )
        return code
    except KeyboardInterrupt as stop:
        return _refuse(_stopped(stop), signals.exit_code(stop))
    except click.ClickException as error:
        return _refuse(error.format_message())
    except UserError as error:
        return _refuse(str(error) + more_problems(error, arguments))
    except OSError as error:
        file = f"{error.filename}: " if error.filename else ""
        return _refuse(f"{file}{error.strerror or error}")
    except MemoryError:
        return _refuse("there is not enough memory; use fewer runs or organisations")


def _invoke(arguments: list[str]) -> int:
    if arguments and "=" in arguments[0] and not arguments[0].startswith("-"):
        raise UserError(f'name a command first, e.g. uptake run "{arguments[0]}"')
    try:
        with uptake.make_context("uptake", arguments) as context:
            return uptake.invoke(context) or 0
    except click.exceptions.Exit as request:
        return request.exit_code
    except ValueError as error:
        from sim.params import OutOfRangeError

        if isinstance(error, OutOfRangeError):
            raise UserError(str(error)) from None
        raise


def _stopped(stop: KeyboardInterrupt) -> str:
    """Say what a stop leaves: it may come when results are whole and only words are missing."""
    if kept := getattr(stop, "__notes__", ()):
        return f"stopped; {kept[0]}"
    whole = [str(each.target) for each in CLAIMED if each.whole]
    return f"stopped; {' and '.join(whole) or 'nothing'} was written"


def _refuse(message: str, code: int = REFUSED) -> int:
    line = " ".join(message.split())
    note(f"uptake: {line if len(line) <= LONGEST else f'{line[:LONGEST]} ...'}")
    return code
