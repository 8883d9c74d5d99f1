"""Sweeps from Python: run the cells of a design that a store does not have yet."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sim.api.sweep_contents import base, content, shared, text
from sim.config.composer import Composer
from sim.outcomes.horizon import horizon_to, refuse_month
from sim.params import Scenario
from sim.params.errors import UserError
from sim.report.sweeps import parts
from sim.report.sweeps.earlier import Known
from sim.report.sweeps.store import Kept, Store, kept
from sim.report.sweeps.table import AGAIN, failed_in, read
from sim.rules.sources import sources_digest
from sim.study.sweep.batches import (
    LARGE,
    Batch,
    Part,
    Task,
    cells_at_once,
    places_of,
    seconds_of,
)
from sim.study.sweep.cells import cell_of
from sim.study.sweep.design import Design, digest_of
from sim.study.sweep.local import cores, run_here

Done = Callable[[bool], None]
Machine = Callable[[Iterable[Task], Done], Iterator[Part]]
Tell = Callable[["Count"], None]
LOOKED_AT, UNKNOWN = 100, 0.02  # cells; seconds that one takes if none of them is possible


@dataclass
class Count:
    """How far a sweep is.

    cells    in all, of this shard
    before   those that the store had already
    done     that are done now, or failed
    failed   of these
    damaged  parts that were run again, and the file of each that was not as written
    """

    cells: int = 0
    before: int = 0
    done: int = 0
    failed: int = 0
    damaged: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def has_run(self, well: bool) -> None:
        """Count a cell that has run, in whichever thread."""
        with self.lock:
            self.done += 1
            self.failed += not well

    def has_found(self, cells: int, failed: int = 0) -> None:
        """Count cells that were there already."""
        with self.lock:
            self.before += cells
            self.failed += failed


@dataclass(frozen=True)
class Running:
    """A sweep that is set out, before anything is run or written.

    design    the cells
    store     where they are kept
    composer  makes their scenarios
    at        headline month that was asked for
    kept      the design as the store keeps it
    size      cells of a batch
    seconds   that a cell takes on one core, about
    first     the first scenario that is possible, if there is one
    """

    design: Design
    store: Store
    composer: Composer
    at: int | None
    kept: Kept
    size: int
    seconds: float
    first: Scenario | None

    @property
    def prefix(self) -> str:
        """What the names of its parts begin with."""
        return self.kept.prefix

    @cached_property
    def places(self) -> list[range]:
        """The places of the cells of each batch."""
        return places_of(len(self.design), self.size)

    def name(self, number: int) -> str:
        """Name the part of a batch."""
        return f"{self.prefix}-{number:05d}"

    def numbers(self, shard: tuple[int, int] | None) -> list[int]:
        """List the batches of a shard; (3, 20): every twentieth, from the third."""
        every = range(len(self.places))
        return list(every if shard is None else every[shard[0] - 1 :: shard[1]])

    def batch(self, number: int, only: Collection[str] | None = None) -> Batch:
        """Return a batch, or those of its cells that were asked for in these words."""
        asked = tuple(map(self.design.cell, self.places[number]))
        if only is None:
            return Batch(self.name(number), asked)
        again = digest_of(sorted(only))[:8]
        chosen = tuple(each for each in asked if each.text in only)
        return Batch(f"{self.name(number)}{AGAIN}{again}", chosen)


def set_out(
    design: Design,
    place: Path,
    at: int | None = None,
    config_dirs: Sequence[Path] = (),
    at_once: int | None = None,
) -> Running:
    """Work out what a sweep is: nothing is run or written yet.

    at_once  cells of a batch; as many as are well run at once if absent

    Raises
    ------
    UserError
        If no cell of it is possible.
    """
    composer = Composer(config_dirs)
    seconds, first = _possible(design, composer, at)
    size = at_once or cells_at_once(len(design), seconds)
    bases = [base(composer, each) for each in design.presets()]
    about = {
        "keys": list(design.keys), "cells": len(design), **design.as_data(), "at": at,
        "month": at if first is None else horizon_to(first.clock.months, at).month,
        "cells_at_once": size, "sources": sources_digest(),
        "contents": {text(each): content(composer, each) for each in design.contents()},
        **shared([each for each in bases if isinstance(each, Scenario)]),
    }  # fmt: skip
    return Running(design, Store(place), composer, at, kept(about), size, seconds, first)


def run_sweep(
    running: Running,
    shard: tuple[int, int] | None = None,
    retry: bool = False,
    machine: Machine | None = None,
    tell: Tell | None = None,
) -> Count:
    """Run the cells that the store does not have, and keep each batch as soon as it is there.

    shard    which part of the batches
    retry    run those again that failed
    machine  where; on this computer if absent
    tell     called after each cell

    Raises
    ------
    UserError
        If the store cannot be written, or holds another sweep; what was kept before stays.
    """
    store = running.store
    store.begin(running.kept)
    store.check(_needed(running, shard))
    others = [each for each in store.whole if not each.startswith(running.prefix)]
    known = Known(store.place, others)
    left, again, count = _left(running, shard, retry, known.done)

    def done(well: bool) -> None:
        count.has_run(well)
        if tell is not None:
            tell(count)

    def tasks() -> Iterator[Task]:
        for number in left:
            if number not in again and store.has(running.name(number)):  # by another, meanwhile
                failed = failed_in(store, running.name(number), store.whole)
                count.has_found(len(running.places[number]), len(failed))
                continue
            batch = running.batch(number, again.get(number))
            task, before = _task(running, batch, known, few=len(left) < cores())
            count.has_found(before)
            store.mark(task.batch.name)
            yield task

    try:
        for part in (machine or run_here)(tasks(), done):
            _kept(running, part, count)
    finally:
        store.unmark()
    return count


def _needed(running: Running, shard: tuple[int, int] | None) -> list[str]:
    """List the parts that this shard has to know: its own, and those of other designs."""
    mine = set(map(running.name, running.numbers(shard)))
    return [
        name
        for name in parts.names(running.store.place)
        if name.partition(AGAIN)[0] in mine or not name.startswith(running.prefix)
    ]


def _left(
    running: Running, shard: tuple[int, int] | None, retry: bool, elsewhere: Collection[str]
) -> tuple[list[int], dict[int, set[str]], Count]:
    """Find the batches to run, those that others are at work on last, and the cells to run again.

    elsewhere  addresses of cells that parts of other designs have
    """
    store, mine = running.store, running.numbers(shard)
    there = {number for number in mine if store.has(running.name(number))}
    whole, again, failures = store.whole, dict[int, set[str]](), 0
    for number in sorted(there):
        failed = failed_in(store, running.name(number), whole)
        lost = _lost(running, number, elsewhere)
        if retry or _again(running, running.name(number)):
            lost |= failed
        failures += len(failed - lost)
        if lost:
            again[number] = lost
    sizes = {number: len(running.places[number]) for number in mine}
    count = Count(sum(sizes.values()))
    count.before = sum(sizes[number] for number in there) - sum(map(len, again.values()))
    count.failed = failures
    others = store.under_way()
    left = [number for number in mine if number in again or number not in there]
    left.sort(key=lambda number: running.name(number) in others)
    return left, again, count


def _lost(running: Running, number: int, elsewhere: Collection[str]) -> set[str]:
    """Return how those cells of a batch were asked for that another part had, and has no more."""
    store, name = running.store, running.name(number)
    again = [each for each in store.whole if each.startswith(f"{name}{AGAIN}")]
    tables = (read(store, each, ["cell"])[0] for each in again)
    there = {address for table in tables for address in table["cell"].to_pylist()}
    lost = set(read(store, name, ["cell"])[1]) - set(elsewhere) - there
    if not lost:
        return set()
    keys, composer, at = running.design.keys, running.composer, running.at
    batch = running.batch(number).asked
    return {each.text for each in batch if cell_of(each, keys, composer, at).address in lost}


def _again(running: Running, name: str) -> list[str]:
    """Return the damaged parts with cells of this one that were run again."""
    return [each for each in running.store.damaged if each.startswith(f"{name}{AGAIN}")]


def _kept(running: Running, part: Part, count: Count) -> None:
    """Keep a part; remove damaged ones whose cells have been run again with it."""
    store, name = running.store, part.name
    store.write(part)
    for each in {name, *_again(running, name.partition(AGAIN)[0])} & set(store.damaged):
        count.damaged[each] = store.damaged.pop(each)
        if each != name:
            parts.remove(store.place, each)


def _task(running: Running, batch: Batch, known: Known, few: bool) -> tuple[Task, int]:
    """Make a task of a batch: without the cells, and with the runs, that other parts have.

    few  whether there are fewer batches than cores

    Returns the task, and how many of its cells there are already.
    """
    keys, composer, at = running.design.keys, running.composer, running.at
    found = known.of(cell_of(each, keys, composer, at) for each in batch.asked)
    threads = cores() if few or running.seconds > LARGE else 1
    task = Task(
        batch, keys, composer, at, found.done, found.earlier, found.covered, sources_digest(),
        threads,
    )  # fmt: skip
    return task, found.before


def _possible(design: Design, composer: Composer, at: int | None) -> tuple[float, Scenario | None]:
    """Estimate how long a cell takes, by the first that is possible."""
    for place in range(min(len(design), LOOKED_AT)):
        asked = design.cell(place)
        try:
            scenario, _ = composer.scenario(asked.overrides)
        except UserError:
            continue
        refuse_month(at, scenario.clock.months)
        return seconds_of(scenario, asked.replicates), scenario
    return UNKNOWN, None
