"""The answer in five lines: short, with its catch, and never against itself; made-up results."""

import math
import random
import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import sim
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval
from sim.outcomes.outcome_table import COMPARED
from sim.params import Scenario, Shares, Strategy
from sim.params.assumption_sets import AssumptionSets
from sim.report.answer import answer, catch_of
from sim.report.catch import catch
from sim.report.certain_line import how_sure
from sim.report.lines import DETAIL, Clause, Line, fitted, numbers_in, words_in
from sim.report.sets_account import under_sets
from sim.study.comparison import Comparison, Difference, Plan, Standing
from sim.study.even_spread import EvenSpread
from sim.study.groups import GroupDifference
from sim.study.head_to_head import HeadToHead, overtaken
from sim.study.price import Known, Price
from sim.study.stopping import Look
from sim.study.time_to_share import Reach, TimeSaved
from sim.study.uncertainty.record import Uncertainty
from sim.study.values import Values

NAMES = ["No spread partner", "One-to-one help", "The whole playbook", "Mandate, all at once"]
LABELS = ["none", "one_to_one", "hin_playbook", "big_bang_mandate"]
KEPT = dict(abandoned=0.18, dip=0.07, exposure=0.07, exposure_each=0.02, equity_gap=0.02)


def around(mean, half=0.01):
    return Interval(mean, mean - half, mean + half, 0.98, 8)


def values(found, half=0.01):
    return Values({**dict.fromkeys(COMPARED), **{k: around(v, half) for k, v in found.items()}})


def priced(cost):
    """A price from its mean, or a kind of price without one."""
    if cost is None or isinstance(cost, Price):
        return cost
    return Price(Known.BETWEEN, cost, 0.97 * cost, 1.03 * cost, 0.98)


OPEN = Price(Known.OR_MORE, math.nan, 79_400.0, math.inf, 0.98)
WIDE = Price(Known.BETWEEN, 40_000.0, 22_340.0, 54_120.0, 0.98)
UNTOLD, FEWER, FREE = (
    Price(known, *[math.nan] * 3, 0.98) for known in (Known.UNTOLD, Known.FEWER, Known.NOTHING)
)


def strategy(place):
    if place == 0:
        return Strategy(title=NAMES[0])
    mandate = 6 if place == 3 else None
    return Strategy(title=NAMES[place], shares=Shares(comms=1.0), mandate_month=mandate)


def comparison(plans, half=0.01, overtaken_in=None, even=None, **changes):
    """Compare plans by their figures: a list of dicts with `live` and any of `KEPT`.

    overtaken_in  label -> month in which it overtakes the leader
    """
    told = [{"live_end": each["live"], "embedded": each["live"], **KEPT, **each} for each in plans]
    count = len(told)
    live = [each["live"] for each in told]
    leader = int(np.argmax(live))
    cost = [each.pop("cost", None) for each in told]
    spend = [each.pop("spend", 0.0 if k == 0 else 1.2e6) for k, each in enumerate(told)]
    half_month = [each.pop("half", None) for each in told]
    groups = [each.pop("groups", ()) for each in told]
    pairs = [
        {key: told[a][key] - told[b][key] for key in told[a]}
        for a, b in [(k, 0) for k in range(1, count)]
    ]
    lead = [{key: told[leader][key] - told[k][key] for key in told[k]} for k in range(count)]
    return Comparison(
        plans=tuple(
            Plan(LABELS[k], Scenario(strategy=strategy(k))) for k in range(count)
        ),
        baseline=0, horizon=Horizon(36, 72), precision=0.02, confidence=0.95, level=0.98,
        looks=(Look(512, half),), cap_hit=False, given_system=False,
        standings=tuple(
            Standing(LABELS[k], values(told[k], half), Reach(0.5, 1.0, half_month[k], 72),
                     spend[k], None, priced(cost[k]))
            for k in range(count)
        ),
        differences=tuple(
            Difference(LABELS[k + 1], values(each, half), None, groups[k + 1], None, None)
            for k, each in enumerate(pairs)
        ),
        leader=leader,
        ahead={LABELS[k]: around(live[leader] - live[k], half) for k in range(count)
               if k != leader},
        rivals=tuple(
            HeadToHead(LABELS[k], values(lead[k], half), (overtaken_in or {}).get(LABELS[k]),
                       TimeSaved(0.25, around(5.0, 1), 1.0, 1.0, False))
            for k in range(count) if k != leader
        ),
        even=even,
        **changes,
    )  # fmt: skip


def group(dimension, label, share):
    return GroupDifference(dimension, label, around(share), None)


def text(found, drawn=None):
    return " ".join(f"{label} {line}" for label, line in answer(found, drawn))


def first_line(found):
    return answer(found)[0][1]


def sentences(told):
    return [each for each in re.split(r"(?<=[.!?])\s+", told) if each]


def drawn_for(found, draws=100, lead=None, spread=0.2, name="plausible"):
    """Made-up runs under sets: 4 systems of 2 runs; `lead` says by how much the leader leads."""
    count, dice = len(found.plans), np.random.default_rng(0)
    live = dice.random((count, draws, 1)) + dice.normal(0, 0.02, (count, draws, 8))
    if lead is not None:
        live = 0.4 + dice.normal(0, 0.002, (count, draws, 8))
        live[found.leader] += dice.normal(lead, spread, (draws, 1))
    sets = AssumptionSets(name, ("a", "b"), np.zeros((draws, 2)), "0123456789abcdef", "made up")
    curves = tuple(np.repeat(each.reshape(-1, 1), 73, axis=1) for each in live)
    return Uncertainty(
        tuple(each.label for each in found.plans), 0, 36, sets, {}, 4, live, curves,
    )  # fmt: skip


def at_random(seed):
    """Make up a comparison: any figures, widths, ties, prices, groups, and missing ones."""
    dice = random.Random(seed)
    plans = []
    for k in range(dice.choice([2, 2, 3, 4])):
        share = dice.choice([0.0, 0.13, 0.5, 0.66, 0.67, 0.79, dice.random()])
        one = dict(live=share, live_end=dice.random(), embedded=dice.random(),
                   abandoned=dice.random(), exposure=5 * dice.random(),
                   exposure_each=dice.random(), equity_gap=dice.random() - 0.3)  # fmt: skip
        one["half"] = dice.choice([None, 10.0, 24.0, 25.0, 60.0])
        prices = [None, 28_600.0, 1.2e6, OPEN, WIDE, UNTOLD, FEWER, FREE]
        one["cost"] = dice.choice(prices) if k else None
        one["groups"] = tuple(
            group(*which, dice.choice([0.0, 0.2, dice.random() - 0.5])) for which in (
                ("category", "laggards"), ("category", "early majority"),
                ("deprived", "deprived"), ("deprived", "not deprived"),
            )
        ) if k and dice.random() < 0.8 else ()  # fmt: skip
        plans.append(one)
    months = {label: dice.choice([None, 48]) for label in LABELS}
    even = dice.choice([None, EvenSpread(9, around(0.7), around(dice.choice([0.1, 0.0])))])
    half = dice.choice([0.005, 0.02, 0.3, math.inf])
    return comparison(plans, half, months, even if len(plans) == 2 else None)


@pytest.mark.parametrize("with_draws", [False, True])
def test_whatever_comes_out_the_answer_is_short_and_has_no_raw_key(with_draws):
    for seed in range(400):
        found = at_random(seed)
        told = answer(found, drawn_for(found) if with_draws else None)
        whole = " ".join(f"{label} {line}" for label, line in told)
        assert words_in(whole) <= 90, whole
        assert numbers_in(whole) <= 20, whole
        assert len(told) <= 5
        assert not told[0][0]
        for line in (line for _, line in told):
            assert line.endswith(".")
            assert all(words_in(each) <= 30 for each in sentences(line)), line
        assert not re.search(r"[a-z]_[a-z]|=|\bnan\b|\binf\b|None|null|e\+0|\.\.", whole), whole


def test_whatever_comes_out_luck_and_assumptions_are_both_there():
    for seed in range(100):
        found = at_random(seed)
        if len(answer(found)) == 1:
            continue
        how = dict(answer(found))["How sure"]
        assert "assumptions not varied" in how
        assert "luck" in how
        told = dict(answer(found, drawn_for(found)))
        how = told["How sure"]
        assert "sets" in how
        assert "luck" in how
        assert "assumptions" in f"{told['']} {how}"
        assert "not varied" not in how


def test_whatever_comes_out_another_plan_that_is_better_is_named_in_the_first_line():
    for seed in range(400):
        found = at_random(seed)
        if len(answer(found)) == 1:
            continue
        for pair in found.rivals:
            worse = pair.figures.abandoned
            if worse.low > 0 and worse.mean >= found.margin:
                assert "fewer give up" in first_line(found), first_line(found)
            lasting = pair.figures.embedded
            if lasting.high < 0 and lasting.mean <= -found.margin:
                assert re.search("overtakes|embedded|lasts better", first_line(found)), first_line(
                    found
                )


PLAYBOOK = dict(live=0.67, live_end=0.84, embedded=0.81, half=30.0, cost=35_000.0)
MANDATE = dict(live=0.79, live_end=0.8, embedded=0.77, abandoned=0.24, exposure_each=0.04,
               half=24.0, cost=28_600.0)  # fmt: skip
NONE = dict(live=0.13, embedded=0.1, abandoned=0.18)
HELP = dict(live=0.37, cost=80_000.0)


def test_a_leader_that_is_overtaken_and_given_up_is_not_praised_alone():
    found = comparison([NONE, HELP, PLAYBOOK, MANDATE], overtaken_in={"hin_playbook": 48})
    assert first_line(found) == (
        "“Mandate, all at once” gets most organisations live: 79% by month 36, against 67% with "
        "“The whole playbook”. But “The whole playbook” overtakes it in month 48, sees fewer give "
        "up (18%, not 24%) and carries less risk."
    )


def test_a_leader_without_a_catch_is_praised_in_one_sentence():
    found = comparison([NONE, HELP, PLAYBOOK])
    assert list(catch(found)) == []
    assert len(sentences(first_line(found))) == 1


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        (dict(embedded=0.5), dict(embedded=0.6), "has more embedded by month 72 (60%, not 50%)"),
        (dict(abandoned=0.3), dict(abandoned=0.2), "sees fewer give up (20%, not 30%)"),
        (dict(exposure_each=0.03), dict(exposure_each=0.015), "carries less risk"),
        (dict(equity_gap=0.2), dict(equity_gap=0.1),
         "leaves deprived areas less far behind (10, not 20 points)"),
        (dict(cost=40_000.0), dict(cost=30_000.0),
         "costs less for each further organisation (£30,000, not £40,000)"),
        (dict(spend=2e6), dict(spend=1e6), "spends less"),
    ],
    ids=["lasting", "giving up", "risk", "equity", "money", "spend"],
)  # fmt: skip
def test_each_kind_of_catch_has_its_words_and_a_difference_below_the_margin_has_none(
    mine, theirs, words
):
    lasts, half = dict(live_end=0.7, embedded=0.7), 0.001
    one, other = {**lasts, "live": 0.7, **mine}, {**lasts, "live": 0.5, **theirs}
    worst = dict(embedded=0.0, abandoned=0.9, exposure=9.0, exposure_each=9.0, equity_gap=0.9)
    found = comparison([NONE | worst, other, one], half)
    assert list(catch(found)) == [f"But “One-to-one help” {words}."]
    (key,) = mine
    found = comparison([NONE | worst, {**other, key: mine[key] * 0.99}, one], half)
    assert list(catch(found)) == []


def test_doing_nothing_is_no_cheaper_and_no_safer_plan_but_may_be_given_up_less():
    found = comparison([NONE | {"abandoned": 0.1, "exposure": 0.001}, PLAYBOOK | {"spend": 1e6}])
    assert list(catch(found)) == ["But “No spread partner” sees fewer give up (10%, not 18%)."]


def test_a_month_in_which_it_is_overtaken_holds_until_the_end():
    def live(*shares):
        return SimpleNamespace(live=np.array([shares]))

    one, horizon = live(0, 0.5, 0.5, 0.5, 0.5, 0.5), Horizon(1, 5)
    assert overtaken(one, live(0, 0.4, 0.6, 0.4, 0.6, 0.7), horizon) == 4
    assert overtaken(one, live(0, 0.4, 0.6, 0.6, 0.6, 0.4), horizon) is None
    assert overtaken(one, live(0, 0.6, 0.6, 0.6, 0.6, 0.6), horizon) is None


def test_plans_below_the_margin_are_practically_the_same_even_if_the_difference_is_clear():
    found = comparison([NONE, HELP | {"live": 0.65}, PLAYBOOK], 0.001)
    assert first_line(found).startswith(
        "“The whole playbook” and “One-to-one help” are practically the same: 67% and 65% live by "
        "month 36."
    )
    assert "gets most" in first_line(replace(found, margin=0.01))


def test_plans_above_the_margin_but_inside_the_interval_cannot_be_told_apart():
    found = comparison([NONE, HELP | {"live": 0.6}, PLAYBOOK], 0.08)
    assert "“The whole playbook” cannot be told apart from “One-to-one help”" in first_line(found)


def test_if_nothing_differs_one_line_says_so():
    found = comparison([NONE, dict(NONE)], 0.0)
    assert answer(found) == [
        ("", "Nothing differs between “No spread partner” and “One-to-one help”: 13% live by month "
             "36, and all else is equal."),
    ]  # fmt: skip


def test_money_spread_evenly_that_does_better_is_in_the_first_line():
    even = EvenSpread(9, around(0.72), around(0.05))
    found = comparison([NONE, PLAYBOOK], even=even)
    assert first_line(found).endswith("The same money spread evenly does better (72%).")
    close = EvenSpread(9, around(0.68), around(0.01))
    found = comparison([NONE, PLAYBOOK], even=close)
    assert "spread evenly" not in first_line(found)
    assert "spread evenly does practically as well" in text(found)


def test_a_group_that_loses_is_not_said_to_gain_least():
    def gains(least):
        each = [("laggards", least), ("early majority", 0.4)]
        groups = tuple(group("category", *one) for one in each)
        return dict(answer(comparison([NONE, PLAYBOOK | {"groups": groups}])))["For whom"]

    assert "fewer laggards (-10 points)" in gains(-0.1)
    assert "least for laggards (+10 points)" in gains(0.1)


def test_runs_too_few_to_tell_groups_apart_are_not_told_as_groups_that_are_alike():
    unknown = GroupDifference("category", "laggards", around(0.4, math.inf), None)
    found = comparison([NONE, PLAYBOOK | {"groups": (unknown,)}])
    assert "the runs are too few to tell groups apart" in dict(answer(found))["For whom"]


def test_a_cost_that_is_not_counted_is_said_where_money_is():
    found = comparison([NONE, HELP, PLAYBOOK, MANDATE])
    assert "good will not counted" in dict(answer(found))["The price"]


def test_what_the_next_plan_costs_and_loses_is_not_told_as_a_range_of_the_first():
    help_ = HELP | {"abandoned": 0.17, "cost": WIDE}
    told = dict(answer(comparison([NONE, help_, PLAYBOOK])))["The price"]
    assert told == (
        "18% give it up again, against 17% with “One-to-one help”; £35,000 for each further "
        "organisation, against £22,000 to £55,000."
    )
    assert "(" not in told


def test_where_only_its_money_is_told_the_next_plan_is_named_beside_it():
    help_ = HELP | {"cost": 80_000.0}
    found = comparison([NONE | {"abandoned": 0.1}, help_, PLAYBOOK])
    assert dict(answer(found))["The price"] == (
        "£35,000 for each further organisation, against £80,000 with “One-to-one help”."
    )


def test_fewer_words_come_before_leaving_out_what_matters():
    areas = tuple(group("deprived", each, 0.5) for each in ("deprived", "not deprived"))
    lasts = dict(live=0.5, live_end=0.9, embedded=0.9, abandoned=0.1, exposure_each=0.001)
    found = comparison([NONE, HELP | lasts, PLAYBOOK | {"groups": areas}],
                       overtaken_in={"one_to_one": 48})  # fmt: skip
    told = dict(answer(found, firsts(found, 10, 40, 50)))
    assert told["For whom"] == "over “No spread partner”: all areas gain alike (+50 points)."
    assert "half live by month 30" in told["Sooner"]
    assert "gets most live: 67%" in told[""]


def test_details_go_before_words_are_saved():
    long = Clause("word " * 85, short="few")
    told = dict(fitted([Line("", (long, Clause("one of the details that there are", DETAIL)))]))
    assert told[""].startswith("word word")
    assert "details" not in told[""]


def test_the_answer_of_real_plans_is_short_names_its_catch_and_agrees_with_the_run():
    plans = "strategy=none,one_to_one,big_bang_mandate,hin_playbook"
    found = sim.compare(plans, replicates=512)
    told = str(found.verdict)
    assert words_in(told) <= 90
    assert numbers_in(told) <= 20
    assert "“The whole playbook”" in found.verdict[0]
    assert re.search("overtakes|embedded|lasts better", found.verdict[0])
    share = f"{found.found.standings[2].figures.live.mean:.0%}"
    alone = sim.run("strategy=big_bang_mandate", replicates=512)
    assert share in found.verdict[0]
    assert share in alone.verdict[0]
    assert words_in(str(alone.verdict)) <= 90
    assert len(found.verdict.full) > 5
    assert str(found.verdict).count("\n") == len(found.verdict) - 1


def test_the_caption_of_the_figure_of_plans_carries_the_catch():
    found = sim.compare("strategy=none,big_bang_mandate,hin_playbook", replicates=512)
    said = list(catch(found.found))
    assert said
    assert all(each in found.figure("plans").words for each in said)


PAIR = [dict(live=0.31), dict(live=0.65)]


def how(found, drawn):
    return dict(answer(found, drawn))["How sure"]


def test_a_lead_that_holds_in_nearly_all_sets_is_told_with_its_ends_and_with_luck():
    found = comparison(PAIR)
    assert how(found, drawn_for(found, lead=0.4, spread=0.1)) == (
        "first in all 100 sets of assumptions that fit what is known, by 23 to 55 points; luck "
        "moves the lead up to 1 point."
    )


def test_where_the_leader_is_not_first_in_nearly_all_sets_nearly_best_and_regret_are_told():
    found = comparison(PAIR)
    told = Line("", tuple(how_sure(found, drawn_for(found, lead=0.04, spread=0.08)))).text
    assert re.search(r"^first in [67]\d of 100 sets of assumptions that fit what is known", told)
    assert re.search(r", from \d points behind to 1\d ahead", told)
    assert re.search(r"It is best or nearly best in 8\d%; 2 points behind the best", told)
    assert "“No spread partner” is first in" in told


def test_a_lead_within_the_luck_of_each_set_is_no_lead_in_it():
    found = comparison(PAIR)
    drawn = drawn_for(found, lead=0.0, spread=0.0)
    told = [each.text for each in how_sure(found, drawn)]
    assert drawn.undecided > 80
    assert f"no plan is clearly first in {drawn.undecided}" in told
    assert "within a point" in told


def test_a_headline_that_few_sets_bear_out_says_so_itself():
    found = comparison(PAIR)
    rarely = drawn_for(found, lead=-0.2, spread=0.1)
    first = answer(found, rarely)[0][1]
    assert "But “No spread partner” is first in more sets of assumptions." in first
    assert "But “No spread partner” is first in more sets" in catch_of(found, rarely)
    often = drawn_for(found, lead=0.2, spread=0.1)
    assert "sets of assumptions" not in answer(found, often)[0][1]


def firsts(found, *counts):
    """Runs under sets in which plans are first in so many sets, far beyond luck."""
    live = np.full((len(found.plans), sum(counts), 8), 0.3)
    live += np.random.default_rng(0).normal(0, 1e-4, live.shape)
    live[np.repeat(np.arange(len(counts)), counts), np.arange(sum(counts))] += 0.3
    sets = AssumptionSets("plausible", ("a",), np.zeros((sum(counts), 1)))
    curves = tuple(np.repeat(each.reshape(-1, 1), 73, axis=1) for each in live)
    labels = tuple(each.label for each in found.plans)
    return Uncertainty(labels, 0, 36, sets, {}, 4, live, curves)


def test_what_is_against_the_leader_from_one_plan_is_one_sentence():
    found = comparison([NONE, HELP, PLAYBOOK, MANDATE], overtaken_in={"hin_playbook": 48})
    told = answer(found, firsts(found, 5, 5, 70, 20))[0][1]
    assert sentences(told)[1:] == [
        "But “The whole playbook” is first in more sets of assumptions, overtakes it in month 48, "
        "sees fewer give up (18%, not 24%) and carries less risk."
    ]
    assert catch_of(found, firsts(found, 70, 5, 5, 20)) == (
        "But “No spread partner” is first in more sets of assumptions. “The whole playbook” "
        "overtakes it in month 48, sees fewer give up (18%, not 24%) and carries less risk."
    )


def test_a_sentence_about_one_plan_that_would_be_too_long_is_two():
    plan = dict(MANDATE, embedded=0.5, equity_gap=0.3, cost=60_000.0)
    plans = [NONE, HELP | {"equity_gap": 0.2}, PLAYBOOK | {"equity_gap": 0.1}, plan]
    found = comparison(plans)
    long = {"hin_playbook": f"is first in more sets of assumptions {'and so on ' * 4}".strip()}
    told = list(catch(found, besides=long))
    assert told[0].startswith("But “The whole playbook” is first in more")
    assert told[1].startswith("“The whole playbook” has more embedded")
    assert all(words_in(each) <= 30 for line in told for each in sentences(line))


def test_what_these_runs_leave_open_and_the_sets_tell_is_no_contradiction():
    found = comparison([NONE, HELP | {"live": 0.6}, PLAYBOOK], 0.08)
    told = answer(found, firsts(found, 0, 5, 95))
    assert (
        "“The whole playbook” cannot be told apart from “One-to-one help” in these runs:"
        in (told[0][1])
    )
    assert dict(told)["How sure"].startswith(
        "unclear in these runs, yet first in 95 of 100 sets of assumptions that fit what is known"
    )
    unsure = answer(found, firsts(found, 0, 50, 50))
    assert "in these runs" not in " ".join(line for _, line in unsure)
    assert "in these runs" not in first_line(found)


def test_where_runs_leave_open_which_of_two_is_first_the_one_that_sets_favour_is_named():
    found = comparison([NONE, HELP | {"live": 0.6}, PLAYBOOK], 0.08)
    told = dict(answer(found, firsts(found, 0, 90, 10)))
    assert "in these runs:" in told[""]
    assert "But" not in told[""]
    assert re.match(
        "unclear in these runs, yet “One-to-one help” is first in 90 of 100 sets of assumptions "
        r"that fit what is known, from 30 points behind to 30 ahead", told["How sure"],
    )  # fmt: skip


def test_plans_that_are_close_in_these_runs_may_differ_under_other_assumptions():
    found = comparison([NONE, HELP | {"live": 0.65}, PLAYBOOK], 0.001)
    told = dict(answer(found, firsts(found, 0, 0, 100)))
    assert "practically the same in these runs:" in told[""]
    assert told["How sure"].startswith("close in these runs, yet first in all 100 sets")


def test_a_third_plan_that_the_sets_favour_is_a_catch_even_where_two_are_alike():
    found = comparison([NONE, HELP | {"live": 0.65}, PLAYBOOK], 0.001)
    told = answer(found, firsts(found, 90, 5, 5))[0][1]
    assert "But “No spread partner” is first in more sets of assumptions." in told


def test_a_few_sets_more_do_not_make_another_plan_first_in_more_sets():
    found = comparison([NONE, HELP, PLAYBOOK])
    told = answer(found, firsts(found, 39, 31, 30))[0][1]
    assert "first in more sets" not in told
    assert "But which plan is first depends on the assumptions." in told
    assert (
        "But “No spread partner” is first in more sets of assumptions."
        in (answer(found, firsts(found, 60, 15, 25))[0][1])
    )


def test_a_headline_that_says_plans_are_alike_needs_no_such_catch():
    found = comparison([dict(live=0.64), dict(live=0.65)])
    assert "sets" not in answer(found, drawn_for(found, lead=-0.2, spread=0.1))[0][1]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((0, 1), "first in the one set of assumptions that fits what is known, by 30 points"),
        ((1, 0), "first in no set of assumptions that fits what is known, 30 points behind"),
        ((0, 2), "first in both sets of assumptions that fit what is known, by 30 points"),
        ((0, 3), "first in all 3 sets of assumptions that fit what is known, by 30 points"),
    ],
)
def test_one_set_and_two_are_said_as_one_and_both(counts, words):
    found = comparison(PAIR)
    assert how(found, firsts(found, *counts)).startswith(words)


def test_the_full_account_of_one_set_speaks_of_one():
    found = comparison(PAIR)
    told = " ".join(under_sets(found, firsts(found, 0, 1)))
    assert "Each plan also ran under 1 set of assumptions that fits what is known" in told
    assert "8 times under it" in told
    assert "“One-to-one help” in the one set." in told
    assert "by 30 more points (in the one set)" in told
    assert not re.search(r"\b1 sets|all 1|nine", told)


def test_sets_are_called_by_what_they_are():
    found = comparison(PAIR)
    ranges = how(found, drawn_for(found, lead=0.4, spread=0.1, name="ranges"))
    assert "100 sets of assumptions drawn from their ranges, by" in ranges
    own = how(found, drawn_for(found, lead=0.4, spread=0.1, name="calibrated"))
    assert "100 sets of assumptions of “calibrated”, by" in own


def test_fixed_assumptions_are_called_not_varied():
    assert how(comparison(PAIR), None).startswith("assumptions not varied; luck moves")


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (WIDE, "£22,000 to £55,000 for each further organisation"),
        (OPEN, "£79,000 or more for each further organisation"),
        (28_600.0, "£28,600 for each further organisation"),
        (FREE, "nothing for each further organisation"),
        (UNTOLD, "the programme spends £1.2 million, no cost can be told"),
    ],
    ids=["wide", "open", "close", "free", "untold"],
)
def test_the_price_is_told_always_and_no_closer_than_it_is_known(cost, words):
    told = dict(answer(comparison([dict(live=0.31), dict(live=0.65, cost=cost)])))["The price"]
    assert words in told


def with_sooner(found, saved):
    return replace(found, rivals=tuple(replace(each, sooner=saved) for each in found.rivals))


def test_months_sooner_have_their_range_or_say_that_the_run_ends():
    found = comparison([dict(live=0.31, half=52.0), dict(live=0.65, half=31.0)])
    exact = with_sooner(found, TimeSaved(0.5, around(21.0, 2), 1.0, 1.0, False))
    assert dict(answer(exact))["Sooner"] == (
        "half are live by month 31, 21 months before “No spread partner” (19 to 23)."
    )
    never = comparison([dict(live=0.31), dict(live=0.65, half=31.0)])
    open_ = Interval(41.0, 39.0, math.inf, 0.98, 8)
    least = with_sooner(never, TimeSaved(0.5, open_, 1.0, 0.1, False, True))
    assert dict(answer(least))["Sooner"] == (
        "half are live by month 31, at least 41 months before “No spread partner” (the run ends at "
        "month 72)."
    )


def test_where_neither_reaches_half_a_lower_fixed_share_is_compared():
    found = comparison([dict(live=0.11), dict(live=0.35)])
    low = with_sooner(found, TimeSaved(0.25, around(9.0, 2), 1.0, 1.0, False))
    told = dict(answer(low))["Sooner"]
    assert told.endswith("25% are live 9 months before “No spread partner”.")
