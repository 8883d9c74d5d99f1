"""The rate at which an organisation moves on before it is live, in 64 lanes."""

from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Rows, is_among, snapshot_of_lane
from sim.params import names
from sim.process import rates
from sim.process.settings import Settings
from sim.process.state import Month, Organisation
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def rate(p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Work out the rate of moving on, for the stages before going live: a loop for each."""
    apart()
    if is_among(rows.stages, names.UNAWARE):
        rate_at(names.UNAWARE, p, month, me, rows)
    if is_among(rows.stages, names.AWARE):
        rate_at(names.AWARE, p, month, me, rows)
    if is_among(rows.stages, names.COMMITTED):
        rate_at(names.COMMITTED, p, month, me, rows)


@rows_rule
def rate_at(stage: int, p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Rate of moving on, for those who are at a stage."""
    apart()
    scratch = rows.scratch
    for lane in range(LANES):
        now = snapshot_of_lane(lane, rows)
        rate = rates.moving_on(stage, p, month, me, now, scratch[at.OWN + lane])
        scratch[at.RATE + lane] = where(now.stage == stage, rate, scratch[at.RATE + lane])
