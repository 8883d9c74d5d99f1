"""The steps of the process, with the parameters that each depends on most, most important first.

An outcome names the steps behind it; the page shows their parameters as its sources.
"""

MONEY = (
    "strategy.budget_per_organisation", "strategy.budget_total", "strategy.programme",
    "strategy.pilots", "strategy.plan", "assumptions.pilot_cost", "assumptions.preparation_cost",
    "assumptions.end_state_cost", "assumptions.purpose_cost", "assumptions.mandate_office",
    "assumptions.day_cost",
)  # fmt: skip
GAPS = (
    "innovation.added_load.cultural", "innovation.added_load.capacity",
    "innovation.added_load.evidence",
    "innovation.added_load.technical", "innovation.added_load.financial", "system.culture",
    "system.capacity", "system.maturity", "system.finance", "system.legacy",
    "assumptions.aggregator", "assumptions.compatibility_slope",
)  # fmt: skip
HEARING = (
    "assumptions.base_awareness", "assumptions.comms_awareness", "assumptions.word_of_mouth",
    "assumptions.support_awareness",
)  # fmt: skip
COMMITTING = (
    "assumptions.commitment_rate", "assumptions.push", "assumptions.threshold_steepness",
    "assumptions.top_threshold", "assumptions.support_threshold_cut",
    "assumptions.lapse_rate",
)  # fmt: skip
EVIDENCE = (
    "assumptions.evidence_months", "assumptions.evidence_via_ties", "assumptions.evidence_pooled",
    "assumptions.maturity_distance", "assumptions.similarity_across_types",
)  # fmt: skip
WORTH = (
    "innovation.benefit", "innovation.in_year_share", "innovation.price.monthly",
    "innovation.price.setup", "system.value_breadth", "system.incentives",
    "assumptions.service_value", "assumptions.worth_finance", "assumptions.hurdle",
    "assumptions.payback_months",
)  # fmt: skip
BOARDS = (
    "assumptions.case_preparation", "assumptions.approval_at_best", "assumptions.board_rejection",
    "assumptions.cool_off_rejected", "system.board_interval", "system.approvals",
    "innovation.procurement", "innovation.regulatory_clarity",
)  # fmt: skip
DIP = (
    "assumptions.deepest_dip", "innovation.disruption", "assumptions.disruption_digital",
    "strategy.dual_running", "assumptions.dual_run_relief", "assumptions.derisk_dip",
    "assumptions.crowding_capacity",
)  # fmt: skip
LEARNING = (
    "assumptions.learning_rate", "assumptions.superficiality", "assumptions.embed_at",
    "innovation.complexity", "innovation.usability",
)  # fmt: skip
LEAVING = (
    "assumptions.abandon_in_dip", "assumptions.abandon_from", "assumptions.discontinue_embedded",
    "assumptions.cool_off_abandoned", "assumptions.derisk_abandon", "strategy.contract",
)  # fmt: skip
WORK = (
    "assumptions.go_live_days", "assumptions.transition_days", "assumptions.case_days",
    "assumptions.evaluation_days", "assumptions.redesign_days", "assumptions.mandate_days",
    "assumptions.training_days", "innovation.disruption", "strategy.dual_running",
)  # fmt: skip
OWN_USE = ("innovation.own_use.risk", "innovation.own_use.start", "innovation.own_use.spread")
AREAS = ("system.deprived_share", "system.deprived_penalty", "assumptions.exclusion")
PRICES = ("assumptions.slot", "assumptions.grant", "assumptions.stock_scale")
SPREAD = (*COMMITTING, *HEARING, *BOARDS, *GAPS, *EVIDENCE, *WORTH, *MONEY[:4])
STEPS = {
    "committing": COMMITTING, "hearing": HEARING, "boards": BOARDS, "gaps": GAPS, "worth": WORTH,
    "evidence": EVIDENCE, "dip": DIP, "learning": LEARNING, "leaving": LEAVING,
    "areas": AREAS, "money": MONEY, "prices": PRICES, "work": WORK,
    "use by staff": OWN_USE,
}  # fmt: skip
