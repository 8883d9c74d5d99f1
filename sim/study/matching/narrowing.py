"""What matching tells of single assumptions: which were narrowed most, and which go together."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np

from sim.networks.system import Floats
from sim.params.distributions import Distribution

MOST, PAIRS = 12, 5  # how many are named
REPEATS = 200  # of draws by luck
LEVEL = 0.95


def narrowed(names: tuple[str, ...], points: Floats) -> dict[str, Any]:
    """Say which numbers were narrowed most.

    Parameters
    ----------
    names : tuple of str
        Of the inputs of an emulator, as `sim.study.matching.inputs.Inputs` has them.
    points : float64[sets, inputs]
        Of the sets that fit.

    Returns
    -------
    dict
        ``numbers`` in all; ``luck``, how far from the middle of its distribution luck alone would
        move the mean place of the furthest, at the 95 % level; ``beyond``, how many are further;
        ``most``, those that are furthest: mean place and where 90 % of the sets lie, as shares.
    """
    numbers = [k for k, name in enumerate(names) if ":" not in name]
    places = (points[:, numbers] + 1) / 2
    far = np.abs(places.mean(axis=0) - 0.5)
    luck = _furthest_by_luck(len(points), len(numbers))
    most = [
        {
            "key": names[numbers[k]],
            "mean": _short(places[:, k].mean()),
            "low": _short(np.quantile(places[:, k], 0.05)),
            "high": _short(np.quantile(places[:, k], 0.95)),
        }
        for k in np.argsort(-far)[:MOST].tolist()
    ]
    beyond = int((far > luck).sum())
    return {
        "sets": len(points), "numbers": len(numbers), "luck": _short(luck), "beyond": beyond,
        "most": most,
    }  # fmt: skip


def together(
    names: tuple[str, ...], points: Floats, distributions: Mapping[str, Distribution]
) -> dict[str, Any]:
    """Say which numbers that are drawn independently go together in the sets that fit.

    Returns
    -------
    dict
        ``pairs`` in all; ``luck``, the correlation of the strongest by luck alone, at the 95 %
        level; ``beyond``, how many are stronger; ``most``, the strongest.
    """
    numbers = [k for k, name in enumerate(names) if ":" not in name]
    keys = [names[k] for k in numbers]
    group = [distributions[key].group for key in keys]
    every = np.atleast_2d(np.corrcoef(points[:, numbers], rowvar=False))
    pairs = [
        (a, b)
        for a, b in combinations(range(len(keys)), 2)
        if not (group[a] and group[a] == group[b])
    ]
    found = np.array([float(every[a, b]) for a, b in pairs])
    # Fisher's z of a pair, at a level that all pairs share
    luck = float(np.tanh(_normal(1 - (1 - LEVEL) / 2 / len(pairs)) / np.sqrt(len(points) - 3)))
    most = [
        {"one": keys[a], "other": keys[b], "correlation": _short(every[a, b])}
        for a, b in (pairs[k] for k in np.argsort(-np.abs(found))[:PAIRS].tolist())
    ]
    beyond = int((np.abs(found) > luck).sum())
    return {"pairs": len(pairs), "luck": _short(luck), "beyond": beyond, "most": most}


def _furthest_by_luck(sets: int, numbers: int) -> float:
    """How far the mean of the furthest of many even numbers is from a half."""
    sd = np.sqrt(1 / 12 / sets)
    chance = np.abs(np.random.default_rng(1).normal(0.0, sd, (REPEATS, numbers)))
    return float(np.quantile(chance.max(axis=1), LEVEL))


def _normal(share: float) -> float:
    from statistics import NormalDist

    return NormalDist().inv_cdf(share)


def _short(value: Any) -> float:
    return float(f"{float(value):.4g}")
