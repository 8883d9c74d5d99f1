"""What matters, as tables: what a terminal shows, and what is kept."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.report.sensitivity.names import capital
from sim.report.sensitivity.told import Told

if TYPE_CHECKING:
    import pandas as pd

SHOWN, WIDEST = 10, 40  # rows; letters of a name


def printed(told: Told) -> tuple[list[str], list[list[str]]]:
    """Return the heading and the rows of the small table that a terminal shows."""
    head = ["", "low to high", "outcome", "noise", *_index_head(told)]
    rows = []
    for name in told.found.names[:SHOWN]:
        bar = told.found.bar(name)
        cells = ["", "not possible", ""]
        if bar is not None:
            ends = f"{told.looked.level(bar.low)} to {told.looked.level(bar.high)}"
            cells = [" to ".join(told.ends(bar)), ends, f"±{told.looked.bare(bar.half)}"]
        rows.append([_short(capital(told.name(name))), *cells, *_index_cells(told, name)])
    return head, rows


def _short(name: str) -> str:
    return name if len(name) <= WIDEST else f"{name[: WIDEST - 1].rstrip()}…"


def _index_head(told: Told) -> list[str]:
    if told.found.indices is not None:
        return ["index\n%"]
    return ["PAWN", "rank"] if told.found.given is not None else ["screening"]


def _index_cells(told: Told, name: str) -> list[str]:
    found = told.found
    if found.indices is not None:
        place = found.names.index(name)
        indices = found.indices
        return [_interval(indices.total[place], *indices.total_ends[:, place])]
    if found.given is not None:
        place = found.given.names.index(name)
        return [f"{found.given.pawn[place]:.2f}", f"{found.given.rank[place]:+.2f}"]
    assert found.screening is not None
    place = found.screening.names.index(name)
    return [told.looked.move(float(found.screening.size[place]))]


def _interval(value: float, low: float, high: float) -> str:
    text = f"{100 * value:z.0f} ({100 * low:z.0f} to {100 * high:z.0f})"
    return text.replace("-", "\N{MINUS SIGN}")


def frames(told: Told) -> Mapping[str, "pd.DataFrame"]:
    """Return the tables by name; the first is the main one."""
    import pandas as pd

    found = told.found
    tables = {"sensitivity": pd.DataFrame([_row(told, name) for name in found.names])}
    if found.by_month is not None and found.spread is not None:
        tables["by_month"] = pd.DataFrame(
            [
                {"key": name, "month": month, "total": total, "spread": found.spread[month]}
                for name, each in zip(found.names, found.by_month, strict=True)
                for month, total in enumerate(each.tolist())
            ]
        )
    if found.screening is not None:
        tables["screening"] = _screening(told)
    if found.given is not None:
        tables["given"] = _given(told)
    return tables


def _row(told: Told, name: str) -> dict[str, Any]:
    bar = told.found.bar(name)
    row: dict[str, Any] = {"key": name, "name": told.name(name), "told": name in told.told}
    if bar is not None:
        at: Sequence[float | None] = (None, None) if bar.at is None else bar.at
        row |= {
            "low_end": at[0], "high_end": at[1], "outcome_low": bar.low, "outcome_high": bar.high,
            "moves": bar.moves, "half_width": bar.half,
        }  # fmt: skip
    indices = told.found.indices
    if indices is not None:
        place = told.found.names.index(name)
        row |= {
            "first": indices.first[place], "first_low": indices.first_ends[0, place],
            "first_high": indices.first_ends[1, place], "total": indices.total[place],
            "total_low": indices.total_ends[0, place],
            "total_high": indices.total_ends[1, place], "luck": indices.floor[place],
        }  # fmt: skip
    return row


def _screening(told: Told) -> "pd.DataFrame":
    import pandas as pd

    found = told.found.screening
    assert found is not None
    return pd.DataFrame(
        {
            "key": [found.names[k] for k in found.order()],
            "name": [told.name(found.names[k]) for k in found.order()],
            **{
                column: getattr(found, column)[found.order()]
                for column in ("size", "mean", "half", "signed", "mixed", "luck")
            },
        }
    )


def _given(told: Told) -> "pd.DataFrame":
    import pandas as pd

    found = told.found.given
    assert found is not None
    order = found.order()
    return pd.DataFrame(
        {
            "key": [found.names[k] for k in order],
            "name": [told.name(found.names[k]) for k in order],
            "pawn": found.pawn[order], "pawn_low": found.pawn_ends[0, order],
            "pawn_high": found.pawn_ends[1, order], "floor": found.floor,
            "rank": found.rank[order], "rank_low": found.rank_ends[0, order],
            "rank_high": found.rank_ends[1, order], "told": found.told[order],
        }
    )  # fmt: skip
