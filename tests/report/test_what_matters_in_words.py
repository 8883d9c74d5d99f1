"""What matters in words: who leads, what is said of noise, and the limits of an answer."""

from dataclasses import replace

import numpy as np
import pytest
from known_functions import Known, matters_to, space_of_numbers

from sim.config.distributions import distributions
from sim.outcomes.horizon import Horizon
from sim.report.lines import is_too_long
from sim.report.number_words import name_of
from sim.report.sensitivity.account import account
from sim.report.sensitivity.lines import lines
from sim.report.sensitivity.names import amounts
from sim.report.sensitivity.outcome import Looked
from sim.report.sensitivity.told import Told

KEYS = tuple(f"assumptions.{each}" for each in ("commitment_rate", "top_threshold", "hurdle"))
LOOKED = Looked("live", Horizon(36, 72), ("Our plan",))
SHARES = Known(lambda x: 0.5 * x[:, 0] + 0.2 * x[:, 1])


def told_of(known, points=256, method="sobol", looked=LOOKED):
    found = matters_to(known, space_of_numbers(*KEYS), method, points)
    return Told(found, looked, 0, {}, points)


def in_words(told):
    return {label: text for label, text in lines(told)}


def test_a_clear_leader_is_told_with_its_ends():
    said = in_words(told_of(SHARES))
    assert said[""] == (
        "Rate of commitment at full quality matters most: it alone moves the share live at month "
        "36 by 40 points from end to end of its range, from 15% (0.1) to 55% (0.9)."
    )
    assert said["What else"] == "Exposure that the last adopter needs (16 points)."
    assert said["What not"] == "1 of 3 numbers moves it by under 1 point."


def test_several_things_of_one_name_have_a_plural_verb_and_range():
    keys = ("assumptions.support_momentum", *KEYS[1:])
    found = matters_to(SHARES, space_of_numbers(*keys), "sobol", 256)
    said = in_words(Told(found, LOOKED, 0, {}, 256))[""]
    assert said.startswith("Lapses ")
    assert " matter most: they alone move " in said
    assert "from end to end of their range" in said


def test_two_that_cannot_be_told_apart_are_both_named():
    said = in_words(told_of(Known(lambda x: 0.3 * x[:, 0] - 0.3 * x[:, 1])))
    assert "matter most to the share live at month 36; which more cannot be told" in said[""]
    assert "(24 points alone)" in said[""]
    assert "(24)" in said[""]


def test_nothing_is_written_with_a_minus():
    assert [LOOKED.bare(each) for each in (-0.001, 0.001, -0.02)] == ["0", "0", "\N{MINUS SIGN}2"]


def test_where_luck_does_all_nothing_is_told():
    told = told_of(Known(lambda x: 0 * x[:, 0], luck=0.1, chaos=0.1), 64)
    assert told.told == ()
    assert in_words(told)[""].startswith("Nothing can be told to matter")
    assert told.found.luck > 0.7


def test_a_number_that_acts_only_with_others_is_not_said_to_act_alone():
    """At the plan, where the other is at its middle, neither moves anything alone."""
    known = Known(lambda x: (x[:, 0] - 0.5) * (x[:, 1] - 0.5))
    told = told_of(known)
    assert set(told.told) == set(KEYS[:2])
    assert "under 3 points alone" in in_words(told)[""]


def test_what_alone_moves_far_is_told_though_its_index_is_unsure():
    told = told_of(SHARES)
    indices = told.found.indices
    unsure = replace(indices, total_ends=np.stack([0 * indices.total - 0.1, indices.total + 0.1]))
    told = replace(told, found=replace(told.found, indices=unsure))
    assert told.told == KEYS[:2]


def test_few_points_are_not_settled_and_say_how_to_go_on():
    told = told_of(Known(lambda x: x[:, 0] * x[:, 1] ** 4, chaos=0.1), 32)
    assert told.faults
    assert "not settled yet: --points 64 goes on" in in_words(told)["How sure"]
    assert "Not settled" in " ".join(account(told))
    assert not told_of(SHARES, 512).faults


def test_of_two_plans_the_lead_is_told():
    looked = replace(LOOKED, plans=("No spread partner", "The whole playbook"))
    said = in_words(told_of(SHARES, looked=looked))[""]
    assert "moves the lead of the whole playbook over no spread partner at month 36" in said
    assert "from +15 (0.1) to +55 (0.9)" in said


@pytest.mark.parametrize(
    ("outcome", "level", "move"),
    [
        ("live", "42%", "42 points"),
        ("time_to_half", "0.42 months", "0.42 months"),
        ("abandoned", "42%", "42 points"),
    ],
)
def test_outcomes_are_worded_in_their_units(outcome, level, move):
    looked = replace(LOOKED, key=outcome)
    assert (looked.level(0.42), looked.move(-0.42)) == (level, move)


def test_every_number_has_a_name_in_words():
    names = {key: name_of(key) for key in distributions()}
    for key, name in names.items():
        assert "_" not in name, key
        assert "." not in name, key
    assert name_of("levers.one2one.cultural") == (
        "one-to-one help: share of the cultural gap that a full dose closes"
    )
    assert name_of("stage_weights.decide.financial") == "weight of the financial gap when deciding"
    assert name_of("coefficients.integration_technical") == (
        "effect of integration on the technical gap"
    )
    assert name_of("lever_effects") == "all effects of the partner's work"
    kept = distributions()["assumptions.push"]
    assert amounts("assumptions.push", kept, [0.0, 1.0]) == ["logistic", "plain"]
    assert amounts("assumptions.pilot_cost", None, [35.0]) == ["£35,000"]


@pytest.mark.parametrize("method", ["sobol", "morris", "pawn"])
def test_an_answer_is_short_enough(method):
    told = told_of(SHARES, {"sobol": 64, "morris": 8, "pawn": 128}[method], method)
    assert not is_too_long(lines(told))
    assert len(lines(told)) >= 4
