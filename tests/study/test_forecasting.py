"""Rivals of a forecast and how forecasts are scored, against numbers worked by hand."""

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import brentq

from sim.outcomes.bass import bass_curve
from sim.study.calibration.series import Series
from sim.study.forecasting.curves import BASS, GOMPERTZ, LOGISTIC, SHAPES
from sim.study.forecasting.fit import chained, fitted, limits_of
from sim.study.forecasting.forecast import UPTAKE, forecast, scores_of
from sim.study.forecasting.rivals import AS_LAST_YEAR, UNCHANGED, by_likelihood, rivals
from sim.study.forecasting.scores import (
    crps_of_quantiles,
    crps_of_samples,
    pooled,
    scored,
)

YEARS = np.arange(5.0)
MONTHS = np.arange(0, 60, 12)


def draws():
    return np.random.default_rng(0)


# ---- scores ----


def test_the_score_of_two_values_is_worked_by_hand():
    # E|X - y| = (0.1 + 0.3) / 2, E|X - X'| = 0.4 / 2
    assert crps_of_samples(np.array([0.2, 0.6]), 0.3) == pytest.approx(0.2 - 0.1)
    assert crps_of_samples(np.array([0.4]), 0.7) == pytest.approx(0.3)


def test_the_score_is_that_of_the_normal_distribution():
    """Gneiting & Raftery 2007, equation 21, at many quantiles of a standard normal."""
    places = (np.arange(20_000) + 0.5) / 20_000
    for seen in (-1.3, 0.0, 0.4, 2.5):
        exact = seen * (2 * stats.norm.cdf(seen) - 1) + 2 * stats.norm.pdf(seen) - np.pi**-0.5
        assert crps_of_samples(stats.norm.ppf(places), seen) == pytest.approx(exact, abs=2e-4)


def test_the_score_does_not_depend_on_the_order_and_is_that_of_all_pairs():
    samples = draws().uniform(size=50)
    pairs = np.abs(np.subtract.outer(samples, samples)).mean()
    by_pairs = np.abs(samples - 0.4).mean() - pairs / 2
    assert crps_of_samples(samples, 0.4) == pytest.approx(by_pairs)
    assert crps_of_samples(samples[::-1], 0.4) == pytest.approx(by_pairs)


def test_quantiles_are_scored_nearly_as_the_samples_that_they_come_from():
    samples = draws().beta(2, 5, 20_000)
    levels = (np.arange(200) + 0.5) / 200
    quantiles = np.quantile(samples, levels)
    assert crps_of_quantiles(quantiles, levels, 0.5) == pytest.approx(
        crps_of_samples(samples, 0.5), abs=1e-3
    )


def test_bands_hold_what_lies_within_them_and_the_end_is_the_median_less_what_came():
    samples = np.tile(np.linspace(0, 1, 101)[:, None], 3)
    found = scored(samples, np.array([0.5, 0.8, 0.97]))
    assert found.inside == (1, 2)
    assert found.end == pytest.approx(0.5 - 0.97)
    assert found.dates == 3


def test_groups_count_the_same_however_many_dates_they_have():
    one = scored(np.full((1, 1), 0.5), np.array([0.6]))
    other = scored(np.full((1, 3), 0.5), np.array([0.8, 0.8, 0.2]))
    both = pooled([one, other])
    assert both.crps == pytest.approx((0.1 + 0.3) / 2)
    assert (both.dates, both.end) == (4, pytest.approx((0.1 + 0.3) / 2))
    assert pooled([other]) is other


# ---- curves ----


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_curve_begins_where_it_is_said_to_and_rises_towards_its_ceiling(shape):
    rates = np.full((len(shape.rates), 1), 0.4)
    curve = shape.curve(rates, np.array([0.1]), np.linspace(0, 60, 200))[0]
    assert curve[0] == pytest.approx(0.1)
    assert (np.diff(curve) >= 0).all()
    assert curve[-1] == pytest.approx(1, abs=1e-6)


def test_each_curve_obeys_its_equation():
    years = np.linspace(0, 10, 2001)
    p, q = 0.03, 0.4

    def slopes(shape, *rates):
        share = shape.curve(np.array(rates)[:, None], np.array([0.2]), years)[0]
        return share, np.gradient(share, years, edge_order=2)

    share, slope = slopes(BASS, p, q)
    assert slope == pytest.approx((p + q * share) * (1 - share), abs=1e-5)
    share, slope = slopes(LOGISTIC, q)
    assert slope == pytest.approx(q * share * (1 - share), abs=1e-5)
    share, slope = slopes(GOMPERTZ, q)
    assert slope == pytest.approx(-q * share * np.log(share), abs=1e-5)


def test_bass_launches_before_the_first_date():
    launched = brentq(lambda t: bass_curve(np.array(t), 0.02, 0.5, 1.0) - 0.15, 0, 20)
    share = BASS.curve(np.array([[0.02], [0.5]]), np.array([0.15]), YEARS)[0]
    assert share == pytest.approx(bass_curve(YEARS + launched, 0.02, 0.5, 1.0))


# ---- what fits ----


def test_chains_draw_a_normal_distribution_as_it_is():
    """Means and covariance of a correlated normal well inside its limits; some 5 % are allowed."""
    covariance = np.array([[1.0, 0.8], [0.8, 1.0]])
    inverse = np.linalg.inv(covariance)

    def log_density(points):
        return -0.5 * np.einsum("ij,jk,ik->i", points, inverse, points)

    limits = np.array([[-8.0, 8.0], [-8.0, 8.0]])
    found = np.concatenate(
        [chained(log_density, limits, np.random.default_rng(k)) for k in range(4)]
    )
    assert found.mean(axis=0) == pytest.approx([0, 0], abs=0.1)
    assert np.cov(found.T) == pytest.approx(covariance, abs=0.12)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_fits_lie_around_the_curve_that_made_the_dates_and_within_the_limits(shape):
    rates = np.full((len(shape.rates), 1), 0.5)
    years = np.linspace(0, 9, 19)
    truth = 0.8 * shape.curve(rates, np.array([0.1]), years)[0]
    fit = fitted(shape, years, truth, draws())
    assert np.median(fit.curves(years), axis=0) == pytest.approx(truth, abs=0.01)
    assert np.median(fit.ceilings) == pytest.approx(0.8, abs=0.05)
    highest = limits_of(shape, truth)[-1]
    assert (highest[0] <= fit.ceilings).all()
    assert (fit.ceilings <= 1).all()


def test_few_dates_leave_the_ceiling_open_and_many_tell_it():
    years = np.linspace(0, 9, 19)
    truth = 0.6 * LOGISTIC.curve(np.array([[0.7]]), np.array([0.1]), years)[0]
    few, many = (fitted(LOGISTIC, years[:k], truth[:k], draws()) for k in (4, 19))
    assert np.ptp(np.quantile(few.ceilings, [0.05, 0.95])) > 0.5
    assert np.ptp(np.quantile(many.ceilings, [0.05, 0.95])) < 0.1


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_least_squares_and_the_likelihood_find_the_same_curve(shape):
    """An outside estimator (scipy) of the same curves, as an oracle of where they go."""
    years = np.arange(0, 8.0)
    truth = 0.9 * shape.curve(np.full((len(shape.rates), 1), 0.6), np.array([0.08]), years)[0]
    noisy = truth + 0.004 * draws().standard_normal(8)
    months, ahead = (12 * years).astype(int), np.array([96, 120])
    found = by_likelihood(shape, months, noisy, ahead, draws())
    drawn = rivals(months, noisy, ahead)[shape.name]
    assert np.median(found, axis=0) == pytest.approx(np.median(drawn, axis=0), abs=0.03)


# ---- rivals ----


def test_the_last_yearly_rise_goes_on_and_wanders_as_much_as_rises_did():
    shares = np.array([0.1, 0.12, 0.16, 0.18, 0.22])  # rises change by 0.02, -0.02, 0.02
    one, two = rivals(MONTHS, shares, np.array([60, 72]))[AS_LAST_YEAR].T
    assert np.median(one) == pytest.approx(0.26, abs=0.005)
    assert np.median(two) == pytest.approx(0.30, abs=0.01)
    # Student's t with three changes of size 0.02: half of it within 0.765 of them
    assert np.quantile(one, 0.75) - np.median(one) == pytest.approx(0.765 * 0.02, abs=0.004)
    # Errors of one year, and of both added up: 1, and the root of 1 + 4
    assert np.subtract(*np.quantile(two, [0.75, 0.25])) == pytest.approx(
        np.sqrt(5) * np.subtract(*np.quantile(one, [0.75, 0.25])), rel=0.01
    )


def test_no_change_is_one_number():
    assert rivals(MONTHS, np.linspace(0.1, 0.3, 5), np.array([60, 90]))[UNCHANGED].tolist() == [
        [0.3, 0.3]
    ]


def test_a_rival_that_cannot_be_fitted_says_why():
    found = rivals(np.array([0, 6]), np.array([0.1, 0.3]), np.array([12]))
    assert found["Bass"] == "fewer than 3 dates"
    assert found[AS_LAST_YEAR] == "less than a year is known"
    flat = rivals(MONTHS, np.full(5, 0.3), np.array([60]))
    assert flat["logistic"] == "uptake has hardly risen"


def test_the_same_seed_gives_the_same_draws():
    shares = np.array([0.1, 0.12, 0.2, 0.3, 0.4])
    one, same = (rivals(MONTHS, shares, np.array([60]))["Gompertz"] for _ in range(2))
    other = rivals(MONTHS, shares, np.array([60]), seed=1)["Gompertz"]
    assert (one == same).all()
    assert not np.array_equal(one, other)


# ---- side by side ----


def series(months, shares, group="all"):
    months, shares = np.array(months), np.array(shares, float)
    return Series(group, months, shares, np.full(len(months), np.nan))


def test_ours_stands_first_and_is_scored_at_the_dates_that_came():
    known, later = series([0, 12, 24], [0.1, 0.2, 0.3]), series([30, 36], [0.35, 0.45])
    ours = np.tile(np.linspace(0.1, 0.4, 37), (3, 1))
    found = forecast(known, later, 36, {UPTAKE: ours})
    assert next(iter(found.samples)) == UPTAKE
    assert found.scores[UPTAKE].by_date == pytest.approx([0.0, 0.05])
    assert found.scores[UPTAKE].end == pytest.approx(-0.05)
    assert set(found.scores) == {UPTAKE, *(s.name for s in SHAPES), AS_LAST_YEAR, UNCHANGED}


def test_over_groups_only_who_forecast_each_is_scored():
    full = series([0, 12, 24], [0.1, 0.2, 0.3])
    brief = series([18, 24], [0.2, 0.3], "brief")
    found = [
        forecast(
            known, series([36], [0.4], known.group), 36, {UPTAKE: np.full((2, 37 - first), 0.4)}
        )
        for known, first in ((full, 0), (brief, 18))
    ]
    assert set(scores_of(found)) == {UPTAKE, UNCHANGED}
    assert scores_of(found)[UPTAKE].crps == pytest.approx(0)


def test_nothing_is_scored_where_nothing_came():
    found = forecast(series([0, 12, 24], [0.1, 0.2, 0.3]), series([], []), 36, {})
    assert found.scores == {}
    assert scores_of([found]) == {}
