"""The unit and the meaning of a column of results, from where it is declared."""

from collections.abc import Iterable
from functools import cache

from sim.outcomes.series import COLUMNS, Series
from sim.params import Scenario, parameters

LIVE_AT = "live_month_"  # and the headline month: what sets of assumptions lead to
RUN = "_run_"  # and the number of one of the runs of a set


def about(column: str) -> Series | None:
    """Say what a column holds: a series, a label, or a parameter by its key.

    Returns
    -------
    Series or None
        Its unit and meaning; None for a column that is declared nowhere.
    """
    if column.startswith(LIVE_AT):
        month, _, run = column.removeprefix(LIVE_AT).partition(RUN)
        of = f", run {run} of the set" if run else ""
        return Series(COLUMNS["live_share"].unit, f"live at month {month}{of}")
    return COLUMNS.get(column) or _parameters().get(column)


def words_of(columns: Iterable[str]) -> dict[str, dict[str, str]]:
    """Say of each column that is declared what its unit and its meaning are."""
    known = ((name, about(name)) for name in columns)
    return {name: each._asdict() for name, each in known if each is not None}


@cache
def _parameters() -> dict[str, Series]:
    known = parameters(Scenario())  # a choice of words has no unit
    return {each.key: Series(each.unit or "word", each.meaning) for each in known}
