"""What an organisation takes in from its neighbours, in 64 lanes: evidence, examples, movement."""

from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Bytes, Lanes, Rows, fill, is_among
from sim.networks.system import Floats
from sim.params import names
from sim.process import decisions
from sim.process.settings import Settings
from sim.process.stages import in_practice
from sim.process.state import Ties
from sim.process.trust import has_given_up
from sim.rules import evidence
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def listen(p: Settings, first: int, end: int, ties: Ties, rows: Rows, lanes: Lanes) -> bool:
    """Take in what the neighbours show, and their evidence, where some lane needs it.

    Returns whether a neighbour has given up in some lane.
    """
    apart()
    fill(rows.scratch, at.SEEN, 0.0, 5)  # and SEEN_ALIKE, HEARD, MOVING, GAVE_UP
    aware, there = is_among(rows.stages, names.AWARE), 0
    for k in range(first, end):
        tie = ties[k]
        here = lanes.stages[tie.peer]
        there |= here
        if here & at.LIVE:
            hear(p, tie.carries, lanes.piloted[tie.peer], tie.peer, rows, lanes)
        if aware and here & at.SHOWING:
            see(tie.trust, tie.carries, lanes.amounts[tie.peer], rows)
    if aware:
        conclude(end - first, rows)
    if is_among(rows.stages, names.UNAWARE) and there & at.MOVING_ON:
        see_moving(first, end, ties, rows, lanes)
    gone = is_among(there, names.ABANDONED)
    if gone:
        see_gone(first, end, ties, rows, lanes)
    return gone


@rows_rule
def see_moving(first: int, end: int, ties: Ties, rows: Rows, lanes: Lanes) -> None:
    """Take in how many neighbours are committed or further, by the trust in them (E7)."""
    apart()
    for k in range(first, end):
        if lanes.stages[ties[k].peer] & at.MOVING_ON:
            add_moving(ties[k].trust, lanes.states[ties[k].peer], rows)
    share_out(at.MOVING, end - first, rows)


@rows_rule
def see_gone(first: int, end: int, ties: Ties, rows: Rows, lanes: Lanes) -> None:
    """Take in how many neighbours have given up, by the trust in them (E21)."""
    apart()
    for k in range(first, end):
        if is_among(lanes.stages[ties[k].peer], names.ABANDONED):
            add_gone(ties[k].trust, lanes.states[ties[k].peer], rows)
    share_out(at.GAVE_UP, end - first, rows)


@rows_rule
def hear(p: Settings, carries: float, piloted: bool, peer: int, rows: Rows, lanes: Lanes) -> None:
    """Add the evidence that comes from one neighbour: a loop of its own for one never a pilot."""
    apart()
    if piloted:
        add_evidence(p, carries, lanes.amounts[peer], lanes.states[peer], True, rows)
    else:
        add_evidence(p, carries, lanes.amounts[peer], lanes.states[peer], False, rows)


@rows_rule
def add_evidence(
    p: Settings, carries: float, peer: Floats, states: Bytes, piloted: bool, rows: Rows
) -> None:
    """Add the evidence that comes from one neighbour, which may be a pilot in some lane."""
    apart()
    scratch = rows.scratch
    for lane in range(LANES):
        pilot = piloted and states[at.PILOT + lane] != 0
        scratch[at.HEARD + lane] += decisions.heard_from(p, carries, peer[at.MADE + lane], pilot)


@rows_rule
def see(trust: float, carries: float, peer: Floats, rows: Rows) -> None:
    """Add what one neighbour shows: as it is, and as far as it is usable."""
    apart()
    for lane in range(LANES):
        shown = peer[at.SHOWN + lane]
        rows.scratch[at.SEEN + lane] += trust * shown
        rows.scratch[at.SEEN_ALIKE + lane] += carries * shown


@rows_rule
def add_moving(trust: float, states: Bytes, rows: Rows) -> None:
    """Add the trust in one neighbour, where it is committed or further."""
    apart()
    for lane in range(LANES):
        moves = in_practice(states[at.STAGE + lane])
        rows.scratch[at.MOVING + lane] += where(moves, trust, 0.0)


@rows_rule
def add_gone(trust: float, states: Bytes, rows: Rows) -> None:
    """Add the trust in one neighbour, where it has given up."""
    apart()
    for lane in range(LANES):
        gone = has_given_up(states[at.STAGE + lane])
        rows.scratch[at.GAVE_UP + lane] += where(gone, trust, 0.0)


@rows_rule
def conclude(ties: int, rows: Rows) -> None:
    """Turn what was seen into exposure (E6)."""
    apart()
    scratch = rows.scratch
    for lane in range(LANES):
        scratch[at.SEEN + lane] = decisions.exposed(
            scratch[at.SEEN + lane], scratch[at.SEEN_ALIKE + lane],
            rows.amounts[at.RANK + lane], rows.amounts[at.TRUST + lane], ties,
        )  # fmt: skip


@rows_rule
def share_out(row: int, ties: int, rows: Rows) -> None:
    """Divide a sum over the neighbours by their number (E7, E21)."""
    apart()
    for lane in range(LANES):
        rows.scratch[row + lane] = evidence.share(rows.scratch[row + lane], ties)
