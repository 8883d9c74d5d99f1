"""Runs the cells of a sweep that a store does not have yet, and keeps each batch of them."""

from collections.abc import Callable, Collection, Iterable, Iterator

from sim.api.sweep_running import Count, Running
from sim.engines.block_queue import cores
from sim.report.sweeps import parts
from sim.report.sweeps.earlier import Known
from sim.report.sweeps.table import AGAIN, failed_in, read
from sim.rules.sources import sources_digest
from sim.study.sweep.batches import (
    LARGE,
    Batch,
    Part,
    Task,
)
from sim.study.sweep.cells import cell_of
from sim.study.sweep.local import run_here

Done = Callable[[bool], None]
Machine = Callable[[Iterable[Task], Done], Iterator[Part]]
Tell = Callable[[Count], None]


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
    running.refuse_edit()
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
