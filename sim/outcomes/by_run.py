"""An outcome in each run, for questions that weigh runs under many sets of assumptions."""

import numpy as np

from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Floats
from sim.outcomes.outcome_table import OUTCOMES
from sim.outcomes.outcomes import Outcomes
from sim.outcomes.samples import Sample
from sim.outcomes.times import Quantiles


def by_run(outcomes: Outcomes, key: str, horizon: Horizon) -> Floats:
    """Return an outcome in each run; their mean is the outcome of all of them, times apart.

    Runs that are counted together, as of groups, share their mean.

    Parameters
    ----------
    outcomes : Outcomes
        R runs of one plan.
    key : str
        Of a row of `OUTCOMES` that is of a plan's own runs.
    horizon : Horizon
        The headline month and the last one.

    Returns
    -------
    ndarray
        float64[R], in the unit of the outcome; infinite: a time that is not reached; not a number:
        there is none, such as the share of those ever live that gave up where none was.
    """
    row, count = OUTCOMES[key], len(outcomes.replicates)
    assert row.of is not None, key
    found = row.of(outcomes, horizon) if row.when(horizon) else None
    if found is None:
        return np.full(count, np.nan)
    if isinstance(found, Quantiles):
        return found.times
    if isinstance(found, Sample):
        return np.repeat(found.values / found.sizes, found.sizes)
    return np.full(count, float(found))
