"""From a scenario to its outcomes: systems drawn, blocks of replicates run, counts gathered."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from sim.config import with_own
from sim.engines.limits import refuse
from sim.networks import system_of
from sim.networks.system import System, Whole
from sim.networks.whole_numbers import whole
from sim.outcomes import Batch, Outcomes, gather
from sim.outcomes.counts import Counts, empty_counts, groups_of
from sim.params import Kind, Scenario, given_in
from sim.params.names import MOST_REPLICATES
from sim.process.initial_conditions import categories, initial_conditions_of
from sim.process.settings import Settings, Timeline, always, as_row, timeline_of
from sim.process.state import empty_month, organisations_of, ties_of
from sim.rules import draws
from sim.rules.compiled import PLAIN

BLOCK = 64  # replicates that run, and may be reported, at once
FEWEST_IN_LANES = 12  # replicates in a block from which lanes are quicker (measured)
ROOM_FOR_LANES = 2**29  # bytes that the lanes of one block may take: about 60,000 organisations
ROOM = 2_000_000  # organisations, over all replicates of a block, whose start is in memory at once


@dataclass(frozen=True, slots=True)
class Block:
    """Replicates on one system, which is drawn when first needed."""

    draw: Callable[[int], System]
    replicates: Whole
    cluster: int

    @property
    def system(self) -> System:
        """The system; a large one that another block has replaced since is drawn again."""
        return self.draw(self.cluster)


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
    system: System | None = None,
) -> Outcomes:
    """Run a scenario many times, and count.

    `sim.run` does the same and returns tables, figures and texts; this is all that a loop needs.

    Parameters
    ----------
    scenario : Scenario
        As returned by `sim.load`.
    replicates : int
        How many runs; replicate r of every scenario meets the same chance events.
    seed : int
        Number that determines all chance events.
    engine : str
        ``"ensemble"`` (compiled) or ``"mesa"``; same numbers.
    first : int
        Number of the first replicate, to add more to earlier ones.
    organisations : bool
        Also count by organisation.
    histories : bool
        Keep stage, proficiency and fatigue of every organisation in every month.
    on_block : callable, optional
        Called with the replicates done so far, after each block.
    threads : int
        Blocks of replicates that run at once; the Mesa engine takes one.
    system : sim.networks.system.System, optional
        A system of your own (`sim.from_graph`, `sim.from_matrix`), in place of drawn ones.

    Returns
    -------
    Outcomes
        Everything that was counted: `outcomes.live` is the share of organisations live, float64
        [R, T + 1] by replicate and month; see `sim.outcomes.outcomes`.

    Raises
    ------
    UserError
        If there are more pilots than organisations, or if a file of the scenario cannot be read.

    Examples
    --------
    >>> scenario = sim.load(["scenario=avt_london"])
    >>> for pilots in (2, 4, 8):
    ...     changed = sim.with_values(scenario, {"strategy.pilots": pilots})
    ...     print(pilots, sim.simulate(changed, 64).live[:, 36].mean())
    """
    replicates, seed = refuse(replicates, seed, engine)
    first = whole("first", first, 0, MOST_REPLICATES)
    if system is not None:
        scenario = with_own(scenario, system)
    blocks = blocks_of(scenario, seed, range(first, first + replicates))
    months = scenario.clock.months
    tell = _counting(on_block)
    timeline = timeline_of(scenario, blocks[0].system.organisations)
    # One kernel for all blocks: a short last block is not worth compiling another.
    most = max(len(block.replicates) for block in blocks)
    lanes = pays_in_lanes(scenario, blocks[0].system.organisations, most)

    def batch(block: Block) -> Batch:
        system, replicates = block.system, block.replicates
        counts = empty_counts(system, len(replicates), months, organisations, histories)
        if engine == "mesa":
            _by_agents(scenario, system, replicates, seed, counts)
        else:
            count_block(timeline, system, replicates, seed, counts, in_lanes=lanes)
        tell(len(block.replicates))
        return Batch(block.replicates, block.cluster, counts)

    if engine == "mesa" or PLAIN:  # in Python threads would only take turns, and not heed Ctrl-C
        batches = [batch(block) for block in blocks]
    else:
        batches = _side_by_side(batch, blocks, threads)
    return gather(scenario, seed, engine, blocks[-1].system, batches, given_in(scenario.system))


def _side_by_side(
    batch: Callable[[Block], Batch], blocks: list[Block], threads: int | None
) -> list[Batch]:
    """Run blocks in threads; who stops it does not wait for those that have begun."""
    workers = ThreadPoolExecutor(max_workers=threads)
    try:
        return list(workers.map(batch, blocks))
    finally:
        workers.shutdown(wait=False, cancel_futures=True)


def _counting(on_block: Callable[[int], None] | None) -> Callable[[int], None]:
    """Count replicates over the threads that finish them, and report the count."""
    done, lock = 0, threading.Lock()

    def tell(more: int) -> None:
        nonlocal done
        with lock:
            done += more
            if on_block is not None:
                on_block(done)

    return tell


def blocks_of(scenario: Scenario, seed: int, replicates: range) -> list[Block]:
    """Split replicates into blocks of one system each, at most 64 to a block.

    Replicate r uses system draw r // replicates_per_system; a fixed system counts as one draw. Of
    very large systems a block has fewer, so that memory stays within ROOM.

    Returns
    -------
    list of Block
        In the order of their replicates.
    """
    per_system = scenario.assumptions.replicates_per_system
    described, draw = scenario.system, _drawing(scenario, seed)
    given = described.is_fixed
    organisations = draw(0).organisations if described.is_own else described.organisations
    most = most_in_a_block(organisations)
    blocks: list[Block] = []
    start = replicates.start
    while start < replicates.stop:
        cluster = 0 if given else start // per_system
        end = min(replicates.stop, start - start % most + most)
        if not given:
            end = min(end, (cluster + 1) * per_system)
        blocks.append(Block(draw, np.arange(start, end), cluster))
        start = end
    return blocks


def most_in_a_block(organisations: int) -> int:
    """Return how many replicates of a system of this size a block has; blocks begin at multiples."""
    return max(1, min(BLOCK, ROOM // organisations))


def pays_in_lanes(scenario: Scenario, organisations: int, replicates: int) -> bool:
    """Return whether 64 lanes side by side are quicker than the block's replicates one by one.

    Lanes cost the same however many of the 64 carry a replicate. They run the full process only,
    and only as many organisations as there is room for.
    """
    from sim.engines.lanes import bytes_of_lanes

    if PLAIN:  # numbers of eight bits would overflow; and one run is what a debugger looks at
        return False
    is_full = scenario.process.kind == Kind.full
    fits = bytes_of_lanes(organisations) <= ROOM_FOR_LANES
    return is_full and fits and replicates >= FEWEST_IN_LANES


def kernel_of(scenario: Scenario, replicates: int) -> str:
    """Name the kernel that runs this many replicates."""
    most = min(replicates, BLOCK, scenario.assumptions.replicates_per_system)
    lanes = pays_in_lanes(scenario, scenario.system.organisations, most)
    return "run_lanes" if lanes else "run_block"


def count_block(
    settings: Settings | Timeline,
    system: System,
    replicates: Whole,
    seed: int,
    counts: Counts,
    *,
    in_lanes: bool,
) -> None:
    """Run a block with the compiled engine, in lanes or one by one: the counts are the same.

    Parameters
    ----------
    settings : Settings or Timeline
        The scenario as numbers: the same in every month, or month by month.
    system : sim.networks.system.System
        System of all replicates.
    replicates : int64[R]
        Their numbers.
    seed : int
        Number that determines all chance events.
    counts : Counts
        Filled.
    in_lanes : bool
        Run 64 side by side.
    """
    timeline = settings if isinstance(settings, Timeline) else always(settings)
    first, months = timeline.rows[0], timeline.rows[0].months
    each_row = [as_row(each) for each in timeline.rows]
    rows = np.concatenate(each_row).view(each_row[0].dtype)  # else several would be no records
    row_of = np.array(timeline.row_of, np.int64)
    start = initial_conditions_of(system, first, seed, replicates)
    about = (system.arrays, start, categories(start.position), groups_of(system))
    room = (organisations_of(system), ties_of(system), empty_month())
    keys = draws.key(seed, replicates.astype(np.uint64))
    if in_lanes:
        from sim.engines.lanes import LANES, empty_lanes, run_lanes

        keys = np.resize(keys, LANES)  # lanes without a replicate of their own repeat one
        lanes = empty_lanes(system.organisations, months, len(system.types))
        run_lanes(*about, rows, row_of, keys, *room, lanes, counts)
    else:
        from sim.engines.scalar import run_block

        run_block(*about, rows, row_of, keys, *room, counts)


def _drawing(scenario: Scenario, seed: int) -> Callable[[int], System]:
    """Return a function that draws a system and keeps the latest: a system's blocks come in a row.

    One at a time: two threads must not draw the same large system at once.
    """
    kept, lock = lru_cache(maxsize=1)(partial(system_of, scenario.system, seed)), threading.Lock()

    def draw(cluster: int) -> System:
        with lock:
            return kept(cluster)

    return draw


def _by_agents(
    scenario: Scenario, system: System, replicates: Whole, seed: int, counts: Counts
) -> None:
    """Run a block agent by agent."""
    from sim.engines.agents import count_replicate

    for r, replicate in enumerate(replicates):
        count_replicate(scenario, system, seed, int(replicate), r, counts)
