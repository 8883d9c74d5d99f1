"""How good a forecast was: the continuous ranked probability score, coverage, miss at the end.

The score is in the unit of the shares; 0 is perfect, and of a single number it is the distance
(Gneiting & Raftery 2007, Journal of the American Statistical Association 102).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import Floats

BANDS = (0.5, 0.9)  # chance with which a band should hold what comes


@dataclass(frozen=True, slots=True)
class Scores:
    """How one forecaster did on the dates that came.

    crps       mean over dates of the continuous ranked probability score; share
    by_date    float64[dates]  the same, date by date
    inside     how many dates came within each of BANDS
    dates      how many there were
    end        the median for the last date, less what came; share
    """

    crps: float
    by_date: Floats
    inside: tuple[int, ...]
    dates: int
    end: float


def crps_of_samples(samples: Floats, seen: float) -> float:
    """Score equally likely values by what came: E|X - y| - E|X - X'| / 2, X and X' of the sample.

    samples  float64[draws]
    """
    ranked = np.sort(samples)
    count = len(ranked)
    places = 2 * np.arange(1, count + 1) - count - 1
    spread = float(places @ ranked) / count**2  # half the mean distance of all pairs
    return float(np.abs(ranked - seen).mean()) - spread


def crps_of_quantiles(quantiles: Floats, levels: Sequence[float], seen: float) -> float:
    """Score the quantiles of one month by what came: the mean of twice the pinball loss.

    quantiles  float64[levels]
    """
    at = np.asarray(levels)
    above = seen - quantiles
    return float(2.0 * np.maximum(at * above, (at - 1.0) * above).mean())


def scored(samples: Floats, seen: Floats) -> Scores:
    """Score a forecast by what came.

    samples  float64[draws, dates]
    seen     float64[dates]
    """
    columns = zip(samples.T, seen.tolist(), strict=True)
    by_date = np.array([crps_of_samples(each, came) for each, came in columns])
    inside = []
    for share in BANDS:
        low, high = np.quantile(samples, [(1 - share) / 2, (1 + share) / 2], axis=0)
        inside.append(int(((low <= seen) & (seen <= high)).sum()))
    end = float(np.median(samples[:, -1]) - seen[-1])
    return Scores(float(by_date.mean()), by_date, tuple(inside), len(seen), end)


def pooled(scores: Sequence[Scores]) -> Scores:
    """Put the scores of several groups together: every group counts the same.

    Of several groups the miss at the end is the mean size, whichever way each went.
    """
    if len(scores) == 1:
        return scores[0]
    return Scores(
        float(np.mean([each.crps for each in scores])),
        np.concatenate([each.by_date for each in scores]),
        tuple(sum(each.inside[k] for each in scores) for k in range(len(BANDS))),
        sum(each.dates for each in scores),
        float(np.mean([abs(each.end) for each in scores])),
    )
