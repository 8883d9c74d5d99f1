"""Where dials meet: the settings that several of them make together, from the parts of each.

Compiled in a kernel as it stands: the page turns dials by changing parts, and lets them meet again.
"""

from dataclasses import dataclass, field, fields

from sim.params.names import CAPACITY, CULTURAL, FINANCIAL, GAPS, TECHNICAL
from sim.params.strategy import MOST_PHASES
from sim.process.settings.money import WIDTH, Money, money_of, share_of
from sim.process.settings.parts import Parts
from sim.process.state import Column, Numbered
from sim.rules import balances, factors, gaps, partner, performance
from sim.rules.compiled import rule


@dataclass(slots=True)
class Met:
    """The settings in which parts meet; those of a row of a kernel have the same names."""

    spend: Column[float] = field(default_factory=lambda: [0.0] * (MOST_PHASES * WIDTH))
    gap_factor: Column[float] = field(default_factory=lambda: [1.0] * len(GAPS))
    head_start: float = 0.0
    evaluated: float = 0.0
    evaluation_days: float = 0.0
    excluded: float = 1.0
    pace: float = 0.0
    case_factor: float = 1.0
    procurement_factor: float = 1.0
    reuse: float = 1.0
    site_cost_factor: float = 1.0
    similarity_across_types: float = 0.0
    dip_factor: float = 1.0
    benefit_factor: float = 1.0
    redesign_days: float = 0.0
    cash_share: float = 0.0


MET = tuple(each.name for each in fields(Met))


@rule
def meet(parts: Parts, row: Met) -> int:
    """Fill in all settings of a row in which parts meet, and no others.

    Returns
    -------
    int
        The status of `Money`: partner.POSSIBLE, or why the shifts of money are not.
    """
    money = money_of(parts)
    _meet_in_money(parts, money, row)
    _meet_in_plan(parts, row)
    _meet_in_fit(parts, row)
    _meet_in_redesign(parts, row)
    _meet_in_gaps(parts, row)
    return money.status


@rule
def meet_rows(parts: Numbered[Parts], rows: Numbered[Met]) -> int:
    """Let the parts of every period meet in its row; the first status that is not POSSIBLE."""
    status = partner.POSSIBLE
    for k in range(len(rows)):
        found = meet(parts[k], rows[k])
        status = found if status == partner.POSSIBLE else status
    return status


@rule
def _meet_in_money(parts: Parts, money: Money, row: Met) -> None:
    for lever in range(WIDTH):
        row.spend[lever] = share_of(parts, money.rest_factor, 0, lever) * money.monthly
    for later in range(WIDTH, MOST_PHASES * WIDTH):
        row.spend[later] = parts.shares[later] * money.monthly


@rule
def _meet_in_plan(parts: Parts, row: Met) -> None:
    row.head_start = factors.head_start(parts.case_head_start, parts.plan)
    row.evaluated = 1.0 if parts.evaluate else parts.unevaluated_evidence
    row.evaluation_days = parts.evaluation_days if parts.evaluate else 0.0
    row.excluded = balances.excluded(parts.exclusion, parts.inclusive)
    row.pace = parts.pace + parts.pace_by_sourcing


@rule
def _too_simple(parts: Parts) -> float:
    """How far the approach is too simple; 0 where it follows complexity."""
    if parts.tailoring < 0.0:
        return 0.0
    return balances.too_simple(parts.tailoring, parts.complexity)


@rule
def _too_bespoke(parts: Parts) -> float:
    """How far the approach is too bespoke; 0 where it follows complexity."""
    if parts.tailoring < 0.0:
        return 0.0
    return balances.too_bespoke(parts.tailoring, parts.complexity)


@rule
def _meet_in_fit(parts: Parts, row: Met) -> None:
    """Tailoring, generality, regulation and sourcing (B1, B4, B5, B8)."""
    bespoke = _too_bespoke(parts)
    delay = balances.bespoke_delay(bespoke, parts.too_bespoke_time)
    row.case_factor = delay * parts.tailored_cost
    row.procurement_factor = parts.procurement_by_regulation * delay
    row.reuse = balances.reusable(bespoke, parts.mismatch_reuse)
    row.site_cost_factor = parts.tailored_cost * parts.site_cost_by_sourcing
    row.dip_factor = parts.dip_by_regulation * parts.unfit
    row.similarity_across_types = balances.reach_of_general(
        parts.similarity_across_types, parts.general, parts.general_reach
    )


@rule
def _meet_in_redesign(parts: Parts, row: Met) -> None:
    """A pathway that is redesigned with the innovation, and Lean (C05, C27, C35)."""
    lean = factors.lean_benefit(parts.disruption, parts.lean_gain)
    realised = factors.realised_benefit(parts.bottleneck_shift, parts.redesign)
    row.benefit_factor = gaps.blended(lean, parts.lean) * realised
    row.redesign_days = performance.redesign_days(
        parts.redesign_days, parts.redesign, parts.bottleneck_shift, parts.decommissioning
    )
    released = factors.tied_savings(parts.decommissioning, parts.redesign)
    row.cash_share = factors.cash_share(parts.in_year_share, released, parts.incentives)


@rule
def _meet_in_gaps(parts: Parts, row: Met) -> None:
    """Factor on each gap that is the same for every organisation."""
    fits = factors.by_compatibility(parts.compatibility, parts.compatibility_slope)
    misfit = balances.misfit(_too_simple(parts), parts.too_simple_gaps)
    shifted = factors.shifted_load(
        parts.bottleneck_shift, parts.redesign, parts.bottleneck_capacity
    )
    lean = gaps.blended(factors.lean_capacity(parts.disruption, parts.lean_gain), parts.lean)
    row.gap_factor[CULTURAL] = fits * misfit * parts.culture_by_codesign
    row.gap_factor[CAPACITY] = shifted * parts.capacity_by_usability * lean
    row.gap_factor[TECHNICAL] = fits * misfit * parts.unfit * parts.technical_by_sourcing
    row.gap_factor[FINANCIAL] = parts.finance_by_tariff
