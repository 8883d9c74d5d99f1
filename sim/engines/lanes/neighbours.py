"""What an organisation takes in from its neighbours, in 64 lanes: evidence, examples, movement."""

from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Bytes, Lanes, Rows, Tally, fill, is_among
from sim.networks.system import Floats
from sim.params import names
from sim.process import decisions
from sim.process.settings import Settings
from sim.process.stages import in_practice
from sim.process.state import Organisation, Ties
from sim.rules import evidence
from sim.rules.compiled import apart, rows_rule


@rows_rule
def listen(
    p: Settings, me: Organisation, first: int, end: int, ties: Ties, rows: Rows, lanes: Lanes
) -> None:
    """Take in what the neighbours show, and their evidence, where some lane needs it."""
    apart()
    fill(rows.scratch, at.SEEN, 0.0, 3)  # and HEARD, MOVING
    aware = is_among(rows.stages, names.AWARE)
    for k in range(first, end):
        tie = ties[k]
        there = lanes.stages[tie.peer]
        peer = lanes.amounts[tie.peer]
        if there & at.LIVE and lanes.piloted[tie.peer]:
            hear(p, tie.usable, peer, lanes.states[tie.peer], True, rows)
        elif there & at.LIVE:
            hear(p, tie.usable, peer, lanes.states[tie.peer], False, rows)
        if aware and there & at.SHOWING:
            see(tie.weight, peer, rows)
    unaware = is_among(rows.stages, names.UNAWARE)
    if unaware:
        see_moving(first, end, ties, rows, lanes)
    if aware or unaware:
        conclude(me.weights, end - first, rows)


@rows_rule
def see_moving(first: int, end: int, ties: Ties, rows: Rows, lanes: Lanes) -> None:
    """Take in the share of the neighbours that is committed or further (E7)."""
    apart()
    for k in range(first, end):
        if lanes.stages[ties[k].peer] & at.MOVING_ON:
            count_moving(lanes.states[ties[k].peer], lanes.tally)
        if (k - first) % at.MOST == at.MOST - 1:
            settle_moving(lanes.tally, rows)
    settle_moving(lanes.tally, rows)


@rows_rule
def hear(
    p: Settings, usable: float, peer: Floats, states: Bytes, piloted: bool, rows: Rows
) -> None:
    """Add the evidence that comes from one neighbour, which may be a pilot in some lane."""
    apart()
    scratch = rows.scratch
    for lane in range(LANES):
        pilot = piloted and states[at.PILOT + lane] != 0
        scratch[at.HEARD + lane] += decisions.heard_from(p, usable, peer[at.MADE + lane], pilot)


@rows_rule
def see(weight: float, peer: Floats, rows: Rows) -> None:
    """Add what one neighbour shows."""
    apart()
    for lane in range(LANES):
        rows.scratch[at.SEEN + lane] += weight * peer[at.SHOWN + lane]


@rows_rule
def count_moving(states: Bytes, tally: Tally) -> None:
    """Count one neighbour in a byte, if it is committed or further."""
    apart()
    for lane in range(LANES):
        tally[lane] += in_practice(states[at.STAGE + lane])


@rows_rule
def settle_moving(tally: Tally, rows: Rows) -> None:
    """Move the byte counts to the totals before they overflow."""
    apart()
    for lane in range(LANES):
        rows.scratch[at.MOVING + lane] += tally[lane]
        tally[lane] = 0


@rows_rule
def conclude(weights: float, ties: int, rows: Rows) -> None:
    """Turn what was seen into a mean (E6), and the count of those moving into a share (E7)."""
    apart()
    scratch = rows.scratch
    for lane in range(LANES):
        scratch[at.SEEN + lane] = evidence.exposure(scratch[at.SEEN + lane], weights)
        scratch[at.MOVING + lane] = evidence.share(scratch[at.MOVING + lane], ties)
