"""The rate at which an organisation moves on before it is live, in 64 lanes."""

from sim.engines.lanes.layout import LANES, OWN, RATE, is_among, snapshot_of_lane
from sim.params import names
from sim.process import rates
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def rate(p, month, me, stages, everyone, floats, shorts, small, room, of_month):  # type: ignore[no-untyped-def]
    """Work out the rate of moving on, for the stages before going live."""
    apart()
    if is_among(stages, names.UNAWARE):
        rate_hearing(p, month, me, everyone, floats, shorts, small, room, of_month)
    if is_among(stages, names.AWARE):
        rate_committing(p, month, me, everyone, floats, shorts, small, room, of_month)
    if is_among(stages, names.COMMITTED):
        rate_lapsing(p, month, me, everyone, floats, shorts, small, room, of_month)


@rows_rule
def rate_hearing(p, month, me, everyone, floats, shorts, small, room, of_month):  # type: ignore[no-untyped-def]
    """Rate of hearing of the innovation, for the unaware."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, everyone, floats, shorts, small, room, of_month)
        rate = rates.hearing(p, month, me, now)
        room[RATE + lane] = where(now.stage == names.UNAWARE, rate, room[RATE + lane])


@rows_rule
def rate_committing(p, month, me, everyone, floats, shorts, small, room, of_month):  # type: ignore[no-untyped-def]
    """Rate of committing, for the aware."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, everyone, floats, shorts, small, room, of_month)
        rate = rates.committing(p, month, me, now, room[OWN + lane])
        room[RATE + lane] = where(now.stage == names.AWARE, rate, room[RATE + lane])


@rows_rule
def rate_lapsing(p, month, me, everyone, floats, shorts, small, room, of_month):  # type: ignore[no-untyped-def]
    """Rate at which a commitment lapses, for the committed."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, everyone, floats, shorts, small, room, of_month)
        rate = rates.lapsing(p, month, me, now)
        room[RATE + lane] = where(now.stage == names.COMMITTED, rate, room[RATE + lane])
