"""The dials of a scenario, resolved into the factors in a month's equations.

Every number here is exactly 1 (a factor) or 0 (an addition) when its dial is neutral.
"""

from typing import Any

from sim.params import Payment, PilotPurpose, Scenario, Sourcing, Strategy
from sim.params.names import AMBITIONS, GAPS
from sim.process.settings.design import Design, design_of
from sim.process.settings.record import ABSENT
from sim.rules import balances, factors, gaps, performance


def factors_of(scenario: Scenario, disruption: float) -> dict[str, Any]:
    """Resolve every dial of a scenario."""
    design = design_of(scenario)
    return (
        dict(gap_factor=_gap_factors(scenario, design, disruption))
        | _life_with_it(scenario, design, disruption)
        | _getting_there(scenario, design)
        | _worth(scenario)
        | _payment(scenario)
        | _buying(scenario, design)
        | _pilots(scenario)
        | _ambition(scenario.strategy)
    )


def _gap_factors(scenario: Scenario, design: Design, disruption: float) -> list[float]:
    """Factor on each gap that is the same for every organisation."""
    i, s, c = scenario.innovation, scenario.strategy, scenario.coefficients
    fits = factors.by_compatibility(i.compatibility, scenario.assumptions.compatibility_slope)
    misfit = balances.misfit(design.too_simple, c.too_simple_gaps)
    by_gap = dict.fromkeys(GAPS, 1.0)
    by_gap["cultural"] = fits * misfit * gaps.blended(c.ebcd_culture, design.methods.codesign)
    by_gap["capacity"] = (
        factors.shifted_load(i.bottleneck_shift, s.redesign, c.bottleneck_capacity)
        * factors.by_usability(design.usability, c.usability_relief)
        * gaps.blended(factors.lean_capacity(disruption, c.lean_gain), design.methods.lean)
    )
    by_gap["technical"] = (
        fits * misfit * design.unfit * (c.build_technical if s.sourcing == Sourcing.build else 1.0)
    )
    by_gap["financial"] = c.tariff_finance if i.payment == Payment.tariff else 1.0
    return [by_gap[gap] for gap in GAPS]


def _life_with_it(scenario: Scenario, design: Design, disruption: float) -> dict[str, Any]:
    """Resolve what affects the dip, the benefit, learning and leaving."""
    i, strategy, c = scenario.innovation, scenario.strategy, scenario.coefficients
    lean = design.methods.lean
    return dict(
        value_finance=c.vbhc_finance * design.methods.value,
        dip_factor=(
            balances.dip_by_regulation(scenario.system.regulation, c.regulation_dip) * design.unfit
        ),
        benefit_factor=(
            gaps.blended(factors.lean_benefit(disruption, c.lean_gain), lean)
            * factors.realised_benefit(i.bottleneck_shift, strategy.redesign)
        ),
        redesign_days=performance.redesign_days(
            scenario.assumptions.redesign_days,
            strategy.redesign,
            i.bottleneck_shift,
            i.decommissioning,
        ),
        learning_factor=factors.learning_by_usability(design.usability, c.usability_learning),
        abandon_factor=factors.by_usability(design.usability, c.usability_relief),
        leaving_factor=factors.by_embedding(i.nasss.embedding, c.embedding_leaving),
        training=scenario.system.training,
    )


def _getting_there(scenario: Scenario, design: Design) -> dict[str, Any]:
    """Resolve what affects the case, shared material, evidence and integration."""
    strategy, c = scenario.strategy, scenario.coefficients
    built = strategy.sourcing == Sourcing.build
    return dict(
        case_factor=balances.bespoke_delay(design.too_bespoke, c.too_bespoke_time) * design.cost,
        reuse=balances.reusable(design.too_bespoke, c.mismatch_reuse),
        similarity_across_types=design.reach,
        site_cost_factor=design.cost * (c.build_site_cost if built else 1.0),
        codification=ABSENT if strategy.codification is None else strategy.codification,
        excluded=balances.excluded(scenario.assumptions.exclusion, strategy.inclusive),
        head_start=factors.head_start(strategy.case_head_start, design.plan),
        plan=design.plan,
        integration=strategy.integration,
        integration_ramp=strategy.integration_ramp,
    )


def _worth(scenario: Scenario) -> dict[str, Any]:
    """Resolve what a case counts, and what comes back as cash in the year (C27-C29)."""
    i, system = scenario.innovation, scenario.system
    released = factors.tied_savings(i.decommissioning, scenario.strategy.redesign)
    return dict(
        counted_value=factors.counted_value(system.value_breadth),
        cash_share=factors.cash_share(i.in_year_share, released, system.incentives),
    )


def _payment(scenario: Scenario) -> dict[str, Any]:
    """Resolve how the innovation is paid for (C08)."""
    innovation, c = scenario.innovation, scenario.coefficients
    consumer, tariff = (innovation.payment == each for each in (Payment.consumer, Payment.tariff))
    clarity = innovation.regulatory_clarity
    return dict(
        awareness_factor=c.consumer_awareness if consumer else 1.0,
        regulatory_clarity=max(0.0, clarity - c.consumer_clarity) if consumer else clarity,
        fewer_boards=c.tariff_boards if tariff else 0,
    )


def _buying(scenario: Scenario, design: Design) -> dict[str, Any]:
    """Regulation, sourcing and contract (B4, B8, B9)."""
    system, strategy, innovation, c = (
        scenario.system,
        scenario.strategy,
        scenario.innovation,
        scenario.coefficients,
    )
    built, partnered = (strategy.sourcing == each for each in (Sourcing.build, Sourcing.partner))
    pace = innovation.pace
    if pace is None:
        pace = factors.pace_of(innovation.nasss.embedding, c.embedding_pace)
    return dict(
        approval_factor=balances.approval_by_regulation(
            system.regulation, system.principles, c.regulation_approval, c.principles_approval
        ),
        procurement_factor=balances.procurement_by_regulation(
            system.regulation, c.regulation_procurement
        )
        * balances.bespoke_delay(design.too_bespoke, c.too_bespoke_time),
        procurement_shift=(c.build_procurement if built else 0.0)
        + (c.partnership_procurement if partnered else 0.0),
        partner_dose=c.partnership_dose if partnered else 0.0,
        pace=pace + (c.build_pace if built else 0.0),
        contract=ABSENT if strategy.contract is None else strategy.contract,
    )


def _pilots(scenario: Scenario) -> dict[str, Any]:
    """Resolve the gain from pilots that ask one question (C43)."""
    purpose, gain = scenario.strategy.pilot_purpose, scenario.coefficients.pilots_gain
    return dict(
        pilot_evidence_factor=1.0 + gain * (purpose == PilotPurpose.workflow),
        tools_factor=1.0 + gain * (purpose == PilotPurpose.training),
        fit_bonus=gain * (purpose == PilotPurpose.adaptation),
    )


def _ambition(strategy: Strategy) -> dict[str, Any]:
    review = strategy.ambition_review
    return dict(
        ambition=AMBITIONS.index(strategy.ambition.value),
        ambition_review=ABSENT if review is None else strategy.start + review,
    )
