"""Batches of cells: what is run, kept and sent to another machine at once."""

import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from sim.config.composer import Composer
from sim.outcomes.kept_runs import Runs
from sim.params import Scenario
from sim.params.errors import UserError
from sim.rules.sources import sources_digest
from sim.study.sweep.cells import Ran, cell_of, ran
from sim.study.sweep.design import Asked

SECONDS = 2.0  # that a batch should take: no more is lost when a machine dies
COST = 60e-9  # seconds for an organisation and month of a run, about (docs/performance.md)
LEAST, MOST = 32, 512  # batches of a large sweep
LARGE = 5.0  # seconds; a cell that takes longer has all cores for itself


@dataclass(frozen=True, slots=True)
class Batch:
    """Some cells of a design that follow one another.

    name  of its part of the store: what is asked, and its number
    """

    name: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A batch with all that a machine needs to run it.

    keys       swept keys
    composer   what its presets come to
    at         headline month that was asked for
    elsewhere  addresses of cells that the store has already
    earlier    address of a cell -> runs of it that the store has, if fewer than asked
    covered    addresses of cells of which the store has these runs and more
    sources    digest of the model's sources: another machine must have the same
    threads    that one cell may use
    """

    batch: Batch
    keys: tuple[str, ...]
    composer: Composer
    at: int | None
    elsewhere: frozenset[str]
    earlier: Mapping[str, Runs]
    covered: frozenset[str]
    sources: str
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A batch that has run.

    keys       swept keys
    ran        cells that were run, or failed
    elsewhere  addresses of cells that other parts of the store have
    cells      how many the batch has
    """

    name: str
    keys: tuple[str, ...]
    ran: tuple[Ran, ...]
    elsewhere: tuple[str, ...]
    cells: int


def seconds_of(scenario: Scenario, replicates: int) -> float:
    """Estimate how long a cell takes on one core."""
    lanes = ceil(replicates / 64) * 64 if replicates >= 12 else 4 * replicates
    return COST * scenario.system.organisations * scenario.clock.months * lanes


def cells_at_once(cells: int, seconds: float) -> int:
    """Say how many cells a batch has: the same whenever the same design is run again.

    cells    of the design
    seconds  that one takes
    """
    least, most = ceil(cells / MOST), ceil(cells / LEAST)
    return max(1, least, min(most, round(SECONDS / seconds)))


def places_of(cells: int, size: int) -> list[range]:
    """Split so many cells into batches: the places of each."""
    return [range(start, min(cells, start + size)) for start in range(0, cells, size)]


def run_task(
    task: Task, done: Callable[[bool], None], simulate: Callable[..., Any] | None = None
) -> Part:
    """Run the cells of a batch that the store does not have yet.

    done      called after each cell that was run: whether it went well
    simulate  runs a scenario, like `sim.simulate`, which it is if absent

    Raises
    ------
    UserError
        If this machine has another version of the model.
    """
    from sim.engines.simulate import simulate as usual

    if task.sources != sources_digest():
        raise UserError(
            f"{platform.node()} has another version of uptake than this computer; install the "
            "same on all"
        )
    found: dict[str, Ran] = {}
    elsewhere = []
    for asked in task.batch.asked:
        cell = cell_of(asked, task.keys, task.composer, task.at)
        address = cell.address
        if address in task.elsewhere:
            elsewhere.append(address)
            continue
        if address not in found:  # else it is asked for twice, in other words
            earlier = task.earlier.get(address)
            made = ran(cell, task.at, earlier, simulate or usual, task.threads)
            twice = asked.has_more or address in task.covered
            found[address] = replace(made, new=None) if twice else made
        done(not found[address].failure)
    every = tuple(found.values())
    return Part(task.batch.name, task.keys, every, tuple(elsewhere), len(task.batch.asked))
