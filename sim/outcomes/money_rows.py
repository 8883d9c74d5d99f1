"""Outcomes in pounds and in days of work: a part of the table."""

from sim.outcomes import steps
from sim.outcomes.declare import MONEY, Outcome, Saying
from sim.outcomes.formulas import in_full
from sim.outcomes.money import net_by_month, paid_back, partner_days
from sim.outcomes.samples import ratio_sample, sample
from sim.outcomes.times import Quantiles
from sim.outcomes.units import POUNDS, STAFF_DAYS, THOUSANDS

# fmt: off
MONEY_ROWS = {
    "extra": Outcome(
        MONEY, "organisations", "live at month {month} beyond those without a spread partner",
        in_summary=False, better="up",
    ),
    "cost": Outcome(
        MONEY, "GBP", "programme spend for each of them: all prices that the runs do not rule out "
        "(Fieller); no upper end if there may be none of them", quantity="cost_per_extra",
        in_summary=False, title="Cost of each further organisation",
        column="cost of each further organisation (£)", better="down", said=POUNDS,
        explain="Programme spend for each organisation live at month {month} beyond those without "
        "a spread partner.",
        behind=(*steps.MONEY, *steps.PRICES, *steps.SPREAD),
    ),
    "spend": Outcome(
        MONEY, "kGBP", "spent by the programme", lambda o, _: float(o.spend.sum()), is_main=True,
        title="Programme spend", column="programme spend (£)", said=THOUSANDS, behind=steps.MONEY,
        explain="All that the programme spends, pilots and planning included.",
    ),
    "benefit": Outcome(
        MONEY, "kGBP", "worth of the change in performance",
        in_full(lambda o, _: sample(o, o.benefit.sum(axis=1))),
        is_main=True, better="up", said=THOUSANDS,
    ),
    "site_cost": Outcome(
        MONEY, "kGBP", "cost of the sites: their days of work, and what they pay",
        in_full(lambda o, _: sample(o, o.site_cost.sum(axis=1))), is_main=True, better="down",
        said=THOUSANDS,
    ),
    "days": Outcome(
        MONEY, "day", "staff-days of sites", in_full(lambda o, _: sample(o, o.days.sum(axis=1))),
        is_main=True, title="Staff-days of sites", column="staff-days of sites", better="down",
        said=STAFF_DAYS, change=Saying(STAFF_DAYS, "more", "fewer"), behind=steps.WORK,
        explain="Days that people of all organisations work on it over the run.",
    ),
    "partner_days": Outcome(
        MONEY, "day", "staff-days that the programme pays for; 220 are about a year of one person",
        lambda o, _: partner_days(o), is_main=True, said=STAFF_DAYS,
    ),
    "net": Outcome(
        MONEY, "kGBP", "benefit less site cost and spend",
        in_full(lambda o, _: sample(o, net_by_month(o)[:, -1])),
        is_main=True, better="up", said=THOUSANDS,
    ),
    "in_year_cash": Outcome(
        MONEY, "share of benefit", "of the benefit that is cash within a site's first year",
        in_full(lambda o, _: ratio_sample(o, o.in_year_cash.sum(axis=1), o.benefit.sum(axis=1))),
        better="up",
    ),
    "months_to_pay_back": Outcome(
        MONEY, "month", "until net stays above 0 (median)",
        in_full(lambda o, _: Quantiles(paid_back(net_by_month(o)))), is_main=True, better="down",
    ),
}
# fmt: on
