"""What a run does not read because organisations adopt in another way."""

from dataclasses import fields

from sim.networks.system import Arrays
from sim.params.names import KINDS
from sim.process.conditions.condition import Condition, row
from sim.process.settings import Settings

# Used up before the first month: no equation of a month reads them
BEFORE = frozenset(
    (
        *("disruption_medical_product", "disruption_digital", "disruption_care_model"),
        *("benefit_medical_product", "benefit_digital", "benefit_care_model"),
        *("combined_benefit", "combined_load", "compatibility_slope", "exclusion"),
        *("accountability_culture", "unevaluated_evidence", "champion_culture"),
        *("champion_capacity", "scale_economy", "pilot_cost", "preparation_cost"),
        *("end_state_cost", "purpose_cost", "mandate_office"),
    )
)
# All that a classic model reads; fatigue is only kept in histories
CLASSIC = frozenset(
    (
        *("kind", "bass_innovation", "bass_imitation", "threshold", "count", "months"),
        *("start", "pilots", "mixed_pilots", "ambition", "ambition_review", "rank_noise"),
        *("own_start",),
        *("readiness_from_maturity", "readiness_from_capacity"),
        *("fatigue_start", "replicates_per_system", "today", "unknown_stage_weight"),
    )
)


def of_the_process() -> tuple[Condition, ...]:
    """Give what the full process and the classic models do not read of each other."""
    counted = {"type", "region", "deprived", "maturity", "capacity", "culture", "size"}
    ties = {"starts", "peers", "trust", "by_maturity"}
    traits = {f"organisations.{name}" for name in set(Arrays._fields) - counted - ties}
    full = {each.name for each in fields(Settings)} - CLASSIC - BEFORE
    kind = "process.kind"
    return (
        row(
            full | traits,
            lambda p: p.kind != KINDS.index("full"),
            "a classic model has no levers, gaps, dip or giving up",
            kind,
        ),
        row(
            ("bass_innovation", "bass_imitation"),
            lambda p: p.kind != KINDS.index("bass"),
            "organisations do not adopt by Bass's model",
            kind,
        ),
        row(
            ("threshold", "count"),
            lambda p: p.kind != KINDS.index("threshold"),
            "organisations do not adopt at a threshold",
            kind,
        ),
    )
