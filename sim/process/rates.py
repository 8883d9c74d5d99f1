"""The rate at which an organisation moves on before it is live: each rule with its inputs.

`p`, `month`, `me` and `now` as in `sim.process.doses`.
"""

from sim.params.names import AWARE, CODESIGN, COMMS, COP, DATA, ONE2ONE, PUSHES, UNAWARE
from sim.process.doses import dose
from sim.process.settings import Settings
from sim.process.snapshot import Snapshot
from sim.process.state import Month, Organisation
from sim.rules import evidence, factors, moves, trust
from sim.rules.compiled import part, where

LOGISTIC = PUSHES.index("logistic")


@part
def hearing(p: Settings, month: Month, me: Organisation, now: Snapshot) -> float:
    """Rate of hearing of the innovation [1/month] (E7)."""
    rate = moves.awareness_rate(
        p.base_awareness,
        p.comms_awareness * dose(p, month, me, now, COMMS),
        p.word_of_mouth,
        p.observability,
        trust.believed(now.trust) * now.moving,
        p.support_awareness * dose(p, month, me, now, ONE2ONE),
        p.own_awareness * month.own_use,
    )
    return factors.heard_more(rate, p.awareness_factor)


@part
def committing(
    p: Settings, month: Month, me: Organisation, now: Snapshot, feasible: float
) -> float:
    """Rate of committing [1/month], at the given feasibility (E6, E8)."""
    felt = evidence.felt_exposure(
        now.exposure,
        p.observability,
        p.advocates_exposure * dose(p, month, me, now, COMMS) * now.advocates,
        p.benchmarking_exposure * dose(p, month, me, now, DATA) * now.share_live,
        p.visible_least,
        p.visible_by_observability,
    )
    threshold = moves.threshold(
        p.top_threshold,
        now.rank,
        p.trialability,
        p.support_threshold_cut * dose(p, month, me, now, ONE2ONE),
        p.codesign_threshold_cut * dose(p, month, me, now, CODESIGN),
        p.trialability_threshold,
    )
    step = moves.persuasion(felt, threshold, p.threshold_steepness)
    persuaded = where(p.push == LOGISTIC, step, moves.plain_persuasion(felt, threshold))
    return moves.commitment_rate(p.commitment_rate, p.quality, feasible, persuaded)


@part
def lapsing(p: Settings, month: Month, me: Organisation, now: Snapshot) -> float:
    """Rate at which a commitment lapses [1/month] (E9)."""
    return moves.lapse_rate(
        p.lapse_rate,
        p.comms_momentum * dose(p, month, me, now, COMMS),
        p.cop_momentum * dose(p, month, me, now, COP),
        p.support_momentum * dose(p, month, me, now, ONE2ONE),
        where(now.champion, p.champion_momentum, 0.0),
    )


@part
def complying(p: Settings, month: Month) -> float:
    """Rate of moving under a mandate [1/month] (E12)."""
    if p.mandate_by < 0:
        return p.mandate_compliance
    return moves.compliance_rate(p.mandate_compliance, p.mandate_pull, p.mandate_by - month.number)


@part
def moving_on(
    stage: int, p: Settings, month: Month, me: Organisation, now: Snapshot, feasible: float
) -> float:
    """Rate of moving on by itself from a stage before a business case [1/month]."""
    if stage == UNAWARE:
        return hearing(p, month, me, now)
    if stage == AWARE:
        return committing(p, month, me, now, feasible)
    return lapsing(p, month, me, now)
