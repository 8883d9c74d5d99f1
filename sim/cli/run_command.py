"""`uptake run`: one plan, in words, as a table and as files."""

from sim.cli import messages
from sim.cli.options import Asked, finish, folder_for
from sim.cli.progress import announce_compiling, progress
from sim.config import expand
from sim.params.errors import UserError


def run(replicates: int, **options: object) -> int:
    """Run one plan and report what happens; returns the exit code."""
    asked = Asked(**options)  # type: ignore[arg-type]
    plans = expand(asked.all_overrides, asked.config_dirs)
    line = asked.line("run", {"--replicates": replicates}, plans[0].choices["scenario"])
    if len(plans) > 1:
        together = " ".join(map(messages.quoted, asked.overrides))
        raise UserError(f"these are {len(plans)} plans; to compare them: uptake compare {together}")
    folder = folder_for(asked, plans[0].label)
    from sim import api

    announce_compiling(asked.engine, [plans[0].scenario], replicates)
    with progress(replicates, "Running") as told:
        result = api.run_plan(
            plans[0], replicates, asked.seed, asked.engine, on_block=told,
            organisations=folder is not None and api.tells_each(plans[0].scenario),
        )  # fmt: skip
    from sim.cli.run_summary import story

    return finish(asked, result, line, folder, story)
