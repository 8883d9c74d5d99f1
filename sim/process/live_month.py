"""A month with the innovation: its effect on a site, what is learnt, who leaves, what it costs.

`p` are the settings of the run, `month` what all organisations share this month.  State is passed
as numbers, so that the same functions serve a record, an agent and one lane of 64.
"""

from sim.params.names import (
    COMMITTED,
    COP,
    DECIDING,
    DERISK,
    EMBEDDED,
    EXEMPLAR,
    IMPLEMENTING,
    PARTNER,
)
from sim.process.doses import strongest
from sim.process.settings import Settings
from sim.process.stages import is_live
from sim.process.state import NOT_READY, Month
from sim.rules import balances, moves, own_use, performance
from sim.rules.compiled import part, where

FIRST_YEAR = 12  # months whose savings fall in the year of the go-live


@part
def benefit_at(p: Settings, month: Month, age: int) -> float:
    """Benefit at full proficiency at a site of this age (B6, B9).

    Integration in steps adds to it; a product under contract ages until it is renewed.
    """
    benefit = full_benefit(p, age)
    if p.contract < 0:
        return benefit
    by_partner = p.partner_pace * strongest(month, PARTNER)
    months = balances.months_since_renewal(age, p.contract)
    return benefit * balances.still_current(p.pace, by_partner, months)


@part
def full_benefit(p: Settings, age: int) -> float:
    """Benefit at full proficiency by the integration reached at this age (B6)."""
    by_integration = balances.benefit_by_integration(integration_at(p, age), p.integration_benefit)
    return p.benefit * p.benefit_factor * by_integration


@part
def integration_at(p: Settings, age: int) -> float:
    """Return how far a site of this age has integrated it, step by step since go-live (B6)."""
    return balances.integrated(p.integration, p.integration_ramp, age, 1.0)


@part
def is_steady(p: Settings) -> bool:
    """Return whether the benefit at full proficiency is the same at every age (B6, B9)."""
    return (p.contract < 0) & (p.integration_ramp == 0.0)


@part
def performed(
    p: Settings, month: Month, benefit: float, proficiency: float, implement: float, crowd: float
) -> float:
    """Change in the performance of a site that is live [share of activity] (E13, E15)."""
    dip = performance.dip(
        p.deepest_dip * p.dip_factor,
        p.disruption,
        implement,
        p.dual_run_relief * p.dual_running,
        crowd,
        p.derisk_dip * strongest(month, DERISK),
        p.dip_without_support,
    )
    return performance.performance(benefit, proficiency, dip)


@part
def worth(p: Settings, size: float, performed: float) -> float:
    """Value of the change in performance [kGBP] (E20)."""
    return performance.monthly_benefit(p.service_value, size, performed)


@part
def cash(p: Settings, age: int, worth: float) -> float:
    """Part of that value that a board sees as cash within the year [kGBP] (E20, C27)."""
    return where(age < FIRST_YEAR, p.cash_share * worth, 0.0)


@part
def running_cost(p: Settings, month: Month, stage: int, age: int, size: float) -> float:
    """What a site pays in a live month, beside its work: price, step of integration (E20, B6)."""
    step = integration_cost(p, age + 1) - integration_cost(p, age)
    return where(is_live(stage), size * (month.price + step), 0.0)


@part
def integration_cost(p: Settings, age: int) -> float:
    """What the integration reached at this age has cost a site of average size [kGBP] (B6)."""
    cost = balances.integration_cost(p.integration_cost, integration_at(p, age))
    return cost * p.site_cost_factor


@part
def days(p: Settings, stage: int, goes: int, compelled: bool, size: float) -> float:
    """Days of work in a month that begins at one stage and leads to another (E23).

    compelled  is under a mandate, to which it reports until it embeds
    """
    starts = (goes == IMPLEMENTING) & (stage != goes)
    reports = compelled & ((stage == DECIDING) | (stage == IMPLEMENTING))
    in_the_dip = performance.transition_days(
        p.transition_days, p.disruption, size, p.dual_running, p.transition_least
    )
    worked = performance.training_days(p.training_days, p.training, size)
    worked += where(stage == COMMITTED, p.case_days, 0.0)
    worked += where(starts, size * days_to_start(p), 0.0)
    worked += where(stage == IMPLEMENTING, in_the_dip, 0.0)
    worked += where(is_live(stage), p.evaluation_days, 0.0)
    return worked + where(reports, p.mandate_days, 0.0)


@part
def days_to_start(p: Settings) -> float:
    """Days of work to go live at a site of average size (E23)."""
    return performance.go_live_days(
        p.go_live_days, p.disruption, p.site_cost_factor, p.redesign_days
    )


@part
def all_train(p: Settings) -> bool:
    """Return whether every organisation works on it every month: in training (C73)."""
    return p.training > 0.0


@part
def cost(p: Settings, paid: float, days: float) -> float:
    """Cost of a month at a site, from what it pays and its days of work [kGBP] (E20)."""
    return performance.site_cost(paid, days, p.day_cost)


@part
def safety_exposure(p: Settings, size: float, performed: float) -> float:
    """Performance below what is tolerated, by size: a proxy for risk, not harm (C02)."""
    return performance.safety_exposure(size, performed, p.tolerance)


@part
def unapproved_exposure(p: Settings, month: Month, size: float) -> float:
    """Performance below what is tolerated where staff use it before their organisation (E24)."""
    return own_use.unapproved_exposure(size, month.own_use, p.own_risk)


@part
def learnt(
    p: Settings, month: Month, pilot: bool, proficiency: float, implement: float, crowd: float
) -> float:
    """Proficiency of a site after another live month (E14)."""
    speed = performance.learning_speed(
        p.learning_rate * p.learning_factor,
        p.complexity,
        implement,
        p.derisk_learning * strongest(month, DERISK),
        p.partner_learning * strongest(month, PARTNER),
        crowd,
        p.complexity_learning,
    )
    perfected = performance.perfected(speed, p.exemplar_learning * strongest(month, EXEMPLAR))
    attainable = performance.attainable(p.superficiality, implement)
    speed = where(pilot, perfected, speed)
    return performance.learnt(proficiency, speed, attainable, p.unlearning)


@part
def evaluated_after(p: Settings, stage: int, evaluated: float) -> float:
    """Live months that made evidence, after one more: none where nothing is evaluated (E5)."""
    return evaluated + where(is_live(stage), p.evaluated, 0.0)


@part
def embeds(p: Settings, stage: int, proficiency: float) -> bool:
    """Return whether a site in the dip is proficient enough to be embedded (E14)."""
    return (stage == IMPLEMENTING) & (proficiency >= p.embed_at)


@part
def abandoning(
    p: Settings, month: Month, age: int, compelled: bool, sustain: float, performed: float
) -> float:
    """Rate of giving up in the dip [1/month], once it has been tried for long enough (E16)."""
    rate = moves.abandon_rate(
        p.abandon_in_dip * p.abandon_factor,
        sustain,
        performed,
        where(compelled, p.compelled_factor, 1.0),
        p.derisk_abandon * strongest(month, DERISK),
        p.abandoning_dip,
    )
    return where(age > p.abandon_from, rate, 0.0)


@part
def discontinuing(p: Settings, month: Month, sustain: float) -> float:
    """Rate of giving up after embedding [1/month], without a contract (E16)."""
    return moves.discontinue_rate(
        p.discontinue_embedded * p.leaving_factor,
        sustain,
        p.partner_discontinue * strongest(month, PARTNER),
        p.cop_discontinue * strongest(month, COP),
    )


@part
def is_up(p: Settings, age: int) -> bool:
    """Return whether a contract of this age is up for renewal (B9)."""
    if p.contract < 0:
        return False
    return (age > 0) & (balances.months_since_renewal(age, p.contract) == 0)


@part
def under_contract(p: Settings, age: int, sustain: float, rate: float) -> float:
    """Rate of wanting to leave after embedding: higher when a contract is up for renewal (B9)."""
    return where(is_up(p, age), balances.renewal_rate(rate, p.renewal_drop, sustain), rate)


@part
def is_bound(p: Settings, stage: int, age: int) -> bool:
    """Return whether a contract holds a site that is embedded: until it is up for renewal (B9)."""
    return (p.contract > 0) & (stage == EMBEDDED) & (not is_up(p, age))


@part
def renewal_cost(p: Settings, stage: int, goes: int, age: int, size: float) -> float:
    """What a site that stays pays when its contract is up for renewal [kGBP] (B9)."""
    renews = is_up(p, age) & is_live(stage) & is_live(goes)
    return where(renews, size * performance.renewal_cost(p.renewal_cost, p.disruption), 0.0)


@part
def paid_to_start(p: Settings) -> float:
    """What a site of average size pays suppliers once, to go live [kGBP] (E20)."""
    return p.price_setup + integration_cost(p, 0)


@part
def setup_cost(p: Settings) -> float:
    """What going live costs a site of average size, its own work counted [kGBP] (E20)."""
    return cost(p, paid_to_start(p), days_to_start(p))


@part
def cool_off_after(p: Settings, month: Month, stage: int) -> float:
    """Months before a site that gives up at this stage can hear of the innovation again (E16)."""
    by_derisk = where(stage == IMPLEMENTING, p.derisk_cool_off * strongest(month, DERISK), 0.0)
    return moves.cool_off(p.cool_off_abandoned, by_derisk)


@part
def started(
    starts: bool, proficiency: float, performance: float, age: int, waited: int
) -> tuple[float, float, int, int]:
    """The new values of these four at a site that is ready: it starts, or waits on (E13)."""
    waits = where(waited >= 0, waited + 1, waited)
    return (
        where(starts, 0.0, proficiency),
        where(starts, 0.0, performance),
        where(starts, 0, age),
        where(starts, NOT_READY, waits),
    )


@part
def rolled_back(
    p: Settings,
    month: Month,
    stage: int,
    leaves: bool,
    proficiency: float,
    cool_off: float,
    compelled: bool,
    paid: bool,
) -> tuple[float, float, bool, bool]:
    """The new values of these four at a site that gives up, and must wait to hear again (E16)."""
    return (
        where(leaves, 0.0, proficiency),
        where(leaves, cool_off_after(p, month, stage), cool_off),
        where(leaves, False, compelled),
        where(leaves, False, paid),
    )
