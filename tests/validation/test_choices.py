"""What is told of the anchors is what the model gives, and what other choices would give."""

import pytest
from facts import FACTS
from paired import abandoned, live, run
from programmes import (
    AI_DIAGNOSTICS,
    FREED,
    PLAYBOOK,
    REFERRALS,
    other_ai_diagnostics,
    other_budgets,
    other_referrals,
)
from scipy.stats import beta


def reached(programme, outcome):
    presets, changes = programme
    return float(outcome(run(*presets, changes=changes, replicates=256)).mean())


def ever_live_at_23(o):
    return o.ever_live[:, 23] / o.organisations


@pytest.mark.parametrize(
    ("name", "programme", "outcome"),
    [
        ("freed", FREED, live(36)),
        ("referrals", REFERRALS, live(36)),
        ("ai_diagnostics", AI_DIAGNOSTICS, ever_live_at_23),
        ("giving_up", ((PLAYBOOK,), {}), abandoned),
    ],
)
def test_what_is_told_of_an_anchor_is_what_the_model_gives(name, programme, outcome):
    assert FACTS[name]["model"]["mean"] == round(reached(programme, outcome), 2)


def test_other_budgets_for_freed_are_told():
    """What the programme cost is not known; 900 GBP a month was chosen by hand."""
    shares = [reached(each, live(36)) for each in other_budgets().values()]
    told = FACTS["freed"]["choices"]

    assert (told["low"], told["high"]) == (round(min(shares), 2), round(max(shares), 2))
    assert told["number"] == len(shares)


def test_other_presets_in_place_of_the_referral_service_are_told():
    shares = [reached(each, live(36)) for each in other_referrals().values()]
    told = FACTS["referrals"]["choices"]

    assert (told["low"], told["high"]) == (round(min(shares), 2), round(max(shares), 2))
    assert told["number"] == len(shares)


def test_other_plans_and_mandates_for_ai_diagnostics_are_told():
    shares = [reached(each, ever_live_at_23) for each in other_ai_diagnostics().values()]
    told = FACTS["ai_diagnostics"]["choices"]

    assert (told["low"], told["high"]) == (round(min(shares), 2), round(max(shares), 2))
    assert told["number"] == len(shares)


@pytest.mark.parametrize("name", ["freed", "referrals", "ai_diagnostics"])
def test_an_anchor_carries_the_uncertainty_of_a_count(name):
    """Jeffreys' 95 % interval, as if its organisations were a sample of such programmes."""
    seen = FACTS[name]["observed"]
    count, others = seen["count"], seen["of"] - seen["count"]
    low, high = beta.ppf((0.025, 0.975), count + 0.5, others + 0.5)

    assert (seen["low"], seen["high"]) == (round(low, 2), round(high, 2))
    assert seen["value"] == round(count / seen["of"], 2)
