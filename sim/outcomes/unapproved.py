"""Safety exposure from use by staff that no organisation has approved."""

from functools import lru_cache

import numpy as np

from sim.networks.system import Floats
from sim.outcomes.horizon import Horizon
from sim.outcomes.outcomes import Outcomes
from sim.outcomes.samples import Sample, ratio_sample, sample
from sim.params import Kind
from sim.process.settings.timeline import changes_at
from sim.rules import own_use

OWN_USE = "innovation.own_use"
KEPT = 64  # series of a run's months


def unapproved_exposure(outcomes: Outcomes) -> Floats:
    """Part of the safety exposure that arises where the innovation is not live (E24).

    It needs no counter: own use is the same everywhere, so it follows from who is live by size.

    Returns
    -------
    float64[R, T]  performance-months; 0 in a classic process, in which nobody uses it by themselves
    """
    scenario, months = outcomes.scenario, outcomes.months
    if scenario.process.kind != Kind.full:
        return np.zeros((len(outcomes.all_size), months))
    own = scenario.innovation.own_use
    changes = [changes_at(scenario, month) for month in range(months)] if scenario.events else []
    spreads, risks = (
        tuple(each.get(f"{OWN_USE}.{name}", usual) for each in changes) or (usual,) * months
        for name, usual in (("spread", own.spread), ("risk", own.risk))
    )
    each = _of_an_average_one(own.start, spreads, risks)
    found: Floats = (outcomes.all_size[:, None] - outcomes.live_size[:, :-1]) * each
    return found


@lru_cache(KEPT)
def _of_an_average_one(
    start: float, spreads: tuple[float, ...], risks: tuple[float, ...]
) -> Floats:
    """Return what an organisation of average size adds in each month: alike in most cells."""
    using, each = start, []
    for spread, risk in zip(spreads, risks, strict=True):
        using = own_use.own_use_after(using, spread)
        each.append(own_use.unapproved_exposure(1.0, using, risk))
    found = np.array(each)
    found.flags.writeable = False
    return found


def without_approval(outcomes: Outcomes, horizon: Horizon) -> Sample:
    """Sum it up to the end of a horizon, per organisation [performance-months]."""
    total = unapproved_exposure(outcomes)[:, : horizon.end].sum(axis=1)
    return sample(outcomes, total / outcomes.organisations)


def where_live(outcomes: Outcomes, horizon: Horizon) -> Sample | None:
    """Sum up all other exposure, per organisation that has ever been live; None if none has."""
    approved = (outcomes.exposure - unapproved_exposure(outcomes))[:, : horizon.end].sum(axis=1)
    return ratio_sample(outcomes, approved, outcomes.ever_live[:, horizon.end])
