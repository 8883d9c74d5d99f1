"""When the run of a calibration or a forecast begins, and what is dated from it."""

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.api.curve_start import start_of
from sim.params.errors import UserError
from sim.study.calibration.question import question
from sim.study.calibration.series import ObservedSeries, Series

PRESETS = Path(__file__).parents[2] / "benchmarks/forecasts"
OCTOBER_2025 = 12 * 2025 + 9


def seen_from(month):
    months = np.array([month, month + 12], np.int64)
    one = Series("all", months, np.array([0.3, 0.4]), np.array([60.0, 60.0]))
    return ObservedSeries("observed.csv", "live", (one,))


def test_events_of_a_preset_with_a_start_keep_their_months_of_the_calendar():
    scenario, seen = sim.load(["scenario=avt_london_events"]), seen_from(OCTOBER_2025 + 8)
    start, [said] = start_of(scenario, (), seen)
    assert start == OCTOBER_2025
    assert said == (
        "The run begins in October 2025, as the scenario says, since from then its events count"
    )
    asked = question(scenario, seen, start, seen.last)
    changed, lead = asked.scenario_of((), ())
    assert lead == 8
    assert changed.clock.start == "2025-10"
    assert changed.events["registry"].from_month == 3  # January 2026, as before


def test_a_curve_that_begins_before_the_start_that_events_count_from_is_refused():
    scenario = sim.load(["scenario=avt_london_events"])
    with pytest.raises(UserError) as error:
        start_of(scenario, (), seen_from(OCTOBER_2025 - 1))
    assert str(error.value) == (
        "observed.csv begins 1 month before October 2025 (clock.start), from which its events "
        "count; leave earlier dates out, or give a clock.start and date them from it"
    )


def test_a_start_that_was_typed_is_kept_and_nothing_is_said():
    scenario = sim.load(["scenario=avt_london_events", "clock.start=2024-01"])
    assert start_of(scenario, {"clock.start"}, seen_from(OCTOBER_2025)) == (12 * 2024, ())


def test_a_late_programme_keeps_the_month_that_the_start_of_its_preset_gives():
    scenario = sim.load(["scenario=winter_pressure", "strategy.start=6"])
    start, [said] = start_of(scenario, {"strategy.start"}, seen_from(12 * 2027))
    assert start == 12 * 2026 + 8
    assert said.endswith("since from then the programme's start counts")


@pytest.mark.parametrize("name", ["us_hospitals", "prescriptions", "trust_records"])
def test_events_of_a_preset_without_a_start_count_from_the_first_date(name):
    scenario, seen = sim.load([f"scenario={name}"], [PRESETS]), seen_from(12 * 2008 + 5)
    assert start_of(scenario, (), seen) == (None, ())
    [event] = scenario.events.values()
    changed, lead = question(scenario, seen, None, seen.last).scenario_of(("clock.start",), (24.0,))
    [moved] = changed.events.values()
    assert (lead, moved.from_month) == (24, event.from_month + 24)


def test_a_start_of_which_nothing_is_dated_is_drawn():
    assert start_of(sim.load(["scenario=winter_pressure"]), (), seen_from(12 * 2027)) == (None, ())


def test_where_organisations_say_where_they_stand_the_run_begins_then(tmp_path):
    rows = "name,type,stage,since\nA,Trust,live,2\nB,Trust,unaware,\nC,Trust,piloting,1\n"
    (tmp_path / "organisations.csv").write_text(rows, encoding="utf-8")
    scenario = sim.load([str(tmp_path), "strategy=none"])
    month = int(scenario.clock.start[:4]) * 12 + int(scenario.clock.start[5:]) - 1
    start, [said] = start_of(scenario, (), seen_from(month + 3))
    assert start == month
    assert said.endswith("since from then the organisations say where they stand")
