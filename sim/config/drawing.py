"""Draws sets of assumptions from the distributions of their parameters.

The values of one parameter are spread evenly over its distribution (a Latin hypercube).  Within a
group, parameters that share a cause are high or low together.
"""

from collections.abc import Mapping
from statistics import NormalDist

import numpy as np

from sim.params.assumption_sets import AssumptionSets
from sim.params.distributions import Drawable, Floats
from sim.params.errors import UserError

LEAST = 1e-12  # keeps the normal quantile of a share finite
FROM_RANGES = "drawn from the range of each assumption, before any comparison with what is known"


def drawn(
    distributions: Mapping[str, Drawable],
    draws: int,
    seed: int = 0,
    name: str = "ranges",
    about: str = FROM_RANGES,
) -> AssumptionSets:
    """Draw sets of assumptions.

    distributions  by dotted key
    draws          how many sets
    seed           the same seed gives the same sets

    Returns
    -------
    Sets in random order.  Each parameter has one value in each of as many equally likely slices.

    Sources: McKay, Beckman & Conover (1979), Latin hypercube sampling; Stein (1987), the same for
    parameters that depend on each other: their ranks are those of a draw with that dependence.
    """
    if draws < 1:
        raise UserError(f"{draws} sets of assumptions cannot be drawn; give 1 or more.")
    keys = tuple(distributions)
    groups = sorted({each.group for each in distributions.values() if each.shared > 0})
    shares = unit_hypercube(len(keys) + len(groups), draws, seed)
    common = dict(zip(groups, shares[:, len(keys) :].T, strict=True))
    values = np.empty((draws, len(keys)))
    for column, each in enumerate(distributions.values()):
        own = shares[:, column]
        if each.shared > 0:
            own = _together(own, common[each.group], each.shared)
        values[:, column] = each.quantile(own)
    return AssumptionSets(name, keys, values, about=about)


def unit_hypercube(columns: int, draws: int, seed: int) -> Floats:
    """Draw points that cover each side of a cube evenly, independently of the others.

    Returns float64[draws, columns], from 0 to 1.  Each side is cut into one equal slice per draw,
    and each slice holds one value.
    """
    [random] = np.random.default_rng(seed).spawn(1)
    # As scipy.stats.qmc.LatinHypercube draws, which takes a second to load
    within = random.uniform(size=(draws, columns))
    slices = np.tile(np.arange(1, draws + 1), (columns, 1))
    for each in slices:
        random.shuffle(each)
    points: Floats = (slices.T - within) / draws
    return points


def _together(own: Floats, common: Floats, shared: float) -> Floats:
    """Put a parameter's shares in an order that goes along with the common cause of its group.

    The normal scores of two parameters of one group then correlate by `shared`.
    """
    score = np.sqrt(shared) * _normal(common) + np.sqrt(1 - shared) * _normal(own)
    ranks = np.argsort(np.argsort(score, kind="stable"), kind="stable")
    return np.sort(own)[ranks]


def _normal(shares: Floats) -> Floats:
    quantile = NormalDist().inv_cdf
    return np.array([quantile(each) for each in np.clip(shares, LEAST, 1 - LEAST).tolist()])
