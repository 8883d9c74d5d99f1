"""The titles of the pictures of a sweep follow from the numbers."""

from dataclasses import replace

import numpy as np
import pytest
from made_sweeps import BUDGET, MONEY, PILOTS, STRATEGIES, swept

from sim.outcomes.horizon import Horizon
from sim.report.figures.swept_means import by_effect, means
from sim.report.figures.swept_measure import Measure
from sim.report.figures.swept_notes import notes
from sim.report.figures.swept_sentences import finding, matters_most, told_apart
from sim.study.swept import Estimate

GRID = {"strategy": STRATEGIES[:2], BUDGET: MONEY}


def told(given, mean, half=0.01, outcome="live", **more):
    mean = np.array(mean, float)
    made = replace(
        swept(given, outcome=outcome, **more), done=np.isfinite(mean),
        estimate=Estimate(mean, mean - half, mean + half),
    )  # fmt: skip
    keys = [k for k, key in enumerate(made.keys) if key.key != "seed"] or [0]
    return finding(made, means(made, keys), Measure(outcome, made.horizon))


def test_the_highest_and_the_lowest_are_named_with_their_shares():
    assert told({BUDGET: MONEY}, [0.41, 0.6, 0.78]) == (
        "78 % are live at month 36 with £900 a month for each organisation, 41 % with £300"
    )
    assert told({"strategy": STRATEGIES[:4]}, [0.1, 0.7, 0.3, 0.2]) == (
        "70 % are live at month 36 with the whole playbook, 10 % with no spread partner"
    )


def test_a_phrase_that_does_not_begin_with_its_number_is_said_in_full_twice():
    assert told({"system.board_interval": (1, 3)}, [0.78, 0.41]) == (
        "78 % are live at month 36 with boards every month, 41 % with boards every 3 months"
    )
    given = {"strategy": STRATEGIES[:2], "system.board_interval": (1, 3)}
    assert told(given, [0.1, 0.1, 0.78, 0.41]) == (
        "From boards every month to boards every 3 months, most is lost with the whole playbook: "
        "78 to 41 % live at month 36"
    )


def test_a_title_that_is_no_plain_noun_is_quoted():
    assert "with “One-to-one help”, " in told({"strategy": STRATEGIES[2:4]}, [0.1, 0.7])


def test_a_number_that_matters_most_with_one_word_is_said_to():
    assert told(GRID, [0.1, 0.11, 0.12, 0.41, 0.6, 0.78]) == (
        "From £300 to £900 a month for each organisation, most is gained with the whole playbook: "
        "41 to 78 % live at month 36"
    )


def test_a_number_by_which_most_is_lost_is_said_to_lose():
    assert ", most is lost with the whole playbook: 78 to 41 % live at month 36" in told(
        GRID, [0.12, 0.11, 0.1, 0.78, 0.6, 0.41]
    )


def test_where_less_is_better_the_lowest_is_named_first_and_a_rise_is_a_loss():
    said = told({BUDGET: MONEY}, [0.1, 0.2, 0.3], outcome="locked_in")
    assert said.startswith("10 % are ")
    assert said.endswith(" with £300 a month for each organisation, 30 % with £900")
    rise = told(GRID, [0.1, 0.11, 0.12, 0.41, 0.6, 0.78], outcome="locked_in")
    assert ", most is lost with the whole playbook: 41 to 78 % " in rise


def test_the_order_in_which_numbers_are_typed_does_not_matter():
    back = {"strategy": STRATEGIES[:2], BUDGET: MONEY[::-1]}
    assert told(back, [0.12, 0.11, 0.1, 0.78, 0.6, 0.41]) == told(
        GRID, [0.1, 0.11, 0.12, 0.41, 0.6, 0.78]
    )


@pytest.mark.parametrize(
    "mean", [[0.1, 0.2, 0.3, 0.41, 0.5, 0.62], [0.1, 0.1, 0.3, 0.4, 0.4, np.nan]]
)
def test_if_no_word_clearly_gains_most_the_extremes_are_named(mean):
    assert " are live at month 36 with the whole playbook and £" in told(GRID, mean)


def test_less_than_the_margin_is_no_difference():
    assert told({BUDGET: MONEY}, [0.64, 0.65, 0.66], 0.001) == (
        "Nothing differs: 64 to 66 % are live at month 36, whatever the budget per organisation"
    )


def test_what_luck_could_do_is_not_told_as_a_finding():
    assert told({BUDGET: MONEY}, [0.41, 0.43, 0.47], 0.05) == (
        "Values of budget per organisation cannot be told apart: "
        "41 to 47 % are live at month 36, which luck alone could do"
    )


def test_without_intervals_shares_cannot_be_told_apart_but_money_spent_can():
    assert told({BUDGET: MONEY}, [0.1, 0.5, 0.7], np.nan).startswith("Too few replicates (64 ")
    assert told({BUDGET: MONEY}, [70, 500, 1900], np.nan, "spend") == (
        "Programme spend: £1,900,000 with £900 a month for each organisation, £70,000 with £300"
    )


def test_of_many_pairs_the_one_picked_must_differ_by_more():
    made = swept({"strategy": STRATEGIES})
    mean = np.full(12, 0.5)
    mean[0] = 0.46
    for count, apart in ((2, True), (12, False)):
        some = replace(made, done=np.arange(12) < count,
                       estimate=Estimate(mean, mean - 0.02, mean + 0.02))  # fmt: skip
        assert told_apart(means(some, [0]), 0, 1) is apart


def test_seeds_differ_by_luck():
    assert told({"seed": (1, 2, 3)}, [0.6, 0.7, 0.8]) == (
        "Luck alone: 60 to 80 % are live at month 36 over 3 seeds"
    )


def test_means_over_other_keys_are_called_averages():
    made = swept({BUDGET: MONEY, PILOTS: (1, 2)})
    found = means(made, [0])
    assert finding(made, found, Measure("live", made.horizon)).startswith("On average ")
    assert "Means over 2 values of pilots." in notes(made, found=found)


def test_over_seeds_no_average_needs_to_be_said():
    made = swept({BUDGET: MONEY, "seed": (1, 2)})
    found = means(made, [0])
    assert not finding(made, found, Measure("live", made.horizon)).startswith("On average ")
    assert "Means over 2 seeds." in notes(made, found=found)


def test_a_time_that_is_not_reached_everywhere_is_said_so():
    mean = np.array([60.0, 30.0, 24.0, np.nan, np.nan, 50.0])
    made = replace(swept(GRID, outcome="time_to_half"), estimate=Estimate(mean, mean, mean))
    assert finding(made, means(made, [0, 1]), Measure("time_to_half", made.horizon)) == (
        "Months until half are live: 24 months with no spread partner and £900 a month for each "
        "organisation; not reached in 2 of 6 cells"
    )


def test_the_key_that_matters_most_is_named_with_its_extremes():
    made = swept({BUDGET: MONEY, PILOTS: (1, 2)}, value=lambda at, _: 0.1 * at[0] + 0.3 * at[1])
    shown = [found for _, found in by_effect(made)]
    assert matters_most(made, shown, Measure("live", made.horizon)) == (
        "Most depends on pilots: on average 40 % are live at month 36 with 2 pilots, "
        "10 % with 1 pilot"
    )


def test_two_keys_that_matter_about_as_much_are_both_named():
    made = swept(
        {BUDGET: MONEY[:2], PILOTS: (1, 2)}, value=lambda at, _: 0.3 * at[0] + 0.31 * at[1]
    )
    shown = [found for _, found in by_effect(made)]
    assert matters_most(made, shown, Measure("live", made.horizon)).startswith(
        "Most depends on pilots and budget per organisation: on average "
    )


def test_if_no_key_matters_the_title_says_that_nothing_differs():
    made = swept({BUDGET: MONEY, PILOTS: (1, 2)}, value=lambda at, _: 0.5 + 0.001 * at[0])
    shown = [found for _, found in by_effect(made)]
    assert matters_most(made, shown, Measure("live", made.horizon)) == (
        "Nothing differs: on average 50 % are live at month 36, whatever is varied"
    )


def test_the_footer_says_what_failed_and_what_has_not_run():
    made = replace(swept(GRID, failed=(1, 2, 4)), failed=("A", "B"))
    assert notes(made)[-2:] == ["2 of 6 cells failed.", "1 of 6 cells has not run."]


def test_failures_are_named_by_the_value_that_all_share_or_one_by_one():
    assert notes(swept(GRID, failed=(2, 5)))[-1] == (
        "2 of 6 cells failed: all with £900 a month for each organisation."
    )
    assert notes(swept(GRID, failed=(1, 5)))[-1] == (
        "2 of 6 cells failed (no spread partner and £600; the whole playbook and £900)."
    )
    assert notes(swept(GRID, failed=(1, 2)))[-1] == (
        "2 of 6 cells failed (no spread partner and £600; no spread partner and £900)."
    )
    assert notes(swept(GRID, failed=(0, 1, 5)))[-1] == "3 of 6 cells failed."


def test_a_key_of_which_all_but_one_value_failed_is_no_average():
    made = swept({**GRID, PILOTS: (2, 90)}, failed=(1, 3, 5, 7, 9, 11))
    found = means(made, [0, 1])
    assert "on average" not in finding(made, found, Measure("live", made.horizon))
    assert notes(made, found=found)[-1] == "6 of 12 cells failed: all with 90 pilots."


@pytest.mark.parametrize(
    ("outcome", "value", "words"),
    [("live", 0.652, "65 %"), ("live", 0.0, "0 %"), ("live", 0.002, "under 1 %"),
     ("spend", 1944.0, "£1,944,000"), ("time_to_half", 22.0, "22 months"),
     ("equity_gap", -0.04, "\N{MINUS SIGN}4 percentage points"), ("exposure", 0.0, "0 days"),
     ("time_to_half", 0.25, "0.25 months"), ("time_to_half", 1.25, "1.2 months"),
     ("net", -900.0, "\N{MINUS SIGN}£900,000"), ("ever_live", 0.5, "50 %")],
)  # fmt: skip
def test_values_are_written_with_their_unit(outcome, value, words):
    assert Measure(outcome, Horizon(36, 72)).number(value) == words


def test_large_money_has_an_axis_of_millions():
    assert Measure("spend", Horizon(36, 72), 1944.0).axis == "Programme spend (£ million)"
    assert Measure("spend", Horizon(36, 72), 1944.0).on_axis(1944.0) == "1.94"
    assert Measure("live", Horizon(36, 72), 0.9).axis == "Organisations live at month 36 (%)"
