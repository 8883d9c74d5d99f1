"""What a run does not read because organisations adopt in another way."""

from dataclasses import fields

from sim.networks.system import Arrays
from sim.params.names import KINDS, LEVERS
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
        *("kind", "bass_innovation", "bass_imitation", "threshold", "count", "levers", "months"),
        *("contacts", "start", "pilots", "mixed_pilots", "ambition", "ambition_review"),
        *("own_start", "rank_noise"),
        *("readiness_from_maturity", "readiness_from_capacity"),
        *("fatigue_start", "replicates_per_system", "today", "unknown_stage_weight"),
    )
)

# What it reads besides, if levers act in it
BY_LEVERS = frozenset(
    (
        *("phase_from", "spend", "programme", "target", "slot", "longest_support"),
        *(f"cost.{lever}" for lever in range(len(LEVERS))),
        *("base_awareness", "comms_awareness", "support_awareness", "advocates_exposure"),
        *("advocates_from", "benchmarking_exposure", "support_threshold_cut"),
        *("codesign_threshold_cut",),
    )
)


def of_the_process() -> tuple[Condition, ...]:
    """Give what the full process and the classic models do not read of each other."""
    counted = {"type", "region", "deprived", "maturity", "capacity", "culture", "size"}
    ties = {"starts", "peers", "trust", "by_maturity"}
    traits = {f"organisations.{name}" for name in set(Arrays._fields) - counted - ties}
    full = {each.name for each in fields(Settings)} - CLASSIC - BEFORE - BY_LEVERS - {"cost"}
    kind, levers = "process.kind", "process.levers"
    return (
        row(
            full | traits,
            lambda p: p.kind != KINDS.index("full"),
            "a classic model has no gaps, dip or giving up",
            kind,
        ),
        row(
            BY_LEVERS,
            lambda p: p.kind != KINDS.index("full") and not p.levers,
            "levers do nothing in a classic model unless that is asked for",
            *(kind, levers),
        ),
        row(
            ("levers",),
            lambda p: p.kind == KINDS.index("full"),
            "levers always act in the full model",
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
