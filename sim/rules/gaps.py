"""What an innovation loads on the five gaps, and what a gap leaves feasible (E1-E4, E19)."""

from sim.rules.arithmetic import exp, log
from sim.rules.compiled import rule

PRODUCT, ADDITIVE, WEAKEST = 0, 1, 2


@rule
def load(score: float) -> float:
    """Load on a gap of a mixed NASSS score [0 to 1]:  d = 0.1 + 0.8 score  (E1)."""
    return 0.1 + 0.8 * score


@rule
def cultural_score(adopters: float, organisation: float) -> float:
    """Complexity that the cultural gap feels [0 to 1]  (E1)."""
    return 0.6 * adopters + 0.4 * organisation


@rule
def capacity_score(organisation: float, adopters: float, disruption: float) -> float:
    """Complexity that the capacity gap feels [0 to 1]  (E1)."""
    return 0.4 * organisation + 0.2 * adopters + 0.4 * disruption


@rule
def evidence_score(condition: float, value: float) -> float:
    """Complexity that the evidence gap feels [0 to 1]  (E1)."""
    return 0.5 * condition + 0.5 * value


@rule
def technical_score(technology: float, wider_system: float) -> float:
    """Complexity that the technical gap feels [0 to 1]  (E1)."""
    return 0.7 * technology + 0.3 * wider_system


@rule
def financial_score(value: float, wider_system: float, in_year_share: float) -> float:
    """Complexity that the financial gap feels [0 to 1]; cash within the year eases it  (E1)."""
    return 0.5 * value + 0.3 * wider_system + 0.2 * (1.0 - in_year_share)


@rule
def spared(share: float, disruption: float) -> float:
    """Part of the service that one type of innovation leaves undisturbed:  1 - w delta.

    Disruption of the whole is 1 minus the product over the types  (E2).
    """
    return 1.0 - share * disruption


@rule
def quality(
    relative_advantage: float,
    compatibility: float,
    complexity: float,
    trialability: float,
    observability: float,
) -> float:
    """Rogers' five attributes as one quality Q [0 to 1]; complexity counts against it  (E2)."""
    ease = 1.0 - complexity
    return (
        0.30 * relative_advantage
        + 0.25 * compatibility
        + 0.20 * ease
        + 0.15 * trialability
        + 0.10 * observability
    )


@rule
def blended(factor: float, part: float) -> float:
    """Factor of a method that is only a part of the whole; 0 of it is exactly 1  (C32)."""
    return 1.0 + part * (factor - 1.0)


@rule
def able_now(capacity: float, fatigue: float) -> float:
    """Capacity left by change fatigue:  K (1 - f)  (E3)."""
    return capacity * (1.0 - fatigue)


@rule
def in_winter(capacity: float, pressure: float) -> float:
    """Capacity left by winter pressure [share of capacity lost]."""
    return capacity * (1.0 - pressure)


@rule
def legacy_factor(legacy: float) -> float:
    """Factor of old systems on the technical gap:  0.5 + Lg  (E3)."""
    return 0.5 + legacy


@rule
def open_gap(load: float, strength: float, factor: float, ceiling: float) -> float:
    """Gap before anybody helps:  g = clip(d (1 - s) m, 0, ceiling)  (E3).

    load      d  [load]   0 to 1   what the innovation asks
    strength  s  [share]  0 to 1   what the organisation has: culture, capacity, evidence...
    factor    m  [1]      > 0      what widens or narrows it; 1 is neutral
    """
    return min(max(load * (1.0 - strength) * factor, 0.0), ceiling)


@rule
def narrowed(gap: float, closes: float, dose: float) -> float:
    """Gap after a lever:  g (1 - e x); a dose of 0 is an exact factor 1  (E3).

    closes  e  [share]  0 to 1   part of the gap that the lever closes at full dose
    dose    x  [share]  0 to 1   how much of the lever reaches the organisation
    """
    return gap * (1.0 - closes * dose)


@rule
def diagnosed(
    closes: float, dose: float, is_largest: bool, factor: float, rest: float, most: float
) -> float:
    """Efficacy of one-to-one help that has been aimed by a framework  (E19).

    dose    x  [share]  0 to 1   of `diagnose`; at 0 the efficacy is unchanged
    factor     [1]               on the site's largest gap, held to `most`
    rest       [share]           lost on the other gaps
    """
    aimed = min(most, closes * (1.0 + factor * dose))
    other = closes * (1.0 - rest * dose)
    return aimed if is_largest else other


@rule
def resistance(gap: float) -> float:
    """Resistance of a gap before it is weighed:  -log(1 - g); 0 when closed  (E4)."""
    return -log(1.0 - gap)


@rule
def hold(resistance: float, weight: float) -> float:
    """How much a gap holds back at this stage:  -w log(1 - g); the largest one binds  (E4)."""
    return weight * resistance


@rule
def feasibility(
    how: int, holds: float, weighted_gaps: float, widest: float, weights: float
) -> float:
    """Share of what is wanted that is feasible at this stage, Phi in (0, 1]  (E4).

    how            PRODUCT, ADDITIVE or WEAKEST
    holds          sum of `hold` over the five gaps
    weighted_gaps  sum of w g
    widest         largest gap among those with a weight of at least 0.5
    weights        sum of w

    The product is the weakest link: one gap wide open blocks whatever else is done.  The other
    two are alternatives for structural checks.
    """
    if how == ADDITIVE:
        return min(max(1.0 - 2.2 * weighted_gaps / weights, 0.02), 1.0)
    if how == WEAKEST:
        return exp(weights * log(1.0 - widest))
    return exp(-holds)
