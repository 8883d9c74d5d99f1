"""A run and a comparison as rows of text."""

from collections.abc import Callable, Iterator, Sequence

from sim.outcomes import Interval, Row
from sim.outcomes.horizon import Horizon
from sim.outcomes.outcome_table import OUTCOMES, in_reading_order, quantity_of, unit_of
from sim.outcomes.units import DAYS_PER_MONTH, in_table
from sim.report.price_words import price_cell
from sim.report.time_words import months_cell
from sim.report.words import cell, names
from sim.study.comparison import Comparison, Difference, Standing
from sim.study.values import worth_showing

NOTHING = "-"
EQUAL_START = "plan, with equal starts"
RANGES = (
    "Ranges: where the mean lies with 95 % confidence; of times, where the middle 80 % of runs "
    "lie. They cover chance and the drawn systems, not the assumptions."
)


def run_table(summary: Sequence[Row]) -> list[list[str]]:
    """Lay the main quantities of one run out for reading, headers first."""
    rows = {row.quantity: row for row in summary}
    main = in_reading_order(key for key, outcome in OUTCOMES.items() if outcome.is_main)
    found = ((key, rows[quantity_of(key)]) for key in main if quantity_of(key) in rows)
    shown = (list(_cells(row)) for key, row in found if row.mean or not OUTCOMES[key].rare)
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
    first = "plan" if comparison.equal_start is None else EQUAL_START
    return [[first, *(header for header, _ in _columns(comparison))], *rows]


Show = Callable[[Standing, Difference | None], str]


def _columns(comparison: Comparison) -> list[tuple[str, Show]]:
    """Name each column with its unit, and how it is shown of a plan."""
    base = names(comparison)[comparison.baseline]
    base = base if base[:1].isalpha() else f"“{base}”"  # an amount is not "more than" itself
    keys = worth_showing(each.figures for each in comparison.standings)
    shown = {key: _of_plan(key) for key in keys} | {
        "time_to_half": lambda standing, _: str(standing.half),
        "sooner": _sooner,
        "cost": lambda standing, _: price_cell(standing.cost),
        "spend": lambda standing, _: f"{standing.spend:,.0f}",
    }
    columns = [
        (_header(key, comparison.horizon, base), shown[key]) for key in in_reading_order(shown)
    ]
    columns.insert(1, (f"more than {base} (points)", _more_live))
    return columns


def _header(key: str, horizon: Horizon, base: str) -> str:
    return OUTCOMES[key].column.format(month=horizon.month, end=horizon.end, base=base)


def _cell(value: Interval | None, key: str) -> str:
    return cell(value, in_table(unit_of(key)))


def _of_plan(key: str) -> Show:
    return lambda standing, _: _cell(standing.figures[key], key)


def _more_live(_: Standing, difference: Difference | None) -> str:
    return NOTHING if difference is None else _cell(difference.figures.live, "live")


def _sooner(standing: Standing, difference: Difference | None) -> str:
    """Show months sooner, and to which share of organisations."""
    if difference is None or (found := difference.sooner) is None:
        return NOTHING
    return months_cell(found)
