"""When to stop adding replicates, and the level that keeps every interval valid.

Replicates are added in a fixed schedule of looks.  At each look every headline difference gets
an interval.  The first look at which all intervals are narrow enough is the last.  Stopping at
the first success favours looks where the spread was too small by chance.  Several plans also
give several chances to be wrong.  We allow for both in advance (Bonferroni): with K differences
and L looks, each interval has the level 1 - 0.05 / (K L).  The K intervals at the last look are
always among those K L.  So all of them hold the truth in at least 95 % of studies.

Source: Chow & Robbins (1965), Annals of Mathematical Statistics 36(2): an interval whose width
decides when to stop covers the truth too rarely.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Study = TypeVar("Study")

CONFIDENCE = 0.95
FIRST_LOOK = 512
CAP = 2000


@dataclass(frozen=True, slots=True)
class Look:
    """One look: the number of replicates, and the half-width of the widest interval.

    replicates  number for each plan
    half_width  widest half-width of all headline differences, share of organisations
    """

    replicates: int
    half_width: float


def schedule(cap: int, block: int, replicates: int | None = None) -> tuple[int, ...]:
    """List the numbers of replicates at which to look: 512, doubled each time, up to the cap.

    cap         most replicates
    block       replicates of one system draw; every look except the last uses whole draws
    replicates  if given, the only look

    The last doubling is skipped if the cap is less than 1.5 times larger.  Each look widens all
    intervals, and that one would add little.
    """
    if replicates is not None:
        return (replicates,)
    looks, upto = [], -(-FIRST_LOOK // block) * block
    while 1.5 * upto <= cap:
        looks.append(upto)
        upto *= 2
    return (*looks, cap)


def shared_level(intervals: int, looks: int, confidence: float = CONFIDENCE) -> float:
    """Level of each interval at which all hold at once, whenever the rule stops."""
    return 1 - (1 - confidence) / (intervals * looks)


def until_precise(
    looks: Sequence[int],
    extend: Callable[[int], Study],
    half_widths: Callable[[Study], Sequence[float]],
    precision: float,
) -> tuple[tuple[Look, ...], Study]:
    """Add replicates look by look until every half-width is below the precision.

    extend       returns the study with the given number of replicates
    half_widths  returns the half-width of each headline difference in a study

    Returns the looks taken, and the study at the last of them.
    """
    seen: list[Look] = []
    for replicates in looks:
        study = extend(replicates)
        seen.append(Look(replicates, float(max(half_widths(study)))))
        if seen[-1].half_width < precision:
            break
    return tuple(seen), study
