"""What an organisation faces in 64 lanes: its gaps, what levers close of them, what binds."""

from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Rows, snapshot_of_lane, some_above
from sim.params import lever_table as reach
from sim.params.names import CAPACITY, CULTURAL, EVIDENCE, FINANCIAL, REACHES, TECHNICAL
from sim.process import barriers, doses
from sim.process.barriers import GAPS
from sim.process.settings import Settings
from sim.process.state import NOT_HELD, Month, Organisation
from sim.rules import gaps
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def face_gaps(p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Fill the five gaps of one organisation (E3, E5)."""
    apart()
    open_gaps(p, month, me, rows)
    helped = some_above(rows.months, at.SUPPORTED, NOT_HELD) or doses.is_helped_alone(month)
    if helped:
        find_largest(rows)
    for lever in range(len(REACHES)):
        by_help = REACHES[lever] == reach.WITH_HELP
        if not doses.may_reach(p, month, lever) or (by_help and not helped):
            continue
        if rows.everyone and doses.is_alike(lever):
            close_alike(lever, p, month, rows)
        elif REACHES[lever] != reach.NOBODY:
            close(lever, p, month, me, rows)


@rows_rule
def open_gaps(p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Open the five gaps, before any lever except a champion of its own."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, rows)
        rows.scratch[at.GAP + lane] = barriers.open_gap(CULTURAL, p, month, me, now)
        rows.scratch[at.GAP + LANES + lane] = barriers.open_gap(CAPACITY, p, month, me, now)
        rows.scratch[at.GAP + 2 * LANES + lane] = barriers.open_gap(EVIDENCE, p, month, me, now)
        rows.scratch[at.GAP + 3 * LANES + lane] = barriers.open_gap(TECHNICAL, p, month, me, now)
        rows.scratch[at.GAP + 4 * LANES + lane] = barriers.open_gap(FINANCIAL, p, month, me, now)


@rows_rule
def find_largest(rows: Rows) -> None:
    """Find the largest gap before any help."""
    apart()
    widths = rows.scratch[at.GAP : at.GAP + GAPS * LANES]
    for lane in range(LANES):
        largest = barriers.largest(
            widths[lane], widths[LANES + lane], widths[2 * LANES + lane],
            widths[3 * LANES + lane], widths[4 * LANES + lane],
        )  # fmt: skip
        rows.answers[at.LARGEST + lane] = largest


@rows_rule
def close_alike(lever: int, p: Settings, month: Month, rows: Rows) -> None:
    """Let a lever whose dose is the same in all lanes close its part of the five gaps."""
    apart()
    dose, scratch = doses.dose_alike(month, lever), rows.scratch
    for gap in range(GAPS):
        if barriers.closes_some(p, lever, gap):
            for k in range(at.GAP + gap * LANES, at.GAP + (gap + 1) * LANES):
                scratch[k] = barriers.narrowed(False, scratch[k], lever, gap, dose, p, month, False)


@rows_rule
def close(lever: int, p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Let a lever close its part of the five gaps: a loop for each kind of reach."""
    apart()
    kind = REACHES[lever]
    if kind == reach.EVERYBODY:
        close_by(reach.EVERYBODY, lever, p, month, me, rows)
    elif kind == reach.PRACTISING:
        close_by(reach.PRACTISING, lever, p, month, me, rows)
    elif kind == reach.NOT_LIVE:
        close_by(reach.NOT_LIVE, lever, p, month, me, rows)
    elif kind == reach.WITH_HELP:
        close_by(reach.WITH_HELP, lever, p, month, me, rows)
    elif kind == reach.WITH_GRANT:
        close_by(reach.WITH_GRANT, lever, p, month, me, rows)
    elif kind == reach.BY_USE:
        close_by(reach.BY_USE, lever, p, month, me, rows)
    else:
        close_by(reach.BY_FIT, lever, p, month, me, rows)


@rows_rule
def close_by(
    kind: int, lever: int, p: Settings, month: Month, me: Organisation, rows: Rows
) -> None:
    """Let a lever of one kind of reach close its part of the five gaps (E3, E19)."""
    apart()
    aimed = kind == reach.WITH_HELP
    for lane in range(LANES):
        now = snapshot_of_lane(lane, rows)
        offered = doses.reaching(kind, p, month, now, lever)
        amount = doses.amount_of_kind(kind, p, month, me, now, offered)
        largest = rows.answers[at.LARGEST + lane]
        for gap in range(GAPS):
            row = at.GAP + gap * LANES + lane
            width = rows.scratch[row]
            rows.scratch[row] = barriers.narrowed(
                aimed, width, lever, gap, amount, p, month, largest == gap
            )


@rows_rule
def weigh_gaps(p: Settings, rows: Rows) -> None:
    """Find the gap that binds, and how much all hold back together (E4).

    OWN is at the organisation's stage, OTHER at the other of the two of a live one.
    """
    apart()
    scratch = rows.scratch
    for lane in range(LANES):
        row = barriers.weighed_at(rows.states[at.STAGE + lane])
        own, other, most, binding = 0.0, 0.0, -1.0, 0
        for gap in range(GAPS):
            resistance = gaps.resistance(scratch[at.GAP + gap * LANES + lane])
            held = gaps.hold(resistance, barriers.weight(gap, p, row))
            more = held > most
            binding, most = where(more, gap, binding), where(more, held, most)
            own += held
            other += gaps.hold(resistance, barriers.other_weight(gap, p, row))
        rows.answers[at.BINDING + lane] = binding
        scratch[at.OWN + lane], scratch[at.OTHER + lane] = own, other
