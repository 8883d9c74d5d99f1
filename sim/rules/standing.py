"""Where organisations stand at month 0, when the months before it are not simulated."""

from typing import Any

from sim.rules.compiled import rule

MOST_MONTHS = 600.0  # that a stage is taken to last


@rule
def expected_share(here: Any, of_here: Any, everywhere: Any, weight: float) -> Any:
    """Chance of a stage for one whose stage is not known; numbers or arrays of them.

    here        organisations of its category that are known to be there, `of_here` all known ones
    everywhere  [share]  0 to 1   of the known ones of all categories that are there
    weight      > 0      organisations that the latter count for
    """
    return (here + weight * everywhere) / (of_here + weight)


@rule
def embedded_before(pilots: int, share: float) -> int:
    """Pilots that embedded before month 0: the nearest whole number, a half rounded up.

    share  0 to 1
    """
    return int(pilots * share + 0.5)


@rule
def months_in(since: int, drawn: float, lasts: float) -> int:
    """Months in the present stage: those said, else drawn over the time that the stage lasts.

    since  [month]  below 0 where nothing is said
    drawn  [1]      0 to 1
    lasts  [month]  >= 0
    """
    return since if since >= 0 else int(drawn * min(lasts, MOST_MONTHS))


@rule
def short_of(progress: float, goal: float) -> float:
    """Progress of one that is not there yet: it never reaches the goal  [as the goal, > 0]."""
    return min(progress, goal * (1.0 - 2.0**-53))


@rule
def still_waiting(wait: float, months: int) -> float:
    """Months left of a wait that is not over yet, at least the month to come."""
    return max(wait - months, 1.0)
