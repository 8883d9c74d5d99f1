"""The net benefit of a plan, and when it pays back its cost."""

import numpy as np

from sim.networks.system import Floats
from sim.outcomes.outcomes import Outcomes


def net_by_month(outcomes: Outcomes) -> Floats:
    """Benefit less site cost and spend, from the start to each month [kGBP]; float64[R, T]."""
    net: Floats = np.cumsum(outcomes.benefit - outcomes.site_cost - outcomes.spend, axis=1)
    return net


def partner_days(outcomes: Outcomes) -> float:
    """Days of people that the programme's spending buys: all but what it hands on to sites."""
    handed_on = sum(outcomes.budget.to_sites[: max(0, outcomes.months - outcomes.budget.start)])
    on_people = float(outcomes.spend.sum()) - handed_on
    return on_people / outcomes.scenario.assumptions.day_cost


def paid_back(net: Floats) -> Floats:
    """First month from whose end the cumulative net stays at or above 0; float64[R].

    0 where it is never below 0, infinite where it is below 0 at the end.
    """
    months = net.shape[1]
    below = net < 0
    last_below = months - np.argmax(below[:, ::-1], axis=1)
    never, still = ~below.any(axis=1), below[:, -1]
    return np.where(never, 0.0, np.where(still, np.inf, last_below + 1.0))
