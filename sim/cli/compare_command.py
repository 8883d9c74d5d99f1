"""`uptake compare`: several plans with the same random numbers, compared in words and a table."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.cli import messages
from sim.cli.options import RunOptions, finish, folder_for
from sim.cli.progress import announce_compiling, progress
from sim.config import expand, index_of
from sim.config.plan_names import shared_title
from sim.params.errors import UserError

if TYPE_CHECKING:
    from sim.api import Comparison

NAME_WIDTH = 18  # columns for the name of a plan, so that the table fits 80
POINTS, MARGIN, CAP = 2.0, 3.0, 2000  # defaults: percentage points, points, replicates


def compare(
    baseline: str | None,
    precision: float,
    margin: float | None,
    replicates: int | None,
    max_replicates: int,
    equal_start: bool,
    **options: Any,
) -> int:
    """Run and compare several plans; returns the exit code."""
    chosen = RunOptions(**options)
    points = MARGIN if margin is None else margin
    own = {
        "--baseline": baseline,
        "--precision": None if precision == POINTS else f"{precision:g}",
        "--margin": None if points == MARGIN else f"{points:g}",
        "--replicates": replicates,
        "--max-replicates": None if max_replicates == CAP else max_replicates,
        "--equal-start": equal_start,
    }
    plans = expand(chosen.all_overrides, chosen.config_dirs)
    line = chosen.line("compare", own, plans[0].choices["scenario"])
    if len(plans) < 2:
        raise UserError(
            "give one key several values, to make plans to compare, e.g. "
            'uptake compare "strategy=none,hin_playbook"'
        )
    from sim.outcomes.horizon import refuse_month

    first = index_of(baseline, plans)
    scenarios = [plan.scenario for plan in plans]
    refuse_month(chosen.at, min(each.clock.months for each in scenarios))
    sets = chosen.sets(scenarios)
    folder = folder_for(chosen, plans)
    from sim import api
    from sim.cli.cautions import before_run

    before_run(plans, chosen.config_dirs)
    announce_compiling(chosen.engine, scenarios, replicates or max_replicates, sets is not None)
    with progress(1, "Comparing") as report_progress:
        found = api.compare_plans(
            plans, first, precision / 100, max_replicates, replicates, chosen.seed, chosen.engine,
            sets=sets, organisations=folder is not None
            and all(api.lists_each_organisation(each) for each in scenarios),
            progress=report_progress, equal_start=equal_start, margin=points / 100, at=chosen.at,
        )  # fmt: skip
    return finish(chosen, found, line, folder, _story)


def _story(found: "Comparison") -> Iterator[str]:
    """Print what follows the answer: a table with a row for each plan, and cautions."""
    from sim.cli.cautions import notes
    from sim.report.plan_table import legend, plan_table
    from sim.report.words import listed

    yield shared_title([each.plan for each in found.results])
    yield ""
    head, rows = plan_table(found.found)
    yield from messages.table(
        head, [[messages.wrapped(name, NAME_WIDTH), *cells] for name, *cells in rows]
    )
    yield messages.narrow(legend(found.found))
    yield ""
    plans_of: dict[str, list[str]] = {}
    for each in found.results:
        for note in notes(each.scenario, each.outcomes.organisations):
            plans_of.setdefault(note, []).append(each.name)
    for note, plans in plans_of.items():
        yield messages.paragraph(f"Note on {listed(plans)}: {note}.")
        yield ""
