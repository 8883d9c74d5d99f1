"""Which keys a calibration varies beside the shipped ranges."""

import numpy as np
import pytest

from sim.config import load
from sim.study.calibration.open_keys import open_keys
from sim.study.calibration.series import ObservedSeries, Series

EMBEDDED = "strategy.pilots_embedded"


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
