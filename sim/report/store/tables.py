"""Outcomes as tidy tables, and the tables as Parquet and CSV files."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sim.outcomes import Outcomes
from sim.params.errors import UserError
from sim.params.names import GAPS, STAGES
from sim.params.spreadsheet_text import as_text
from sim.report.store.column_words import words_of
from sim.report.store.curves import Curve

Columns = dict[str, Any]
SUMMARY = ("plan", "against", "quantity", "mean", "low", "high", "unit", "meaning", "name")


def curve_columns(label: str, curves: Sequence[Curve]) -> Columns:
    """Lay curves out tidily: one row per month, dimension, group and series of a plan."""
    months, count = len(curves[0].mean), len(curves)
    return {
        "plan": [label] * (count * months),
        "month": np.tile(np.arange(months, dtype=np.int32), count),
        "dimension": np.repeat([each.dimension for each in curves], months),
        "group": np.repeat([each.group for each in curves], months),
        "series": np.repeat([each.series for each in curves], months),
        "mean": np.concatenate([each.mean for each in curves]),
        "low": np.concatenate([each.low for each in curves]),
        "high": np.concatenate([each.high for each in curves]),
    }


def series_of(outcomes: Outcomes) -> dict[str, np.ndarray]:
    """Give everything that is known of each replicate and month; each [R, T + 1] or [R, T].

    `sim.outcomes.series` says what each is.  `uptake verify` compares these.
    """
    stages = {name: outcomes.stages[:, :, stage] for stage, name in enumerate(STAGES)}
    counted = ("ever_live", "ever_abandoned", "locked_in", "live_size", "using", "days", "exposure")
    money = ("benefit", "in_year_cash", "site_cost")
    return stages | {name: getattr(outcomes, name) for name in (*counted, *money)}


def replicate_columns(label: str, outcomes: Outcomes, every_series: bool = True) -> Columns:
    """Lay replicates out tidily: one row per replicate and month of a plan.

    What happens in a month stands with the record that the month leads to, so month 0 has none.

    every_series  otherwise only counts of organisations and shares of them: the other numbers are
                  fractions with all their digits, which no compression makes smaller
    """
    replicates, months = outcomes.stages.shape[:2]
    shares = {"live_share": outcomes.live, "embedded_share": outcomes.embedded}
    series = series_of(outcomes)
    if every_series:
        shares["served_share"] = outcomes.served
    else:
        series = {name: each for name, each in series.items() if each.dtype.kind == "i"}
    return {
        "plan": [label] * (replicates * months),
        "replicate": np.repeat(outcomes.replicates, months),
        "system_draw": np.repeat(outcomes.clusters, months),
        "month": np.tile(np.arange(months, dtype=np.int32), replicates),
        **{name: share.ravel() for name, share in shares.items()},
        **{name: _by_record(each, months) for name, each in series.items()},
    }


def organisation_columns(label: str, outcomes: Outcomes) -> Columns:
    """Lay organisations out tidily: one row per organisation and month of a plan.

    `sim.outcomes.series` says what each column is; in the last month no gap binds (missing).
    """
    names, first_live = outcomes.names, outcomes.first_live
    if names is None or first_live is None:
        return {}
    stage_of, binding_of = outcomes.stage_of, outcomes.binding_of
    assert stage_of is not None
    assert binding_of is not None
    months, count = len(stage_of), len(outcomes.replicates)
    missing = np.full((1, len(names), len(GAPS)), np.nan)
    binding = np.concatenate([binding_of / count, missing])
    return {
        "plan": [label] * (len(names) * months),
        "organisation": np.repeat(names, months),
        "type": np.repeat(outcomes.types or (), months),
        "region": np.repeat(outcomes.regions or (), months),
        "first_live": np.repeat(_median_month(first_live), months),
        "never_live": np.repeat(first_live[:, -1] / count, months),
        "month": np.tile(np.arange(months, dtype=np.int32), len(names)),
        **{f"in_{name}": (stage_of[:, :, k] / count).T.ravel() for k, name in enumerate(STAGES)},
        **{f"{gap}_binds": binding[:, :, k].T.ravel() for k, gap in enumerate(GAPS)},
    }


def write_parquet(path: Path, parts: Iterable[Columns]) -> None:
    """Write tables of the same columns one below the other; not a number becomes missing.

    Each column carries its unit and meaning: as metadata of its field, and for pandas together in
    `attrs["columns"]`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = [_arrow(part) for part in parts if part]
    if tables:
        whole = _with_words(pa.concat_tables(tables))
        fractions = [each.name for each in whole.schema if pa.types.is_floating(each.type)]
        pq.write_table(
            whole, path, compression="zstd",
            # Bytes of like weight side by side: a fifth smaller, and nothing is lost.
            use_dictionary=[name for name in whole.column_names if name not in fractions],
            column_encoding=dict.fromkeys(fractions, "BYTE_STREAM_SPLIT"),
        )  # fmt: skip


def write_summary(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the summary for a spreadsheet.

    With a byte order mark: Excel reads a CSV without it in the machine's old code page, so that
    every letter beyond ASCII comes out wrong; LibreOffice, pandas and R's readr skip the mark.
    A label that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, SUMMARY)
        writer.writeheader()
        writer.writerows({name: as_text(cell) for name, cell in row.items()} for row in rows)


def _with_words(table: Any) -> Any:
    """Add the unit and meaning of each column to a table of pyarrow."""
    import pyarrow as pa

    words = words_of(table.column_names)
    fields = [each.with_metadata(words.get(each.name)) for each in table.schema]
    attributes = {"PANDAS_ATTRS": json.dumps({"columns": words}, ensure_ascii=False)}
    return pa.Table.from_arrays(table.columns, schema=pa.schema(fields, attributes))


def _arrow(columns: Columns) -> Any:
    import pyarrow as pa

    table = {}
    for name, column in columns.items():
        array = pa.array(column, from_pandas=True)
        table[name] = array.dictionary_encode() if pa.types.is_string(array.type) else array
    return pa.table(table)


def _by_record(values: np.ndarray, months: int) -> np.ndarray:
    """Put what happens in month t at record t + 1."""
    if values.shape[1] == months:
        return values.ravel()
    nothing_yet = np.full((len(values), 1), np.nan)
    return np.concatenate([nothing_yet, values], axis=1).ravel()


def _median_month(first_live: np.ndarray) -> np.ndarray:
    """Median first live month of each organisation; not a number where most never go live.

    first_live  int64[N, T + 2]  replicates by first live month; the last column is never
    """
    counted = np.cumsum(first_live[:, :-1], axis=1)
    reached = 2 * counted > first_live.sum(axis=1, keepdims=True)
    return np.where(reached.any(axis=1), reached.argmax(axis=1), np.nan)


def read_columns(path: Path) -> dict[str, np.ndarray]:
    """Read a table that `write_parquet` wrote.

    Raises
    ------
    UserError
        If it cannot be read.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with path.open("rb") as file:
            table = pq.read_table(file)
    except (OSError, pa.ArrowException) as error:
        raise UserError(f"{path} cannot be read: {' '.join(str(error).split())}") from None
    return {name: np.asarray(table[name]) for name in table.column_names}
