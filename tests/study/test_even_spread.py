"""The same money spread evenly: which levers, what is kept, and when it is left out."""

from dataclasses import fields, replace

import numpy as np
import pytest

from sim.api import Result, even_spread
from sim.config import even_shares, expand, load
from sim.engines.simulate import simulate
from sim.params import Clock, Phase, Scenario, Shares, Shift, Strategy
from sim.params.lever_table import BY_FIT, BY_USE, EVERYBODY, NOT_LIVE, ROWS
from sim.study.compare import compare
from sim.study.comparison import Plan
from sim.study.even_spread import MOST_STEPS, evenly_spread
from sim.study.starts import NAMES

BROAD = {EVERYBODY, NOT_LIVE, BY_USE, BY_FIT}


def test_the_levers_are_those_that_reach_the_uncommitted_too_and_one_to_one_help():
    broad = {name for name, row in ROWS.items() if row.reaches in BROAD}
    assert set(even_shares()) == broad | {"one2one"}


def test_the_shares_are_equal():
    assert list(even_shares().values()) == pytest.approx([1 / 9] * 9, abs=2e-7)


def test_the_preset_differs_from_the_playbook_in_its_levers_only():
    even, playbook = (
        load([f"strategy={name}"]).strategy for name in ("even_spread", "hin_playbook")
    )
    names = [each.name for each in fields(Strategy) if each.name not in NAMES]
    assert [name for name in names if getattr(even, name) != getattr(playbook, name)] == ["shares"]


def outcomes(made_up, replicates=8, months=40, **changes):
    return made_up(np.full((replicates, months + 1), 10), **changes)


HELP = Strategy(
    shares=Shares(one2one=1.0), shift=Shift(comms=0.1), phases={"late": Phase()}, mandate_month=6
)


def test_only_where_the_money_goes_is_changed(made_up):
    scenario = Scenario(strategy=HELP, clock=Clock(months=72))
    even = evenly_spread(scenario, outcomes(made_up), 36)
    shares = Shares(**even_shares())
    assert even.strategy == replace(HELP, shares=shares, shift=Shift(), phases={})
    assert even == replace(scenario, strategy=even.strategy, clock=Clock(months=36))


@pytest.mark.parametrize(
    ("strategy", "changes"),
    [
        (Strategy(), {}),
        (Strategy(shares=Shares(**even_shares())), {}),
        (HELP, dict(engine="mesa")),
        (HELP, dict(organisations=MOST_STEPS // (36 * 8) + 1)),
    ],
    ids=["no money for levers", "even already", "slow engine", "large system"],
)
def test_it_is_left_out_where_it_says_nothing_or_takes_long(made_up, strategy, changes):
    assert evenly_spread(Scenario(strategy=strategy), outcomes(made_up, **changes), 36) is None
    assert evenly_spread(Scenario(strategy=HELP), outcomes(made_up), 36) is not None


def test_a_single_run_and_a_comparison_and_the_preset_give_the_same_number():
    """All start alike and meet the same luck, so the numbers are equal, not only near."""
    plans = expand(["strategy=none,hin_playbook,even_spread", "system.organisations=12"])
    none, playbook, preset = (Plan(each.label, each.scenario) for each in plans)
    found = compare([none, playbook], replicates=128)
    alone = even_spread(Result(plans[1], simulate(playbook.scenario, 128)))
    own = simulate(preset.scenario, 128)
    assert found.even.live.mean == alone.live.mean == own.live[:, 36].mean()
    gap = own.live[:, 36] - found.outcomes[1].live[:, 36]
    assert found.even.more.mean == alone.more.mean == pytest.approx(gap.mean())
    assert found.even.levers == 9


def test_a_comparison_has_it_only_for_one_plan_against_no_programme():
    plans = {
        each.label: Plan(each.label, each.scenario)
        for each in expand(
            ["strategy=none,one_to_one,hin_playbook,even_spread", "system.organisations=4"]
        )
    }

    def found(*labels, baseline=0):
        return compare([plans[label] for label in labels], baseline, replicates=2).even

    assert found("none", "one_to_one") is not None
    assert found("one_to_one", "none", baseline=1) is not None
    assert found("one_to_one", "hin_playbook") is None
    assert found("one_to_one", "none") is None
    assert found("none", "one_to_one", "hin_playbook") is None
    assert found("none", "even_spread") is None
