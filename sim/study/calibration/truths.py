"""Whether a calibration recovers the truth: simulation-based calibration.

Settings are drawn from what is thought beforehand, a curve is made from each by the model and by
what the likelihood says that it leaves out, and each curve is calibrated as if it had been
observed.  The rank of the true value among values of the posterior is then equally likely to be
any (Talts, Betancourt, Simpson, Vehtari & Gelman 2018), and an interval of nine in ten holds it
nine times in ten.  One pool of runs serves for all curves, which only weigh it otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import logsumexp

from sim.networks.system import Floats, Whole
from sim.study.calibration.likelihood import (
    CANDIDATES,
    Luck,
    Target,
    covariances,
    log_likelihoods,
)
from sim.study.calibration.question import Question
from sim.study.calibration.simulated import SYSTEMS, simulated
from sim.study.calibration.waves import normalised
from sim.study.runs import Several

DRAWS = 99  # of each posterior, so that a rank is one of 100


@dataclass(frozen=True, slots=True)
class Recovered:
    """How the truths lie in their posteriors.

    ranks      int64[truths, keys]  draws below the truth, of DRAWS
    effective  float64[truths]  sample size of each posterior
    """

    keys: tuple[str, ...]
    ranks: Whole
    effective: Floats

    def uniformity(self, bins: int = 10) -> Floats:
        """Return the chance of ranks at least as uneven, by key: chi-square; float64[keys]."""
        from scipy.stats import chisquare

        edges = np.linspace(0, DRAWS + 1, bins + 1)
        counts = [np.histogram(self.ranks[:, k], edges)[0] for k in range(len(self.keys))]
        return np.array([chisquare(each).pvalue for each in counts])

    def coverage(self, level: float) -> Floats:
        """Return the share of truths inside their middle interval of this level, by key."""
        below = (self.ranks + 0.5) / (DRAWS + 1)
        inside = np.abs(below - 0.5) <= level / 2
        found: Floats = inside.mean(axis=0)
        return found


def one_run_each(
    question: Question, keys: Sequence[str], truths: Floats, several: Several, seed: int
) -> Floats:
    """Run each truth once, on a system and with luck that no other truth has.

    Sets of a pool share systems and luck, which takes noise out of what tells them apart. Truths
    that did would all be off in the same direction, and their ranks uneven together.

    Returns
    -------
    float64[N, groups, M + 1]  share live, as `simulated` gives it
    """
    parts = [
        simulated(question, keys, truths[k : k + SYSTEMS], several, seed + k, runs=1).runs[:, 0]
        for k in range(0, len(truths), SYSTEMS)
    ]
    found: Floats = np.concatenate(parts)
    return found


def observed_from(target: Target, runs: Floats, luck: Luck, random: np.random.Generator) -> Floats:
    """Make what would be observed of runs: with what the model leaves out, and the count.

    runs  float64[S, D]  share of one run of each truth

    Returns
    -------
    float64[S, D]
    """
    found = np.empty_like(runs)
    without = replace(luck, rates=np.zeros_like(luck.rates))  # the run has its own luck
    for k, run in enumerate(runs):
        one = CANDIDATES[random.integers(len(CANDIDATES))]
        [spread] = covariances(target, run[None], one, without)
        found[k] = run + np.linalg.cholesky(spread) @ random.standard_normal(len(run))
    return np.clip(found, 0.0, 1.0)


def recovered(
    keys: Sequence[str],
    values: Floats,
    shares: Floats,
    truths: Floats,
    curves: Floats,
    target: Target,
    luck: Luck,
    seed: int,
) -> Recovered:
    """Rank each truth in the posterior that a pool of runs gives of its curve.

    values  float64[S, keys]  of the pool, drawn from what is thought beforehand
    shares  float64[S, D]     mean of the runs of each
    truths  float64[N, keys]  what made each curve
    curves  float64[N, D]     as observed
    """
    random = np.random.default_rng([seed, 0x5BC])
    ranks = np.empty((len(truths), len(keys)), np.int64)
    sizes = np.empty(len(truths))
    for n, (truth, curve) in enumerate(zip(truths, curves, strict=True)):
        seen = Target(target.months, curve, target.totals, target.group)
        weights = normalised(logsumexp(log_likelihoods(seen, shares, luck), axis=1))
        sizes[n] = 1.0 / (weights**2).sum()
        drawn = values[random.choice(len(values), DRAWS, p=weights)]
        # A tie, as of whole numbers, is broken by chance
        ties = random.uniform(size=drawn.shape) < 0.5
        ranks[n] = ((drawn < truth) | ((drawn == truth) & ties)).sum(axis=0)
    return Recovered(tuple(keys), ranks, sizes)
