"""Moves between stages: hearing, committing, lapsing, case, boards, mandate, leaving (E7-E16)."""

from typing import Any

from sim.rules.arithmetic import exp
from sim.rules.compiled import rule, where
from sim.rules.slopes import falling, rising


@rule
def chance(rate: float) -> float:
    """Chance that an event of this rate [1/month] happens within a month:  1 - exp(-rate)."""
    return 1.0 - exp(-rate)


@rule
def awareness_rate(
    base: float,
    by_comms: float,
    word_of_mouth: float,
    observability: float,
    moving: float,
    by_support: float,
    by_own_use: float,
) -> float:
    """Rate of hearing of the innovation [1/month]; causes add up  (E7).

    moving  [share]  0 to 1   neighbours that are committed or further
    """
    return base + by_comms + word_of_mouth * observability * moving + by_support + by_own_use


@rule
def threshold(
    top: float,
    rank: float,
    trialability: float,
    by_support: float,
    by_codesign: float,
    slope: float,
) -> float:
    """Exposure that an organisation needs before it commits  (E8).

    rank  [share]  0 to 1   readiness among all; the readiest need least
    by_support, by_codesign  [share]  cut by one-to-one help and by co-design
    slope  of trialability, which lowers the threshold
    """
    unhelped = top * (1.0 - rank) * falling(trialability, slope)
    return unhelped * (1.0 - by_support - by_codesign)


@rule
def persuasion(exposure: float, threshold: float, steepness: float) -> float:
    """How strongly peers persuade [0 to 1]: a logistic step at the threshold  (E8)."""
    return 1.0 / (1.0 + exp(-steepness * (exposure - threshold)))


@rule
def plain_persuasion(exposure: float, threshold: float) -> float:
    """How strongly peers persuade [0 to 1], without a step:  E / (E + theta)  (E8).

    One half at the threshold, as the step has; in proportion to exposure while that is low, and 0
    without any.  An organisation that needs no exposure is persuaded by the least of it.
    """
    both = exposure + threshold
    return exposure / where(both > 0.0, both, 1.0)


@rule
def commitment_rate(at_best: float, quality: float, feasibility: float, persuasion: float) -> float:
    """Rate of committing [1/month]:  beta Q^2 Phi ramp  (E8).

    at_best  beta [1/month]  at full quality, feasibility and persuasion
    """
    return at_best * (quality * quality) * feasibility * persuasion


@rule
def lapse_rate(
    alone: float, by_comms: float, by_cop: float, by_support: float, by_champion: float
) -> float:
    """Rate at which a commitment lapses [1/month]; each help cuts what is left  (E9)."""
    return alone * (1.0 - by_comms) * (1.0 - by_cop) * (1.0 - by_support) * (1.0 - by_champion)


@rule
def case_progress(
    months: float, capacity: float, templates: float, by_support: float, slope: float
) -> float:
    """Part of the business case written in a month  (E10).

    months     [month]  to write it alone at a capacity of one half
    templates  Z_eff [share]  0 to 1   how usable the partner's templates are here
    slope      of capacity
    """
    return (1.0 / months) * rising(capacity, slope) * (1.0 + templates + by_support)


@rule
def templates_in_use(stock: float, relevance_by_codesign: float, codesign: float) -> float:
    """How usable templates are here:  Z (0.6 + 0.4 x), more relevant when co-designed  (E10)."""
    return stock * ((1.0 - relevance_by_codesign) + relevance_by_codesign * codesign)


@rule
def approval_chance(
    at_best: float,
    feasibility: float,
    clarity: float,
    by_govern: float,
    by_clarity: float,
    most: float,
) -> float:
    """Chance that a board approves, at most 0.95  (E11).

    at_best     [factor]  with nothing in its way
    by_clarity  [share]   of it that needs clear regulation
    """
    clear = (1.0 - by_clarity) + by_clarity * clarity
    wanted = at_best * feasibility * clear * (1.0 + by_govern)
    return min(max(wanted, 0.0), most)


@rule
def deadline_pull(months: int) -> float:
    """Months left at which a deadline presses as a mandate without one does  (E12).

    months  [month]  >= 1   from the start of the mandate to its deadline; over all of them together
                            both press alike
    """
    total = 0.0
    for left in range(1, months + 1):
        total += 1.0 / left
    return months / total


@rule
def compliance_rate(rate: float, pull: float, left: int) -> float:
    """Rate of moving under a mandate [1/month]: as one over the months left to its deadline  (E12).

    rate  [1/month]  without a deadline, and once it is over
    left  [month]    this one included
    """
    return rate * pull / left if left >= 1 else rate


@rule
def mandated_approval(approval: float, floor: float, financial_gap: float) -> float:
    """Chance of approval under a mandate: a floor, as far as there is money  (E12)."""
    return max(approval, floor * (1.0 - financial_gap))


@rule
def rejection_chance(rejection: float, by_govern: float) -> float:
    """Chance that a board that does not approve rejects instead of deferring  (E11)."""
    return rejection * (1.0 - by_govern)


@rule
def procurement_months(months: float, by_templates: float) -> float:
    """Months from the last approval to being ready to go live, never below 0  (E11)."""
    return max(0.0, months * (1.0 - by_templates))


@rule
def delayed(months: float, shift: float) -> float:
    """Months of procurement with what integration and sourcing add, never below 0  (E11)."""
    return max(0.0, months + shift)


@rule
def is_early(rank: float, share: float) -> bool:
    """Whether an organisation is an innovator or early adopter: among the readiest 16 %  (C45)."""
    return rank > 1.0 - share


@rule
def abandon_rate(
    scale: float,
    feasibility: float,
    performance: float,
    penalty: float,
    by_derisk: float,
    reference: float,
) -> float:
    """Rate of abandoning in the dip [1/month]: grows with the dip, per 10 points  (E16).

    reference  [share of activity]  > 0   dip at which the rate is as stated
    """
    below = max(0.0, -performance) / reference
    return scale * (1.0 - feasibility) * below * penalty * (1.0 - by_derisk)


@rule
def discontinue_rate(scale: float, feasibility: float, by_partner: float, by_cop: float) -> float:
    """Rate of giving up after embedding [1/month]  (E16)."""
    return scale * (1.0 - feasibility) * (1.0 - by_partner) * (1.0 - by_cop)


@rule
def cool_off(months: float, by_derisk: float) -> float:
    """Months before an organisation that gave up hears of it again  (E16)."""
    return max(0.0, months - by_derisk)


@rule
def champion_gain(base: float, by_support: float, by_cop: float) -> float:
    """Chance that a champion comes forward in a month  (E17)."""
    return min(1.0, base + by_support + by_cop)


@rule
def hearing_ratio(alone: float, by_comms: float, by_support: float) -> float:
    """Factor by which levers speed up hearing of the innovation; exactly 1 without them  (E7).

    alone  [1/month]  rate without help; where it is 0 there is no ratio, and nothing is changed
    """
    return (alone + by_comms + by_support) / alone if alone > 0.0 else 1.0


@rule
def bass_rate(innovation: float, imitation: float, exposure: float) -> float:
    """Rate of adopting [1/month]:  p + q X, X over its own neighbours  (Bass 1969)."""
    return innovation + imitation * exposure


@rule
def readiness(
    maturity: Any,
    capacity: Any,
    culture: Any,
    noise: Any,
    from_maturity: float,
    from_capacity: float,
) -> Any:
    """How ready an organisation is to be early; numbers or arrays of them  (E8).

    noise  normal with standard deviation `rank_noise`
    Culture has the rest of the weight.
    """
    from_culture = 1.0 - from_maturity - from_capacity
    return from_maturity * maturity + from_capacity * capacity + from_culture * culture + noise


@rule
def rank(position: int, organisations: int) -> float:
    """Readiness among all, in (0, 1): the first in line is nearest to 1  (E8)."""
    return (organisations - position - 0.5) / organisations


@rule
def category(position: int, organisations: int) -> int:
    """Rogers' category, 0 innovator to 4 laggard: 2.5, 13.5, 34, 34 and 16 % of all.

    In whole numbers, so that rounding leaves nobody out; below 21 organisations there may be no
    innovator.
    """
    middle = 1000 * (2 * position + 1)
    if middle < 50 * organisations:
        return 0
    if middle < 320 * organisations:
        return 1
    if middle < 1000 * organisations:
        return 2
    if middle < 1680 * organisations:
        return 3
    return 4


@rule
def starts_with_champion(base: float, by_culture: Any) -> Any:
    """Chance of a champion at the start:  0.2 + 0.6 C; numbers or arrays of them."""
    return base + by_culture


@rule
def reaches(exposure: float, threshold: float) -> bool:
    """Whether exposure reaches a threshold, allowing for rounding  (Granovetter)."""
    return exposure + 1e-12 >= threshold


@rule
def is_winter(first_month: int, months: int) -> bool:
    """Whether it is November to February, some months after a run began.

    first_month  1 to 12  calendar month of month 0
    """
    calendar = (first_month - 1 + months) % 12
    return calendar >= 10 or calendar <= 1
