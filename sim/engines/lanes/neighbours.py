"""What an organisation takes in of its neighbours, in 64 lanes: evidence, examples, movement."""

from sim.engines.lanes.layout import (
    HEARD,
    LANES,
    LIVE,
    MADE,
    MOST,
    MOVING,
    MOVING_ON,
    PILOT,
    SEEN,
    SHOWING,
    SHOWN,
    STAGE,
    fill,
    is_among,
    where,
)
from sim.params import names
from sim.rules import evidence
from sim.rules.compiled import apart, rows_rule


@rows_rule
def listen(p, i, starts, ties, organisations, lanes):  # type: ignore[no-untyped-def]
    """Take in what the neighbours show and tell, as far as some lane needs it."""
    apart()
    room = lanes.room
    for row in (SEEN, HEARD, MOVING):
        fill(room, row, 0.0)
    aware = is_among(lanes.stages[i], names.AWARE)
    of_pilot = evidence.pilot_weight(True, p.pilot_evidence * p.pilot_evidence_factor)
    for k in range(starts[i], starts[i + 1]):
        tie = ties[k]
        there = lanes.stages[tie.peer]
        peer = lanes.floats[tie.peer]
        if there & LIVE and lanes.piloted[tie.peer]:
            hear_pilots(
                tie.usable, p.evidence_via_ties, of_pilot, peer, lanes.bytes[tie.peer], room
            )
        elif there & LIVE:
            hear(tie.usable, p.evidence_via_ties, peer, room)
        if aware and there & SHOWING:
            see(tie.weight, peer, room)
    if aware:
        conclude_exposure(organisations[i].weights, room)
    if is_among(lanes.stages[i], names.UNAWARE):
        see_moving(starts[i], starts[i + 1], ties, lanes)


@rows_rule
def see_moving(first, end, ties, lanes):  # type: ignore[no-untyped-def]
    """Take in which share of the neighbours is committed or further (E7)."""
    apart()
    for k in range(first, end):
        if lanes.stages[ties[k].peer] & MOVING_ON:
            count_moving(lanes.bytes[ties[k].peer], lanes.tally)
        if (k - first) % MOST == MOST - 1:
            settle_moving(lanes.tally, lanes.room)
    settle_moving(lanes.tally, lanes.room)
    conclude_moving(end - first, lanes.room)


@rows_rule
def hear(usable, weight, peer, room):  # type: ignore[no-untyped-def]
    """Add the evidence that comes from one neighbour that is a pilot in no lane."""
    apart()
    for lane in range(LANES):
        room[HEARD + lane] += evidence.along_tie(usable, peer[MADE + lane], weight, 1.0)


@rows_rule
def hear_pilots(usable, weight, of_pilot, peer, small, room):  # type: ignore[no-untyped-def]
    """Add the evidence that comes from one neighbour; a pilot's counts for more."""
    apart()
    for lane in range(LANES):
        more = where(small[PILOT + lane] != 0, of_pilot, 1.0)
        room[HEARD + lane] += evidence.along_tie(usable, peer[MADE + lane], weight, more)


@rows_rule
def see(weight, peer, room):  # type: ignore[no-untyped-def]
    """Add what one neighbour shows."""
    apart()
    for lane in range(LANES):
        room[SEEN + lane] += weight * peer[SHOWN + lane]


@rows_rule
def count_moving(small, tally):  # type: ignore[no-untyped-def]
    """Count one neighbour in a byte, if it is committed or further."""
    apart()
    for lane in range(LANES):
        stage = small[STAGE + lane]
        tally[lane] += (stage >= names.COMMITTED) & (stage <= names.EMBEDDED)


@rows_rule
def settle_moving(tally, room):  # type: ignore[no-untyped-def]
    """Bring the bytes to account before they overflow."""
    apart()
    for lane in range(LANES):
        room[MOVING + lane] += tally[lane]
        tally[lane] = 0


@rows_rule
def conclude_exposure(weights, room):  # type: ignore[no-untyped-def]
    """Turn what was seen into a mean (E6)."""
    apart()
    for lane in range(LANES):
        room[SEEN + lane] = evidence.exposure(room[SEEN + lane], weights)


@rows_rule
def conclude_moving(ties, room):  # type: ignore[no-untyped-def]
    """Turn the number of those who move on into a share (E7)."""
    apart()
    for lane in range(LANES):
        room[MOVING + lane] = evidence.share(room[MOVING + lane], ties)
