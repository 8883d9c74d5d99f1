"""Runs of organisations that stand somewhere already: laws, and what each outcome counts."""

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from made_up import odd_system

from sim import config
from sim.engines.simulate import simulate
from sim.networks import system_from_graph
from sim.networks.stands import LIVE, UNSAID
from sim.networks.system import Standing
from sim.outcomes.summary import summary
from sim.outcomes.times import time_to
from sim.params.errors import UserError
from sim.params.names import ABANDONED, AWARE, EMBEDDED, IMPLEMENTING, UNAWARE

# Nothing is left to chance: nobody leaves, champions stay, and nobody else is heard of
STILL = (
    "strategy=none", "assumptions.abandon_in_dip=0", "assumptions.discontinue_embedded=0",
    "assumptions.champion_loss=0", "assumptions.champion_gain=0", "assumptions.fatigue_go_live=0",
    "assumptions.evidence_pooled=0", "innovation.own_use.start=0", "innovation.price.trend=0",
)  # fmt: skip
# Nothing sets an organisation back, and no news is bad
FORWARD = (
    "strategy=none", "assumptions.bad_news=0", "assumptions.abandon_in_dip=0",
    "assumptions.discontinue_embedded=0", "assumptions.lapse_rate=0",
    "assumptions.board_rejection=0", "assumptions.base_awareness=0.1",
)  # fmt: skip
# Nobody hears of it who has not
NO_WORD = (
    "strategy=none", "assumptions.base_awareness=0", "assumptions.word_of_mouth=0",
    "innovation.own_use.start=0",
)  # fmt: skip
TEN = odd_system(nx.watts_strogatz_graph(10, 4, 0.3, seed=2))


def told(system, stages, since=None):
    months = np.full(len(stages), UNSAID) if since is None else np.array(since)
    return replace(system, standing=Standing(np.array(stages), months))


def run(system, *overrides, months=24, replicates=6, **more):
    scenario = config.load(["innovation=ambient_voice", *overrides, f"clock.months={months}"])
    return simulate(scenario, replicates, system=system, organisations=True, histories=True, **more)


@pytest.mark.filterwarnings("ignore:.*no ties")
@pytest.mark.parametrize("stage", [LIVE, EMBEDDED])
def test_a_site_embedded_long_ago_goes_on_as_one_that_a_run_has_embedded(stage):
    """A pilot lives for five years; another says that it has. The next year is the same."""
    alone, runs = system_from_graph(nx.empty_graph(1)), 6 if stage == LIVE else 1
    first = run(alone, *STILL, "strategy.pilots=1", months=72, replicates=runs)
    embedded = int((first.stage_history[0, :, 0] == EMBEDDED).argmax())
    since = 60 if stage == LIVE else 60 - embedded
    later = run(told(alone, [stage], [since]), *STILL, months=12, replicates=runs)
    for name in ("stage_history", "proficiency_history", "benefit", "days", "exposure"):
        whole, part = getattr(first, name), getattr(later, name)
        assert np.array_equal(whole[:, 60:], part[:, : whole[:, 60:].shape[1]]), name
    assert 0 < embedded < 60


def test_sites_that_go_live_this_month_are_what_pilots_are_but_for_their_fatigue():
    """Tools are left out: without chosen pilots every live site makes them."""
    alike = ("strategy=comms_drumbeat", "assumptions.fatigue_go_live=0", "assumptions.rank_noise=0")
    pilots = run(TEN, *alike, "strategy.pilots=3", "assumptions.pilot_cost=0", replicates=1)
    live = np.flatnonzero(pilots.stage_history[0, 0] == IMPLEMENTING)
    stages = np.where(np.isin(np.arange(10), live), IMPLEMENTING, UNAWARE)
    same = run(told(TEN, stages, stages * 0), *alike, replicates=1)
    assert len(live) == 3
    for name in ("stage_history", "proficiency_history", "benefit", "site_cost", "days", "spend"):
        assert np.array_equal(getattr(pilots, name), getattr(same, name)), name


def test_more_that_are_live_today_never_delay_any_of_the_others():
    """Run by run and month by month: all meet the same chance events."""
    fewer = run(told(TEN, [EMBEDDED, UNAWARE, *[UNAWARE] * 8]), *FORWARD, months=48, replicates=20)
    more = run(told(TEN, [EMBEDDED, EMBEDDED, *[UNAWARE] * 8]), *FORWARD, months=48, replicates=20)
    others = (slice(None), slice(None), slice(2, None))
    assert (more.stage_history[others] >= fewer.stage_history[others]).all()
    assert more.stage_history[others].sum() > fewer.stage_history[others].sum()


def forty_percent(*overrides, **more):
    """Four of ten live for two years, one that gave up a year and a half ago, five unaware."""
    stages = [LIVE, LIVE, EMBEDDED, EMBEDDED, ABANDONED, *[UNAWARE] * 5]
    return run(told(TEN, stages, [24, 24, 24, 24, 17, *[UNSAID] * 5]), *overrides, **more)


def row(outcomes, quantity):
    return next(each for each in summary(outcomes) if each.quantity == quantity)


def test_curves_begin_at_the_share_of_today_and_what_is_reached_by_then_took_no_time():
    found = forty_percent("strategy=none")
    assert (found.live[:, 0] == 0.4).all()
    assert (time_to(found, 0.4, 24) == 0).all()
    assert row(found, "months_to_20_percent").mean == 0
    assert row(found, "months_2_to_16_percent").mean == 0
    assert (time_to(found, 0.5, 24) > 0).all()


def test_who_was_live_or_gave_up_before_counts_as_having_been_live_or_having_given_up():
    found = forty_percent(*NO_WORD, *STILL[1:3])
    assert (found.ever_live[:, 0] == 5).all()
    assert (found.ever_abandoned == 1).all()
    assert row(found, "abandoned").mean == pytest.approx(0.2)
    assert (found.first_live[:5, 0] == 6).all()
    assert (found.first_live[5:, -1] == 6).all()


def test_the_past_costs_nothing_and_no_pilots_are_paid_for():
    """In the first month four sites pay the price, evaluate, and none pays for a go-live."""
    found = forty_percent(
        "strategy=hin_playbook", "strategy.pilots=8", "strategy.case_head_start=0"
    )
    none = run(TEN, "strategy=hin_playbook", "strategy.pilots=0", "strategy.case_head_start=0")
    assert found.budget == none.budget
    scenario, size = found.scenario, TEN.arrays.size[:4].sum()
    worked = found.days[:, 0] * scenario.assumptions.day_cost
    assert found.site_cost[:, 0] - worked == pytest.approx(size * scenario.innovation.price.monthly)
    assert (found.days[:, 0] == 4 * scenario.assumptions.evaluation_days).all()


def test_benefit_counts_from_month_0_and_cash_only_of_a_first_year_that_is_not_over():
    found = forty_percent("strategy=none")
    assert (found.benefit[:, 0] > 0).all()
    assert (found.in_year_cash[:, :3] == 0).all()
    fresh = run(told(TEN, [LIVE] * 4 + [UNAWARE] * 6, [6] * 10), "strategy=none")
    assert (fresh.in_year_cash[:, 0] > 0).all()
    assert (fresh.in_year_cash[:, 6] == 0).all() or (fresh.live[:, 6] > 0.4).any()


def test_months_since_go_live_and_stays_beyond_the_run_are_counted_within_their_tables():
    """Of two years live before a run of one year, none is in the table of months 0 to 12."""
    found = forty_percent(*STILL, months=12)
    assert found.by_age_count[:, :13].sum() <= found.dwell.sum() + 6 * 10 * 12
    assert (found.by_age_count.sum(axis=1) < 4 * 12).all()
    gone = run(told(TEN, [AWARE] * 10, [400] * 10), "strategy=hin_playbook", months=12)
    assert gone.dwell[:, AWARE, -1].sum() == gone.dwell[:, AWARE].sum() > 0


def test_a_dip_at_go_live_is_that_of_sites_that_go_live_in_the_run():
    found = forty_percent(*NO_WORD, "assumptions.cool_off_abandoned=120")
    assert (found.by_age_count[:, 0] == 0).all()
    assert row(found, "dip").mean is None


def test_a_month_after_the_start_is_an_error_before_any_run():
    later = told(TEN, [LIVE] * 10, [12 * 2026 + 8] * 10)
    with pytest.raises(UserError, match=r"since is 2026-09, but the run starts in April 2026"):
        run(later, "strategy=none")
    assert run(later, "strategy=none", "clock.start=2026-10").live[0, 0] == 1.0


def test_pilots_that_embedded_before_are_embedded_at_month_0_and_the_others_in_the_dip():
    found = run(TEN, "strategy=none", "strategy.pilots=5", "strategy.pilots_embedded=0.6")
    assert (found.stages[:, 0, [UNAWARE, IMPLEMENTING, EMBEDDED]] == [5, 2, 3]).all()
    assert (found.live[:, 0] == 0.5).all()


def test_pilots_that_embedded_before_go_on_as_organisations_that_say_so():
    """Money for neither, and no tools: made at pilots alone, or at every live site."""
    plan = ("strategy=none", "assumptions.rank_noise=0", "assumptions.pilot_cost=0")
    pilots = run(TEN, *plan, "strategy.pilots=3", "strategy.pilots_embedded=1")
    embedded = pilots.stage_history[0, 0] == EMBEDDED
    said = run(told(TEN, np.where(embedded, EMBEDDED, UNAWARE)), *plan)
    assert embedded.sum() == 3
    for name in ("stage_history", "proficiency_history", "benefit", "site_cost", "days", "spend"):
        assert np.array_equal(getattr(pilots, name), getattr(said, name)), name


def test_fewer_of_the_pilots_give_up_where_they_embedded_before():
    plan = ("strategy=none", "strategy.pilots=8", "assumptions.abandon_in_dip=0.3")
    new, old = (run(TEN, *plan, f"strategy.pilots_embedded={x}", replicates=64) for x in (0, 1))
    assert new.live[:, 12].mean() + 0.03 < old.live[:, 12].mean()
