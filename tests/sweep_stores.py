"""Sweeps of small systems and short runs, for tests."""

import json
from pathlib import Path

from sim.api.sweep_running import set_out
from sim.api.sweeps import run_sweep
from sim.report.sweeps import parts
from sim.report.sweeps.store import Store
from sim.report.sweeps.table import cells_of
from sim.study.sweep.typed import Wishes, design_of

NO_WISHES = Wishes()
SMALL = ("system=one_ics", "system.organisations=6", "clock.months=6")
BUDGET = "strategy.budget_per_organisation"
FOUR = ("strategy=none,one_to_one", f"{BUDGET}=300,600")


class Sweeps:
    """Sweeps of small systems in one folder."""

    def __init__(self, place):
        self.place = place

    def out(self, *texts, wishes=NO_WISHES, replicates=4, seed=0, at=None, config_dirs=()):
        design = design_of((*SMALL, *texts), wishes, seed, replicates, config_dirs)
        return set_out(design, self.place, at, config_dirs)

    def run(self, *texts, shard=None, retry=False, machine=None, **given):
        return run_sweep(self.out(*texts, **given), shard, retry, machine)

    @property
    def cells(self):
        store = Store(self.place)
        store.check(parts.names(self.place))
        return cells_of(store)

    @property
    def files(self):
        return files_in(self.place)


def files_in(place):
    """Name -> bytes of every file and folder of a store; of designs without their times."""
    return {path.relative_to(place).as_posix(): content(path) for path in Path(place).rglob("*")}


def content(path):
    if path.is_dir():
        return None
    if path.suffix != ".json":
        return path.read_bytes()
    return {word: said for word, said in json.loads(path.read_text()).items() if word != "begun"}
