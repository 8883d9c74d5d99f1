"""Keys that older presets may hold, and what to write instead."""

_MISMATCH = "write coefficients.mismatch_reuse"
_REST = "it has the rest of the weight: leave it out"
_WORTH = "gain, cash and price are weighed by assumptions.worth_finance: leave it out"
_PREPARATION = "write assumptions.preparation_cost, the share of the budget for either"
_CHAMPION = "write assumptions.champion_momentum, the share of lapses that a champion prevents"
_COMMITMENT = "it is part of assumptions.commitment_rate: leave it out"

RENAMED = {
    "innovation.loads": (
        "a load follows from the innovation's scores: write innovation.added_load.<gap> for what "
        "it asks beyond them (0.1 adds 0.1, -1 closes the gap), or leave it out"
    ),
    "assumptions.approval_scale": "write assumptions.approval_at_best, 1.3 times as much",
    "assumptions.commitment_scale": (
        "write assumptions.commitment_rate, 3.33 times as much: the rate at full quality"
    ),
    "assumptions.comms_bad_news": "write strategy.two_way: two-way communication builds trust",
    "assumptions.compelled_culture": "write assumptions.compelled_factor",
    "assumptions.go_live_cost": "work is counted in days: write assumptions.go_live_days",
    "assumptions.homophily": "write system.trust_across_types",
    "assumptions.inclusive_cost": _PREPARATION,
    "assumptions.mandate_penalty": "write assumptions.compelled_factor",
    "assumptions.momentum_loss": (
        "write assumptions.lapse_rate, 1.3 times as much: the rate without a champion"
    ),
    "assumptions.momentum_with_champion": _CHAMPION,
    "assumptions.momentum_without_champion": _CHAMPION,
    "assumptions.plan_cost": _PREPARATION,
    "assumptions.pool_reference": "write coefficients.reference_size",
    "assumptions.transition_cost": "work is counted in days: write assumptions.transition_days",
    "coefficients.approval_at_best": "write assumptions.approval_at_best",
    "coefficients.capacity_from_disruption": _REST,
    "coefficients.codification_reuse": _MISMATCH,
    "coefficients.commitment_factor": _COMMITMENT,
    "coefficients.commitment_quality": _COMMITMENT,
    "coefficients.cost_reference": "write coefficients.reference_size",
    "coefficients.decommissioning_finance": _WORTH,
    "coefficients.early_share": "the readiest 16% are early, as Rogers has it: leave it out",
    "coefficients.ebcd_case": "co-design of the end state delays no case: leave it out",
    "coefficients.fatigue_most": "fatigue ends at 1: leave it out",
    "coefficients.financial_from_slow_cash": _WORTH,
    "coefficients.financial_from_value": _REST,
    "coefficients.implementing_shown": "write assumptions.performance_shown",
    "coefficients.incentives_finance": _WORTH,
    "coefficients.lean_benefit": "write coefficients.lean_gain",
    "coefficients.lean_dip": "Lean narrows the capacity gap: write coefficients.lean_gain",
    "coefficients.live_shown": "it is what assumptions.performance_shown leaves: leave it out",
    "coefficients.pilots_evidence": "write coefficients.pilots_gain",
    "coefficients.pilots_fit": "write coefficients.pilots_gain",
    "coefficients.pilots_tools": "write coefficients.pilots_gain",
    "coefficients.pilots_usability": "write coefficients.pilots_gain",
    "coefficients.quality_from_advantage": _REST,
    "coefficients.readiness_from_culture": _REST,
    "coefficients.too_bespoke_reuse": _MISMATCH,
    "coefficients.trained_most": "training ends at 1: leave it out",
    "coefficients.usability_abandoning": "write coefficients.usability_relief",
    "coefficients.usability_capacity": "write coefficients.usability_relief",
    "coefficients.value_breadth_finance": _WORTH,
    "coefficients.vbhc_evidence": "value-based care narrows the financial gap: leave it out",
}
