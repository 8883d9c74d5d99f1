"""How much of what varies is luck, how much the systems drawn, how much the assumptions."""

from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import Floats

ROUNDING = 1e-24  # share of the squares below which a variance is nothing but rounding


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the variance of one quantity over all runs; they sum to 1.

    luck         between runs on one system, under one set of assumptions
    systems      between systems under one set; None if the runs have one system, so that none are
                 drawn
    assumptions  between the sets
    total        the variance itself, in the unit of the quantity squared; the shares are 0 if it
                 is
    """

    luck: float
    systems: float | None
    assumptions: float
    total: float


def shares(values: Floats) -> Shares | None:
    """Part the variance of values that are nested: runs in systems in sets of assumptions.

    values  float64[sets, systems, runs]; with 1 system, luck and systems are not told apart

    Returns
    -------
    None with fewer than two sets, or where no part can be told from the next.  The parts are
    estimated without bias (analysis of variance), so that a small one may come out below 0, which
    counts as 0 in the shares.

    Source: Searle, Casella & McCulloch (1992), Variance Components, section 3.6.
    """
    sets, systems, runs = values.shape
    if sets < 2 or runs < 2:
        return None
    of_system, of_set = values.mean(axis=2), values.mean(axis=(1, 2))
    luck = _squares(values - of_system[:, :, None]) / (sets * systems * (runs - 1))
    below, between = luck, 0.0
    if systems > 1:
        below = runs * _squares(of_system - of_set[:, None]) / (sets * (systems - 1))
        between = (below - luck) / runs
    above = systems * runs * _squares(of_set - of_set.mean()) / (sets - 1)
    parts = [max(0.0, each) for each in (luck, between, (above - below) / (systems * runs))]
    total = sum(parts)
    if total <= ROUNDING * float(np.square(values).max()):
        return Shares(0.0, 0.0 if systems > 1 else None, 0.0, 0.0)
    told = [each / total for each in parts]
    return Shares(told[0], told[1] if systems > 1 else None, told[2], total)


def _squares(deviations: Floats) -> float:
    return float((deviations**2).sum())
