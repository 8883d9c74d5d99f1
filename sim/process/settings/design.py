"""How the innovation and its spread are designed: methods, usability, tailoring, generality."""

from dataclasses import dataclass

from sim.params import EndState, PilotPurpose, Scenario, Strategy
from sim.rules import balances, factors


@dataclass(frozen=True, slots=True)
class Methods:
    """How much of each method is in the definition of the end state; a blend is a third of each."""

    lean: float
    value: float
    codesign: float


@dataclass(frozen=True, slots=True)
class Design:
    """What follows from the design; neutral where it is left open.

    usability    [0 to 1]  with what co-design and pilots add
    too_simple   [0 to 1]  0 where the approach follows complexity
    too_bespoke  [0 to 1]  the same
    reach        [share]   likeness of organisations of different types
    unfit, cost  [factor]  of a general solution, and of a tailored one
    plan         [share]   planning for scale that a late ambition leaves
    """

    methods: Methods
    usability: float
    too_simple: float
    too_bespoke: float
    reach: float
    unfit: float
    cost: float
    plan: float


def design_of(scenario: Scenario) -> Design:
    """Work out what follows from the design."""
    strategy, c = scenario.strategy, scenario.coefficients
    methods = _methods_of(strategy)
    too_simple, too_bespoke = _tailoring(scenario)
    reach, unfit, cost = _generality(scenario)
    return Design(
        methods,
        _usability(scenario, methods),
        too_simple,
        too_bespoke,
        reach,
        unfit,
        cost,
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


def _tailoring(scenario: Scenario) -> tuple[float, float]:
    """How far the approach is too simple and too bespoke; both 0 where it follows complexity."""
    tailoring, asked = scenario.strategy.tailoring, scenario.innovation.complexity
    if tailoring is None:
        return 0.0, 0.0
    return balances.too_simple(tailoring, asked), balances.too_bespoke(tailoring, asked)


def _generality(scenario: Scenario) -> tuple[float, float, float]:
    """Likeness of different types, and the factors for general and for tailored solutions."""
    across, general = scenario.assumptions.similarity_across_types, scenario.strategy.general
    if general is None:
        return across, 1.0, 1.0
    risk, c = scenario.innovation.risk, scenario.coefficients
    how_risky = balances.risk_of(risk.clinical, risk.operational, risk.financial)
    return (
        balances.reach_of_general(across, general, c.general_reach),
        balances.unfit_of_general(general, how_risky, c.general_unfit),
        balances.cost_of_tailored(general, c.tailored_cost),
    )
