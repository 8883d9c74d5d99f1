"""The cells of a store as one table, and what is missing or failed."""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.params.errors import UserError
from sim.report.sweeps import parts
from sim.report.sweeps.part_tables import BATCH, DONE, ELSEWHERE, FAILED, empty_cells
from sim.report.sweeps.store import Kept, Store
from sim.study.sweep.design import SEED

if TYPE_CHECKING:
    import pandas as pd

AGAIN = "-again-"  # in the name of a part with cells that were run again
Found = tuple[Any, list[str], int]  # cells, addresses that other parts have, cells to run


@dataclass(frozen=True)
class Cells:
    """What a store has.

    frame      a row for each cell, done or failed, in the order of its settings
    keys       that vary
    missing    cells that were asked for and have neither run nor failed
    under_way  of these, in batches that somebody is at work on, about
    left_out   rows of the same settings that a later line has replaced
    damaged    part -> the file that is not as written; its cells are missing
    parts      ensemble -> the parts that may have runs of it
    said       what the latest line said of all its cells
    """

    frame: "pd.DataFrame"
    keys: tuple[str, ...]
    missing: int
    under_way: int
    left_out: int
    damaged: dict[str, str]
    parts: Mapping[str, tuple[str, ...]]
    said: Mapping[str, Any]

    @property
    def done(self) -> int:
        """How many cells have run."""
        return int((self.frame["state"] == DONE).sum())

    @property
    def failed(self) -> int:
        """How many failed."""
        return int((self.frame["state"] == FAILED).sum())


def cells_of(store: Store) -> Cells:
    """Read all cells of a store that is checked (`Store.check`).

    Raises
    ------
    UserError
        If nothing says any more what was asked of it.
    """
    designs, names = store.designs(), store.whole
    if not designs:
        raise UserError(
            f"{store.place} does not say what was asked of it; give the line of the sweep again"
        )
    with ThreadPoolExecutor() as threads:
        found = dict(zip(names, threads.map(partial(read, store), names), strict=True))
    rank = {each.prefix: place for place, each in enumerate(designs)}
    frame = _together(found, rank, designs[-1].keys)
    stale = {each.prefix for each in designs if _is_stale(each, designs[-1])}
    newest = _newest(found, rank, stale)
    order = frame["cell"].map(newest).fillna(-1)
    is_stale = frame["part"].map({name: _design(name) in stale for name in names})
    shown = frame.assign(order=np.maximum(frame["order"], order))[~is_stale | (order >= 0)]
    latest = _latest(shown, designs[-1].keys)
    done = set(frame["cell"][frame["state"] == DONE])
    asked = {each.prefix: each for each in designs
             if each.prefix not in stale and not _is_replaced(each, designs)}  # fmt: skip
    missing = sum(each.cells - _there(found, name, done) for name, each in asked.items())
    busy = sum(asked[name].said["cells_at_once"] for name in _busy(store) if name in asked)
    return Cells(
        _in_order(latest, designs[-1].keys), designs[-1].keys, missing, min(missing, busy),
        frame["cell"].nunique() - len(latest), store.damaged, _where(frame), designs[-1].said,
    )  # fmt: skip


def _design(name: str) -> str:
    """Return the design of a part: how its name begins."""
    return name.partition("-")[0]


def _newest(
    found: Mapping[str, Found], rank: Mapping[str, int], stale: Collection[str]
) -> dict[str, int]:
    """Return address -> the latest line that has this cell and found it in another part."""
    newest: dict[str, int] = {}
    for name, (_, elsewhere, _) in found.items():
        order = rank.get(_design(name), -1)
        for address in elsewhere if _design(name) not in stale else ():
            newest[address] = max(order, newest.get(address, order))
    return newest


def _there(found: Mapping[str, Found], design: str, done: Collection[str]) -> int:
    """Count the cells of a design that are there, in its own parts or in others."""
    of = [each for name, each in found.items() if _design(name) == design and AGAIN not in name]
    return sum(cells - len(set(elsewhere).difference(done)) for _, elsewhere, cells in of)


def _where(frame: "pd.DataFrame") -> dict[str, tuple[str, ...]]:
    """Return ensemble -> the parts that may have runs of it."""
    where: dict[str, tuple[str, ...]] = {}
    pairs = frame[["ensemble", "part"]].drop_duplicates()
    for ensemble, part in zip(pairs["ensemble"], pairs["part"], strict=True):
        where[ensemble] = (*where.get(ensemble, ()), part)
    return where


def failed_in(store: Store, name: str, whole: Sequence[str]) -> set[str]:
    """Return how the cells of a part were asked for that failed, and failed again since.

    whole  names of the parts that are there
    """
    states: dict[str, str] = {}
    for each in whole:
        if each == name or each.startswith(f"{name}{AGAIN}"):
            for row in read(store, each, ["asked", "state"])[0].to_pylist():
                before = states.get(row["asked"], FAILED)
                states[row["asked"]] = DONE if DONE in (before, row["state"]) else FAILED
    return {asked for asked, state in states.items() if state == FAILED}


def read(store: Store, name: str, columns: Sequence[str] | None = None) -> Found:
    """Read the cells of a part, the addresses that others have, and how many it had to run.

    columns  which; all if absent
    """
    table = parts.read_table(store.place / parts.CELLS / f"{name}{parts.TABLE}", columns)
    said = table.schema.metadata
    return table, said[ELSEWHERE].decode().split(), int(said[BATCH])


def _together(
    found: Mapping[str, Found], rank: Mapping[str, int], keys: Sequence[str]
) -> "pd.DataFrame":
    """Put the cells of all parts together, with the place of the line that made them."""
    import pyarrow as pa

    tables = [table.replace_schema_metadata() for table, _, _ in found.values()]
    sizes = [len(table) for table in tables]
    orders = [rank.get(_design(name), -1) for name in found]
    every = pa.concat_tables([empty_cells(keys), *tables], promote_options="default")
    return every.to_pandas().assign(
        order=np.repeat(np.array(orders, int), sizes),
        again=np.repeat(np.array([AGAIN in name for name in found], bool), sizes),
        part=np.repeat(np.array(list(found), object), sizes),
    )


def _latest(frame: "pd.DataFrame", keys: Sequence[str]) -> "pd.DataFrame":
    """Keep one row for the same settings: of the latest line; there, one that went well."""
    ranked = frame.assign(well=frame["state"] == DONE)
    ranked = ranked.sort_values(["order", "well", "again"], kind="stable")
    same = [key for key in keys if key != SEED] + [SEED]
    return ranked.drop_duplicates(same, keep="last").drop(
        columns=["order", "well", "again", "part"]
    )


def _in_order(frame: "pd.DataFrame", keys: Sequence[str]) -> "pd.DataFrame":
    """Sort rows by their settings: numbers by size, words in the order in which they came."""
    ranks = [_ranks(frame[key]) for key in keys]
    order = np.lexsort(ranks[::-1]) if ranks else np.arange(len(frame))
    return frame.iloc[order].reset_index(drop=True)


def _ranks(column: "pd.Series") -> np.ndarray:
    import pandas as pd

    if column.dtype.kind in "if":
        return column.fillna(float("-inf")).to_numpy()
    return pd.factorize(column, use_na_sentinel=False)[0]


def _busy(store: Store) -> list[str]:
    """Return the design of every batch that somebody is at work on."""
    return [_design(name) for name in store.under_way()]


def _is_replaced(design: Kept, among: Sequence[Kept]) -> bool:
    """Whether a later line asks for all that this one asks for."""
    later = among[among.index(design) + 1 :]
    return any(_covers(each.said, design.said) for each in later)


def _is_stale(design: Kept, latest: Kept) -> bool:
    """Whether a preset, a file or the model is no longer as it was for the latest line."""
    one, other = design.said, latest.said
    contents = other["contents"]
    edited = any(contents.get(name, said) != said for name, said in one["contents"].items())
    return edited or one["sources"] != other["sources"]


def _covers(later: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    """Whether a design has all settings of another: their runs may be more or others.

    Both combine values in one way, and a sample is of the same ranges (`store.difference`).
    """
    one, other = later["sample"], earlier["sample"]
    if one is not None and one.get("points") != other.get("points"):
        methods = {one["method"], other["method"]}
        if methods != {"sobol"} or one["size"] <= other["size"]:  # else they begin with the same
            return False
    axes = later["axes"]
    return all(set(values) <= set(axes.get(key, ())) for key, values in earlier["axes"].items())
