"""The plain numbers of a month, each with its type."""

from dataclasses import dataclass

from sim.process.settings.rows import Numbers, types_of

NEVER = 1e9  # a month that never comes
ABSENT = -1  # no mandate, no wave cap, no contract...


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a month reads from a scenario; `sim.params` has units and meanings.

    The annotation of a field is its type in every engine: a float, a whole number, or a fixed
    number of floats.
    """

    # The process and the clock
    kind: int  # as KINDS
    bass_innovation: float
    bass_imitation: float
    threshold: float
    count: int
    levers: int  # 1 if they act in a classic model
    months: int
    winter: float
    first_month: int  # 1 to 12
    today: int  # calendar month of month 0: 12 times the year, plus 0 to 11
    trust: float  # of everybody at the start
    contacts: int  # as CONTACTS
    # The innovation
    quality: float
    complexity: float
    trialability: float
    observability: float
    disruption: float
    load: Numbers  # by gap
    benefit: float
    procurement: float
    price_setup: float
    price_monthly: float
    price_trend: float
    regulatory_clarity: float
    own_start: float
    own_spread: float
    own_risk: float
    # The strategy and its money
    start: int  # month of the run in which the programme starts; months below are of the run too
    programme: int  # month in which it has ended
    phase_from: Numbers  # month in which each phase begins, or NEVER
    spend: Numbers  # kGBP a month, phase by phase, by lever
    cost: Numbers  # kGBP a month for 63 % of a dose, by lever
    closes: Numbers  # lever by lever, by gap
    champion_closes: Numbers  # by gap
    weight: Numbers  # weighted stage by weighted stage, by gap
    target: int  # as TARGETS
    pilots: int  # or ABSENT: the sites that the system says are live
    mixed_pilots: int
    pilots_embedded: int  # of the pilots, if they are live at month 0
    evaluated: float  # evidence that a month makes
    dual_running: float
    mandate_month: int  # or ABSENT
    mandate_by: int  # or ABSENT
    mandate_pull: float  # months at which a deadline has the pace of a mandate without one
    wave_cap: int  # or ABSENT
    ambition: int  # as AMBITIONS
    ambition_review: int  # or ABSENT
    plan: float
    head_start: float
    two_way: float
    # The dials: factors (1 is neutral), additions (0 is neutral), and their own values
    gap_factor: Numbers  # by gap
    dip_factor: float
    benefit_factor: float
    cash_share: float  # of the benefit
    counted_value: float
    learning_factor: float
    abandon_factor: float
    leaving_factor: float
    case_factor: float
    reuse: float
    site_cost_factor: float
    awareness_factor: float
    fewer_boards: int
    approval_factor: float
    procurement_factor: float
    procurement_shift: float
    partner_dose: float
    pilot_evidence_factor: float
    tools_factor: float
    fit_bonus: float
    value_finance: float
    excluded: float
    codification: float  # or ABSENT
    pace: float
    contract: int  # or ABSENT
    training: float
    integration: float
    integration_ramp: float
    # Coefficients of the equations of a month
    legacy_technical: float
    additive_slope: float
    additive_least: float
    weakest_from: float
    benefit_reference: float
    visible_least: float
    visible_by_observability: float
    readiness_from_maturity: float
    readiness_from_capacity: float
    trialability_threshold: float
    capacity_case: float
    approval_by_clarity: float
    approval_most: float
    dip_without_support: float
    complexity_learning: float
    unlearning: float
    abandoning_dip: float
    reference_size: float
    transition_least: float
    codification_tolerance: float
    codification_culture: float
    mismatch_reuse: float
    integration_technical: float
    integration_capacity: float
    integration_benefit: float
    integration_procurement: float
    # Assumed: innovation and gaps: E2-E4
    disruption_medical_product: float
    disruption_digital: float
    disruption_care_model: float
    gap_ceiling: float
    aggregator: int  # as AGGREGATORS
    accountability_culture: float
    compelled_factor: float
    compatibility_slope: float
    benefit_medical_product: float
    benefit_digital: float
    benefit_care_model: float
    combined_benefit: float
    combined_load: float
    worth_finance: float
    hurdle: float
    payback_months: float
    exclusion: float
    # Assumed: evidence and exposure: E5, E6
    evidence_months: float
    unevaluated_evidence: float
    evidence_via_ties: float
    pilot_evidence: float
    evidence_pooled: float
    pooled_base: float
    pooled_by_data: float
    pooled_by_tools: float
    pooled_by_comms: float
    own_evidence: float
    similarity_across_types: float
    maturity_distance: float
    performance_shown: float
    bad_news: float
    advocates_exposure: float
    advocates_from: float
    benchmarking_exposure: float
    # Assumed: hearing of it and committing: E7-E9
    base_awareness: float
    comms_awareness: float
    word_of_mouth: float
    support_awareness: float
    own_awareness: float
    commitment_rate: float
    push: int  # as PUSHES
    threshold_steepness: float
    top_threshold: float
    support_threshold_cut: float
    codesign_threshold_cut: float
    lapse_rate: float
    champion_momentum: float
    comms_momentum: float
    cop_momentum: float
    support_momentum: float
    # Assumed: case, boards, procurement, mandate: E10-E12
    case_preparation: float
    support_case: float
    approval_at_best: float
    govern_approval: float
    board_rejection: float
    govern_rejection: float
    standard_procurement: float
    codesign_relevance: float
    cool_off_rejected: float
    mandate_compliance: float
    mandate_floor: float
    # Assumed: performance, learning, leaving: E13-E17
    deepest_dip: float
    dual_run_relief: float
    derisk_dip: float
    crowding_capacity: float
    learning_rate: float
    derisk_learning: float
    partner_learning: float
    exemplar_learning: float
    superficiality: float
    embed_at: float
    tolerance: float
    abandon_in_dip: float
    abandon_from: int
    derisk_abandon: float
    discontinue_embedded: float
    partner_discontinue: float
    cop_discontinue: float
    cool_off_abandoned: float
    derisk_cool_off: float
    derisk_bad_news: float
    fatigue_start: float
    fatigue_go_live: float
    fatigue_failure: float
    fatigue_recovery: float
    champion_base: float
    champion_by_culture: float
    champion_loss: float
    champion_gain: float
    support_champion: float
    cop_champion: float
    champion_culture: float
    champion_capacity: float
    rank_noise: float
    unknown_stage_weight: float
    unknown_live_within: int
    # Assumed: trust: E21
    trust_built: float
    trust_lost: float
    trust_recovery: float
    # Assumed: the partner's money: E18-E20
    scale_economy: float
    slot: float
    longest_support: int
    diagnose_factor: float
    diagnose_rest: float
    diagnose_most: float
    grant: float
    stock_scale: float
    pilot_cost: float
    preparation_cost: float
    end_state_cost: float
    service_value: float
    day_cost: float
    case_days: float
    go_live_days: float
    redesign_days: float  # 0 where there is nothing to redesign
    evaluation_days: float  # 0 without evaluation
    mandate_days: float
    training_days: float
    integration_cost: float
    partner_pace: float
    renewal_cost: float
    renewal_drop: float
    transition_days: float
    purpose_cost: float
    mandate_office: float
    replicates_per_system: int


TYPES = types_of(Settings)
