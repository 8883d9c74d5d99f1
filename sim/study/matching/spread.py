"""An order of which each beginning stands for the whole: the next set is where most is missing.

References
----------
Mak & Joseph (2018), Annals of Statistics 46(6), on the energy distance and points that keep it
small; Chen, Welling & Smola (2010), UAI, on choosing them one after another.
"""

import numpy as np

from sim.networks.system import Floats


def spread_order(points: Floats, wanted: int) -> np.ndarray:
    """Choose points that stand for all, each beginning too.

    The energy distance between those chosen and all is made as small as one more point can. It is
    small where both lie alike: the dense parts get more points, and no two lie close together.

    Parameters
    ----------
    points : float64[points, dimensions]
        With dimensions that count alike, such as inputs between -1 and 1.
    wanted : int
        At most so many are chosen.

    Returns
    -------
    int64[chosen]
        Their places in the order in which they are chosen.
    """
    n = len(points)
    if n == 0:
        return np.empty(0, np.int64)
    square = np.einsum("ij,ij->i", points, points)
    apart = np.sqrt(np.maximum(0.0, square[:, None] + square[None, :] - 2 * points @ points.T))
    to_all = apart.mean(axis=1)
    to_chosen, free, order = np.zeros(n), np.ones(n, bool), []
    for chosen in range(min(wanted, n)):
        score = to_all - to_chosen / (chosen + 1)
        best = int(np.argmin(np.where(free, score, np.inf)))
        order.append(best)
        free[best] = False
        to_chosen += apart[best]
    return np.array(order, np.int64)
