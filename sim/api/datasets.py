"""A run as a labelled dataset."""

from typing import TYPE_CHECKING

import numpy as np

import sim
from sim.outcomes import Outcomes
from sim.outcomes.declare import OF_ALL
from sim.outcomes.series import COLUMNS
from sim.params.names import STAGES

if TYPE_CHECKING:
    import xarray as xr

# Each variable and coordinate, and the series whose words it has
SHARES = {
    "share": "share", "live": "live_share", "embedded": "embedded_share", "locked_in": "locked_in",
    "ever_live": "ever_live", "replicate": "replicate", "month": "month", "stage": "stage",
    "system_draw": "system_draw",
}  # fmt: skip


def shares_by_month(outcomes: Outcomes, title: str, label: str) -> "xr.Dataset":
    """Lay the shares of the organisations out by replicate, month and stage.

    Returns
    -------
    xarray.Dataset
        share [replicate, month, stage]; live, embedded, locked_in, ever_live [replicate, month].
        Each has `units` and `long_name`; the dataset has title, plan, system, seed, replicates,
        engine and version.
    """
    import xarray as xr

    o, by_month = outcomes, ("replicate", "month")
    found = xr.Dataset(
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
        attrs={
            "title": title, "plan": label, "system": o.scenario.system.title, "seed": o.seed,
            "replicates": len(o.replicates), "engine": o.engine, "version": sim.__version__,
        },
    )  # fmt: skip
    for name, series in SHARES.items():
        words = COLUMNS[series]
        unit = words.unit if name in found.coords else OF_ALL
        found[name].attrs |= {"units": unit, "long_name": words.meaning}
    return found
