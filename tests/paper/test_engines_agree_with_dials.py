"""Both engines say the same with every dial of the paper away from neutral."""

import numpy as np
from effects import scenario
from test_neutral import AWAY

from sim.engines.limits import ENGINES
from sim.engines.simulate import simulate

HURRIED = (
    "clock.months=12",
    "assumptions.base_awareness=0.5",
    "assumptions.commitment_rate=16.7",
    "assumptions.case_preparation=1",
    "assumptions.abandon_in_dip=1",
    "assumptions.discontinue_embedded=0.1",
    "assumptions.embed_at=0.5",
    "assumptions.approval_at_best=6.5",
    "assumptions.board_rejection=0",
    "system.board_interval=1",
    "innovation.procurement=0.5",
    "system.trust=0.3",
    "strategy.two_way=1",
    "strategy.sourcing=partner",
    "strategy.ambition_review=6",
    "strategy.contract=3",
    "system.principles=true",
)


def word(value):
    """Spell a value as it stands in an override."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def test_both_engines_agree_with_all_dials_away_from_neutral():
    away = (f"{key}={word(value)}" for key, value in AWAY.items())
    plan = scenario("strategy=hin_two_phases", *away, *HURRIED)
    plan.strategy.phases["spread"].from_month = 6
    one, other = (simulate(plan, 2, seed=3, engine=each, histories=True) for each in ENGINES)

    for name in ("stage_history", "proficiency_history", "fatigue_history", "benefit", "site_cost"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    assert one.ever_abandoned[:, -1].min() > 0  # something has happened to all
    assert one.ever_live[:, -1].min() > one.ever_live[:, 0].max()
