"""The dials of a scenario, resolved into the factors that stand in the equations of a month.

Every number here is exactly 1 (a factor) or 0 (an addition) when its dial is neutral.
"""

from dataclasses import dataclass
from typing import Any

from sim.params import (
    Assumptions,
    EndState,
    Innovation,
    Nasss,
    Payment,
    PilotPurpose,
    Scenario,
    Sourcing,
    Strategy,
)
from sim.params.names import AMBITIONS, GAPS
from sim.rules import balances, factors, gaps

ABSENT = -1.0
TARIFF_FINANCE, CONSUMER_AWARENESS, CONSUMER_CLARITY = 0.6, 1.5, 0.2  # C08
BUILD_TECHNICAL, BUILD_MONTHS, BUILD_COST, BUILD_PACE = 0.8, 6.0, 1.5, 0.01  # B4
PARTNER_MONTHS, PARTNER_DOSE = 2.0, 0.5  # B4
CODESIGN_CULTURE, CODESIGN_USABILITY, CODESIGN_MONTHS = 0.85, 0.15, 1.0  # C34
VALUE_FINANCE, VALUE_EVIDENCE = 0.20, 0.10  # C33
PURPOSE = 0.25  # what a pilot that asks one question gains there (C43)
USABLE = 0.10  # added to usability by a pilot that tests it (C43)


@dataclass(frozen=True, slots=True)
class Methods:
    """How much of each method is in the definition of the end state; a blend takes a third each."""

    lean: float
    value: float
    codesign: float


def methods_of(strategy: Strategy) -> Methods:
    """Tell the parts of the methods; clarification 54 makes a blend their mean."""
    each = strategy.end_state
    third = 1.0 / 3.0 if each == EndState.blend else 0.0
    return Methods(
        1.0 if each == EndState.lean_qi else third,
        1.0 if each == EndState.vbhc else third,
        1.0 if each == EndState.ebcd else third,
    )


def scores_with_parts(nasss: Nasss) -> Nasss:
    """Give the scores of the domains with what their named parts add (C36)."""
    adopters, wider = nasss.adopters, nasss.wider_system
    if nasss.identity is not None:
        adopters = factors.scored(adopters, nasss.identity)
    for part in (nasss.public_trust, nasss.privacy):
        if part is not None:
            wider = factors.scored(wider, part)
    return Nasss(
        nasss.condition, nasss.technology, nasss.value, adopters, nasss.organisation, wider
    )


def types_in(innovation: Innovation) -> int:
    """Count the types of innovation that are combined (C10)."""
    types = innovation.types
    return sum(w > 0 for w in (types.medical_product, types.digital, types.care_model))


def dials_of(scenario: Scenario, disruption: float) -> dict[str, Any]:
    """Resolve every dial of a scenario."""
    innovation, strategy, assumptions = (
        scenario.innovation,
        scenario.strategy,
        scenario.assumptions,
    )
    methods = methods_of(strategy)
    usability = _usability(innovation, strategy, methods)
    simple, bespoke = _tailoring(strategy, innovation)
    general = _generality(innovation, strategy, assumptions)
    return (
        dict(
            gap_factor=_gap_factors(scenario, methods, usability, simple, general["unfit"]),
            value_finance=VALUE_FINANCE * methods.value,
            value_evidence=VALUE_EVIDENCE * methods.value,
            dip_factor=(
                gaps.blended(factors.lean_dip(disruption), methods.lean)
                * balances.dip_by_regulation(scenario.system.regulation)
                * general["unfit"]
            ),
            benefit_factor=(
                gaps.blended(factors.lean_benefit(disruption), methods.lean)
                * factors.realised_benefit(innovation.bottleneck_shift, strategy.redesign)
            ),
            cash_factor=factors.tied_savings(innovation.decommissioning, strategy.redesign),
            learning_factor=factors.learning_by_usability(usability),
            abandon_factor=factors.by_usability(usability),
            leaving_factor=factors.by_embedding(innovation.nasss.embedding),
            case_factor=balances.bespoke_delay(bespoke) * general["cost"],
            case_shift=CODESIGN_MONTHS * methods.codesign,
            reuse=balances.reusable(bespoke),
            similarity_across_types=general["reach"],
            site_cost_factor=general["cost"]
            * (BUILD_COST if strategy.sourcing == Sourcing.build else 1.0),
            codification=ABSENT if strategy.codification is None else strategy.codification,
            excluded=balances.excluded(assumptions.exclusion, strategy.inclusive),
            head_start=factors.head_start(strategy.case_head_start, plan_of(strategy)),
            plan=plan_of(strategy),
            training=scenario.system.training,
            integration=strategy.integration,
            integration_ramp=strategy.integration_ramp,
        )
        | _payment(innovation)
        | _buying(scenario, bespoke)
        | _pilots(strategy)
        | _ambition(strategy)
    )


def plan_of(strategy: Strategy) -> float:
    """Planning for scale that a late ambition leaves (C51)."""
    return factors.planned_in_time(strategy.plan, strategy.ambition_month)


def _usability(innovation: Innovation, strategy: Strategy, methods: Methods) -> float:
    tested = USABLE if strategy.pilot_purpose == PilotPurpose.usability else 0.0
    return min(1.0, innovation.usability + CODESIGN_USABILITY * methods.codesign + tested)


def _tailoring(strategy: Strategy, innovation: Innovation) -> tuple[float, float]:
    """How far the approach is too simple and too bespoke; both 0 where it is left to complexity."""
    if strategy.tailoring is None:
        return 0.0, 0.0
    asked = innovation.complexity
    return (
        balances.too_simple(strategy.tailoring, asked),
        balances.too_bespoke(strategy.tailoring, asked),
    )


def _generality(
    innovation: Innovation, strategy: Strategy, assumptions: Assumptions
) -> dict[str, float]:
    across, general = assumptions.similarity_across_types, strategy.general
    if general is None:
        return dict(reach=across, unfit=1.0, cost=1.0)
    risk = innovation.risk
    how_risky = balances.risk_of(risk.clinical, risk.operational, risk.financial)
    return dict(
        reach=balances.reach_of_general(across, general),
        unfit=balances.unfit_of_general(general, how_risky),
        cost=balances.cost_of_tailored(general),
    )


def _gap_factors(
    scenario: Scenario, methods: Methods, usability: float, simple: float, unfit: float
) -> list[float]:
    """Factor on each gap that is the same for every organisation."""
    i, s, system = scenario.innovation, scenario.strategy, scenario.system
    fits = factors.by_compatibility(i.compatibility, scenario.assumptions.compatibility_slope)
    by_gap = dict.fromkeys(GAPS, 1.0)
    by_gap["cultural"] = (
        fits * balances.misfit(simple) * gaps.blended(CODESIGN_CULTURE, methods.codesign)
    )
    by_gap["capacity"] = factors.shifted_load(
        i.bottleneck_shift, s.redesign
    ) * factors.by_usability(usability)
    by_gap["technical"] = (
        fits
        * balances.misfit(simple)
        * unfit
        * (BUILD_TECHNICAL if s.sourcing == Sourcing.build else 1.0)
    )
    by_gap["financial"] = (
        factors.by_breadth(system.value_breadth)
        * factors.by_breadth(system.incentives)
        * factors.by_tied_savings(i.decommissioning, s.redesign)
        * (TARIFF_FINANCE if i.payment == Payment.tariff else 1.0)
    )
    return [by_gap[gap] for gap in GAPS]


def _payment(innovation: Innovation) -> dict[str, Any]:
    consumer = innovation.payment == Payment.consumer
    clarity = innovation.regulatory_clarity
    return dict(
        awareness_factor=CONSUMER_AWARENESS if consumer else 1.0,
        regulatory_clarity=max(0.0, clarity - CONSUMER_CLARITY) if consumer else clarity,
        fewer_boards=1 if innovation.payment == Payment.tariff else 0,
    )


def _buying(scenario: Scenario, bespoke: float) -> dict[str, Any]:
    """Regulation, sourcing and contract (B4, B8, B9)."""
    system, strategy, innovation = scenario.system, scenario.strategy, scenario.innovation
    built, partnered = (
        strategy.sourcing == Sourcing.build,
        strategy.sourcing == Sourcing.partner,
    )
    pace = innovation.pace
    if pace is None:
        pace = factors.pace_of(innovation.nasss.embedding)
    return dict(
        approval_factor=balances.approval_by_regulation(system.regulation, system.principles),
        procurement_factor=balances.procurement_by_regulation(system.regulation)
        * balances.bespoke_delay(bespoke),
        procurement_shift=(BUILD_MONTHS if built else 0.0) + (PARTNER_MONTHS if partnered else 0.0),
        partner_dose=PARTNER_DOSE if partnered else 0.0,
        pace=pace + (BUILD_PACE if built else 0.0),
        contract=int(ABSENT) if strategy.contract is None else strategy.contract,
    )


def _pilots(strategy: Strategy) -> dict[str, Any]:
    purpose = strategy.pilot_purpose
    return dict(
        pilot_evidence_factor=1.0 + PURPOSE * (purpose == PilotPurpose.workflow),
        tools_factor=1.0 + PURPOSE * (purpose == PilotPurpose.training),
        fit_bonus=PURPOSE * (purpose == PilotPurpose.adaptation),
    )


def _ambition(strategy: Strategy) -> dict[str, Any]:
    review = strategy.ambition_review
    return dict(
        ambition=AMBITIONS.index(strategy.ambition.value),
        ambition_review=int(ABSENT) if review is None else review,
    )
