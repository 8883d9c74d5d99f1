"""What became of statements in words and pictures."""

import numpy as np
import pytest

from sim.params.assumption_sets import AssumptionSets
from sim.report.figures import picture
from sim.report.figures.statements import MOST_ROWS, pages
from sim.report.lines import MOST_NUMBERS, MOST_WORDS, numbers_in, words_in
from sim.report.statement_words import size_of
from sim.report.statements import account, headline, lines, table
from sim.study.scored_keys import ScoredKeys
from sim.study.statements.claims import parsed
from sim.study.statements.file import Statement
from sim.study.statements.findings import Values, found_of, not_asked
from sim.study.statements.how_often import how_often
from sim.study.trials.states import FIXED, States
from sim.study.uncertainty.study import Drawn

PLANS = ("none", "one_to_one")
SETS = AssumptionSets("ranges", ("assumptions.push",), np.zeros((100, 1)))
LONG = "One-to-one help by facilitators who know the ward brings far more organisations to go live"


def found(claim, means, say="", often="usually", sets=SETS, end=72):
    """Give a statement its verdict: each plan has these means in the 100 sets, without luck."""
    values = np.broadcast_to(np.asarray(means, float)[:, :, None, None], (len(means), 100, 4, 2))
    states = States(Drawn(sets, {}, ScoredKeys()), 100, 0, 4, 2)
    read = parsed(claim, PLANS)
    statement = Statement(say or read.text, read, how_often(often), "file, line 1")
    return found_of(statement, Values(values, end), states)


HOLDS = found("live of one_to_one > none", [[0.5] * 100, [0.2] * 100], "Help helps.")
FAILS = found("live of one_to_one < none", [[0.5] * 93 + [0.1] * 7, [0.2] * 100], "Help harms.")
OPEN = found("live of one_to_one > none", [[0.6] * 50 + [0.1] * 50, [0.2] * 100], "It depends.")


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        ([HOLDS], "“Help helps” holds."),
        ([OPEN], "“It depends” cannot be told."),
        ([HOLDS, HOLDS], "Both statements hold."),
        ([FAILS] * 3, "All 3 statements fail."),
        ([OPEN] * 3, "None of 3 statements can be told."),
        ([OPEN] * 2, "Neither statement can be told."),
        ([HOLDS, FAILS, FAILS, OPEN], "Of 4 statements 1 holds, 2 fail and 1 cannot be told."),
    ],
)
def test_the_headline_counts_verdicts(statements, says):
    assert headline(statements) == says


def test_each_verdict_has_its_clearest_statement_with_how_often_and_how_much():
    told = dict(lines([HOLDS, FAILS, OPEN], SETS))
    assert told["Holds"] == "“Help helps”, in all 100 sets; 30 points more."
    assert told["Fails"].startswith("“Help harms”, in 93 of 100 sets (holds in 7); 27 points more")
    assert told["Unclear"].startswith("“It depends”, holds in 50 of 100 sets, fails in 50; ")
    assert told["How sure"].startswith("100 sets of assumptions")


def test_what_fails_on_average_alone_says_so():
    mixed = [[0.25] * 80 + [0.0] * 20, [0.2] * 100]
    told = dict(lines([HOLDS, found("live of one_to_one > none", mixed, "A bit.")], SETS))
    says = "“A bit”, not on average (fails in 20 of 100 sets, holds in 80); 0 points"
    assert told["Fails"] == f"{says} (20 fewer to 5 more), practically the same."


@pytest.mark.parametrize("count", [1, 3, 40])
def test_an_answer_is_short_however_long_the_statements_are(count):
    some = [
        found(f"live of one_to_one {sign} none", means, LONG)
        for sign, means in (
            (">", [[0.5] * 100, [0.2] * 100]), ("<", [[0.5] * 93 + [0.1] * 7, [0.2] * 100]),
            (">", [[0.6] * 50 + [0.1] * 50, [0.2] * 100]),
        )
    ] * count  # fmt: skip
    text = " ".join(f"{label} {line}" for label, line in lines(some, SETS))
    assert words_in(text) <= MOST_WORDS
    assert numbers_in(text) <= MOST_NUMBERS


@pytest.mark.parametrize(
    ("claim", "means", "says"),
    [
        ("live of none > 50%", [[0.7] * 100], "70%"),
        ("live of none > 50%", [np.linspace(0.5, 0.9, 100)], "70% (52% to 88%)"),
        ("live of one_to_one > none", [np.linspace(0, 0.4, 100), [0.1] * 100],
         "10 points more (8 fewer to 28 more)"),
        ("equity_gap of one_to_one > none", [[0.05] * 100, [0.1] * 100], "5 points narrower"),
        ("time_to_half of one_to_one < none", [[20] * 100, [44] * 100], "24 months sooner"),
        ("waiting of none < 50 months", [np.linspace(40, 60, 100)], "50 months (41 to 59)"),
        ("spend of one_to_one > none", [[1200] * 100, [70] * 100], "£1,100,000 more"),
        ("days of one_to_one > none", [[3000] * 100, [2500] * 100], "500 days more"),
        ("net of none > £5", [[-20] * 100], "\N{MINUS SIGN}£20,000"),
        ("abandoned of one_to_one > none", [[0.5] * 100, [np.nan] * 100], "no value"),
    ],
)  # fmt: skip
def test_sizes_are_told_with_their_unit(claim, means, says):
    assert size_of(found(claim, means)) == says


def test_a_time_that_is_not_reached_counts_as_the_end_and_is_told():
    late = found("time_to_half of one_to_one < none", [[40] * 100, [np.inf] * 100])
    assert size_of(late) == "32 months sooner within the run"
    assert (
        "In 50% of the runs it is not reached, which counts as the end" in account([late], SETS)[0]
    )
    never = found("time_to_half of one_to_one < none", [[np.inf] * 100, [np.inf] * 100])
    assert never.judgement.verdict == "cannot be told"
    assert "the outcome has no value here" in account([never], SETS)[0]


@pytest.mark.parametrize("sets", [SETS, FIXED])
def test_an_outcome_without_a_value_is_said_to_have_none(sets):
    none = found("embedded of one_to_one > none", [[np.nan] * 100] * 2, sets=sets)
    told = dict(lines([none, none], sets if sets is SETS else None))
    assert told["Unclear"].endswith(", it has no value here; 1 more in the table.")


@pytest.mark.parametrize("sets", [SETS, FIXED])
def test_a_plan_whose_own_setting_changes_nothing_gets_no_verdict(sets):
    real = found("live of one_to_one > none", [[0.5] * 100, [0.2] * 100], "Help helps.", sets=sets)
    idle = not_asked(real, "“one_to_one” sets strategy.start=3, which changes nothing here")
    assert (real.judgement.verdict, idle.judgement.verdict) == ("holds", "cannot be told")
    told = dict(lines([idle, real], sets if sets is SETS else None))
    assert told["Unclear"] == (
        "“Help helps”, since “one_to_one” sets strategy.start=3, which changes nothing here."
    )
    assert table([idle])[0][-1] == "-"
    assert account([idle], None)[0] == (
        "1. “Help helps” cannot be told: “one_to_one” sets strategy.start=3, which changes nothing "
        "here. Claimed, usually: live of one_to_one > live of none."
    )
    drawn = picture(pages([idle]), "statements").page
    assert {each.get_text() for each in drawn.axes.texts} <= {"Help helps", "100"}


def test_plans_that_hardly_differ_are_said_to_be_the_same():
    close = found("live of one_to_one > none", [[0.22] * 100, [0.2] * 100])
    assert close.judgement.verdict == "fails"
    assert table([close])[0][-1] == "2 points more,\npractically the same"


def test_money_is_the_same_within_a_twentieth():
    verdicts = [
        found("days of one_to_one > none", [[high] * 100, [1000] * 100]).judgement.verdict
        for high in (1040, 1060)
    ]
    assert verdicts == ["fails", "holds"]


def test_the_account_says_what_always_cannot_rule_out():
    always = found(
        "live of one_to_one > none", [[0.5] * 100, [0.2] * 100], often="always"
    )  # fmt: skip
    assert (
        "in every set that was tried; in up to 3% of others it may not"
        in account([always], SETS)[0]
    )


def test_where_the_assumptions_stay_runs_are_told_instead_of_sets():
    alone = found(
        "live of one_to_one > none", [[0.5] * 100, [0.2] * 100], "Help helps.", sets=FIXED
    )
    assert headline([alone]) == "“Help helps” holds with these assumptions."
    told = dict(lines([alone], None))
    assert told["Holds"] == "the case in 100% of single runs; 30 points more."
    assert "others were not tried" in told["How sure"]
    assert any("other assumptions may turn it" in each for each in account([alone], None))


def test_every_bar_is_labelled_and_so_many_rows_are_on_a_slide():
    some = [HOLDS, FAILS, OPEN] * 2
    drawings = pages(some)
    assert list(drawings) == ["statements", "statements_2"]
    drawn = picture(drawings, "statements").page
    texts = [each.get_text() for each in drawn.axes.texts]
    assert texts[:2] == ["Help helps", "100"]
    assert {"93", "7", "50"} <= set(texts)
    assert len(drawn.axes.patches) == 8  # 1 + 2 + 2, and 1 + 2
    sides = [each.get_text() for each in drawn.figure.texts]
    assert sides.count("holds") == 2
    assert MOST_ROWS == 5
    titles = [picture(drawings, each).words.splitlines()[0] for each in drawings]
    assert titles[0] != titles[1]
