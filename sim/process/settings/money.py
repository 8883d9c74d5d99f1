"""The programme's money from the parts: what comes off first, and what levers get each month.

Compiled in a kernel as it stands.
"""

from typing import NamedTuple

from sim.params.names import EARLY, LEVERS, PARTNER
from sim.params.strategy import MOST_PHASES, SUM_TOLERANCE
from sim.process.settings.parts import Parts
from sim.rules import factors, partner
from sim.rules.compiled import rule

WIDTH = len(LEVERS)


class Money(NamedTuple):
    """The programme's money [kGBP].

    status       partner.POSSIBLE, or why the shifts are not: NO_MONEY, or the number of the lever
    rest_factor  factor on the shares that are not shifted
    total        the budget
    charges      what comes off first, in the month in which the programme starts
    pilots       what of that goes to pilots
    monthly      what levers get in each month of the programme
    """

    status: int
    rest_factor: float
    total: float
    charges: float
    pilots: float
    monthly: float


@rule
def money_of(parts: Parts) -> Money:
    """Work out the money; without shares, only what comes off first is paid for."""
    rest_factor, status = partner.rest_factor(parts.shares, parts.shift, WIDTH, SUM_TOLERANCE)
    total = parts.budget if _spends(parts) else 0.0
    pilots = parts.pilots * parts.pilot_cost * (1.0 + parts.purpose_cost)
    charges = partner.charges(
        total,
        pilots,
        parts.preparation_cost * parts.early_plan,
        parts.end_state_cost,
        parts.preparation_cost * parts.inclusive if parts.exclusion > 0.0 else 0.0,
    )
    charges += _head_starts(parts)
    charges += _office(parts)
    if parts.partner_dose > 0.0:
        charges += _partnership(parts, rest_factor, total - charges)
    monthly = partner.monthly_budget(total, charges, parts.programme)
    return Money(status, rest_factor, total, charges, pilots, monthly)


@rule
def share_of(parts: Parts, rest_factor: float, phase: int, lever: int) -> float:
    """Share of a lever in a phase, after shifts: they are of the first phase."""
    share = parts.shares[phase * WIDTH + lever]
    if phase > 0:
        return share
    shift = parts.shift[lever]
    return share * rest_factor if shift == 0.0 else partner.shifted_share(share, shift)


@rule
def months_of(parts: Parts, phase: int) -> int:
    """Number of months of a phase, within the programme."""
    ends = parts.phase_from[phase + 1] if phase + 1 < MOST_PHASES else parts.programme
    begins = min(float(parts.programme), parts.phase_from[phase])
    return int(min(float(parts.programme), ends) - begins)


@rule
def spent_in(parts: Parts, money: Money, month: int) -> float:
    """What the programme spends in a month of the run [kGBP]: pilots and planning first."""
    since = month - parts.start
    monthly = money.monthly if 0 <= since < parts.programme else 0.0
    return monthly + money.charges if since == 0 else monthly


@rule
def _spends(parts: Parts) -> bool:
    """Whether any lever is paid; without shares there is no budget."""
    spends = False
    for lever in range(WIDTH):
        spends = spends or parts.shares[lever] != 0.0 or parts.shift[lever] != 0.0
    return spends


@rule
def _head_starts(parts: Parts) -> float:
    """What the partner spends on cases that it drafts for early adopters  (C45)."""
    return partner.head_start_charge(
        factors.head_start(parts.case_head_start, parts.plan),
        parts.case_preparation,
        parts.case_days,
        EARLY * parts.organisations,
        parts.day_cost,
    )


@rule
def _at_scale(parts: Parts, cost: float) -> float:
    """Cost stated for 60 organisations at this many."""
    return partner.cost_at_scale(
        cost, parts.organisations, parts.reference_size, parts.scale_economy
    )


@rule
def _office(parts: Parts) -> float:
    """What an office takes that runs a limit on go-lives or a mandate  (C71)."""
    first = partner.office_from(parts.limited, parts.mandate_month, parts.programme)
    return partner.office_charge(_at_scale(parts, parts.mandate_office), parts.programme, first)


@rule
def _partnership(parts: Parts, rest_factor: float, left: float) -> float:
    """Price of a partnership beyond what its lever is paid anyway  (B4).

    left  [kGBP]  of the budget after all other charges
    """
    price = partner.spend_for(parts.partner_dose, _at_scale(parts, parts.partner_cost))
    monthly = _monthly_beside(parts, rest_factor, left, price)
    total, lost = 0.0, 0.0
    for phase in range(MOST_PHASES):
        more = max(0.0, price - share_of(parts, rest_factor, phase, PARTNER) * monthly)
        for _ in range(months_of(parts, phase)):
            total, lost = partner.with_next(total, lost, more)
    return total + lost


@rule
def _monthly_beside(parts: Parts, rest_factor: float, left: float, price: float) -> float:
    """What levers get a month if a partnership is topped up to its price in every month [kGBP].

    It solves  left = months x monthly + sum over months of max(0, price - share x monthly)  and is
    the least of the solutions in which the months with the smallest shares are topped up.
    """
    divisor, share = float(parts.programme), -1.0
    least = left / divisor
    for _ in range(MOST_PHASES):
        share, months = _next_share(parts, rest_factor, share)
        for _ in range(months):
            left, divisor = left - price, divisor - share
            if divisor > 0.0:
                least = min(least, left / divisor)
            elif left < 0.0:  # all money is for that lever, and less than its price
                return 0.0
    return max(0.0, least)


@rule
def _next_share(parts: Parts, rest_factor: float, above: float) -> tuple[float, int]:
    """Smallest share of a partnership above another, and the months in which it has that."""
    smallest, months = 2.0, 0
    for phase in range(MOST_PHASES):
        share = share_of(parts, rest_factor, phase, PARTNER)
        if share < above or share == above or share > smallest or months_of(parts, phase) == 0:
            continue
        months = months_of(parts, phase) + (months if share == smallest else 0)
        smallest = share
    return smallest, months
