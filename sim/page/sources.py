"""Which parameters stand behind a number: those of the steps that it is the outcome of."""

from collections.abc import Sequence

MONEY = (
    "strategy.budget_per_organisation", "strategy.budget_total", "strategy.programme",
    "strategy.pilots", "strategy.plan", "assumptions.pilot_cost", "assumptions.plan_cost",
    "assumptions.end_state_cost", "assumptions.inclusive_cost",
)  # fmt: skip
GAPS = (
    "innovation.loads.cultural", "innovation.loads.capacity", "innovation.loads.evidence",
    "innovation.loads.technical", "innovation.loads.financial", "system.culture",
    "system.capacity", "system.maturity", "system.finance", "system.legacy",
    "assumptions.aggregator", "assumptions.compatibility_slope",
)  # fmt: skip
HEARING = (
    "assumptions.base_awareness", "assumptions.comms_awareness", "assumptions.word_of_mouth",
    "assumptions.support_awareness",
)  # fmt: skip
COMMITTING = (
    "assumptions.commitment_scale", "assumptions.threshold_steepness",
    "assumptions.top_threshold", "assumptions.support_threshold_cut",
    "assumptions.momentum_loss",
)  # fmt: skip
EVIDENCE = (
    "assumptions.evidence_months", "assumptions.evidence_via_ties", "assumptions.evidence_pooled",
    "assumptions.maturity_distance", "assumptions.similarity_across_types",
)  # fmt: skip
BOARDS = (
    "assumptions.case_preparation", "assumptions.approval_scale", "assumptions.board_rejection",
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
CHAMPIONS = (
    "assumptions.champion_base", "assumptions.champion_by_culture", "assumptions.champion_loss",
    "assumptions.champion_gain", "assumptions.champion_culture", "assumptions.champion_capacity",
)  # fmt: skip
AREAS = ("system.deprived_share", "system.deprived_penalty", "assumptions.exclusion")

SPREAD = (*COMMITTING, *HEARING, *BOARDS, *GAPS, *EVIDENCE, *MONEY[:4])
BEHIND: dict[str, Sequence[str]] = {
    "live": SPREAD,
    "live_end": (*SPREAD, *LEAVING),
    "time_to_half": SPREAD,
    "sooner": SPREAD,
    "waiting": SPREAD,
    "embedded": (*LEARNING, *LEAVING, *SPREAD),
    "abandoned": (*LEAVING, *DIP, *GAPS),
    "dip": DIP,
    "exposure": ("assumptions.tolerance", *DIP, *LEARNING),
    "equity_gap": (*AREAS, *SPREAD),
    "cost": (*MONEY, "assumptions.slot", "assumptions.grant", "assumptions.stock_scale", *SPREAD),
    "spend": MONEY,
    "gaps": (*GAPS, *CHAMPIONS),
    "champion": CHAMPIONS,
    "boards": BOARDS,
}


def behind(measure: str) -> list[str]:
    """List the keys of the parameters that a measure rests on most, the nearest first."""
    return list(dict.fromkeys(BEHIND[measure]))
