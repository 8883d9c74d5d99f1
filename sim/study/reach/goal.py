"""What is to be reached, by when, how surely and with how much money at most."""

import math
from dataclasses import dataclass

from sim.params.errors import UserError

LONGEST = 1200  # [month] of a run
LEAST_SHARE, LEAST_CHANCE = 0.01, 0.01
MOST_CHANCE = 0.99  # nothing that chance decides is certain
MOST_MONEY = 1e12  # [GBP] as of `strategy.budget_total`


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal for plans.

    share   of organisations that are to be live, 0 to 1
    by      month by which they are, at any time from month 0
    chance  with which it is to be reached, 0 to 1
    within  [GBP] most money that may be spent; None for several times what the plans have
    """

    share: float
    by: int
    chance: float = 0.8
    within: float | None = None

    def check(self) -> None:
        """Refuse a goal that cannot be asked for.

        Raises
        ------
        UserError
            In per cent, as the command line has it.
        """
        refuse_share("share", self.share, LEAST_SHARE, 1.0)
        refuse_share("chance", self.chance, LEAST_CHANCE, MOST_CHANCE)
        if isinstance(self.by, bool) or not 1 <= self.by <= LONGEST or self.by != int(self.by):
            raise UserError(
                f"by is {self.by}; give the number of a month, from 1 to {LONGEST:,} (month 0 is "
                "the start)"
            )
        if self.within is not None and not 0 < self.within <= MOST_MONEY:
            raise UserError(
                f"within is {self.within:g}; give an amount above 0 and at most £1 trillion, or "
                "leave it out. What happens without any money is told anyway"
            )


def refuse_share(name: str, share: float, low: float, high: float) -> None:
    """Raise an error for a share that is not between two others, such as 50 for 50 per cent."""
    if math.isfinite(share) and low <= share <= high:
        return
    near = ""
    if 1 < share <= 100:
        option = f"--{name.replace('_', '-')} {share:g}"
        near = f"; {share:g} per cent is {share / 100:g} here, and {option} in a terminal"
    raise UserError(
        f"{name} is {100 * share:g} per cent; it must be from {100 * low:g} to {100 * high:g} "
        f"per cent{near}"
    )
