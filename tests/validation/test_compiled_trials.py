"""Virtual trials on the compiled engine count the same organisations as those on Mesa."""

import numpy as np
import pytest
from paired import changed
from trials import committed

from sim.params.names import LEVERS
from sim.study.matching.anchors import anchor_runs, anchors
from sim.study.matching.virtual_trial import run_trials


@pytest.mark.parametrize(
    ("lever", "trials"), [("comms", 2), ("data", 2), ("tools", 2), ("cop", 2), ("one2one", 8)]
)
def test_a_compiled_trial_counts_the_same_organisations_as_agents_do(lever, trials):
    scenario = changed(changes={"strategy.pilots": 0, "assumptions.replicates_per_system": 1})
    by_agents = [
        np.sum([committed("ambient_voice", lever, number, swapped) for swapped in (False, True)], 0)
        for number in range(trials)
    ]

    compiled = run_trials(scenario, [lever], trials)[lever]

    assert compiled.counts.tolist() == np.array(by_agents, float).tolist()


def test_every_lever_that_an_anchor_names_exists_and_its_trial_has_one_plan():
    trials = [each for each in anchors() if anchor_runs()[each.run].is_trial]

    assert {each.run for each in trials} == {"trial"}
    assert {each.lever for each in trials} <= set(LEVERS)
