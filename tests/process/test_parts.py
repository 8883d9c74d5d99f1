"""Dials that are turned one by one, each with parts of its own, make what they make together."""

import itertools
import random
from functools import cache

import numpy as np
import pytest

from sim.config import keys, load, presets, with_values
from sim.outcomes.outcomes import spend_by_month
from sim.page.dials import SHIFT, turnable
from sim.params.errors import UserError
from sim.params.names import LEVERS
from sim.process.settings import (
    MET,
    as_rows,
    budget_of,
    meet_rows,
    money_of,
    parts_of,
    periods_of,
    settings_of,
    spent_in,
    timeline_of,
)
from sim.process.settings.timeline import changed
from sim.rules import partner
from sim.rules.compiled import kernel
from sim.study.dotted import value_of

SCENARIOS = [each.name for each in presets("scenario")]
STRATEGIES = ("hin_playbook", "procure_partnership", "phased_mandate", "none")
LATER = ("strategy.start=5", "clock.start=2026-09", "strategy.winter_break=true")
PLANS = [
    *((f"scenario={each}", f"strategy={plan}") for each in SCENARIOS for plan in STRATEGIES),
    ("scenario=avt_london_events", "strategy=hin_two_phases", *LATER),
    ("scenario=avt_london", "strategy=procure_partnership", *LATER, "strategy.general=0.4"),
    ("scenario=avt_london", "strategy=league_tables", "strategy.tailoring=0.5"),
    ("scenario=avt_london", "strategy=hin_playbook", "strategy.budget_total=1.3e6",
     "strategy.sourcing=build", "strategy.end_state=blend", "strategy.case_head_start=0.5"),
]  # fmt: skip
# What an innovation is made of is no dial: attributes make its quality, types its loads
MADE_OF = ("disruption_", "benefit_medical", "benefit_digital", "benefit_care", "combined_")
OF_THE_INNOVATION = (
    *("complexity", "usability", "procurement", "bottleneck_shift"),
    *("decommissioning", "in_year_share", "regulatory_clarity"),
)
OWN_FIELDS_TOO = ("strategy.inclusive", "strategy.case_head_start", "system.incentives")


def organisations(scenario):
    return scenario.system.organisations


def of_the_page(scenario):
    """Every key that the page turns, with its ends and one value between: dials and what-ifs."""
    return {
        key: [values[0], values[len(values) // 3], values[-1]]
        for key, values in turnable([scenario]).items()
    }


def beliefs(scenario):
    """Every number that is assumed, and some of the innovation, with two other values."""
    known = keys.leaves()
    named = [f"innovation.{each}" for each in OF_THE_INNOVATION]
    named += [key for key in known if key.startswith("assumptions.")]
    for key in (*named, *OWN_FIELDS_TOO):
        if known[key].kind not in (int, float) or key.split(".")[1].startswith(MADE_OF):
            continue
        now = value_of(scenario, key) or 0
        others = (0.7 * now + 0.01, 1.1 * now) if known[key].kind is float else (now + 1,)
        low, high = (known[key].field.metadata[end] for end in ("low", "high"))
        yield key, [each for each in others if low <= each <= high]


def words(several):
    """Rows of a kernel as whole numbers, field by field: int64[rows, words]."""
    return as_rows(several).view(np.int64).reshape(len(several), -1)


def met_words():
    """Numbers of the words of the settings in which parts meet."""
    kind = as_rows(timeline_of(load(), 60).rows).dtype
    for name in MET:
        field, offset = kind.fields[name][:2]
        yield from range(offset // 8, (offset + field.itemsize) // 8)


KEPT = sorted(set(range(words((settings_of(load(), 60),)).shape[1])) - set(met_words()))


def turn(scenario, key, value):
    """The periods with one key turned; None if it cannot be.

    A shift is left to the parts: the scenario would move the money itself.
    """
    try:
        made = with_values(scenario, {key: value})
        made = changed(scenario, {key: value}) if key.startswith(SHIFT) else made
        return periods_of(made, organisations(scenario))
    except UserError:
        return None


def differences(base, periods):
    """What one key changes: words of parts, and of settings in which nothing meets."""
    parts, rows = words(periods.parts), words(periods.rows)
    kept = np.zeros(rows.shape[1], bool)
    kept[KEPT] = True
    yield "parts", parts, parts != words(base.parts)
    yield "rows", rows, (rows != words(base.rows)) & kept


def touched(base, turned):
    return {
        (name, number)
        for periods in turned
        for name, _, differs in differences(base, periods)
        for number in np.flatnonzero(differs.any(axis=0)).tolist()
    }


def shared(scenario, turned):
    """The fields that two keys touch: none."""
    base = periods_of(scenario, organisations(scenario))
    by_key = {}
    for key, values in turned.items():
        made = [turn(scenario, key, value) for value in values]
        by_key[key] = touched(base, [each for each in made if each is not None])
    return {
        (one, other): fields
        for one, other in itertools.combinations(by_key, 2)
        if (fields := by_key[one] & by_key[other])
    }


@pytest.mark.parametrize("plan", PLANS, ids=" ".join)
def test_keys_of_the_page_touch_fields_of_their_own(plan):
    scenario = load(plan)
    assert shared(scenario, of_the_page(scenario)) == {}


@pytest.mark.parametrize("plan", [PLANS[0], *PLANS[-3:]], ids=" ".join)
def test_what_is_assumed_touches_fields_of_its_own_too(plan):
    scenario = load(plan)
    assert shared(scenario, {**of_the_page(scenario), **dict(beliefs(scenario))}) == {}


@kernel
def spending(parts, months):
    spent = np.zeros(months)
    money = money_of(parts[0])
    for month in range(months):
        spent[month] = spent_in(parts[0], money, month)
    return spent


@pytest.mark.parametrize("plan", [PLANS[0], PLANS[1], *PLANS[-4:]], ids=" ".join)
def test_what_is_spent_is_the_same_in_a_kernel(plan):
    scenario = load(plan)
    here, months = organisations(scenario), scenario.clock.months
    told = spend_by_month(budget_of(scenario, here), months)
    assert spending(as_rows((parts_of(scenario, here),)), months).tobytes() == told.tobytes()


@kernel
def meeting(parts, rows):
    return meet_rows(parts, rows)


@cache
def prepared(plan):
    scenario = load(plan)
    turned = {**of_the_page(scenario), **dict(beliefs(scenario))}
    return scenario, {key: values for key, values in turned.items() if values}


def composed(scenario, values):
    """The settings as the page makes them: one key after the other, then parts meet."""
    base = periods_of(scenario, organisations(scenario))
    parts, rows = as_rows(base.parts), as_rows(base.rows)
    into = {"parts": parts.view(np.int64), "rows": rows.view(np.int64)}
    for key, value in values.items():
        for name, made, differs in differences(base, turn(scenario, key, value)):
            into[name].reshape(made.shape)[differs] = made[differs]
    return meeting(parts, rows), rows


def some_values(turned, chance):
    page = [key for key in turned if not key.startswith(("assumptions.", "innovation."))]
    chosen = chance.sample(page, chance.randint(2, 7)) + chance.sample(list(turned), 3)
    return {key: chance.choice(turned[key]) for key in chosen}


@pytest.mark.parametrize("seed", range(200))
def test_keys_turned_one_by_one_are_the_same_as_all_at_once(seed):
    chance = random.Random(seed)
    scenario, turned = prepared(chance.choice(PLANS))
    values = some_values(turned, chance)
    values = {key: v for key, v in values.items() if turn(scenario, key, v) is not None}
    status, rows = composed(scenario, values)
    if status == partner.POSSIBLE:
        together = periods_of(with_values(scenario, values), organisations(scenario))
        assert rows.tobytes() == as_rows(together.rows).tobytes()
        return
    lever = "" if status == partner.NO_MONEY else f"{LEVERS[status]} is"
    with pytest.raises(UserError, match=f"{SHIFT}{lever}"):
        with_values(scenario, values)
