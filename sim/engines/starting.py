"""How the replicates of a block start, by the compiled rules of `sim.process.line_up`.

A kernel of its own: plans share starts, which are drawn once and kept.
"""

import numpy as np

from sim.networks.system import Arrays
from sim.process.initial_conditions import InitialConditions, StartSettings
from sim.process.line_up import line_up
from sim.process.settings import Settings
from sim.rules.compiled import kernel


@kernel
def line_up_block(
    system: Arrays, p: Settings | StartSettings, addresses: np.ndarray, start: InitialConditions
) -> None:
    """Fill what the start of each replicate does not share with other plans.

    addresses  uint64[R]  the start of every draw's address
    start      sim.process.initial_conditions.InitialConditions, [R, N]; filled
    """
    for r in range(len(addresses)):
        line_up(p, system, addresses[r], r, start)
