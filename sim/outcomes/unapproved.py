"""Safety exposure from use by staff that no organisation has approved."""

import numpy as np

from sim.networks.system import Floats
from sim.outcomes.horizon import Horizon
from sim.outcomes.outcomes import Outcomes
from sim.outcomes.samples import Sample, ratio_sample, sample
from sim.process.settings.timeline import changes_at
from sim.rules import own_use

OWN_USE = "innovation.own_use"


def unapproved_exposure(outcomes: Outcomes) -> Floats:
    """Part of the safety exposure that arises where the innovation is not live (E24).

    It needs no counter: own use is the same everywhere, so it follows from who is live by size.

    Returns
    -------
    float64[R, T]  performance-months
    """
    scenario = outcomes.scenario
    own, each = scenario.innovation.own_use, []
    using = own.start
    for month in range(outcomes.months):
        changed = changes_at(scenario, month) if scenario.events else {}  # by dated events
        using = own_use.own_use_after(using, changed.get(f"{OWN_USE}.spread", own.spread))
        risk = changed.get(f"{OWN_USE}.risk", own.risk)
        each.append(own_use.unapproved_exposure(1.0, using, risk))
    found: Floats = (outcomes.all_size[:, None] - outcomes.live_size[:, :-1]) * np.array(each)
    return found


def without_approval(outcomes: Outcomes, horizon: Horizon) -> Sample:
    """Sum it up to the end of a horizon, per organisation [performance-months]."""
    total = unapproved_exposure(outcomes)[:, : horizon.end].sum(axis=1)
    return sample(outcomes, total / outcomes.organisations)


def where_live(outcomes: Outcomes, horizon: Horizon) -> Sample | None:
    """Sum up all other exposure, per organisation that has ever been live; None if none has."""
    approved = (outcomes.exposure - unapproved_exposure(outcomes))[:, : horizon.end].sum(axis=1)
    return ratio_sample(outcomes, approved, outcomes.ever_live[:, horizon.end])
