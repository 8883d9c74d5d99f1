"""The nine balances of implementation (B1-B9): each a dial that hurts at both ends, or a trade-off.

Switched off, or at its stated neutral value, each is exactly 1 (or 0).
"""

from sim.rules.arithmetic import exp
from sim.rules.compiled import rule
from sim.rules.slopes import falling, rising


@rule
def too_simple(tailoring: float, complexity: float) -> float:
    """How far an approach is too simple for the innovation, m = max(0, CX - a)  (B1)."""
    return max(0.0, complexity - tailoring)


@rule
def too_bespoke(tailoring: float, complexity: float) -> float:
    """How far sites are treated as unique without need, o = max(0, a - CX)  (B1)."""
    return max(0.0, tailoring - complexity)


@rule
def misfit(amount: float, wider: float) -> float:
    """Factor on the cultural and technical gap if the approach is too simple:  1 + 0.8 m  (B1)."""
    return 1.0 + wider * amount


@rule
def bespoke_delay(amount: float, longer: float) -> float:
    """Factor on case preparation and procurement of a too bespoke approach:  1 + 0.8 o  (B1)."""
    return 1.0 + longer * amount


@rule
def reusable(amount: float, lost: float) -> float:
    """Part of shared material that is still usable at this misfit:  1 - o  (B1, B3).

    lost  [share]  part lost at a full misfit; 0 is neutral
    """
    return 1.0 - lost * amount


@rule
def mismatch(codification: float, orientation: float, tolerance: float) -> float:
    """How far a codified model clashes with a culture of standards or of adaptation  (B3, B7).

    codification  z    [0 to 1]  1 = to the letter
    orientation   S_i  [0 to 1]  1 = a culture of adaptation
    tolerance     [share]    < 1
    Structured flexibility: a difference of up to 0.2 does not matter.
    """
    apart = abs(codification - (1.0 - orientation))
    return max(0.0, apart - tolerance) / (1.0 - tolerance)


@rule
def culture_mismatch(mismatch: float, wider: float) -> float:
    """Factor on the cultural gap when a codified model does not suit:  1 + 0.6 m  (B3)."""
    return 1.0 + wider * mismatch


@rule
def excluded(extra: float, inclusive: float) -> float:
    """Factor on every gap in deprived areas:  1 + x_d (1 - i)  (B5).

    extra      x_d  [share]  how much wider their gaps are by design; 0 is neutral
    inclusive  i    [0 to 1] how inclusively it is designed
    """
    return 1.0 + extra * (1.0 - inclusive)


@rule
def reach_of_general(across_types: float, general: float, bridged: float) -> float:
    """Likeness of different types for a general solution, which reaches further  (B5).

    general  [0 to 1]  0 = tailored to one setting
    bridged  [share]   of the unlikeness that a fully general solution removes
    """
    return across_types + bridged * general * (1.0 - across_types)


@rule
def risk_of(clinical: float, operational: float, financial: float) -> float:
    """Risk that guides the choice of tailored or general [0 to 1]: the mean of the three  (B5)."""
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
    """Integration after some live months: it grows over time, not at once  (B6).

    start  iota  [0 to 1]      at go-live
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
    """Factor on approval:  1.2 - 0.4 r; principles halve what rules take off  (B8).

    by_principles  [share]  of what rules take off that principles still take off
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
def months_since_renewal(age: int, contract: int) -> int:
    """Months since a site last renewed its contract, or since it went live  (B9).

    The remainder, by dividing as float64, which is exact for months: eight lanes do so at once,
    while whole numbers are divided one by one.
    """
    return age - int(age / contract) * contract


@rule
def still_current(pace: float, by_partner: float, months: float) -> float:
    """Part of the benefit left some months after a product was last renewed  (B9).

    pace    phi  [1/month]  how fast the market moves
    months       [month]    since the contract was last renewed
    """
    return exp(-pace * (1.0 - by_partner) * months)


@rule
def renewal_rate(leaving: float, drop: float, feasibility: float) -> float:
    """Rate of not renewing when a contract ends [1/month]  (B9)."""
    return leaving + drop * (1.0 - feasibility)
