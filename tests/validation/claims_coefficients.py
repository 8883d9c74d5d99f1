"""What each coefficient of the month's equations claims; rows as in `claims`."""

from claims import (
    DOWN,
    HARD,
    LIVE,
    PLAYBOOK,
    REMOTE,
    TELLING,
    TO_THE_LETTER,
    UP,
    WIDE,
    lived,
    where,
    with_lever,
)
from paired import (
    EVERYBODY_LIVE,
    abandoned,
    benefit,
    committed,
    embedded_on_average,
    exposure,
    live_on_average,
    site_cost,
)


def telling(key, value):
    """Name a scenario in which most of the money is for communications, and one key is set."""
    return with_lever("comms", changes={key: value})


ADDED = telling("assumptions.aggregator", "additive")
WEAKEST = telling("assumptions.aggregator", "weakest")
WIDE_AND_ADDED = where(changes=dict(WIDE.changes) | dict(ADDED.changes), comms=1)
INTEGRATED = telling("strategy.integration", 1.0)
UNCLEAR = telling("innovation.regulatory_clarity", 0.1)
OLD_SYSTEMS = telling("system.legacy", 1.0)
ABLE = where(*PLAYBOOK.presets, changes={"system.capacity": 0.8})
COMPLEX = where(changes=EVERYBODY_LIVE | {"innovation.complexity": 0.9})
TIRED = where(REMOTE, changes=EVERYBODY_LIVE | {"assumptions.fatigue_start": 0.9})
RUBBING = with_lever(
    "comms", changes=dict(TO_THE_LETTER.changes) | {"coefficients.codification_culture": 3.0}
)
FORSAKEN = lived("derisk", changes={"strategy.programme": 18})
# Drafting a case takes the partner's people days, which would leave less for the levers.
DRAFTED = where(
    *PLAYBOOK.presets,
    changes={"strategy.case_head_start": 1.0, "assumptions.case_days": 0.0},
)
TRAINED = telling("system.training", 0.2)
RIGID_TEMPLATES = with_lever("standard", changes={"strategy.codification": 1.0})

COEFFICIENTS = [
    (f"coefficients.{name}", *claim)
    for name, *claim in (
        ("legacy_technical", 0.0, 2.0, DOWN, live_on_average, OLD_SYSTEMS),
        ("additive_slope", 1.0, 4.0, DOWN, live_on_average, ADDED),
        ("additive_least", 0.0, 0.3, UP, live_on_average, WIDE_AND_ADDED),
        ("weakest_from", 0.25, 1.5, UP, live_on_average, WEAKEST),
        ("benefit_reference", 0.04, 0.2, DOWN, committed, TELLING),
        ("visible_least", 0.0, 1.5, UP, committed, TELLING),
        ("visible_by_observability", 0.0, 1.5, UP, committed, TELLING),
        ("trialability_threshold", 0.0, 1.5, UP, committed, TELLING),
        ("capacity_case", 0.0, 2.0, UP, live_on_average, ABLE),
        ("approval_by_clarity", 0.0, 1.0, DOWN, live_on_average, UNCLEAR),
        ("approval_most", 0.1, 1.0, UP, live_on_average, TELLING),
        ("dip_without_support", 1.0, 3.0, UP, exposure, LIVE),
        ("complexity_learning", 0.0, 1.5, DOWN, embedded_on_average, COMPLEX),
        ("unlearning", 0.0, 0.5, DOWN, benefit, FORSAKEN),
        ("abandoning_dip", 0.05, 0.5, DOWN, abandoned, HARD),
        ("reference_size", 6, 60, UP, live_on_average, TELLING),
        ("transition_least", 0.0, 2.0, UP, site_cost, TELLING),
        ("codification_tolerance", 0.0, 0.9, UP, live_on_average, RUBBING),
        ("codification_culture", 0.0, 3.0, DOWN, live_on_average, TO_THE_LETTER),
        ("mismatch_reuse", 0.0, 1.0, DOWN, live_on_average, RIGID_TEMPLATES),
        ("integration_technical", 0.0, 2.0, DOWN, live_on_average, INTEGRATED),
        ("integration_capacity", 0.0, 2.0, UP, live_on_average, INTEGRATED),
        ("integration_benefit", 0.0, 1.5, UP, benefit, INTEGRATED),
        ("integration_procurement", 0.0, 30.0, DOWN, live_on_average, INTEGRATED),
    )
]
