"""`uptake run`: one plan, in words, as a table and as files."""

from typing import Any

from sim.cli import messages
from sim.cli.options import RunOptions, finish, folder_for
from sim.cli.progress import announce_compiling, progress
from sim.config import expand
from sim.params.errors import UserError


def run(replicates: int, **options: Any) -> int:
    """Run one plan and report what happens; returns the exit code."""
    chosen = RunOptions(**options)
    plans = expand(chosen.all_overrides, chosen.config_dirs)
    line = chosen.line("run", {"--replicates": replicates}, plans[0].choices["scenario"])
    if len(plans) > 1:
        together = " ".join(map(messages.quoted, chosen.overrides))
        raise UserError(f"these are {len(plans)} plans; to compare them: uptake compare {together}")
    folder = folder_for(chosen, plans)
    from sim import api
    from sim.cli.cautions import before_run

    before_run(plans, chosen.config_dirs)
    announce_compiling(chosen.engine, [plans[0].scenario], replicates)
    with progress(replicates, "Running") as report_progress:
        result = api.run_plan(
            plans[0], replicates, chosen.seed, chosen.engine, on_block=report_progress,
            organisations=folder is not None and api.lists_each_organisation(plans[0].scenario),
            at=chosen.at,
        )  # fmt: skip
    from sim.cli.run_summary import story

    return finish(chosen, result, line, folder, story)
