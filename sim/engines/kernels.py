"""One block of replicates by the compiled engine: what a kernel is given, and which kernel."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sim.engines.bringing import with_brought
from sim.engines.starting import line_up_block
from sim.networks.system import System, Whole
from sim.outcomes.counts import Counts, groups_of
from sim.params import Kind, Scenario
from sim.process.aid import Aid, no_aid
from sim.process.contacts import meets_everybody
from sim.process.initial_conditions import (
    InitialConditions,
    SharedSettings,
    SharedStart,
    StartSettings,
    categories,
    room_to_start,
    shared_start_of,
)
from sim.process.settings import Settings, Timeline, always
from sim.process.state import empty_month, organisations_of, ties_of
from sim.rules import draws
from sim.rules.compiled import PLAIN

FEWEST_IN_LANES = 12  # replicates in a block from which lanes are quicker (measured)
ROOM_FOR_LANES = 2**29  # bytes that the lanes of one block may take: about 60,000 organisations
STARTS_KEPT = 64
LARGEST_KEPT = 20_000  # organisations, over all replicates, of a start that is kept: 0.8 MB


Shared = tuple[SharedStart, Whole, Whole]  # with categories and groups, as in `Begun`


class Begun(NamedTuple):
    """How replicates on one system start; kernels read it, and nothing changes it.

    categories  int64[R, N]  Rogers' category of each organisation
    groups      int64[N, 4]  the other groups, as `sim.outcomes.counts.groups_of`
    """

    start: InitialConditions
    categories: Whole
    groups: Whole


def begun_of(system: System, first: Settings, seed: int, replicates: Whole) -> Begun:
    """Draw how replicates start, or give it again: most cells of a sweep start alike.

    Of the latest starts 64 are kept, at most 100 MB; those of large systems are not.
    """
    read = StartSettings(*(getattr(first, name) for name in StartSettings._fields))
    if system.organisations * len(replicates) > LARGEST_KEPT:
        shared = _shared(system, _read_by_all(read), seed, replicates)
        found = _begun(system, read, seed, replicates, shared)
    else:
        found = _kept(system, read, seed, replicates.tobytes())
    start = with_brought(system, found.start, first)
    return found if start is found.start else found._replace(start=start)


def _read_by_all(read: StartSettings) -> SharedSettings:
    return SharedSettings(*(getattr(read, name) for name in SharedSettings._fields))


@lru_cache(STARTS_KEPT)
def _kept(system: System, read: StartSettings, seed: int, replicates: bytes) -> Begun:
    shared = _kept_shared(system, _read_by_all(read), seed, replicates)
    return _begun(system, read, seed, np.frombuffer(replicates, np.int64), shared)


@lru_cache(STARTS_KEPT)
def _kept_shared(system: System, read: SharedSettings, seed: int, replicates: bytes) -> Shared:
    """Keep what plans that are compared share of their start, with categories and groups."""
    return _shared(system, read, seed, np.frombuffer(replicates, np.int64))


def _shared(system: System, read: SharedSettings, seed: int, replicates: Whole) -> Shared:
    start = shared_start_of(system, read, seed, replicates)
    return start, categories(start.position), groups_of(system)


def _begun(
    system: System, read: StartSettings, seed: int, replicates: Whole, shared: Shared
) -> Begun:
    begun, *groups = shared
    start = room_to_start(read, begun)
    keys = draws.key(seed, replicates.astype(np.uint64))
    line_up_block(system.arrays, read, keys, start)
    return Begun(start, *groups)


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


def count_block(
    settings: Settings | Timeline,
    system: System,
    replicates: Whole,
    seed: int,
    counts: Counts,
    *,
    in_lanes: bool,
    aid: Aid | None = None,
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
    aid : Aid, optional
        What single organisations are given on top.
    """
    timeline = settings if isinstance(settings, Timeline) else always(settings)
    first, months = timeline.rows[0], timeline.rows[0].months
    rows, row_of = timeline.in_arrays
    about = (system.arrays, *begun_of(system, first, seed, replicates))
    room = (organisations_of(system), ties_of(system), empty_month(), aid or no_aid())
    keys = draws.key(seed, replicates.astype(np.uint64))
    if in_lanes:
        from sim.engines.lanes import LANES, empty_lanes, run_lanes

        keys = np.resize(keys, LANES)  # lanes without a replicate of their own repeat one
        lanes = empty_lanes(system.organisations, months, len(system.types), meets_everybody(first))
        run_lanes(*about, rows, row_of, keys, *room, lanes, counts)
    else:
        from sim.engines.scalar import run_block

        run_block(*about, rows, row_of, keys, *room, counts)
