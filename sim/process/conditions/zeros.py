"""What a run does not read because it only multiplies a number that is zero."""

from sim.params.names import AGGREGATORS, PUSHES
from sim.process.conditions.condition import Condition, row


def of_what_is_zero() -> tuple[Condition, ...]:
    """Give what only multiplies a number that is 0, or belongs to another way to combine gaps."""
    aggregator, pooled = "assumptions.aggregator", "assumptions.evidence_pooled"
    help_to_stay = ("comms", "cop", "support", "champion")
    return (
        row(
            ("additive_slope", "additive_least"),
            lambda p: p.aggregator != AGGREGATORS.index("additive"),
            "gaps are not combined by a weighted mean", aggregator,
        ),
        row(
            ("weakest_from",), lambda p: p.aggregator != AGGREGATORS.index("weakest"),
            "gaps are not combined by the widest of them", aggregator,
        ),
        row(
            ("threshold_steepness",), lambda p: p.push != PUSHES.index("logistic"),
            "exposure acts without a step at the threshold", "assumptions.push",
        ),
        row(
            ("pooled_base", "pooled_by_data", "pooled_by_tools", "pooled_by_comms",
             "reference_size"), lambda p: p.evidence_pooled == 0,
            "no evidence is pooled", pooled,
        ),
        row(
            ("pilot_evidence_factor",), lambda p: p.pilot_evidence == 0,
            "evidence of pilots counts no more than of others", "assumptions.pilot_evidence",
        ),
        row(
            tuple(f"{each}_momentum" for each in help_to_stay), lambda p: p.lapse_rate == 0,
            "no commitment lapses", "assumptions.lapse_rate",
        ),
        row(
            ("govern_rejection", "cool_off_rejected"), lambda p: p.board_rejection == 0,
            "no board rejects", "assumptions.board_rejection",
        ),
        row(
            ("abandon_factor", "abandoning_dip", "derisk_abandon", "abandon_from"),
            lambda p: p.abandon_in_dip == 0,
            "nobody gives up in the dip", "assumptions.abandon_in_dip",
        ),
        row(
            ("leaving_factor", "partner_discontinue", "cop_discontinue"),
            lambda p: p.discontinue_embedded == 0,
            "nobody gives up after embedding", "assumptions.discontinue_embedded",
        ),
        row(
            ("transition_least",), lambda p: p.transition_days == 0,
            "moving over takes the sites no days", "assumptions.transition_days",
        ),
        row(
            ("own_spread", "own_awareness", "own_evidence", "own_risk"),
            lambda p: p.own_start == 0, "no staff use it before their organisation does",
            "innovation.own_use.start",
        ),
        row(
            ("organisations.legacy",), lambda p: p.legacy_technical == 0,
            "old systems do not widen the technical gap", "coefficients.legacy_technical",
        ),
    )  # fmt: skip
