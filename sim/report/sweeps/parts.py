"""Parts of a store: written whole with the SHA-256 of its tables beside it, or not at all."""

import contextlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.params.errors import UserError
from sim.report.store import disk
from sim.report.store.file_digests import digest_of
from sim.report.sweeps.drafts import draft_of, give_name
from sim.report.sweeps.part_tables import cells_table, groups_table, runs_table
from sim.study.sweep.batches import Part

CELLS, RUNS, GROUPS, PARTS = "cells", "runs", "groups", "parts"
TABLES = {CELLS: cells_table, RUNS: runs_table, GROUPS: groups_table}
WORDS = ["ensemble", "dimension", "group"]  # columns with few values
# Runs are most of a store, and zstd makes them smaller; the others are many short columns, which
# it takes twice as long to write and to read. A part is read whole: nobody needs the least and the
# most of its columns.
COMPRESSION = {CELLS: "snappy", RUNS: "zstd", GROUPS: "snappy"}
SUM, TABLE = ".sha256", ".parquet"


def write(store: Path, part: Part) -> None:
    """Write a part; whoever writes the same at the same time writes the same bytes.

    Raises
    ------
    UserError
        If it cannot be written, such as on a full disk; nothing of it is left then.
    """
    sums = []
    try:
        for folder, table in TABLES.items():
            place = store / folder / f"{part.name}{TABLE}"
            sums.append(f"{_write_table(table(part), place)}  {folder}/{place.name}\n")
            disk.settle_names(place.parent)
        write_text("".join(sums), store / PARTS / f"{part.name}{SUM}")
    except OSError as error:
        raise UserError(
            f"cannot write {store}: {plain(error)}; the cells before are kept, and the same line "
            "goes on from there"
        ) from error


def plain(error: OSError) -> str:
    """Say what a disk refuses, in a few words."""
    return os.strerror(error.errno) if error.errno else " ".join(str(error).split())


def remove(store: Path, name: str) -> None:
    """Remove a part that others have replaced; that it counts goes first."""
    with contextlib.suppress(OSError):
        (store / PARTS / f"{name}{SUM}").unlink(missing_ok=True)
        for folder in TABLES:
            (store / folder / f"{name}{TABLE}").unlink(missing_ok=True)


def read_table(path: Path, columns: Sequence[str] | None = None) -> Any:
    """Read a table of a part: without what `pyarrow` prepares for data sets, which takes longer.

    columns  which; all if absent
    """
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        return file.read(None if columns is None else list(columns), use_threads=False)


def is_there(store: Path, name: str) -> bool:
    """Whether a part was written whole; what is wrong with it since, `damaged` says."""
    return (store / PARTS / f"{name}{SUM}").is_file()


def damaged(store: Path, name: str) -> str:
    """Say what is wrong with a part: the file that is gone, or is not as written; else nothing."""
    path = store / PARTS / f"{name}{SUM}"
    try:
        said = sums_in(path)
    except (OSError, ValueError):
        return f"{PARTS}/{path.name}"
    if set(said) != {f"{folder}/{name}{TABLE}" for folder in TABLES}:
        return f"{PARTS}/{path.name}"
    for file, digest in said.items():
        try:
            if digest_of(store / file) != digest:
                return file
        except OSError:
            return file
    return ""


def sums_in(path: Path) -> Mapping[str, str]:
    """Read a file of SHA-256: name -> digest."""
    lines = [line.split("  ") for line in path.read_text(encoding="ascii").splitlines()]
    return {name: digest for digest, name in lines}


def names(store: Path) -> list[str]:
    """List the parts that were written whole, in order."""
    return sorted(path.name.removesuffix(SUM) for path in (store / PARTS).glob(f"*{SUM}"))


def _write_table(table: Any, place: Path) -> str:
    """Write a table whole or not at all; returns the SHA-256 of its file."""
    with draft_of(place) as draft:
        write_file(table, draft, COMPRESSION[place.parent.name])
        disk.settle_file(draft)
        digest = digest_of(draft)  # not of its place, where another process may write too
        give_name(draft, place)
    return digest


def write_file(table: Any, file: Path, compression: str) -> None:
    """Write a table as one file: the same table gives the same bytes."""
    import pyarrow.parquet as pq

    pq.write_table(
        table, file, compression=compression, use_dictionary=WORDS, write_statistics=False
    )


def write_text(text: str, place: Path) -> None:
    """Write a small file whole or not at all."""
    with draft_of(place) as draft:
        draft.write_text(text, encoding="utf-8", newline="\n")
        disk.settle_file(draft)
        give_name(draft, place)
    disk.settle_names(place.parent)
