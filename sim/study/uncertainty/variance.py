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
    above, below, luck = _mean_squares(values)
    between = (below - luck) / runs
    parts = [max(0.0, each) for each in (luck, between, (above - below) / (systems * runs))]
    total = sum(parts)
    if total <= ROUNDING * float(np.square(values).max()):
        return Shares(0.0, 0.0 if systems > 1 else None, 0.0, 0.0)
    told = [each / total for each in parts]
    return Shares(told[0], told[1] if systems > 1 else None, told[2], total)


def without_noise(values: Floats) -> Floats:
    """Draw the means of sets together until they vary as the true ones do, without luck.

    values  float64[sets, systems, runs]; with 1 system, its runs are told apart alone

    Returns
    -------
    float64[sets]: the same mean and order, and the variance that is due to the assumptions. The
    means themselves where nothing is known of their luck.

    Source: Louis (1984), Estimating a population of parameter values using Bayes and empirical
    Bayes methods: true values vary less than their estimates, and more than what each is expected
    to be.
    """
    means = values.mean(axis=(1, 2))
    sets, systems, runs = values.shape
    if sets < 2 or systems * runs < 2:
        return means
    above, below, _ = _mean_squares(values)
    kept = np.sqrt(max(0.0, 1 - below / above)) if above > 0 else 1.0
    shrunk: Floats = means.mean() + kept * (means - means.mean())
    return shrunk


def _mean_squares(values: Floats) -> tuple[float, float, float]:
    """Return the mean squares between sets, between systems within them, and within systems.

    With one system the second is the third; with one run on each, nothing is known of the third.
    """
    sets, systems, runs = values.shape
    of_system, of_set = values.mean(axis=2), values.mean(axis=(1, 2))
    freedom = sets * systems * (runs - 1)
    within = _squares(values - of_system[:, :, None]) / freedom if freedom else 0.0
    below = within
    if systems > 1:
        below = runs * _squares(of_system - of_set[:, None]) / (sets * (systems - 1))
    above = systems * runs * _squares(of_set - of_set.mean()) / (sets - 1)
    return above, below, within


def _squares(deviations: Floats) -> float:
    return float((deviations**2).sum())
