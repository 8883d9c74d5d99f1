"""From a scenario to its outcomes: systems drawn, blocks of replicates run, counts gathered."""

import threading
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np

from sim.config import with_own
from sim.engines import block_queue
from sim.engines.asked import Asked as Asked
from sim.engines.block_queue import Job
from sim.engines.kernels import count_block as count_block
from sim.engines.kernels import pays_in_lanes as pays_in_lanes
from sim.engines.limits import refuse
from sim.networks import is_fixed, system_of
from sim.networks.system import System, Whole
from sim.networks.telling import says_where_it_stands
from sim.networks.whole_numbers import whole
from sim.outcomes import Batch, Outcomes, gather, gather_live
from sim.outcomes.counts import Counts, empty_counts
from sim.params import Kind, Scenario, given_in
from sim.params.errors import UserError
from sim.params.names import MOST_REPLICATES
from sim.process.aid import Aid
from sim.process.settings import timeline_of
from sim.process.standing import refuse_later
from sim.rules.compiled import PLAIN

BLOCK = 64  # replicates that run, and may be reported, at once
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
    threads: int | None = None,
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
    threads : int, optional
        Blocks of replicates that run at once; by default as many as there are cores, at most 8.
        The Mesa engine takes one.
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
    asked = Asked(scenario, replicates, seed, first, system)
    [found] = several([asked], engine=engine, organisations=organisations, histories=histories,
                      on_block=on_block, threads=threads)  # fmt: skip
    if isinstance(found, UserError):
        raise found
    outcomes: Outcomes = found
    return outcomes


def several(
    asked: Iterable[Asked],
    *,
    engine: str = "ensemble",
    organisations: bool = False,
    histories: bool = False,
    on_block: Callable[[int], None] | None = None,
    threads: int | None = None,
    only_live: bool = False,
) -> Generator[Any, None, None]:
    """Run many scenarios as one queue of blocks, so that no core waits at the end of each.

    Parameters
    ----------
    asked : iterable of Asked
        Taken as there is room: thousands of runs need the memory of a few.
    engine, organisations, histories, threads
        As in `simulate`, for all of them.
    on_block : callable, optional
        Called with the replicates done so far, over all runs, after each block.
    only_live : bool
        Gather the shares live alone; thousands of short runs spend a sixth of their time on the
        rest.

    Returns
    -------
    generator of Outcomes (or Live) or UserError
        In the order asked, and the same numbers as `simulate` gives; the error in place of a run
        that cannot be. Who does not want the rest closes it.

    Examples
    --------
    >>> plans = [sim.with_values(scenario, {"strategy.pilots": pilots}) for pilots in (2, 4, 8)]
    >>> for found in several([Asked(each, 64) for each in plans]):
    ...     print(found.live[:, 36].mean())
    """
    tell = _counting(on_block)
    threads = threads or min(block_queue.cores(), block_queue.MOST_THREADS)

    def job(one: Asked) -> Job | UserError:
        try:
            return _job(one, engine, organisations, histories, tell, only_live)
        except UserError as error:
            return error

    # In Python threads would only take turns, and not heed Ctrl-C; one is the caller's own
    in_threads = threads > 1 and engine != "mesa" and not PLAIN
    jobs = map(job, asked)
    return block_queue.side_by_side(jobs, threads) if in_threads else block_queue.in_turn(jobs)


def _job(
    asked: Asked, engine: str, organisations: bool, histories: bool, tell: Callable[[int], None],
    only_live: bool,
) -> Job:  # fmt: skip
    """Prepare one run: its blocks, its settings, and how its counts are gathered."""
    replicates, seed = refuse(asked.replicates, asked.seed, engine)
    first = whole("first", asked.first, 0, MOST_REPLICATES)
    brought = asked.system
    scenario = asked.scenario if brought is None else with_own(asked.scenario, brought)
    blocks = blocks_of(scenario, seed, range(first, first + replicates))
    months = scenario.clock.months
    timeline = timeline_of(scenario, blocks[0].system.organisations)
    refuse_later(blocks[0].system, timeline.rows[0].today)
    # One kernel for all blocks: a short last block is not worth compiling another.
    most = max(len(block.replicates) for block in blocks)
    lanes = pays_in_lanes(scenario, blocks[0].system.organisations, most)

    def batch(block: Block) -> Batch:
        system, replicates = block.system, block.replicates
        counts = empty_counts(system, len(replicates), months, organisations, histories)
        if engine == "mesa":
            _by_agents(scenario, system, replicates, seed, counts, asked.aid)
        else:
            count_block(timeline, system, replicates, seed, counts, in_lanes=lanes, aid=asked.aid)
        tell(len(block.replicates))
        return Batch(block.replicates, block.cluster, counts)

    def gathered(batches: list[Batch]) -> Outcomes:
        given = given_in(scenario.system)
        return gather(scenario, seed, engine, blocks[-1].system, batches, given)

    return Job(blocks, batch, gather_live if only_live else gathered)


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
    given = is_fixed(described)
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
    """Return how many replicates a block of a system has; blocks begin at multiples of it."""
    return max(1, min(BLOCK, ROOM // organisations))


def kernel_of(scenario: Scenario, replicates: int) -> str:
    """Name the kernel that runs this many replicates."""
    most = min(replicates, BLOCK, scenario.assumptions.replicates_per_system)
    lanes = pays_in_lanes(scenario, scenario.system.organisations, most)
    return "run_lanes" if lanes else "run_block"


def kernels_of(scenario: Scenario, replicates: int) -> list[str]:
    """Name every kernel that a run of this many replicates needs."""
    is_full = scenario.process.kind == Kind.full
    under_way = is_full and says_where_it_stands(scenario.system)
    return [kernel_of(scenario, replicates), *(["bring_block"] if under_way else [])]


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
    scenario: Scenario,
    system: System,
    replicates: Whole,
    seed: int,
    counts: Counts,
    aid: Aid | None,
) -> None:
    """Run a block agent by agent."""
    from sim.engines.agents import count_replicate

    for r, replicate in enumerate(replicates):
        count_replicate(scenario, system, seed, int(replicate), r, counts, aid)
