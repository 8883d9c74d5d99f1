"""What each further organisation costs, in words: a sum, two ends, or that none is told."""

import math
from collections.abc import Callable

from sim.outcomes.intervals import Interval
from sim.outcomes.outcome_table import unit_of
from sim.report.words import mean_of
from sim.study.price import Known, Price

CLOSE = 1.1  # high end over low end: less is one sum, within 5 % either way
UNTOLD = "no cost can be told"


def sum_of(price: Price) -> str | None:
    """Write a price without a verb: "£32,600", "£28,000 to £41,000"; None if none can be told."""
    if price.known is Known.BETWEEN:
        if is_close(price):
            return mean_of(_interval(price), unit_of("cost"))
        return f"{pounds_below(price.low)} to {pounds_above(price.high)}"
    if price.known is Known.OR_MORE:
        return f"{pounds_below(price.low)} or more"
    return "nothing" if price.known is Known.NOTHING else None


def price_in_words(price: Price, month: int) -> str:
    """Write a price for the full account, with the reason if it has no upper end or is not told."""
    if price.known is Known.BETWEEN:
        ends = f"between {pounds_below(price.low)} and {pounds_above(price.high)}"
        return f"{sum_of(price)} ({ends})" if is_close(price) else ends
    if price.known is Known.FEWER:
        return f"no price, because fewer are live at month {month}"
    if price.known is Known.OR_MORE:
        return f"{sum_of(price)}, because there may be no further organisation"
    return sum_of(price) or UNTOLD


def price_cell(price: Price | None) -> str:
    """Write a price for a table: "32,600 (31,000 to 34,000)", "79,000 or more"."""
    if price is None or price.known in (Known.UNTOLD, Known.FEWER):
        return "-"
    if price.known is Known.NOTHING:
        return "0"
    low = _bare(pounds_below(price.low))
    if price.known is Known.OR_MORE:
        return f"{low} or more"
    ends = f"{low} to {_bare(pounds_above(price.high))}"
    return f"{_bare(mean_of(_interval(price), unit_of('cost')))} ({ends})"


def thousands_cell(price: Price | None) -> str:
    """Write a price in thousands for a narrow table: "33", "28-41", "79+"."""
    if price is None or price.known in (Known.UNTOLD, Known.FEWER):
        return "-"
    if price.known is Known.NOTHING:
        return "0"
    low = _thousands(_rounded(price.low, math.floor))
    if price.known is Known.OR_MORE:
        return f"{low}+"
    if is_close(price):
        return f"{price.mean / 1000:,.{1 if price.mean < 1e5 else 0}f}"
    return f"{low}-{_thousands(_rounded(price.high, math.ceil))}"


def is_close(price: Price) -> bool:
    """Whether both ends are so close that one sum says it all."""
    return price.high <= CLOSE * price.low


def pounds_below(amount: float) -> str:
    """Write the low end of a price, rounded down to two digits."""
    return _pounds(_rounded(amount, math.floor))


def pounds_above(amount: float) -> str:
    """Write the high end of a price, rounded up to two digits."""
    return _pounds(_rounded(amount, math.ceil))


def _rounded(amount: float, way: Callable[[float], int]) -> float:
    if amount <= 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(amount)) - 1)
    return float(way(round(amount / step, 9)) * step)


def _pounds(amount: float) -> str:
    if amount >= 1e6:
        return f"£{amount / 1e6:,.1f} million"
    return f"£{amount:,.0f}"


def _bare(text: str) -> str:
    return text.removeprefix("£")


def _thousands(amount: float) -> str:
    return f"{amount / 1000:,.1f}".removesuffix(".0")


def _interval(price: Price) -> Interval:
    return Interval(price.mean, price.low, price.high, price.level, 0)
