"""What a curve leaves of what was thought before: sets that fit, equally likely."""

from dataclasses import dataclass

import numpy as np

from sim.networks.system import Floats, Whole
from sim.params.assumption_sets import AssumptionSets
from sim.study.calibration.likelihood import (
    CANDIDATES,
    LUCK_LASTS,
    TINY,
    Discrepancy,
    Luck,
    Target,
    covariances,
    discrepancy_shape,
)
from sim.study.calibration.prior import Prior
from sim.study.calibration.question import Question


@dataclass(frozen=True, slots=True)
class Posterior:
    """Sets of settings that fit an observed curve.

    question     what was asked
    prior        what was thought beforehand
    sets         equally likely; all keys that varied, except when the run begins
    leads        int64[S]  months from the start of the run to the first date
    discrepancy  int64[S]  number of the candidate that each set goes with
    means        float64[S, groups, M + 1]  mean share live, by calendar month from the first date
    curves       float64[S x R, M + 1]  of all organisations, run by run
    points       float64[N, dimensions], weights float64[N]: all sets of all waves
    likely       float64[CANDIDATES]  how likely each discrepancy is now
    runs, waves  that were needed
    near         sets of all waves that are not ruled out
    effective    sample size
    luck         of the runs of one set
    """

    question: Question
    prior: Prior
    sets: AssumptionSets
    leads: Whole
    discrepancy: Whole
    means: Floats
    curves: Floats
    points: Floats
    weights: Floats
    likely: Floats
    runs: int
    waves: int
    near: int
    effective: float
    distinct: int
    luck: Luck
    target: Target

    @property
    def first(self) -> int:
        """Calendar month of the first column of the curves."""
        return self.question.observed.first

    @property
    def size(self) -> float:
        """Mean size of the discrepancy where half adopted; share."""
        return float(self.likely @ [each.size for each in CANDIDATES])

    def foretold(self, group: int = 0, draws: int = 10, seed: int = 0) -> Floats:
        """Draw what would be observed of one group, given what was: for a forecast with its bands.

        Each draw is a set's mean, with what the model leaves out and luck, both drawn given how
        far that set missed the dates that were observed.

        group  its number
        draws  of each set

        Returns
        -------
        float64[S x draws, M + 1], by calendar month from the first date
        """
        random = np.random.default_rng([seed, 0xF07E])
        found = [_drawn(self, number, group, draws, random) for number in range(len(self.means))]
        return np.concatenate(found)

    def expected(self, group: int = 0, draws: int = 10, seed: int = 0) -> Floats:
        """Draw what would be observed by settings alone, not knowing how far each set missed.

        The same shape as `foretold`; for a check of what was observed against the model.
        """
        random = np.random.default_rng([seed, 0xE9EC])
        found = []
        for mean, number in zip(self.means[:, group], self.discrepancy, strict=True):
            root = np.linalg.cholesky(_spread(self, mean, CANDIDATES[number]))
            found.append(mean + random.standard_normal((draws, len(mean))) @ root.T)
        return np.clip(np.concatenate(found), 0.0, 1.0)


def _spread(posterior: Posterior, mean: Floats, one: Discrepancy) -> Floats:
    """Covariance around the mean of a set, over all months; float64[M + 1, M + 1]."""
    months = np.arange(len(mean))
    apart = np.abs(np.subtract.outer(months, months))
    left_out = one.size * discrepancy_shape(mean)
    known = posterior.target.totals[np.isfinite(posterior.target.totals)]
    total = np.median(known) if len(known) else np.nan
    by_luck = np.sqrt(posterior.luck.variances(mean, np.full(len(mean), total)))
    found: Floats = np.outer(left_out, left_out) * np.exp(-apart / one.lasts)
    found += np.outer(by_luck, by_luck) * np.exp(-apart / LUCK_LASTS)
    found[np.diag_indices_from(found)] += TINY
    return found


def _drawn(
    posterior: Posterior, number: int, group: int, draws: int, random: np.random.Generator
) -> Floats:
    one = CANDIDATES[posterior.discrepancy[number]]
    target, mean = posterior.target, posterior.means[number, group]
    of_group = target.group == group
    seen = target.months[of_group] - posterior.first
    spread = _spread(posterior, mean, one)
    here = Target(
        target.months[of_group], target.shares[of_group], target.totals[of_group],
        target.group[of_group],
    )  # fmt: skip
    [observed] = covariances(here, mean[None, seen], one, posterior.luck)
    gain = np.linalg.solve(observed, spread[seen]).T  # [M + 1, dates]
    expected = mean + gain @ (here.shares - mean[seen])
    left = spread - gain @ spread[seen]
    left = (left + left.T) / 2
    left[np.diag_indices_from(left)] += 1e-8
    values, vectors = np.linalg.eigh(left)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    found: Floats = np.clip(expected + random.standard_normal((draws, len(mean))) @ root.T, 0, 1)
    return found
