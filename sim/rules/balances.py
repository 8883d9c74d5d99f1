"""The nine balances of implementation (B1-B9): each a dial that hurts on both sides, or trades.

Off, or at the neutral value that is named, each is exactly 1 (or 0).
"""

from sim.rules.arithmetic import exp
from sim.rules.compiled import rule
from sim.rules.slopes import falling, rising


@rule
def too_simple(tailoring: float, complexity: float) -> float:
    """How far an approach is simpler than the innovation asks, m = max(0, CX - a)  (B1)."""
    return max(0.0, complexity - tailoring)


@rule
def too_bespoke(tailoring: float, complexity: float) -> float:
    """How far every site is treated as unique without need, o = max(0, a - CX)  (B1)."""
    return max(0.0, tailoring - complexity)


@rule
def misfit(amount: float, wider: float) -> float:
    """Factor on the cultural and technical gap of too simple an approach:  1 + 0.8 m  (B1)."""
    return 1.0 + wider * amount


@rule
def bespoke_delay(amount: float, longer: float) -> float:
    """Factor on case preparation and procurement of too bespoke an approach:  1 + 0.8 o  (B1)."""
    return 1.0 + longer * amount


@rule
def reusable(amount: float, lost: float) -> float:
    """Part of shared material that can be used where it misfits by this much:  1 - o  (B1, B3).

    lost  [share]  of it at a full misfit; 0 is neutral
    """
    return 1.0 - lost * amount


@rule
def mismatch(codification: float, orientation: float, tolerance: float) -> float:
    """How far a codified model rubs against a culture of standards or of adaptation  (B3, B7).

    codification  z    [0 to 1]  1 = to the letter
    orientation   S_i  [0 to 1]  1 = a culture of adaptation
    tolerance     [share]    < 1
    Structured flexibility: the first 0.2 of a difference do not matter.
    """
    apart = abs(codification - (1.0 - orientation))
    return max(0.0, apart - tolerance) / (1.0 - tolerance)


@rule
def culture_mismatch(mismatch: float, wider: float) -> float:
    """Factor on the cultural gap of a codified model that does not suit:  1 + 0.6 m  (B3)."""
    return 1.0 + wider * mismatch


@rule
def excluded(extra: float, inclusive: float) -> float:
    """Factor on every gap of those in deprived areas:  1 + x_d (1 - i)  (B5).

    extra      x_d  [share]  how much wider their gaps are by design; 0 is neutral
    inclusive  i    [0 to 1] how inclusively it is designed
    """
    return 1.0 + extra * (1.0 - inclusive)


@rule
def reach_of_general(across_types: float, general: float, bridged: float) -> float:
    """Likeness of different types for a solution made general: it reaches further  (B5).

    general  [0 to 1]  0 = tailored to one setting
    bridged  [share]   of the unlikeness that a fully general solution takes away
    """
    return across_types + bridged * general * (1.0 - across_types)


@rule
def risk_of(clinical: float, operational: float, financial: float) -> float:
    """Risk that steers between tailored and general [0 to 1]: the mean of the three  (B5)."""
    return (clinical + operational + financial) / 3.0


@rule
def unfit_of_general(general: float, risk: float, unfit: float) -> float:
    """Factor on the dip and the technical gap of a general solution, by risk  (B5)."""
    return 1.0 + unfit * general * risk


@rule
def cost_of_tailored(general: float, dearer: float) -> float:
    """Factor on case preparation and site cost of a tailored solution  (B5)."""
    return 1.0 + dearer * (1.0 - general)


@rule
def integrated(start: float, ramp: float, months: float, most: float) -> float:
    """Integration after so many months: a journey in steps, not a switch  (B6).

    start  iota  [0 to 1]      at month 0
    ramp         [1/year]      0 is neutral
    """
    return min(max(start, most), start + ramp * months / 12.0)


@rule
def technical_by_integration(integration: float, slope: float) -> float:
    """Factor on the technical gap:  0.6 + 0.8 iota; 0.5 is neutral  (B6)."""
    return rising(integration, slope)


@rule
def capacity_by_integration(integration: float, slope: float) -> float:
    """Factor on the capacity gap:  1.3 - 0.6 iota; 0.5 is neutral  (B6)."""
    return falling(integration, slope)


@rule
def benefit_by_integration(integration: float, slope: float) -> float:
    """Factor on the benefit:  0.7 + 0.6 iota; 0.5 is neutral  (B6)."""
    return rising(integration, slope)


@rule
def procurement_by_integration(integration: float, months: float) -> float:
    """Months added to procurement:  5 (iota - 0.5); 0.5 is neutral  (B6)."""
    return months * (integration - 0.5)


@rule
def integration_cost(at_full: float, integration: float) -> float:
    """Cost of integrating at go-live [kGBP]:  40 iota^2  (B6, E20)."""
    return at_full * (integration * integration)


@rule
def approval_by_regulation(
    regulation: float, principles: bool, slope: float, by_principles: float
) -> float:
    """Factor on approval:  1.2 - 0.4 r; principles halve what rules take  (B8).

    by_principles  [share]  of what rules take that principles still take
    """
    factor = falling(regulation, slope)
    if principles and factor < 1.0:
        return 1.0 - by_principles * (1.0 - factor)
    return factor


@rule
def procurement_by_regulation(regulation: float, slope: float) -> float:
    """Factor on procurement:  0.7 + 0.6 r; 0.5 is neutral  (B8)."""
    return rising(regulation, slope)


@rule
def dip_by_regulation(regulation: float, slope: float) -> float:
    """Factor on the dip:  1.3 - 0.6 r; 0.5 is neutral  (B8)."""
    return falling(regulation, slope)


@rule
def still_current(pace: float, by_partner: float, months: float) -> float:
    """Part of the benefit of a product that has not been renewed for so long  (B9).

    pace    phi  [1/month]  how fast the market moves
    months       [month]    since the contract was last renewed
    """
    return exp(-pace * (1.0 - by_partner) * months)


@rule
def renewal_rate(leaving: float, drop: float, feasibility: float) -> float:
    """Rate of not renewing when a contract ends [1/month]  (B9)."""
    return leaving + drop * (1.0 - feasibility)
