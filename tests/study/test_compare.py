"""Comparing plans: paired, until precise, with costs, groups and leads by hand."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest

from sim.config import load
from sim.engines.simulate import simulate
from sim.outcomes.intervals import Interval, mean_interval, within
from sim.params import Assumptions, Clock, Scenario, Shares, Strategy
from sim.params.errors import UserError
from sim.report.store.document import plain_data
from sim.report.table import table
from sim.study.compare import compare
from sim.study.comparison import Plan
from sim.study.price import Known

ORGANISATIONS, MONTHS = 1000, 40


def scenario(level, pilots=2, months=MONTHS, title="", **changes):
    """A scenario whose share live in the made-up engine is `level`, plus chance."""
    strategy = Strategy(title=title, shares=Shares(comms=level), pilots=pilots)
    return Scenario(strategy=strategy, clock=Clock(months=months), **changes)


def engine(made_up, noise=0.0, calls=None, **changes):
    """An engine in which plans share chance but not noise, and a pilot is worth 10 organisations.

    Live from month 1 on, in the same number of organisations; half a million a month is spent.
    """

    def run(scenario, replicates, seed, first=0, on_block=None):
        if calls is not None:
            calls.append((scenario.strategy.shares.comms, first, replicates))
        level, pilots = scenario.strategy.shares.comms, scenario.strategy.pilots
        numbers = first + np.arange(replicates)
        luck = np.array([np.random.default_rng([seed, r]).normal(0, 30) for r in numbers])
        own = [np.random.default_rng([seed, r, int(1e6 * level)]).normal(0, 1) for r in numbers]
        live = ORGANISATIONS * level + 10 * (pilots - 2) + luck + noise * np.array(own)
        live = np.clip(np.rint(live), 0, ORGANISATIONS).astype(int)
        months = scenario.clock.months
        curve = np.repeat(live[:, None], months + 1, axis=1)
        curve[:, 0] = 0
        if on_block is not None:
            on_block(replicates)
        spend = np.full(months, 500.0 * level)
        scale = ORGANISATIONS // 20
        return made_up(
            curve,
            first=first,
            organisations=ORGANISATIONS,
            within={label: curve // scale // 2 for label in ("innovators", "laggards")},
            spend=spend,
            **changes,
        )

    return run


PLANS = [Plan("low", scenario(0.3)), Plan("high", scenario(0.5))]


def test_plans_use_the_same_random_numbers(made_up):
    """Shared chance of sd 3 points cancels in the difference, but for rounding to organisations."""
    found = compare(PLANS, replicates=128, run=engine(made_up))
    live = found.differences[0].figures.live
    assert live.mean == pytest.approx(0.2)
    assert live.half_width == pytest.approx(0, abs=1e-12)


def test_the_difference_is_the_plan_less_the_baseline(made_up):
    run = engine(made_up)
    assert compare(PLANS, 0, replicates=64, run=run).differences[0].figures.live.mean > 0
    turned = compare(PLANS, 1, replicates=64, run=run)
    assert turned.differences[0].label == "low"
    assert turned.differences[0].figures.live.mean == pytest.approx(-0.2)
    assert turned.against == "high"


def test_the_interval_is_that_of_the_clustered_paired_differences(made_up):
    found = compare(PLANS, replicates=200, run=engine(made_up, noise=20))
    one, other = (each.live[:, 36] for each in found.outcomes)
    by_hand = mean_interval(other - one, np.arange(200) // 64, level=0.95)
    live = found.differences[0].figures.live
    assert (live.low, live.high) == pytest.approx((by_hand.low, by_hand.high))
    assert (found.level, live.clusters) == (0.95, 4)


def test_replicates_are_added_until_every_difference_is_precise(made_up):
    run = engine(made_up, noise=100)
    found = compare(PLANS, precision=0.0095, run=run)
    assert [look.replicates for look in found.looks] == [512, 1024]
    assert found.looks[-2].half_width >= 0.0095 > found.looks[-1].half_width
    assert (found.replicates, found.cap_hit) == (1024, False)
    assert found.outcomes[0].replicates.tolist() == list(range(1024))


def test_reaching_the_cap_is_reported(made_up):
    found = compare(PLANS, precision=0.001, cap=600, run=engine(made_up, noise=100))
    assert (found.replicates, found.cap_hit) == (600, True)


def test_a_fixed_number_of_replicates_is_neither_extended_nor_called_a_cap(made_up):
    found = compare(PLANS, precision=1e-9, replicates=100, run=engine(made_up, noise=100))
    assert (found.replicates, found.cap_hit) == (100, False)


def test_the_same_scenario_is_run_once(made_up):
    calls = []
    plans = [*PLANS, Plan("high again", scenario(0.5))]
    compare(plans, replicates=64, run=engine(made_up, calls=calls), none_scenario=scenario(0.3))
    assert calls == [(0.3, 0, 64), (0.5, 0, 64)]


def test_added_replicates_start_where_the_last_ones_ended(made_up):
    calls = []
    compare(PLANS, precision=1e-9, cap=1000, run=engine(made_up, noise=99, calls=calls))
    assert calls == [(0.3, 0, 512), (0.5, 0, 512), (0.3, 512, 488), (0.5, 512, 488)]


def test_cost_per_extra_organisation_by_hand(made_up):
    """200 organisations more; 36 months of 100 kGBP more; so 18 kGBP each."""
    found = compare(PLANS, replicates=64, run=engine(made_up), none_scenario=scenario(0.3))
    low, high = found.standings
    assert high.extra.mean == pytest.approx(200)
    assert high.cost.mean == pytest.approx(18_000)
    assert high.spend == pytest.approx(500_000 * 0.5 * MONTHS)
    assert (low.extra, low.cost) == (None, None)


def test_cost_is_relative_to_no_partner_even_if_that_is_not_compared(made_up):
    plans = [Plan("high", scenario(0.5)), Plan("higher", scenario(0.6))]
    found = compare(plans, replicates=64, run=engine(made_up), none_scenario=scenario(0.1))
    assert [each.extra.mean for each in found.standings] == pytest.approx([400, 500])
    assert len(found.outcomes) == 2


def test_the_plan_without_partner_keeps_the_other_settings_of_each_plan(made_up):
    """Runs of 30 months are compared with 30 months without a partner."""
    plans = [Plan(str(months), scenario(0.5, months=months)) for months in (40, 30)]
    found = compare(plans, replicates=64, run=engine(made_up), none_scenario=scenario(0.3))
    assert [each.extra.mean for each in found.standings] == pytest.approx([200, 200])
    assert (found.horizon.month, found.horizon.end) == (30, 30)


def test_a_cost_has_no_upper_end_if_the_extra_organisations_may_be_none(made_up):
    plans = [Plan("same", scenario(0.3001)), Plan("high", scenario(0.5))]
    run = engine(made_up, noise=200)
    found = compare(plans, replicates=256, run=run, none_scenario=scenario(0.3))
    assert not found.standings[0].extra.excludes_zero
    assert found.standings[0].cost.known is Known.OR_MORE
    assert found.standings[1].cost.low < found.standings[1].cost.mean < found.standings[1].cost.high


def test_there_is_no_cost_if_a_plan_has_fewer_than_no_partner(made_up):
    found = compare(PLANS, replicates=64, run=engine(made_up), none_scenario=scenario(0.4))
    assert found.standings[0].extra.high < 0
    assert found.standings[0].cost.known is Known.FEWER


def test_the_part_of_a_lead_that_comes_from_pilots_is_given_separately(made_up):
    """Two pilots more are 20 of the 120 organisations more."""
    plans = [Plan("few", scenario(0.3)), Plan("many", scenario(0.4, pilots=4))]
    found = compare(plans, replicates=64, run=engine(made_up))
    assert found.differences[0].figures.live.mean == pytest.approx(0.12)
    assert found.differences[0].start.mean == pytest.approx(0.02)
    assert compare(PLANS, replicates=64, run=engine(made_up)).differences[0].start is None


def test_what_pairing_saves_is_the_ratio_of_the_variances(made_up):
    """Chance 30, noise 15: (2 x 900 + 2 x 225) / (2 x 225) = 5; measured on 20 systems of 32.

    A ratio of two variances with 19 degrees of freedom leaves a factor of 3.1 on either side
    once in a hundred sets of seeds.
    """
    shared = Assumptions(replicates_per_system=32)
    plans = [Plan(str(level), scenario(level, assumptions=shared)) for level in (0.3, 0.5)]
    found = compare(plans, replicates=640, run=engine(made_up, noise=15, per_system=32))
    assert 5 / 3.1 < found.differences[0].pairing < 5 * 3.1


def test_what_pairing_saves_is_not_given_for_a_handful_of_draws(made_up):
    """Three systems; and two replicates, of one system."""
    run = engine(made_up, noise=15)
    for replicates in (192, 2):
        found = compare(PLANS, replicates=replicates, run=run)
        assert found.differences[0].pairing is None


def test_the_leader_is_compared_with_every_other_plan(made_up):
    plans = [*PLANS, Plan("as high", scenario(0.5003))]
    found = compare(plans, replicates=512, run=engine(made_up, noise=40))
    assert set(found.ahead) == {plan.label for plan in plans} - {plans[found.leader].label}
    assert found.tied == [plans[3 - found.leader].label]
    assert found.ahead["low"].level == found.level
    assert found.ahead[found.tied[0]].level == pytest.approx(1 - 0.05 / 3)


def test_with_several_plans_each_interval_is_wider(made_up):
    plans = [*PLANS, Plan("higher", scenario(0.6))]
    assert compare(plans, run=engine(made_up)).level == pytest.approx(1 - 0.05 / (2 * 3))


def test_a_short_run_is_judged_in_its_last_month(made_up):
    plans = [Plan(str(level), scenario(level, months=12)) for level in (0.3, 0.5)]
    found = compare(plans, replicates=64, run=engine(made_up))
    assert (found.horizon.month, found.horizon.end) == (12, 12)


def test_waiting_is_the_area_between_the_curves(made_up):
    """20 % more are live from month 1 to month 39: 0.2 x 39 months less waiting."""
    found = compare(PLANS, replicates=64, run=engine(made_up))
    assert found.differences[0].figures.waiting.mean == pytest.approx(-0.2 * 39)


def test_figures_by_hand(made_up):
    """Ten of the ever-live gave up; 4 performance-months; a dip of 6 %."""
    shape = (64, MONTHS + 1)
    changes = dict(
        ever_abandoned=np.full(shape, 10),
        exposure=np.full((64, MONTHS), 0.1),
        by_age_sum=np.full(shape, -3.0),
        by_age_count=np.full(shape, 50),
    )
    low, high = compare(PLANS, replicates=64, run=engine(made_up, **changes)).standings
    ever = low.figures.live.mean * ORGANISATIONS
    assert low.figures.abandoned.mean == pytest.approx(10 / ever)
    assert low.figures.exposure.mean == pytest.approx(4 / ORGANISATIONS)
    assert low.figures.exposure_each.mean == pytest.approx(4 / ever)
    assert low.figures.dip.mean == pytest.approx(0.06)
    assert high.figures.abandoned.mean < low.figures.abandoned.mean


def test_figures_about_what_nobody_has_done_are_missing(made_up):
    plans = [Plan("nobody", scenario(0.0)), Plan("high", scenario(0.5))]

    def run(scenario, **asked):
        found = engine(made_up)(scenario, **asked)
        nobody = scenario.strategy.shares.comms == 0
        return replace(found, ever_live=found.ever_live * 0) if nobody else found

    nobody, high = compare(plans, replicates=64, run=run).standings
    assert nobody.figures.abandoned is None
    assert nobody.figures.dip is None
    assert high.figures.abandoned.mean == 0


def test_groups_and_equity_by_hand(made_up):
    """In group "laggards" all ten, in the others none, are live under the second plan."""

    def run(scenario, replicates, **asked):
        months = np.zeros((replicates, MONTHS + 1), int)
        high = scenario.strategy.shares.comms == 0.5
        chosen = ("laggards", "not deprived")
        within = {label: months + 10 * high for label in chosen} | {
            label: months for label in ("innovators", "deprived")
        }
        return made_up(months + 10 * high, within=within)

    found = compare(PLANS, replicates=128, run=run)
    groups = {each.label: each for each in found.differences[0].groups}
    assert groups["laggards"].live.mean == 1
    assert groups["innovators"].live.mean == 0
    assert groups["laggards"].beyond.mean == 1
    assert groups["innovators"].beyond.mean == -1
    assert groups["laggards"].live.level == pytest.approx(1 - 0.05 / 8)
    assert found.differences[0].figures.equity_gap.mean == 1


def test_progress_ends_where_it_was_planned(made_up):
    told = []
    run = engine(made_up, noise=100)
    compare(
        PLANS,
        precision=1e-9,
        cap=1000,
        run=run,
        progress=lambda *at: told.append(at),
        none_scenario=scenario(0.1),
    )
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[0] == (512, 1024)
    assert told[-1][0] == told[-1][1] == 3000


def test_a_plan_for_a_given_system_takes_its_clusters_from_the_drawn_one(made_up):
    def run(scenario, replicates, **asked):
        given = scenario.strategy.shares.comms == 0.5
        live = np.random.default_rng(1).integers(5, 15, (replicates, 1)) * np.ones(41, int)
        return made_up(live.astype(int), per_system=10_000 if given else 64)

    found = compare(PLANS, replicates=256, run=run)
    assert found.differences[0].figures.live.clusters == 4
    assert not found.given_system


def test_groups_are_missing_if_batches_hold_different_replicates(made_up):
    """Systems of 48 replicates against one given system, whose batches hold 64."""

    def run(scenario, replicates, **asked):
        given = scenario.strategy.shares.comms == 0.5
        return made_up(np.full((replicates, 41), 10), per_system=64 if given else 48)

    difference = compare(PLANS, replicates=192, run=run).differences[0]
    assert difference.groups == ()
    assert difference.figures.equity_gap is None
    assert difference.figures.live.mean == 0


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (dict(plans=PLANS[:1]), "at least two plans"),
        (dict(plans=[PLANS[0], PLANS[0]]), "same name"),
        (dict(plans=PLANS, baseline=2), "baseline is 2; it must be between 0 and 1"),
        (dict(plans=PLANS, precision=0), "above 0"),
        (dict(plans=PLANS, replicates=0), "At least 1 replicate"),
        (dict(plans=PLANS, cap=0), "At least 1 replicate"),
    ],
)
def test_what_cannot_be_compared_is_refused(made_up, changed, message):
    with pytest.raises(UserError, match=message):
        compare(**changed, run=engine(made_up))


def test_plans_on_different_system_draws_are_refused(made_up):
    other = scenario(0.5, assumptions=Assumptions(replicates_per_system=1))
    with pytest.raises(UserError, match="replicates_per_system differs"):
        compare([PLANS[0], Plan("other", other)], run=engine(made_up))


def test_the_table_has_a_row_for_each_plan(made_up):
    found = compare(PLANS, replicates=64, run=engine(made_up), none_scenario=scenario(0.3))
    header, low, high = table(found)
    assert len(header) == len(low) == len(high)
    row = dict(zip(header, high, strict=True))
    assert row["plan"] == "high"
    assert row["more than low (points)"].startswith("20.0")
    assert dict(zip(header, low, strict=True))["more than low (points)"] == "-"
    assert row["cost of each further organisation (£)"].startswith("18,000")


def test_a_comparison_can_be_written_as_plain_data(made_up):
    """One replicate has no interval, so its ends are null, which strict JSON allows."""
    found = compare(PLANS, replicates=1, run=engine(made_up), none_scenario=scenario(0.3))
    told = json.loads(json.dumps(plain_data(found), allow_nan=False))
    assert told["plans"] == [{"label": "low", "name": ""}, {"label": "high", "name": ""}]
    assert [each["replicates"] for each in told["looks"]] == [1]
    assert told["differences"][0]["figures"]["live"]["mean"] == pytest.approx(0.2)
    assert told["differences"][0]["figures"]["live"]["low"] is None
    assert "outcomes" not in told


def test_a_difference_of_shares_never_exceeds_100_points():
    wide = Interval(0.62, -1.65, 2.89, 0.95, 4)
    assert within(wide, -1.0, 1.0) == Interval(0.62, -1.0, 1.0, 0.95, 4)
    narrow = Interval(0.62, 0.5, 0.74, 0.95, 4)
    assert within(narrow, -1.0, 1.0) == narrow
    unknown = Interval(0.62, -math.inf, math.inf, 0.95, 1)
    assert within(unknown, -1.0, 1.0) == unknown


def test_no_range_of_a_comparison_on_two_systems_exceeds_what_is_possible():
    """Two systems: Student's t with one degree of freedom reaches far beyond a whole."""
    asked = [Plan(name, load([f"strategy={name}"])) for name in ("none", "one_to_one")]
    found = compare(asked, replicates=128, run=simulate, none_scenario=asked[0].scenario)
    for each in found.standings:
        assert 0 <= each.figures.live.low < each.figures.live.high <= 1
        assert -1 <= each.figures.equity_gap.low < each.figures.equity_gap.high <= 1
    assert all(-1 <= by.low < by.high <= 1 for by in found.ahead.values())
    change = found.differences[0].figures
    assert change.equity_gap.high - change.equity_gap.low <= 4
    assert change.live.clusters == 2
