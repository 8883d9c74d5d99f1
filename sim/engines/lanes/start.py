"""Record 0 in 64 lanes: each replicate begins as a record and is then laid in its lane."""

from sim.engines.lanes.layout import (
    CATEGORY,
    CHAMPION,
    COUNTED,
    EVER_LIVE,
    FATIGUE,
    FIT,
    LANES,
    NEXT,
    PHASE,
    PILOT,
    RANK,
    STAGE,
    SUPPORTED,
    WAITED,
)
from sim.outcomes.counts import count_first_live, count_record
from sim.params.names import IMPLEMENTING
from sim.process import implementation, sums
from sim.process.stages import is_live
from sim.process.state import NOT_HELD, NOT_READY
from sim.rules.compiled import rows_rule


@rows_rule
def begin(  # type: ignore[no-untyped-def]
    p, month, system, standing, categories, groups, organisations, by_type, lived, lanes, counts
):
    """Begin every replicate and count record 0; lanes without one repeat the first, uncounted."""
    replicates = len(standing.champion)
    for lane in range(LANES):
        r = lane if lane < replicates else 0
        implementation.begin(p, month, standing, r, organisations)
        sums.fit_tools(p, system, organisations, by_type)
        lay(p, organisations, categories[r], lane, lane < replicates, lanes)
        if lane < replicates:
            for i in range(len(lived)):
                lived[i] = False
            count_first_live(counts, 0, organisations, lived)
            count_record(counts, r, 0, organisations, categories[r], groups)


@rows_rule
def lay(p, organisations, categories, lane, real, lanes):  # type: ignore[no-untyped-def]
    """Lay the records of one replicate in its lane; what is not laid stands at zero."""
    for i in range(len(organisations)):
        me = organisations[i]
        floats, shorts, small = lanes.floats[i], lanes.shorts[i], lanes.bytes[i]
        floats[RANK + lane] = me.rank
        floats[FATIGUE + lane] = me.fatigue
        floats[FIT + lane] = me.fit
        shorts[WAITED + lane] = NOT_READY
        shorts[SUPPORTED + lane] = NOT_HELD
        small[STAGE + lane] = me.stage
        small[NEXT + lane] = me.stage
        small[CHAMPION + lane] = me.champion
        small[PILOT + lane] = me.pilot
        small[COUNTED + lane] = me.counted and real
        small[EVER_LIVE + lane] = me.ever_live
        small[PHASE + lane] = me.phase
        small[CATEGORY + lane] = categories[i]
        lanes.stages[i] |= 1 << me.stage
        lanes.piloted[i] |= me.pilot
        lanes.live[lane] += is_live(me.stage)
        lanes.dipping[lane] += me.stage == IMPLEMENTING


@rows_rule
def fit_again(p, system, organisations, by_type, lanes):  # type: ignore[no-untyped-def]
    """Work out how well tools fit where all who are live are their source, lane by lane."""
    for lane in range(LANES):
        for i in range(len(organisations)):
            organisations[i].source = is_live(lanes.bytes[i, STAGE + lane])
        sums.fit_tools(p, system, organisations, by_type)
        for i in range(len(organisations)):
            lanes.floats[i, FIT + lane] = organisations[i].fit
