"""A part of a sweep as tables, and back."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.config import keys
from sim.outcomes.kept_runs import COLUMNS, KEPT, Runs
from sim.study.sweep.batches import Part
from sim.study.sweep.cells import Ran
from sim.study.sweep.design import OWN

DONE, FAILED = "done", "failed"
LOW, HIGH = "_low", "_high"
# In the metadata of the cells: addresses that other parts have, and how many cells it had to run
ELSEWHERE, BATCH = b"elsewhere", b"cells"
LIVE = "live_by_month"
OF_BATCH = ("first_replicate", "replicates", "system_draw")


def cells_table(part: Part) -> Any:
    """Lay out a row for each cell: what it is, its settings, and what it came to."""
    import pyarrow as pa

    rows = [_row(each, part.keys) for each in part.ran]
    about = {ELSEWHERE: "\n".join(part.elsewhere).encode(), BATCH: str(part.cells).encode()}
    return pa.Table.from_pylist(rows, _schema(part.keys).with_metadata(about))


def empty_cells(keys: Sequence[str] = ()) -> Any:
    """Lay out cells as `cells_table` does, without any."""
    return _schema(keys).empty_table()


def _schema(keys: Sequence[str]) -> Any:
    import pyarrow as pa

    fields = [
        *((name, pa.string()) for name in ("cell", "ensemble", "state", "failure", "asked")),
        ("seed", pa.int64()), ("replicates", pa.int64()), ("organisations", pa.int64()),
        ("months", pa.int64()),
        *((key, _type(key)) for key in keys if key not in OWN),
        *((name, pa.float64()) for key in KEPT for name in (key, f"{key}{LOW}", f"{key}{HIGH}")),
    ]  # fmt: skip
    return pa.schema(fields)


def runs_table(part: Part) -> Any:
    """Lay out a row for each run that was made now."""
    import pyarrow as pa

    new = [(each.cell.ensemble, each.new) for each in part.ran if each.new is not None]
    counts = [len(runs.replicates) for _, runs in new]
    columns: dict[str, Any] = {
        "ensemble": pa.array(np.repeat([name for name, _ in new], counts).tolist(), pa.string()),
        "replicate": pa.array(_joined([runs.replicates for _, runs in new]), pa.int32()),
        "system_draw": pa.array(_joined([runs.clusters for _, runs in new]), pa.int32()),
    }
    for name in COLUMNS:
        unknown = [np.full(count, np.nan) for count in counts]
        found = [runs.columns.get(name, nan) for (_, runs), nan in zip(new, unknown, strict=True)]
        columns[name] = pa.array(_joined(found), pa.float64(), from_pandas=True)
    live = [runs.live.astype(np.int32) for _, runs in new]
    lengths = _joined([np.full(len(each), each.shape[1]) for each in live])
    ends = np.cumsum(lengths, dtype=np.int32)
    columns[LIVE] = pa.ListArray.from_arrays(
        pa.array(np.concatenate([[0], ends]), pa.int32()),
        pa.array(_joined([each.ravel() for each in live]), pa.int32()),
    )
    return pa.table(columns)


def groups_table(part: Part) -> Any:
    """Lay out a row for each group of each batch of runs that were made now."""
    import pyarrow as pa

    new = [(each.cell.ensemble, each.new) for each in part.ran if each.new is not None]
    shapes = [runs.group_live.shape for _, runs in new]
    names = [runs.groups for _, runs in new]

    def by_batch(name: str) -> Any:
        of = [np.repeat(getattr(runs, name), runs.group_live.shape[1]) for _, runs in new]
        return pa.array(_joined(of), pa.int32())

    def by_group(place: int) -> Any:
        told = [[each[place] for each in groups] * rows
                for groups, (rows, _) in zip(names, shapes, strict=True)]  # fmt: skip
        return pa.array([word for words in told for word in words], pa.string())

    sizes = [rows * columns for rows, columns in shapes]
    return pa.table(
        {
            "ensemble": pa.array(np.repeat([name for name, _ in new], sizes).tolist(), pa.string()),
            "first_replicate": by_batch("batch_first"),
            "replicates": by_batch("batch_replicates"),
            "system_draw": by_batch("batch_clusters"),
            "dimension": by_group(0),
            "group": by_group(1),
            "live": pa.array(_joined([runs.group_live.ravel() for _, runs in new]), pa.int64()),
            "size": pa.array(_joined([runs.group_sizes.ravel() for _, runs in new]), pa.int64()),
        }
    )


def runs_from(runs: Any, groups: Any) -> Runs | None:
    """Read the runs of one ensemble back, from its rows of both tables.

    Runs that two processes made at the same time count once.  Returns the first runs, as many as
    follow one another; None if there are none.
    """
    import pyarrow.compute as pc

    pairs = list(zip(groups["dimension"].to_pylist(), groups["group"].to_pylist(), strict=True))
    width = len(dict.fromkeys(pairs))
    whole = {name: groups[name].to_numpy().astype(np.int64).reshape(-1, width)
             for name in ("live", "size", *OF_BATCH)}  # fmt: skip
    first, count, draw = (whole[name][:, 0] for name in OF_BATCH)
    chosen = _following(first, count)
    numbers, rows = np.unique(runs["replicate"].to_numpy(), return_index=True)
    end = int(count[chosen].sum())
    if end == 0 or not np.array_equal(numbers[:end], np.arange(end)):
        return None
    runs = runs.take(rows[:end])
    live = pc.list_flatten(runs[LIVE]).to_numpy().astype(np.int32).reshape(end, -1)
    columns = {name: runs[name].to_numpy() for name in COLUMNS}
    known = {name: each for name, each in columns.items() if not np.isnan(each).all()}
    return Runs(
        np.arange(end), runs["system_draw"].to_numpy().astype(np.int64), known, {}, live,
        tuple(pairs[:width]), whole["live"][chosen], whole["size"][chosen],
        first[chosen], count[chosen], draw[chosen],
    )  # fmt: skip


def _following(first: np.ndarray, count: np.ndarray) -> list[int]:
    """Choose batches that follow one another without a gap, from run 0."""
    longest: dict[int, int] = {}
    for place, (start, runs) in enumerate(zip(first.tolist(), count.tolist(), strict=True)):
        if start not in longest or count[longest[start]] < runs:
            longest[start] = place
    chosen, end = [], 0
    while end in longest:
        chosen.append(longest[end])
        end += int(count[longest[end]])
    return chosen


def _row(each: Ran, swept: Sequence[str]) -> dict[str, Any]:
    cell, runs = each.cell, each.runs
    row: dict[str, Any] = {
        "cell": cell.address, "ensemble": cell.ensemble,
        "state": FAILED if each.failure else DONE, "failure": each.failure or None,
        "asked": cell.asked.text, "seed": cell.asked.seed, "replicates": cell.asked.replicates,
        "organisations": None if runs is None else each.organisations,
        "months": None if runs is None else runs.live.shape[1] - 1,
    }  # fmt: skip
    row |= {key: cell.settings[key] for key in swept if key not in OWN}
    for name, (mean, low, high) in each.estimates.items():
        row |= {name: mean, f"{name}{LOW}": low, f"{name}{HIGH}": high}
    return row


def _type(key: str) -> Any:
    """Return the type of a column of settings: always the same for a key."""
    import pyarrow as pa

    leaf = keys.known(key)
    kinds = {bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
    return pa.string() if leaf is None else kinds.get(leaf.kind, pa.string())


def _joined(arrays: Sequence[Any]) -> Any:
    return np.concatenate(arrays) if arrays else np.empty(0)
