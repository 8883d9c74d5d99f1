"""The Medical Innovation study: netdiffuseR's measures, and no effect of peers by our model."""

import csv
from math import nan

import numpy as np
import pytest
from facts import FACTS
from medical_innovation import GOLDEN, MODELS, SHARED, effect, in_our_runs, network, observed

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the Medical Innovation data is not here (shared)"
)
FACT = FACTS["medical_innovation"]


def column(name):
    with GOLDEN.open(newline="", encoding="utf-8") as file:
        return [float(row[name]) if row[name] else nan for row in csv.DictReader(file)]


@pytest.mark.parametrize("lag", [0, 1])
def test_thresholds_of_doctors_are_those_of_netdiffuser(lag):
    """There, who never prescribed adopts in month 18."""
    found = observed(last=18).threshold(lag=lag)
    assert found.tolist() == pytest.approx(column(f"threshold_lag{lag}"), nan_ok=True, abs=1e-12)


def test_degrees_of_doctors_are_those_of_netdiffuser():
    degrees = network().in_degree(), network().out_degree()
    told = column("indegree"), column("outdegree")

    assert [[d for _, d in each] for each in degrees] == [list(each) for each in told]


def test_no_peer_effect_is_found_once_months_are_in():
    """As Van den Bulte & Lilien (2001) found with advertising; the interval is wide."""
    found = effect("named")

    assert found.low < 0 < found.high
    assert found.adoptions == 98
    assert found.p_value > 0.5


def test_what_is_told_of_the_peer_effect_is_what_our_hazard_model_finds():
    estimate, low, high = effect("named").odds_ratio
    told = {"value": round(estimate, 2), "low": round(low, 2), "high": round(high, 2)}

    assert FACT["observed"] == {**told, "of": 125}


def test_departure_peers_matter_more_in_our_runs_than_among_doctors():
    """The median of our runs is beyond what the doctors allow, though single runs differ widely."""
    assert np.median(in_our_runs()) > effect("named").odds_ratio[2]


def test_what_is_told_of_peers_in_our_runs_is_what_the_model_gives():
    low, median, high = np.quantile(in_our_runs(), (0.1, 0.5, 0.9))
    told = {"median": round(float(median), 1), "low": round(float(low), 1)}

    assert FACT["model"] == told | {"high": round(float(high))}


def test_what_other_models_of_the_peer_effect_find_is_told():
    found = {model: effect(model).odds_ratio for model in MODELS}
    told = FACT["choices"]

    assert told["number"] == len(found)
    estimates = [each[0] for each in found.values()]
    assert (told["low"], told["high"]) == (round(min(estimates), 2), round(max(estimates), 2))
    beyond = {model for model, (_, low, high) in found.items() if low > 1 or high < 1}
    assert told["beyond_one"] == sorted(beyond)
