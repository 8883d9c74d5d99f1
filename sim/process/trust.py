"""How far an organisation believes what others tell it: the inputs of each rule (E21).

`p`, `month`, `me` and `now` as in `sim.process.doses`.
"""

from sim.params.names import ABANDONED, CODESIGN, COMMS
from sim.process.doses import dose, strongest
from sim.process.settings import Settings
from sim.process.snapshot import Snapshot
from sim.process.state import Month, Organisation
from sim.rules import trust
from sim.rules.compiled import part


@part
def has_given_up(stage: int) -> bool:
    """Return whether an organisation used the innovation and gave it up."""
    return stage == ABANDONED


@part
def someone_listens(p: Settings, month: Month) -> bool:
    """Return whether co-design or two-way communication is on offer this month."""
    return trust.listening(strongest(month, CODESIGN), strongest(month, COMMS), p.two_way) > 0.0


@part
def trust_after(
    p: Settings, month: Month, me: Organisation, now: Snapshot, gone: float, compelled: bool
) -> float:
    """Trust of an organisation in what others tell it, after a month (E21).

    gone  trust in the neighbours that had given up, over the number of its ties
    """
    listening = trust.listening(
        dose(p, month, me, now, CODESIGN), dose(p, month, me, now, COMMS), p.two_way
    )
    let_down = trust.disappointment(gone, compelled)
    return trust.trust_after(
        now.trust, listening, let_down, p.trust_built, p.trust_lost, p.trust_recovery, p.trust
    )
