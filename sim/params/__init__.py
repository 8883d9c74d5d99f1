"""Every parameter, declared once: default, unit, allowed range, source and meaning."""

from sim.params.assumptions import Aggregator, Assumptions, Push
from sim.params.coefficients import Coefficients
from sim.params.declare import OutOfRangeError, Parameter, check, copied, leaves, parameters
from sim.params.display import as_typed
from sim.params.events import Event
from sim.params.innovation import AddedLoad, Innovation, Nasss, Payment, Price, Risk, Types
from sim.params.levers import Help, Lever, Levers, StageWeights, Weights, Work
from sim.params.scenario import Clock, Kind, Process, Scenario
from sim.params.strategy import (
    Ambition,
    DataFor,
    EndState,
    Phase,
    PilotPurpose,
    Shares,
    Shift,
    Sourcing,
    Strategy,
    Target,
)
from sim.params.system import Contacts, OrganisationType, System, given_in, with_given

__all__ = [
    "AddedLoad",
    "Aggregator",
    "Ambition",
    "Assumptions",
    "Clock",
    "Coefficients",
    "Contacts",
    "DataFor",
    "EndState",
    "Event",
    "Help",
    "Innovation",
    "Kind",
    "Lever",
    "Levers",
    "Nasss",
    "OrganisationType",
    "OutOfRangeError",
    "Parameter",
    "Payment",
    "Phase",
    "PilotPurpose",
    "Price",
    "Process",
    "Push",
    "Risk",
    "Scenario",
    "Shares",
    "Shift",
    "Sourcing",
    "StageWeights",
    "Strategy",
    "System",
    "Target",
    "Types",
    "Weights",
    "Work",
    "as_typed",
    "check",
    "copied",
    "given_in",
    "leaves",
    "parameters",
    "with_given",
]
