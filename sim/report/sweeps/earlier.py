"""What a store had when a sweep began: cells that are done, and runs that more can be added to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from sim.outcomes.kept_runs import Runs
from sim.report.sweeps import parts
from sim.report.sweeps.part_tables import DONE, runs_from
from sim.study.sweep.cells import Cell

TABLES_OPEN = 16  # cells of a batch were near each other when they were run before, too


@dataclass(frozen=True)
class Found:
    """What a store has of some cells.

    done     addresses of cells that are there
    earlier  address -> runs that there are, of cells that ask for more
    covered  addresses of cells that ask for some of the runs that there are
    before   how often these cells were asked for that are there
    """

    done: frozenset[str] = frozenset()
    earlier: Mapping[str, Runs] = field(default_factory=dict)
    covered: frozenset[str] = frozenset()
    before: int = 0


@dataclass(frozen=True)
class Known:
    """The cells in some parts of a store."""

    place: Path
    names: Sequence[str]

    @cached_property
    def _cells(self) -> tuple[frozenset[str], dict[str, list[str]]]:
        """Addresses of cells that are done, and the parts that have runs of an ensemble."""
        done: set[str] = set()
        of: dict[str, list[str]] = {}
        for name in self.names:
            path = _path(self.place, parts.CELLS, name)
            table = parts.read_table(path, ["cell", "ensemble", "state"])
            for address, ensemble, state in zip(
                *(each.to_pylist() for each in table.columns), strict=True
            ):
                if state == DONE:
                    done.add(address)
                    names = of.setdefault(ensemble, [])
                    if names[-1:] != [name]:
                        names.append(name)
        return frozenset(done), of

    @cached_property
    def _tables(self) -> Callable[[str, str], dict[str, Any]]:
        return lru_cache(TABLES_OPEN)(partial(_by_ensemble, self.place))

    @property
    def done(self) -> frozenset[str]:
        """Addresses of cells that are done."""
        return self._cells[0]

    def of(self, cells: Iterable[Cell]) -> Found:
        """Say what there is of some cells."""
        if not self.names:
            return Found()
        done, earlier, covered, before = set(), {}, set(), 0
        for cell in cells:
            if cell.address in self.done:
                done.add(cell.address)
                before += 1
            elif (runs := self._runs(cell.ensemble)) is not None:
                if len(runs.replicates) < cell.asked.replicates:
                    earlier[cell.address] = runs
                else:
                    covered.add(cell.address)
        return Found(frozenset(done), earlier, frozenset(covered), before)

    def _runs(self, ensemble: str) -> Runs | None:
        import pyarrow as pa

        runs, groups = (
            [table for name in self._cells[1].get(ensemble, ())
             if (table := self._tables(folder, name).get(ensemble)) is not None]
            for folder in (parts.RUNS, parts.GROUPS)
        )  # fmt: skip
        return runs_from(pa.concat_tables(runs), pa.concat_tables(groups)) if runs else None


def _by_ensemble(place: Path, folder: str, name: str) -> dict[str, Any]:
    """Read a table of a part, and part it by ensemble; rows of one are together."""
    table = parts.read_table(_path(place, folder, name))
    words = table["ensemble"].to_numpy(zero_copy_only=False)
    if not len(words):
        return {}
    starts = np.flatnonzero(np.concatenate([[True], words[1:] != words[:-1]]))
    sizes = np.diff([*starts, len(words)])
    return {
        words[start]: table.slice(start, size)
        for start, size in zip(starts.tolist(), sizes.tolist(), strict=True)
    }


def _path(place: Path, folder: str, name: str) -> Path:
    return place / folder / f"{name}{parts.TABLE}"
