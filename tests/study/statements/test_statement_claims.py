"""The language of claims: what is written is read, and what cannot be read is pointed at."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.outcomes.by_run import by_run
from sim.outcomes.horizon import horizon_to
from sim.outcomes.outcome_table import OUTCOMES
from sim.params.errors import UserError
from sim.study.statements.amounts import kind_of
from sim.study.statements.claim import Claim, Comparison
from sim.study.statements.claims import parsed
from sim.study.statements.how_often import how_often
from sim.study.statements.outcomes import has_month, horizon, outcome_named, refuse_unusable

PLANS = ("none", "one_to_one", "hin_playbook", "two more facilitators", "two more", "half of all")


def is_usable(key):
    try:
        refuse_unusable(key)
    except UserError:
        return False
    return True


USABLE = [key for key in OUTCOMES if is_usable(key)]


@st.composite
def claims(draw):
    key = draw(st.sampled_from(USABLE))
    kind, bounds = kind_of(OUTCOMES[key]), OUTCOMES[key].bounds
    comparison = draw(st.sampled_from(list(Comparison)))
    plan, other = draw(st.lists(st.sampled_from(PLANS), min_size=2, max_size=2, unique=True))
    number = None
    if draw(st.booleans()):
        low, high = (-1e6, 1e6) if bounds is None else (bounds[0] * 100, bounds[1] * 100)
        other, number = None, draw(st.integers(int(low), int(high))) / kind.scale
    by = None
    if (comparison == Comparison.within and (number is not None or draw(st.booleans()))) or (
        comparison in (Comparison.more, Comparison.less) and number is None and draw(st.booleans())
    ):
        by = draw(st.integers(0, 5000)) / 100 / kind.scale
    month = draw(st.none() | st.integers(1, 9999)) if has_month(key) else None
    return Claim(key, plan, comparison, other, number, by, month)


@given(claims())
def test_a_claim_that_is_written_is_read_as_the_same(claim):
    assert parsed(claim.text, PLANS) == claim
    assert parsed(f"  {claim.text.replace(' ', '  ')}. ", PLANS) == claim


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("live of hin_playbook > none", "live of hin_playbook > live of none"),
        ("LIVE of Hin_Playbook is more than live of none", "live of hin_playbook > live of none"),
        ("Gave up of none is less than one_to_one", "abandoned of none < abandoned of one_to_one"),
        (
            "Months until half are live of none are at most 24 months",
            "time_to_half of none <= 24 months",
        ),
        ("live of two more is the same as none", "live of two more same as live of none"),
        (
            "live of two more facilitators is more than two more",
            "live of two more facilitators > live of two more",
        ),
        ("live of half of all > none at month 24 by 5 points",
         "live of half of all > live of none by 5 points at month 24"),
        ("equity gap of none within 2.5 points of 10 points",
         "equity_gap of none within 2.5 points of 10 points"),
        ("net of none > -£1.5 million", "net of none > -£1,500,000"),
        ("live of none ≥ 50 per cent", "live of none >= 50%"),
        ("embedded of ever live of none > one_to_one",
         "embedded_of_ever_live of none > embedded_of_ever_live of one_to_one"),
        ("spend of none < £30k", "spend of none < £30,000"),
    ],
)  # fmt: skip
def test_words_mean_the_same_as_signs(typed, means):
    assert parsed(typed, PLANS).text == means


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "names no outcome of a plan"),
        ("boards beat facilitators", "names no outcome of a plan"),
        ("lives of none > 50%", "there is no outcome “lives” (did you mean live?)"),
        ("live of nona > 50%", "there is no plan “nona” (did you mean none?)"),
        ("live of none > nona at month 3", "there is no plan “nona” (did you mean none?)"),
        ("live of none", "it ends where a comparison should follow; write >, <, >=, <="),
        ("live of none beats hin_playbook", "where word 4 is “beats”; write >, <, >=, <="),
        ("live of none = hin_playbook", "where word 4 is “=”"),
        ("live of none >", "it ends where a plan should follow"),
        ("live of none > 50", "“50” has no unit; write it like 10%"),
        ("live of none > 50 points", "“50 points” is in another unit; write it like 10%"),
        ("live of none > 150%", "out of range; “live” is between 0% and 100%"),
        ("live of none > 0,5%", "“0,5%” is no number; write it like 1,200 or 0.5"),
        ("live of none > one_to_one by 5%", "is in another unit; write it like 10 points"),
        ("live of none > one_to_one by", "it ends where a number should follow"),
        ("live of none > one_to_one by far", "a number should stand where word 7 is “far”"),
        ("live of none > one_to_one by -5 points", "turn the comparison round"),
        ("live of none > 50% by 5 points", "give the number itself"),
        ("live of none >= one_to_one by 5 points", "may mean two things"),
        ("live of none within 5 points one_to_one", "“of” should stand where word 7 is"),
        ("live of none > one_to_one often", "nothing more should stand where word 6 is “often”"),
        ("live of none > one_to_one by 1 point by 2 points", "“by” twice"),
        ("live of none > none", "it compares “none” with itself"),
        ("live of none is the same as 50%", "write within 5 points of 50%"),
        ("live of none > embedded of one_to_one", "compare the same outcome of two plans"),
        ("live of none > lives of one_to_one", "there is no outcome “lives”"),
        ("live at month 24 of none > one_to_one", "put “at month 24” at the end of the claim"),
        ("live of none > one_to_one at month 0", "before anything happens"),
        ("time_to_half of none > one_to_one at month 9", "is of the whole run; leave"),
        ("cost of none < £5,000", "is no value of one plan"),
        ("held_by_cultural of none > one_to_one", "counted over all runs at once"),
        ("time_to_half of none < 24", "“24” has no unit; write it like 10 months"),
        ("net of none > £1.5 percent", "cannot be read; write it like £30"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_pointed_at(typed, says):
    with pytest.raises(UserError) as refused:
        parsed(typed, PLANS)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "share", "denied"),
    [("usually", 0.5, False), ("Always", 1, False), ("never", 1, True), ("in 9 of 10", 0.9, False),
     ("in 19 of 20 sets", 0.95, False)],
)  # fmt: skip
def test_how_often_is_read(typed, share, denied):
    assert (how_often(typed).share, how_often(typed).denied) == (share, denied)


@pytest.mark.parametrize("typed", ["mostly", "in 10 of 9", "in 0 of 3", "in 5 of 5", "90%"])
def test_how_often_that_says_nothing_is_refused(typed):
    with pytest.raises(UserError, match=r"write|in 9 of 10"):
        how_often(typed)


def test_every_name_of_an_outcome_finds_it():
    for key, row in OUTCOMES.items():
        assert outcome_named(key) == outcome_named(key.replace("_", " ").upper()) == key
        if row.quantity and row.quantity not in OUTCOMES:
            assert outcome_named(row.quantity) == key


def test_an_outcome_at_a_month_is_that_of_a_run_that_ends_there():
    months, at = 24, 12
    keys = [key for key in USABLE if has_month(key) and key != "after_programme"]
    both = [
        sim.simulate(
            sim.load(["strategy=hin_playbook", "system.organisations=20", f"clock.months={end}"]), 4
        )
        for end in (months, at)
    ]
    assert len(keys) > 15
    for key in keys:
        asked = by_run(both[0], key, horizon(key, at, months, None))
        assert np.array_equal(asked, by_run(both[1], key, horizon_to(at)), equal_nan=True), key
