"""The money of a plan that was run, spread evenly over the levers."""

from typing import TYPE_CHECKING

from sim.outcomes.horizon import horizon_of
from sim.outcomes.intervals import LEVEL
from sim.study.even_spread import EvenSpread, beside, evenly_spread

if TYPE_CHECKING:
    from sim.api.results import Result


def even_spread(result: "Result") -> EvenSpread | None:
    """Run a plan again with its money spread evenly over the levers, with the same luck.

    Parameters
    ----------
    result : Result
        One plan, as `sim.run` returns it.

    Returns
    -------
    sim.study.even_spread.EvenSpread or None
        None if the plan has no money for levers or spreads it evenly itself, if levers do nothing
        in its process, and if the run would take long: on a large system or by the slower engine.
    """
    from sim.engines.simulate import simulate

    outcomes, month = result.outcomes, horizon_of(result.outcomes).month
    even = evenly_spread(result.scenario, outcomes, month)
    if even is None:
        return None
    return beside(simulate(even, len(outcomes.replicates), outcomes.seed), outcomes, month, LEVEL)
