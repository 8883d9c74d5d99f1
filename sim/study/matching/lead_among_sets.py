"""How far a set of assumptions that fits narrows what a plan gains: the playbook over no partner."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from sim.config import load
from sim.engines.simulate import simulate
from sim.networks.system import Floats
from sim.params.assumption_sets import AssumptionSets
from sim.study.assumption_draws import held_keys, with_set

PLANS = ("strategy=none", "strategy=hin_playbook")
MONTH = 36
SYSTEMS, PER_SYSTEM = 4, 2
SEED = 2  # not that of matching: what chance kept must not show again
THREADS = 2


def leads(sets: AssumptionSets) -> Floats:
    """Return how many more are live at month 36 with the whole playbook than without a partner.

    Returns
    -------
    float64[sets]
        Shares, each a mean over a few runs of both plans with the same luck.
    """
    plans = [load([plan, f"clock.months={MONTH}"]) for plan in PLANS]
    held = held_keys(plans, sets.keys)
    columns = [k for k, key in enumerate(sets.keys) if key not in held]
    keys = [sets.keys[k] for k in columns]

    def one(row: Floats) -> float:
        live = [
            simulate(
                with_set(plan, keys, row[columns].tolist(), PER_SYSTEM),
                SYSTEMS * PER_SYSTEM,
                seed=SEED,
                threads=1,
            ).live[:, MONTH]
            for plan in plans
        ]
        return float((live[1] - live[0]).mean())

    with ThreadPoolExecutor(THREADS) as threads:
        return np.array(list(threads.map(one, sets.values)))
