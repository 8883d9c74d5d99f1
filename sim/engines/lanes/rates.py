"""The rate at which an organisation moves on before it is live, in 64 lanes."""

from sim.engines.lanes.layout import (
    ADVOCATES,
    CHAMPION,
    LANES,
    LIVE,
    MOVING,
    OWN,
    PILOT,
    RANK,
    RATE,
    SEEN,
    SHARE_LIVE,
    STAGE,
    SUPPORTED,
    is_among,
    where,
)
from sim.params import names
from sim.rules import evidence, factors, moves
from sim.rules.compiled import apart, rows_rule

NEEDING_FEASIBILITY = LIVE | 1 << names.AWARE | 1 << names.DECIDING


@rows_rule
def rate(p, month, stages, everyone, floats, shorts, small, room, of_month):  # type: ignore[no-untyped-def]
    """Work out the rate of moving on, for the stages before going live."""
    apart()
    if is_among(stages, names.UNAWARE):
        rate_hearing(p, month, everyone, small, shorts, room)
    if is_among(stages, names.AWARE):
        rate_committing(p, month, everyone, small, shorts, floats, room, of_month)
    if is_among(stages, names.COMMITTED):
        rate_lapsing(p, month, everyone, small, shorts, room)


@rows_rule
def rate_hearing(p, month, everyone, small, shorts, room):  # type: ignore[no-untyped-def]
    """Rate of hearing of the innovation, for the unaware (E7)."""
    apart()
    comms, helped = p.comms_awareness * month.offered[names.COMMS], p.support_awareness * 1.0
    no_comms, no_help = p.comms_awareness * 0.0, p.support_awareness * 0.0
    base, word, seen = p.base_awareness, p.word_of_mouth, p.observability
    factor = p.awareness_factor
    for lane in range(LANES):
        reached = everyone | (small[PILOT + lane] != 0)
        supported = reached & (shorts[SUPPORTED + lane] >= 0)
        by_comms, by_help = where(reached, comms, no_comms), where(supported, helped, no_help)
        rate = moves.awareness_rate(base, by_comms, word, seen, room[MOVING + lane], by_help)
        rate = factors.heard_more(rate, factor)
        here = small[STAGE + lane] == names.UNAWARE
        room[RATE + lane] = where(here, rate, room[RATE + lane])


@rows_rule
def rate_committing(p, month, everyone, small, shorts, floats, room, of_month):  # type: ignore[no-untyped-def]  # fmt: skip
    """Rate of committing, for the aware (E6, E8)."""
    apart()
    comms, data = month.offered[names.COMMS], month.offered[names.DATA]
    codesign = month.offered[names.CODESIGN]
    advocates_exposure, benchmarking = p.advocates_exposure, p.benchmarking_exposure
    observability, top, trialability = p.observability, p.top_threshold, p.trialability
    by_support, by_codesign = p.support_threshold_cut, p.codesign_threshold_cut
    scale, quality, steepness = p.commitment_scale, p.quality, p.threshold_steepness
    for lane in range(LANES):
        reached = where(everyone | (small[PILOT + lane] != 0), 1.0, 0.0)
        helped = where(shorts[SUPPORTED + lane] >= 0, reached, 0.0)
        felt = evidence.felt_exposure(
            room[SEEN + lane],
            observability,
            advocates_exposure * (comms * reached) * of_month[ADVOCATES + lane],
            benchmarking * (data * reached) * of_month[SHARE_LIVE + lane],
        )
        threshold = moves.threshold(
            top,
            floats[RANK + lane],
            trialability,
            by_support * helped,
            by_codesign * (codesign * reached),
        )
        persuaded = moves.persuasion(felt, threshold, steepness)
        rate = moves.commitment_rate(scale, quality, room[OWN + lane], persuaded)
        here = small[STAGE + lane] == names.AWARE
        room[RATE + lane] = where(here, rate, room[RATE + lane])


@rows_rule
def rate_lapsing(p, month, everyone, small, shorts, room):  # type: ignore[no-untyped-def]
    """Rate at which a commitment lapses, for the committed (E9)."""
    apart()
    comms, cop = month.offered[names.COMMS], month.offered[names.COP]
    loss, by_comms, by_cop = p.momentum_loss, p.comms_momentum, p.cop_momentum
    by_support = p.support_momentum
    with_champion, without = p.momentum_with_champion, p.momentum_without_champion
    for lane in range(LANES):
        reached = where(everyone | (small[PILOT + lane] != 0), 1.0, 0.0)
        helped = where(shorts[SUPPORTED + lane] >= 0, reached, 0.0)
        champion = where(small[CHAMPION + lane] != 0, with_champion, without)
        rate = moves.lapse_rate(
            loss, by_comms * (comms * reached), by_cop * (cop * reached), by_support * helped,
            champion,
        )  # fmt: skip
        here = small[STAGE + lane] == names.COMMITTED
        room[RATE + lane] = where(here, rate, room[RATE + lane])
