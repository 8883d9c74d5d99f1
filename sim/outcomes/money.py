"""What a plan's benefits come to, less what it costs, and when they pay it back."""

import numpy as np

from sim.networks.system import Floats
from sim.outcomes.outcomes import Outcomes


def net_by_month(outcomes: Outcomes) -> Floats:
    """Benefit less site cost and spend, from the start to each month [kGBP]; float64[R, T]."""
    net: Floats = np.cumsum(outcomes.benefit - outcomes.site_cost - outcomes.spend, axis=1)
    return net


def paid_back(net: Floats) -> Floats:
    """First month from whose end on the cumulative net is never below 0; float64[R].

    0 where it is never below 0, infinite where it is so at the end.
    """
    months = net.shape[1]
    below = net < 0
    last_below = months - np.argmax(below[:, ::-1], axis=1)
    never, still = ~below.any(axis=1), below[:, -1]
    return np.where(never, 0.0, np.where(still, np.inf, last_below + 1.0))
