"""What an organisation under way brings to month 0, as a record: kept, and taken over."""

from sim.process.state import Organisation, layout_of
from sim.rules.compiled import part, record, rule


class Brought:
    """What an organisation that is under way at month 0 brings with it, as in `Organisation`."""

    stage: int
    stay: int
    age: int
    approvals: int
    proficiency: float
    performance: float
    fatigue: float
    case: float
    clock: float
    cool_off: float
    evaluated: float
    ever_live: bool
    ever_abandoned: bool


BROUGHT = record(list(layout_of(Brought).items()))


@rule
def keep(me: Organisation, brought: Brought) -> None:
    """Copy what one organisation brings."""
    brought.stage = me.stage
    brought.stay = me.stay
    brought.age = me.age
    brought.approvals = me.approvals
    brought.proficiency = me.proficiency
    brought.performance = me.performance
    brought.fatigue = me.fatigue
    brought.case = me.case
    brought.clock = me.clock
    brought.cool_off = me.cool_off
    brought.evaluated = me.evaluated
    brought.ever_live = me.ever_live
    brought.ever_abandoned = me.ever_abandoned


@part
def take_over(me: Organisation, brought: Brought) -> None:
    """Set what an organisation under way brings with it."""
    me.stage = brought.stage
    me.stay = brought.stay
    me.age = brought.age
    me.approvals = brought.approvals
    me.proficiency = brought.proficiency
    me.performance = brought.performance
    me.fatigue = brought.fatigue
    me.case = brought.case
    me.clock = brought.clock
    me.cool_off = brought.cool_off
    me.evaluated = brought.evaluated
    me.ever_live = brought.ever_live
    me.ever_abandoned = brought.ever_abandoned
