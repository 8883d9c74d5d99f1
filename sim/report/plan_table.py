"""Plans as rows of a narrow table, without ranges; the table with all of them is in `table`."""

from collections.abc import Iterator

from sim.outcomes.intervals import Interval
from sim.outcomes.units import DAYS_PER_MONTH
from sim.report.price_words import thousands_cell
from sim.report.words import names
from sim.study.comparison import Comparison, Standing

NOTHING = "-"


def plan_table(comparison: Comparison) -> tuple[list[str], list[list[str]]]:
    """Lay the plans out as rows, most live first.

    Returns the headers, each with a line break before its unit, and the rows.
    """
    month, end = comparison.horizon.month, comparison.horizon.end
    head = [
        "plan", f"live m{month}\n%", f"live m{end}\n%", f"embedded\nm{end} %", "half\nmonth",
        "gave up\n%", "risk\ndays", "further\n£1,000",
    ]  # fmt: skip
    ranked = sorted(
        zip(names(comparison), comparison.standings, strict=True),
        key=lambda item: -item[1].figures.live.mean,
    )
    rows = [[name, *_cells(standing)] for name, standing in ranked]
    if month != end:
        return head, rows
    return [each for k, each in enumerate(head) if k != 2], [[*row[:2], *row[3:]] for row in rows]


def legend(comparison: Comparison) -> str:
    """Explain the short headers."""
    of = f"m{comparison.horizon.month} is month {comparison.horizon.month}"
    return (
        f"{of}. Half: half are live. Gave up: of those ever live. Risk: days below tolerance for "
        "each organisation, not harm. Further: cost of each further organisation. Ranges: "
        "verdict.md and summary.csv."
    )


def _cells(standing: Standing) -> Iterator[str]:
    figures = standing.figures
    for share in (figures.live, figures.live_end, figures.embedded):
        yield _number(share, 100)
    yield str(standing.half)
    yield _number(figures.abandoned, 100)
    yield _number(figures.exposure, DAYS_PER_MONTH, 1)
    yield thousands_cell(standing.cost)


def _number(value: Interval | None, scale: float, digits: int = 0) -> str:
    if value is None:
        return NOTHING
    scaled = scale * value.mean
    return f"{scaled:,.{digits if abs(scaled) < 100 else 0}f}"
