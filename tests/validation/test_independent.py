"""Facts with real data that no number of the model was chosen to meet: these could have failed.

What came out stands in `facts.yaml`, from which docs/validation.md is written; each test computes
it again.  A fact that the model does not meet has `departure` in its name and says what it does.
"""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import tail
from facts import FACTS
from paired import LEVEL, run
from programmes import FREED_ALONE

from sim.outcomes import mean_interval

SERIES = Path(__file__).parents[3] / "shared" / "data" / "series"
HERE = pytest.mark.skipif(not SERIES.is_dir(), reason="the observed series are not here (shared)")
FREED, RECORDS = FACTS["freed_alone"], FACTS["last_records"]


def series(name):
    with (SERIES / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return {row["date"]: row for row in csv.DictReader(file)}


@cache
def services():
    """Services live after three years without a partner, by run; float64[512]."""
    presets, changes = FREED_ALONE
    outcomes = run(*presets, changes=changes, replicates=512)
    return np.rint(outcomes.live[:, 36] * outcomes.organisations)


def test_without_a_partner_as_many_services_have_freed_in_three_years_as_did():
    """Four of 54; the fact allows the middle 95 % of runs, which is wide."""
    low, high = np.quantile(services(), (0.025, 0.975))

    assert low <= FREED["observed"]["value"] <= high


def test_what_is_told_of_freed_without_a_partner_is_what_the_model_gives():
    found = services()
    told = FREED["model"]

    assert told["mean"] == round(float(found.mean()), 1)
    assert [told["low"], told["high"]] == np.quantile(found, (0.025, 0.975)).round().tolist()
    assert told["as_few"] == round(float((found <= FREED["observed"]["value"]).mean()), 2)


@cache
def share_of_the_tail():
    """Share of the last trusts that go live in three years, by run."""
    return tail.gone_live(tail.INNOVATIONS[0], tail.PLANS[0], tail.STARTS[0])


def test_departure_the_last_trusts_get_their_records_much_sooner_than_they_did():
    """Between 37 and 53 % of 30 trusts did in three years; even sampling 30 allows up to 70 %."""
    systems = np.repeat(np.arange(8), 16)
    found = mean_interval(share_of_the_tail(), systems, LEVEL)

    assert found.low > RECORDS["observed"]["high"]
    assert found.low > RECORDS["observed"]["sampled_high"]


def test_what_is_told_of_the_last_trusts_is_what_the_model_gives():
    found, told = share_of_the_tail(), RECORDS["model"]

    assert told["mean"] == round(float(found.mean()), 2)
    assert [told["low"], told["high"]] == np.quantile(found, (0.025, 0.975)).round(2).tolist()


def test_what_other_choices_make_of_the_last_trusts_is_told():
    shares = tail.every_choice()
    told = RECORDS["choices"]

    assert told["number"] == len(shares)
    assert [told["low"], told["high"]] == [round(f(shares.values()), 2) for f in (min, max)]
    within = [
        x for x in shares.values()
        if RECORDS["observed"]["low"] <= x <= RECORDS["observed"]["high"]
    ]  # fmt: skip
    assert told["as_observed"] == len(within)


def test_in_few_sets_of_assumptions_the_last_trusts_are_as_slow_as_they_were():
    """The share that is told is rounded; the test allows what 240 other sets would give."""
    told = RECORDS["assumptions"]
    slow = (tail.under_assumptions(told["sets"]) <= RECORDS["observed"]["high"]).mean()

    assert told["low"] <= slow <= told["high"]
    assert told["low"] < told["as_slow"] < told["high"]


@HERE
def test_the_numbers_of_trusts_are_those_of_the_series():
    rows = series("nhs_trust_epr")
    first, last = rows["2022-06"], rows["2025-05-02"]
    without = int(first["trusts_total"]) - int(first["trusts_with_epr"])
    told = RECORDS["observed"]

    assert without == told["of"]
    assert round(without / int(first["trusts_total"]), 3) == tail.WITHOUT
    left = int(last["trusts_total"]) - int(last["trusts_with_epr"])
    assert told["low"] == round(1 - left / without, 2)
    reported = rows["2025-06"]
    left = (1 - float(reported["pct"]) / 100) * int(reported["trusts_total"])
    assert told["high"] == round(1 - round(left) / without, 2)


@HERE
def test_the_numbers_of_services_are_those_of_the_series():
    rows = series("freed_services")

    assert int(rows["2014-09"]["services_or_trusts"]) == FREED_ALONE[1]["strategy.pilots"]
    assert int(rows["2017"]["services_or_trusts"]) == FREED["observed"]["value"]
    assert int(rows["2017"]["denominator"]) == FREED["observed"]["of"]
