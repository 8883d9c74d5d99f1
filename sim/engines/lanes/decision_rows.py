"""What an organisation decides in 64 lanes: one rate, one draw, and who moves on.

Each lane has its own stage.  A rate is worked out for every stage that some lane is in, and each
lane takes its own; then one exp and one draw serve them all.
"""

from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Rows, Words, fill, is_among, snapshot_of_lane
from sim.networks.system import Floats
from sim.params import names
from sim.process import barriers, boards, rates, stages
from sim.process.barriers import GAPS
from sim.process.settings import Settings
from sim.process.state import Month, Organisation
from sim.rules import draws, gaps, moves
from sim.rules.compiled import apart, rows_rule, where

NEEDING_FEASIBILITY = at.LIVE | 1 << names.AWARE | 1 << names.DECIDING


@rows_rule
def work_out_feasibility(p: Settings, month: Month, rows: Rows) -> None:
    """Turn weighted resistances into feasibilities, where some lane needs them (E4)."""
    apart()
    if p.aggregator != barriers.PRODUCT:
        by_another_rule(p, month, rows)
    elif rows.stages & at.LIVE:
        feasible(rows.scratch[at.OWN : at.OWN + 2 * LANES])  # OTHER follows
    elif rows.stages & NEEDING_FEASIBILITY:
        feasible(rows.scratch[at.OWN : at.OWN + LANES])


@rows_rule
def feasible(holds: Floats) -> None:
    """Turn weighted resistances into feasibilities."""
    apart()
    for lane in range(len(holds)):
        holds[lane] = gaps.feasibility(holds[lane])


@rows_rule
def by_another_rule(p: Settings, month: Month, rows: Rows) -> None:
    """Work out feasibilities lane by lane, for the alternatives of structural checks."""
    for lane in range(LANES):
        for gap in range(GAPS):
            month.gaps[gap] = rows.scratch[at.GAP + gap * LANES + lane]
        row = barriers.weighed_at(rows.states[at.STAGE + lane])
        rows.scratch[at.OWN + lane] = barriers.feasible(p, month, row)
        rows.scratch[at.OTHER + lane] = barriers.feasible(p, month, barriers.other_of(row))


@rows_rule
def rate(p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Work out the rate of moving on, for the stages before going live: one loop each."""
    apart()
    if is_among(rows.stages, names.UNAWARE):
        rate_at(names.UNAWARE, p, month, me, rows)
    if is_among(rows.stages, names.AWARE):
        rate_at(names.AWARE, p, month, me, rows)
    if is_among(rows.stages, names.COMMITTED):
        rate_at(names.COMMITTED, p, month, me, rows)


@rows_rule
def rate_at(stage: int, p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Rate of moving on, for the lanes at one stage."""
    apart()
    scratch = rows.scratch
    for lane in range(LANES):
        now = snapshot_of_lane(lane, rows)
        rate = rates.moving_on(stage, p, month, me, now, scratch[at.OWN + lane])
        scratch[at.RATE + lane] = where(now.stage == stage, rate, scratch[at.RATE + lane])


@rows_rule
def mix_in(addresses: Words, index: int, rows: Rows) -> None:
    """Mix an organisation into the address of every lane's draws."""
    apart()
    for lane in range(LANES):
        rows.words[lane] = draws.mix(addresses[lane], index)


@rows_rule
def toss(number: int, rows: Rows) -> None:
    """Draw whether the event of each lane's rate happens: the rate turns into 1 or 0."""
    apart()
    for lane in range(LANES):
        purpose = stages.purpose_at(rows.states[at.STAGE + lane])
        chance = moves.chance(rows.scratch[at.RATE + lane])
        happens = draws.drawn(rows.words[lane], number, purpose) < chance
        rows.scratch[at.RATE + lane] = where(happens, 1.0, 0.0)


@rows_rule
def move(p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Decide everybody's next stage, as far as they decide it themselves."""
    apart()
    fill(rows.answers, at.WRITTEN, 0, 4)  # and REJECTS, COOLED, COMPLIES
    if is_among(rows.stages, names.COMMITTED):
        write_case(p, month, me, rows)
    if is_among(rows.stages, names.DECIDING):
        due = boards.due(month, me)
        if boards_meet(me.needed, due, rows):
            ask_boards(p, month, me, due, rows)
        procure(me.needed, rows)
    if rows.stages & at.GONE:
        cool(rows)
    if month.mandated:
        comply(p, month, rows)
    settle_stage(rows)


@rows_rule
def settle_stage(rows: Rows) -> None:
    """Move to the stage that the answers lead to."""
    apart()
    answers, states = rows.answers, rows.states
    for lane in range(LANES):
        complies, happens = answers[at.COMPLIES + lane] != 0, rows.scratch[at.RATE + lane] != 0.0
        states[at.NEXT + lane] = stages.after_answers(
            states[at.STAGE + lane], complies, happens, answers[at.WRITTEN + lane] != 0,
            answers[at.REJECTS + lane] != 0, answers[at.COOLED + lane] != 0,
        )  # fmt: skip
        states[at.COMPELLED + lane] = where(complies, 1, states[at.COMPELLED + lane])


@rows_rule
def write_case(p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Write the next part of the business case (E10)."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, rows)
        here = now.stage == names.COMMITTED
        case = rows.amounts[at.CASE + lane] + boards.case_progress(p, month, me, now)
        rows.amounts[at.CASE + lane] = where(here, case, rows.amounts[at.CASE + lane])
        rows.answers[at.WRITTEN + lane] = here & boards.is_written(case)


@rows_rule
def boards_meet(needed: int, due: int, rows: Rows) -> bool:
    """Return whether in some lane a board that has yet to approve meets."""
    apart()
    meets = False
    for lane in range(LANES):
        deciding = rows.states[at.STAGE + lane] == names.DECIDING
        approvals, phase = rows.states[at.APPROVALS + lane], rows.states[at.PHASE + lane]
        meets |= deciding & boards.meets(due, needed, approvals, phase)
    return meets


@rows_rule
def ask_boards(p: Settings, month: Month, me: Organisation, due: int, rows: Rows) -> None:
    """Let boards that meet approve, reject or defer; the last approval starts procurement (E11)."""
    apart()
    for lane in range(LANES):
        now = snapshot_of_lane(lane, rows)
        asked = now.stage == names.DECIDING
        asked &= boards.meets(due, me.needed, now.approvals, now.phase)
        financial = rows.scratch[at.GAP + names.FINANCIAL * LANES + lane]
        approval = boards.approval(p, month, me, now, rows.scratch[at.OWN + lane], financial)
        word = rows.words[lane]
        approved = asked & (draws.drawn(word, month.number, draws.APPROVE) < approval)
        rejection = boards.rejection(p, month, me, now)
        rejected = draws.drawn(word, month.number, draws.REJECT) < rejection
        approvals = now.approvals + where(approved, 1, 0)
        won = approved & (approvals == me.needed)
        months = boards.procurement(p, month, me, now)
        rows.amounts[at.CLOCK + lane] = where(won, months, rows.amounts[at.CLOCK + lane])
        rows.states[at.APPROVALS + lane] = approvals
        rows.answers[at.REJECTS + lane] = asked & ~approved & rejected


@rows_rule
def procure(needed: int, rows: Rows) -> None:
    """Spend a month on procurement; once it is done, the organisation is ready to go live (E11)."""
    apart()
    for lane in range(LANES):
        decides = rows.states[at.STAGE + lane] == names.DECIDING
        buys = decides & (rows.answers[at.REJECTS + lane] == 0)
        buys &= boards.buys(rows.states[at.APPROVALS + lane], needed, rows.months[at.WAITED + lane])
        clock = rows.amounts[at.CLOCK + lane] - where(buys, 1.0, 0.0)
        rows.amounts[at.CLOCK + lane] = clock
        ready = buys & boards.is_bought(clock)
        rows.months[at.WAITED + lane] = where(ready, 0, rows.months[at.WAITED + lane])


@rows_rule
def cool(rows: Rows) -> None:
    """Count down for those who gave up or were rejected, until they can hear again."""
    apart()
    for lane in range(LANES):
        here = stages.has_left(rows.states[at.STAGE + lane])
        left = rows.amounts[at.COOL_OFF + lane] - where(here, 1.0, 0.0)
        rows.amounts[at.COOL_OFF + lane] = left
        rows.answers[at.COOLED + lane] = here & stages.is_over(left)


@rows_rule
def comply(p: Settings, month: Month, rows: Rows) -> None:
    """Let the mandate move organisations in its scope (E12)."""
    apart()
    number, chance = month.number, moves.chance(rates.complying(p, month))
    for lane in range(LANES):
        now = snapshot_of_lane(lane, rows)
        meant = now.scope & stages.may_be_mandated(now.stage)
        complies = draws.drawn(rows.words[lane], number, draws.COMPLY) < chance
        rows.answers[at.COMPLIES + lane] = meant & complies
