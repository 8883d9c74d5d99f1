"""The state of every organisation at every record of one run, by the compiled engine.

A kernel keeps nothing of a month but its counts, and the records as its last month left them.  So
it runs once up to each month.  For one run of a few years that is a fifth of the time in which the
agents of `sim.engines.agents` step through it; of hundreds of months it would not be.
"""

from typing import NamedTuple

import numpy as np

from sim.engines.kernels import begun_of
from sim.engines.simulate import blocks_of
from sim.networks.system import Whole
from sim.outcomes.counts import empty_counts
from sim.params import Scenario
from sim.process.aid import no_aid
from sim.process.settings import Settings, timeline_of
from sim.process.state import empty_month, organisations_of, ties_of
from sim.rules import draws


class Followed(NamedTuple):
    """One run, month by month.

    records   structured[T + 1, N]  everybody's state, as `sim.process.state.Organisation`: record
              0 is the start, and record m also holds what month m - 1 left to count
    category  int64[N]  Rogers' category of each organisation
    first     settings of the first month
    """

    records: np.ndarray
    category: Whole
    first: Settings


def follow(scenario: Scenario, seed: int, replicate: int) -> Followed:
    """Run one replicate, and keep everybody's state month by month."""
    from sim.engines.scalar import run_block

    (block,) = blocks_of(scenario, seed, range(replicate, replicate + 1))
    system, months = block.system, scenario.clock.months
    timeline = timeline_of(scenario, system.organisations)
    begun = begun_of(system, timeline.rows[0], seed, block.replicates)
    rows, row_of = timeline.in_arrays
    # A kernel begins by the first row, and takes from it how many months there are; the months
    # themselves keep rows of their own, which know when the run really ends
    rows, row_of = np.concatenate([rows[:1], rows]), row_of + 1
    keys = draws.key(seed, block.replicates.astype(np.uint64))
    now, ties, month = organisations_of(system), ties_of(system), empty_month()
    counts = empty_counts(system, 1, months, organisations=False, histories=False)
    found = np.empty((months + 1, len(now)), now.dtype)
    for record in range(months + 1):
        rows["months"][0] = record
        run_block(system.arrays, *begun, rows, row_of, keys, now, ties, month, no_aid(), counts)
        found[record] = now
    return Followed(found, begun.categories[0], timeline.rows[0])
