"""The amounts of money that may be tried: four to each doubling, the same for all plans."""

from dataclasses import dataclass, replace
from math import floor, log10

RUNGS = 4  # to each doubling: neighbours are 19 % apart
NOTHING = -10_000  # the place of no money at all
LOWEST = -6 * RUNGS  # 1/64 of the amount in the middle; below it comes nothing
TIMES = 8  # most money, in budgets of the plan with the largest, unless somebody says how much
DIGITS = 2  # of an amount that nobody typed


@dataclass(frozen=True, slots=True)
class Ladder:
    """Amounts of money by their places.

    middle  [GBP] the amount at place 0; the others are round
    top     the highest place
    lowest  the lowest place; below it comes no money
    """

    middle: float
    top: int
    lowest: int = LOWEST

    def amount(self, place: int) -> float:
        """Return the amount at a place [GBP]."""
        if place == NOTHING:
            return 0.0
        if place == 0:
            return self.middle
        return _round(self.middle * 2 ** (place / RUNGS))

    @property
    def first(self) -> tuple[int, ...]:
        """The places that are tried at first: from no money to the most, four times as much each.

        The last step may be shorter.
        """
        widely = range(-2 * RUNGS * (2 if self.top == 0 else 1), self.top + 1, 2 * RUNGS)
        some = [place for place in widely if place > self.lowest]
        return tuple(dict.fromkeys((NOTHING, *some, self.top)))

    def between(self, low: int, high: int) -> int | None:
        """Return the place in the middle of two; None if they are neighbours."""
        if low == NOTHING:
            return max(self.lowest, high - 2 * RUNGS) if high > self.lowest else None
        return (low + high) // 2 if high - low > 1 else None

    def above(self, place: int) -> int | None:
        """Return the next place above; None at the top."""
        if place == NOTHING:
            return self.lowest
        return place + 1 if place < self.top else None

    def above_charges(self, charges: float) -> "Ladder":
        """Leave out amounts that do not even pay for what comes off first [GBP]."""
        lowest = self.lowest
        while lowest < self.top and self.amount(lowest) <= charges:
            lowest += 1
        return replace(self, lowest=lowest)


def ladder_for(budgets: list[float], within: float | None) -> Ladder:
    """Make the ladder for plans.

    budgets  [GBP] of the plans, as they stand; at least one is above 0
    within   [GBP] the most that may be spent; None for several times the largest budget
    """
    if within is not None:
        return Ladder(within, 0)
    return Ladder(max(budgets), RUNGS * (TIMES.bit_length() - 1))


def _round(amount: float) -> float:
    return round(amount, DIGITS - 1 - floor(log10(amount)))
