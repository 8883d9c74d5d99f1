"""When the run of a calibration or a forecast begins: drawn, unless something is dated from it."""

from collections.abc import Collection

from sim.networks import as_given
from sim.networks.stands import month_in_words
from sim.params import Clock, Scenario
from sim.params.errors import UserError
from sim.study.calibration.question import START
from sim.study.calibration.series import ObservedSeries


def calendar(scenario: Scenario) -> int:
    """Return the calendar month of month 0: 12 times the year, plus 0 to 11."""
    year, month = scenario.clock.start.split("-")
    return 12 * int(year) + int(month) - 1


def start_of(
    scenario: Scenario, typed: Collection[str], observed: ObservedSeries
) -> tuple[int | None, tuple[str, ...]]:
    """Find the month in which the run must begin, and what there is to say of it.

    A start that was typed is kept. So is that of a preset or a folder from which something in it is
    dated: drawn anew, it would move that against the calendar.

    typed  keys that the user set

    Returns
    -------
    The calendar month, None where it is drawn; and notes for the user.

    Raises
    ------
    UserError
        If something is dated from a start that is later than the first date.
    """
    if START in typed:
        return calendar(scenario), ()
    dated = _dated(scenario)
    if not dated:
        return None, ()
    start = calendar(scenario)
    late = start - observed.first
    if late > 0:
        months = "1 month" if late == 1 else f"{late} months"
        raise UserError(
            f"{observed.name} begins {months} before {month_in_words(start)} (clock.start), from "
            f"which {dated}; leave earlier dates out, or give a clock.start and date them from it"
        )
    return start, (
        f"The run begins in {month_in_words(start)}, as the scenario says, since from then {dated}",
    )


def _dated(scenario: Scenario) -> str:
    """Say what counts from the start that a preset or a folder gives; nothing if nothing does."""
    given = as_given(scenario.system)
    if given is not None and given.standing is not None:
        return "the organisations say where they stand"
    if scenario.clock.start == Clock().start:  # nobody gave one: months count from the first date
        return ""
    if scenario.events:
        return "its events count"
    return "the programme's start counts" if scenario.strategy.start else ""
