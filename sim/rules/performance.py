"""Life with the innovation: the dip, learning, performance, fatigue, money (E13-E17, E20)."""

from math import sqrt

from sim.rules.arithmetic import power
from sim.rules.compiled import rule
from sim.rules.slopes import falling


@rule
def crowding(implementing: float, organisations: float, capacity: float) -> float:
    """Factor by which too many sites in the dip at once hinder each other, >= 1  (E13)."""
    return sqrt(max(1.0, implementing / max(1.0, capacity * organisations)))


@rule
def dip(
    deepest: float,
    disruption: float,
    feasibility: float,
    by_dual_running: float,
    crowd: float,
    by_derisk: float,
    without_support: float,
) -> float:
    """Depth of the dip at zero proficiency [share of activity], at most 1  (E13).

    feasibility      Phi of implementing: support makes the dip shallower
    without_support  [factor]  >= 1   where nothing is feasible
    """
    depth = deepest * disruption * (without_support - feasibility)
    return min(1.0, depth * (1.0 - by_dual_running) * crowd * (1.0 - by_derisk))


@rule
def performance(benefit: float, proficiency: float, dip: float) -> float:
    """Change in performance [share of activity]:  y = b l - dip (1 - l)  (E15)."""
    return benefit * proficiency - dip * (1.0 - proficiency)


@rule
def learning_speed(
    rate: float,
    complexity: float,
    feasibility: float,
    by_derisk: float,
    by_partner: float,
    crowd: float,
    slope: float,
) -> float:
    """Part of what is left to learn that is learnt in a month, v  (E14).

    slope  of complexity, which slows learning
    """
    ease = falling(complexity, slope)
    return rate * ease * sqrt(feasibility) * (1.0 + by_derisk + by_partner) / crowd


@rule
def attainable(superficiality: float, feasibility: float) -> float:
    """Proficiency that can be reached here:  1 - kap (1 - Phi)  (E14)."""
    return 1.0 - superficiality * (1.0 - feasibility)


@rule
def learnt(proficiency: float, speed: float, attainable: float, most_lost: float) -> float:
    """Proficiency a month later; what is lost when support goes is lost slowly  (E14)."""
    return proficiency + min(1.0, speed) * max(attainable - proficiency, -most_lost)


@rule
def safety_exposure(size: float, performance: float, tolerance: float) -> float:
    """Performance-months below what is tolerated, by size: a proxy for risk, not harm  (C02)."""
    return size * max(0.0, -performance - tolerance)


@rule
def fatigue_after(fatigue: float, added: float, recovery: float, rest: float) -> float:
    """Change fatigue a month later, in [0, 1]: what is added first, then recovery  (E17)."""
    tired = fatigue + added
    return min(max(tired - recovery * (tired - rest), 0.0), 1.0)


@rule
def failure_fatigue(fatigue: float, by_derisk: float) -> float:
    """Fatigue that a failed go-live leaves; roll-back plans soften it  (E16)."""
    return fatigue * (1.0 - by_derisk)


@rule
def monthly_benefit(value: float, size: float, performance: float) -> float:
    """Value of a month's change in performance [kGBP]; negative in the dip  (E20)."""
    return value * size * performance


@rule
def site_cost(cash: float, days: float, day_cost: float) -> float:
    """What a site's month costs [kGBP]: what it pays, and its days of work  (E20)."""
    return cash + day_cost * days


@rule
def go_live_days(
    at_full_disruption: float, disruption: float, dearer: float, redesign: float
) -> float:
    """Days of work to go live, with the redesign of the pathway  (E23).

    dearer    [factor]  of a tailored solution, or of one that is built
    redesign  [day]
    """
    return at_full_disruption * disruption * dearer + redesign


@rule
def redesign_days(
    at_full: float, redesign: float, bottleneck: float, decommissioning: float
) -> float:
    """Days of work to redesign a pathway: none where there is nothing to redesign  (C05, C73)."""
    return at_full * redesign if bottleneck > 0.0 or decommissioning > 0.0 else 0.0


@rule
def training_days(at_full: float, training: float, size: float) -> float:
    """Days of training in a month that raises maturity and capacity this fast  (C23, E23).

    at_full   [day]      to raise both by 1, at an average site
    training  [1/year]
    """
    return at_full * training * size / 12.0


@rule
def price(monthly: float, trend: float, months: float) -> float:
    """Price a month after some months:  p (1 + trend)^(t / 12) [kGBP/month]  (E20).

    trend  [1/year]  > -1   0 is neutral
    """
    return monthly * power(1.0 + trend, months / 12.0)


@rule
def renewal_cost(at_full_disruption: float, disruption: float) -> float:
    """What a site pays to renew a contract [kGBP]  (B9, E20)."""
    return at_full_disruption * disruption


@rule
def transition_days(
    at_full_disruption: float, disruption: float, size: float, dual_running: float, least: float
) -> float:
    """Days a month for training staff and dual running until a site embeds  (E23).

    least  [factor]  of the work that remains without dual running
    """
    return at_full_disruption * disruption * size * (least + dual_running)


@rule
def perfected(speed: float, by_exemplar: float) -> float:
    """Learning speed of a pilot whose own team is given the programme's money  (table 3.3)."""
    return speed * (1.0 + by_exemplar)


@rule
def go_live_fatigue(at_full_disruption: float, disruption: float) -> float:
    """Fatigue that a go-live leaves  (E17)."""
    return at_full_disruption * disruption
