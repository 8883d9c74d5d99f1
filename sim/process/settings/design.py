"""How the innovation and its spread are designed: methods, usability, planning."""

from dataclasses import dataclass

from sim.params import EndState, PilotPurpose, Scenario, Strategy
from sim.rules import factors


@dataclass(frozen=True, slots=True)
class Methods:
    """How much of each method is in the definition of the end state; a blend is a third of each."""

    lean: float
    value: float
    codesign: float


@dataclass(frozen=True, slots=True)
class Design:
    """What follows from the design by itself; neutral where it is left open.

    usability  [0 to 1]  with what co-design and pilots add
    plan       [share]   planning for scale that a late ambition leaves
    """

    methods: Methods
    usability: float
    plan: float


def design_of(scenario: Scenario) -> Design:
    """Work out what follows from the design."""
    strategy, c = scenario.strategy, scenario.coefficients
    methods = _methods_of(strategy)
    return Design(
        methods,
        _usability(scenario, methods),
        factors.planned_in_time(strategy.plan, strategy.ambition_month, c.late_ambition),
    )


def _methods_of(strategy: Strategy) -> Methods:
    """Return the parts of the methods; clarification 54 makes a blend their mean."""
    each = strategy.end_state
    third = 1.0 / 3.0 if each == EndState.blend else 0.0
    return Methods(
        1.0 if each == EndState.lean_qi else third,
        1.0 if each == EndState.vbhc else third,
        1.0 if each == EndState.ebcd else third,
    )


def _usability(scenario: Scenario, methods: Methods) -> float:
    c = scenario.coefficients
    tests_it = scenario.strategy.pilot_purpose == PilotPurpose.usability
    return factors.designed_usability(
        scenario.innovation.usability,
        c.ebcd_usability * methods.codesign,
        c.pilots_gain if tests_it else 0.0,
    )
