"""What an innovation is worth to an organisation and costs it, as a case and as a board see it.

Size is left out: benefit, price and cost all grow with it.
"""

from sim.process.live_month import FIRST_YEAR, full_benefit, setup_cost
from sim.process.settings import Settings
from sim.process.state import Month
from sim.rules import gaps, performance
from sim.rules.compiled import rule

BREAK_EVEN = 1.0  # what a board asks of the first year: its cash pays its cost


@rule
def fill(p: Settings, month: Month) -> None:
    """Fill the month's price, and from it the factors on the financial gap (E22)."""
    month.price = performance.price(p.price_monthly, p.price_trend, month.number)
    month.case_worth = of_case(p, month)
    month.board_worth = gaps.weighed_by_board(month.case_worth, of_first_year(p, month))


@rule
def of_case(p: Settings, month: Month) -> float:
    """Factor on the financial gap by all that a case counts over its years (E22, C28)."""
    gained = p.counted_value * value(p)
    paid = month.price + setup_cost(p) / p.payback_months
    return gaps.worth_factor(gained, paid, p.hurdle, p.worth_finance)


@rule
def of_first_year(p: Settings, month: Month) -> float:
    """Factor on the financial gap by the cash of the first year, against its cost (E22, C29)."""
    gained = p.cash_share * value(p)
    paid = month.price + setup_cost(p) / FIRST_YEAR
    return gaps.worth_factor(gained, paid, BREAK_EVEN, p.worth_finance)


@rule
def value(p: Settings) -> float:
    """Value of a month of the benefit at full proficiency, at average size [kGBP].

    Later steps of integration are left out, with what they cost.
    """
    return performance.monthly_benefit(p.service_value, 1.0, full_benefit(p, 0))
