"""Record 0: everybody unaware, but for the pilots, or where organisations say that they stand.

Written once for all engines, with `p`, `month` and `me` as in `sim.process.decisions`.
"""

from sim.params import names
from sim.process.brought import take_over
from sim.process.initial_conditions import InitialConditions
from sim.process.settings import Settings
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

    What organisations under way bring with them is in `start` (`sim.process.past`), if any are.
    """
    n = len(organisations)
    live = names.IMPLEMENTING if p.kind == 0 else names.EMBEDDED
    month.own_use = p.own_start if p.kind == 0 else 0.0
    for k in range(len(month.purse)):
        month.purse[k] = 0.0
    for i in range(n):
        me = organisations[i]
        me.rank = moves.rank(start.position[r, i], n)
        me.phase = start.phase[r, i]
        me.pilot = start.pilot[r, i]
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
