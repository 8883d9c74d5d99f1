"""Every coefficient that is used while a scenario is resolved moves its setting as it claims.

What the settings do to a run is tested elsewhere (`tests/paper`, `tests/validation`).
"""

from dataclasses import fields

import numpy as np
import pytest

from sim.config import with_values
from sim.networks import system_of
from sim.params import Scenario, parameters
from sim.params.names import GAPS, LEVERS
from sim.process.initial_conditions import initial_conditions_of
from sim.process.settings import Settings, settings_of

UP, DOWN = 1, -1
ALL_EASY = {
    f"innovation.nasss.{each}": 0.0
    for each in ("organisation", "adopters", "value", "condition", "technology", "wider_system")
}
DEEP = {"innovation.nasss.embedding": 1.0}
RULED = {"system.regulation": 1.0}
LEAN = {"strategy.end_state": "lean_qi", "innovation.disruption": 0.5}
VALUE = {"strategy.end_state": "vbhc"}
CODESIGN = {"strategy.end_state": "ebcd"}
BUILT = {"strategy.sourcing": "build"}
PARTNERED = {"strategy.sourcing": "partner"}
TARIFF = {"innovation.payment": "tariff"}
CONSUMER = {"innovation.payment": "consumer"}
NO_ADVANTAGE = {"innovation.relative_advantage": 0.0}
USABLE = {"innovation.usability": 1.0}
TOO_SIMPLE = {"strategy.tailoring": 0.0}
TOO_BESPOKE = {"strategy.tailoring": 1.0}
MOVED_ON = {"innovation.bottleneck_shift": 1.0}


def asking(question):
    """Pilots that ask one question."""
    return {"strategy.pilot_purpose": question}


def of_one(domain):
    """Only one domain of NASSS is complex."""
    return ALL_EASY | {f"innovation.nasss.{domain}": 1.0, "innovation.disruption": 0.0}


# Coefficient: the setting that it moves (of a gap or lever), which way, and where.
CLAIMS = [
    ("load_least", "load.technical", UP, {}),
    ("load_by_score", "load.technical", UP, {}),
    ("cultural_from_organisation", "load.cultural", UP, of_one("organisation")),
    ("capacity_from_organisation", "load.capacity", UP, of_one("organisation")),
    ("capacity_from_adopters", "load.capacity", UP, of_one("adopters")),
    ("evidence_from_value", "load.evidence", UP, of_one("value")),
    ("technical_from_wider_system", "load.technical", UP, of_one("wider_system")),
    ("financial_from_wider_system", "load.financial", UP, of_one("wider_system")),
    ("quality_from_compatibility", "quality", UP, NO_ADVANTAGE),
    ("quality_from_ease", "quality", UP, NO_ADVANTAGE),
    ("quality_from_trialability", "quality", UP, NO_ADVANTAGE),
    ("quality_from_observability", "quality", UP, NO_ADVANTAGE),
    ("reference_size", "cost.comms", DOWN, {}),
    ("usability_relief", "abandon_factor", DOWN, USABLE),
    ("usability_relief", "gap_factor.capacity", DOWN, USABLE),
    ("usability_learning", "learning_factor", UP, USABLE),
    ("bottleneck_capacity", "gap_factor.capacity", UP, MOVED_ON),
    ("tariff_finance", "gap_factor.financial", UP, TARIFF),
    ("tariff_boards", "fewer_boards", UP, TARIFF),
    ("consumer_awareness", "awareness_factor", UP, CONSUMER),
    ("consumer_clarity", "regulatory_clarity", DOWN, CONSUMER),
    ("embedding_leaving", "leaving_factor", UP, DEEP),
    ("embedding_pace", "pace", UP, DEEP),
    ("lean_gain", "gap_factor.capacity", DOWN, LEAN),
    ("lean_gain", "benefit_factor", DOWN, LEAN),
    ("vbhc_finance", "value_finance", UP, VALUE),
    ("ebcd_culture", "gap_factor.cultural", UP, CODESIGN),
    ("ebcd_usability", "learning_factor", UP, CODESIGN),
    ("pilots_gain", "tools_factor", UP, asking("training")),
    ("pilots_gain", "pilot_evidence_factor", UP, asking("workflow")),
    ("pilots_gain", "fit_bonus", UP, asking("adaptation")),
    ("pilots_gain", "learning_factor", UP, asking("usability")),
    ("late_ambition", "plan", UP, {"strategy.ambition_month": 6.0}),
    ("accountability_closes", "closes.data", UP, {"strategy.data_for": "accountability"}),
    ("too_simple_gaps", "gap_factor.technical", UP, TOO_SIMPLE),
    ("mismatch_reuse", "reuse", DOWN, TOO_BESPOKE),
    ("too_bespoke_time", "case_factor", UP, TOO_BESPOKE),
    ("build_technical", "gap_factor.technical", UP, BUILT),
    ("build_procurement", "procurement_shift", UP, BUILT),
    ("build_site_cost", "site_cost_factor", UP, BUILT),
    ("build_pace", "pace", UP, BUILT),
    ("partnership_procurement", "procurement_shift", UP, PARTNERED),
    ("partnership_dose", "partner_dose", UP, PARTNERED),
    ("general_reach", "similarity_across_types", UP, {"strategy.general": 1.0}),
    ("general_unfit", "dip_factor", UP, {"strategy.general": 1.0}),
    ("tailored_cost", "site_cost_factor", UP, {"strategy.general": 0.0}),
    ("regulation_approval", "approval_factor", DOWN, RULED),
    ("principles_approval", "approval_factor", DOWN, RULED | {"system.principles": True}),
    ("regulation_procurement", "procurement_factor", UP, RULED),
    ("regulation_dip", "dip_factor", DOWN, RULED),
]
READINESS = {f"readiness_from_{trait}": trait for trait in ("maturity", "capacity")}
DECLARED = {
    each.key.partition(".")[2]: each
    for each in parameters(Scenario())
    if each.key.startswith("coefficients.")
}
# Settings of the month: `tests/validation/claims_coefficients.py` says what they do to a run.
OF_THE_MONTH = {each.name for each in fields(Settings)} & set(DECLARED) - set(READINESS)


def test_every_coefficient_has_a_claim_or_belongs_to_the_month():
    assert {name for name, *_ in CLAIMS} | set(READINESS) | OF_THE_MONTH == set(DECLARED)


def around(name):
    """A lower and a higher value of a coefficient than its default, both allowed."""
    about = DECLARED[name]
    if isinstance(about.default, int):
        return about.default - 1, about.default + 1
    return about.default * 0.75, min(about.default * 1.25, about.high)


def setting(name, scenario):
    """A setting of a scenario, or its value for a gap or a lever."""
    whole, _, part = name.partition(".")
    value = getattr(settings_of(scenario, 60), whole)
    if not part:
        return value
    if whole == "closes":
        return value[len(GAPS) * LEVERS.index(part)]
    return value[(GAPS if part in GAPS else LEVERS).index(part)]


@pytest.mark.parametrize(("name", "moves", "sign", "where"), CLAIMS)
def test_a_coefficient_moves_its_setting_the_way_it_claims(name, moves, sign, where):
    low, high = (
        setting(moves, with_values(Scenario(), where | {f"coefficients.{name}": value}))
        for value in around(name)
    )

    assert sign * (high - low) > 0


@pytest.mark.parametrize(("name", "trait"), READINESS.items())
def test_a_weight_of_readiness_puts_those_with_the_trait_further_to_the_front(name, trait):
    """The rank correlation of a trait and readiness, in a system of 300, without chance."""

    def agreement(weight):
        changes = {f"coefficients.{name}": weight, "system.organisations": 300}
        scenario = with_values(Scenario(), changes | {"assumptions.rank_noise": 0.0})
        system = system_of(scenario.system, 0, 0)
        start = initial_conditions_of(system, settings_of(scenario, 300), 0, np.zeros(1, np.int64))
        place = np.argsort(np.argsort(getattr(system.arrays, trait)))
        return -np.corrcoef(place, start.position[0])[0, 1]

    assert agreement(0.0) < agreement(0.25) < agreement(0.5)
