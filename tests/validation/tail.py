"""The last trusts without an electronic record, in the model: how many go live in three years.

The choices below were written down before the first run, each with others that could be defended.
A choice that mattered is told beside the result (`facts.yaml`), as are all of them together.
"""

from dataclasses import replace
from itertools import product

import numpy as np
from paired import changed
from scipy.stats import qmc

from sim.config import assumption_ranges, with_own, with_values
from sim.engines.simulate import simulate
from sim.networks import generate
from sim.networks.stands import UNSAID
from sim.networks.system import Standing
from sim.params import leaves
from sim.params.names import AWARE, COMMITTED, DECIDING, EMBEDDED, IMPLEMENTING
from sim.rules.moves import readiness

MONTHS = 36  # June 2022 to June 2025
WITHOUT = 0.142  # 30 of 211 trusts in June 2022
STAGES = {"aware": AWARE, "committed": COMMITTED, "deciding": DECIDING}
# The first of each is the choice; the others could be defended as well.
INNOVATIONS = ("joined_up_data", "remote_monitoring", "ai_decision_support")
PLANS = ("big_bang_mandate", "none", "hin_playbook")
STARTS = ("committed", "aware", "deciding")
PAID_FOR = {"innovation.price.setup": 0, "innovation.price.monthly": 0}
TOLD_TO = {"strategy.mandate_month": 0}
HELD = {"assumptions.pilot_evidence", *PAID_FOR, *TOLD_TO}


def gone_live(innovation, plan, start, systems=8, replicates=16):
    """Share of the tail that goes live within three years, by run; float64[systems * replicates].

    innovation  the preset that stands for an electronic record; the programme pays the supplier
    plan        the preset of the national programme; a mandate starts at once
    start       the stage of a trust that has no record yet; when it began is drawn
    """
    scenario = described(innovation, plan)
    runs = (in_one_system(scenario, each, each, start, replicates) for each in range(systems))
    return np.concatenate(list(runs))


def described(innovation, plan):
    """Give the programme as a scenario."""
    values = {"clock.months": MONTHS, "assumptions.pilot_evidence": 0, **PAID_FOR}
    values |= TOLD_TO if plan == "big_bang_mandate" else {}
    presets = ("system=england", f"innovation={innovation}", f"strategy={plan}")
    return changed(*presets, changes=values)


def in_one_system(scenario, number, seed, start, replicates):
    """Share of the tail that goes live in one drawn system; float64[replicates]."""
    own, tail = with_a_tail(scenario, number, STAGES[start])
    outcomes = simulate(with_own(scenario, own), replicates, seed=seed, histories=True, threads=1)
    live = np.isin(outcomes.stage_history[:, :, tail], (IMPLEMENTING, EMBEDDED)).any(axis=1)
    return live.mean(axis=1)


def under_assumptions(sets, replicates=4):
    """Share of the tail that goes live, as chosen, under random sets of assumptions; float64[sets].

    A Latin hypercube over the shipped ranges; what the choices hold fixed is not drawn, nor is what
    is no fraction.
    """
    scenario = described(INNOVATIONS[0], PLANS[0])
    fractions = {key for key, _, value in leaves(scenario) if isinstance(value, float)} - HELD
    ranges = {key: each for key, each in assumption_ranges().items() if key in fractions}
    points = qmc.LatinHypercube(len(ranges), seed=1).random(sets)
    low, high = np.array(list(ranges.values()), float).T
    shares = []
    for number, point in enumerate((low + points * (high - low)).tolist()):
        drawn = with_values(scenario, dict(zip(ranges, point, strict=True)))
        shares.append(in_one_system(drawn, number % 8, number, STARTS[0], replicates).mean())
    return np.array(shares)


def with_a_tail(scenario, number, stage):
    """Draw a system whose least ready have no record, and all others have embedded one.

    Returns the system and the rows of the tail, int64[tail].
    """
    drawn = generate(scenario.system, seed=1, draw=number)
    c, a = scenario.coefficients, drawn.arrays
    weights = c.readiness_from_maturity, c.readiness_from_capacity
    score = readiness(a.maturity, a.capacity, a.culture, 0.0, *weights)
    tail = np.argsort(score, kind="stable")[: round(WITHOUT * drawn.organisations)]
    stages = np.full(drawn.organisations, EMBEDDED)
    stages[tail] = stage
    since = np.full(drawn.organisations, UNSAID)
    return replace(drawn, standing=Standing(stages, since)), tail


def every_choice():
    """Give the mean share of the tail that goes live, by choice: {(innovation, plan, start): x}."""
    choices = product(INNOVATIONS, PLANS, STARTS)
    return {each: float(gone_live(*each, systems=4, replicates=8).mean()) for each in choices}
