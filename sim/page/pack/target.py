"""A target to play for, taken from the plans in the file: near enough to try, and not yet reached.

The share live is a little above the best plan's in the headline month.  The money is what the
dearest plan spends.  Giving up is the lowest of all plans.  So no plan of the file reaches all
three, and each of the three is known to be possible, or nearly.
"""

import math
from collections.abc import Sequence

from sim.page.schema import Plan, Target
from sim.report.price_line import pounds

ABOVE = 0.02  # [share] by which the target is above the best plan, at least
STEP = 0.05  # [share] to which it is rounded
LINES, MOST_KEPT = 6, 4  # as the page's script: ways to draw a line, plans that a room keeps
NUMERALS = ("no", "one", "two", "three", "four", "five", "six")
NEARLY = 1e-9  # a share that is a step already is not rounded up


def target_of(plans: Sequence[Plan], month: int) -> Target:
    """Set the target of a file.

    month  in which plans are compared
    """
    live = max(each["curves"]["live"]["mean"][month] for each in plans)
    return {
        "live": _live(live),
        "month": month,
        "budget": max(_known(each, "spend") for each in plans),
        "gave_up": _rounded_up(min(_known(each, "abandoned", 1.0) for each in plans)),
    }


def _live(best: float) -> float:
    """Aim above the best plan; where all but a few are live already, at all of them."""
    return min(1.0, _rounded_up(best + ABOVE))


def _rounded_up(share: float) -> float:
    return round(STEP * math.ceil(share / STEP - NEARLY), 4)


def _known(plan: Plan, key: str, otherwise: float = 0.0) -> float:
    """Return a measure of a plan; where there is nothing to measure, something else."""
    found = {each["key"]: each["mean"] for each in plan["measures"]}.get(key)
    return otherwise if found is None else found


def in_words(target: Target) -> str:
    """Say what is to be reached."""
    return (
        f"{target['live']:.0%} live by month {target['month']}, within "
        f"{pounds(target['budget'])}, and at most {target['gave_up']:.0%} of those who went live "
        "giving up."
    )


def kept_at_once(plans: int, teams: int) -> tuple[str, str]:
    """Say how many changed plans a page keeps, and how many teams a plan needs so that all fit.

    plans  how many the page has of its own: each line of a picture is drawn in a way of its own
    teams  who plays
    """
    keeps = max(0, min(MOST_KEPT, LINES - plans))
    needs = max(2, math.ceil(teams / keeps)) if keeps > 1 else 2
    many = "one plan" if keeps == 1 else f"{NUMERALS[keeps]} plans"
    then = {0: " To play, make a page with fewer plans.", 1: " Let one go before the next."}
    return f"It keeps {many} of yours at once.{then.get(keeps, '')}", NUMERALS[needs]
