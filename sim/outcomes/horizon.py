"""How far outcomes are reported: the headline month and the last one."""

from dataclasses import dataclass

from sim.outcomes.outcomes import Outcomes
from sim.params.errors import UserError

HEADLINE_MONTH = 36


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far a study looks.

    month  the headline month: the one that was asked for; else 36, or the last one of a shorter run
    end    the last month that all plans have
    """

    month: int
    end: int


def horizon_to(end: int, at: int | None = None) -> Horizon:
    """Return the headline month and the last month of runs of this length [months].

    at  the headline month that was asked for; None for the usual one
    """
    return Horizon(min(HEADLINE_MONTH, end) if at is None else at, end)


def refuse_month(at: int | None, end: int) -> None:
    """Raise an error for a headline month that runs of this length [months] do not have."""
    if at is not None and not 1 <= at <= end:
        raise UserError(f"month {at} is not one of the run; choose a month from 1 to {end}")


def horizon_of(outcomes: Outcomes) -> Horizon:
    """Return the headline month and the last month of a run."""
    return horizon_to(outcomes.months, outcomes.at)
