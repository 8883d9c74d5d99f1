"""The ledger's last sentence: what the widest gap costs, and what money wins back."""

from types import SimpleNamespace

import pytest

from sim.config import load
from sim.outcomes import Interval
from sim.page.gap_money import told_in_money
from sim.page.ledger import PAIRS
from sim.page.next_action import MONEY, SHIFT, changes_of
from sim.page.next_action import _more as more_of
from sim.params.names import GAPS


def interval(mean, half=0.01):
    return Interval(mean, mean - half, mean + half, 0.95, 8)


def ledger(costs=(0.02, 0.03, 0.08, 0.04, 0.2), ahead=0.12, half=0.01):
    losses = [
        SimpleNamespace(gap=gap, lost=interval(cost, half))
        for gap, cost in zip(GAPS, costs, strict=True)
    ]
    first, second, *_ = sorted(losses, key=lambda each: -each.lost.mean)
    return SimpleNamespace(
        month=36, worst=(first, second), ahead=interval(ahead), whole=interval(sum(costs))
    )


def action(gain=0.1, half=0.02, kind=MONEY, rival="", group=("all", "all organisations")):
    best = SimpleNamespace(
        dimension=group[0], group=group[1], gain=interval(gain, half), apart=gain - half > 0
    )
    change = SimpleNamespace(kind=kind, name="mapping local governance")
    return SimpleNamespace(best=best, change=change, more=(3333.0, 123_456.0), rival=rival)


def test_what_the_widest_gap_costs_and_what_money_wins_back_stand_in_organisations():
    others = [action(0.5, kind=SHIFT), action(0.6, group=("deprived", "deprived"))]
    assert told_in_money(ledger(), 60, [*others, action()]) == (
        "By month 36 the financial gap costs 12 of 60 organisations (11 to 13), more than any "
        "other gap. £3,300 a month more for mapping local governance would win back 6 of the 22 "
        "that all five gaps cost (5 to 7). That is £120,000 over the programme, or £21,000 for "
        "each organisation."
    )


def test_a_rival_that_cannot_be_told_apart_is_named():
    said = told_in_money(ledger(), 60, [action(rival="co-design")])
    assert "mapping local governance (or co-design: the two cannot be told apart)" in said


def test_two_gaps_that_cost_about_as_much_are_both_named():
    said = told_in_money(ledger(ahead=0.005), 60, [action()])
    assert "which cannot be told apart from the evidence gap" in said


def test_money_that_wins_nothing_back_is_told_as_that():
    said = told_in_money(ledger(), 60, [action(gain=0.01, half=0.02)])
    assert "£3,300 a month more, for whichever lever, wins back nothing that can be told" in said
    assert "would win" not in said


@pytest.mark.parametrize("strategy", ["none", "comms_drumbeat"])
def test_of_a_budget_of_nothing_no_tenth_is_moved_or_added(strategy):
    overrides = [f"strategy={strategy}", "strategy.budget_per_organisation=0"]
    assert changes_of(load(["scenario=avt_london", *overrides])) == []
    assert "The plan has no money" in told_in_money(ledger(), 60, [])


def test_gaps_that_cost_nothing_for_sure_are_told_as_that():
    said = told_in_money(ledger(half=0.5), 60, [action()])
    assert said.startswith("By month 36 what any one gap costs cannot be told apart from nothing.")


def test_each_ledger_of_a_page_has_its_sentence_and_says_how_many_pairs(data, compared):
    for index, told in enumerate(data["ledger"]["plans"].values()):
        assert told["money"].startswith(f"By month {told['horizon']} ")
        assert "£" in told["money"]
        runs = len(compared.results[index].outcomes.replicates)
        assert told["pairs"] == min(PAIRS, runs)


def test_more_money_for_a_lever_costs_as_much_a_month_and_more_in_all(compared):
    """A tenth of the budget; what planning takes of a larger budget comes on top."""
    scenario = compared.results[1].scenario
    for change in changes_of(scenario):
        monthly, total = more_of(scenario, change)
        if change.kind == SHIFT:
            assert (monthly, total) == (0, 0)
        elif change.lever == "comms":
            months = scenario.strategy.programme
            budget = scenario.strategy.budget_per_organisation * 16 * months
            assert monthly == pytest.approx(0.1 * budget / months, rel=1e-6)
            assert total >= monthly * months * (1 - 1e-9)
