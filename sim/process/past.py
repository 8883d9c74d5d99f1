"""What an organisation that does not begin at zero brings to month 0: its months before it.

They are not simulated: no partner, no winter, no mandate, nothing heard from others. `p`, `month`
and `me` as in `sim.process.decisions`. Its stage and the months since it began give the rest, by
the rules of a month, never as far as would have led to the next stage already.
"""

from sim.networks.stands import LIVE
from sim.params.names import (
    ABANDONED,
    COMMITTED,
    DECIDING,
    EMBEDDED,
    IMPLEMENT,
    IMPLEMENTING,
    REJECTED,
)
from sim.process import barriers, boards, decisions, implementation, live_month, staff, worth
from sim.process.initial_conditions import InitialConditions
from sim.process.settings import Settings
from sim.process.snapshot import snapshot
from sim.process.stages import has_left, is_live
from sim.process.state import Month, Numbered, Organisation
from sim.rules import standing
from sim.rules.compiled import rule

LONGEST_DIP = 120  # months: one that would never embed by itself is taken to have then
RARE = 1e-9  # chance or progress below which a stage lasts as long as any


@rule
def bring_all(
    p: Settings,
    month: Month,
    start: InitialConditions,
    r: int,
    organisations: Numbered[Organisation],
) -> None:
    """Set the state of everybody at month 0, after `sim.process.start.begin`.

    Of whom no stage is known it stays as it is.
    """
    number = month.number
    be_quiet(p, month)
    for i in range(len(organisations)):
        told, since, spell = start.stage[r, i], start.since[r, i], start.spell[r, i]
        if told >= 0:
            bring(p, month, organisations[i], told, since, spell)
    month.number = number


@rule
def be_quiet(p: Settings, month: Month) -> None:
    """Set what all share before month 0: nobody helps, and nobody has heard from another."""
    for lever in range(len(month.offered)):
        month.offered[lever] = 0.0
    month.number = 0
    month.reach = 0.0
    month.crowd = 1.0
    month.winter = 0.0
    month.mandated = False
    worth.fill(p, month)


@rule
def bring(p: Settings, month: Month, me: Organisation, told: int, since: int, spell: float) -> None:
    """Set the state of an organisation at month 0, which is afresh, from where it stands.

    told   stage, or LIVE
    since  months that it has been there, below 0 where nothing is said
    spell  a draw for these, 0 to 1
    """
    me.heard = 0.0
    me.stage = IMPLEMENTING if told == LIVE else told
    me.stay = max(since, 0)
    me.ever_abandoned = me.stage == ABANDONED
    me.ever_live = is_live(me.stage) or me.stage == ABANDONED
    if me.stage == COMMITTED:
        have_written(p, month, me, since, spell)
    elif me.stage == DECIDING:
        have_asked(p, month, me, since, spell)
    elif is_live(me.stage):
        have_lived(p, month, me, told, since, spell)
    elif has_left(me.stage):
        have_waited(p, month, me, since, spell)


@rule
def have_written(p: Settings, month: Month, me: Organisation, since: int, spell: float) -> None:
    """Set the part of its case that an organisation has written (E10)."""
    each = boards.case_progress(p, month, me, snapshot(month, me))
    me.stay = standing.months_in(since, spell, 1.0 / max(each, RARE))
    me.case = standing.short_of(me.stay * each, 1.0)


@rule
def have_asked(p: Settings, month: Month, me: Organisation, since: int, spell: float) -> None:
    """Set the approvals that are expected by now, and what is left of procurement (E11)."""
    barriers.fill_gaps(p, month, me, snapshot(month, me))
    approval = decisions.approving(p, month, me)
    buying = boards.procurement(p, month, me, snapshot(month, me))
    asking = me.needed * me.board_interval / max(approval, RARE)
    me.stay = standing.months_in(since, spell, asking + buying)
    expected = 0.0
    for ago in range(me.stay, 0, -1):
        month.number = -ago
        if decisions.meets_board(month, me):
            expected += approval
            if expected >= me.approvals + 1.0:
                me.approvals += 1
                if me.approvals == me.needed:
                    me.clock = buying
        if me.approvals == me.needed and me.clock > 1.0:  # the last month is still to come
            me.clock -= 1.0
    month.number = 0


@rule
def have_lived(
    p: Settings, month: Month, me: Organisation, told: int, since: int, spell: float
) -> None:
    """Set what a site has learnt and shown since its go-live (E13, E14), and its fatigue (E17)."""
    go_live(p, month, me)
    lasts = float(p.unknown_live_within)
    if told == IMPLEMENTING and since < 0:
        lasts = float(live_until_embedded(p, month, me))
        go_live(p, month, me)
    if told == EMBEDDED:
        live_until_embedded(p, month, me)
        me.proficiency = max(me.proficiency, p.embed_at)
        me.stage = EMBEDDED
    months = standing.months_in(since, spell, lasts)
    me.stay = 0
    for _ in range(months):
        live_a_month(p, month, me)
        me.stay += 1
        if told == LIVE and live_month.embeds(p, me.stage, me.proficiency):
            me.stage, me.stay = EMBEDDED, 0
    if me.stage == IMPLEMENTING:
        me.proficiency = standing.short_of(me.proficiency, p.embed_at)
    implementation.clear(me)


@rule
def go_live(p: Settings, month: Month, me: Organisation) -> None:
    """Go live, before month 0: nothing is paid now, but it tires (E17)."""
    me.stage = IMPLEMENTING
    me.implement = 0.0
    me.proficiency = 0.0
    me.performance = 0.0
    me.age = 0
    me.evaluated = 0.0
    me.fatigue = staff.fatigue_after(p, month, DECIDING, IMPLEMENTING, p.fatigue_start)


@rule
def live_until_embedded(p: Settings, month: Month, me: Organisation) -> int:
    """Live in the dip until it embeds, at most LONGEST_DIP months; return how many."""
    months = 0
    while months < LONGEST_DIP and not live_month.embeds(p, me.stage, me.proficiency):
        live_a_month(p, month, me)
        months += 1
    return months


@rule
def live_a_month(p: Settings, month: Month, me: Organisation) -> None:
    """Live a month with the innovation, as from month 0 on."""
    barriers.fill_gaps(p, month, me, snapshot(month, me))
    me.implement = barriers.feasible(p, month, IMPLEMENT)
    implementation.perform(p, month, me)
    implementation.learn(p, month, me)
    me.fatigue = staff.fatigue_after(p, month, me.stage, me.stage, me.fatigue)


@rule
def have_waited(p: Settings, month: Month, me: Organisation, since: int, spell: float) -> None:
    """Set what is left of the wait after a rejection, or after giving up in the dip (E16)."""
    if me.stage == REJECTED:
        wait = p.cool_off_rejected
    else:
        wait = live_month.cool_off_after(p, month, IMPLEMENTING)
        me.fatigue = staff.fatigue_after(p, month, IMPLEMENTING, ABANDONED, me.fatigue)
    me.stay = standing.months_in(since, spell, wait)
    me.cool_off = standing.still_waiting(wait, me.stay)
    for _ in range(me.stay):
        me.fatigue = staff.fatigue_after(p, month, me.stage, me.stage, me.fatigue)
