"""A run as a labelled dataset."""

from typing import TYPE_CHECKING

import numpy as np

from sim.outcomes import Outcomes
from sim.params.names import STAGES

if TYPE_CHECKING:
    import xarray as xr


def shares_by_month(outcomes: Outcomes, title: str, label: str) -> "xr.Dataset":
    """Lay the shares of the organisations out by replicate, month and stage."""
    import xarray as xr

    o, by_month = outcomes, ("replicate", "month")
    return xr.Dataset(
        {
            "share": ((*by_month, "stage"), o.stages / o.organisations),
            "live": (by_month, o.live),
            "embedded": (by_month, o.embedded),
            "locked_in": (by_month, o.locked_in / o.organisations),
            "ever_live": (by_month, o.ever_live / o.organisations),
        },
        coords={
            "replicate": o.replicates,
            "month": np.arange(o.months + 1),
            "stage": list(STAGES),
            "system_draw": ("replicate", o.clusters),
        },
        attrs={"title": title, "plan": label, "seed": o.seed},
    )
