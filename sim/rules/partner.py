"""What the spread partner's money buys: doses, stocks, slots, charges (E18)."""

from typing import Any

from sim.rules.arithmetic import exp, log, power
from sim.rules.compiled import rule

POSSIBLE, NO_MONEY = -1, -2  # whether money can be moved so; else the lever with no such share


@rule
def dose(spend: float, cost: float) -> float:
    """Dose of a lever [0 to 1]:  x = 1 - exp(-spend / cost); each pound buys less  (E18).

    spend  [kGBP/month]  >= 0
    cost   [kGBP/month]  >  0   spend at which 63 % of the effect is reached
    """
    return 1.0 - exp(-spend / cost)


@rule
def spend_for(dose: float, cost: float) -> float:
    """What a lever must get for a dose below 1 [kGBP/month]:  -cost log(1 - x)  (E18, B4)."""
    return -cost * log(1.0 - dose)


@rule
def cost_at_scale(cost: float, organisations: float, reference: float, economy: float) -> float:
    """Cost of reaching this many organisations:  c (N / 60)^eta  (E18)."""
    return cost * power(organisations / reference, economy)


@rule
def stock(spent: float, scale: float) -> float:
    """Stock of shared material [0 to 1] after spending this much [kGBP]; it lasts  (E18)."""
    return 1.0 - exp(-spent / scale)


@rule
def slots(spend: float, price: float) -> int:
    """Whole number of sites that can have one-to-one help this month  (E18)."""
    return int(spend / price + 1e-9)


@rule
def programme_budget(per_organisation: float, organisations: float, months: float) -> float:
    """Budget of the whole programme [kGBP] from pounds per organisation and month."""
    return per_organisation * organisations * months / 1000.0


@rule
def charges(budget: float, pilots: float, plan: float, end_state: float, inclusive: float) -> float:
    """What pilots and preparing take off the budget first [kGBP]  (decision 9; C32, B5).

    pilots                      [kGBP]   cost of all of them
    plan, end_state, inclusive  [share]  of the budget: planning for scale, defining the end
                                state, inclusive design
    """
    return pilots + budget * (plan + end_state + inclusive)


@rule
def head_start_charge(
    share: float, months: float, days: float, organisations: float, day_cost: float
) -> float:
    """What it takes to draft part of a business case for early adopters [kGBP]  (C45).

    share          [share]      of a case that is drafted
    months, days   [month], [day/month]  that a whole case takes
    """
    return share * months * days * organisations * day_cost


@rule
def office_charge(office: float, months: float, first: float) -> float:
    """What an office takes from its first month to the end of the programme [kGBP]  (C71)."""
    return office * max(0.0, months - first)


@rule
def monthly_budget(budget: float, charges: float, months: float) -> float:
    """What is left for the levers in a month of the programme [kGBP/month]."""
    return max(0.0, budget - charges) / months


@rule
def office_from(limited: int, mandate: int, programme: int) -> int:
    """Month of the programme from which an office runs a limit on go-lives or a mandate  (C71).

    limited    1 if go-lives are; a rest in winter is a limit too
    mandate    [month]  below 0 without one
    programme  [month]  its length: there is no office from its end on
    """
    if limited:
        return 0
    return mandate if mandate >= 0 else programme


@rule
def with_next(total: float, lost: float, number: float) -> tuple[float, float]:
    """Sum with the next number, and what rounding has lost so far: the sum is both together.

    So a sum is the same number on every machine, and nearly free of rounding (Neumaier 1974).
    """
    more = total + number
    if abs(total) >= abs(number):
        return more, lost + ((total - more) + number)
    return more, lost + ((number - more) + total)


@rule
def shifted_share(share: float, shift: float) -> float:
    """Share of a lever after money is moved to it, within 0 and 1  (decision 9)."""
    return min(1.0, max(0.0, share + shift))


@rule
def rest_factor(shares: Any, shifts: Any, levers: int, tolerance: float) -> tuple[float, int]:
    """Factor on all shares that are not shifted, so that others can have the rest; a status.

    shares, shifts  [share]  of each lever, of the whole budget; a shift of 0 is none
    tolerance       [share]  by which shares may miss 0 and 1
    The status is POSSIBLE; or NO_MONEY, where no lever is left to take it from; or the number of
    the first lever whose share would not be within 0 and 1.
    """
    any_shift = False
    for k in range(levers):
        any_shift = any_shift or shifts[k] != 0.0
    if not any_shift:
        return 1.0, POSSIBLE
    moved, moved_lost, others, others_lost = 0.0, 0.0, 0.0, 0.0
    for k in range(levers):
        share = shares[k] + shifts[k]
        if shifts[k] == 0.0:
            others, others_lost = with_next(others, others_lost, share)
        elif -tolerance <= share <= 1.0 + tolerance:
            moved, moved_lost = with_next(moved, moved_lost, share)
        else:
            return 0.0, k
    others, left = others + others_lost, 1.0 - (moved + moved_lost)
    if left < -tolerance or others <= 0.0 < abs(left) - tolerance:
        return 0.0, NO_MONEY
    return (max(0.0, left) / others if others > 0.0 else 0.0), POSSIBLE


@rule
def spent_with_sites(spend: float, sites: float) -> float:
    """Money for tools that has an effect: tools are made with live sites, or not at all  (C60).

    sites  [0 to 1]  as `evidence.advocates`
    """
    return spend * sites
