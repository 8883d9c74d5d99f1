"""No key is said to change nothing where its claim, in the tests beside this, says that it acts."""

from dataclasses import replace

import pytest
from claims import PLAYBOOK
from paired import changed
from test_parameters_matter import CLAIMS, SWITCHES

from sim.config import expand, with_value
from sim.config.concepts import concepts
from sim.study.idle_keys import idle_keys, other_values, why_idle

SWITCHED = {
    "strategy.target": ("hubs", {}, dict(one2one=1.0)),
    "process.levers": (True, {"process.kind": "bass"}, {}),
    "process.count": (True, {"process.kind": "threshold"}, {}),
    "clock.start": ("2026-10", {"clock.winter": 0.5}, {}),
}


@pytest.mark.parametrize("key", CLAIMS)
def test_a_key_is_not_said_to_be_idle_where_it_claims_to_act(key):
    low, high, _, _, where = CLAIMS[key]
    one, other = (
        changed(*where.presets, changes=dict(where.changes) | {key: value}, **dict(where.levers))
        for value in (low, high)
    )
    assert why_idle(one, key, [other]) is None
    assert why_idle(other, key, [one]) is None


@pytest.mark.parametrize("key", SWITCHES)
def test_a_switch_is_not_said_to_be_idle_where_it_acts(key):
    value, changes, levers = SWITCHED.get(key, (None, {}, {}))
    start = changed(*PLAYBOOK.presets, changes=changes | {key: SWITCHES[key]}, **levers)
    switched = other_values(start, key) if value is None else [with_value(start, key, value)]

    assert why_idle(start, key, switched) is None


@pytest.mark.parametrize("concept", [each for each in concepts().values() if each.keys])
def test_the_command_of_a_concept_shows_its_keys_at_work_in_some_plan(concept):
    """Where a dial only acts with another, its command has plans with and without that."""
    plans = expand(concept.overrides)
    idle = {(each.plan, each.key) for each in idle_keys(plans)}
    typed = {text.split("=")[0] for text in plans[0].overrides} & set(concept.keys)

    assert {key for key in typed if {(plan.label, key) for plan in plans} <= idle} <= {
        # Two parts of one domain, of which the harder counts: either alone acts
        "innovation.nasss.public_trust", "innovation.nasss.privacy",
    }  # fmt: skip


def test_a_change_of_the_systems_alone_is_seen():
    start = changed(*PLAYBOOK.presets)
    bare = replace(start, system=replace(start.system, deprived_share=0.0))

    assert why_idle(start, "system.deprived_penalty",
                    [with_value(start, "system.deprived_penalty", 0.3)]) is None  # fmt: skip
    assert why_idle(bare, "system.deprived_penalty",
                    [with_value(bare, "system.deprived_penalty", 0.3)]) is not None  # fmt: skip
