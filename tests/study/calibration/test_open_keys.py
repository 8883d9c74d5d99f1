"""Which keys vary in a calibration; what somebody meant does not."""

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
EMBEDDED = "strategy.pilots_embedded"


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


def opened(first, *typed, **more):
    """What varies where so many were live at the first date."""
    shares = np.array([first, 0.97])
    months = 12 * 2022 + np.array([0, 12])
    observed = ObservedSeries("x.csv", "live", (Series("all", months, shares, np.full(2, 200.0)),))
    scenario = load(["strategy=none", *typed])
    return open_keys(scenario, observed, [each.partition("=")[0] for each in typed], **more)


@pytest.mark.parametrize(
    ("first", "varies"), [(0.0, False), (0.2, False), (0.21, True), (0.9, True)]
)
def test_sites_may_have_embedded_before_where_more_than_a_fifth_were_live_at_first(first, varies):
    found = opened(first)
    assert (EMBEDDED in found.distributions) == varies
    assert EMBEDDED not in found.held


def test_from_none_to_all_of_those_sites_may_have_embedded():
    one = opened(0.86).distributions[EMBEDDED]
    assert (one.low, one.high) == (0.0, 1.0)
    assert one.quantile(np.array([0.25, 0.75])).tolist() == [0.25, 0.75]
    assert one.why.startswith("assumed")


def test_a_share_that_was_set_or_held_does_not_vary():
    assert EMBEDDED not in opened(0.86, f"{EMBEDDED}=0.5").distributions
    assert EMBEDDED not in opened(0.86, hold=[EMBEDDED]).distributions
