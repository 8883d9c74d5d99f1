"""The paper's further ideas, each a factor that is exactly 1 (or 0) at its neutral value.

They cover what is tried, for whom, and how it is paid for, made usable, designed, bought and
regulated.  Each dial is one number in one of the equations E1 to E22.  `docs/concepts.md` says
which, and where in the paper it comes from (C01 to C75).
"""

from sim.rules.compiled import rule
from sim.rules.slopes import falling, rising


@rule
def by_compatibility(compatibility: float, slope: float) -> float:
    """Factor on the cultural and technical gap:  1.2 - 0.4 CO at the default slope  (C67).

    slope  [1]  >= 0   0.4 by default; 0 is neutral, as is a compatibility of 0.5
    """
    return 1.0 + slope * (0.5 - compatibility)


@rule
def combined_benefit(benefit: float, types: float, more: float) -> float:
    """Benefit of an innovation that combines types:  b (1 + 0.25 (n - 1))  (C10)."""
    return benefit * (1.0 + more * max(0.0, types - 1.0))


@rule
def combined_load(load: float, types: float, more: float) -> float:
    """Load of an innovation that combines types:  d + 0.05 (n - 1), at most 1  (C10)."""
    return min(1.0, load + more * max(0.0, types - 1.0))


@rule
def counted_value(breadth: float) -> float:
    """Part of the value that the case counts:  0.5 + breadth; 0.5 is neutral  (C28, E22).

    breadth  [0 to 1]  how far quality, experience and wellbeing count
    """
    return rising(breadth, 1.0)


@rule
def cash_share(in_year: float, released: float, incentives: float) -> float:
    """Part of the benefit that comes back as cash in the year to those who pay  (C27, C29, E22).

    in_year     [share]   of the benefit that is cash within the year
    released    [share]   of that cash, as `tied_savings`
    incentives  [0 to 1]  0.5 is neutral: cash x (0.5 + incentives), at most the whole benefit
    """
    return min(1.0, in_year * released * rising(incentives, 1.0))


@rule
def realised_benefit(shift: float, redesign: float) -> float:
    """Part of the benefit left when the bottleneck only moves down the pathway  (C05).

    shift     s_b  [0 to 1]  how much of it moves; 0 is neutral
    redesign  rho  [0 to 1]  how far the pathway is redesigned with it
    """
    return 1.0 - shift * (1.0 - redesign)


@rule
def shifted_load(shift: float, redesign: float, wider: float) -> float:
    """Factor on the capacity gap when a bottleneck moves down the pathway  (C05)."""
    return 1.0 + wider * shift * (1.0 - redesign)


@rule
def tied_savings(tied: float, redesign: float) -> float:
    """Part of the cash released when savings need an old service to close  (C27).

    tied  [0 to 1]  part of the savings that rely on decommissioning; 0 is neutral
    """
    return 1.0 - tied * (1.0 - redesign)


@rule
def by_usability(usability: float, slope: float) -> float:
    """Factor on the capacity gap, or on abandoning:  1.3 - 0.6 u; 0.5 is neutral  (C39)."""
    return falling(usability, slope)


@rule
def learning_by_usability(usability: float, slope: float) -> float:
    """Factor on learning:  0.85 + 0.3 u; 0.5 is neutral  (C39)."""
    return rising(usability, slope)


@rule
def by_embedding(score: float, slope: float) -> float:
    """Factor on leaving after embedding:  0.5 + n_7; 0.5 is neutral  (C36)."""
    return rising(score, slope)


@rule
def pace_of(embedding: float, at_most: float) -> float:
    """Pace at which products age [1/month], from the embedding score:  0.02 n_7  (E1)."""
    return at_most * embedding


@rule
def scored(domain: float, part: float) -> float:
    """Score of a NASSS domain with a part that is harder than the whole  (C36)."""
    return max(domain, part)


@rule
def with_added(load: float, added: float) -> float:
    """Load by the scores with what the innovation asks beyond them, kept in 0 to 1  (E1).

    added  [load]  -1 to 1; 0 is neutral, and -1 closes the gap
    """
    return min(1.0, max(0.0, load + added))


@rule
def heard_more(rate: float, factor: float) -> float:
    """Rate of hearing of a product that is marketed to consumers  (C08)."""
    return rate * factor


@rule
def designed_usability(usability: float, by_codesign: float, by_pilots: float) -> float:
    """Usability with co-design of the end state, and with pilots that test it [0 to 1]  (C34, C43).

    by_codesign  [score]  added, at most to 1
    by_pilots    [share]  0 to 1   closed of what then lacks to 1
    """
    designed = min(1.0, usability + by_codesign)
    return designed + by_pilots * (1.0 - designed)


@rule
def better_tools(stock: float, factor: float) -> float:
    """Stock of tools when the pilots tested the training material, at most 1  (C43)."""
    return min(1.0, stock * factor)


@rule
def better_fit(fit: float, bonus: float) -> float:
    """Fit of tools when the pilots tested how to adapt them, at most 1  (C43)."""
    return min(1.0, fit + bonus)


@rule
def approvals_needed(boards: int, fewer: int) -> int:
    """Boards that must approve, at least one; a tariff saves one  (C08)."""
    return max(1, boards - fewer)


@rule
def planned_in_time(plan: float, ambition_month: float, too_late: float) -> float:
    """Planning for scale left when the ambition is set late:  plan (1 - t_a / 24)  (C51)."""
    return plan * max(0.0, 1.0 - ambition_month / too_late)


@rule
def head_start(share: float, plan: float) -> float:
    """Part of the business case that is drafted for early adopters before the pilot  (C45)."""
    return share * plan


@rule
def trained(trait: float, gain: float, months: float) -> float:
    """Maturity or capacity after some months of training, at most 1  (C73).

    gain  [1/year]  >= 0   0 is neutral
    """
    return min(1.0, trait + gain * months / 12.0)


@rule
def lean_capacity(disruption: float, most: float) -> float:
    """Factor on the capacity gap from Lean, which takes waste out of a stable process  (C35)."""
    return 1.0 - most * (1.0 - disruption)


@rule
def lean_benefit(disruption: float, most: float) -> float:
    """Factor on the benefit from Lean alone, which stops short of disruptive change  (C35).

    Of the benefit, the part that comes from redesign is the disruption, and Lean misses
    most x disruption of that part:  1 - 0.2 delta^2.
    """
    return 1.0 - most * disruption * disruption


@rule
def by_value(maturity: float, most: float) -> float:
    """Factor on a gap from value-based health care, which needs data: 1 - most x M  (C33).

    most  [share]  0 is neutral; 0.20 on the financial gap, 0.10 on the evidence gap
    """
    return 1.0 - most * maturity
