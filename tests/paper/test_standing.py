"""Each idea's standing in configs/concepts.yaml: it acts, is a reading of others, or is faint.

The first dial of its command is turned by itself, from its first value to its last, in the presets
that the command names; nothing else is changed.  What acts changes its own outcome by the whole
99 % interval.
"""

from functools import cache

import pytest
from effects import (
    PER_SYSTEM,
    abandoned,
    benefit,
    committed,
    embedded,
    exposure,
    in_year_cash,
    lead,
    live,
    live_at,
    more,
    net,
    site_cost,
    sites_live,
    worth,
)

from sim.config import GROUPS, load
from sim.config.concepts import ACTS, FAINT, READING, concepts
from sim.engines.simulate import simulate

UP, DOWN = True, False
BOUND = 0.02  # share live at month 36
# What an idea is about, and which way it goes from the first value of its dial to the last.
OWN = {
    "C01": (worth, DOWN), "C02": (exposure, DOWN), "C03": (live, UP), "C05": (worth, UP),
    "C06": (exposure, UP), "C07": (live, UP), "C08": (live, UP), "C09": (exposure, UP),
    "C10": (worth, UP), "C11": (exposure, UP), "C12": (exposure, DOWN), "C13": (exposure, DOWN),
    "C14": (live, UP), "C15": (live, UP), "C16": (live, UP), "C17": (live, UP),
    "C18": (committed, DOWN), "C19": (live, UP), "C20": (embedded, UP), "C21": (embedded, DOWN),
    "C22": (live, DOWN), "C23": (live, DOWN), "C24": (live, UP), "C27": (in_year_cash, DOWN),
    "C28": (live, UP), "C29": (live, UP), "C31": (live, DOWN), "C32": (worth, UP),
    "C33": (live, UP), "C34": (embedded, UP), "C36": (live, DOWN), "C39": (embedded, UP),
    "C41": (abandoned, DOWN), "C42": (benefit, DOWN), "C44": (live, UP), "C45": (live, UP),
    "C46": (live, UP), "C47": (embedded, UP), "C48": (net, UP), "C49": (live, UP),
    "C50": (live, UP), "C51": (sites_live, UP), "C53": (committed, UP), "C54": (live, UP),
    "C56": (committed, UP),
    "C58": (live, UP), "C59": (live, UP), "C60": (embedded, UP), "C61": (embedded, UP),
    "C62": (live_at(36), UP), "C63": (live, DOWN), "C64": (live, UP), "C67": (committed, UP),
    "C68": (committed, UP), "C69": (committed, DOWN), "C71": (embedded, UP), "C72": (worth, DOWN),
    "C73": (embedded, UP), "C74": (live, UP), "C75": (live, UP), "B1": (live, DOWN),
    "B2": (live, UP), "B3": (live, DOWN), "B4": (site_cost, DOWN), "B5": (exposure, UP),
    "B6": (worth, UP), "B7": (live, DOWN), "B8": (live, DOWN), "B9": (worth, DOWN),
}  # fmt: skip


def first_dial(overrides):
    """Split a command into its presets, and the first and last setting of its first dial."""
    dial = next(each for each in overrides if "," in each)
    key, values = dial.split("=")
    first, *_, last = values.split(",")
    presets = [x for x in overrides if x.split("=")[0] in GROUPS and "," not in x]
    return presets, f"{key}={first}", f"{key}={last}"


@cache
def turned(name):
    """Runs of an idea's presets with its dial at the first value and at the last."""
    presets, *settings = first_dial(concepts()[name].overrides)
    sampled = f"assumptions.replicates_per_system={PER_SYSTEM}"
    return [simulate(load([*presets, each, sampled]), 64, seed=1, threads=1) for each in settings]


def of_standing(wanted):
    return [each.id for each in concepts().values() if each.standing.startswith(wanted)]


def test_every_idea_has_a_standing_and_what_acts_has_its_own_outcome():
    acting, read, faint = (of_standing(each) for each in (ACTS, READING, FAINT))

    assert len(acting) + len(read) + len(faint) == len(concepts())
    assert acting == list(OWN)


def test_a_reading_names_ideas_that_act():
    for name in of_standing(READING):
        others = concepts()[name].reading_of
        assert others
        assert all(concepts()[each].acts for each in others), name


@pytest.mark.parametrize("name", OWN)
def test_the_first_dial_of_an_idea_acts_in_a_shipped_preset(name):
    first, last = turned(name)
    outcome, way = OWN[name]

    assert more(last, first, outcome) if way == UP else more(first, last, outcome)


@pytest.mark.parametrize("name", of_standing(FAINT))
def test_a_faint_idea_moves_adoption_by_less_than_two_points(name):
    first, last = turned(name)
    found = lead(last, first, live_at(36))

    assert -BOUND < found.low < found.high < BOUND, found
