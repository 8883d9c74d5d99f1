"""What follows the decisions of an organisation: live, learn, leave, tire.

Written once for all engines, with `p`, `month` and `me` as in `sim.process.decisions`.
"""

from sim.params import names
from sim.process import live_month, staff, trust
from sim.process.decisions import happens
from sim.process.settings import Settings
from sim.process.snapshot import snapshot
from sim.process.stages import after_live_month, is_live, left_behind, purpose_at
from sim.process.state import NOT_LIVE, STAYED, Month, Organisation
from sim.rules import moves
from sim.rules.compiled import part


@part
def clear(me: Organisation) -> None:
    """Clear what was counted for the last month."""
    me.lived = NOT_LIVE
    me.left = STAYED
    me.benefit = 0.0
    me.cash = 0.0
    me.cost = 0.0
    me.days = 0.0
    me.risk = 0.0


@part
def perform(p: Settings, month: Month, me: Organisation) -> None:
    """Work a month with the innovation: performance, benefit and risk (E13, E15, E20)."""
    benefit = live_month.benefit_at(p, month, me.age)
    me.performance = live_month.performed(
        p, month, benefit, me.proficiency, me.implement, month.crowd
    )
    me.lived = me.age
    me.benefit = live_month.worth(p, me.size, me.performance)
    me.cash = live_month.cash(p, me.age, me.benefit)
    me.cost = live_month.running_cost(p, month, me.stage, me.age, me.size)
    me.risk = live_month.safety_exposure(p, me.size, me.performance)


@part
def learn(p: Settings, month: Month, me: Organisation) -> None:
    """Become more proficient (E14)."""
    me.proficiency = live_month.learnt(
        p, month, me.pilot, me.proficiency, me.implement, month.crowd
    )
    me.age += 1
    me.evaluated = live_month.evaluated_after(p, me.stage, me.evaluated)


@part
def leaves(p: Settings, month: Month, me: Organisation) -> bool:
    """Whether a live organisation gives up, in the dip or after embedding (E16).

    Under a contract one that wants to is locked in until the renewal (B9).
    """
    if me.stage == names.IMPLEMENTING:
        rate = live_month.abandoning(p, month, me.age, me.compelled, me.sustain, me.performance)
    else:
        rate = live_month.discontinuing(p, month, me.sustain)
        rate = live_month.under_contract(p, me.age, me.sustain, rate)
    wants = happens(month, me, purpose_at(me.stage), moves.chance(rate)) or me.locked
    me.locked = wants and live_month.is_bound(p, me.stage, me.age)
    return wants and not me.locked


@part
def after_a_live_month(p: Settings, month: Month, me: Organisation) -> int:
    """Return the stage after a live month, and charge those who renew their contract."""
    embeds = live_month.embeds(p, me.stage, me.proficiency)
    goes = after_live_month(me.stage, me.stage, embeds, leaves(p, month, me))
    me.cost += live_month.renewal_cost(p, me.stage, goes, me.age, me.size)
    return goes


@part
def go_live(p: Settings, month: Month, me: Organisation) -> None:
    """Start in the dip."""
    me.proficiency, me.performance, me.age, me.waited = live_month.started(
        True, me.proficiency, me.performance, me.age, me.waited
    )
    me.case = 0.0
    me.ever_live = True
    me.cost = me.size * live_month.paid_to_start(p)


@part
def give_up(p: Settings, month: Month, me: Organisation) -> None:
    """Roll back, and wait before hearing of the innovation again (E16)."""
    me.proficiency, me.cool_off, me.compelled, me.paid = live_month.rolled_back(
        p, month, me.stage, True, me.proficiency, me.cool_off, me.compelled, me.paid
    )
    me.ever_abandoned = True


@part
def lose_or_find_champion(p: Settings, month: Month, me: Organisation) -> None:
    """Let champions leave and come forward; it counts from next month (E17)."""
    chance = staff.champion_change(p, month, me.stage, me.supported >= 0, me.champion)
    me.champion = me.champion != happens(month, me, staff.champion_draw(me.champion), chance)


@part
def work(p: Settings, me: Organisation) -> None:
    """Count the days that the month took, and what they cost with what is paid (E20, E23)."""
    me.days = live_month.days(p, me.stage, me.next, me.compelled, me.size)
    me.cost = live_month.cost(p, me.cost, me.days)


@part
def enter(p: Settings, me: Organisation) -> None:
    """Move to the stage decided on, and reset what belonged to the old one."""
    me.stay += 1
    if me.next == me.stage:
        return
    me.case, me.approvals, me.cool_off, me.compelled = left_behind(
        p, me.stage, me.next, me.rank, me.case, me.approvals, me.cool_off, me.compelled
    )
    me.left = me.stage
    me.left_after = me.stay
    me.stay = 0
    me.stage = me.next


@part
def act(p: Settings, month: Month, me: Organisation) -> None:
    """Carry out what was decided."""
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
        me.risk = live_month.unapproved_exposure(p, month, me.size)
    else:
        me.risk = live_month.unapproved_exposure(p, month, me.size)
        _, _, _, me.waited = live_month.started(
            False, me.proficiency, me.performance, me.age, me.waited
        )
    work(p, me)
    me.fatigue = staff.fatigue_after(p, month, me.stage, me.next, me.fatigue)
    lose_or_find_champion(p, month, me)
    me.trust = trust.trust_after(p, month, me, snapshot(month, me), me.gone, me.compelled)
    enter(p, me)
    if me.supported >= 0:
        me.supported += 1


@part
def act_by_classic(p: Settings, me: Organisation) -> None:
    """Adopt, if so decided."""
    clear(me)
    me.ever_live = me.ever_live or me.next == names.EMBEDDED
    enter(p, me)
    if me.supported >= 0:
        me.supported += 1
