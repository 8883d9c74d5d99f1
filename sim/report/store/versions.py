"""The versions that a result was made with: Python, packages, and the model's own sources."""

import platform
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from sim.rules.sources import sources_digest

# All that can move a bit of a result, or a byte of a file; the last two draw figures.
PACKAGES = (
    "uptake-sim", "numpy", "scipy", "numba", "llvmlite", "mesa", "networkx", "pandas", "xarray",
    "hydra-core", "pyarrow", "matplotlib", "pillow",
)  # fmt: skip
SOURCES = "sources"
NUMERIC = ("numpy", "scipy", "numba", "llvmlite")  # of these, what draws and computes


@cache
def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that results could depend on.

    With the digest of the model's sources, as `sources`: two commits may have one version.
    """
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found | {SOURCES: sources_digest()}


def others_here(kept: Mapping[str, str]) -> Iterator[str]:
    """Say which versions and sources are others than those that wrote a folder."""
    here = versions()
    for name, was in kept.items():
        now = here.get(name, was)
        if name == SOURCES and now != was:
            yield "the model's sources are others than those that wrote this"
        elif now != was:
            yield f"{name} was {was}, here it is {now}"
