"""Open a large store of a sweep: how long it takes to look for damage and to read its cells.

    python benchmarks/stores.py             a store of 1,000,000 runs
    python benchmarks/stores.py 100000

A small sweep is run; its parts are copied under other names, with other addresses, up to the size.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from row import Row

from sim.api.sweep_running import set_out
from sim.api.sweeps import run_sweep
from sim.report.store.file_digests import digest_of
from sim.report.sweeps import parts
from sim.report.sweeps.store import Store
from sim.report.sweeps.table import cells_of
from sim.study.sweep.typed import Wishes, design_of

RUNS, REPLICATES, PARTS = 1_000_000, 64, 256
TIMES = 5
LINE = ("system=one_ics", "system.organisations=9", "clock.months=36", "strategy=none")
SECONDS = 1.0


def rows(runs: int = RUNS) -> list[Row]:
    """Measure a store with so many runs."""
    with tempfile.TemporaryDirectory() as place:
        store = Path(place, "study")
        cells = build(store, runs)
        checked = _shortest(lambda: _checked(store))
        opened = Store(store)
        read = _shortest(lambda: cells_of(opened))
        size = sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) / 2**20
    took = checked + read
    return [
        Row(
            f"a store of {cells * REPLICATES:,} runs in {cells:,} cells opens",
            f"below {SECONDS:g} s", f"{took:.2f} s", took < SECONDS,
            f"{checked:.2f} s to compare {size:.0f} MiB with their SHA-256, {read:.2f} s to read "
            "the cells",
        )
    ]  # fmt: skip


def build(store: Path, runs: int) -> int:
    """Make a store; returns how many cells it has."""
    cells = max(1, runs // REPLICATES // PARTS)
    design = design_of((*LINE, f"seed=range(0,{cells})"), Wishes(), replicates=REPLICATES)
    with tempfile.TemporaryDirectory() as place:
        seed = Path(place, "study")
        run_sweep(set_out(design, seed))
        store.mkdir()
        shutil.copytree(seed / "designs", store / "designs")
        prefix = parts.names(seed)[0].partition("-")[0]
        tables = {folder: _whole(seed / folder) for folder in parts.TABLES}
    for folder in (*parts.TABLES, parts.PARTS):
        (store / folder).mkdir()
    for number in range(PARTS):
        _copy(store, f"{prefix}-{number:05d}", number, cells, tables)
    return cells * PARTS


def _whole(folder: Path) -> pa.Table:
    """Put the parts of a small store together; the first has what a part says of itself."""
    tables = [pq.read_table(path) for path in sorted(folder.iterdir())]
    said = tables[0].schema.metadata
    every = pa.concat_tables(each.replace_schema_metadata() for each in tables)
    return every.replace_schema_metadata(said)


def _copy(store: Path, name: str, number: int, cells: int, tables: dict[str, pa.Table]) -> None:
    """Write a part with the same runs, as if they were of other cells."""
    sums = []
    for folder, table in tables.items():
        for column in {"cell", "ensemble"} & set(table.column_names):
            place = table.column_names.index(column)
            renamed = pc.binary_replace_slice(table[column], 0, 4, f"{number:04x}")
            table = table.set_column(place, column, renamed)
        if folder == parts.CELLS:
            place = table.column_names.index("seed")
            table = table.set_column(place, "seed", pc.add(table["seed"], number * cells))
        path = store / folder / f"{name}{parts.TABLE}"
        parts.write_file(table, path, parts.COMPRESSION[folder])
        sums.append(f"{digest_of(path)}  {folder}/{path.name}\n")
    (store / parts.PARTS / f"{name}{parts.SUM}").write_text("".join(sums))


def _checked(place: Path) -> None:
    store = Store(place)
    store.check(parts.names(place))
    if store.damaged:
        raise SystemExit(f"damaged: {store.damaged}")


def _shortest(measured: Callable[[], object]) -> float:
    """Return the shortest of several times [s]."""
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        measured()
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]) if sys.argv[1:] else RUNS):
        print(f"{row.what}: {row.measured} ({row.note})")
