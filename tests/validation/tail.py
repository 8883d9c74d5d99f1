"""The last trusts without an electronic record, in the model: how many go live in three years.

The choices below were written down before the first run, each with others that could be defended.
A choice that mattered is told beside the result (`facts.yaml`), as are all of them together.
"""

from dataclasses import replace
from itertools import product

import numpy as np
from paired import changed

from sim.config import with_own
from sim.engines.simulate import simulate
from sim.networks import generate
from sim.networks.stands import UNSAID
from sim.networks.system import Standing
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


def gone_live(innovation, plan, start, systems=8, replicates=16):
    """Share of the tail that goes live within three years, by run; float64[systems * replicates].

    innovation  the preset that stands for an electronic record; the programme pays the supplier
    plan        the preset of the national programme; a mandate starts at once
    start       the stage of a trust that has no record yet; when it began is drawn
    """
    values = {"clock.months": MONTHS, "assumptions.pilot_evidence": 0, **PAID_FOR}
    values |= TOLD_TO if plan == "big_bang_mandate" else {}
    presets = ("system=england", f"innovation={innovation}", f"strategy={plan}")
    scenario = changed(*presets, changes=values)
    shares = []
    for number in range(systems):
        own, tail = with_a_tail(scenario, number, STAGES[start])
        outcomes = simulate(with_own(scenario, own), replicates, seed=number, histories=True)
        live = np.isin(outcomes.stage_history[:, :, tail], (IMPLEMENTING, EMBEDDED)).any(axis=1)
        shares.append(live.mean(axis=1))
    return np.concatenate(shares)


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
    return {each: float(gone_live(*each).mean()) for each in choices}
