"""How an outcome is declared: what it is, how it is computed, worded and explained."""

from collections.abc import Callable
from dataclasses import dataclass

from sim.outcomes.formulas import Formula
from sim.outcomes.horizon import Horizon
from sim.outcomes.units import Unit

Bounds = tuple[float, float]
SHARE: Bounds = (0.0, 1.0)
GAP: Bounds = (-1.0, 1.0)

OF_ALL = "share of organisations"  # the most common unit

SPREAD, TIME, RISK, MONEY, EQUITY = "spread", "time", "risk", "money", "equity"
STAGES, BARRIERS, READINGS, BASS = "stages", "barriers", "readings", "bass"
# The reading order; the summary keeps the order of the table of outcomes.
READING = (SPREAD, TIME, RISK, EQUITY, MONEY, STAGES, BARRIERS, READINGS, BASS)
BETTER = ("up", "down", "neither")


@dataclass(frozen=True, slots=True)
class Saying:
    """How the difference of two plans in an outcome is worded.

    unit  of the difference
    more, less  words for a positive and a negative difference: "wider", "narrower"
    """

    unit: Unit
    more: str
    less: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome that is reported.  In texts, {month} and {end} stand for the horizon.

    theme    what it is about: one of those above
    unit     of its number in tables and files
    meaning  what it is, in a few words
    of       computes it from a plan's outcomes up to a horizon: by replicate (a mean), as times
             (their median), or as one number; None where that takes more than one plan, or a
             fitted curve
    bounds   the limits between which it can lie; None: no limits
    quantity its name in the summary, if other than its key
    in_summary  whether it is in the summary of a plan
    when     which horizons it makes sense for
    is_main  whether it is in the short table of a run
    title    what the page calls it
    column   header in the table of plans, with its unit; {base} is the baseline
    better   up | down | neither
    explain  what it is, in a sentence; without one the page leaves it out
    said     how a plan's value is worded
    change   how a difference is worded; plans are compared in it only if this is given
    rare     left out of tables where it is 0, in all plans if there are several
    behind   keys of the parameters that it depends on most, the most important first
    """

    theme: str
    unit: str
    meaning: str
    of: Formula | None = None
    bounds: Bounds | None = None
    quantity: str = ""
    in_summary: bool = True
    when: Callable[[Horizon], bool] = lambda _: True
    is_main: bool = False
    title: str = ""
    column: str = ""
    better: str = "neither"
    explain: str = ""
    said: Unit | None = None
    change: Saying | None = None
    rare: bool = False
    behind: tuple[str, ...] = ()


def filled(text: str, horizon: Horizon) -> str:
    """Fill the months of a horizon into a text."""
    return text.format(month=horizon.month, end=horizon.end)


def checked(rows: dict[str, Outcome]) -> dict[str, Outcome]:
    """Refuse an outcome that could not be reported in full.

    Returns
    -------
    The rows, as given.

    Raises
    ------
    ValueError  if its theme or direction is unknown, if the summary has it but nothing computes
                it, if plans are compared in it but it has no unit or no column, or if the page
                shows it without a title or without the parameters behind it
    """
    for key, row in rows.items():
        lacks = [*_lacks(row)]
        if lacks:
            raise ValueError(
                f"The outcome {key!r} in sim/outcomes/outcome_table.py needs {', '.join(lacks)}."
            )
    return rows


def _lacks(row: Outcome) -> list[str]:
    needed = {"a theme of those in READING": row.theme in READING}
    needed["better: up, down or neither"] = row.better in BETTER
    if row.change is not None or (row.in_summary and row.theme != BASS):
        needed["of"] = row.of is not None
    if row.change is not None:
        needed |= {"said": row.said is not None, "column": bool(row.column)}
    if row.explain:
        needed |= {"title": bool(row.title), "behind": bool(row.behind)}
    return [name for name, is_there in needed.items() if not is_there]
