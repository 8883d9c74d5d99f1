"""With every dial neutral the numbers on file stand, and a dial at rest does nothing."""

import hashlib
import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from effects import NEUTRAL, values_of

from sim.config import load, with_values
from sim.engines.simulate import simulate
from sim.params import OrganisationType, Scenario, parameters

# To be made anew only when an equation or a preset changes, and CHANGELOG.md says so.
GOLDEN = json.loads(
    (Path(__file__).parent.parent / "data" / "neutral.json").read_text(encoding="utf-8")
)
AT = [11, 35, 71]  # months that end a year, three and six
FLOATS = ("benefit", "in_year_cash", "site_cost", "exposure")
NEUTRAL_VALUES = values_of(NEUTRAL)


def digest(outcomes, names):
    """Digest of some of what happened, to the last bit."""
    told = hashlib.sha256()
    for name in names:
        values = getattr(outcomes, name)
        told.update(np.ascontiguousarray(values, values.dtype.newbyteorder("<")).tobytes())
    return told.hexdigest()


@pytest.mark.parametrize("pair", GOLDEN)
def test_with_all_dials_neutral_the_numbers_on_file_stand(pair):
    scenario, strategy = pair.split()
    presets = (f"scenario={scenario}", f"strategy={strategy}")
    outcomes = simulate(load([*presets, *NEUTRAL]), 64, 0)
    stages = {str(m): outcomes.stages[:, m].sum(axis=0).tolist() for m in (12, 36, 72)}

    totals = {name: getattr(outcomes, name)[:, AT].sum(axis=0).tolist() for name in FLOATS}

    assert stages == GOLDEN[pair]["stages"]
    for name in FLOATS:  # the last bits of powers and logarithms differ between processors
        assert totals[name] == pytest.approx(GOLDEN[pair]["totals"][name], rel=1e-12, abs=1e-12)


def plain(**changes):
    """A system of two types with help, nothing from a preset, all dials as they are declared."""
    scenario = Scenario()
    scenario.system.types |= dict(one=OrganisationType(), other=OrganisationType())
    shares = dict(comms=0.2, one2one=0.4, standard=0.1, tools=0.1, data=0.1, codesign=0.1)
    helped = {f"strategy.shares.{lever}": share for lever, share in shares.items()}
    return with_values(scenario, {"assumptions.compatibility_slope": 0.0, **helped, **changes})


@cache
def happened(changes=()):
    """Digest of all that happens in the plain system with some keys changed."""
    names = ("stages", "ever_abandoned", "by_age_sum", "group_stages", "binding", *FLOATS)
    return digest(simulate(plain(**dict(changes)), 16, 0), names)


@pytest.mark.parametrize("key", NEUTRAL_VALUES)
def test_a_dial_at_its_neutral_value_is_as_if_it_were_not_there(key):
    value = NEUTRAL_VALUES[key]
    combines = "assumptions.combined_" in key  # nothing is combined in the plain innovation

    assert happened(((key, value),)) == happened()
    if key != "assumptions.compatibility_slope" and not combines:
        declared = {each.key: each.default for each in parameters(Scenario())}
        default = declared[key]
        assert getattr(default, "value", default) == value


# A dial that rests on another does nothing while that one is neutral, whatever it says.
RESTING = {
    "bespoke as complexity asks": {"strategy.tailoring": 0.5},
    "integration is where it was": {"strategy.integration": 0.5},
    "redesign without anything to redesign": {"strategy.redesign": 1.0},
    "pace without a contract": {"innovation.pace": 0.1},
    "risk without a choice of general or tailored": {"innovation.risk.clinical": 1.0},
    "orientation without a codified model": {"system.orientation": 0.9},
    "principles without rules": {"system.principles": True},
    "inclusive design where nobody is excluded": {"strategy.inclusive": 1.0},
    "a review of an ambition that is national": {"strategy.ambition_review": 12},
    "identity no harder than the adopters": {"innovation.nasss.identity": 0.5},
    "trust and privacy no harder than the wider system": {
        "innovation.nasss.public_trust": 0.3,
        "innovation.nasss.privacy": 0.5,
    },
    "a late ambition, and a head start, without a plan": {
        "strategy.ambition_month": 20.0,
        "strategy.case_head_start": 1.0,
    },
    "no calendar": {"clock.winter": 0.0, "clock.start": "2026-11"},
}


@pytest.mark.parametrize("resting", RESTING)
def test_a_dial_that_rests_on_another_does_nothing_while_that_one_is_neutral(resting):
    changes = RESTING[resting]
    without_plan = {"strategy.plan": 0.0} if "without a plan" in resting else {}

    assert happened((*without_plan.items(), *changes.items())) == happened(
        tuple(without_plan.items())
    )


AWAY = {
    "innovation.usability": 0.1,
    "innovation.payment": "consumer",
    "innovation.bottleneck_shift": 0.7,
    "innovation.decommissioning": 0.7,
    "innovation.nasss.embedding": 1.0,
    "innovation.nasss.identity": 1.0,
    "innovation.nasss.public_trust": 1.0,
    "innovation.nasss.privacy": 1.0,
    "system.value_breadth": 1.0,
    "system.incentives": 0.0,
    "system.regulation": 1.0,
    "system.training": 0.03,
    "strategy.pilot_purpose": "workflow",
    "strategy.case_head_start": 1.0,
    "strategy.end_state": "blend",
    "strategy.ambition": "system",
    "strategy.ambition_month": 12.0,
    "strategy.data_for": "accountability",
    "strategy.tailoring": 1.0,
    "strategy.codification": 1.0,
    "strategy.general": 1.0,
    "strategy.sourcing": "build",
    "strategy.integration": 1.0,
    "strategy.integration_ramp": 0.2,
    "strategy.contract": 12,
    "assumptions.compatibility_slope": 0.4,
    "assumptions.exclusion": 0.3,
}


@pytest.mark.parametrize("key", AWAY)
def test_a_dial_away_from_its_neutral_value_is_not_idle(key):
    fits = {"innovation.compatibility": 0.2} if "compatibility" in key else {}

    assert happened((*fits.items(), (key, AWAY[key]))) != happened(tuple(fits.items()))
