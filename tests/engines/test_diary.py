"""A run that is followed by the compiled engine: the agents of the Mesa engine are the measure."""

import numpy as np
import pytest

from sim.config import load
from sim.engines.agents import HealthSystem
from sim.engines.diary import follow
from sim.page.stories import Seen

SEED, REPLICATE = 5, 70  # on the second system, where 64 replicates share one
SMALL = ("scenario=avt_london", "system.organisations=20", "clock.months=30")
PLANS = {
    "playbook": ("strategy=hin_playbook",),
    "a mandate": ("strategy=phased_mandate",),
    "a contract": ("strategy=hin_playbook", "strategy.contract=6", "innovation.pace=0.05"),
    "a later start": ("strategy=hin_playbook", "strategy.start=12"),
    "a start with the last month": ("strategy=hin_playbook", "strategy.start=29"),
    "a rest in winter": ("strategy=one_to_one", "strategy.winter_break=true"),
    "bass": ("process=bass",),
}


@pytest.mark.parametrize("overrides", PLANS.values(), ids=PLANS)
def test_every_record_is_what_the_agents_are_in_that_month(overrides):
    """In every field that a story reads, from the start to the end of the run."""
    scenario = load([*SMALL, *overrides])
    run, model = follow(scenario, SEED, REPLICATE), HealthSystem(scenario, SEED, REPLICATE)
    assert run.records.shape == (31, 20)
    assert run.category.tolist() == [int(each) for each in model.category]
    for record in range(31):
        for name in Seen._fields:
            agents = np.array([getattr(one, name) for one in model.organisations])
            assert np.array_equal(run.records[name][record], agents), (name, record)
        if record < 30:
            model.step()
