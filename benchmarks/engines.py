"""How fast: the engines against each other, a roofline, whole commands, and the first use.

    python benchmarks/engines.py            about six minutes
    python benchmarks/engines.py --quick    about two minutes, rougher, without the longest

Compare lines of one run, not runs on different days.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import commands
import full_process
import roofline
from row import Row

CACHE_VARIABLES = ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME")  # Linux, Windows, macOS


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every line with the machine it was measured on."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer repeats, the longest left out")
    quick = parser.parse_args(arguments).quick
    print(machine())
    for row in [*full_process.rows(quick), *roofline.rows(), *commands.rows()]:
        show(row)
    if not quick:
        first_use()


def show(row: Row) -> None:
    """Print a line of the table."""
    print(f"{row.what}\n    {row.measured} (asked: {row.asked})\n    {row.note}", flush=True)


def machine() -> str:
    """Describe what the figures hold for."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "mesa"))
    return (
        f"{platform.system()} {platform.machine()}, {processor()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {packages}"
    )


def processor() -> str:
    """Name the processor, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "processor unknown"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "processor unknown"


def first_use() -> None:
    """Time the first run on a machine, which compiles, and the second."""
    with tempfile.TemporaryDirectory() as place:
        empty = dict.fromkeys(CACHE_VARIABLES, place)
        run = ("run", "--replicates", "64", "--fixed-assumptions", "--json")
        for what in ("first use, compiling", "second use"):
            print(f"{what}\n    {commands.uptake(place, *run, **empty)[1]:.1f} s", flush=True)


if __name__ == "__main__":
    main()
