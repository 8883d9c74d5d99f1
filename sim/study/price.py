"""What each further organisation costs, told honestly when there may be none.

A ratio of two means has no interval of its own where the lower mean may be 0.  Fieller's set is
all prices that the runs do not rule out; it may be open, or say nothing at all.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from sim.outcomes.intervals import Floats, Whole, half_widths


class Known(StrEnum):
    """What the runs say of a price.

    BETWEEN  both ends are known
    OR_MORE  there may be no further organisation, so that it has no upper end
    UNTOLD   the runs rule out no price
    NOTHING  it is not dearer, and more are live
    FEWER    fewer are live, so that nothing is bought
    """

    BETWEEN = "between"
    OR_MORE = "or more"
    UNTOLD = "cannot be told"
    NOTHING = "nothing"
    FEWER = "fewer are live"


@dataclass(frozen=True, slots=True)
class Price:
    """What each further organisation costs.

    known  which of the ends are known
    mean   [GBP] money for the average number of further organisations; nan if not BETWEEN, since
           a mean told only where it is clear is too low on average
    low    [GBP] the least that the runs do not rule out; nan if not told
    high   [GBP] the most; infinite for OR_MORE
    level  chance that such a set holds the true price, 0 to 1
    """

    known: Known
    mean: float
    low: float
    high: float
    level: float


def price_of(money: Floats, extra: Floats, clusters: Whole, level: float) -> Price:
    """Find the prices for each further organisation that the runs do not rule out.

    money     float64[R]  [GBP] spent more than without a programme
    extra     float64[R]  organisations live beyond those without one
    clusters  int64[R]    system draw of each replicate
    level     0 to 1

    References
    ----------
    Fieller (1954), Journal of the Royal Statistical Society B 16(2), 175-185; the variances are
    those of `half_widths`.
    """
    spent, more = float(money.mean()), float(extra.mean())
    columns = np.stack([money, extra], axis=1)
    scale = columns.std(axis=0)
    sizes = np.where(scale > 0, scale, 1.0).tolist()
    both = np.column_stack([columns / sizes, (columns / sizes).sum(axis=1)])
    of_money, of_extra, of_sum = half_widths(both, clusters, level).tolist()
    if not math.isfinite(of_sum):
        return _without_ends(Known.UNTOLD, level)
    joint = (of_sum**2 - of_money**2 - of_extra**2) / 2 * sizes[0] * sizes[1]
    money_half, extra_half = of_money * sizes[0], of_extra * sizes[1]
    if more + extra_half <= 0:
        return _without_ends(Known.FEWER, level)
    if spent - money_half <= 0:
        clear = more - extra_half > 0 and spent + money_half <= 0
        return _without_ends(Known.NOTHING, level) if clear else _without_ends(Known.UNTOLD, level)
    return _set(spent, more, more**2 - extra_half**2, spent * more - joint,
                spent**2 - money_half**2, level)  # fmt: skip


def _without_ends(known: Known, level: float) -> Price:
    return Price(known, math.nan, math.nan, math.nan, level)


def _set(
    spent: float, more: float, squared: float, linear: float, constant: float, level: float
) -> Price:
    """Solve squared x^2 - 2 linear x + constant <= 0 for the price x; the constant is above 0."""
    root = math.sqrt(max(0.0, linear**2 - squared * constant))
    low = constant / (linear + root) if linear + root > 0 else math.inf
    if squared > 0:
        return Price(Known.BETWEEN, spent / more, low, (linear + root) / squared, level)
    return Price(Known.OR_MORE, math.nan, low, math.inf, level)
