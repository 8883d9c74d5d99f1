"""What levers do in a classic process, if it is asked for: the parts of E6 to E8 that it has.

Nobody hears, decides or lives with it apart from adopting, so a lever acts where the classic model
has a place for it: what speeds up hearing multiplies Bass's p; what is shown beside neighbours adds
to exposure; what makes an example persuade sooner cuts the threshold. Whom a lever reaches, and
what money buys, is as in the full process. `p`, `month`, `me` and `now` as in `sim.process.doses`.
"""

from sim.params.names import CODESIGN, COMMS, DATA, ONE2ONE
from sim.process.doses import dose
from sim.process.settings import Settings
from sim.process.snapshot import Snapshot, snapshot
from sim.process.state import Month, Organisation
from sim.rules import evidence, moves
from sim.rules.compiled import part

NEUTRAL = 0.5  # trialability, which says nothing of how one classic threshold came about


@part
def innovation(p: Settings, month: Month, me: Organisation) -> float:
    """Bass's p, faster by as much as levers speed up hearing [1/month] (E7)."""
    if p.levers == 0:
        return p.bass_innovation
    now = snapshot(month, me)
    return p.bass_innovation * moves.hearing_ratio(
        p.base_awareness,
        p.comms_awareness * dose(p, month, me, now, COMMS),
        p.support_awareness * dose(p, month, me, now, ONE2ONE),
    )


@part
def exposed(p: Settings, month: Month, me: Organisation) -> float:
    """Share of adopters seen, with what advocates and benchmarking add [share] (E6)."""
    if p.levers == 0:
        return me.exposure
    return felt(p, month, me, snapshot(month, me))


@part
def felt(p: Settings, month: Month, me: Organisation, now: Snapshot) -> float:
    """Exposure with what advocates and benchmarking add; all of what is seen counts."""
    return evidence.felt_exposure(
        now.exposure,
        0.0,
        p.advocates_exposure * dose(p, month, me, now, COMMS) * now.advocates,
        p.benchmarking_exposure * dose(p, month, me, now, DATA) * now.share_live,
        1.0,
        0.0,
    )


@part
def threshold(p: Settings, month: Month, me: Organisation) -> float:
    """The one threshold of all, lower where help or co-design cuts it (E8)."""
    if p.levers == 0:
        return p.threshold
    now = snapshot(month, me)
    return moves.threshold(
        p.threshold,
        0.0,
        NEUTRAL,
        p.support_threshold_cut * dose(p, month, me, now, ONE2ONE),
        p.codesign_threshold_cut * dose(p, month, me, now, CODESIGN),
        p.trialability_threshold,
    )
