"""The cells of a store as one table, and what is missing or failed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.report.sweeps import parts
from sim.report.sweeps.part_tables import BATCH, DONE, ELSEWHERE, FAILED
from sim.report.sweeps.store import Kept, Store
from sim.study.sweep.design import SEED

if TYPE_CHECKING:
    import pandas as pd

AGAIN = "-again-"  # in the name of a part with cells that were run again


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
    """Read all cells of a store that is checked (`Store.check`)."""
    designs = store.designs()
    rank = {each.prefix: place for place, each in enumerate(designs)}
    tables, newest, whole = [], dict[str, int](), dict[str, int]()
    for name in store.whole:
        table, elsewhere, cells = read(store, name)
        design, again = name.partition("-")[0], AGAIN in name
        whole[design] = whole.get(design, 0) + (0 if again else cells)
        order = rank.get(design, -1)
        for address in elsewhere:
            newest[address] = max(order, newest.get(address, order))
        tables.append(table.to_pandas().assign(order=order, again=again, part=name))
    keys = designs[-1].keys
    frame = _together(tables)
    frame["order"] = frame["order"].combine(frame["cell"].map(newest).fillna(-1), max)
    latest = _latest(frame, keys)
    asked = {each.prefix: each for each in designs if not _is_replaced(each, designs)}
    missing = sum(each.cells - whole.get(name, 0) for name, each in asked.items())
    busy = sum(asked[name].said["cells_at_once"] for name in _busy(store) if name in asked)
    left_out = frame["cell"].nunique() - len(latest)
    where = frame.groupby("ensemble")["part"].agg(lambda each: tuple(dict.fromkeys(each)))
    return Cells(
        _in_order(latest, keys), keys, missing, min(missing, busy), left_out, store.damaged,
        where.to_dict(), designs[-1].said,
    )  # fmt: skip


def failed_in(store: Store, name: str, whole: Sequence[str]) -> dict[str, str]:
    """Return what went wrong in the cells of a part that failed, and failed again since.

    whole  parts that are there (`store.whole`)

    Returns
    -------
    dict of str to str
        How a cell was asked for, and why it failed.
    """
    of = [each for each in whole if each == name or each.startswith(f"{name}{AGAIN}")]
    why: dict[str, str] = {}
    for each in of:
        for row in read(store, each)[0].select(["asked", "failure"]).to_pylist():
            before, now = why.get(row["asked"], row["failure"]), row["failure"]
            why[row["asked"]] = now if before and now else ""
    return {asked: failure for asked, failure in why.items() if failure}


def read(store: Store, name: str) -> tuple[Any, list[str], int]:
    """Read the cells of a part, the addresses that others have, and how many it had to run."""
    import pyarrow.parquet as pq

    table = pq.read_table(store.place / parts.CELLS / f"{name}{parts.TABLE}")
    said = table.schema.metadata
    return table, said[ELSEWHERE].decode().split(), int(said[BATCH])


def _together(tables: Sequence["pd.DataFrame"]) -> "pd.DataFrame":
    import pandas as pd

    some = [each for each in tables if len(each)]
    return pd.concat(some or tables[:1], ignore_index=True)


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
    place = {key: _ranks(frame[key]) for key in keys}
    order = sorted(range(len(frame)), key=lambda row: tuple(each[row] for each in place.values()))
    return frame.iloc[order].reset_index(drop=True)


def _ranks(column: "pd.Series") -> list[float]:
    if column.dtype.kind in "if":
        return column.fillna(float("-inf")).tolist()
    first = {value: float(rank) for rank, value in enumerate(dict.fromkeys(column))}
    return [first[value] for value in column]


def _busy(store: Store) -> list[str]:
    """Return the design of every batch that somebody is at work on."""
    return [name.partition("-")[0] for name in store.under_way()]


def _is_replaced(design: Kept, among: Sequence[Kept]) -> bool:
    """Whether a later line asks for all that this one asks for."""
    later = among[among.index(design) + 1 :]
    return any(_covers(each.said, design.said) for each in later)


def _covers(later: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    """Whether a design has all settings of another: their runs may be more or others."""
    if later["one_at_a_time"] != earlier["one_at_a_time"]:
        return False
    one, other = later["sample"], earlier["sample"]
    if (one is None) != (other is None):
        return False
    if one is not None and (
        any(one[word] != other[word] for word in ("ranges", "method", "seed"))
        or one["size"] < other["size"]
        or (one["method"] == "lhs" and one["size"] != other["size"])
    ):
        return False
    axes = later["axes"]
    return all(set(values) <= set(axes.get(key, ())) for key, values in earlier["axes"].items())
