"""From a scenario to its outcomes: systems drawn, blocks of replicates run, counts gathered."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim import draws
from sim.build import system_of
from sim.counts import Counts, empty_counts, groups_of
from sim.outcomes import Batch, Outcomes, gather
from sim.params import Kind, Scenario
from sim.settings import as_row, by_name, settings_of
from sim.standing import categories, standing_of
from sim.state import empty_month, organisations_of, ties_of
from sim.system import System, Whole

ENGINES = ("ensemble", "mesa")
BLOCK = 64  # replicates that are run, and may be reported, at once
FEWEST_IN_LANES = 12  # replicates in a block from which on lanes are quicker (measured)
ROOM_FOR_LANES = 2**29  # bytes that the lanes of one block may take: about 60,000 organisations


@dataclass(frozen=True, slots=True)
class Block:
    """Replicates that stand on one system."""

    system: System
    replicates: Whole
    cluster: int


def simulate(
    scenario: Scenario,
    replicates: int = 512,
    seed: int = 0,
    *,
    engine: str = "ensemble",
    first: int = 0,
    organisations: bool = False,
    histories: bool = False,
    on_block: Callable[[int], None] | None = None,
    threads: int = 2,
) -> Outcomes:
    """Run a scenario many times.

    replicates     how many; replicate r of every scenario meets the same luck
    first          number of the first one, so that more can be added to earlier ones
    organisations  count by organisation too
    histories      keep stage, proficiency and fatigue of everybody in every month
    on_block       told the replicates done so far, after each block
    """
    blocks = blocks_of(scenario, seed, range(first, first + replicates))
    months = scenario.clock.months
    tell = _counting(on_block)
    numbers = settings_of(scenario, blocks[0].system.organisations)

    def batch(block: Block) -> Batch:
        counts = empty_counts(block.system, len(block.replicates), months, organisations, histories)
        if engine == "mesa":
            _by_agents(scenario, block, seed, counts)
        else:
            count_block(numbers, block, seed, counts, in_lanes=pays_in_lanes(scenario, block))
        tell(len(block.replicates))
        return Batch(block.replicates, block.cluster, counts)

    if engine == "mesa":  # plain Python: threads would only take turns
        threads = 1
    with ThreadPoolExecutor(max_workers=threads) as workers:
        batches = list(workers.map(batch, blocks))
    return gather(scenario, seed, engine, blocks[0].system, batches)


def _counting(on_block: Callable[[int], None] | None) -> Callable[[int], None]:
    """Count replicates over the threads that finish them, and tell the count."""
    done, lock = 0, threading.Lock()

    def tell(more: int) -> None:
        nonlocal done
        with lock:
            done += more
            if on_block is not None:
                on_block(done)

    return tell


def blocks_of(scenario: Scenario, seed: int, replicates: range) -> list[Block]:
    """Split replicates into blocks that stand on one system each, at most 64 to a block.

    Replicate r stands on system draw r // replicates_per_system; the user's own system is one.
    """
    per_system = scenario.assumptions.replicates_per_system
    given = scenario.system.organisations_file is not None
    blocks: list[Block] = []
    start = replicates.start
    while start < replicates.stop:
        draw = 0 if given else start // per_system
        end = min(replicates.stop, start - start % BLOCK + BLOCK)
        if not given:
            end = min(end, (draw + 1) * per_system)
        known = blocks and blocks[-1].cluster == draw
        system = blocks[-1].system if known else system_of(scenario.system, seed, draw)
        blocks.append(Block(system, np.arange(start, end), draw))
        start = end
    return blocks


def pays_in_lanes(scenario: Scenario, block: Block) -> bool:
    """Tell whether 64 lanes side by side are quicker than the block's replicates one by one.

    Lanes cost the same however many of the 64 stand for a replicate; they hold the full process
    only, and as many organisations as there is room for.
    """
    from sim.lanes import bytes_of_lanes

    is_full = scenario.process.kind == Kind.full
    fits = bytes_of_lanes(block.system.organisations) <= ROOM_FOR_LANES
    return is_full and fits and len(block.replicates) >= FEWEST_IN_LANES


def count_block(
    numbers: dict[str, Any], block: Block, seed: int, counts: Counts, *, in_lanes: bool
) -> None:
    """Run a block by the compiled engine, in lanes or one by one: the counts are the same.

    numbers  as `sim.settings.settings_of`
    """
    system, months = block.system, numbers["months"]
    standing = standing_of(system, by_name(numbers), seed, block.replicates)
    about = (system.arrays, standing, categories(standing.position), groups_of(system))
    room = (organisations_of(system), ties_of(system), empty_month())
    keys = draws.key(seed, block.replicates.astype(np.uint64))
    if in_lanes:
        from sim.lanes import LANES, empty_lanes, run_lanes

        keys = np.resize(keys, LANES)  # lanes without a replicate of their own repeat one
        lanes = empty_lanes(system.organisations, months, len(system.types))
        run_lanes(*about, as_row(numbers), keys, *room, lanes, counts)
    else:
        from sim.ensemble import run_block

        run_block(*about, as_row(numbers), keys, *room, counts)


def _by_agents(scenario: Scenario, block: Block, seed: int, counts: Counts) -> None:
    """Run a block agent by agent."""
    from sim.model import count_replicate

    for r, replicate in enumerate(block.replicates):
        count_replicate(scenario, block.system, seed, int(replicate), r, counts)
