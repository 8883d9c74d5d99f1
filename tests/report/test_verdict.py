"""The right sentence in each case, from comparisons made up by hand."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from sim.config.distributions import without
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval
from sim.outcomes.outcome_table import COMPARED
from sim.params import Scenario, Strategy
from sim.params.assumption_sets import AssumptionSets
from sim.params.strategy import Ambition, EndState, PilotPurpose
from sim.report.consequences import risk
from sim.report.table import table
from sim.report.verdict import verdict
from sim.study.comparison import Comparison, Difference, Plan, Standing
from sim.study.even_spread import EvenSpread
from sim.study.groups import GroupDifference
from sim.study.price import Known, Price
from sim.study.stopping import Look
from sim.study.time_to_share import Reach, TimeSaved
from sim.study.uncertainty.record import Uncertainty
from sim.study.values import Values, worth_showing


def around(mean, half=0.02):
    return Interval(mean, mean - half, mean + half, 0.98, 8)


def figures(live, /, **changes):
    """Figures of a plan; of a difference with `live` the difference."""
    same = dict(live=around(live), live_end=around(live), embedded=around(live))
    risks = dict(
        waiting=around(-20 * live, 1),
        exposure=around(0.02, 0.001),
        exposure_each=around(0.03, 0.001),
        abandoned=around(0.19, 0.01),
        dip=around(0.07, 0.001),
        equity_gap=around(0.05, 0.01),
    )
    return Values({**dict.fromkeys(COMPARED), **same, **risks, **changes})


def standing(label, live, half=None, **changes):
    reached = Reach(0.5, 0.0 if half is None else 1.0, half, 72)
    told = dict(half=reached, spend=1e6, extra=None, cost=None)
    return Standing(label=label, figures=figures(live), **{**told, **changes})


def difference(label, live, half_width=0.02, **changes):
    told = dict(
        figures=figures(live, live=around(live, half_width)),
        sooner=TimeSaved(0.25, around(31, 2), 1.0, 0.62, False),
        groups=(),
        start=None,
        pairing=4.2,
    )
    return Difference(label=label, **{**told, **changes})


def compared(*shares, differences, strategies=None, **changes):
    """Plans "none", "help", "mandate" with these shares live; the first is the baseline."""
    labels = ["none", "help", "mandate"][: len(shares)]
    strategies = strategies or [Strategy() for _ in labels]
    leader = int(np.argmax(shares))
    told = dict(
        plans=tuple(
            Plan(label, Scenario(strategy=strategy))
            for label, strategy in zip(labels, strategies, strict=True)
        ),
        baseline=0,
        horizon=Horizon(36, 72),
        precision=0.02,
        confidence=0.95,
        level=0.98,
        looks=(Look(512, 0.018),),
        cap_hit=False,
        given_system=False,
        standings=tuple(
            standing(label, share, half=20 if share >= 0.5 else None)
            for label, share in zip(labels, shares, strict=True)
        ),
        differences=tuple(differences),
        leader=leader,
        ahead={
            label: around(shares[leader] - share)
            for label, share in zip(labels, shares, strict=True)
            if label != labels[leader]
        },
    )
    return Comparison(**{**told, **changes})


CHEAP = Price(Known.BETWEEN, 1000, 990, 1010, 0.98)


def said(comparison, uncertainty=None):
    return " ".join(verdict(comparison, uncertainty))


def test_a_baseline_named_by_an_amount_is_quoted_in_the_headers():
    plans = (Plan("a", Scenario(), "£1.2 million"), Plan("b", Scenario(), "£600,000"))
    found = compared(0.07, 0.62, differences=[difference("help", 0.55)], plans=plans)
    assert "more than “£1.2 million” (points)" in table(found)[0]


LEADS = compared(0.07, 0.62, differences=[difference("help", 0.55)])


def test_the_verdict_says_by_how_much_a_plan_leads():
    text = said(LEADS)
    assert (
        "“help” is ahead of “none”: 62% against 7% of organisations live at month 36, "
        "55 percentage points more (between 53 and 57)."
    ) in text
    assert "cannot be told apart: " not in text


def test_the_verdict_says_how_much_sooner_and_what_is_censored():
    text = said(LEADS)
    assert (
        "It reaches 25% of organisations 31 months sooner (between 29 and 33) (middle run). In 38% "
        "of the runs with “none”, this share is not reached by month 72."
    ) in text
    assert "Over 72 months, an organisation goes live 11 months sooner on average" in text


def test_the_verdict_says_which_plan_never_reaches_half():
    assert (
        "Half of the organisations are live at month 20 with “help”. With “none” they are not by "
        "month 72 in most runs."
    ) in said(LEADS)


def test_the_verdict_says_if_neither_plan_reaches_half():
    found = compared(0.07, 0.3, differences=[difference("help", 0.23)])
    sentence = "In most runs, neither plan has half of the organisations live by month 72."
    assert sentence in said(found)


def test_the_verdict_says_if_neither_plan_takes_off():
    found = compared(0.0, 0.62, differences=[difference("help", 0.62, sooner=None)])
    assert "Neither has 10% of organisations live in most runs." in said(found)


def test_a_share_reached_by_pilots_at_once_is_not_called_sooner():
    at_once = TimeSaved(0.05, around(0, 0), 1.0, 1.0, True)
    found = compared(0.07, 0.62, differences=[difference("help", 0.55, sooner=at_once)])
    assert "It reaches" not in said(found)


def test_the_verdict_says_if_a_plan_is_worse_than_the_baseline():
    found = compared(
        0.62, 0.57, differences=[
            difference("help", -0.05, sooner=TimeSaved(0.6, around(-6, 2), 1.0, 1.0, False))
        ],
    )  # fmt: skip
    text = said(found)
    assert (
        "“help” is behind “none”: 57% against 62% of organisations live at month 36, "
        "5 percentage points fewer (between 3 and 7)."
    ) in text
    assert "6 months later (between 4 and 8)" in text
    assert "1.0 months later on average" not in text


def test_plans_that_are_practically_the_same_get_the_runs_that_would_be_needed():
    """Half-width 2 at a difference of 1: four times the runs, 2,048, would be needed."""
    found = compared(0.07, 0.08, differences=[difference("help", 0.01)])
    assert (
        "“help” and “none” are practically the same: 8% against 7% of organisations live at month "
        "36, 1 percentage point more (between 1 fewer and 3 more). If the difference is as large "
        "as it looks, about 2,100 runs of each would tell them apart."
    ) in said(found)


def test_plans_too_close_for_any_number_of_runs_get_a_bound_on_their_difference():
    found = compared(0.07, 0.07, differences=[difference("help", 0.0001)])
    assert "If they differ at all, it is by less than 2.1 percentage points." in said(found)


def test_the_verdict_says_if_plans_are_the_same():
    found = compared(0.07, 0.07, differences=[difference("help", 0.0, 0.0, pairing=None)])
    text = said(found)
    assert "“help” and “none” have the same share live at month 36 in every run." in text
    assert "same random numbers" not in text


def test_a_single_run_cannot_tell_plans_apart():
    alone = difference("help", 0.5, math.inf, pairing=None)
    text = said(compared(0.1, 0.6, differences=[alone], looks=(Look(1, math.inf),)))
    assert "cannot be told apart" in text
    assert "There are too few runs to tell." in text
    assert "this is based on 1 run of each plan" in text


THREE = compared(
    0.07, 0.62, 0.8, differences=[difference("help", 0.55), difference("mandate", 0.73)]
)


def test_the_verdict_says_who_leads_of_several_and_by_how_much():
    assert verdict(THREE)[0] == (
        "“mandate” leads, with 80% of organisations live at month 36 (between 78% and 82%); next "
        "is “help”, 18 percentage points behind (between 16 and 20)."
    )


def test_a_lead_below_the_margin_is_called_practically_the_same():
    ahead = {"none": around(0.73), "help": around(0.029, 0.001)}
    assert verdict(replace(THREE, ahead=ahead))[0].endswith(
        "next is “help”, 2.9 percentage points behind (between 2.8 and 3.0), which is practically "
        "the same."
    )
    assert "practically" not in said(THREE)


def test_a_leader_that_cannot_be_told_apart_from_one_rival_is_reported_so():
    ahead = {"none": around(0.73), "help": around(0.01)}
    assert verdict(replace(THREE, ahead=ahead))[0] == (
        "“mandate” has the most, 80% of organisations live at month 36 (between 78% and 82%), but "
        "it cannot be told apart from “help”; the difference is 1 percentage point more (between "
        "1 fewer and 3 more)."
    )


def test_a_leader_that_cannot_be_told_apart_from_anyone_is_reported_so():
    ahead = {"none": around(0.01), "help": around(0.01)}
    told = verdict(replace(THREE, ahead=ahead))[0]
    assert told.endswith("it cannot be told apart from “none” and “help”.")


def many(**differences):
    """One plan for each difference, and the baseline "none"; the last plan leads."""
    labels = ["none", *differences]
    return replace(
        THREE,
        plans=tuple(Plan(label, Scenario()) for label in labels),
        standings=tuple(
            standing(label, 0.5, half=30, extra=around(5, 1), cost=CHEAP) for label in labels
        ),
        differences=tuple(differences.values()),
        leader=len(labels) - 1,
        ahead={label: around(0.3) for label in labels[:-1]},
    )


MANY = many(
    worse=difference("worse", -0.2),
    unclear=difference("unclear", 0.01),
    alike=difference("alike", 0.015),
    slight=difference("slight", 0.1),
    fair=difference("fair", 0.2),
    good=difference("good", 0.3),
    better=difference("better", 0.4),
    best=difference("best", 0.5),
)
ORDER = (
    "“best” leads", "“best” is ahead of “none”", "The other plans", "For whom", "The risk",
    "The cost to the programme", "How sure", "The assumptions were not varied",
)  # fmt: skip


def test_with_any_number_of_plans_the_verdict_has_eight_paragraphs_answer_first():
    told = verdict(MANY)
    assert [paragraph.startswith(start) for paragraph, start in zip(told, ORDER, strict=True)] == [
        True
    ] * 8
    few = many(fair=difference("fair", 0.2), best=difference("best", 0.5))
    assert [p.startswith(start) for p, start in zip(verdict(few), ORDER, strict=True)] == [True] * 8
    assert len(verdict(LEADS)) == 5  # there are no other plans, and no cost was asked for


def test_the_leading_plan_is_described_in_full_and_each_other_in_a_clause():
    of_others = verdict(many(fair=difference("fair", 0.2), best=difference("best", 0.5)))[2]
    assert of_others == (
        "The other plans, compared with “none” (50% live at month 36): “fair” has 20 percentage "
        "points more (between 18 and 22), and 25% are live 31 months sooner (between 29 and 33)."
    )


@pytest.mark.parametrize(
    ("changes", "clause"),
    [
        (dict(live=0.0, half_width=0.0), "“it” has the same share live in every run"),
        (
            dict(live=0.01),
            "“it” is practically the same, 1 percentage point more (between 1 fewer and 3 more): "
            "if the difference is as large as it looks, about 2,100 runs of each would tell them "
            "apart",
        ),
        (
            dict(live=-0.1, sooner=TimeSaved(0.2, around(-9, 1), 1.0, 1.0, False)),
            "“it” has 10 percentage points fewer (between 8 and 12), and 20% are live 9 months "
            "later (between 8 and 10)",
        ),
        (dict(live=0.1, sooner=None), "“it” has 10 percentage points more (between 8 and 12)"),
        (
            dict(live=0.1, sooner=TimeSaved(0.2, around(1, 2), 1.0, 1.0, False)),
            "“it” has 10 percentage points more (between 8 and 12)",
        ),
    ],
    ids=["same", "unclear", "later", "no share that both reach", "not surely sooner"],
)
def test_each_of_the_others_is_described_by_how_it_compares(changes, clause):
    found = many(it=difference("it", **changes), best=difference("best", 0.5))
    assert verdict(found)[2].endswith(f"live at month 36): {clause}.")


def test_the_last_of_many_others_are_sorted_by_how_they_compare_with_the_baseline():
    of_others = verdict(MANY)[2]
    assert of_others.endswith(
        " Also ahead of “none”: “slight”. Cannot be told apart from “none”: “unclear” and “alike”. "
        "Behind “none”: “worse”. These are in the table."
    )
    assert [f"“{each}” has" in of_others for each in ("fair", "good", "better")] == [True] * 3


def test_the_share_that_gave_up_is_given_for_every_plan_that_is_named():
    found = many(fair=difference("fair", 0.2), good=difference("good", 0.3),
                 best=difference("best", 0.5))  # fmt: skip
    assert verdict(found)[4].endswith(
        "The share that gave up is 19% with “fair” and 19% with “good”."
    )
    assert "The share that gave up" not in said(LEADS)


def test_the_cost_is_given_for_every_plan_that_is_named():
    costs = verdict(MANY)[5]
    assert [f"“{each}”" in costs for each in ("fair", "good", "better", "best")] == [True] * 4
    assert not any(f"“{each}”" in costs for each in ("worse", "unclear", "slight"))


def test_a_baseline_that_leads_is_compared_with_the_next_best():
    found = replace(
        THREE,
        leader=0,
        standings=tuple(standing(label, 0.5) for label in ("none", "help", "mandate")),
        differences=(difference("help", -0.3), difference("mandate", -0.1)),
        ahead={"help": around(0.3), "mandate": around(0.1)},
    )
    told = verdict(found)
    assert told[0].startswith("“none” leads")
    assert told[1].startswith("“mandate” is behind “none”")
    assert "“help” has 30 percentage points fewer" in told[2]


def with_strategies(*strategies):
    return said(replace(THREE, plans=tuple(
        replace(plan, scenario=Scenario(strategy=strategy))
        for plan, strategy in zip(THREE.plans, strategies, strict=True)
    )))  # fmt: skip


def test_the_verdict_says_who_pays_for_a_mandate_and_what_is_not_in_pounds():
    text = with_strategies(
        Strategy(), Strategy(wave_cap=2, mandate_month=6), Strategy(mandate_month=72)
    )
    assert (
        "“help” has a mandate from month 6 and a limit of 2 go-lives a month: the budget pays an "
        "office that runs this. What a mandate costs in good will is not in pounds."
    ) in text
    assert "“mandate” has a" not in text
    assert "office" not in said(THREE)
    assert "good will" not in said(THREE)


def test_a_mandate_after_the_programme_is_paid_for_from_no_budget():
    late = Strategy(programme=36, mandate_month=40)
    text = with_strategies(Strategy(), Strategy(), late)
    assert "Not paid for from any budget: “mandate” has a mandate from month 40." in text
    assert "office" not in text
    assert "good will" not in with_strategies(Strategy(), Strategy(), Strategy(wave_cap=2))


def test_a_rare_outcome_is_shown_only_where_one_of_the_plans_has_it():
    nowhere, somewhere = (
        figures(0.5, locked_in=around(0.0, 0.0)),
        figures(0.5, locked_in=around(0.02)),
    )
    assert "locked_in" not in worth_showing([nowhere, figures(0.5)])
    assert "locked_in" in worth_showing([nowhere, somewhere])
    assert "abandoned" in worth_showing([figures(0.5, abandoned=around(0.0, 0.0))])


def test_the_part_of_the_risk_that_nobody_approved_is_said_of_the_whole():
    own = figures(0.6, exposure=around(0.1, 0.001), exposure_unapproved=around(0.05, 0.001))
    plans = (THREE.standings[0], replace(THREE.standings[1], figures=own), THREE.standings[2])
    text = " ".join(risk(replace(THREE, standings=plans), THREE.differences[0]))
    assert (
        "Of the 3.04 days, use by staff that no organisation has approved makes up 1.52 days. "
        "How risky that is, is assumed."
    ) in text


STARTS = [Strategy(pilots=2, plan=0.1), Strategy(pilots=4, plan=0.7, mixed_pilots=True)]


def with_start_worth(mean, half=0.02, live=0.55, strategies=STARTS):
    lead = difference("help", live, start=around(mean, half))
    return said(compared(0.07, 0.07 + live, differences=[lead], strategies=strategies))


def test_the_verdict_divides_a_lead_into_start_and_levers_so_that_the_parts_add_up():
    assert (
        "55 percentage points more (between 53 and 57). Of this, 13 percentage points (between 11 "
        "and 15) come from its start and 42 from its levers. Its start: 4 different pilots and 70% "
        "of full planning for scale."
    ) in with_start_worth(0.13)


def test_what_a_plan_does_otherwise_is_not_called_a_lever():
    ruled = [STARTS[0], replace(STARTS[1], mandate_month=6)]
    text = with_start_worth(0.13, strategies=ruled)
    assert "and 42 from its levers and other choices. Its start:" in text


def test_a_start_that_is_worth_the_whole_lead_or_more_is_reported_so():
    assert "come from its start and none from its levers." in with_start_worth(0.1, live=0.1)
    assert (
        "Its start alone is worth 13 percentage points (between 11 and 15); its levers lose 3 of "
        "them."
    ) in with_start_worth(0.13, live=0.1)


def test_a_start_that_holds_a_plan_back_is_reported_so():
    assert (
        "With the start of “none” it would have 3 percentage points more (between 2 and 4). Its "
        "start: 4 different pilots"
    ) in with_start_worth(-0.03, 0.01)


def test_a_start_is_not_mentioned_if_it_is_worth_less_than_a_point():
    assert "its start" not in with_start_worth(0.009, 0.001).lower()
    assert "Of this, 2.0 percentage points (between 1.9 and 2.1)" in with_start_worth(0.02, 0.001)


def test_a_start_whose_worth_is_not_clear_is_reported_so():
    text = with_start_worth(0.015)
    assert "How much of this comes from its start is not clear. Its start: 4 different" in text


def test_each_part_of_a_start_has_its_words():
    other = Strategy(
        pilots=1, evaluate=False, end_state=EndState.blend, case_head_start=0.5,
        pilot_purpose=PilotPurpose.workflow, ambition=Ambition.system, ambition_month=6,
        ambition_review=24,
    )  # fmt: skip
    assert (
        "Its start: 1 pilot, pilots that look at workflow, no evaluation, 50% of the case drafted "
        "early, an end state agreed first, an ambition for one region, an ambition set in month 6 "
        "and an ambition for all from month 24."
    ) in with_start_worth(0.13, strategies=[Strategy(), other])
    assert (
        "Its start: 2 pilots, evaluation built in, no case drafted early, no end state agreed, an "
        "ambition for all and an ambition set at once."
    ) in with_start_worth(0.13, strategies=[other, Strategy()])


def test_equal_starts_are_said_in_place_of_what_a_start_is_worth():
    found = compared(0.07, 0.62, differences=[difference("help", 0.55)], strategies=STARTS)
    assert (
        "All plans were given the start of “help”, so none of this comes from the start. This "
        "start: 4 different pilots and 70% of full planning for scale."
    ) in said(replace(found, equal_start="help"))


def evenly(more, half=0.01):
    """The second paragraph, where the even spread has `more` live than the plan."""
    even = EvenSpread(9, around(0.62 + more), around(more, half))
    return verdict(replace(LEADS, even=even))[1]


@pytest.mark.parametrize(
    ("more", "half", "words"),
    [
        (0.1, 0.01, "does better: 72% at month 36, 10 percentage points more (between 9 and 11)."),
        (-0.1, 0.01, "does less well: 52% at month 36, 10 percentage points fewer (between 9 and "
         "11)."),
        (0.029, 0.001, "does practically as well: 65% at month 36, 2.9 percentage points more "
         "(between 2.8 and 3.0)."),
        (-0.04, 0.06, "cannot be told apart: 58% at month 36, 4 percentage points fewer (between "
         "10 fewer and 2 more)."),
    ],
    ids=["better", "worse", "practically the same", "not clear"],
)  # fmt: skip
def test_the_verdict_holds_a_plan_against_the_same_money_spread_evenly(more, half, words):
    assert evenly(more, half) == (
        f"With all else unchanged, the same money spread evenly over nine levers {words} What "
        "decides between the two is what each lever costs, and that is assumed."
    )
    assert "spread evenly" not in said(LEADS)


def group(label, mean, half=0.03, beyond=0.0, dimension="category"):
    return GroupDifference(dimension, label, around(mean, half), around(beyond, 0.03))


def with_groups(*groups, **changes):
    return compared(
        0.07, 0.62, differences=[difference("help", 0.55, groups=groups)], **changes
    )  # fmt: skip


def test_the_verdict_says_for_whom_it_makes_a_difference():
    text = said(
        with_groups(
            group("innovators", 0.02), group("late majority", 0.6, beyond=0.2),
            group("laggards", -0.1), group("deprived", 0.5, dimension="deprived"),
            group("not deprived", 0.01, dimension="deprived"),
        )
    )  # fmt: skip
    assert (
        "For whom, in percentage points more than with “none”: by readiness, late majority 60 and "
        "laggards 10 fewer, no clear difference for innovators, clearly more than the other "
        "groups: late majority; by deprivation, deprived areas 50, no clear difference for other "
        "areas."
    ) in text


def test_groups_that_all_gain_alike_share_one_range():
    groups = [group(label, share) for label, share in (("a", 0.5), ("b", 0.6), ("c", 0.55))]
    assert "by readiness, 50 to 60 in each." in said(with_groups(*groups))


def test_too_few_runs_for_groups_are_not_told_as_plans_that_are_alike():
    unknown = group("laggards", 0.30, half=math.inf)
    difference = replace(LEADS.differences[0], groups=(unknown,))
    text = said(replace(LEADS, differences=(difference,)))
    assert "For whom: the runs are too few to tell groups apart." in text
    assert "cannot be told apart in any group" not in text


def test_the_verdict_says_if_plans_cannot_be_told_apart_in_any_group():
    text = said(with_groups(group("innovators", 0.02), group("laggards", -0.01)))
    assert "For whom: the plans cannot be told apart in any group." in text


def test_regions_are_named_only_if_they_are_real():
    regions = [group("north", 0.3, dimension="region"), group("south", 0.1, dimension="region")]
    assert "north" not in said(with_groups(*regions))
    assert "by region, north 30 and south 10" in said(with_groups(*regions, given_system=True))


def test_the_verdict_says_how_far_deprived_areas_stay_behind():
    text = said(LEADS)
    assert (
        "At month 72, deprived areas are 5 percentage points behind other areas; relative "
        "to other areas, they are 5 percentage points worse off than with “none” (between 4 and 6)."
    ) in text


def test_risks_are_compared_with_those_of_the_baseline():
    change = figures(
        0.55,
        dip=around(-0.01, 0.004),
        exposure=around(0.0001, 0.001),
        abandoned=around(0.06, 0.01),
        exposure_each=around(-0.01, 0.002),
    )
    text = said(compared(0.07, 0.62, differences=[difference("help", 0.55, figures=change)]))
    assert (
        "The risk: an organisation that goes live loses 7% of its activity in the first month, "
        "1.0 percentage points less than with “none” (between 0.6 and 1.4)."
    ) in text
    assert (
        "adds up to 0.61 days of activity per organisation by month 72, which cannot be told apart "
        "from “none”: 0.00 days (between 0.03 less and 0.03 more); where it is live, it is 0.91 "
        "days per organisation that ever went live, 0.30 days less than with “none” (between 0.24 "
        "and 0.37). This is a measure of risk to safety, not of harm."
    ) in text
    assert "19% gave up, 6 percentage points more than with “none” (between 5 and 7)." in text


def test_figures_about_what_nobody_has_done_are_left_out():
    missing = dict(abandoned=None, dip=None, exposure_each=None, equity_gap=None)
    nobody = replace(standing("help", 0.0), figures=figures(0.0, **missing))
    alone = difference("help", 0.0, figures=figures(0.0, **missing))
    found = compared(0.07, 0.0, differences=[alone])
    text = said(replace(found, standings=(found.standings[0], nobody)))
    assert "gave up" not in text
    assert "first month" not in text
    assert "deprived" not in text


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (Price(Known.BETWEEN, 33_187, 32_300, 34_120, 0.98),
         "£33,200 (between £32,000 and £35,000) with “help”"),
        (Price(Known.BETWEEN, 33_187, 22_340, 54_120, 0.98),
         "between £22,000 and £55,000 with “help”"),
        (Price(Known.OR_MORE, math.nan, 79_900, math.inf, 0.98),
         "£79,000 or more, because there may be no further organisation with “help”"),
        (Price(Known.UNTOLD, *[math.nan] * 3, 0.98), "no cost can be told with “help”"),
        (Price(Known.FEWER, *[math.nan] * 3, 0.98),
         "no price, because fewer are live at month 36 with “help”"),
        (Price(Known.NOTHING, *[math.nan] * 3, 0.98), "nothing with “help”"),
    ],
)  # fmt: skip
def test_the_verdict_gives_the_cost_of_an_extra_organisation(cost, words):
    standings = (LEADS.standings[0], replace(LEADS.standings[1], cost=cost))
    text = said(replace(LEADS, standings=standings))
    cost_of_each = "each further organisation live at month 36, compared with no spread partner: "
    assert cost_of_each + words in text


def test_no_cost_is_given_if_none_was_asked_for():
    assert "cost to the programme" not in said(LEADS)


def test_the_verdict_says_how_sure_it_is():
    text = said(LEADS)
    assert "this is based on 512 runs of each plan on 8 made-up systems." in text
    assert (
        "The range of the difference at month 36 is right in at least 95% of studies like this."
        in text
    )
    assert "Most numbers behind the model are assumptions." in text
    assert "it is not a forecast" in text
    several = said(THREE)
    assert "differences from the baseline at month 36 hold together in at least 95%" in several


def test_the_verdict_says_if_the_system_is_given():
    text = said(replace(LEADS, given_system=True))
    assert "on this one system, and applies to this system only." in text


def test_reaching_the_cap_is_reported_with_the_runs_that_would_be_needed():
    """Half-width 3 instead of 2: 2,000 x 9 / 4 runs."""
    text = said(replace(LEADS, cap_hit=True, looks=(Look(512, 0.06), Look(2000, 0.03))))
    assert (
        "It used the most runs allowed (2,000) before every difference was known to within "
        "2 percentage points. About 4,500 runs would be enough."
    ) in text


def test_the_verdict_says_what_pairing_saved():
    assert (
        "All plans used the same random numbers on the same systems. To be as precise, "
        "independent runs would need about 2,000 of each plan instead of 512."
    ) in said(LEADS)


def under_sets(means, held=None, spread=0.0, name="plausible"):
    """Plans run under sets: float[plans][sets] means, 4 systems of 2 runs that hardly differ."""
    dice, means = np.random.default_rng(0), np.asarray(means, float)
    live = means[:, :, None] + dice.normal(0, 1e-4 + spread, (*means.shape, 8))
    sets = AssumptionSets(name, ("a", "b"), np.zeros((means.shape[1], 2)), "0123456789abcdef" * 4,
                          "matched to four programmes")  # fmt: skip
    curves = tuple(np.repeat(each.reshape(-1, 1), 73, axis=1) for each in live)
    labels = ("none", "help", "mandate", *(str(k) for k in range(9)))[: len(means)]
    return Uncertainty(labels, 0, 36, sets, held or {}, 4, live, curves)


LOW = np.full(64, 0.2)
MOSTLY = LOW + np.where(np.arange(64) < 6, -0.03, np.linspace(0.27, 0.69, 64))


def test_the_verdict_says_what_the_assumptions_leave_of_a_lead():
    text = said(LEADS, under_sets([LOW, MOSTLY]))
    assert (
        "Each plan also ran under 64 sets of assumptions that fit what is known, SHA-256 "
        "0123456789ab, 8 times under each; 2 numbers vary. These sets are matched to four "
        "programmes."
    ) in text
    assert (
        "Ahead of all others, beyond the luck of the runs of a set: “none” in 6 of 64 sets and "
        "“help” in 58 of 64 sets."
    ) in text
    assert "“help” is ahead of “none” in 58 of 64 sets, by between 3 fewer and 67 more" in text
    assert "The assumptions were not varied: the ranges cover luck and systems only." in said(LEADS)
    assert "not varied: the ranges" not in text


def test_the_verdict_says_how_likely_each_plan_is_the_best_and_what_the_wrong_choice_costs():
    """“none” is best in 6 of 64 sets, by 3 points; “help” is behind by 3 there: 0.28 on average."""
    text = said(LEADS, under_sets([LOW, MOSTLY]))
    assert "Chance of being the best plan (95 % range): “help” 91% (81 to 96) and “none” 9%" in text
    assert "“help” 0.3 (0.1 to 0.5)" in text
    assert "Of being the best or at most 3 points behind it: " in text


def test_the_verdict_says_that_no_plan_leads_where_luck_hides_it():
    text = said(LEADS, under_sets([LOW, LOW], spread=0.05))
    assert "beyond the luck of the runs of a set: no plan." in text or "cannot be told" in text


def test_the_verdict_says_what_makes_the_lead_vary():
    text = said(LEADS, under_sets([LOW, MOSTLY]))
    assert (
        "What makes the lead of “help” over “none” vary from run to run: assumptions 100%, made-up "
        "systems 0% and luck 0%."
    ) in text


def test_the_verdict_says_what_no_set_varies_and_why():
    held = {"system.regions": "the plans differ in it", "a.b": "you gave it", "a.c": "you gave it"}
    text = said(LEADS, under_sets([LOW, MOSTLY], held))
    assert "Not varied, because the plans differ in it: system.regions." in text
    assert "Not varied, because you gave it: a.b and a.c." in text
    assert "or which model is run." in text
    never = without()
    assert {"strategy.*", "innovation.*", "events.*", "process.kind", "system.types.*"} <= set(
        never
    )


def test_plans_are_named_by_the_titles_of_their_strategies():
    strategies = [Strategy(title="No spread partner"), Strategy(title="The whole playbook")]
    found = compared(0.07, 0.62, differences=[difference("help", 0.55)], strategies=strategies)
    assert "“The whole playbook” is ahead of “No spread partner”" in said(found)
    same = [Strategy(title="Playbook"), Strategy(title="Playbook")]
    found = compared(0.07, 0.62, differences=[difference("help", 0.55)], strategies=same)
    assert "“help” is ahead of “none”" in said(found)


@pytest.mark.parametrize("found", [LEADS, THREE, MANY], ids=["two", "three", "many"])
def test_the_verdict_is_in_plain_words(found):
    plans = len(found.plans)
    text = said(found, under_sets([LOW, *[MOSTLY] * (plans - 1)]))
    text = text.replace(" (95 % range)", "").replace(", SHA-256 0123456789ab", "")
    jargon = (
        r"\b(replicates?|clusters?|hazard|paired|censor\w*|median|quantile|adopters|kGBP|[a-z])\b"
    )
    without_a = re.sub(r"\ba\b", "", text)
    assert not re.findall(jargon, without_a)
    assert not re.search(r"\b(nan|inf|None)\b|  |\.\.|\( |,\.", text)
    assert all(each[-1] == "." for each in verdict(found))
