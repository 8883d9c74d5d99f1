"""Sweeps of a few milliseconds a cell, and the files that they leave."""

from pathlib import Path

from sim.api.sweep_running import set_out
from sim.api.sweeps import run_sweep
from sim.study.sweep.typed import Wishes, design_of

SMALL = ("system.organisations=6", "clock.months=6")
KEYS = ("strategy=none,hin_playbook", "strategy.pilots=1,2,90", "seed=range(1,9)")
CELLS, IMPOSSIBLE = 48, 16  # 90 pilots are too many
REPLICATES = 4


def sweep(place, keys=KEYS, **how):
    """Run a sweep, or a share of it, in a folder; returns how far it came."""
    design = design_of([*SMALL, *keys], Wishes(), replicates=REPLICATES)
    return run_sweep(set_out(design, Path(place)), **how)


def contents(store):
    """All files of a store, but for when its designs were asked for."""
    found = {}
    for path in sorted(Path(store).rglob("*")):
        if path.is_file():
            lines = path.read_bytes().splitlines(keepends=True)
            kept = [line for line in lines if path.suffix != ".json" or b'"begun"' not in line]
            found[path.relative_to(store).as_posix()] = b"".join(kept)
    return found
