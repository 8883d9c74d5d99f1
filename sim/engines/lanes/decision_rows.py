"""What an organisation decides in 64 lanes: one rate, one draw, and who moves on.

Each lane is at a stage of its own.  A rate is worked out for every stage that some lane is in,
and each lane takes its own; then one exp and one draw serve them all.
"""

from sim.engines.lanes.layout import (
    APPROVALS,
    CASE,
    CLOCK,
    COMPELLED,
    COMPLIES,
    COOL_OFF,
    COOLED,
    DRAWS,
    GAP,
    GONE,
    LANES,
    LIVE,
    NEXT,
    OTHER,
    OWN,
    PHASE,
    RATE,
    REJECTS,
    STAGE,
    WAITED,
    WRITTEN,
    fill,
    is_among,
    snapshot_of_lane,
)
from sim.params import names
from sim.process import barriers, boards, rates, stages
from sim.process.barriers import GAPS
from sim.rules import draws, gaps, moves
from sim.rules.compiled import apart, rows_rule, where

NEEDING_FEASIBILITY = LIVE | 1 << names.AWARE | 1 << names.DECIDING


@rows_rule
def work_out_feasibility(p, month, stages, small, room):  # type: ignore[no-untyped-def]
    """Turn what holds back into feasibilities, where some lane needs them (E4)."""
    apart()
    if p.aggregator != barriers.PRODUCT:
        by_another_rule(p, month, small, room)
    elif stages & LIVE:
        feasible(room[OWN : OWN + 2 * LANES])  # the row OTHER follows
    elif stages & NEEDING_FEASIBILITY:
        feasible(room[OWN : OWN + LANES])


@rows_rule
def feasible(holds):  # type: ignore[no-untyped-def]
    """Turn what holds back into feasibilities."""
    apart()
    for lane in range(len(holds)):
        holds[lane] = gaps.feasibility(holds[lane])


@rows_rule
def by_another_rule(p, month, small, room):  # type: ignore[no-untyped-def]
    """Work feasibilities out lane by lane, for the alternatives of structural checks."""
    for lane in range(LANES):
        for gap in range(GAPS):
            month.gaps[gap] = room[GAP + gap * LANES + lane]
        row = barriers.weighed_at(small[STAGE + lane])
        room[OWN + lane] = barriers.feasible(p, month, row)
        room[OTHER + lane] = barriers.feasible(p, month, barriers.other_of(row))


@rows_rule
def mix_in(addresses, index, words):  # type: ignore[no-untyped-def]
    """Mix an organisation into the address of every lane's draws."""
    apart()
    for lane in range(LANES):
        words[DRAWS + lane] = draws.mix(addresses[lane], index)


@rows_rule
def toss(number, small, room, words):  # type: ignore[no-untyped-def]
    """Ask chance whether what a lane's rate stands for happens: the rate turns into 1 or 0."""
    apart()
    for lane in range(LANES):
        purpose = stages.purpose_at(small[STAGE + lane])
        chance = moves.chance(room[RATE + lane])
        happens = draws.drawn(words[DRAWS + lane], number, purpose) < chance
        room[RATE + lane] = where(happens, 1.0, 0.0)


@rows_rule
def move(p, month, me, everyone, among, floats, shorts, small, room, marks, of_month, words):  # type: ignore[no-untyped-def]  # fmt: skip
    """Decide where everybody stands next month, as far as it is their own to say."""
    apart()
    fill(marks, WRITTEN, 0)
    fill(marks, REJECTS, 0)
    fill(marks, COOLED, 0)
    fill(marks, COMPLIES, 0)
    if is_among(among, names.COMMITTED):
        write_case(p, month, me, everyone, floats, shorts, small, room, marks, of_month)
    if is_among(among, names.DECIDING):
        due = boards.due(month, me)
        if boards_meet(me.needed, due, small):
            ask_boards(p, month, me, due, everyone, floats, shorts, small, room, marks, of_month,
                       words)  # fmt: skip
        procure(me.needed, floats, shorts, small, marks)
    if among & GONE:
        cool(floats, small, marks)
    if month.mandated:
        comply(p, month, everyone, floats, shorts, small, room, marks, of_month, words)
    settle_stage(small, room, marks)


@rows_rule
def settle_stage(small, room, marks):  # type: ignore[no-untyped-def]
    """Go where the answers lead."""
    apart()
    for lane in range(LANES):
        complies = marks[COMPLIES + lane] != 0
        small[NEXT + lane] = stages.after_answers(
            small[STAGE + lane],
            complies,
            room[RATE + lane] != 0.0,
            marks[WRITTEN + lane] != 0,
            marks[REJECTS + lane] != 0,
            marks[COOLED + lane] != 0,
        )
        small[COMPELLED + lane] = where(complies, 1, small[COMPELLED + lane])


@rows_rule
def write_case(p, month, me, everyone, floats, shorts, small, room, marks, of_month):  # type: ignore[no-untyped-def]
    """Write on at the business case (E10)."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, everyone, floats, shorts, small, room, of_month)
        here = now.stage == names.COMMITTED
        case = floats[CASE + lane] + boards.case_progress(p, month, me, now)
        floats[CASE + lane] = where(here, case, floats[CASE + lane])
        marks[WRITTEN + lane] = here & boards.is_written(case)


@rows_rule
def boards_meet(needed, due, small):  # type: ignore[no-untyped-def]
    """Tell whether in some lane a board that has yet to approve meets."""
    apart()
    meets = False
    for lane in range(LANES):
        deciding = small[STAGE + lane] == names.DECIDING
        meets |= deciding & boards.meets(due, needed, small[APPROVALS + lane], small[PHASE + lane])
    return meets


@rows_rule
def ask_boards(p, month, me, due, everyone, floats, shorts, small, room, marks, of_month, words):  # type: ignore[no-untyped-def]  # fmt: skip
    """Let boards that meet approve, reject or defer; the last approval starts procurement (E11)."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, everyone, floats, shorts, small, room, of_month)
        asked = now.stage == names.DECIDING
        asked &= boards.meets(due, me.needed, now.approvals, now.phase)
        financial = room[GAP + names.FINANCIAL * LANES + lane]
        approval = boards.approval(p, month, me, now, room[OWN + lane], financial)
        word = words[DRAWS + lane]
        approved = asked & (draws.drawn(word, month.number, draws.APPROVE) < approval)
        rejection = boards.rejection(p, month, me, now)
        rejected = draws.drawn(word, month.number, draws.REJECT) < rejection
        approvals = now.approvals + where(approved, 1, 0)
        won = approved & (approvals == me.needed)
        months = boards.procurement(p, month, me, now)
        floats[CLOCK + lane] = where(won, months, floats[CLOCK + lane])
        small[APPROVALS + lane] = approvals
        marks[REJECTS + lane] = asked & ~approved & rejected


@rows_rule
def procure(needed, floats, shorts, small, marks):  # type: ignore[no-untyped-def]
    """Spend a month on procurement; whoever is done is ready to go live (E11)."""
    apart()
    for lane in range(LANES):
        buys = (small[STAGE + lane] == names.DECIDING) & (marks[REJECTS + lane] == 0)
        buys &= boards.buys(small[APPROVALS + lane], needed, shorts[WAITED + lane])
        clock = floats[CLOCK + lane] - where(buys, 1.0, 0.0)
        floats[CLOCK + lane] = clock
        ready = buys & boards.is_bought(clock)
        shorts[WAITED + lane] = where(ready, 0, shorts[WAITED + lane])


@rows_rule
def cool(floats, small, marks):  # type: ignore[no-untyped-def]
    """Bring those who gave up, or were rejected, nearer to hearing again."""
    apart()
    for lane in range(LANES):
        here = stages.has_left(small[STAGE + lane])
        left = floats[COOL_OFF + lane] - where(here, 1.0, 0.0)
        floats[COOL_OFF + lane] = left
        marks[COOLED + lane] = here & stages.is_over(left)


@rows_rule
def comply(p, month, everyone, floats, shorts, small, room, marks, of_month, words):  # type: ignore[no-untyped-def]
    """Let those whom the mandate means move because of it (E12)."""
    apart()
    number, chance = month.number, moves.chance(rates.complying(p))
    for lane in range(LANES):
        now = snapshot_of_lane(lane, everyone, floats, shorts, small, room, of_month)
        meant = now.scope & stages.may_be_mandated(now.stage)
        complies = draws.drawn(words[DRAWS + lane], number, draws.COMPLY) < chance
        marks[COMPLIES + lane] = meant & complies
