"""A scenario, resolved: every number that a month needs, from the one place that states it."""

from dataclasses import fields
from typing import Any

from sim.networks.telling import says_where_it_stands
from sim.params import Assumptions, Coefficients, DataFor, Scenario
from sim.params.errors import UserError
from sim.params.names import AGGREGATORS, CONTACTS, CULTURAL, KINDS, PUSHES, TARGETS
from sim.process.settings.budget import budget_of
from sim.process.settings.factors import factors_of
from sim.process.settings.levers import levers_of, phases_of, weights_of
from sim.process.settings.loads import benefit_of, disruption_of, loads_of, quality_of
from sim.process.settings.record import ABSENT, TYPES, Settings, settings_from
from sim.rules import moves, standing

ASSUMED = tuple(each.name for each in fields(Assumptions))
NEEDED = tuple(each.name for each in fields(Coefficients) if each.name in TYPES)


def settings_of(scenario: Scenario, organisations: int) -> Settings:
    """Resolve a scenario for a system with this many organisations.

    Raises
    ------
    UserError
        If there are more pilots than organisations.
    """
    disruption = disruption_of(scenario.innovation, scenario.assumptions)
    return settings_from(
        _assumed(scenario.assumptions)
        | _in_the_month(scenario.coefficients)
        | _innovation(scenario, disruption)
        | _strategy(scenario, organisations)
        | levers_of(scenario, organisations)
        | dict(weight=weights_of(scenario.stage_weights))
        | _process_and_clock(scenario)
        | _about_others(scenario)
        | factors_of(scenario, disruption)
    )


def _assumed(assumptions: Assumptions) -> dict[str, Any]:
    """Take the assumptions over as they are; a dial may replace one later."""
    a = assumptions
    return {name: getattr(a, name) for name in ASSUMED} | dict(
        aggregator=AGGREGATORS.index(a.aggregator.value),
        push=PUSHES.index(a.push.value),
        champion_closes=[a.champion_culture, a.champion_capacity, 0.0, 0.0, 0.0],
    )


def _in_the_month(coefficients: Coefficients) -> dict[str, Any]:
    """Take over the coefficients that a month's rules need; the others are used up here."""
    return {name: getattr(coefficients, name) for name in NEEDED}


def _innovation(scenario: Scenario, disruption: float) -> dict[str, Any]:
    i, a, c = scenario.innovation, scenario.assumptions, scenario.coefficients
    load = loads_of(i, disruption, a.combined_load, c)
    if scenario.strategy.data_for == DataFor.accountability:
        load[CULTURAL] += a.accountability_culture
    return dict(
        quality=quality_of(i, c),
        complexity=i.complexity,
        trialability=i.trialability,
        observability=i.observability,
        disruption=disruption,
        load=load,
        benefit=benefit_of(i, a),
        procurement=i.procurement,
        price_setup=i.price.setup,
        price_monthly=i.price.monthly,
        price_trend=i.price.trend,
        own_start=i.own_use.start,
        own_spread=i.own_use.spread,
        own_risk=i.own_use.risk,
    )


def _strategy(scenario: Scenario, organisations: int) -> dict[str, Any]:
    s, a = scenario.strategy, scenario.assumptions
    told = says_where_it_stands(scenario.system)
    if s.pilots > organisations and not told:  # of a file their number is not known earlier
        raise UserError(
            f"strategy.pilots is {s.pilots}, but the system's number of organisations is "
            f"{organisations}; there cannot be more pilots than organisations."
        )
    budget = budget_of(scenario, organisations)
    return dict(
        **phases_of(s, budget.monthly),
        start=s.start,
        programme=s.start + s.programme,
        target=TARGETS.index(s.target.value),
        pilots=ABSENT if told else s.pilots,
        mixed_pilots=int(s.mixed_pilots),
        pilots_embedded=standing.embedded_before(s.pilots, s.pilots_embedded),
        evaluated=1.0 if s.evaluate else a.unevaluated_evidence,
        evaluation_days=a.evaluation_days if s.evaluate else 0.0,
        dual_running=s.dual_running,
        two_way=s.two_way,
        **mandate_of(
            None if s.mandate_month is None else s.start + s.mandate_month,
            None if s.mandate_by is None else s.start + s.mandate_by,
        ),
        wave_cap=ABSENT if s.wave_cap is None else s.wave_cap,
    )


def mandate_of(month: int | None, by: int | None) -> dict[str, Any]:
    """Resolve a mandate from a month of the run on, with a deadline if there is one (E12).

    Raises
    ------
    UserError
        If the deadline is not after the month in which the mandate begins.
    """
    numbers = dict(
        mandate_month=ABSENT if month is None else month,
        mandate_by=ABSENT if by is None else by,
    )
    if month is None or by is None:
        return dict(**numbers, mandate_pull=0.0)
    if by <= month:
        raise UserError(
            f"the deadline (strategy.mandate_by) is in month {by} of the run, but the mandate "
            f"(strategy.mandate_month) begins in month {month}; give a later deadline"
        )
    return dict(**numbers, mandate_pull=moves.deadline_pull(by - month))


def _about_others(scenario: Scenario) -> dict[str, Any]:
    system = scenario.system
    return dict(trust=system.trust, contacts=CONTACTS.index(system.contacts.value))


def _process_and_clock(scenario: Scenario) -> dict[str, Any]:
    process, clock = scenario.process, scenario.clock
    return dict(
        kind=KINDS.index(process.kind.value),
        bass_innovation=process.innovation,
        bass_imitation=process.imitation,
        threshold=process.threshold,
        count=int(process.count),
        levers=int(process.levers),
        months=clock.months,
        winter=clock.winter,
        first_month=int(clock.start[5:7]),
        today=12 * int(clock.start[:4]) + int(clock.start[5:7]) - 1,
    )
