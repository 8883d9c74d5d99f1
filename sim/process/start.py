"""Record 0: everybody unaware, but for the pilots, or where organisations say that they stand.

Pilots of a programme that starts later go live in the month in which it starts.

Written once for all engines, with `p`, `month` and `me` as in `sim.process.decisions`.
"""

from sim.params import names
from sim.process.brought import take_over
from sim.process.initial_conditions import InitialConditions
from sim.process.settings import Settings
from sim.process.stages import is_live
from sim.process.state import NOT_HELD, NOT_READY, UNBOUND, Month, Numbered, Organisation
from sim.rules import factors, moves
from sim.rules.compiled import part


@part
def begin(
    p: Settings,
    month: Month,
    start: InitialConditions,
    r: int,
    organisations: Numbered[Organisation],
) -> None:
    """Set everybody to record 0: unaware, except the pilots, who are live without proficiency.

    If the programme starts later, its pilots are unaware like all others until then.
    What organisations under way bring with them is in `start` (`sim.process.past`), if any are.
    """
    n = len(organisations)
    live = stage_of_pilots(p)
    month.own_use = p.own_start if p.kind == 0 else 0.0
    for k in range(len(month.purse)):
        month.purse[k] = 0.0
    for i in range(n):
        me = organisations[i]
        me.rank = moves.rank(start.position[r, i], n)
        me.phase = start.phase[r, i]
        me.pilot = start.pilot[r, i] and not takes_pilots_later(p)
        me.source = me.pilot
        me.needed = factors.approvals_needed(me.boards, p.fewer_boards)
        me.counted = start.counted[r, i]
        me.champion = start.champion[r, i]
        me.stage = live if me.pilot else names.UNAWARE
        me.ever_live = me.pilot
        begin_afresh(p, me)
        if start.brought.size > 0:
            take_over(me, start.brought[r, i])


@part
def stage_of_pilots(p: Settings) -> int:
    """Return the stage at which pilots begin: in the dip; a classic process knows none."""
    return names.IMPLEMENTING if p.kind == 0 else names.EMBEDDED


@part
def takes_pilots_later(p: Settings) -> bool:
    """Return whether a plan chooses pilots, and its programme starts after month 0."""
    return p.start > 0 and p.pilots > 0


@part
def starts_later(p: Settings) -> bool:
    """Return whether the programme starts after month 0, and so changes what ties carry."""
    return p.start > 0


@part
def starts_next(p: Settings, month: Month) -> bool:
    """Return whether the programme starts when this month is over, and the run is not."""
    return month.number + 1 == p.start and p.start < p.months


@part
def take_pilots(
    p: Settings, start: InitialConditions, r: int, organisations: Numbered[Organisation]
) -> None:
    """Let the pilots of a programme that starts now go live; those live already stay as they are.

    They are the ones that would be pilots at month 0: chosen by readiness, whatever their stage.
    """
    if not takes_pilots_later(p):
        return
    for i in range(len(organisations)):
        me = organisations[i]
        me.pilot = start.pilot[r, i]
        me.source = me.pilot
        if me.pilot and not is_live(me.stage):
            go_live_as_pilot(p, me)


@part
def go_live_as_pilot(p: Settings, me: Organisation) -> None:
    """Go live as pilots do: it costs the site no money and no fatigue, and leaves nothing open."""
    me.stage = stage_of_pilots(p)
    me.ever_live = True
    me.compelled = False
    me.stay = 0
    me.age = 0
    me.approvals = 0
    me.waited = NOT_READY
    me.proficiency = 0.0
    me.performance = 0.0
    me.case = 0.0
    me.clock = 0.0
    me.cool_off = 0.0


@part
def begin_afresh(p: Settings, me: Organisation) -> None:
    """Set what is the same for everybody at record 0."""
    me.ever_abandoned = False
    me.compelled = False
    me.paid = False
    me.locked = False
    me.stay = 0
    me.age = 0
    me.approvals = 0
    me.waited = NOT_READY
    me.supported = NOT_HELD
    me.proficiency = 0.0
    me.performance = 0.0
    me.fatigue = p.fatigue_start
    me.trust = p.trust
    me.case = 0.0
    me.clock = 0.0
    me.cool_off = 0.0
    me.evaluated = 0.0
    me.bound = UNBOUND


@part
def is_tired(p: Settings, me: Organisation) -> bool:
    """Return whether an organisation begins with other fatigue than everybody."""
    return me.fatigue != p.fatigue_start
