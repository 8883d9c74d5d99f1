"""Organisations one by one: chances, boards and help, against runs that are looked at directly."""

from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from made_up import odd_system

import sim
from sim.cli.new_command import new
from sim.config import finish, with_own
from sim.engines.agents import HealthSystem
from sim.engines.agents.organisation import Organisation
from sim.engines.asked import Asked
from sim.engines.simulate import several
from sim.networks.stands import UNSAID
from sim.networks.system import Standing
from sim.outcomes.intervals import Interval
from sim.params.names import COMMITTED, DECIDING, EMBEDDED, GAPS, LEVERS, UNAWARE
from sim.process.aid import aid_for
from sim.study.sites import prices, study
from sim.study.sites.base import base_asked, base_runs
from sim.study.sites.boards import NONE, boards_of, first_boards
from sim.study.sites.help import Trial, Tried, finalists, gains_of
from sim.study.sites.records import Gain
from sim.study.sites.study import find_sites

CLOSED = [f"innovation.added_load.{gap}=-1" for gap in GAPS]  # no gap is left to close
FEW = dict(runs=256, screened=64, closer=128)


def standing(stages, since, **arrays):
    """Organisations without ties, at these stages since so many months."""
    n = len(stages)
    system = odd_system(nx.empty_graph(n), types=1)
    plain = dict(board_interval=np.full(n, 3), approvals=np.full(n, 1)) | arrays
    stands = Standing(np.array(stages, np.int64), np.array(since, np.int64))
    return replace(system, arrays=system.arrays._replace(**plain), standing=stands)


def scenario(system, *overrides, strategy="none", months=36):
    plan = sim.load([f"strategy={strategy}", f"clock.months={months}", *overrides])
    return finish(with_own(plan, system))


@pytest.fixture(scope="module")
def at_the_board():
    """One organisation before its board with every gap closed, and one that has embedded it."""
    system = standing([DECIDING, EMBEDDED], [0, 30])
    hard = ["assumptions.approval_at_best=0.12", "innovation.procurement=0"]
    return find_sites(scenario(system, *CLOSED, *hard, months=24), (12, 24), **FEW)


def test_whose_only_gap_is_its_board_is_helped_most_by_mapping_its_governance(at_the_board):
    waits = at_the_board.sites[0]
    assert [each.lever for each in waits.best(at_the_board.margin)] == ["govern"]
    assert waits.gains[0].points.low > 0.03
    rest = [each for each in waits.gains if each.lever not in ("govern", "standard")]
    assert all(each.points.mean == 0 for each in rest)


def test_what_cannot_gain_the_margin_is_not_tried(at_the_board):
    embedded = at_the_board.sites[1]
    assert embedded.is_live
    assert embedded.chance.low > 0.97
    assert not embedded.looked
    assert embedded.gap_now is None


def test_the_next_board_of_one_that_waits_is_any_of_its_interval(at_the_board):
    boards = at_the_board.sites[0].boards
    assert (boards.low, boards.middle, boards.high, boards.never) == (0, 1, 2, 0.0)


def test_chances_and_gaps_are_those_of_the_runs():
    system = odd_system(nx.cycle_graph(6))
    plan = scenario(system, "strategy.pilots=1", strategy="one_to_one")
    found = find_sites(plan, (12, 36), help=False, runs=64)
    run = sim.simulate(plan, 64, 0, organisations=True)
    live = run.stage_of[:, :, 4] + run.stage_of[:, :, 5]
    assert [each.chances[1].mean for each in found.sites] == (live[36] / 64).tolist()
    assert [each.chances[0].mean for each in found.sites] == (live[12] / 64).tolist()
    for k, each in enumerate(found.sites):
        held = run.held_of[35, k]
        assert each.gap_later == (GAPS[int(held.argmax())], held.max() / held.sum())
        assert held.sum() == 64 - live[35, k]


class Asking(Organisation):
    """Remembers the first month in which a board is asked."""

    asked = NONE

    def is_approved(self):
        if self.asked == NONE:
            self.asked = self.model.month.number
        return super().is_approved()


def test_first_boards_are_the_first_at_which_an_organisation_asks():
    stages = [DECIDING, DECIDING, COMMITTED, UNAWARE, UNSAID, 6]
    system = standing(stages, [14, 0, 3, 0, UNSAID, 2], board_interval=np.array([3, 2, 1, 3, 2, 4]))
    plan = scenario(system, "assumptions.approval_at_best=1", strategy="hin_playbook", months=30)
    base = base_runs(several, base_asked(plan, 12, 4))
    found = first_boards(plan, 4, base)
    seen = set()
    for r in range(12):
        model = HealthSystem(plan, 4, r, system=system, kind=Asking, collect=False)
        for _ in range(30):
            model.step()
        assert [each.asked for each in model.organisations] == found[r].tolist()
        seen |= set(found[r].tolist())
    assert NONE in seen
    assert len(seen) > 5


def test_runs_that_meet_no_board_are_counted_apart():
    never = np.zeros(10, bool)
    found = boards_of(np.array([NONE, 4, 5, 6, 7, 8, 9, 10, NONE, NONE]), never, 2)
    assert (found.low, found.middle, found.high, found.never) == (4, 7, 10, pytest.approx(0.3))
    assert boards_of(np.array([NONE, NONE]), never[:2], 2) is None


def test_runs_that_are_live_at_the_start_are_no_runs_without_a_board():
    met, live = np.array([NONE, NONE, NONE, 4, 6, NONE]), np.array([1, 1, 1, 0, 0, 0], bool)
    found = boards_of(met, live, 2)
    assert (found.low, found.high, found.never) == (4, 6, pytest.approx(1 / 3))
    assert boards_of(met[:3], live[:3], 2) is None


def test_a_pilot_of_some_runs_meets_boards_in_the_share_of_the_others():
    plan = scenario(odd_system(nx.cycle_graph(6)), "strategy.pilots=3", strategy="one_to_one")
    found = find_sites(plan, (24,), help=False, runs=128)
    base = base_runs(several, base_asked(found.scenario, 128, 0))
    met, live = first_boards(found.scenario, 0, base), np.isin(base.stages[:, 0], (4, 5))
    some = [k for k in range(6) if 0 < live[:, k].mean() < 1]
    assert some
    for k in some:
        site = found.sites[k]
        assert site.live_today == live[:, k].mean()
        assert site.boards.never == pytest.approx((met[~live[:, k], k] == NONE).mean())
    assert not found.stands


def test_a_gain_is_the_difference_of_paired_runs_with_and_without_the_lever():
    system = odd_system(nx.cycle_graph(5))
    plan = scenario(system, "strategy.pilots=1", months=20)
    found = find_sites(plan, (20,), [3], runs=192, screened=64, closer=64).sites[0]
    for gain in found.gains:
        lever, first = LEVERS.index(gain.lever), 64 if gain.closer else 0
        dose = 1.0 if gain.lever in ("one2one", "grants") else 0.95
        until = 18 if gain.lever == "one2one" else 20
        aid = aid_for(5, 3, lever, dose, until)
        asked = [Asked(plan, 64, 0, first, aid=each) for each in (aid, None)]
        live = [
            np.isin(run.stage_history[:, 20, 3], (4, 5)) for run in several(asked, histories=True)
        ]
        assert gain.points.mean == pytest.approx(live[0].mean() - live[1].mean())
        assert gain.runs == 64
    assert sum(each.closer for each in found.gains) == 3


def test_prices_are_those_of_a_system_of_one_worked_by_hand():
    """GBP 4,000 a month at 60, economy 0.5: 4 / sqrt(60), three times it for 95 % of the dose."""
    plan = scenario(odd_system(nx.path_graph(2)))
    by_month = 4.0 / 60**0.5 * -np.log(0.05)
    assert prices.price_of(plan, LEVERS.index("govern"), 24, 0.5) == pytest.approx(24 * by_month)
    assert prices.price_of(plan, LEVERS.index("one2one"), 36, 0.5) == 18 * 1.5
    assert prices.price_of(plan, LEVERS.index("one2one"), 12, 0.5) == 12 * 1.5
    assert prices.price_of(plan, LEVERS.index("grants"), 36, 0.5) == 0.5 * 35
    stock = -120.0 * np.log(0.05)
    assert prices.price_of(plan, LEVERS.index("tools"), 36, 0.5) == pytest.approx(stock)


def test_levers_that_can_do_nothing_are_not_tried():
    plan = scenario(odd_system(nx.path_graph(2)))
    without = {LEVERS[k] for k in prices.tried(plan, has_help=False, is_pilot=False)}
    assert set(LEVERS) - without == {"diagnose", "exemplar"}
    assert len(prices.tried(plan, has_help=True, is_pilot=True)) == len(LEVERS)


def tried_of(lever, gained, runs=64):
    differs = np.zeros(runs)
    differs[: abs(gained)] = np.sign(gained)
    return Tried(Trial(0, lever, 0, runs), differs, np.zeros(runs, np.int64), 0.5)


def test_the_three_that_gained_most_are_looked_at_more_closely():
    gained = {0: 1, 1: 5, 2: -2, 3: 5, 4: 3}
    assert finalists([tried_of(lever, each) for lever, each in gained.items()]) == [1, 3, 4]


def test_gains_come_from_the_runs_that_chose_nothing_and_all_levers_share_the_level():
    plan = scenario(odd_system(nx.path_graph(2)))
    screened = [tried_of(lever, each) for lever, each in {0: 30, 1: 20, 2: 10, 3: 9}.items()]
    closer = [tried_of(lever, each) for lever, each in {0: 6, 1: 16, 2: 0}.items()]
    gains = gains_of(plan, 36, screened, closer)
    told = [(each.lever, round(64 * each.points.mean), each.closer) for each in gains]
    names = [LEVERS[k] for k in range(4)]
    assert told == [
        (names[1], 16, True), (names[0], 6, True), (names[2], 0, True), (names[3], 9, False)
    ]  # fmt: skip
    assert {each.points.level for each in gains} == {1 - 0.05 / 4}
    assert gains[0].behind is None
    assert gains[1].behind.mean == pytest.approx(10 / 64)
    assert gains[3].behind is None


def gain(lever, mean, half, behind=None, closer=True):
    points = Interval(mean, mean - half, mean + half, 0.99, 1)
    less = None if behind is None else Interval(*behind, 0.99, 1)
    return Gain(lever, points, 256, 10.0, closer, less)


BEST = [
    ("one that leads", [gain("cop", 0.2, 0.05), gain("data", 0.05, 0.04, (0.15, 0.1, 0.2))], 1),
    ("two alike", [gain("cop", 0.2, 0.05), gain("data", 0.15, 0.04, (0.05, -0.1, 0.2))], 2),
    ("the second is luck", [gain("cop", 0.2, 0.1), gain("data", 0.15, 0.2, (0.05, -0.1, 0.2))], 1),
    ("below the margin", [gain("cop", 0.02, 0.01)], 0),
    ("may be luck", [gain("cop", 0.2, 0.3)], 0),
    ("nothing tried", [], 0),
]


@pytest.mark.parametrize(("case", "gains", "count"), BEST, ids=[each[0] for each in BEST])
def test_only_what_clearly_helps_is_called_best(at_the_board, case, gains, count):
    site = replace(at_the_board.sites[0], gains=tuple(gains))
    assert len(site.best(0.03)) == count, case


def test_where_ties_are_drawn_few_runs_share_a_system(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new(Path("mine"))
    all_known = (
        "name,type,maturity,capacity,culture,finance\nA,x,0.5,0.5,0.5,0.5\nB,x,0.4,0.4,0.4,0.4\n"
    )
    Path("mine", "organisations.csv").write_text(all_known)
    Path("mine", "ties.csv").unlink()
    drawn, given = (sim.load(["mine", f"system.ties_file={each}"]) for each in ("drawn", "none"))
    assert find_sites(drawn, (6,), help=False, runs=128).systems == 4
    assert find_sites(given, (6,), help=False, runs=128).systems == 1


def test_ties_that_each_system_draws_anew_are_not_on_the_map(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new(Path("mine"))
    drawn, given = (sim.load(["mine", *each]) for each in (["system.ties_file=drawn"], []))
    found = [find_sites(each, (2,), help=False, runs=4) for each in (drawn, given)]
    assert not found[0].ties
    assert found[1].ties


def test_in_a_large_system_only_those_in_the_balance_are_tried(monkeypatch):
    monkeypatch.setattr(study, "MOST_TRIED", 60)  # 60 / 12 organisations
    plan = scenario(odd_system(nx.cycle_graph(12)), strategy="hin_playbook", months=24)
    few = dict(runs=64, screened=16, closer=16)
    found = study.find_sites(plan, (24,), **few)
    looked = [each for each in found.sites if each.looked]
    assert len(looked) == 5
    far = max(abs(each.chance.mean - 0.5) for each in looked)
    assert all(abs(each.chance.mean - 0.5) >= far for each in found.sites if not each.looked)
    named = study.find_sites(plan, (24,), range(6), **few)
    assert all(each.looked for each in named.sites)


def test_progress_counts_every_run_and_ends_at_the_total():
    plan = scenario(odd_system(nx.path_graph(3)), months=10)
    told, runs = [], dict(runs=192, screened=64, closer=64)
    find_sites(plan, (10,), progress=lambda *each: told.append(each), **runs)
    assert told == sorted(told)
    done, total = told[-1]
    assert done == total
