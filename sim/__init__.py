"""How an innovation spreads through a health system, and what a spread partner can do about it.

    import sim
    result = sim.run("scenario=avt_london", replicates=200)
    result.summary, result.curves, result.frame

    sim.spread(graph, "threshold", seeds=[0], thresholds=0.25, steps=50)

The functions load when they are first used, so that importing the package costs nothing.
"""

from typing import Any

__all__ = ["compare", "influence", "ledger", "load", "run", "spread"]


def __getattr__(name: str) -> Any:
    """Load a public function, or the version, when it is first asked for."""
    if name == "spread":
        from sim.networks import classics

        return classics.spread
    if name == "influence":
        from sim.api.influence import influence

        return influence
    if name in __all__:
        from sim import api

        return getattr(api, name)
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("uptake-sim")
        except PackageNotFoundError:
            return "unknown (not installed)"
    raise AttributeError(f"module 'sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Name what the package offers, loaded or not."""
    return sorted([*globals(), *__all__, "__version__"])
