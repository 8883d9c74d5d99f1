"""What organisations under way bring to month 0, for all replicates of a block.

A kernel of its own: systems that say nothing of the kind need not compile it.
"""

import numpy as np

from sim.networks.system import System
from sim.process import past, start
from sim.process.brought import BROUGHT, keep
from sim.process.initial_conditions import InitialConditions
from sim.process.settings import Settings, as_row
from sim.process.state import (
    Month,
    Organisations,
    Records,
    empty_month,
    organisations_of,
)
from sim.rules.compiled import kernel


def with_brought(system: System, drawn: InitialConditions, p: Settings) -> InitialConditions:
    """Add what organisations bring, where a system says how far they are; else nothing.

    p  settings of the first month: a classic process knows only who is live, which is there
    """
    if drawn.stage.size == 0 or p.kind != 0:
        return drawn
    brought = np.zeros(drawn.stage.shape, BROUGHT)
    bring_block(drawn, as_row(p), organisations_of(system), empty_month(), brought)
    return drawn._replace(brought=brought)


@kernel
def bring_block(
    drawn: InitialConditions,
    settings: Records[Settings],
    organisations: Organisations,
    months: Records[Month],
    brought: np.ndarray,
) -> None:
    """Fill what everybody brings in each replicate; brought structured[R, N]."""
    for r in range(len(brought)):
        start.begin(settings[0], months[0], drawn, r, organisations)
        past.bring_all(settings[0], months[0], drawn, r, organisations)
        for i in range(len(organisations)):
            keep(organisations[i], brought[r, i])
