"""What an organisation faces in 64 lanes: its gaps, what levers close of them, what binds."""

from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Rows, fill, snapshot_of_lane
from sim.networks.system import Floats
from sim.params.lever_table import (
    BY_FIT,
    BY_USE,
    EVERYBODY,
    NOBODY,
    NOT_LIVE,
    PRACTISING,
    WITH_GRANT,
    WITH_HELP,
)
from sim.params.names import CAPACITY, CULTURAL, EVIDENCE, FINANCIAL, REACHES, TECHNICAL
from sim.process import barriers, doses
from sim.process.barriers import GAPS
from sim.process.settings import Settings
from sim.process.state import Month, Organisation
from sim.rules import gaps
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def face_gaps(p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Fill the five gaps of one organisation and their resistances (E3-E5)."""
    apart()
    open_gaps(p, month, me, rows)
    if is_helped(rows):
        find_largest(rows)
    for lever in range(len(REACHES)):
        if rows.everyone and doses.is_alike(lever):
            close_alike(lever, p, month, rows)
        elif REACHES[lever] != NOBODY:
            offer(lever, p, month, me, rows)
            if reaches_some(rows):
                if REACHES[lever] == WITH_HELP:
                    close(True, lever, p, month, rows)
                else:
                    close(False, lever, p, month, rows)
    resist(rows)


@rows_rule
def open_gaps(p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Open the five gaps, before any lever but a champion of its own."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, rows)
        rows.scratch[at.GAP + lane] = barriers.open_gap(CULTURAL, p, month, me, now)
        rows.scratch[at.GAP + LANES + lane] = barriers.open_gap(CAPACITY, p, month, me, now)
        rows.scratch[at.GAP + 2 * LANES + lane] = barriers.open_gap(EVIDENCE, p, month, me, now)
        rows.scratch[at.GAP + 3 * LANES + lane] = barriers.open_gap(TECHNICAL, p, month, me, now)
        rows.scratch[at.GAP + 4 * LANES + lane] = barriers.open_gap(FINANCIAL, p, month, me, now)


@rows_rule
def is_helped(rows: Rows) -> bool:
    """Tell whether the organisation holds a slot of one-to-one help in some lane."""
    apart()
    helped = False
    for lane in range(LANES):
        helped |= rows.months[at.SUPPORTED + lane] >= 0
    return helped


@rows_rule
def find_largest(rows: Rows) -> None:
    """Find the largest gap before anybody helps."""
    apart()
    for lane in range(LANES):
        rows.answers[at.LARGEST + lane] = barriers.largest(
            rows.scratch[at.GAP + lane],
            rows.scratch[at.GAP + LANES + lane],
            rows.scratch[at.GAP + 2 * LANES + lane],
            rows.scratch[at.GAP + 3 * LANES + lane],
            rows.scratch[at.GAP + 4 * LANES + lane],
        )


@rows_rule
def offer(lever: int, p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Fill the dose of one lever that reaches the organisation: a loop for each kind of reach."""
    apart()
    kind = REACHES[lever]
    if kind == EVERYBODY:
        dose(EVERYBODY, lever, p, month, me, rows)
    elif kind == PRACTISING:
        dose(PRACTISING, lever, p, month, me, rows)
    elif kind == NOT_LIVE:
        dose(NOT_LIVE, lever, p, month, me, rows)
    elif kind == WITH_HELP:
        dose(WITH_HELP, lever, p, month, me, rows)
    elif kind == WITH_GRANT:
        dose(WITH_GRANT, lever, p, month, me, rows)
    elif kind == BY_USE:
        dose(BY_USE, lever, p, month, me, rows)
    else:
        dose(BY_FIT, lever, p, month, me, rows)


@rows_rule
def dose(kind: int, lever: int, p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Fill the dose of one lever of one kind of reach."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, rows)
        offered = doses.offer(month, now, lever)
        rows.scratch[at.DOSE + lane] = doses.dose_of_kind(kind, p, month, me, now, offered)


@rows_rule
def reaches_some(rows: Rows) -> bool:
    """Tell whether the lever at hand reaches the organisation in some lane."""
    apart()
    some = False
    for lane in range(LANES):
        some |= rows.scratch[at.DOSE + lane] > 0.0
    return some


@rows_rule
def close_alike(lever: int, p: Settings, month: Month, rows: Rows) -> None:
    """Let a lever whose dose is the same in all lanes close its part of the five gaps."""
    apart()
    for gap in range(GAPS):
        if barriers.closes_some(p, lever, gap):
            start = at.GAP + gap * LANES
            close_one_alike(lever, gap, p, month, rows.scratch[start : start + LANES])


@rows_rule
def close_one_alike(lever: int, gap: int, p: Settings, month: Month, widths: Floats) -> None:
    """Let a lever whose dose is the same in all lanes close its part of one gap."""
    apart()
    dose = doses.dose_alike(month, lever)
    for lane in range(LANES):
        widths[lane] = barriers.narrowed(False, widths[lane], lever, gap, dose, p, month, False)


@rows_rule
def close(aimed: bool, lever: int, p: Settings, month: Month, rows: Rows) -> None:
    """Let the lever at hand close its part of the five gaps (E3, E19)."""
    apart()
    for lane in range(LANES):
        dose, largest = rows.scratch[at.DOSE + lane], rows.answers[at.LARGEST + lane]
        for gap in range(GAPS):
            row = at.GAP + gap * LANES + lane
            rows.scratch[row] = barriers.narrowed(
                aimed, rows.scratch[row], lever, gap, dose, p, month, largest == gap
            )


@rows_rule
def resist(rows: Rows) -> None:
    """Turn the five gaps into resistances (E4)."""
    apart()
    for k in range(GAPS * LANES):
        rows.scratch[at.RESISTANCE + k] = gaps.resistance(rows.scratch[at.GAP + k])


@rows_rule
def weigh_gaps(p: Settings, rows: Rows) -> None:
    """Find the gap that binds, and what all hold back together (E4).

    OWN is at the stage of the organisation, OTHER at the other of the two that a live one has.
    """
    apart()
    fill(rows.scratch, at.OWN, 0.0)
    fill(rows.scratch, at.OTHER, 0.0)
    fill(rows.scratch, at.MOST_HELD, -1.0)
    for lane in range(LANES):
        rows.answers[at.HELD_TO + lane] = barriers.weighed_at(rows.states[at.STAGE + lane])
    for gap in range(GAPS):
        first = at.RESISTANCE + gap * LANES
        weigh(gap, p, rows.scratch[first : first + LANES], rows)


@rows_rule
def weigh(gap: int, p: Settings, resistances: Floats, rows: Rows) -> None:
    """Weigh one gap."""
    apart()
    for lane in range(LANES):
        row = rows.answers[at.HELD_TO + lane]
        held = gaps.hold(resistances[lane], barriers.weight(gap, p, row))
        other = gaps.hold(resistances[lane], barriers.weight(gap, p, barriers.other_of(row)))
        more = held > rows.scratch[at.MOST_HELD + lane]
        rows.answers[at.BINDING + lane] = where(more, gap, rows.answers[at.BINDING + lane])
        rows.scratch[at.MOST_HELD + lane] = where(more, held, rows.scratch[at.MOST_HELD + lane])
        rows.scratch[at.OWN + lane] += held
        rows.scratch[at.OTHER + lane] += other
