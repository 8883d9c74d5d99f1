"""The dials of a scenario, resolved into the factors in a month's equations.

Every number here is exactly 1 (a factor) or 0 (an addition) when its dial is neutral.
"""

from typing import Any

from sim.params import Payment, PilotPurpose, Scenario, Sourcing, Strategy
from sim.params.names import AMBITIONS
from sim.process.settings.design import Design
from sim.process.settings.record import ABSENT
from sim.rules import balances, factors


def factors_of(scenario: Scenario, design: Design) -> dict[str, Any]:
    """Resolve every dial that meets no other; `composition.meet` has the others."""
    return (
        _life_with_it(scenario, design)
        | _getting_there(scenario, design)
        | _payment(scenario)
        | _buying(scenario)
        | _pilots(scenario)
        | _ambition(scenario.strategy)
    )


def _life_with_it(scenario: Scenario, design: Design) -> dict[str, Any]:
    """Resolve what affects the worth, learning and leaving."""
    embedding, c = scenario.innovation.nasss.embedding, scenario.coefficients
    return dict(
        value_finance=c.vbhc_finance * design.methods.value,
        counted_value=factors.counted_value(scenario.system.value_breadth),
        learning_factor=factors.learning_by_usability(design.usability, c.usability_learning),
        abandon_factor=factors.by_usability(design.usability, c.usability_relief),
        leaving_factor=factors.by_embedding(embedding, c.embedding_leaving),
        training=scenario.system.training,
    )


def _getting_there(scenario: Scenario, design: Design) -> dict[str, Any]:
    """Resolve what affects shared material, evidence and integration."""
    strategy = scenario.strategy
    return dict(
        codification=ABSENT if strategy.codification is None else strategy.codification,
        plan=design.plan,
        integration=strategy.integration,
        integration_ramp=strategy.integration_ramp,
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


def _buying(scenario: Scenario) -> dict[str, Any]:
    """Regulation, sourcing and contract (B4, B8, B9)."""
    system, strategy, c = scenario.system, scenario.strategy, scenario.coefficients
    built, partnered = (strategy.sourcing == each for each in (Sourcing.build, Sourcing.partner))
    return dict(
        approval_factor=balances.approval_by_regulation(
            system.regulation, system.principles, c.regulation_approval, c.principles_approval
        ),
        procurement_shift=(c.build_procurement if built else 0.0)
        + (c.partnership_procurement if partnered else 0.0),
        partner_dose=c.partnership_dose if partnered else 0.0,
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
