"""A run and a comparison as rows of text, and as plain data for another program."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from sim.outcomes import Row
from sim.report.words import DAYS_PER_MONTH, Unit, cell, names
from sim.study.comparison import Comparison, Difference, Plan, Standing
from sim.study.parameter_uncertainty import ParameterUncertainty

SHARE, MONTHS = Unit(100, whole_from=math.inf), Unit(whole_from=math.inf)
DAYS, POUNDS = Unit(DAYS_PER_MONTH, finest=0.001), Unit(finest=1)
NOTHING = "-"
OF_A_RUN = (
    "live_headline", "live_end", "embedded_end", "months_to_20_percent", "months_to_50_percent",
    "months_to_80_percent", "abandoned", "dip", "safety_exposure", "equity_gap", "spend",
    "benefit", "site_cost", "net", "months_to_pay_back",
)  # fmt: skip
RANGES = (
    "Ranges: where the mean lies with 95 % confidence; of times, where the middle 80 % of runs "
    "lie. They cover chance and the drawn systems, not the assumptions."
)


def run_table(summary: Sequence[Row]) -> list[list[str]]:
    """Lay the main quantities of one run out for reading, headers first."""
    rows = {row.quantity: row for row in summary}
    shown = (list(_cells(rows[name])) for name in OF_A_RUN if name in rows)
    return [["", "mean", "range", "unit"], *shown]


def _cells(row: Row) -> Iterator[str]:
    """Yield what a quantity is, its mean, range and unit; per cent and days where plainer."""
    scale, unit = 1.0, row.unit
    if unit.startswith("share"):
        scale, unit = 100.0, "%"
    elif unit.startswith("performance-months"):
        scale, unit = DAYS_PER_MONTH, "days each"
    yield row.meaning.partition(";")[0].partition(" (")[0]
    if row.mean is None:
        yield from ("not reached" if unit == "month" else NOTHING, "", "")
        return
    decimals = 0 if unit == "month" else _decimals(row.mean * scale)
    mean, low, high = (
        "later" if each is None else f"{each * scale:,.{decimals}f}"
        for each in (row.mean, row.low, row.high)
    )
    yield from (mean, "" if row.low is None else f"{low} to {high}", unit)


def _decimals(value: float) -> int:
    """Choose how many decimals are worth reading."""
    return 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2


def table(comparison: Comparison) -> list[list[str]]:
    """Lay the plans out as rows, headers first; `zip(*rows)` turns it.

    A number is followed by its range; a dash is what is missing, or the baseline's own lead.
    """
    by_label = {each.label: each for each in comparison.differences}
    rows = [
        [name, *(show(standing, by_label.get(standing.label)) for _, show in _columns(comparison))]
        for name, standing in zip(names(comparison), comparison.standings, strict=True)
    ]
    return [["plan", *(header for header, _ in _columns(comparison))], *rows]


Show = Callable[[Standing, Difference | None], str]


def _columns(comparison: Comparison) -> list[tuple[str, Show]]:
    """Name each column with its unit, and how it is shown of a plan."""
    month, end = comparison.horizon.month, comparison.horizon.end
    base = names(comparison)[comparison.baseline]
    return [
        (f"live at month {month} (%)", _of_plan("live", SHARE)),
        (f"more than {base} (points)", _of_difference("live", SHARE)),
        (f"live at month {end} (%)", _of_plan("live_end", SHARE)),
        (f"embedded at month {end} (%)", _of_plan("embedded", SHARE)),
        ("half are live (month)", lambda standing, _: str(standing.half)),
        (f"sooner than {base} (months)", _sooner),
        (f"wait to go live, of {end} months", _of_plan("waiting", MONTHS)),
        ("gave up (% of those ever live)", _of_plan("abandoned", SHARE)),
        ("dip at go-live (% of activity)", _of_plan("dip", SHARE)),
        ("below tolerance (days per organisation)", _of_plan("exposure", DAYS)),
        ("below tolerance (days per organisation ever live)", _of_plan("exposure_each", DAYS)),
        (f"equity gap at month {end} (points)", _of_plan("equity_gap", SHARE)),
        ("cost per extra organisation (£)", lambda standing, _: cell(standing.cost, POUNDS)),
        ("programme spend (£)", lambda standing, _: f"{standing.spend:,.0f}"),
    ]


def _of_plan(figure: str, unit: Unit) -> Show:
    return lambda standing, _: cell(getattr(standing.figures, figure), unit)


def _of_difference(figure: str, unit: Unit) -> Show:
    return lambda _, other: cell(None if other is None else getattr(other.figures, figure), unit)


def _sooner(standing: Standing, difference: Difference | None) -> str:
    """Show months sooner, and to which share of organisations."""
    if difference is None or (found := difference.sooner) is None:
        return NOTHING
    return f"{cell(found.months, MONTHS)} to {found.share:.0%}"


def record(found: Comparison | ParameterUncertainty) -> dict[str, Any]:
    """Turn a comparison, or draws of the assumptions, into plain data for JSON.

    Plans appear by their labels; outcomes and scenarios are left out; what is
    infinite, such as the range of a single run, is null.
    """
    plain: dict[str, Any] = _plain(found)
    if isinstance(found, Comparison):
        plain["replicates"] = found.replicates
        plain["names"] = names(found)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Plan):
        return value.label
    if is_dataclass(value):
        kept = (each.name for each in fields(value) if each.name != "outcomes")
        return {name: _plain(getattr(value, name)) for name in kept}
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.tolist() if hasattr(value, "tolist") else value
