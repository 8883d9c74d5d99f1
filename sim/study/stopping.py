"""When to stop adding replicates, and the level that keeps every interval honest nonetheless.

Replicates are added in a fixed schedule of looks.  At each look every headline difference gets
an interval; the first look at which all are narrow enough is the last.  A rule that stops at
the first success favours looks at which the spread came out too small by chance, and several
plans give several chances to be wrong.  Both are paid for in advance (Bonferroni): with K
differences and L looks each interval has the level 1 - 0.05 / (K L).  Whatever the rule does,
all K intervals at the look where it stops are among those K L, so that all of them hold the
truth in at least 95 % of studies.

Source of the trap: Chow & Robbins (1965), Annals of Mathematical Statistics 36(2): a width
checked as one goes along covers too little.
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
    """One look: how many replicates there were, and how wide the widest interval still was.

    replicates  of each plan
    half_width  widest half-width of all headline differences, share of organisations
    """

    replicates: int
    half_width: float


def schedule(cap: int, block: int, replicates: int | None = None) -> tuple[int, ...]:
    """List the replicates at which to look: from 512, doubling, to the cap.

    cap         most replicates
    block       replicates of one system draw; every look but the last fills its draws
    replicates  if given, the only look

    A doubling that leaves less than half as much again to the cap is skipped: each look widens
    all intervals, and that one would add little.
    """
    if replicates is not None:
        return (replicates,)
    looks, upto = [], -(-FIRST_LOOK // block) * block
    while 1.5 * upto <= cap:
        looks.append(upto)
        upto *= 2
    return (*looks, cap)


def shared_level(intervals: int, looks: int, confidence: float = CONFIDENCE) -> float:
    """Level of each interval so that all of them hold at once, whenever the rule stops."""
    return 1 - (1 - confidence) / (intervals * looks)


def until_precise(
    looks: Sequence[int],
    extend: Callable[[int], Study],
    half_widths: Callable[[Study], Sequence[float]],
    precision: float,
) -> tuple[tuple[Look, ...], Study]:
    """Add replicates look by look until every half-width lies below the precision.

    extend       gives the study with so many replicates
    half_widths  of each headline difference in it

    Returns the looks taken, and the study at the last of them.
    """
    seen: list[Look] = []
    for replicates in looks:
        study = extend(replicates)
        seen.append(Look(replicates, float(max(half_widths(study)))))
        if seen[-1].half_width < precision:
            break
    return tuple(seen), study
