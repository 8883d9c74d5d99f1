"""Help for one organisation on top of a plan: equal in both engines, and nobody else is helped."""

from dataclasses import replace

import numpy as np
import pytest
from test_engines_agree import FIFTEEN, STANDING, different, lively, load

from sim.config import with_own
from sim.engines.asked import Asked
from sim.engines.limits import ENGINES
from sim.engines.simulate import several
from sim.params.names import LEVERS, ONE2ONE, TOOLS
from sim.process.aid import Aid, aid_for, no_aid

MONTHS, HELPED = 30, 6
# What lasts is paid for by the month, by the slot and from a fund: each plan has others of them
PLANS = ("none", "hin_playbook", "early_site_tools")


def asked(plan, system, replicates, aid, hurry=None, **changes):
    base = lively(load("scenario=back_office", f"strategy={plan}"), **(hurry or {}))
    scenario = with_own(base, system)
    strategy = replace(scenario.strategy, **changes)
    clock = replace(scenario.clock, months=MONTHS)
    return Asked(replace(scenario, strategy=strategy, clock=clock), replicates, 5, aid=aid)


def run(one, engine="ensemble"):
    [found] = several([one], engine=engine, organisations=True, histories=True, threads=1)
    assert not isinstance(found, Exception), found
    return found


def helped_by(lever, dose=0.9, until=24):
    return aid_for(15, HELPED, lever, dose, until)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("lever", range(len(LEVERS)), ids=LEVERS)
def test_engines_agree_on_help_for_one_organisation(plan, lever):
    one = asked(plan, STANDING, 3, helped_by(lever))
    compiled, agents = (run(one, engine) for engine in ENGINES)
    assert different(compiled, agents) == ["engine"]


@pytest.mark.parametrize("changes", [dict(wave_cap=1), dict(pilots=0), dict(ambition="site")])
def test_engines_agree_on_every_lever_for_several_at_once(changes):
    shape = (15, len(LEVERS))
    chance = np.random.default_rng(3)
    many = Aid(
        np.where(chance.random(shape) < 0.4, chance.random(shape), 0.0),
        chance.integers(0, MONTHS, shape),
    )
    if "ambition" in changes:
        changes = dict(ambition=type(load().strategy.ambition)("site"))
    for plan in PLANS:
        one = asked(plan, FIFTEEN, 14, many, **changes)
        in_lanes, agents = (run(one, engine) for engine in ENGINES)
        assert different(in_lanes, agents) == ["engine"]


@pytest.mark.parametrize("aid", [no_aid(), helped_by(ONE2ONE, dose=0.0), helped_by(TOOLS, until=0)])
@pytest.mark.parametrize("replicates", [3, 20])
def test_help_with_a_dose_of_zero_or_for_no_month_changes_nothing(replicates, aid):
    without = run(asked("hin_playbook", STANDING, replicates, None))
    assert different(without, run(asked("hin_playbook", STANDING, replicates, aid))) == []


@pytest.mark.parametrize("lever", range(len(LEVERS)), ids=LEVERS)
def test_others_change_only_after_the_one_that_is_helped_has(lever):
    without, with_it = (
        run(asked("none", FIFTEEN, 40, aid)) for aid in (None, helped_by(lever, until=MONTHS))
    )
    kept = ("stage_history", "proficiency_history", "fatigue_history")
    differs = np.zeros((40, MONTHS + 1, 15), bool)
    for name in kept:
        differs |= getattr(without, name) != getattr(with_it, name)
    first = np.where(differs.any(axis=1), differs.argmax(axis=1), MONTHS + 1)  # [R, N]
    others = np.delete(first, HELPED, axis=1)
    reached = others <= MONTHS
    assert (others > first[:, [HELPED]])[reached].all()


WORKING = ("comms", "cop", "one2one", "standard", "data", "govern", "codesign", "partner", "grants")


@pytest.mark.parametrize("lever", WORKING)
def test_help_changes_the_one_that_has_it(lever):
    aid = helped_by(LEVERS.index(lever), until=MONTHS)
    hurry = dict(approval_at_best=1.0)  # so that a board may say no
    without, with_it = (run(asked("none", FIFTEEN, 40, each, hurry)) for each in (None, aid))
    assert (without.stage_history[:, :, HELPED] != with_it.stage_history[:, :, HELPED]).any()


def test_a_smaller_dose_than_the_programme_offers_adds_nothing():
    """The larger of both counts: 1e-9 of communications is less than a playbook's."""
    without, with_it = (
        run(asked("hin_playbook", FIFTEEN, 20, aid))
        for aid in (None, helped_by(LEVERS.index("comms"), dose=1e-9))
    )
    assert different(without, with_it) == []


NOBODY_OR_TOO_MUCH = [(-1, 0.5), (15, 0.5), (0, -0.1), (0, 1.1), (0, np.nan)]


@pytest.mark.parametrize(("number", "dose"), NOBODY_OR_TOO_MUCH)
def test_help_for_nobody_or_beyond_a_full_dose_is_refused(number, dose):
    with pytest.raises(ValueError, match="no dose"):
        aid_for(15, number, 0, dose, 3)
