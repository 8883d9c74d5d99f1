"""What the lines say of when the better plan changes, and of what is worth finding out."""

import re
from dataclasses import replace

import numpy as np
import pytest

from sim.config.distributions import distributions
from sim.outcomes.horizon import Horizon
from sim.params.assumption_sets import AssumptionSets
from sim.report.figures import picture
from sim.report.figures.flips import lead as lead_figure
from sim.report.figures.value_of_learning import bars
from sim.report.flips import Told, lines, percent
from sim.report.flips_account import account, table
from sim.report.lines import numbers_in, words_in
from sim.report.number_words import GROUPS, amount_of, brief, name_of
from sim.study.flips.fared import Fared
from sim.study.flips.study import flips_of

KEYS = ("assumptions.slot", "assumptions.champion_loss", "assumptions.aggregator")
NAMES = ("One-to-one help", "The whole playbook")


def made(lead_of, sets=200, noise=0.02, name="ranges", seed=0, up=True, plans=2):
    """Plans of which the second leads by a function of the three numbers, each from 0 to 1."""
    chance = np.random.default_rng(seed)
    values = chance.random((sets, 3))
    values[:, 2] = chance.integers(0, 3, sets)
    runs = 0.4 + chance.normal(0, noise, (sets, 2, plans))
    runs[:, :, 1] += np.asarray(lead_of(values))[:, None]
    return Fared(AssumptionSets(name, KEYS, values), {}, runs, up)


def told(fared, known=None, key="live", names=NAMES, margin=0.03):
    return Told(flips_of(fared, known, margin), names, key, Horizon(36, 72))


def test_a_better_plan_that_is_worse_in_what_lasts_carries_its_catch():
    fared = replace(made(always), beside={"embedded": np.array([0.5, 0.3])})
    found = said(told(fared))
    assert "But 30% are embedded at month 72, with one-to-one help 50%." in found[""]
    fared = replace(made(always), beside={"abandoned": np.array([0.1, 0.24])})
    assert "But 24% give up again, with one-to-one help 10%." in said(told(fared))[""]
    fared = replace(made(always), beside={"abandoned": np.array([0.24, 0.1])})
    assert "But" not in said(told(fared))[""]


def by_slot(values):
    """The whole playbook is 0.2 ahead, and 0.1 behind where the slot costs less than 0.3."""
    return np.where(values[:, 0] < 0.3, -0.1, 0.2)


def always(values):
    return np.full(len(values), 0.2)


def said(this):
    found = dict(lines(this))
    whole = " ".join(f"{label} {text}" for label, text in found.items())
    assert words_in(whole) <= 90
    assert numbers_in(whole) <= 20
    for label, text in found.items():
        assert text.endswith("."), label
        for sentence in re.split("[.;:] ", text):
            assert words_in(sentence) <= 30, sentence
    assert set(found) == {"", "Flips", "Regret", "Learn", "How sure"}
    return found


def test_a_number_that_flips_it_is_told_with_its_limit_and_is_worth_finding_out():
    found = said(told(made(by_slot)))
    assert found[""].startswith("The whole playbook is better than one-to-one help in 7")
    assert "of 200 sets of assumptions drawn from their ranges" in found[""]
    start = "one-to-one help is better where “one-to-one help for one site” is below £"
    assert found["Flips"].startswith(start)
    assert found["Learn"].startswith("“one-to-one help for one site” is worth most")
    assert "assumptions make" in found["How sure"]
    assert "luck" in found["How sure"]


def test_what_flips_only_outside_of_what_is_known_is_said_not_to_flip_within():
    known = made(always, sets=50, name="plausible", noise=0.001)
    found = said(told(made(by_slot), known))
    assert found["Flips"].endswith(", not within the 50 that fit what is known.")
    known = made(by_slot, sets=50, name="plausible")
    found = said(told(made(by_slot), known))
    assert found["Flips"].endswith("% of the 50 that fit what is known.")


def test_if_what_is_known_has_the_other_plan_ahead_the_headline_says_so():
    known = made(lambda values: -always(values), sets=50, name="plausible")
    found = said(told(made(by_slot), known))
    assert "But one-to-one help is better in 100% of those that fit what is known" in found[""]


def test_if_nothing_flips_it_the_ranges_are_told():
    found = said(told(made(always, noise=0.001), made(always, sets=50, noise=0.001)))
    assert found[""].startswith("The whole playbook is better than one-to-one help in 100% of 200")
    assert found["Flips"] == (
        "nothing in the ranges of 3 numbers, nor within the 50 that fit what is known."
    )
    assert "no one number is surely worth finding out" in found["Learn"]


def test_no_cause_is_named_where_none_is_found():
    found = said(told(made(lambda v: np.random.default_rng(5).normal(0.05, 0.2, len(v)))))
    assert found["Flips"].startswith("no one or two of 3 numbers decide it")


def test_plans_within_the_margin_are_practically_the_same():
    found = said(told(made(lambda v: np.full(len(v), 0.01), noise=0.005)))
    assert "are practically the same, within 3 points, in" in found[""]
    wide = made(lambda v: np.where(v[:, 0] < 0.5, 0.11, -0.1), noise=0.001)
    assert "but on average practically the same" in said(told(wide))[""]


def test_a_choice_of_words_is_told_by_its_word():
    found = said(told(made(lambda v: np.where(v[:, 2] == 2, -0.2, 0.2))))
    assert "where “how the gaps combine” is “weakest”" in found["Flips"]


def test_three_plans_name_the_best_and_all_regrets():
    names = (*NAMES, "Standardise once")
    found = said(told(made(by_slot, plans=3), names=names))
    assert found[""].startswith("The whole playbook is the best plan in")
    assert "standardise once" in found["Regret"]


def test_a_name_with_a_comma_is_quoted_and_a_place_keeps_its_capital():
    names = ("Mandate, all at once", "London: the whole playbook")
    this = told(made(by_slot), names=names)
    assert (this.second, this.first) == ("“Mandate, all at once”", "London: the whole playbook")


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0%"), (0.004, "under 1%"), (0.5, "50%"), (0.999, "over 99%"), (1.0, "100%")],
)
def test_nearly_all_is_never_told_as_all(share, text):
    assert percent(share) == text


def test_every_number_has_a_name_of_its_own_words_and_values_with_units():
    names = {key: name_of(key) for key in distributions()}
    assert all(names.values())
    assert not any(name.startswith(("of ", "by ", "on ", "from ")) for name in names.values())
    assert len(set(names.values())) > 0.98 * len(names)
    assert brief("levers.comms.cultural") == "communications: cultural gap closed"
    assert brief("levers.comms.cost") == "communications: cost"
    assert amount_of("assumptions.slot", 0.9) == "£900 a month"
    assert amount_of("assumptions.champion_loss", 0.02) == "2% a month"
    assert {each.group for each in distributions().values() if each.group} == set(GROUPS)


def test_the_account_tells_halves_groups_and_what_is_not_varied():
    this = told(made(by_slot), made(by_slot, sets=50, name="plausible"))
    text = " ".join(account(this))
    assert "on one half of the sets" in text
    assert "In the fresh half, within: one-to-one help is better in" in text
    assert "Strong, Oakley and Brennan 2014" in text
    assert "No set changes the plans" in text
    assert [row[0] for row in table(this)] == list(NAMES)


@pytest.mark.parametrize("case", [by_slot, always, lambda v: np.where(v[:, 2] == 2, -0.2, 0.2)])
def test_both_figures_are_drawn_and_say_what_they_show(case):
    this = told(made(case))
    found = picture({"lead": lambda: lead_figure(this)}, "lead")
    assert "Lead of one-to-one help over the whole playbook" in found.words
    assert found.png()
    assert "worth" in picture({"bars": lambda: bars(this)}, "bars").words
