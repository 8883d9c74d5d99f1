"""What varies in a calibration, and what somebody meant, which does not."""

import numpy as np
import pytest

from sim.config import load
from sim.params.errors import UserError
from sim.study.calibration.open_keys import open_keys
from sim.study.calibration.series import ObservedSeries, Series

SEEN = ObservedSeries(
    "observed.csv", "live",
    (Series("all", np.array([24149, 24161]), np.array([0.1, 0.2]), np.array([60.0, 60.0])),),
)  # fmt: skip


def found(*texts, typed=(), **more):
    return open_keys(load(["strategy=none", *texts]), SEEN, typed, **more)


@pytest.mark.parametrize(
    "key",
    ["assumptions.commitment_rate", "innovation.complexity", "strategy.pilots", "clock.start"],
)
def test_a_key_that_was_typed_at_the_value_that_it_has_is_held(key):
    assert key in found().distributions
    opened = found(typed={key})
    assert key not in opened.distributions
    assert opened.held[key] == "you set it"


def test_a_key_that_was_typed_within_its_group_is_held():
    opened = found(typed={"innovation.nasss"})
    held = {key for key, why in opened.held.items() if why == "you set it"}
    assert held == {key for key in found().distributions if key.startswith("innovation.nasss.")}
    assert len(held) == 7


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"typed": {"innovation.complexity"}, "vary": ["innovation.complexity=0.2..0.8"]},
            r"innovation\.complexity is to vary \(--vary\), but you set it too; give only one",
        ),
        (
            {"vary": ["clock.months=5..10"]},
            r"--vary clock\.months: it is the length of the run, which must be the same",
        ),
        (
            {"hold": ["innovation.complexity"], "vary": ["innovation.complexity=0.2..0.8"]},
            r"is to vary \(--vary\) and to stay \(--hold\); give only one",
        ),
        (
            {"vary": ["innovation.complexity=0.2..0.8", "innovation.complexity=0.3..0.8"]},
            "innovation.complexity is given twice; give one range",
        ),
    ],
)
def test_a_key_that_cannot_vary_or_is_asked_for_in_two_ways_is_refused(given, said):
    with pytest.raises(UserError, match=said):
        found(**given)
