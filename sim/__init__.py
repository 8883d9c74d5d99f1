"""How an innovation spreads through a health system, and what a spread partner can do about it.

    import sim
    result = sim.run("scenario=avt_london", replicates=200)
    result.summary, result.curves, result.frame

    result = sim.run("scenario=avt_london", system=graph)  # on a network of your own

    sim.spread(graph, "threshold", seeds=[0], thresholds=0.25, steps=50)

The functions load when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.api import Comparison, Result, compare, ledger, run
    from sim.api.calibrate import calibrate
    from sim.api.diffusion import diffusion
    from sim.api.forecast import forecast
    from sim.api.influence import influence
    from sim.api.sensitivity import sensitivity
    from sim.api.sites import sites
    from sim.api.sweep import sweep
    from sim.api.sweep_results import results
    from sim.api.track import track
    from sim.api.verification import verify
    from sim.config import assumption_ranges, load, with_values
    from sim.engines.simulate import simulate
    from sim.networks import system_from_graph as from_graph
    from sim.networks import system_from_matrix as from_matrix
    from sim.networks import to_graph
    from sim.networks.classics import spread
    from sim.networks.system import System
    from sim.params import Scenario
    from sim.params.errors import UserError

    __version__: str

__all__ = [
    "Comparison", "Result", "Scenario", "System", "UserError", "assumption_ranges", "calibrate",
    "compare", "diffusion", "forecast", "from_graph", "from_matrix", "influence", "ledger", "load",
    "results", "run", "sensitivity", "simulate", "sites", "spread", "sweep", "to_graph", "track",
    "verify", "with_values",
]  # fmt: skip

# Where each name is, and what it is called there if that is another name
_PLACES = {
    **dict.fromkeys(("Comparison", "Result", "compare", "ledger", "run"), "sim.api"),
    **dict.fromkeys(("assumption_ranges", "load", "with_values"), "sim.config"),
    **dict.fromkeys(("from_graph", "from_matrix", "to_graph"), "sim.networks"),
    "Scenario": "sim.params",
    "System": "sim.networks.system",
    "UserError": "sim.params.errors",
    "calibrate": "sim.api.calibrate",
    "diffusion": "sim.api.diffusion",
    "forecast": "sim.api.forecast",
    "influence": "sim.api.influence",
    "results": "sim.api.sweep_results",
    "sensitivity": "sim.api.sensitivity",
    "simulate": "sim.engines.simulate",
    "sites": "sim.api.sites",
    "spread": "sim.networks.classics",
    "sweep": "sim.api.sweep",
    "track": "sim.api.track",
    "verify": "sim.api.verification",
}
_CALLED = {"from_graph": "system_from_graph", "from_matrix": "system_from_matrix"}

if not TYPE_CHECKING:  # for a type checker the names above are all there is

    def __getattr__(name: str) -> Any:
        """Load a public name, or the version, when it is first asked for."""
        if name in _PLACES:
            return getattr(import_module(_PLACES[name]), _CALLED.get(name, name))
        if name == "__version__":
            return _version()
        raise AttributeError(f"module 'sim' has no attribute {name!r}")


def _version() -> str:
    """Return the version of the package, as installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("uptake-sim")
    except PackageNotFoundError:
        return "unknown (not installed)"


def __dir__() -> list[str]:
    """Name what the package offers, loaded or not."""
    return sorted([*globals(), *__all__, "__version__"])
