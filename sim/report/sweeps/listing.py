"""The cells of a sweep in a terminal: what state they are in, the best and the worst, a table."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.config import swept_words
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import LEVEL, Interval
from sim.outcomes.outcome_table import OUTCOMES, quantity_of, unit_of
from sim.outcomes.units import in_table
from sim.report.sweeps.part_tables import DONE, HIGH, LOW
from sim.report.sweeps.table import Cells
from sim.report.words import cell, mean_and_range_of
from sim.study.sweep.design import REPLICATES

if TYPE_CHECKING:
    import pandas as pd

FIRST = "live"
MOST_COLUMNS = 3  # keys with a column of their own
WIDTH, WIDE = 18, 40  # columns for the values of a key, and of all keys together
AS_USUAL = "everything as usual"
SHOWN = {
    "live": "live m{month}\n%", "embedded": "embedded\n{end} %", "time_to_half": "half\nmonth",
    "abandoned": "gave up\n%",
}  # fmt: skip


def state(cells: Cells) -> str:
    """Say how many cells are done, failed and missing."""
    said = [f"{cells.done:,} done"]
    if cells.failed:
        said.append(f"{cells.failed:,} failed")
    if cells.missing:
        busy = f" ({cells.under_way:,} of them under way)" if cells.under_way else ""
        said.append(f"{cells.missing:,} missing{busy}")
    every = cells.done + cells.failed + cells.missing
    return f"{every:,} {'cell' if every == 1 else 'cells'}: {', '.join(said)}"


def extremes(cells: Cells, horizon: Horizon, config_dirs: Sequence[Path]) -> list[str]:
    """Say which settings get most organisations live, and which fewest."""
    done = cells.frame[cells.frame["state"] == DONE]
    column = quantity_of(FIRST)
    if len(done) < 2 or done[column].nunique() < 2:
        return []
    ranked = done.sort_values(column, ascending=False, kind="stable").iloc[[0, -1]]
    names = names_of(cells, ranked, config_dirs)
    names = [f"{name}{also}" for name, also in zip(names, _also(done, ranked), strict=True)]
    values = [_interval(ranked.iloc[row], column) for row in (0, -1)]
    told = [mean_and_range_of(each, unit_of(FIRST)) for each in values if each is not None]
    return [
        f"{word} live by month {horizon.month}: {name}, {value}"
        for word, name, value in zip(("Most", "Fewest"), names, told, strict=True)
    ]


def _also(done: "pd.DataFrame", ranked: "pd.DataFrame") -> Iterator[str]:
    """Say how many cells do as the most and the fewest do, or cannot be told apart from them."""
    column = quantity_of(FIRST)
    lows, highs = (done[f"{column}{end}"].fillna(done[column]) for end in (LOW, HIGH))
    for name, row in ranked.iterrows():
        ties = done[column] == row[column]
        near = (lows <= highs[name]) & (highs >= lows[name]) & ~ties
        also = [(ties.sum() - 1, "more"), (near.sum(), "whose ranges overlap")]
        told = [f"{count:,} {what}" for count, what in also if count]
        yield f" (and {' and '.join(told)})" if told else ""


def listing(
    cells: Cells, horizon: Horizon, most: int, config_dirs: Sequence[Path] = ()
) -> tuple[list[str], list[list[str]], str]:
    """Lay cells out as rows of a table.

    most  rows at most

    Returns
    -------
    The headers, the rows, and a text that explains them.
    """
    frame, keys = cells.frame.head(most), varying(cells)
    if len(keys) > MOST_COLUMNS:
        head = ["settings"]
        columns = [[broken(each, WIDE) for each in names_of(cells, frame, config_dirs)]]
    else:
        head = [broken(swept_words.name_of(key), WIDTH) for key in keys]
        columns = [_amounts(key, frame[key], config_dirs) for key in keys]
    one_end = cells.frame["months"].nunique() < 2
    ends = {"month": horizon.month, "end": f"m{horizon.end}" if one_end else "at end"}
    head += [each.format(**ends) for each in SHOWN.values()]
    rows = [
        [*(column[place] for column in columns), *_cells(row)]
        for place, (_, row) in enumerate(frame.iterrows())
    ]
    return head, rows, " ".join(_below(cells, horizon, len(frame)))


def varying(cells: Cells) -> list[str]:
    """List the keys in which cells differ."""
    return [key for key in cells.keys if cells.frame[key].nunique(dropna=False) > 1]


def names_of(cells: Cells, rows: "pd.DataFrame", config_dirs: Iterable[Path]) -> list[str]:
    """Name cells in words: by all that varies, or one key at a time by what is not as usual."""
    keys = varying(cells)
    phrases = [swept_words.phrases_of(key, plain(rows[key]), config_dirs) for key in keys]
    if not (cells.said["one_at_a_time"] and len(keys) > 2):
        return [", ".join(each) for each in zip(*phrases, strict=True)]
    usual = [cells.frame[key].mode(dropna=False)[0] for key in keys]
    changed = [
        [phrase for key, own, phrase in zip(keys, usual, each, strict=True) if row[key] != own]
        for (_, row), each in zip(rows.iterrows(), zip(*phrases, strict=True), strict=True)
    ]
    return [", ".join(each) or AS_USUAL for each in changed]


def _below(cells: Cells, horizon: Horizon, shown: int) -> Iterator[str]:
    runs = cells.frame[REPLICATES]
    some = f"{runs.min():,}" if runs.min() == runs.max() else f"{runs.min():,} to {runs.max():,}"
    yield (
        f"m{horizon.month} is month {horizon.month}. Half: half are live. Gave up: of those ever "
        f"live. Ranges: what luck does in {some} runs (95 %); what the assumptions do shows only "
        "where they are swept. All ranges: --csv FILE."
    )
    if cells.frame["months"].nunique() > 1:
        yield "Half, gave up and what is at the end: within each cell's own length."
    if shown < len(cells.frame):
        yield f"These are {shown:,} of {len(cells.frame):,} cells."
    if cells.left_out:
        yield f"{cells.left_out:,} cells of earlier lines are left out: a later line replaced them."


def _cells(row: "pd.Series") -> Iterator[str]:
    """Show a cell's outcomes: the first with its range, the others without, to fit a terminal."""
    if row["state"] != DONE:
        yield row["state"]
        yield from ["-"] * (len(SHOWN) - 1)
        return
    for key in SHOWN:
        value = _interval(row, quantity_of(key))
        unit = OUTCOMES[key].said
        assert unit is not None
        if value is None or key == FIRST:
            yield cell(value, in_table(unit))
        else:
            yield f"{value.mean * unit.scale:.0f}"


def _interval(row: "pd.Series", column: str) -> Interval | None:
    """Return a value with its range; None where it is missing or never reached."""
    mean, low, high = (float(row[name]) for name in (column, f"{column}{LOW}", f"{column}{HIGH}"))
    if mean != mean:
        return None
    if low != low or high != high:
        low, high = -float("inf"), float("inf")
    return Interval(mean, low, high, LEVEL, 2)


def _amounts(key: str, column: "pd.Series", config_dirs: Iterable[Path]) -> list[str]:
    """Put the values of a key in words, broken over lines where they are long."""
    values = plain(column)
    each = list(dict.fromkeys(values))
    words = dict(zip(each, swept_words.amounts_of(key, each, config_dirs), strict=True))
    return [broken(words[value], WIDTH) for value in values]


def broken(words: str, width: int) -> str:
    """Break words over lines."""
    return textwrap.fill(words, width, break_on_hyphens=False)


def plain(column: "pd.Series") -> list[Any]:
    """Return values as Python's own, with None where there is none."""
    return [None if each != each else each for each in column.tolist()]
