"""How far outcomes are reported: the headline month and the last one."""

from dataclasses import dataclass

from sim.outcomes.outcomes import Outcomes

HEADLINE_MONTH = 36


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far a study looks.

    month  the headline month: 36, or the last one of a shorter run
    end    the last month that all plans have
    """

    month: int
    end: int


def horizon_to(end: int) -> Horizon:
    """Return the headline month and the last month of runs of this length [months]."""
    return Horizon(min(HEADLINE_MONTH, end), end)


def horizon_of(outcomes: Outcomes) -> Horizon:
    """Return the headline month and the last month of a run."""
    return horizon_to(outcomes.months)
