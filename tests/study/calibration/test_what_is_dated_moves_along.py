"""A run that begins earlier keeps what is dated in its month of the calendar."""

import numpy as np

from sim.config import load
from sim.study.calibration.question import START, question
from sim.study.calibration.series import ObservedSeries, Series


def test_a_deadline_that_an_event_brings_keeps_its_month_of_the_calendar():
    """The run begins five months earlier, so that all that is dated is five months later in it."""
    law = (
        "+events.law={from_month: 31, until: 90, set: {strategy.mandate_month: 31, "
        "strategy.mandate_by: 76, system.incentives: 1}}"
    )
    months, shares = 12 * 2008 + np.array([5, 17]), np.array([0.1, 0.2])
    series = Series("all", months, shares, np.full(2, np.nan))
    asked = question(
        load(["strategy=none", law]), ObservedSeries("x.csv", "live", (series,)), None, 12 * 2012
    )
    moved, lead = asked.scenario_of([START], [5.0])

    assert lead == 5
    assert moved.clock.start == "2008-01"
    assert (moved.events["law"].from_month, moved.events["law"].until) == (36, 95)
    assert moved.events["law"].set == {
        "strategy.mandate_month": 36, "strategy.mandate_by": 81, "system.incentives": 1,
    }  # fmt: skip
    assert asked.scenario.events["law"].set["strategy.mandate_by"] == 76
