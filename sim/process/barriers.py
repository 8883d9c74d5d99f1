"""The five gaps of one organisation in a month, what levers close of them, what stays feasible.

`p`, `month`, `me` and `now` as in `sim.process.doses`; each number comes from `sim.rules`.
"""

from sim.params.lever_table import NOBODY, WITH_HELP
from sim.params.names import (
    CAPACITY,
    COMMITTED,
    CULTURAL,
    DECIDE,
    DECIDING,
    DIAGNOSE,
    EMBEDDED,
    EVIDENCE,
    FINANCIAL,
    IMPLEMENT,
    IMPLEMENTING,
    PERSUADE,
    REACHES,
    SUSTAIN,
    TECHNICAL,
)
from sim.process.doses import dose, may_reach, mismatch_of, strongest
from sim.process.live_month import integration_at
from sim.process.settings import Settings
from sim.process.snapshot import Snapshot
from sim.process.stages import is_live
from sim.process.state import Month, Organisation
from sim.rules import balances, evidence, factors, gaps, trust
from sim.rules.compiled import part, where

GAPS = 5
PRODUCT, ADDITIVE, WEAKEST = range(3)  # aggregators: sim.params.names.AGGREGATORS


@part
def capacity_of(p: Settings, month: Month, me: Organisation) -> float:
    """Capacity of an organisation this month, with its training and its winter pressure."""
    capacity = factors.trained(me.capacity, p.training, month.number)
    return gaps.in_winter(capacity, month.winter)


@part
def known(p: Settings, month: Month, now: Snapshot) -> float:
    """Evidence that an organisation believes: along ties, from all sites, by own use (E5, E24)."""
    everybody = evidence.pooled(
        now.everywhere, now.alike, now.alike_same_type, p.plan, p.similarity_across_types
    )
    return evidence.evidence(
        now.heard + now.reach * everybody,
        trust.believed(now.trust),
        p.own_evidence * month.own_use,
    )


@part
def strength(gap: int, p: Settings, month: Month, me: Organisation, now: Snapshot) -> float:
    """Return what an organisation has against one gap [share]."""
    if gap == CULTURAL:
        return me.culture
    if gap == CAPACITY:
        return gaps.able_now(capacity_of(p, month, me), now.fatigue)
    if gap == EVIDENCE:
        return known(p, month, now)
    if gap == TECHNICAL:
        return factors.trained(me.maturity, p.training, month.number)
    return me.finance


@part
def integration_of(p: Settings, now: Snapshot) -> float:
    """Return how far an organisation has integrated it, or would at its go-live (B6)."""
    return where(is_live(now.stage), integration_at(p, now.age), p.integration)


@part
def factor(gap: int, p: Settings, month: Month, me: Organisation, now: Snapshot) -> float:
    """Return what widens or narrows one gap of an organisation: common dials and its own traits."""
    common = p.gap_factor[gap] * where(me.deprived, p.excluded, 1.0)
    if gap == CULTURAL:
        rubs = mismatch_of(p, me)
        common = common * balances.culture_mismatch(rubs, p.codification_culture)
        return common * where(now.compelled, p.compelled_factor, 1.0)
    if gap == CAPACITY:
        return common * balances.capacity_by_integration(
            integration_of(p, now), p.integration_capacity
        )
    if gap == TECHNICAL:
        common = common * balances.technical_by_integration(
            integration_of(p, now), p.integration_technical
        )
        return common * gaps.legacy_factor(me.legacy, p.legacy_technical)
    if gap == FINANCIAL:
        worth = where(now.stage == DECIDING, month.board_worth, month.case_worth)
        return common * worth * factors.by_value(me.maturity, p.value_finance)
    return common


@part
def open_gap(gap: int, p: Settings, month: Month, me: Organisation, now: Snapshot) -> float:
    """One gap of an organisation before any lever except a champion of its own (E3)."""
    width = gaps.open_gap(
        p.load[gap], strength(gap, p, month, me, now), factor(gap, p, month, me, now), p.gap_ceiling
    )
    return gaps.narrowed(width, p.champion_closes[gap], where(now.champion, 1.0, 0.0))


@part
def largest(
    cultural: float, capacity: float, evidence: float, technical: float, financial: float
) -> int:
    """Return the largest of five gaps; the first on ties."""
    gap, width = where(capacity > cultural, CAPACITY, CULTURAL), max(cultural, capacity)
    gap, width = where(evidence > width, EVIDENCE, gap), max(width, evidence)
    gap, width = where(technical > width, TECHNICAL, gap), max(width, technical)
    return where(financial > width, FINANCIAL, gap)


@part
def closes_some(p: Settings, lever: int, gap: int) -> bool:
    """Return whether a lever closes any part of a gap."""
    return p.closes[lever * GAPS + gap] != 0.0


@part
def narrowed(
    aimed: bool,
    width: float,
    lever: int,
    gap: int,
    dose: float,
    p: Settings,
    month: Month,
    is_largest: bool,
) -> float:
    """Let a lever close its part of one gap; a diagnosis aims one-to-one help (E3, E19)."""
    closes = p.closes[lever * GAPS + gap]
    if aimed:
        closes = gaps.diagnosed(
            closes,
            strongest(month, DIAGNOSE),
            is_largest,
            p.diagnose_factor,
            p.diagnose_rest,
            p.diagnose_most,
        )
    return gaps.narrowed(width, closes, dose)


@part
def weighed_at(stage: int) -> int:
    """Return the row of weights that applies to an organisation at this stage (E4)."""
    row = where((stage == COMMITTED) | (stage == DECIDING), DECIDE, PERSUADE)
    row = where(stage == IMPLEMENTING, IMPLEMENT, row)
    return where(stage == EMBEDDED, SUSTAIN, row)


@part
def other_of(row: int) -> int:
    """Return the other of the two rows of weights that apply to a live organisation."""
    return where(row == IMPLEMENT, SUSTAIN, IMPLEMENT)


@part
def weight(gap: int, p: Settings, row: int) -> float:
    """Weight of one gap in a row of weights, looked up without a branch."""
    found = p.weight[PERSUADE * GAPS + gap]
    found = where(row == DECIDE, p.weight[DECIDE * GAPS + gap], found)
    found = where(row == IMPLEMENT, p.weight[IMPLEMENT * GAPS + gap], found)
    return where(row == SUSTAIN, p.weight[SUSTAIN * GAPS + gap], found)


@part
def other_weight(gap: int, p: Settings, row: int) -> float:
    """Weight of one gap in the other of the two rows that apply to a live organisation."""
    sustain, implement = p.weight[SUSTAIN * GAPS + gap], p.weight[IMPLEMENT * GAPS + gap]
    return where(row == IMPLEMENT, sustain, implement)


@part
def feasible(p: Settings, month: Month, row: int) -> float:
    """Feasibility Phi of one organisation under one row of weights (E4)."""
    holds, weighted, widest, weights = 0.0, 0.0, 0.0, 0.0
    if p.aggregator == PRODUCT:  # by far the most common
        for gap in range(GAPS):
            holds += gaps.hold(month.resistances[gap], p.weight[row * GAPS + gap])
        return gaps.feasibility(holds)
    for gap in range(GAPS):
        weight = p.weight[row * GAPS + gap]
        weighted += weight * month.gaps[gap]
        weights += weight
        if weight >= p.weakest_from:
            widest = max(widest, month.gaps[gap])
    if p.aggregator == WEAKEST:
        return gaps.feasibility_of_weakest(widest, weights)
    return gaps.feasibility_of_mean(weighted, weights, p.additive_slope, p.additive_least)


@part
def binding(p: Settings, month: Month, row: int) -> int:
    """Return the gap that holds one organisation back most; the first on ties."""
    worst, most = 0, -1.0
    for gap in range(GAPS):
        held = gaps.hold(month.resistances[gap], p.weight[row * GAPS + gap])
        if held > most:
            worst, most = gap, held
    return worst


@part
def fill_gaps(p: Settings, month: Month, me: Organisation, now: Snapshot) -> None:
    """Fill the five gaps of one organisation and their resistances (E3, E4, E19)."""
    open_gaps = month.gaps
    for gap in range(GAPS):
        open_gaps[gap] = open_gap(gap, p, month, me, now)
    aim = largest(open_gaps[0], open_gaps[1], open_gaps[2], open_gaps[3], open_gaps[4])
    for lever in range(len(REACHES)):
        if REACHES[lever] != NOBODY and may_reach(p, month, lever):
            reaches = dose(p, month, me, now, lever)
            if reaches > 0.0:
                aimed = REACHES[lever] == WITH_HELP
                for gap in range(GAPS):
                    open_gaps[gap] = narrowed(
                        aimed, open_gaps[gap], lever, gap, reaches, p, month, gap == aim
                    )
    for gap in range(GAPS):
        month.resistances[gap] = gaps.resistance(open_gaps[gap])
