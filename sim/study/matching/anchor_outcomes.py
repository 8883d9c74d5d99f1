"""What the runs of an anchor come to: a mean, and the variance of that mean by luck and systems."""

from collections.abc import Callable

import numpy as np

from sim.networks.system import Floats
from sim.outcomes import Outcomes
from sim.outcomes.bass import nearest_curve
from sim.study.matching.anchors import Anchor
from sim.study.matching.virtual_trial import Trial, odds_ratio

Found = tuple[float, float]  # mean, and its variance


def found_in_runs(anchor: Anchor, outcomes: Outcomes) -> Found:
    """Return what is compared with an anchor, from the runs of its plan."""
    return OUTCOMES[anchor.outcome](outcomes, anchor.month or outcomes.months)


def found_in_trials(anchor: Anchor, trial: Trial) -> Found:
    """Return what is compared with an anchor, from virtual trials."""
    if anchor.outcome == "odds_ratio":
        return jackknifed(by_system(trial.counts, trial.clusters), odds_ratio)
    return _mean(by_system(trial.difference, trial.clusters))


def live(outcomes: Outcomes, month: int) -> Found:
    """Share live in a month."""
    return _mean(by_system(outcomes.live[:, month], outcomes.clusters))


def ever_live(outcomes: Outcomes, month: int) -> Found:
    """Share ever live by a month."""
    share = outcomes.ever_live[:, month] / outcomes.organisations
    return _mean(by_system(share, outcomes.clusters))


def given_up(outcomes: Outcomes, month: int) -> Found:
    """Have given up by a month, of all that were ever live: a ratio of sums."""
    left = by_system(outcomes.ever_abandoned[:, month], outcomes.clusters)
    went = by_system(outcomes.ever_live[:, month], outcomes.clusters)
    return jackknifed(np.stack([left, went], axis=1), lambda both: both[0] / both[1])


def bass_innovation(outcomes: Outcomes, month: int) -> Found:
    """Bass's p of the curve nearest to those ever live [1/year]."""
    return _of_curve(outcomes, 0)


def bass_imitation(outcomes: Outcomes, month: int) -> Found:
    """Bass's q of the curve nearest to those ever live [1/year]."""
    return _of_curve(outcomes, 1)


OUTCOMES: dict[str, Callable[[Outcomes, int], Found]] = {
    each.__name__: each for each in (live, ever_live, given_up, bass_innovation, bass_imitation)
}


def _of_curve(outcomes: Outcomes, number: int) -> Found:
    share = by_system(outcomes.ever_live / outcomes.organisations, outcomes.clusters)

    def of(curve: Floats) -> float:
        nearest = nearest_curve(curve)
        return float("nan") if nearest is None else nearest[number]

    return jackknifed(share, of)


def by_system(values: np.ndarray, clusters: np.ndarray) -> Floats:
    """Average runs on the same system; [R, ...] -> [systems, ...]."""
    return np.stack([values[clusters == each].mean(axis=0) for each in np.unique(clusters)])


def _mean(values: Floats) -> Found:
    return float(values.mean()), float(values.var(ddof=1) / len(values))


def jackknifed(values: Floats, of: Callable[[Floats], float]) -> Found:
    """Return a function of the mean over systems, and its variance: each is left out in turn."""
    n = len(values)
    without = (values.sum(axis=0) - values) / (n - 1)
    parts = np.array([of(each) for each in without])
    return of(values.mean(axis=0)), float((n - 1) / n * np.sum((parts - parts.mean()) ** 2))
