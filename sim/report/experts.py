"""What experts said together, as a table for the screen and for a file, and in words."""

import csv
import io
from typing import Any

from sim.config import keys
from sim.params.display import as_typed
from sim.study.experts.pool import Pooled
from sim.study.experts.sets import Elicited

SHOWN = (0.05, 0.25, 0.5, 0.75, 0.95)
HEAD = ("number", "asked", "5 %", "50 %", "95 %", "shipped range")
COLUMNS = ("key", "experts", "5%", "25%", "50%", "75%", "95%", "shipped_low", "shipped_high")
BEYOND = "beyond the shipped range: the experts know more, or meant another unit"
DIGITS = 3


def rows_of(found: Elicited) -> list[tuple[str, ...]]:
    """Return one row for each number that was asked: `HEAD` says of what."""
    rows: list[tuple[str, ...]] = []
    for key, pool in found.pools.items():
        low, _, middle, _, high = _numbers(pool)
        shipped = found.shipped[key]
        unit = keys.find(key).field.metadata["unit"]
        ends = f"{as_typed(shipped.low)} to {as_typed(shipped.high)} [{unit}]"
        rows.append((key, str(pool.experts), low, middle, high, ends))
    return rows


def as_table(found: Elicited) -> str:
    """Write the pooled quantiles as CSV, without anybody's name."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for key, pool in found.pools.items():
        shipped = found.shipped[key]
        writer.writerow([key, pool.experts, *_numbers(pool), shipped.low, shipped.high])
    return file.getvalue()


def notes_of(found: Elicited) -> list[str]:
    """Say in words how it was pooled, what is beyond the shipped ranges, and what was not asked."""
    outside = [key for key in found.pools if _is_beyond(found, key)]
    about = found.sets.about
    notes = [f"{about[0].upper()}{about[1:]}."]
    if outside:
        notes.append(f"{', '.join(outside)}: half or more of the belief is {BEYOND}.")
    return notes


def document_of(found: Elicited) -> dict[str, Any]:
    """Return the same as plain data."""
    return {
        "experts": found.experts,
        "sets": len(found.sets),
        "about": found.sets.about,
        "pooled": {
            key: {
                "experts": pool.experts,
                "quantiles": {f"{u:g}": float(pool.quantile(u)) for u in SHOWN},
                "shipped": [found.shipped[key].low, found.shipped[key].high],
            }
            for key, pool in found.pools.items()
        },
    }


def _is_beyond(found: Elicited, key: str) -> bool:
    middle, shipped = float(found.pools[key].quantile(0.5)), found.shipped[key]
    return not shipped.low <= middle <= shipped.high


def _numbers(pool: Pooled) -> list[str]:
    return [f"{float(pool.quantile(u)):.{DIGITS}g}" for u in SHOWN]
