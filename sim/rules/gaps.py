"""The load of an innovation on the five gaps, and what the gaps leave feasible (E1-E4, E19)."""

from sim.rules.arithmetic import exp, log
from sim.rules.compiled import rule, where
from sim.rules.slopes import rising


@rule
def load(score: float, least: float, by_score: float) -> float:
    """Load on a gap from a mixed NASSS score [0 to 1]:  d = 0.1 + 0.8 score  (E1)."""
    return least + by_score * score


@rule
def mixed_score(rest: float, score: float, weight: float) -> float:
    """Complexity behind the cultural, evidence, technical or financial gap [0 to 1]  (E1).

    score   the NASSS domain that has the weight
    rest    the other domain, which has the rest of the weight
    """
    return (1.0 - weight) * rest + weight * score


@rule
def capacity_score(
    organisation: float,
    adopters: float,
    disruption: float,
    from_organisation: float,
    from_adopters: float,
) -> float:
    """Complexity behind the capacity gap [0 to 1]; disruption has the rest of the weight  (E1)."""
    from_disruption = 1.0 - from_organisation - from_adopters
    return (
        from_organisation * organisation + from_adopters * adopters + from_disruption * disruption
    )


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
    from_compatibility: float,
    from_ease: float,
    from_trialability: float,
    from_observability: float,
) -> float:
    """Rogers' five attributes as one quality Q; complexity counts against it  (E2).

    In [0, 1]; relative advantage has the rest of the weight.
    """
    ease = 1.0 - complexity
    others = from_compatibility + from_ease + from_trialability + from_observability
    return (
        (1.0 - others) * relative_advantage
        + from_compatibility * compatibility
        + from_ease * ease
        + from_trialability * trialability
        + from_observability * observability
    )


@rule
def blended(factor: float, part: float) -> float:
    """Factor of a method that is only part of the mix; exactly 1 where its part is 0  (C32)."""
    return 1.0 + part * (factor - 1.0)


@rule
def able_now(capacity: float, fatigue: float) -> float:
    """Capacity left after change fatigue:  K (1 - f)  (E3)."""
    return capacity * (1.0 - fatigue)


@rule
def in_winter(capacity: float, pressure: float) -> float:
    """Capacity left after winter pressure [share of capacity lost]."""
    return capacity * (1.0 - pressure)


@rule
def legacy_factor(legacy: float, slope: float) -> float:
    """Factor of old systems on the technical gap:  0.5 + Lg; 0.5 is neutral  (E3)."""
    return rising(legacy, slope)


@rule
def worth_factor(gained: float, paid: float, hurdle: float, strength: float) -> float:
    """Factor on the financial gap from gain and cost:  1 + w (1 - 2 v / (v + h c))  (E22).

    gained    v  [kGBP/month]  >= 0
    paid      c  [kGBP/month]  >= 0
    hurdle    h  [ratio]       >= 0   of gain to cost, at which the factor is 1
    strength  w  [share]       0 to 1; the factor lies within 1 - w and 1 + w
    """
    weighed = gained + hurdle * paid
    if weighed <= 0.0:  # nothing gained and nothing asked
        return 1.0
    return 1.0 + strength * (1.0 - 2.0 * gained / weighed)


@rule
def weighed_by_board(case: float, first_year: float) -> float:
    """Factor where a board decides, by the case and by the first year's cash alike  (E22)."""
    return (case + first_year) / 2.0


@rule
def open_gap(load: float, strength: float, factor: float, ceiling: float) -> float:
    """Gap before anybody helps:  g = clip(d (1 - s) m, 0, ceiling)  (E3).

    load      d  [load]   0 to 1   what the innovation demands
    strength  s  [share]  0 to 1   what the organisation has: culture, capacity, evidence...
    factor    m  [1]      > 0      what widens or narrows it; 1 is neutral
    """
    return min(max(load * (1.0 - strength) * factor, 0.0), ceiling)


@rule
def narrowed(gap: float, closes: float, dose: float) -> float:
    """Gap after a lever:  g (1 - e x); a dose of 0 gives a factor of exactly 1  (E3).

    closes  e  [share]  0 to 1   part of the gap that the lever closes at full dose
    dose    x  [share]  0 to 1   how much of the lever reaches the organisation
    """
    return gap * (1.0 - closes * dose)


@rule
def diagnosed(
    closes: float, dose: float, is_largest: bool, factor: float, rest: float, most: float
) -> float:
    """Efficacy of one-to-one help after a diagnosis with a framework  (E19).

    dose    x  [share]  0 to 1   of `diagnose`; at 0 the efficacy is unchanged
    factor     [1]               on the site's largest gap, limited to `most`
    rest       [share]           lost on the other gaps
    """
    aimed = min(most, closes * (1.0 + factor * dose))
    other = closes * (1.0 - rest * dose)
    return where(is_largest, aimed, other)


@rule
def resistance(gap: float) -> float:
    """Resistance of a gap before weighting:  -log(1 - g); 0 when closed  (E4)."""
    return -log(1.0 - gap)


@rule
def hold(resistance: float, weight: float) -> float:
    """How much a gap holds back at this stage:  -w log(1 - g); the largest one binds  (E4)."""
    return weight * resistance


@rule
def feasibility(holds: float) -> float:
    """Share of what is wanted that is feasible at this stage, Phi in (0, 1]  (E4).

    holds  sum of `hold` over the five gaps
    The product of what the gaps leave: one wide-open gap blocks everything, whatever else is done.
    """
    return exp(-holds)


@rule
def feasibility_of_mean(weighted_gaps: float, weights: float, slope: float, least: float) -> float:
    """Feasibility where gaps are added up, an alternative for structural checks  (E4).

    weighted_gaps  sum of w g; weights  sum of w
    """
    return min(max(1.0 - slope * weighted_gaps / weights, least), 1.0)


@rule
def feasibility_of_weakest(widest: float, weights: float) -> float:
    """Feasibility where only the weakest link counts, another such alternative  (E4).

    widest  largest gap among those with enough weight to count; weights  sum of w
    """
    return exp(weights * log(1.0 - widest))
