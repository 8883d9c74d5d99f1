"""Nothing is told from the states that chose it, and what is told is right where that is known."""

import numpy as np
import pytest

from sim.api.optimise import states_of, wanted_of
from sim.api.questions import question_of
from sim.api.spending import Spending
from sim.outcomes.intervals import Interval
from sim.params.errors import UserError
from sim.study.optimise.limits import ROOM, Limits, usual_most
from sim.study.optimise.measures import AT, MEASURES, OBJECTIVES
from sim.study.optimise.optimise import Optimiser, knee_of
from sim.study.optimise.stages import stages_of
from sim.study.optimise.told import Ran, chances_of, lead, matters
from sim.study.trials.memory import ShortMemory

TINY = ("system.organisations=20", "clock.months=24")
REACH, COST, RISK, EQUITY = (OBJECTIVES[each] for each in ("reach", "cost", "risk", "equity"))


def made(values, **others):
    """A plan that ran: float[sets, units] of one measure, the others as given."""
    measured = np.ones((*np.shape(values), len(MEASURES)))
    measured[:, :, AT["live"]] = values
    for name, value in others.items():
        measured[:, :, AT[name]] = value
    return Ran("x", "", None, measured)


@pytest.fixture
def question(usual_assumptions):
    return question_of(TINY, parameter_draws=16)


def stages(question, **about):
    spending = Spending(200_000, **about)
    wanted = wanted_of(question, spending)
    return wanted, stages_of(states_of(question, wanted))


def test_the_sets_that_tell_have_no_part_in_the_choice(question):
    _, found = stages(question)
    values = [
        {tuple(row) for row in each.states.drawn.sets.values.tolist()}
        for each in (found.searching, found.choosing, found.telling)
    ]
    assert values[0] == values[1]  # 16 sets: the half that chooses is all searched
    assert not values[2] & values[1]
    assert len(values[2]) == len(values[1]) == 8


def test_each_stage_has_luck_of_its_own(question):
    _, found = stages(question)
    seeds = {each.states.seed for each in (found.searching, found.choosing, found.telling)}
    assert len(seeds) == 3


def test_what_is_told_does_not_change_with_what_the_search_saw(question):
    """Remembered runs of the search are falsified: the plan may change, what is told may not."""
    wanted, found = stages(question, trials=24)
    first = Optimiser(wanted, found, memory := ShortMemory()).optimum()
    for name, measured in memory.known.items():
        if name.startswith("search:"):
            measured += 5.0
    again = Optimiser(wanted, found, memory).optimum()
    assert again.promised > 4
    assert again.ran.value(REACH).mean < 1
    if again.chosen == first.chosen:
        assert (again.ran.measured == first.ran.measured).all()
    assert [each.measured.tolist() for each in again.rivals] == [
        each.measured.tolist() for each in first.rivals
    ]


def test_a_stopped_search_goes_on_to_the_same_plan(question):
    wanted, found = stages(question, trials=24)
    whole = Optimiser(wanted, found, full := ShortMemory()).optimum()

    class Stops(ShortMemory):
        def put(self, name, measured):
            if len(self.known) >= 200:
                raise KeyboardInterrupt
            super().put(name, measured)

    stopped = Stops()
    with pytest.raises(KeyboardInterrupt):
        Optimiser(wanted, found, stopped).optimum()
    assert 0 < len(stopped.known) < len(full.known)
    again = Optimiser(wanted, found, ShortMemory(dict(stopped.known))).optimum()
    assert again.chosen == whole.chosen
    assert (again.ran.measured == whole.ran.measured).all()


def test_too_few_states_are_refused(question):
    spending = Spending(200_000)
    few = question_of(TINY, parameter_draws=6)
    with pytest.raises(UserError, match="6 sets of assumptions are too few"):
        stages_of(states_of(few, wanted_of(few, spending)))


def test_a_ratio_has_the_ratio_of_the_means_as_mean():
    plan = made([[0.2, 0.4], [0.6, 0.8]], money=[[1.0, 3.0], [2.0, 2.0]], live_end=0.5)
    assert COST.parts(plan.measured).mean() == pytest.approx(-4.0)
    assert plan.value(COST).mean == pytest.approx(4.0) == COST.value(plan.measured)


def test_doing_nothing_is_never_best():
    """Nobody live costs infinitely much each, is no reach, and breaks the floor of a safe plan."""
    nothing = made(np.zeros((4, 2)), live_end=0.0, ever_live=0.0, exposure=0.0, deprived=0.0)
    some = made(np.full((4, 2), 0.5))
    for objective in OBJECTIVES.values():
        if objective.key not in ("speed", "lasting"):
            assert objective.gain(some.measured) > objective.gain(nothing.measured)
    limits = Limits(10.0, least_live=0.3)
    assert limits.broken(nothing.measured) == ["least_live"]
    assert limits.broken(some.measured) == []


def test_equity_is_not_won_by_holding_others_back():
    equal_but_low = made(np.full((4, 2), 0.2), deprived=0.2, elsewhere=0.2)
    unequal_but_high = made(np.full((4, 2), 0.5), deprived=0.4, elsewhere=0.6)
    assert EQUITY.gain(unequal_but_high.measured) > EQUITY.gain(equal_but_low.measured)


def test_nine_of_ten_runs_keep_a_limit_on_the_dip():
    plan = made(np.full((5, 2), 0.5), most_in_dip=[[3, 3]] * 4 + [[3, 9]])
    assert usual_most(plan.measured) == 3
    assert Limits(10.0, dip_at_once=3).broken(plan.measured) == []
    worse = made(np.full((5, 2), 0.5), most_in_dip=[[3, 3]] * 4 + [[4, 9]])
    assert Limits(10.0, dip_at_once=3).broken(worse.measured) == ["dip_at_once"]


def test_who_is_chosen_keeps_a_limit_with_some_room():
    plan = made(np.full((10, 2), 0.5), most_in_dip=[[3, 3]] * 9 + [[9, 9]])
    limits = Limits(10.0, dip_at_once=3)
    assert limits.excess(plan.measured)["dip_at_once"] == 0
    assert limits.excess(plan.measured, ROOM)["dip_at_once"] == 2
    gave_up = made(np.full((2, 2), 0.5), abandoned=[[0.1, 0.1], [0.3, 0.3]], ever_live=1.0)
    found = Limits(10.0, give_up=0.2).excess(gave_up.measured, ROOM)["give_up"]
    error = np.std([0.1, 0.3], ddof=1) / np.sqrt(2)
    assert found == pytest.approx(ROOM * error / 0.2, abs=1e-5)


def test_the_best_of_many_that_keep_a_limit_breaks_it_less_if_it_had_room():
    """Twenty plans whose reach grows with how often they exceed 25 sites: 5 to 15 of 100 runs."""
    random, limits = np.random.default_rng(3), Limits(10.0, dip_at_once=25)
    often, chosen = np.linspace(0.05, 0.15, 20), {0.0: [], ROOM: []}
    for _ in range(400):
        most = np.where(random.random((20, 50, 1)) < often[:, None, None], 26.0, 24.0)
        plans = [made(np.full((50, 1), 0.5), most_in_dip=each).measured for each in most]
        for errors, found in chosen.items():
            kept = [k for k, p in enumerate(plans) if limits.excess(p, errors)["dip_at_once"] <= 0]
            found.append(often[max(kept)])
    assert np.mean(chosen[ROOM]) < np.mean(chosen[0.0])


def test_a_lead_that_is_known_is_told():
    """One plan is ahead by 0.1 in 3 of 4 sets and behind by 0.1 in the rest, without luck."""
    base = np.repeat(np.linspace(0.2, 0.6, 40)[:, None], 2, axis=1)
    sign = np.where(np.arange(40) % 4 == 0, -0.1, 0.1)[:, None]
    one, other = made(base + sign), made(base)
    found = lead(one, other, REACH)
    assert found.mean.mean == pytest.approx(0.05)
    assert found.first == pytest.approx(0.75)
    assert found.luck == pytest.approx(0)
    assert (found.low, found.high) == pytest.approx((-0.1, 0.1))
    assert chances_of([one, other], REACH)[0].mean == pytest.approx(0.75)


def test_luck_alone_is_no_lead():
    """Two plans that are the same but for luck: neither is ahead beyond its interval."""
    random = np.random.default_rng(1)
    ahead = 0
    for _ in range(200):
        one, other = (made(random.normal(0.5, 0.1, (25, 2))) for _ in range(2))
        ahead += lead(one, other, REACH).mean.excludes_zero
    assert ahead <= 20  # 5 % of 200 are expected


@pytest.mark.parametrize(
    ("loss", "says"),
    [
        ((0.05, 0.03, 0.07), True),
        ((0.05, -0.01, 0.11), None),  # above the margin, but not beyond the noise
        ((0.01, -0.01, 0.02), False),
        ((0.02, 0.01, 0.04), None),  # may be above the margin
        ((-0.02, -0.03, -0.01), False),  # better without it
    ],
)
def test_when_a_part_matters(loss, says):
    assert matters(Interval(*loss, 0.95, 50), 0.03) is says


def test_the_knee_is_the_plan_nearest_to_the_best_of_all_in_differences_that_matter():
    assert knee_of([(0.0, 0.1), (0.08, 0.08), (0.1, 0.0)], [REACH, EQUITY]) == 1
    assert knee_of([(0.5, 0.5)], [REACH, EQUITY]) == 0
    # £10,000 of £110,000 is less than 2 margins of 5 %; 49 points are 16 of 3 points
    dear, middle, cheap = (0.76, -117.0), (0.59, -108.0), (0.27, -102.0)
    assert knee_of([dear, middle, cheap], [REACH, COST]) == 0
    # where little reach is lost, the saving counts
    assert knee_of([dear, (0.755, -108.0), cheap], [REACH, COST]) == 1
