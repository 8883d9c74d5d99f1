"""`uptake run`: one plan, in words, as a table and as files."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.cli import messages
from sim.cli.options import RunOptions, finish, folder_for
from sim.cli.progress import announce_compiling, progress
from sim.config import expand
from sim.params.errors import UserError

if TYPE_CHECKING:
    from sim.api import Result

NAME_WIDTH = 38  # columns for the name of a quantity, so that the table fits 80


def run(replicates: int, **options: Any) -> int:
    """Run one plan and report what happens; returns the exit code."""
    chosen = RunOptions(**options)
    plans = expand(chosen.all_overrides, chosen.config_dirs)
    line = chosen.line("run", {"--replicates": replicates}, plans[0].choices["scenario"])
    if len(plans) > 1:
        together = " ".join(map(messages.quoted, chosen.overrides))
        raise UserError(f"these are {len(plans)} plans; to compare them: uptake compare {together}")
    sets = chosen.sets([plans[0].scenario])
    folder = folder_for(chosen, plans)
    from sim import api
    from sim.cli.cautions import before_run

    before_run(plans, chosen.config_dirs)
    announce_compiling(chosen.engine, [plans[0].scenario], replicates, sets is not None)
    with progress(replicates, "Running") as report_progress:
        result = api.run_plan(
            plans[0], replicates, chosen.seed, chosen.engine, sets=sets, progress=report_progress,
            organisations=folder is not None and api.lists_each_organisation(plans[0].scenario),
            at=chosen.at,
        )  # fmt: skip
    return finish(chosen, result, line, folder, _story)


def _story(result: "Result") -> Iterator[str]:
    """Print what follows the answer: the main quantities and cautions."""
    from sim.cli.cautions import notes
    from sim.report.words import title_of

    yield title_of(result.scenario, result.name)
    yield ""
    head, *lines = result.table
    wrapped = [[messages.wrapped(what, NAME_WIDTH), *cells] for what, *cells in lines]
    yield from messages.table(head, wrapped)
    yield ""
    for note in notes(result.scenario, result.outcomes.organisations):
        yield messages.paragraph(f"Note: {note}.")
        yield ""
