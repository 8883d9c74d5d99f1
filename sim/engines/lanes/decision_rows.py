"""What an organisation decides in 64 lanes: one rate, one draw, and who moves on.

Each lane is at a stage of its own.  A rate is worked out for every stage that some lane is in,
and each lane takes its own; then one exp and one draw serve them all.
"""

from sim.engines.lanes.layout import (
    APPROVALS,
    CASE,
    CLOCK,
    COMPELLED,
    COOL_OFF,
    DRAWS,
    GAP,
    GONE,
    LANES,
    LIVE,
    NEXT,
    OTHER,
    OWN,
    PHASE,
    PILOT,
    RATE,
    STAGE,
    SUPPORTED,
    WAITED,
    is_among,
    where,
)
from sim.params import names
from sim.process import barriers
from sim.process.state import NOT_READY
from sim.rules import balances, draws, gaps, moves
from sim.rules.compiled import apart, rows_rule

NEEDING_FEASIBILITY = LIVE | 1 << names.AWARE | 1 << names.DECIDING


@rows_rule
def work_out_feasibility(p, month, stages, small, room):  # type: ignore[no-untyped-def]
    """Turn what holds back into feasibilities, where some lane needs them (E4)."""
    apart()
    if p.aggregator != gaps.PRODUCT:
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
        holds[lane] = gaps.feasibility(gaps.PRODUCT, holds[lane], 0.0, 0.0, 1.0)


@rows_rule
def by_another_rule(p, month, small, room):  # type: ignore[no-untyped-def]
    """Work feasibilities out lane by lane, for the alternatives of structural checks."""
    for lane in range(LANES):
        for gap in range(5):
            month.gaps[gap] = room[GAP + gap * LANES + lane]
        own = barriers.weighed_at(small[STAGE + lane])
        other = names.SUSTAIN if own == names.IMPLEMENT else names.IMPLEMENT
        room[OWN + lane] = barriers.feasible(p, month, own)
        room[OTHER + lane] = barriers.feasible(p, month, other)


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
        stage = small[STAGE + lane]
        purpose = where(stage == names.UNAWARE, draws.AWARE, draws.COMMIT)
        purpose = where(stage == names.COMMITTED, draws.LAPSE, purpose)
        purpose = where(stage == names.IMPLEMENTING, draws.ABANDON, purpose)
        purpose = where(stage == names.EMBEDDED, draws.DISCONTINUE, purpose)
        chance = moves.chance(room[RATE + lane])
        happens = draws.drawn(words[DRAWS + lane], number, purpose) < chance
        room[RATE + lane] = where(happens, 1.0, 0.0)


@rows_rule
def move(p, month, me, able, suits, everyone, stages, floats, shorts, small, room, words):  # type: ignore[no-untyped-def]  # fmt: skip
    """Decide where those who are not live stand next month, as far as it is their own to say."""
    apart()
    hear_and_commit(small, room)
    if is_among(stages, names.COMMITTED):
        write_case(p, month, able, suits, everyone, floats, shorts, small, room)
    if is_among(stages, names.DECIDING):
        due = (-month.number) % me.board_interval
        if boards_meet(me.needed, due, small):
            ask_boards(p, month, me.needed, suits, due, everyone, floats, small, room, words)
        procure(me.needed, floats, shorts, small)
    if stages & GONE:
        cool(floats, small)
    if month.mandated:
        comply(p, month, everyone, small, words)


@rows_rule
def hear_and_commit(small, room):  # type: ignore[no-untyped-def]
    """Move on those who hear, and those who commit; the others stay."""
    apart()
    for lane in range(LANES):
        stage, happens = small[STAGE + lane], room[RATE + lane] != 0.0
        rises = happens & ((stage == names.UNAWARE) | (stage == names.AWARE))
        small[NEXT + lane] = where(rises, stage + 1, stage)


@rows_rule
def write_case(p, month, able, suits, everyone, floats, shorts, small, room):  # type: ignore[no-untyped-def]
    """Write on at the business case; who does not finish may lapse (E9, E10)."""
    apart()
    months = p.case_preparation * p.case_factor + p.case_shift
    templates = suits * moves.templates_in_use(
        month.offered[names.STANDARD], p.codesign_relevance, month.offered[names.CODESIGN]
    )
    support = p.support_case
    for lane in range(LANES):
        reached = where(everyone | (small[PILOT + lane] != 0), 1.0, 0.0)
        helped = where(shorts[SUPPORTED + lane] >= 0, reached, 0.0)
        here = small[STAGE + lane] == names.COMMITTED
        progress = moves.case_progress(months, able, templates * reached, support * helped)
        case = floats[CASE + lane] + progress
        lapses = where(room[RATE + lane] != 0.0, names.AWARE, names.COMMITTED)
        goes = where(case >= 1.0, names.DECIDING, lapses)
        floats[CASE + lane] = where(here, case, floats[CASE + lane])
        small[NEXT + lane] = where(here, goes, small[NEXT + lane])


@rows_rule
def boards_meet(needed, due, small):  # type: ignore[no-untyped-def]
    """Tell whether in some lane a board that has yet to approve meets."""
    apart()
    meets = False
    for lane in range(LANES):
        deciding = small[STAGE + lane] == names.DECIDING
        meets |= deciding & (small[APPROVALS + lane] < needed) & (small[PHASE + lane] == due)
    return meets


@rows_rule
def ask_boards(p, month, needed, suits, due, everyone, floats, small, room, words):  # type: ignore[no-untyped-def]  # fmt: skip
    """Let boards that meet approve, reject or defer; the last approval starts procurement (E11)."""
    apart()
    number, mandated, floor = month.number, month.mandated, p.mandate_floor
    scale, clarity = p.approval_scale * p.approval_factor, p.regulatory_clarity
    govern, by_approval = month.offered[names.GOVERN], p.govern_approval
    rejection, by_rejection = p.board_rejection, p.govern_rejection
    templates = suits * moves.templates_in_use(
        month.offered[names.STANDARD], p.codesign_relevance, month.offered[names.CODESIGN]
    )
    months, by_standard = p.procurement * p.procurement_factor, p.standard_procurement
    shift = p.procurement_shift + balances.procurement_by_integration(month.integration)
    for lane in range(LANES):
        reached = where(everyone | (small[PILOT + lane] != 0), 1.0, 0.0)
        deciding = small[STAGE + lane] == names.DECIDING
        asked = deciding & (small[APPROVALS + lane] < needed) & (small[PHASE + lane] == due)
        approval = moves.approval_chance(
            scale, room[OWN + lane], clarity, by_approval * (govern * reached)
        )
        forced = moves.mandated_approval(approval, floor, room[GAP + 4 * LANES + lane])
        approval = where(mandated, forced, approval)
        approved = asked & (draws.drawn(words[DRAWS + lane], number, draws.APPROVE) < approval)
        chance = moves.rejection_chance(rejection, by_rejection * (govern * reached))
        rejected = draws.drawn(words[DRAWS + lane], number, draws.REJECT) < chance
        rejected = asked & ~approved & rejected
        approvals = small[APPROVALS + lane] + where(approved, 1, 0)
        takes = moves.procurement_months(months, by_standard * (templates * reached))
        won = approved & (approvals == needed)
        floats[CLOCK + lane] = where(won, moves.delayed(takes, shift), floats[CLOCK + lane])
        small[APPROVALS + lane] = approvals
        small[NEXT + lane] = where(rejected, names.REJECTED, small[NEXT + lane])


@rows_rule
def procure(needed, floats, shorts, small):  # type: ignore[no-untyped-def]
    """Spend a month on procurement; whoever is done is ready to go live (E11)."""
    apart()
    for lane in range(LANES):
        here = small[NEXT + lane] == names.DECIDING
        here &= small[STAGE + lane] == names.DECIDING
        buys = here & (small[APPROVALS + lane] == needed) & (shorts[WAITED + lane] == NOT_READY)
        clock = floats[CLOCK + lane] - where(buys, 1.0, 0.0)
        ready = buys & (clock <= 0.0)
        floats[CLOCK + lane] = clock
        shorts[WAITED + lane] = where(ready, 0, shorts[WAITED + lane])


@rows_rule
def cool(floats, small):  # type: ignore[no-untyped-def]
    """Bring those who gave up, or were rejected, nearer to hearing again."""
    apart()
    for lane in range(LANES):
        stage = small[STAGE + lane]
        here = (stage == names.REJECTED) | (stage == names.ABANDONED)
        left = floats[COOL_OFF + lane] - where(here, 1.0, 0.0)
        floats[COOL_OFF + lane] = left
        small[NEXT + lane] = where(here & (left <= 0.0), names.AWARE, small[NEXT + lane])


@rows_rule
def comply(p, month, everyone, small, words):  # type: ignore[no-untyped-def]
    """Let those whom the mandate means move because of it, if they have not yet (E12)."""
    apart()
    number, chance = month.number, moves.chance(p.mandate_compliance)
    for lane in range(LANES):
        meant = everyone | (small[PILOT + lane] != 0)
        meant &= small[STAGE + lane] <= names.AWARE
        complies = meant & (draws.drawn(words[DRAWS + lane], number, draws.COMPLY) < chance)
        small[COMPELLED + lane] = where(complies, 1, small[COMPELLED + lane])
        small[NEXT + lane] = where(complies, names.DECIDING, small[NEXT + lane])
