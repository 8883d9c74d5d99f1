"""What a curve leaves of what was thought before: sets that fit, equally likely."""

from dataclasses import dataclass

import numpy as np

from sim.networks.system import Floats, Whole
from sim.params.assumption_sets import AssumptionSets
from sim.study.calibration.likelihood import (
    CANDIDATES,
    Luck,
    Target,
    covariances,
    luck_of,
)
from sim.study.calibration.prior import Prior
from sim.study.calibration.question import Question
from sim.study.calibration.simulated import Curves


@dataclass(frozen=True, slots=True)
class Posterior:
    """Sets of settings that fit an observed curve.

    question     what was asked, and target: the dates that were fitted
    prior        what was thought beforehand
    sets         equally likely; all keys that varied, except when the run begins
    leads        int64[S]  months from the start of the run to the first date
    discrepancy  int64[S]  number of the candidate that each set goes with
    simulated    curves of the sets, by calendar month from the first date
    points       float64[N, dimensions], weights float64[N]: all sets of all waves
    likely       float64[CANDIDATES]  how likely each discrepancy is now
    waves        that were needed
    near         sets of all waves that are not ruled out
    effective    sample size
    distinct     how many of the equally likely sets differ
    unread       keys that no run reads
    """

    question: Question
    target: Target
    prior: Prior
    sets: AssumptionSets
    leads: Whole
    discrepancy: Whole
    simulated: Curves
    points: Floats
    weights: Floats
    likely: Floats
    waves: int
    near: int
    effective: float
    distinct: int
    unread: frozenset[str] = frozenset()

    @property
    def means(self) -> Floats:
        """Mean share live of each set; float64[S, groups, M + 1], months from the first date."""
        return self.simulated.means

    @property
    def curves(self) -> Floats:
        """Each run of each set, of the first group; float64[S x R, M + 1]."""
        runs = self.simulated.runs[:, :, 0]
        return runs.reshape(-1, runs.shape[-1])

    @property
    def runs(self) -> int:
        """Sets of all waves."""
        return len(self.points)

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
        luck = self._luck(group)
        found = [
            _drawn(self, number, group, luck, draws, random) for number in range(len(self.sets))
        ]
        return np.concatenate(found)

    def expected(self, group: int = 0, draws: int = 10, seed: int = 0) -> Floats:
        """Draw what would be observed by settings alone, not knowing how far each set missed.

        The same shape as `foretold`; for a check of what was observed against the model.
        """
        random = np.random.default_rng([seed, 0xE9EC])
        luck, months = self._luck(group), self._every_month(group)
        found = []
        for mean, number in zip(self.means[:, group], self.discrepancy, strict=True):
            [spread] = covariances(months, mean[None], CANDIDATES[number], luck)
            found.append(mean + _normal(spread, draws, random))
        return np.clip(np.concatenate(found), 0.0, 1.0)

    def _luck(self, group: int) -> Luck:
        """How much luck there is in each month."""
        runs = self.simulated.runs[:, :, group]
        return luck_of(runs, np.full(runs.shape[-1], self.simulated.sizes[group]))

    def _every_month(self, group: int) -> Target:
        """Give each month as a date of a group that counts as many as at the observed dates."""
        months = np.arange(self.means.shape[-1])
        known = self.target.totals[self.target.group == group]
        known = known[np.isfinite(known)]
        total = float(np.median(known)) if len(known) else float("nan")
        shape = len(months)
        return Target(
            self.first + months, np.zeros(shape), np.full(shape, total), np.zeros(shape, np.int64)
        )


def _drawn(
    posterior: Posterior, number: int, group: int, luck: Luck, draws: int,
    random: np.random.Generator,
) -> Floats:  # fmt: skip
    target, mean = posterior.target, posterior.means[number, group]
    of_group = target.group == group
    seen, shares = target.months[of_group] - posterior.first, target.shares[of_group]
    months = posterior._every_month(group)
    [spread] = covariances(months, mean[None], CANDIDATES[posterior.discrepancy[number]], luck)
    gain = np.linalg.solve(spread[np.ix_(seen, seen)], spread[seen]).T  # [M + 1, dates]
    expected = mean + gain @ (shares - mean[seen])
    left = spread - gain @ spread[seen]
    found: Floats = np.clip(expected + _normal(left, draws, random), 0.0, 1.0)
    return found


def _normal(covariance: Floats, draws: int, random: np.random.Generator) -> Floats:
    """Draw normal deviations, also of a matrix that rounding made singular."""
    values, vectors = np.linalg.eigh((covariance + covariance.T) / 2)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    found: Floats = random.standard_normal((draws, len(root))) @ root.T
    return found
