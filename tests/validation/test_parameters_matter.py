"""Every parameter moves an outcome, in the direction that its meaning claims.

Differences are paired (`paired`), between two values that lie far apart, over 32 replicates on 16
systems: the interval ends at least 4 standard errors from zero.  Effects of which that is not so
(`SMALL`) are taken over 64 replicates on 32 systems.  Four systems show whether anything changes.
"""

from dataclasses import fields

import claims
import numpy as np
import pytest
from claims_assumed import ASSUMPTIONS
from claims_coefficients import COEFFICIENTS
from paired import (
    EVERYBODY_LIVE,
    PLACEBO,
    benefit,
    changed,
    committed,
    is_more,
    lead,
    live_on_average,
    run,
)

from sim.config import with_value
from sim.config.concepts import concepts
from sim.params import Coefficients, OrganisationType, Scenario, parameters
from sim.params.names import LEVERS, TARGETS
from sim.process.settings import Settings

A_TYPE = "system.types.gp_network."
ROWS = [
    *claims.SYSTEM,
    *claims.INNOVATION,
    *claims.STRATEGY,
    *claims.LEVER,
    *claims.STAGE_WEIGHTS,
    *ASSUMPTIONS,
    *COEFFICIENTS,
]
CLAIMS = {key: claim for key, *claim in ROWS}
MOVED = {f"strategy.{group}.{lever}" for group in ("shares", "shift") for lever in LEVERS}
SWITCHES = {
    "strategy.target": "uncommitted",
    "strategy.mixed_pilots": False,
    "strategy.evaluate": True,
    "strategy.winter_break": False,
    "process.kind": "full",
    "process.count": False,
    "process.levers": False,
    "assumptions.aggregator": "product",
    "assumptions.push": "logistic",
    "system.contacts": "network",
    "clock.start": "2026-04",
    "system.types.gp_network.can_be_deprived": True,
}
# A dial of the paper: `tests/paper` shows its effect, `tests/config/test_concepts.py` checks that.
DIALS = {key for concept in concepts().values() for key in concept.keys}
# Used up while a scenario is resolved, or when a run begins: `tests/test_coefficients_matter.py`.
USED_UP = {
    f"coefficients.{name}"
    for name in {each.name for each in fields(Coefficients)}
    - {each.name for each in fields(Settings)}
    | {"readiness_from_maturity", "readiness_from_capacity"}
}
EXCEPTIONS = {
    "system.organisations_file": "no number: which organisations there are (test_published)",
    "system.folder": "no number: which organisations and ties there are (tests/config)",
    "system.scales": "no number: how your own scores are read (tests/networks/test_scales.py)",
    "system.ties_file": "no number: which ties there are (test_published)",
    "assumptions.replicates_per_system": "how a study samples, not what it samples",
}
PER_SYSTEM = 2  # replicates
MONTHS = {committed: 24}  # the last month that an outcome looks at, where it is not the last of all
SMALL = {
    *("system.culture", "system.deprived_penalty", "system.deprived_maturity"),
    "system.types.gp_network.culture",
    "clock.winter",
    *("levers.comms.cultural", "levers.comms.capacity", "levers.comms.technical"),
    *("levers.one2one.cultural", "levers.one2one.capacity", "levers.standard.cultural"),
    *("levers.tools.cultural", "levers.tools.capacity", "levers.data.cultural"),
    *("levers.data.capacity", "levers.govern.capacity", "levers.grants.capacity"),
    "levers.derisk.cost",
    *("assumptions.pilot_evidence", "assumptions.champion_momentum"),
    "assumptions.derisk_bad_news",
    *("assumptions.fatigue_go_live", "assumptions.champion_base"),
    *("assumptions.champion_by_culture", "assumptions.champion_gain"),
    *("assumptions.support_champion", "assumptions.cop_champion", "assumptions.diagnose_rest"),
    "assumptions.diagnose_most",
    "coefficients.codification_culture",
}


def pair_for(key):
    """Run the scenario of a claim with the lower and the higher value of its key."""
    low, high, sign, outcome, where = CLAIMS[key]
    systems = 4 if sign == claims.EITHER else 32 if key in SMALL else 16
    changes = {"assumptions.replicates_per_system": PER_SYSTEM, **dict(where.changes)}
    if outcome in MONTHS:
        changes["clock.months"] = MONTHS[outcome]
    return [
        run(
            *where.presets,
            changes=changes | {key: value},
            replicates=PER_SYSTEM * systems,
            **dict(where.levers),
        )
        for value in (low, high)
    ]


def test_every_parameter_has_a_claim_a_switch_or_a_reason():
    declared = [*parameters(Scenario()), *parameters(OrganisationType(), A_TYPE)]
    elsewhere = dict.fromkeys(MOVED | DIALS | USED_UP)
    told = {**CLAIMS, **SWITCHES, **EXCEPTIONS, **elsewhere}

    assert {each.key for each in declared} <= set(told)
    assert len(ROWS) == len(CLAIMS)
    assert set(CLAIMS) > SMALL


@pytest.mark.parametrize("key", CLAIMS)
def test_a_parameter_moves_what_it_claims(key):
    _, _, sign, outcome, _ = CLAIMS[key]
    lower, higher = pair_for(key)

    if sign == claims.EITHER:
        assert not np.array_equal(outcome(lower), outcome(higher))
    else:
        first, second = (higher, lower) if sign == claims.UP else (lower, higher)
        assert is_more(first, second, outcome), lead(first, second, outcome)


@pytest.mark.parametrize("lever", [each for each in LEVERS if each not in (PLACEBO, "diagnose")])
def test_money_moved_from_the_placebo_to_a_lever_raises_adoption(lever):
    shares = {"comms": 1.0} if lever == "comms" else {lever: 0.5, "comms": 0.5}
    before = {} if lever == "comms" else {"comms": 0.5}

    assert is_more(run(**shares), run(**{PLACEBO: 0, **before}), live_on_average)


def test_money_moved_to_diagnosis_raises_what_one_to_one_help_achieves():
    diagnosed, plain = run(one2one=0.6, diagnose=0.4), run(one2one=0.6)

    assert is_more(diagnosed, plain, live_on_average)


def test_money_moved_to_the_exemplar_makes_its_pilots_learn_faster():
    polishing = {**EVERYBODY_LIVE, "assumptions.exemplar_learning": 0.3}

    assert is_more(run(changes=polishing, exemplar=1), run(changes=EVERYBODY_LIVE), benefit)


@pytest.mark.parametrize("lever", LEVERS)
def test_a_shift_moves_so_much_of_the_budget_to_its_lever(lever):
    before = changed("strategy=hin_playbook")
    after = with_value(before, f"strategy.shift.{lever}", 0.1)
    share = getattr(before.strategy.shares, lever)

    assert getattr(after.strategy.shares, lever) == pytest.approx(share + 0.1)


HELP = {"one2one": 0.7, "comms": 0.3}


@pytest.mark.parametrize("target", [each for each in TARGETS if each != "uncommitted"])
def test_it_matters_whom_help_is_offered_to(target):
    aimed = run(changes={"strategy.target": target}, replicates=4, **HELP)

    assert not np.array_equal(aimed.stages, run(replicates=4, **HELP).stages)


@pytest.mark.parametrize(
    ("key", "value", "start"),
    [
        ("strategy.mixed_pilots", True, {}),
        ("strategy.evaluate", False, {}),
        ("strategy.winter_break", True, {}),
        ("process.kind", "bass", {}),
        ("process.count", True, {"process.kind": "threshold"}),
        ("process.levers", True, {"process.kind": "bass"}),
        ("system.contacts", "everybody", {}),
        ("assumptions.aggregator", "additive", {}),
        ("assumptions.aggregator", "weakest", {}),
        ("assumptions.push", "plain", {}),
        ("system.contacts", "random", {}),
        ("clock.start", "2026-10", {"clock.winter": 0.5}),
        ("system.types.gp_network.can_be_deprived", False, {}),
    ],
)
def test_a_switch_changes_the_run(key, value, start):
    plan = {"changes": start, "replicates": 4, "comms": 1}
    switched = run(**plan | {"changes": start | {key: value}})

    assert not np.array_equal(switched.stages, run(**plan).stages)


@pytest.mark.parametrize("per_system", [8, 16])
def test_replicates_per_system_says_how_many_systems_are_drawn(per_system):
    drawn = run(changes={"assumptions.replicates_per_system": per_system}, replicates=64)

    assert len(np.unique(drawn.clusters)) == 64 / per_system
