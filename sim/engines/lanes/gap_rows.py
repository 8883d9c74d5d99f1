"""What an organisation faces in 64 lanes: its gaps, what levers close of them, what binds."""

from sim.engines.lanes.layout import (
    BINDING,
    DOSE,
    GAP,
    HELD_TO,
    LANES,
    LARGEST,
    MOST_HELD,
    OTHER,
    OWN,
    RESISTANCE,
    STAGE,
    SUPPORTED,
    fill,
    snapshot_of_lane,
)
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
from sim.rules import gaps
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def face_gaps(p, month, me, everyone, floats, shorts, small, room, marks, of_month):  # type: ignore[no-untyped-def]
    """Fill the five gaps of one organisation and their resistances (E3-E5)."""
    apart()
    open_gaps(p, month, me, everyone, floats, shorts, small, room, of_month)
    helped = is_helped(shorts)
    if helped:
        find_largest(room, marks)
    for lever in range(len(REACHES)):
        if not doses.may_reach(month, lever) or (REACHES[lever] == WITH_HELP and not helped):
            continue
        if everyone and doses.is_alike(lever):
            close_alike(lever, p, month, room)
        elif REACHES[lever] != NOBODY:
            offer(lever, p, month, me, everyone, floats, shorts, small, room, of_month)
            if reaches_some(room):
                if REACHES[lever] == WITH_HELP:
                    close(True, lever, p, month, room, marks)
                else:
                    close(False, lever, p, month, room, marks)
    resist(room)


@rows_rule
def open_gaps(p, month, me, everyone, floats, shorts, small, room, of_month):  # type: ignore[no-untyped-def]
    """Open the five gaps, before any lever but a champion of its own."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, everyone, floats, shorts, small, room, of_month)
        room[GAP + lane] = barriers.open_gap(CULTURAL, p, month, me, now)
        room[GAP + LANES + lane] = barriers.open_gap(CAPACITY, p, month, me, now)
        room[GAP + 2 * LANES + lane] = barriers.open_gap(EVIDENCE, p, month, me, now)
        room[GAP + 3 * LANES + lane] = barriers.open_gap(TECHNICAL, p, month, me, now)
        room[GAP + 4 * LANES + lane] = barriers.open_gap(FINANCIAL, p, month, me, now)


@rows_rule
def is_helped(shorts):  # type: ignore[no-untyped-def]
    """Tell whether the organisation holds a slot of one-to-one help in some lane."""
    apart()
    helped = False
    for lane in range(LANES):
        helped |= shorts[SUPPORTED + lane] >= 0
    return helped


@rows_rule
def find_largest(room, marks):  # type: ignore[no-untyped-def]
    """Find the largest gap before anybody helps."""
    apart()
    for lane in range(LANES):
        marks[LARGEST + lane] = barriers.largest(
            room[GAP + lane], room[GAP + LANES + lane], room[GAP + 2 * LANES + lane],
            room[GAP + 3 * LANES + lane], room[GAP + 4 * LANES + lane],
        )  # fmt: skip


@rows_rule
def offer(lever, p, month, me, everyone, floats, shorts, small, room, of_month):  # type: ignore[no-untyped-def]
    """Fill the dose of one lever that reaches the organisation: a loop for each kind of reach."""
    apart()
    kind = REACHES[lever]
    if kind == EVERYBODY:
        dose(EVERYBODY, lever, p, month, me, everyone, floats, shorts, small, room, of_month)
    elif kind == PRACTISING:
        dose(PRACTISING, lever, p, month, me, everyone, floats, shorts, small, room, of_month)
    elif kind == NOT_LIVE:
        dose(NOT_LIVE, lever, p, month, me, everyone, floats, shorts, small, room, of_month)
    elif kind == WITH_HELP:
        dose(WITH_HELP, lever, p, month, me, everyone, floats, shorts, small, room, of_month)
    elif kind == WITH_GRANT:
        dose(WITH_GRANT, lever, p, month, me, everyone, floats, shorts, small, room, of_month)
    elif kind == BY_USE:
        dose(BY_USE, lever, p, month, me, everyone, floats, shorts, small, room, of_month)
    else:
        dose(BY_FIT, lever, p, month, me, everyone, floats, shorts, small, room, of_month)


@rows_rule
def dose(kind, lever, p, month, me, everyone, floats, shorts, small, room, of_month):  # type: ignore[no-untyped-def]
    """Fill the dose of one lever of one kind of reach."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, everyone, floats, shorts, small, room, of_month)
        offered = doses.offer(month, now, lever)
        room[DOSE + lane] = doses.dose_of_kind(kind, p, month, me, now, offered)


@rows_rule
def reaches_some(room):  # type: ignore[no-untyped-def]
    """Tell whether the lever at hand reaches the organisation in some lane."""
    apart()
    some = False
    for lane in range(LANES):
        some |= room[DOSE + lane] > 0.0
    return some


@rows_rule
def close_alike(lever, p, month, room):  # type: ignore[no-untyped-def]
    """Let a lever whose dose is the same in all lanes close its part of the five gaps."""
    apart()
    for gap in range(GAPS):
        if barriers.closes_some(p, lever, gap):
            start = GAP + gap * LANES
            close_one_alike(lever, gap, p, month, room[start : start + LANES])


@rows_rule
def close_one_alike(lever, gap, p, month, widths):  # type: ignore[no-untyped-def]
    """Let a lever whose dose is the same in all lanes close its part of one gap."""
    apart()
    dose = doses.dose_alike(month, lever)
    for lane in range(LANES):
        widths[lane] = barriers.narrowed(False, widths[lane], lever, gap, dose, p, month, False)


@rows_rule
def close(aimed, lever, p, month, room, marks):  # type: ignore[no-untyped-def]
    """Let the lever at hand close its part of the five gaps (E3, E19)."""
    apart()
    for lane in range(LANES):
        dose, largest = room[DOSE + lane], marks[LARGEST + lane]
        for gap in range(GAPS):
            row = GAP + gap * LANES + lane
            room[row] = barriers.narrowed(
                aimed, room[row], lever, gap, dose, p, month, largest == gap
            )


@rows_rule
def resist(room):  # type: ignore[no-untyped-def]
    """Turn the five gaps into resistances (E4)."""
    apart()
    for k in range(GAPS * LANES):
        room[RESISTANCE + k] = gaps.resistance(room[GAP + k])


@rows_rule
def weigh_gaps(p, small, room, marks):  # type: ignore[no-untyped-def]
    """Find the gap that binds, and what all hold back together (E4).

    OWN is at the stage of the organisation, OTHER at the other of the two that a live one has.
    """
    apart()
    fill(room, OWN, 0.0)
    fill(room, OTHER, 0.0)
    fill(room, MOST_HELD, -1.0)
    for lane in range(LANES):
        marks[HELD_TO + lane] = barriers.weighed_at(small[STAGE + lane])
    for gap in range(GAPS):
        weigh(gap, p, room[RESISTANCE + gap * LANES : RESISTANCE + (gap + 1) * LANES], small, room,
              marks)  # fmt: skip


@rows_rule
def weigh(gap, p, resistances, small, room, marks):  # type: ignore[no-untyped-def]
    """Weigh one gap."""
    apart()
    for lane in range(LANES):
        row = marks[HELD_TO + lane]
        held = gaps.hold(resistances[lane], barriers.weight(gap, p, row))
        other = gaps.hold(resistances[lane], barriers.weight(gap, p, barriers.other_of(row)))
        more = held > room[MOST_HELD + lane]
        marks[BINDING + lane] = where(more, gap, marks[BINDING + lane])
        room[MOST_HELD + lane] = where(more, held, room[MOST_HELD + lane])
        room[OWN + lane] += held
        room[OTHER + lane] += other
