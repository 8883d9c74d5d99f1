"""Exposure from use that no organisation has approved: what a run without that risk lacks."""

from dataclasses import replace

import numpy as np
import pytest

from sim import config
from sim.engines.simulate import simulate
from sim.outcomes import declare
from sim.outcomes.horizon import horizon_of, horizon_to
from sim.outcomes.intervals import LEVEL
from sim.outcomes.outcome_table import OUTCOMES
from sim.outcomes.unapproved import unapproved_exposure

EVENTS = (
    "+events.rule={from_month: 9, until: 20, set: {innovation.own_use.risk: 0.03}}",
    "+events.free={from_month: 14, set: {innovation.own_use.spread: 0.3}}",
)
RISK = "innovation.own_use.risk"


def exposed(*overrides, risk=True):
    scenario = config.load(["strategy=hin_playbook", "system.organisations=30", *overrides])
    scenario.clock.months = 40
    if not risk:
        scenario.innovation.own_use.risk = 0.0
        for event in scenario.events.values():
            event.set = {key: 0.0 if key == RISK else value for key, value in event.set.items()}
    return simulate(scenario, 24, seed=3)


@pytest.mark.parametrize("overrides", [(), EVENTS], ids=["always", "by events"])
def test_a_run_whose_own_use_has_no_risk_lacks_just_the_unapproved_exposure(overrides):
    """The risk moves no decision, so that all else is the same."""
    with_risk, without = exposed(*overrides), exposed(*overrides, risk=False)

    assert np.array_equal(with_risk.stages, without.stages)
    found = unapproved_exposure(with_risk)
    assert found.sum() > 0
    assert with_risk.exposure - without.exposure == pytest.approx(found, abs=1e-9)


def test_where_it_is_live_unapproved_use_does_not_count():
    with_risk, without = exposed(), exposed(risk=False)
    horizon = horizon_of(with_risk)

    each = [OUTCOMES["exposure_each"].of(run, horizon).values for run in (with_risk, without)]
    assert each[0] == pytest.approx(each[1])
    assert (OUTCOMES["exposure_unapproved"].of(without, horizon).values == 0).all()


def test_unapproved_exposure_by_hand():
    """Of size 10, 4 live, 20 % start, a quarter of it won over: .2 + .25 x .2 x .8 = .24.

    The second month is beyond what both plans of a comparison have, and does not count.
    """
    run = exposed()
    scenario = replace(run.scenario, clock=replace(run.scenario.clock, months=2))
    scenario.innovation.own_use = replace(
        scenario.innovation.own_use, start=0.2, spread=0.25, risk=0.01
    )
    made = replace(
        run, scenario=scenario, months=2, exposure=np.full((24, 2), 0.5),
        live_size=np.full((24, 3), 4.0), all_size=np.full(24, 10.0),
        ever_live=np.tile([4, 5, 9], (24, 1)),
    )  # fmt: skip
    told = [OUTCOMES[f"exposure_{each}"].of(made, horizon_to(1)) for each in ("unapproved", "each")]

    assert unapproved_exposure(made)[:, 0] == pytest.approx(6 * 0.24 * 0.01)
    unapproved, each = (sample.interval(LEVEL).mean for sample in told)
    assert unapproved == pytest.approx(0.0144 / 30)  # organisations
    assert each == pytest.approx((0.5 - 0.0144) / 5)  # ever live by then


@pytest.mark.parametrize("levers", [False, True])
@pytest.mark.parametrize("kind", ["bass", "threshold"])
def test_a_classic_process_has_no_exposure_of_any_kind(kind, levers):
    run = exposed(f"process={kind}", f"process.levers={str(levers).lower()}")
    risks = [key for key, row in OUTCOMES.items() if row.theme == declare.RISK]

    assert run.scenario.innovation.own_use.risk > 0
    assert not run.exposure.any()
    assert not unapproved_exposure(run).any()
    assert {"exposure", "exposure_each", "exposure_unapproved", "abandoned"} <= set(risks)
    assert [OUTCOMES[key].of(run, horizon_of(run)) for key in risks] == [None] * len(risks)
