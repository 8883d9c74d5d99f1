"""Outcomes: shares, times, the summary's rows, and the Bass curve nearest to a spread."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import config
from sim.engines.simulate import simulate
from sim.outcomes import bass, join, summary
from sim.outcomes.bass import bass_fit
from sim.outcomes.intervals import LEVEL
from sim.outcomes.outcomes import spend_by_month
from sim.outcomes.samples import DEPRIVED, ELSEWHERE, gap_sample
from sim.outcomes.times import Quantiles, median_stay, months_between, time_to
from sim.params.names import AWARE, COMMITTED, EMBEDDED, GAPS, IMPLEMENTING, UNAWARE
from sim.process.settings import Budget

SHARES = st.lists(st.integers(0, 20), min_size=13, max_size=13)


@pytest.fixture(scope="module")
def run():
    """Two draws of a system of twenty, fifty replicates, forty months."""
    scenario = config.load(["system.organisations=20", "strategy=hin_playbook"])
    scenario.clock.months = 40
    scenario.assumptions.replicates_per_system = 25
    return simulate(scenario, 50)


def outcomes_of(run, live, **changes):
    """The same outcomes, except for who is live by month and replicate; half of them embedded.

    live  int[R, T + 1]
    """
    live = np.asarray(live)
    r, records = live.shape
    stages = np.zeros((r, records, 8), np.int32)
    stages[..., EMBEDDED], stages[..., IMPLEMENTING] = live // 2, live - live // 2
    stages[..., UNAWARE] = run.organisations - live
    flows = {
        name: np.zeros((r, records - 1))
        for name in ("benefit", "in_year_cash", "site_cost", "days", "exposure")
    }
    told = replace(
        run, months=records - 1, stages=stages, ever_live=np.maximum.accumulate(live, axis=1),
        ever_abandoned=np.zeros((r, records), int), locked_in=np.zeros((r, records), int),
        spend=np.zeros(records - 1),
        by_age_sum=np.zeros((r, records)), by_age_count=np.zeros((r, records), int),
        clusters=np.zeros(r, int), replicates=np.arange(r), live_size=live.astype(float),
        all_size=np.full(r, float(run.organisations)), **flows,
    )  # fmt: skip
    return replace(told, **changes)


def rows_of(outcomes):
    return {row.quantity: row for row in summary(outcomes)}


def grouped(run, **live_of_size):
    """Outcomes of one batch, with (live, size) by group; the other groups are empty."""
    names = [group.replace(" ", "_") for _, group in run.groups]
    stages = np.zeros((1, run.months + 1, len(names), 8), int)
    sizes = np.zeros((1, len(names)), int)
    for name, (live, size) in live_of_size.items():
        stages[0, -1, names.index(name), EMBEDDED], sizes[0, names.index(name)] = live, size
    return replace(
        run, group_stages=stages, group_sizes=sizes, batch_clusters=np.zeros(1, int),
        batch_replicates=np.ones(1, int),
    )  # fmt: skip


# Shares and times


def test_live_is_in_the_dip_or_embedded_by_hand(run):
    told = outcomes_of(run, [[0, 5, 10], [2, 2, 20]])
    assert told.live.tolist() == [[0.0, 0.25, 0.5], [0.1, 0.1, 1.0]]
    assert told.embedded.tolist() == [[0.0, 0.1, 0.25], [0.05, 0.05, 0.5]]
    held = replace(told, locked_in=np.array([[0, 1, 2], [0, 1, 10]]))  # of 20
    assert held.embedded.tolist() == [[0.0, 0.05, 0.15], [0.05, 0.0, 0.0]]
    assert held.live.tolist() == told.live.tolist()
    assert told.share(UNAWARE).tolist() == [[1.0, 0.75, 0.5], [0.9, 0.9, 0.0]]


def test_the_time_to_a_share_is_the_first_month_that_has_it(run):
    told = outcomes_of(run, [[0, 9, 10, 9], [10, 0, 0, 0], [0, 0, 0, 9]])
    assert time_to(told, 0.5, 3).tolist() == [2.0, 0.0, np.inf]
    assert time_to(told, 0.5, 1).tolist() == [np.inf, 0.0, np.inf]
    assert time_to(told, 0.0, 3).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("organisations", [20, 60, 205])
def test_a_share_is_reached_by_exactly_the_whole_organisations_it_needs(run, organisations):
    """5 % of 60 is 3, although 0.05 x 60 is a little more than 3 in binary."""
    for share in np.arange(1, 20) * 0.05:
        needed = round(share * organisations, 6)
        enough = int(np.ceil(needed))
        told = outcomes_of(replace(run, organisations=organisations), [[enough - 1, enough]])
        assert time_to(told, share, 1).tolist() == [1.0]


@given(SHARES, st.floats(0.01, 1), st.floats(0.01, 1))
def test_a_higher_share_is_never_reached_sooner(run, live, a, b):
    told = outcomes_of(run, [live])
    low, high = sorted((a, b))
    assert time_to(told, low, 12)[0] <= time_to(told, high, 12)[0]
    assert months_between(told, low, high)[0] >= 0


def test_the_months_from_one_share_to_another_by_hand(run):
    told = outcomes_of(run, [[0, 4, 6, 10, 12], [0, 4, 4, 4, 4], [20, 20, 20, 20, 20]])
    assert months_between(told, 0.2, 0.5).tolist() == [2.0, np.inf, 0.0]


def test_quantiles_of_times_by_hand():
    """Eleven replicates, four of which never reach it: the median is the sixth."""
    told = Quantiles(np.array([*range(10, 17), *[np.inf] * 4], float))
    assert (told.low, told.median, told.high) == (11.0, 15.0, None)


def test_a_median_that_half_do_not_reach_is_missing():
    for reached, median in ((51, 1.0), (50, None), (0, None)):
        assert Quantiles(np.array([1.0] * reached + [np.inf] * (100 - reached))).median == median


def test_the_median_stay_by_hand():
    """Stays of 1, 3 and 3 months in one batch, 8 and 9 in another: the third of five is 3."""
    dwell = np.zeros((2, 8, 13), int)
    dwell[0, COMMITTED, [1, 3]] = 1, 2
    dwell[1, COMMITTED, [8, 9]] = 1, 1
    assert median_stay(dwell, COMMITTED) == 3.0
    assert median_stay(dwell, AWARE) is None


# Money


def test_the_programme_pays_for_pilots_first_and_the_rest_evenly():
    budget = Budget(total=100.0, charges=40.0, monthly=20.0, months=3)
    assert spend_by_month(budget, 5).tolist() == [60.0, 20.0, 20.0, 0.0, 0.0]
    assert spend_by_month(budget, 2).tolist() == [60.0, 20.0]
    assert budget.spent == 100.0


def test_paying_back_is_the_first_month_from_which_net_stays_above_zero(run):
    """Cumulative net after months 1 to 4; from the end of month 3 it stays above 0."""
    net = {
        (-1, 0.5, 1, 1): 3.0,  # -1, -.5, .5, 1.5
        (-1, 2, -2, 5): 4.0,  # -1, 1, -1, 4
        (1, 1, 1, 1): 0.0,
        (-1, 0, 0, 0): None,
        (-1, 1, 0, 0): 2.0,  # -1, 0: paid back
    }
    for benefit, expected in net.items():
        told = outcomes_of(run, [[0] * 5], benefit=np.array([benefit], float))
        assert rows_of(told)["months_to_pay_back"].mean == expected, benefit


def test_net_is_benefit_less_costs_and_spend_by_hand(run):
    told = outcomes_of(
        run, [[0, 0, 0]] * 2, benefit=np.array([[5.0, 7], [1, 3]]), spend=np.array([4.0, 1]),
        site_cost=np.array([[2.0, 0], [0, 1]]), in_year_cash=np.array([[4.0, 0], [0, 0]]),
        days=np.array([[30.0, 10], [0, 20]]),
    )  # fmt: skip
    rows = rows_of(told)
    assert rows["spend"].mean == 5.0
    assert rows["benefit"].mean == 8.0  # (12 + 4) / 2
    assert rows["site_cost"].mean == 1.5
    assert rows["net"].mean == 1.5  # (12 - 2 - 5, 4 - 1 - 5)
    assert rows["days"].mean == 30.0  # (40 + 20) / 2
    assert rows["in_year_cash"].mean == 0.25  # 4 of 16


def test_the_days_that_a_programme_pays_for_are_its_spending_on_people(run):
    """60 + 20 + 20 kGBP, of which 40 for pilots and 5 a month are handed on: 45 at .3 a day."""
    budget = Budget(100.0, 40.0, 20.0, 3, (45.0, 5.0, 5.0))
    told = outcomes_of(run, [[0] * 6], budget=budget, spend=spend_by_month(budget, 5))
    assert rows_of(told)["partner_days"].mean == pytest.approx(150.0)
    short = outcomes_of(run, [[0, 0]], budget=budget, spend=spend_by_month(budget, 1))
    assert rows_of(short)["partner_days"].mean == pytest.approx(50.0)  # 60 - 45


# The other rows


def test_patients_served_by_hand(run):
    """Four of twenty in one run; in the other sixteen of forty, as the live ones are larger."""
    live = np.zeros((2, 41), int)
    live[:, 36:] = 4
    live[:, 40] = 6
    size = live * np.array([[1.0], [4.0]])
    told = rows_of(outcomes_of(run, live, live_size=size, all_size=np.array([20.0, 40.0])))
    assert told["served_headline"].mean == pytest.approx(0.3)
    assert told["served_end"].mean == pytest.approx(0.45)  # half as many more
    assert told["live_headline"].mean == pytest.approx(0.2)


def test_shares_and_ratios_of_sums_by_hand(run):
    live = np.zeros((2, 41), int)
    live[0, 30:], live[1, 36:] = 4, 8
    live[0, 40] = 2
    held, using = np.zeros((2, 41), int), np.zeros((2, 41))
    held[:, 36], held[1, 40], using[:, 36], using[:, 40] = 2, 1, [6.0, 2.0], 9.0
    told = outcomes_of(run, live, ever_abandoned=np.full((2, 41), 1), locked_in=held, using=using)
    rows = rows_of(told)
    assert rows["live_headline"].mean == pytest.approx(0.3)  # (4 + 8) / 40
    assert rows["live_end"].mean == pytest.approx(0.25)  # (2 + 8) / 40
    assert rows["embedded_end"].mean == pytest.approx(0.1)  # (1 + 4 - 1) / 40
    assert rows["locked_in"].mean == pytest.approx(0.025)  # 1 / 40
    assert rows["using"].mean == pytest.approx(0.2)  # (6 + 2) / 40
    assert rows["ever_live"].mean == pytest.approx(0.3)
    assert rows["embedded_of_ever_live"].mean == pytest.approx(4 / 12)
    assert rows["abandoned"].mean == pytest.approx(2 / 12)
    assert rows["after_programme"].mean == pytest.approx(10 / 12)
    assert rows["live_headline"].meaning == "live at month 36"
    short = rows_of(outcomes_of(run, [[0, 5], [0, 10]]))
    assert short["live_headline"].meaning == "live at month 1"
    assert "after_programme" not in short


def test_zero_out_of_zero_is_missing_not_zero(run):
    rows = rows_of(outcomes_of(run, np.zeros((3, 41), int)))
    for quantity in ("embedded_of_ever_live", "abandoned", "after_programme", "dip"):
        assert rows[quantity].mean is None
    for quantity in ("months_to_50_percent", "bass_imitation", "in_year_cash"):
        assert rows[quantity].mean is None
    assert rows["live_end"].mean == 0.0


def test_the_dip_is_what_is_lost_in_the_first_live_month(run):
    told = outcomes_of(
        run, [[0, 5]] * 2, by_age_sum=np.array([[-0.2, 9], [-0.1, 9]]),
        by_age_count=np.array([[3, 9], [1, 9]]),
    )  # fmt: skip
    assert rows_of(told)["dip"].mean == pytest.approx(0.075)  # .3 of 4


def test_the_equity_gap_by_hand(run):
    told = grouped(run, not_deprived=(9, 12), deprived=(2, 8))
    gap = gap_sample(told, ELSEWHERE, DEPRIVED, run.months).interval(LEVEL)
    assert gap.mean == pytest.approx(0.5)  # .75 - .25
    assert rows_of(told)["equity_gap"].mean == pytest.approx(0.5)


def test_a_gap_to_an_empty_group_is_missing(run):
    rows = rows_of(grouped(run, not_deprived=(9, 20), laggards=(1, 4)))
    assert rows["equity_gap"].mean is None
    assert rows["capacity_gap"].mean is None
    assert rows["live_laggards"].mean == 0.25
    assert rows["live_innovators"].mean is None  # none among up to twenty


def test_gaps_are_counted_only_for_organisations_that_have_not_embedded(run):
    binding = np.zeros((2, run.months, 8, 5), int)
    binding[0, -1, AWARE] = [3, 0, 1, 0, 0]
    binding[1, -1, COMMITTED] = [0, 0, 0, 0, 4]
    binding[1, -1, EMBEDDED] = [0, 90, 0, 0, 0]
    rows = rows_of(replace(run, binding=binding))
    told = [rows[f"held_by_{gap}"].mean for gap in GAPS]
    assert told == [0.375, 0.0, 0.125, 0.0, 0.5]


def test_every_row_of_a_run_is_complete(run):
    rows = summary(run)
    assert len({row.quantity for row in rows}) == len(rows)
    for row in rows:
        assert row.meaning
        assert row.unit
        numbers = [x for x in (row.low, row.mean, row.high) if x is not None]
        assert numbers == sorted(numbers)
        assert all(np.isfinite(numbers))


def test_joined_outcomes_say_whether_they_share_one_system(run):
    assert not run.given_system
    one = simulate(run.scenario, 10)
    other = simulate(run.scenario, 10, first=25)
    assert one.given_system
    assert not join([one, other]).given_system
    assert join([one]).given_system


# Bass


def bass_outcomes(run, p, q, m, months=72, organisations=10**7, pilots=0):
    """Outcomes whose share ever live follows a Bass curve exactly (p, q a year)."""
    years = np.arange(months + 1) / 12
    decay = np.exp(-(p + q) * years)
    share = m * (1 - decay) / (1 + q / p * decay)
    ever = np.rint(share * organisations).astype(int)[None, :] + pilots
    told = outcomes_of(replace(run, organisations=organisations), ever)
    return replace(told, ever_live=ever)


@pytest.mark.parametrize(
    ("p", "q", "m"),
    [(0.03, 0.38, 0.9), (0.02, 0.5, 0.6), (0.1, 0.0, 0.5), (0.2, 1.0, 0.95), (0.016, 0.8, 0.3)],
)
def test_a_bass_curve_is_recovered(run, p, q, m):
    fit = bass_fit(bass_outcomes(run, p, q, m))
    assert fit.innovation == pytest.approx(p, rel=1e-3)
    assert fit.imitation == pytest.approx(q, rel=1e-3, abs=1e-3)
    assert fit.ceiling == pytest.approx(m, rel=1e-3)
    assert fit.r_squared == pytest.approx(1.0, abs=1e-9)


def test_a_curve_that_has_nearly_ended_reveals_its_ceiling(run):
    told = rows_of(bass_outcomes(run, 0.3, 2.5, 0.95, months=40))
    ceiling = told["bass_ceiling"]
    assert 0.93 < ceiling.low < ceiling.mean < ceiling.high < 0.97
    for quantity, value in (("bass_innovation", 0.3), ("bass_imitation", 2.5)):
        row = told[quantity]
        assert row.low < row.mean < row.high
        assert row.mean == pytest.approx(value, rel=1e-3)
        assert "not identified" not in row.meaning


@pytest.mark.parametrize(("p", "q", "m"), [(0.03, 0.38, 0.9), (0.02, 0.5, 0.6), (0.1, 0.0, 0.5)])
def test_a_curve_that_has_only_begun_reveals_no_ceiling_and_the_summary_says_so(run, p, q, m):
    """Forty months: curves with a ceiling up to everybody fit within half a percentage point."""
    outcomes = bass_outcomes(run, p, q, m, months=40)
    rows, fit = rows_of(outcomes), bass_fit(outcomes)
    assert not fit.is_identified
    assert fit.ceilings[0] <= m <= fit.ceilings[1] == 1.0
    for quantity in ("bass_innovation", "bass_imitation", "bass_ceiling"):
        assert rows[quantity].mean is None
        assert rows[quantity].low < rows[quantity].high
        assert "; not identified: curves with ceilings from" in rows[quantity].meaning
    assert "to 100% come as near" in rows["bass_ceiling"].meaning
    assert rows["bass_r_squared"].mean == pytest.approx(1.0)


def test_every_curve_in_the_range_of_ceilings_fits_about_as_well(run):
    """And none beyond it, to the last halving of the interval."""
    outcomes = bass_outcomes(run, 0.1, 0.9, 0.7)
    share = outcomes.ever_live.mean(axis=0) / outcomes.organisations
    low, high = bass_fit(outcomes).ceilings
    within, beyond = (0.7 + low) / 2, (low - 0.02, high + 0.02)
    assert bass._nearest(share, within)[1] < bass.NEAR
    assert all(bass._nearest(share, each)[1] > bass.NEAR for each in beyond)


def test_pilots_are_not_part_of_the_curve(run):
    told = bass_fit(bass_outcomes(run, 0.03, 0.38, 0.9, pilots=10**5))
    assert (told.innovation, told.imitation, told.ceiling) == pytest.approx((0.03, 0.38, 0.9))


@settings(max_examples=40)  # each fits some fifteen curves
@given(st.integers(0, 10**6))
def test_no_curve_makes_the_fit_fail_or_warn(run, seed):
    """Whatever the shape, the numbers are in range or there is None."""
    chance = np.random.default_rng(seed)
    months = int(chance.integers(1, 80))
    steps = chance.random(months) ** chance.choice([1, 4, 30])
    ever = np.concatenate([[0], np.cumsum(steps) / steps.sum() * chance.integers(0, 21)])
    fit = bass_fit(outcomes_of(run, [ever.astype(int)]))
    if months < 12 or ever[-1] < 1:
        assert fit is None
    elif fit is not None:
        assert fit.innovation > 0
        assert fit.imitation >= 0
        assert 0 < fit.ceiling <= 1
        assert fit.r_squared <= 1
