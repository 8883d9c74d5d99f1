"""A scenario, resolved: every number that a month needs, from the one place that states it."""

from dataclasses import fields
from typing import Any

from sim.networks.telling import says_where_it_stands
from sim.params import Assumptions, Coefficients, DataFor, Scenario
from sim.params.errors import UserError
from sim.params.names import AGGREGATORS, CONTACTS, CULTURAL, KINDS, PUSHES, TARGETS
from sim.process.settings.composition import MET, Met, meet
from sim.process.settings.design import design_of
from sim.process.settings.factors import factors_of
from sim.process.settings.levers import levers_of, weights_of
from sim.process.settings.loads import benefit_of, loads_of, quality_of
from sim.process.settings.parts import Parts, parts_of
from sim.process.settings.record import ABSENT, NEVER, TYPES, Settings
from sim.process.settings.rows import made
from sim.rules import moves, partner, standing

ASSUMED = tuple(each.name for each in fields(Assumptions))
NEEDED = tuple(each.name for each in fields(Coefficients) if each.name in TYPES)


def settings_of(scenario: Scenario, organisations: int) -> Settings:
    """Resolve a scenario for a system with this many organisations.

    Raises
    ------
    UserError
        If there are more pilots than organisations.
    """
    return resolved(scenario, organisations)[1]


def resolved(scenario: Scenario, organisations: int) -> tuple[Parts, Settings]:
    """Resolve a scenario, and give what its dials set before they meet too.

    Raises
    ------
    UserError
        If there are more pilots than organisations, or its shifts of money are not possible.
    """
    design = design_of(scenario)
    parts, row = parts_of(scenario, organisations, design), Met()
    if meet(parts, row) != partner.POSSIBLE:
        raise UserError("the shifts of money (strategy.shift) are not possible together")
    numbers = (
        _assumed(scenario.assumptions)
        | _in_the_month(scenario.coefficients)
        | _innovation(scenario, parts.disruption)
        | _strategy(scenario, organisations)
        | _phases(parts)
        | levers_of(scenario, organisations)
        | dict(weight=weights_of(scenario.stage_weights))
        | _process_and_clock(scenario)
        | _about_others(scenario)
        | factors_of(scenario, design)
        | {name: getattr(row, name) for name in MET}
    )
    return parts, made(Settings, numbers)


def _phases(parts: Parts) -> dict[str, Any]:
    """Date the phases in months of the run; unused ones never begin."""
    return dict(
        phase_from=[
            NEVER if begins == NEVER else parts.start + begins for begins in parts.phase_from
        ]
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
    s = scenario.strategy
    told = says_where_it_stands(scenario.system)
    if s.pilots > organisations and not told:  # of a file their number is not known earlier
        raise UserError(
            f"strategy.pilots is {s.pilots}, but the system's number of organisations is "
            f"{organisations}; there cannot be more pilots than organisations."
        )
    return dict(
        start=s.start,
        programme=s.start + s.programme,
        target=TARGETS.index(s.target.value),
        pilots=ABSENT if told else s.pilots,
        mixed_pilots=int(s.mixed_pilots),
        pilots_embedded=standing.embedded_before(s.pilots, s.pilots_embedded),
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
