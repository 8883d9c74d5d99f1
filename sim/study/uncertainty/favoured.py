"""Whether one plan is first in more sets of assumptions than another, beyond chance."""

from collections.abc import Sequence
from dataclasses import dataclass

LEVEL = 0.05  # of a sign test that finds a difference where there is none


@dataclass(frozen=True, slots=True)
class Favoured:
    """In how many sets a plan is first, and the plan that is first in most sets besides it.

    plan    index of the plan
    mine    number of sets in which it is first beyond the luck of the set's runs
    other   index of the other plan; None if no other plan is ever first
    theirs  number of sets in which that one is first
    sets    number of sets
    others  number of plans among which the other one was found
    """

    plan: int
    mine: int
    other: int | None
    theirs: int
    sets: int
    others: int = 1

    @property
    def clear(self) -> bool:
        """Whether the sets can tell which of the two is first in more.

        A sign test over the sets in which one of the two is first.  The other plan was found
        among several, so that each of those has its share of the error (Bonferroni).
        """
        from scipy.special import bdtr

        told = self.mine + self.theirs
        chance = 2 * float(bdtr(min(self.mine, self.theirs), told, 0.5)) if told else 1.0
        return chance < LEVEL / max(1, self.others)

    @property
    def is_other(self) -> bool:
        """Whether the other plan is first in clearly more sets."""
        return self.clear and self.theirs > self.mine

    @property
    def is_plan(self) -> bool:
        """Whether the plan itself is first in clearly more sets than any other."""
        return self.clear and self.mine > self.theirs


def favoured(leads: Sequence[int], plan: int, sets: int) -> Favoured:
    """Hold a plan against the one that is first in most sets besides it.

    leads  by plan: number of sets in which it is first
    """
    others = [k for k in range(len(leads)) if k != plan]
    other = max((k for k in others if leads[k]), key=lambda k: leads[k], default=None)
    theirs = 0 if other is None else leads[other]
    return Favoured(plan, leads[plan], other, theirs, sets, len(others))
