"""What each assumption claims; rows as in `claims`."""

from pathlib import Path

from claims import (
    BLIND,
    CO_DESIGN,
    DASHBOARDS,
    DIAGNOSED,
    DOWN,
    EITHER,
    FAILING,
    GRANTS,
    HARD,
    HARD_MANDATE,
    HELPING,
    LAPSING,
    LEARNING,
    LIVE,
    MANDATE,
    MAPPING,
    PLAYBOOK,
    REMOTE,
    RETURNING,
    SPOILT,
    TELLING,
    TEMPLATES,
    TOOLS,
    UP,
    WIDE,
    lived,
    where,
    with_lever,
)
from paired import (
    EVERYBODY_LIVE,
    abandoned,
    aware,
    benefit,
    committed,
    days,
    embedded_on_average,
    ever_live,
    exposure,
    live_on_average,
    site_cost,
)

from sim.params import PilotPurpose

# 24 organisations, of which 16 do not say where they stand, and others not since when
DATA = str(Path(__file__).parent.parent / "data" / "standing.csv")
FREED = "innovation=freed"
LARGE = where(changes={"system.organisations": 150}, comms=1)
SOON_AGAIN = RETURNING | {"assumptions.cool_off_abandoned": 3, "assumptions.top_threshold": 0}
AGAIN = where(FREED, changes=SOON_AGAIN)
TIRED = where(FREED, changes=SOON_AGAIN | {"assumptions.fatigue_failure": 0.6})
LOUD = lived("derisk", FREED, changes=RETURNING | {"assumptions.bad_news": 5})
USED = with_lever("comms", changes={"innovation.own_use.start": 0.2})
REDESIGNED = with_lever("comms", changes={"innovation.bottleneck_shift": 0.3})
TRAINED = with_lever("comms", changes={"system.training": 0.02})
ASKING = where(*PLAYBOOK.presets, changes={"strategy.pilot_purpose": PilotPurpose.workflow})
TYPES = dict(medical_product=0, digital=0, care_model=0)


def made_of(kind):
    """Everybody live with an innovation of one type."""
    types = {f"innovation.types.{k}": int(k == kind) for k in TYPES}
    return where(changes=EVERYBODY_LIVE | types | {"innovation.benefit": None})


GAPS_AND_EVIDENCE = [
    *((f"disruption_{k}", 0.1, 0.9, UP, exposure, made_of(k)) for k in TYPES),
    *((f"benefit_{k}", 0.02, 0.2, UP, benefit, made_of(k)) for k in TYPES),
    ("gap_ceiling", 0.5, 1.0, DOWN, live_on_average, WIDE),
    ("compelled_factor", 1.0, 2.0, DOWN, embedded_on_average, HARD_MANDATE),
    ("evidence_months", 1, 30, DOWN, live_on_average, TELLING),
    ("unevaluated_evidence", 0.0, 1.0, UP, live_on_average, BLIND),
    ("evidence_via_ties", 0.0, 0.5, UP, live_on_average, TELLING),
    ("pilot_evidence", 0.0, 5.0, UP, live_on_average, TELLING),
    ("evidence_pooled", 0.0, 0.8, UP, live_on_average, TELLING),
    ("pooled_base", 0.0, 0.5, UP, live_on_average, TELLING),
    ("pooled_by_data", 0.0, 1.0, UP, live_on_average, DASHBOARDS),
    ("pooled_by_tools", 0.0, 1.0, UP, live_on_average, TOOLS),
    ("pooled_by_comms", 0.0, 1.0, UP, live_on_average, TELLING),
    ("own_evidence", 0.0, 1.0, UP, live_on_average, USED),
    ("similarity_across_types", 0.0, 0.9, UP, live_on_average, TOOLS),
    ("maturity_distance", 0.05, 1.0, UP, live_on_average, TOOLS),
    ("performance_shown", 0.0, 1.0, DOWN, committed, TELLING),  # most sites are still learning
    ("worth_finance", 0.0, 1.0, UP, live_on_average, TELLING),
    ("hurdle", 1.0, 12.0, DOWN, live_on_average, TELLING),
    ("payback_months", 6, 120, UP, live_on_average, TELLING),
    ("bad_news", 0.0, 5.0, DOWN, ever_live, with_lever("comms", FREED, changes=SPOILT)),
    ("advocates_exposure", 0.0, 0.4, UP, committed, TELLING),
    ("advocates_from", 1, 60, DOWN, live_on_average, TELLING),
    ("benchmarking_exposure", 0.0, 0.9, UP, live_on_average, DASHBOARDS),
]

HEARING_AND_COMMITTING = [
    ("base_awareness", 0.0, 0.1, UP, aware, HELPING),
    ("comms_awareness", 0.0, 0.5, UP, aware, TELLING),
    ("word_of_mouth", 0.0, 2.0, UP, aware, HELPING),
    ("support_awareness", 0.0, 2.0, UP, aware, HELPING),
    ("commitment_rate", 1.0, 3.3, UP, committed, TELLING),
    ("threshold_steepness", 4, 20, EITHER, committed, TELLING),
    ("top_threshold", 0.2, 0.8, DOWN, committed, TELLING),
    ("support_threshold_cut", 0.0, 0.8, UP, committed, HELPING),
    ("codesign_threshold_cut", 0.0, 0.8, UP, committed, CO_DESIGN),
    ("own_awareness", 0.0, 1.0, UP, aware, USED),
    ("lapse_rate", 0.0, 0.26, DOWN, live_on_average, LEARNING),
    ("champion_momentum", 0.0, 1.0, UP, live_on_average, LEARNING),
    ("comms_momentum", 0.0, 1.0, UP, live_on_average, with_lever("comms", changes=LAPSING)),
    ("cop_momentum", 0.0, 1.0, UP, live_on_average, with_lever("cop", changes=LAPSING)),
    ("support_momentum", 0.0, 1.0, UP, live_on_average, with_lever("one2one", changes=LAPSING)),
]

DECIDING = [
    ("case_preparation", 1, 12, DOWN, live_on_average, PLAYBOOK),
    ("support_case", 0.0, 5.0, UP, live_on_average, HELPING),
    ("approval_at_best", 0.65, 2.6, UP, live_on_average, TELLING),
    ("govern_approval", 0.0, 2.0, UP, live_on_average, MAPPING),
    ("board_rejection", 0.0, 0.5, DOWN, live_on_average, TELLING),
    ("govern_rejection", 0.0, 1.0, UP, live_on_average, MAPPING),
    ("standard_procurement", 0.0, 1.0, UP, live_on_average, TEMPLATES),
    ("codesign_relevance", 0.0, 1.0, DOWN, live_on_average, TEMPLATES),
    ("cool_off_rejected", 1, 60, DOWN, live_on_average, TELLING),
    ("mandate_compliance", 0.02, 0.5, UP, live_on_average, MANDATE),
    ("mandate_floor", 0.1, 1.0, UP, live_on_average, MANDATE),
]

LIVING = [
    ("deepest_dip", 0.1, 0.6, UP, exposure, LIVE),
    ("dual_run_relief", 0.0, 1.0, DOWN, exposure, LIVE),
    ("derisk_dip", 0.0, 1.0, DOWN, exposure, lived("derisk")),
    ("crowding_capacity", 0.05, 1.0, DOWN, exposure, LIVE),
    ("learning_rate", 0.2, 0.8, UP, embedded_on_average, LIVE),
    ("derisk_learning", 0.0, 2.0, UP, embedded_on_average, lived("derisk")),
    ("partner_learning", 0.0, 2.0, UP, embedded_on_average, lived("partner")),
    ("exemplar_learning", 0.0, 2.0, UP, embedded_on_average, lived("exemplar")),
    ("superficiality", 0.0, 0.5, DOWN, embedded_on_average, LIVE),
    ("embed_at", 0.5, 0.95, DOWN, embedded_on_average, LIVE),
    ("tolerance", 0.0, 0.1, DOWN, exposure, LIVE),
    ("abandon_in_dip", 0.05, 0.5, UP, abandoned, HARD),
    ("abandon_from", 0, 24, DOWN, abandoned, HARD),
    ("derisk_abandon", 0.0, 1.0, DOWN, abandoned, lived("derisk", REMOTE)),
    ("discontinue_embedded", 0.0, 0.05, UP, abandoned, LIVE),
    ("partner_discontinue", 0.0, 1.0, DOWN, abandoned, lived("partner")),
    ("cop_discontinue", 0.0, 1.0, DOWN, abandoned, lived("cop")),
    ("cool_off_abandoned", 3, 60, DOWN, live_on_average, FAILING),
    ("derisk_cool_off", 0, 12, UP, live_on_average, lived("derisk", REMOTE, changes=RETURNING)),
    ("derisk_bad_news", 0.0, 1.0, UP, live_on_average, LOUD),
]

FATIGUE_AND_CHAMPIONS = [
    ("fatigue_start", 0.0, 0.6, DOWN, embedded_on_average, HARD),
    ("fatigue_go_live", 0.0, 1.0, DOWN, embedded_on_average, TELLING),
    ("fatigue_failure", 0.0, 1.0, DOWN, embedded_on_average, AGAIN),
    ("fatigue_recovery", 0.0, 0.5, UP, embedded_on_average, TIRED),
    ("champion_base", 0.0, 0.4, UP, embedded_on_average, LIVE),
    ("champion_by_culture", 0.0, 0.8, UP, embedded_on_average, HARD),
    ("champion_loss", 0.0, 0.2, DOWN, embedded_on_average, LIVE),
    ("champion_gain", 0.0, 0.2, UP, embedded_on_average, LIVE),
    ("support_champion", 0.0, 1.0, UP, embedded_on_average, lived("one2one")),
    ("cop_champion", 0.0, 1.0, UP, embedded_on_average, lived("cop")),
    ("champion_culture", 0.0, 0.8, UP, embedded_on_average, LIVE),
    ("champion_capacity", 0.0, 0.8, UP, embedded_on_average, LIVE),
    ("rank_noise", 0.0, 0.5, EITHER, live_on_average, TELLING),
]

STOOD = where(changes={"system.organisations_file": DATA})
TODAY = [
    ("unknown_stage_weight", 0.1, 1000.0, EITHER, live_on_average, STOOD),
    ("unknown_live_within", 1, 120, EITHER, embedded_on_average, STOOD),
]

TRUST = [
    ("trust_built", 0.0, 0.1, UP, live_on_average, TELLING),
    ("trust_lost", 0.0, 0.5, DOWN, embedded_on_average, HARD_MANDATE),
    ("trust_recovery", 0.0, 0.5, DOWN, live_on_average, TELLING),
]

MONEY = [
    ("scale_economy", 0.0, 2.0, DOWN, live_on_average, LARGE),
    ("slot", 0.8, 4.0, DOWN, live_on_average, HELPING),
    ("longest_support", 2, 36, EITHER, live_on_average, HELPING),
    ("diagnose_factor", 0.0, 5.0, UP, live_on_average, DIAGNOSED),
    ("diagnose_rest", 0.0, 1.0, DOWN, live_on_average, DIAGNOSED),
    ("diagnose_most", 0.3, 1.0, UP, live_on_average, DIAGNOSED),
    ("grant", 10, 200, DOWN, live_on_average, GRANTS),
    ("stock_scale", 30, 500, DOWN, live_on_average, TEMPLATES),
    ("pilot_cost", 0, 150, DOWN, live_on_average, PLAYBOOK),
    ("preparation_cost", 0.0, 0.3, DOWN, live_on_average, PLAYBOOK),
    ("service_value", 50, 200, UP, benefit, TELLING),
    ("day_cost", 0.1, 0.6, UP, site_cost, TELLING),
    ("case_days", 0, 20, UP, days, TELLING),
    ("go_live_days", 70, 400, UP, days, TELLING),
    ("redesign_days", 0, 200, UP, days, REDESIGNED),
    ("evaluation_days", 0, 10, UP, days, TELLING),
    ("mandate_days", 0, 10, UP, days, MANDATE),
    ("training_days", 0, 1000, UP, days, TRAINED),
    ("integration_cost", 0, 30, UP, site_cost, TELLING),
    ("transition_days", 3, 27, UP, days, TELLING),
    ("purpose_cost", 0.0, 2.0, DOWN, live_on_average, ASKING),
    ("mandate_office", 0.0, 25.0, DOWN, live_on_average, MANDATE),
]

ASSUMPTIONS = [
    (f"assumptions.{name}", *claim)
    for name, *claim in (
        *GAPS_AND_EVIDENCE,
        *HEARING_AND_COMMITTING,
        *DECIDING,
        *LIVING,
        *FATIGUE_AND_CHAMPIONS,
        *TODAY,
        *TRUST,
        *MONEY,
    )
]
