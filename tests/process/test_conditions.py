"""What a run does not read may have any value: the counts stay the same, bit for bit."""

import ast
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from made_up import odd_system

import sim
from sim.config import load, with_own
from sim.engines.simulate import count_block
from sim.networks.system import Arrays, Standing
from sim.outcomes.counts import Counts, empty_counts
from sim.params.names import LEVERS
from sim.process.conditions import BEFORE, CONDITIONS
from sim.process.settings import Settings, settings_of

MONTHS, REPLICATES = 30, 4
LIVELY = {
    *("assumptions.base_awareness=0.5", "assumptions.commitment_rate=16.7", "clock.months=30"),
    *("assumptions.case_preparation=1", "assumptions.approval_at_best=3.9", "strategy.pilots=3"),
    *("innovation.procurement=1", "assumptions.abandon_in_dip=1", "assumptions.embed_at=0.6"),
    *("assumptions.cool_off_abandoned=10", "assumptions.board_rejection=0.5"),
    *("assumptions.lapse_rate=0.26", "assumptions.discontinue_embedded=0.1"),
}
# Each switches off what some conditions are about.
QUIET = {
    "all levers, by mean of the gaps": [
        *(f"strategy.shares.{lever}={1 / len(LEVERS)}" for lever in LEVERS),
        "strategy=hin_playbook", "strategy.budget_per_organisation=5000",
        "assumptions.aggregator=additive",
    ],
    "by the widest gap": ["strategy=hin_playbook", "assumptions.aggregator=weakest"],
    "a renewed contract, and four phases": [
        "strategy=hin_two_phases", "strategy.contract=9",
        "+strategy.phases.third={from_month: 20, shares: {comms: 1}}",
        "+strategy.phases.fourth={from_month: 25, shares: {cop: 1}}",
    ],
    "two regions": ["strategy.ambition=system", "strategy.mandate_month=6"],
    "no money": ["strategy=none"],
    "money for communications": ["strategy=comms_drumbeat"],
    "money for communications, for half a year": [
        "strategy=comms_drumbeat", "strategy.programme=6", "strategy.pilots=1",
        "assumptions.base_awareness=0.01",
    ],
    "money too little for one place": [
        "strategy=hin_playbook", "strategy.budget_per_organisation=20", "assumptions.slot=50",
    ],
    "a programme after the run": ["strategy=hin_playbook", "strategy.start=30"],
    "a programme that starts with its last month": ["strategy=hin_playbook", "strategy.start=29"],
    "no pilots": ["strategy=hin_playbook", "strategy.pilots=0"],
    "neither pilots nor money": ["strategy=none", "strategy.pilots=0"],
    "Bass": ["process=bass"],
    "Bass with levers": ["process=bass", "process.levers=true", "strategy=hin_playbook"],
    "a threshold with levers": ["process=threshold", "process.levers=true"],
    "everybody's example": [
        "strategy=hin_playbook", "system.contacts=everybody", "assumptions.push=plain",
    ],
    "Bass without pilots": ["process=bass", "strategy.pilots=0"],
    "a threshold": ["process=threshold"],
    "pilots that just went live": ["strategy.pilots=5", "strategy.pilots_embedded=0.1"],
    "pilots of a programme that starts later": [
        "strategy=hin_playbook", "strategy.pilots_embedded=1", "strategy.start=4",
    ],
    "pilots that embedded before, by a classic": ["process=bass", "strategy.pilots_embedded=1"],
    "a deadline without a mandate": ["strategy=hin_playbook", "strategy.mandate_by=9"],
    "a late mandate": ["strategy=hin_playbook", "strategy.mandate_month=40"],
    "a long contract": ["strategy=hin_playbook", "strategy.contract=60", "innovation.pace=0.02"],
    "a late phase": ["strategy=hin_two_phases", "strategy.programme=8"],
    "codified": ["strategy.codification=0.5", "coefficients.legacy_technical=0"],
    "not integrated": ["strategy.integration=0"],
    "fully integrated": ["strategy.integration=1", "strategy.integration_ramp=0.2"],
    "nothing lapses or leaves": [
        "strategy=hin_playbook", "assumptions.lapse_rate=0", "assumptions.board_rejection=0",
        "assumptions.abandon_in_dip=0", "assumptions.discontinue_embedded=0",
    ],
    "nothing pooled, paid or run twice": [
        "strategy=hin_playbook", "assumptions.evidence_pooled=0", "assumptions.pilot_evidence=0",
        "assumptions.transition_days=0", "strategy.dual_running=0", "innovation.in_year_share=0",
        "innovation.own_use.start=0",
    ],
    "in use at the last moment": [
        "strategy=hin_two_phases", "strategy.phases.spread.from_month=29",
        "strategy.contract=30", "innovation.pace=0.02",
    ],
    "tools alone, in a partnership, integrated in steps": [
        "strategy=none", "strategy.shares.tools=1", "strategy.sourcing=partner",
        "strategy.integration_ramp=0.3",
    ],
    "integrated in steps from none": ["strategy.integration=0", "strategy.integration_ramp=0.3"],
    "help and co-design alone, slowly, and a mandate at the last moment": [
        "strategy=none", "strategy.shares.codesign=0.4", "strategy.shares.one2one=0.6",
        "assumptions.base_awareness=0.02", "assumptions.case_preparation=12",
        "strategy.mandate_month=29",
    ],
    "a short end": ["strategy=none", "system.training=0.1", "strategy.case_head_start=0.5"],
}  # fmt: skip


def system(types=3, deprived=True, legacy=True, stands=False):
    """An odd system; without types, deprived areas or unusual old systems if so wanted.

    stands  whether its organisations say where they stand: at every stage, and two do not know
    """
    made = odd_system(nx.watts_strogatz_graph(15, 4, 0.3, seed=1), types=types)
    plain = {} if deprived else dict(deprived=np.zeros(15, bool))
    plain |= {} if legacy else dict(legacy=np.full(15, 0.5))
    at = Standing(np.arange(15) % 10 - 1, np.arange(15) - 1) if stands else None
    return replace(made, arrays=made.arrays._replace(**plain), standing=at)


SYSTEMS = {
    "": {}, "where they stand": dict(stands=True), "one type": dict(types=1),
    "nobody deprived": dict(deprived=False), "old systems alike": dict(legacy=False),
}  # fmt: skip
CASES = [(name, "") for name in QUIET] + [("money for communications", s) for s in SYSTEMS if s]


@cache
def scenario(name):
    """A sped-up scenario in which something is switched off."""
    changed = {each.split("=")[0] for each in QUIET[name]}
    return load([*QUIET[name], *(each for each in LIVELY if each.split("=")[0] not in changed)])


def settled(name, where):
    """The settings of a case, and its system."""
    there = system(**SYSTEMS[where])
    return settings_of(with_own(scenario(name), there), 15), there


def unread(p, arrays):
    """Name every number that a condition says is not read."""
    return set().union(*(each.names for each in CONDITIONS if each.holds(p, arrays)))


def other(name, value, p):
    """A value that differs, and keeps the reason for not being read."""
    if name in ("mandate_month", "mandate_by", "contract", "phase_from"):
        return p.months + 7.0 if name == "phase_from" else p.months + 7
    if name in ("target", "aggregator", "first_month"):
        return 1 + value % 2
    return value + 1 if isinstance(value, int) else value * 0.5 + (0.6 if value < 0.6 else 0.1)


def disturbed(p, names):
    """Settings in which all these numbers are different."""
    changes = {}
    for each in fields(Settings):
        value = getattr(p, each.name)
        if isinstance(value, tuple):
            changes[each.name] = tuple(
                other(each.name, one, p) if {each.name, f"{each.name}.{k}"} & names else one
                for k, one in enumerate(value)
            )
        elif each.name in names:
            changes[each.name] = other(each.name, value, p)
    return replace(p, **changes)


def counts(p, where):
    """What a few replicates count."""
    told = empty_counts(where, REPLICATES, MONTHS, True, False)
    count_block(p, where, np.arange(REPLICATES), 3, told, in_lanes=False)
    return told


def same(one: Counts, two: Counts):
    """Whether all counts are the same, bit for bit."""
    return all(a.tobytes() == b.tobytes() for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize(("name", "where"), CASES)
def test_numbers_that_a_run_does_not_read_may_have_any_value(name, where):
    p, there = settled(name, where)
    names = unread(p, there.arrays)
    traits = {
        trait: getattr(there.arrays, trait) * 0 + 1
        for trait in Arrays._fields
        if f"organisations.{trait}" in names
    }
    elsewhere = replace(there, arrays=there.arrays._replace(**traits))
    changed = disturbed(p, names | BEFORE)

    assert len(names) > 3
    still = unread(changed, there.arrays)
    assert all({name, name.partition(".")[0]} & still for name in names)
    assert same(counts(p, there), counts(changed, elsewhere))


def test_every_condition_holds_in_some_case_and_not_in_another():
    cases = [(p, there.arrays) for p, there in (settled(*case) for case in CASES)]
    held = [[each.holds(*case) for each in CONDITIONS] for case in cases]
    by_condition = list(zip(CONDITIONS, zip(*held, strict=True), strict=True))
    assert [each.because for each, cases in by_condition if not any(cases)] == []
    assert [each.because for each, cases in by_condition if all(cases)] == []


def test_every_condition_names_numbers_that_there_are():
    p = settings_of(load(), 15)
    known = {f"organisations.{trait}" for trait in Arrays._fields}
    for each in fields(Settings):
        value = getattr(p, each.name)
        known |= {each.name, *(f"{each.name}.{k}" for k in range(np.size(value)))}

    assert {name for each in CONDITIONS for name in each.names} <= known
    assert {each.name for each in fields(Settings)} >= BEFORE


def test_no_equation_of_a_month_reads_what_is_used_up_before_it():
    root = Path(sim.__file__).parent
    modules = [
        path
        for room in ("process", "engines")
        for path in (root / room).rglob("*.py")
        if "settings" not in path.parts
    ]
    read = {
        node.attr
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert not read & BEFORE
    assert {each.name for each in fields(Settings)} - read - {"replicates_per_system"} == BEFORE
