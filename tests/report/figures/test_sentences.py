"""Titles agree with their numbers; the numbers here are made by hand."""

from dataclasses import replace

import numpy as np
import pytest

from sim.outcomes.intervals import Interval
from sim.params import Scenario
from sim.params.names import GAPS, STAGES
from sim.report.figures import captions, curves, differences, dip, gaps, plan_curves, stages
from sim.study.groups import GroupDifference


@pytest.fixture
def few(make):
    """Ten organisations, six months, five replicates, to be filled by hand."""
    return make(replicates=5, months=6, organisations=10, per_system=5)


def with_live(outcomes, live):
    """Set how many organisations are live, embedded, in each replicate and month; int[R, T+1]."""
    live = np.asarray(live)
    counts = np.zeros((*live.shape, 8), np.int32)
    counts[..., STAGES.index("embedded")] = live
    counts[..., STAGES.index("unaware")] = outcomes.organisations - live
    return replace(
        outcomes,
        stages=counts,
        replicates=np.arange(len(live)),
        clusters=np.zeros(len(live), np.int64),
    )


def with_groups(outcomes, dimension, sizes, live):
    """Set one dimension's groups: sizes by label, live in the last month by label, one batch."""
    labels = list(sizes)
    counts = np.zeros((1, outcomes.months + 1, len(labels), 8), np.int64)
    counts[0, :, :, 5] = [live[label] for label in labels]
    return replace(
        outcomes,
        groups=tuple((dimension, label) for label in labels),
        group_sizes=np.array([[sizes[label] for label in labels]]),
        group_stages=counts,
        batch_clusters=np.array([0]),
        batch_replicates=np.array([5]),
    )


def test_half_live_is_reported_with_the_middle_replicate_and_the_range(few):
    reached = with_live(few, [[0] * m + [5] * (7 - m) for m in (2, 3, 3, 4, 5)])
    assert curves.adoption_sentence(reached) == (
        "Half of the organisations are live by month 3 (95 %: 3 to 5)"
    )


def test_a_replicate_that_never_reaches_half_makes_the_range_open(few):
    reached = with_live(few, [[0] * m + [5] * (7 - m) for m in (1, 1, 2, 2, 7)])
    assert "by month 2" in curves.adoption_sentence(reached)
    assert "after 6" in curves.adoption_sentence(reached)


def test_if_most_never_reach_half_the_share_at_the_end_is_reported(few):
    reached = with_live(few, [[1] * 6 + [n] for n in (2, 2, 3, 3, 6)])
    assert curves.adoption_sentence(reached) == (
        "At month 6, 32 % of organisations are live (95 %: 20 to 57); "
        "half is not reached in most replicates"
    )


def test_if_none_reaches_half_no_replicates_are_mentioned(few):
    reached = with_live(few, [[0] * 6 + [2]] * 5)
    assert curves.adoption_sentence(reached).endswith("; half is not reached")


def test_the_sentence_says_if_nobody_is_live(few):
    assert curves.adoption_sentence(with_live(few, np.zeros((5, 7), int))) == (
        "No organisation goes live within 6 months"
    )


def test_the_sentence_says_if_one_replicate_is_not_live_from_the_start(few):
    reached = with_live(few, [[5] * 7] * 4 + [[0] * 7])
    assert curves.adoption_sentence(reached).endswith("live from the start in most replicates")


def test_the_sentence_says_if_a_system_embeds_nothing(few):
    told = with_live(few, [[0] * 7] * 5)
    assert (
        stages.stages_sentence(told)
        == "At month 6 none has embedded it; 100 % have not heard of it"
    )


def test_the_sentence_says_if_half_are_live_from_the_start(few):
    assert curves.adoption_sentence(with_live(few, np.full((5, 7), 6))) == (
        "Half of the organisations are live from the start"
    )


def test_one_replicate_has_no_range(few):
    assert curves.adoption_sentence(with_live(few, [[0, 0, 5, 5, 5, 5, 5]])) == (
        "Half of the organisations are live by month 2"
    )


def test_categories_are_listed_from_first_to_last(few):
    told = with_groups(
        few,
        "category",
        {"innovators": 10, "early majority": 20, "laggards": 40},
        {"innovators": 9, "early majority": 12, "laggards": 10},
    )
    assert curves.categories_sentence(told) == (
        "At month 6, 90 % of innovators and 25 % of laggards are live"
    )


def test_a_category_without_members_is_missing_and_named(few):
    told = with_groups(
        few, "category", {"innovators": 0, "laggards": 40}, {"innovators": 0, "laggards": 10}
    )
    assert curves.categories_sentence(told) == "At month 6, 25 % of laggards are live"
    assert "innovators" in " ".join(curves._missing(captions.groups_of(told, "category")))


def test_the_last_stages_are_reported(few):
    told = with_live(few, [[0] * 6 + [7]] * 5)
    assert (
        stages.stages_sentence(told)
        == "At month 6, 70 % have embedded it and 30 % have not heard of it"
    )


def test_a_fully_embedded_system_has_no_next_stage(few):
    told = with_live(few, [[10] * 7] * 5)
    assert stages.stages_sentence(told) == "At month 6, 100 % have embedded it"


def test_quartiles_of_stays_by_hand():
    stays = np.array([0, 4, 0, 4, 4, 0, 4])  # 4 each of 1, 3, 4, 6 months
    assert stages.quartiles(stays) == (1, 3, 4)
    assert stages.quartiles(np.zeros(7)) is None


def test_the_longest_wait_is_the_one_with_the_largest_median(few):
    dwell = np.zeros((1, 8, 7), np.int64)
    dwell[0, 0, 1], dwell[0, 1, 2], dwell[0, 3, 5] = 10, 10, 3
    assert stages.waiting_sentence(replace(few, dwell=dwell)) == (
        "The longest wait is for boards and procurement: half of these waits last 5 months or more"
    )


def test_without_a_completed_stay_no_wait_is_named(few):
    dwell = np.zeros((1, 8, 7), np.int64)
    assert stages.waiting_sentence(replace(few, dwell=dwell)) == "No organisation has left a stage"


def with_ages(outcomes, curve):
    """Set performance by months since go-live: two sites at each age, in the first replicate."""
    total, count = np.zeros((5, 7)), np.zeros((5, 7), np.int64)
    count[0, : len(curve)], total[0, : len(curve)] = 2, 2 * np.array(curve)
    return replace(outcomes, by_age_sum=total, by_age_count=count)


def test_the_dip_is_described_from_the_deepest_point_to_the_end(few):
    told = with_ages(few, [-0.04, -0.02, 0.01, 0.05])
    assert dip.performance_sentence(told) == (
        "Performance is 4.0 % down at go-live, recovers after 2 months and is 5.0 % up after 3"
    )


def test_a_dip_without_recovery_is_reported(few):
    told = with_ages(few, [-0.04, -0.06, -0.03])
    assert dip.performance_sentence(told) == (
        "Performance is 6.0 % down 1 month after go-live and does not recover within 2 months"
    )


def test_the_sentence_says_if_there_is_no_dip(few):
    assert dip.performance_sentence(with_ages(few, [0.0, 0.05])) == (
        "Performance does not dip: 0.0 % up at go-live, 5.0 % up later"
    )


def test_the_sentence_says_if_no_site_is_live(few):
    assert "no dip to show" in dip.performance_sentence(with_ages(few, []))


def test_ages_that_too_few_sites_reach_are_left_out(few):
    count = np.zeros((5, 7), np.int64)
    count[:, :4] = [10, 10, 2, 1]
    told = replace(few, by_age_count=count, by_age_sum=count * 0.5)
    assert dip.by_age(told).tolist() == [50, 50, 50]


def with_binding(outcomes, counts, embedded=0):
    """Set how many organisations each gap holds in stage aware; int[T, 5]."""
    binding = np.zeros((1, outcomes.months, 8, 5), np.int64)
    binding[0, :, STAGES.index("aware")] = counts
    binding[0, :, STAGES.index("embedded"), 0] = embedded
    return replace(outcomes, binding=binding)


def test_a_gap_that_leads_throughout_is_reported_with_its_shares(few):
    told = with_binding(few, [[1, 2, 6, 1, 0]] * 6, embedded=40)
    assert gaps.binding_sentence(told) == (
        "The evidence gap holds back the most: of those not embedded "
        "60 % at the start, 60 % at the end"
    )


def test_gaps_that_lead_in_turn_are_reported_with_their_months(few):
    told = with_binding(few, [[0, 0, 9, 1, 0]] * 3 + [[0, 0, 1, 9, 0]] * 3)
    assert gaps.binding_sentence(told) == (
        f"At first the {GAPS[2]} gap holds back the most, from month 3 the {GAPS[3]} gap"
    )


def test_the_sentence_says_if_no_gap_binds(few):
    told = with_binding(few, [[0] * 5] * 6)
    assert gaps.binding_sentence(told) == "No binding gaps were recorded"


def equity(make, behind, ahead):
    """Two systems of one batch each; organisations live of 100 (deprived) and 100 (not)."""
    base = make(replicates=10, months=6, organisations=10, per_system=5)
    counts = np.zeros((2, 7, 2, 8), np.int64)
    counts[:, :, 0, 5], counts[:, :, 1, 5] = np.array(ahead)[:, None], np.array(behind)[:, None]
    return replace(
        base,
        groups=(("deprived", "not deprived"), ("deprived", "deprived")),
        group_sizes=np.full((2, 2), 100),
        group_stages=counts,
    )


def test_a_clear_equity_gap_is_given_in_points(make):
    told = equity(make, behind=[40, 40], ahead=[60, 60])
    assert gaps.equity_sentence(told) == (
        "Deprived areas are 20 percentage points behind at month 6 (95 %: 20 to 20)"
    )


def test_deprived_areas_ahead_are_reported_with_positive_points(make):
    """Gaps of -20 and -22: mean -21, standard error 1, t(1) = 12.7."""
    told = equity(make, behind=[60, 62], ahead=[40, 40])
    assert gaps.equity_sentence(told) == (
        "Deprived areas are 21 percentage points ahead at month 6 (95 %: 8 to 34)"
    )


def test_an_equity_gap_that_may_be_zero_is_reported_as_such(make):
    """Gaps of 0 and 20: mean 10, standard error 10, t(1) = 12.7: half-width 127."""
    told = equity(make, behind=[50, 40], ahead=[50, 60])
    assert gaps.equity_sentence(told) == (
        "Deprived areas cannot be told apart from others at month 6: "
        "behind by 10 percentage points (95 %: \N{MINUS SIGN}117 to 137)"
    )


def test_a_widest_gap_before_the_end_is_reported(make):
    told = equity(make, behind=[40, 40], ahead=[60, 60])
    told.group_stages[:, 2, 1, 5] = 10
    assert gaps.equity_sentence(told).endswith(", 50 at the widest in month 2")


def test_without_deprived_organisations_the_capacity_gap_is_reported(make):
    sentence = gaps.equity_sentence(make(deprived_share=0.0))
    assert "low capacity" in sentence.lower()


def test_plans_are_listed_from_highest_to_lowest(few):
    shares = (2, 9, 5, 1)
    runs = [with_live(few, [[0] * 6 + [n]] * 5) for n in shares]
    assert plan_curves.curves_sentence("ABC", runs[:3]) == (
        "By month 6 “B” has 90 % of organisations live, “C” 50 % and “A” 20 %"
    )
    assert plan_curves.curves_sentence("ABCD", runs) == (
        "By month 6 “B” has 90 % of organisations live; the lowest, “D”, has 10 %"
    )


class Told:
    """A difference with only the headline filled in."""

    def __init__(self, label, mean, half):
        self.label = label
        self.live = Interval(mean, mean - half, mean + half, 0.95, 8)
        self.figures = self
        self.groups = ()


def test_a_single_difference_is_given_with_its_interval():
    assert differences.differences_sentence("none", [Told("A", 0.64, 0.02)], 36) == (
        "“A” is 64 percentage points ahead of “none” at month 36 (95 %: 62 to 66)"
    )
    assert differences.differences_sentence("none", [Told("A", -0.64, 0.02)], 36) == (
        "“A” is 64 percentage points behind “none” at month 36 (95 %: 62 to 66)"
    )


def test_one_replicate_cannot_tell_plans_apart():
    assert differences.differences_sentence("none", [Told("A", 0.6, np.inf)], 36) == (
        "One replicate cannot tell “A” and “none” apart"
    )
    assert differences._in_words(Told("A", 0.6, np.inf).live) == "+60 (no interval)"


def test_a_clear_difference_never_looks_like_one_that_touches_zero():
    minus = "\N{MINUS SIGN}"
    assert differences._in_words(Interval(0.007, 0.003, 0.011, 0.95, 8)) == "+0.7 (0.3 to 1.1)"
    assert differences._in_words(Interval(0.007, -0.003, 0.017, 0.95, 8)) == "+1 (0 to 2)"
    assert differences._in_words(Interval(-0.1, -0.2, -0.001, 0.95, 8)) == (
        f"{minus}10.0 ({minus}20.0 to {minus}0.1)"
    )


def test_the_sentence_says_plainly_if_every_plan_is_ahead():
    found = [Told("A", 0.6, 0.1), Told("B", 0.5, 0.1)]
    assert differences.differences_sentence("none", found, 36) == (
        "At month 36 every plan is ahead of “none”"
    )


def test_a_difference_that_may_be_zero_is_not_reported_as_a_lead():
    assert differences.differences_sentence("none", [Told("A", 0.01, 0.02)], 36) == (
        "At month 36 “A” and “none” cannot be told apart (95 %: \N{MINUS SIGN}1 to 3)"
    )


def test_several_differences_are_counted():
    found = [Told("A", 0.6, 0.1), Told("B", 0.5, 0.1), Told("C", -0.3, 0.1), Told("D", 0.0, 0.1)]
    assert differences.differences_sentence("none", found, 36) == (
        "At month 36, of 4 plans 2 are ahead of “none”, 1 is behind it "
        "and 1 cannot be told apart from it"
    )
    assert differences.differences_sentence("none", found[3:] * 2, 36) == (
        "At month 36 no plan can be told apart from “none”"
    )


def test_gains_are_given_from_smallest_to_largest():
    def group(label, mean):
        return GroupDifference("category", label, Interval(mean, 0, 1, 0.95, 8), None)

    found = [group("innovators", 0.2), group("laggards", 0.71)]
    assert differences.gains_sentence("A", "none", found, 36) == (
        "What “A” adds to “none” ranges from +20 points (innovators) to +71 points (laggards) "
        "at month 36"
    )


def test_a_few_are_not_rounded_to_none_or_nearly_all_to_all():
    told = [captions.percent(share) for share in (0, 0.001, 0.005, 0.28, 0.996, 1)]
    assert told == ["0 %", "under 1 %", "under 1 %", "28 %", "over 99 %", "100 %"]


def test_points_have_a_real_minus_and_no_minus_zero():
    assert [captions.points(x) for x in (-0.4, -3.2, 5)] == ["0", "\N{MINUS SIGN}3", "5"]
    assert captions.points(5, "+") == "+5"


def test_month_zero_is_dated(few):
    assert captions.start_of(few) == "Month (month 0 is April 2026)"


def test_only_titles_that_all_plans_share_are_named(make):
    runs = [make(scenario=Scenario(), replicates=1, months=1) for _ in range(2)]
    for run, title in zip(runs, ("One-to-one help", "No spread partner"), strict=True):
        run.scenario.system.title, run.scenario.strategy.title = "South London", title
    assert captions.notes_of(runs)[0] == "South London."
    assert captions.notes_of(runs[0])[0] == "South London · One-to-one help."


def test_only_a_synthetic_system_is_called_illustrative(few, tmp_path):
    mine = tmp_path / "mine.csv"
    mine.write_text("name,type,maturity,capacity,culture,finance\nA,Trust,0.5,0.5,0.5,0.5\n")
    few.scenario.system.organisations_file = str(mine)
    assert not any("llustrative" in note for note in captions.notes_of(few))
    few.scenario.system.organisations_file = None
    assert any("Illustrative system" in note for note in captions.notes_of(few))
