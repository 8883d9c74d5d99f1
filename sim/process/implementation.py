"""How an organisation begins, and what it does once a month is decided: live, learn, leave, tire.

Told once for both engines, with `p`, `month` and `me` as in `sim.process.decisions`.
"""

from sim.params import names
from sim.process import barriers
from sim.process.decisions import happens, is_live, is_up, leaves
from sim.process.state import NOT_HELD, NOT_LIVE, NOT_READY, STAYED, UNBOUND
from sim.rules import balances, draws, factors, moves, performance
from sim.rules.compiled import rule


@rule
def begin(p, month, standing, r, organisations):  # type: ignore[no-untyped-def]
    """Set everybody to record 0: unaware, but for the pilots, who are live without proficiency."""
    n = len(organisations)
    live = names.IMPLEMENTING if p.kind == 0 else names.EMBEDDED
    for k in range(len(month.purse)):
        month.purse[k] = 0.0
    for gap in range(len(month.factors)):
        month.factors[gap] = 1.0
    for i in range(n):
        me = organisations[i]
        me.rank = moves.rank(standing.position[r, i], n)
        me.phase = standing.phase[r, i]
        me.pilot = standing.pilot[r, i]
        me.source = me.pilot
        me.needed = factors.approvals_needed(me.boards, p.fewer_boards)
        me.counted = standing.counted[r, i]
        me.champion = standing.champion[r, i]
        me.stage = live if me.pilot else names.UNAWARE
        me.ever_live = me.pilot
        me.ever_abandoned = False
        me.compelled = False
        me.paid = False
        me.stay = 0
        me.age = 0
        me.approvals = 0
        me.waited = NOT_READY
        me.supported = NOT_HELD
        me.proficiency = 0.0
        me.fatigue = p.fatigue_start
        me.case = 0.0
        me.clock = 0.0
        me.cool_off = 0.0
        me.evaluated = 0.0
        me.bound = UNBOUND


@rule
def clear(me):  # type: ignore[no-untyped-def]
    """Wipe what the last month left to be counted."""
    me.lived = NOT_LIVE
    me.left = STAYED
    me.benefit = 0.0
    me.cash = 0.0
    me.cost = 0.0
    me.risk = 0.0


@rule
def perform(p, month, me):  # type: ignore[no-untyped-def]
    """Work a month with the innovation: performance, worth, cost and risk (E13, E15, E20)."""
    dip = performance.dip(
        p.deepest_dip * p.dip_factor,
        p.disruption,
        me.implement,
        p.dual_run_relief * p.dual_running,
        month.crowd,
        p.derisk_dip * month.offered[names.DERISK],
    )
    me.performance = performance.performance(benefit_at(p, month, me.age), me.proficiency, dip)
    me.lived = me.age
    me.benefit = performance.monthly_benefit(p.service_value, me.size, me.performance)
    if me.age < 12:
        me.cash = p.in_year_share * p.cash_factor * me.benefit
    if me.stage == names.IMPLEMENTING:
        me.cost = performance.transition_cost(
            p.transition_cost, p.disruption, me.size, p.dual_running
        )
    me.risk = performance.safety_exposure(me.size, me.performance, p.tolerance)


@rule
def benefit_at(p, month, age):  # type: ignore[no-untyped-def]
    """Benefit at full proficiency of a product of this age: it ages until it is renewed (B9)."""
    if p.contract < 0:
        return month.benefit
    by_partner = p.partner_pace * month.offered[names.PARTNER]
    return month.benefit * balances.still_current(p.pace, by_partner, age % p.contract)


@rule
def learn(p, month, me):  # type: ignore[no-untyped-def]
    """Become more proficient (E14)."""
    speed = performance.learning_speed(
        p.learning_rate * p.learning_factor,
        p.complexity,
        me.implement,
        p.derisk_learning * month.offered[names.DERISK],
        p.partner_learning * month.offered[names.PARTNER],
        month.crowd,
    )
    if me.pilot:
        speed = performance.perfected(speed, p.exemplar_learning * month.offered[names.EXEMPLAR])
    attainable = performance.attainable(p.superficiality, me.implement)
    me.proficiency = performance.learnt(me.proficiency, speed, attainable)
    me.age += 1
    me.evaluated += p.evaluated


@rule
def after_a_live_month(p, month, me):  # type: ignore[no-untyped-def]
    """Tell the stage that follows a live month: embedded, abandoned, or the same."""
    if me.stage == names.IMPLEMENTING and me.proficiency >= p.embed_at:
        return names.EMBEDDED
    if leaves(p, month, me):
        return names.ABANDONED
    if is_up(p, me.age):
        me.cost += performance.renewal_cost(p.renewal_cost, p.disruption)
    return me.stage


@rule
def go_live(p, month, me):  # type: ignore[no-untyped-def]
    """Start in the dip."""
    me.proficiency = 0.0
    me.age = 0
    me.waited = NOT_READY
    me.case = 0.0
    me.ever_live = True
    integration = balances.integration_cost(p.integration_cost, month.integration)
    cost = performance.go_live_cost(p.go_live_cost, p.disruption, integration)
    me.cost = cost * p.site_cost_factor


@rule
def give_up(p, month, me):  # type: ignore[no-untyped-def]
    """Roll back, and wait before hearing of the innovation again (E16)."""
    shorter = 0.0
    if me.stage == names.IMPLEMENTING:
        shorter = p.derisk_cool_off * month.offered[names.DERISK]
    me.cool_off = moves.cool_off(p.cool_off_abandoned, shorter)
    me.proficiency = 0.0
    me.compelled = False
    me.paid = False
    me.ever_abandoned = True


@rule
def tire(p, month, me):  # type: ignore[no-untyped-def]
    """Let a go-live or a failure tire the organisation, and the month refresh it (E17)."""
    added = 0.0
    if me.next == names.IMPLEMENTING and me.stage != me.next:
        added = performance.go_live_fatigue(p.fatigue_go_live, p.disruption)
    elif me.next == names.ABANDONED and me.stage == names.IMPLEMENTING:
        by_derisk = p.derisk_bad_news * month.offered[names.DERISK]
        added = performance.failure_fatigue(p.fatigue_failure, by_derisk)
    me.fatigue = performance.fatigue_after(me.fatigue, added, p.fatigue_recovery, p.fatigue_start)


@rule
def lose_or_find_champion(p, month, me):  # type: ignore[no-untyped-def]
    """Let champions leave and come forward; it counts from next month (E17)."""
    if me.champion:
        me.champion = not happens(month, me, draws.CHAMPION_LOSS, p.champion_loss)
        return
    cop = barriers.cop_dose(me.stage, month.offered[names.COP])
    helped = p.support_champion if me.supported >= 0 else 0.0
    chance = moves.champion_gain(p.champion_gain, helped, p.cop_champion * cop)
    me.champion = happens(month, me, draws.CHAMPION_GAIN, chance)


@rule
def enter(p, me):  # type: ignore[no-untyped-def]
    """Move to the stage that was decided, and leave behind what belonged to the old one."""
    me.stay += 1
    if me.next == me.stage:
        return
    me.left = me.stage
    me.left_after = me.stay
    me.stay = 0
    if me.next == names.AWARE:
        me.case = 0.0
    elif me.next == names.COMMITTED:
        me.case = p.head_start if moves.is_early(me.rank) else 0.0
    elif me.next == names.DECIDING:
        me.approvals = 0
    elif me.next == names.REJECTED:
        me.cool_off = p.cool_off_rejected
        me.compelled = False
    me.stage = me.next


@rule
def act(p, month, me):  # type: ignore[no-untyped-def]
    """Carry out what was decided and settled."""
    clear(me)
    if is_live(me.stage):
        perform(p, month, me)
        learn(p, month, me)
        me.next = after_a_live_month(p, month, me)
        if me.next == names.ABANDONED:
            give_up(p, month, me)
    elif me.goes_live:
        me.next = names.IMPLEMENTING
        go_live(p, month, me)
    elif me.waited >= 0:
        me.waited += 1
    tire(p, month, me)
    lose_or_find_champion(p, month, me)
    enter(p, me)
    if me.supported >= 0:
        me.supported += 1


@rule
def act_by_classic(p, me):  # type: ignore[no-untyped-def]
    """Adopt, if that was decided."""
    clear(me)
    me.ever_live = me.ever_live or me.next == names.EMBEDDED
    enter(p, me)
