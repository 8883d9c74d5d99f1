"""A comparison as rows of text."""

from collections.abc import Callable

from sim.study.comparison import Comparison, Difference, Standing
from sim.study.words import DAYS_PER_MONTH, Unit, bare, names

SHARE, MONTHS, DAYS = Unit(100), Unit(), Unit(DAYS_PER_MONTH, finest=0.001)
POUNDS = Unit(finest=1)
NOTHING = "-"


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
        (f"equity gap at month {end} (points)", _of_plan("equity_gap", SHARE)),
        ("cost per extra organisation (£)", lambda standing, _: bare(standing.cost, POUNDS)),
        ("programme spend (£)", lambda standing, _: f"{standing.spend:,.0f}"),
    ]


def _of_plan(figure: str, unit: Unit) -> Show:
    return lambda standing, _: bare(getattr(standing.figures, figure), unit)


def _of_difference(figure: str, unit: Unit) -> Show:
    return lambda _, other: bare(None if other is None else getattr(other.figures, figure), unit)


def _sooner(standing: Standing, difference: Difference | None) -> str:
    """Show months sooner, and to which share of organisations."""
    if difference is None or (found := difference.sooner) is None:
        return NOTHING
    return f"{bare(found.months, MONTHS)} to {found.share:.0%}"
