"""Every parameter: default, unit, allowed range, source and meaning, said once."""

from sim.params.assumptions import Aggregator, Assumptions
from sim.params.declare import OutOfRangeError, Parameter, check, leaves, parameters
from sim.params.innovation import Innovation, Loads, Nasss, Types
from sim.params.levers import Help, Lever, Levers, StageWeights, Weights, Work
from sim.params.scenario import Clock, Kind, Process, Scenario
from sim.params.strategy import Shares, Shift, Strategy, Target
from sim.params.system import OrganisationType, System

__all__ = [
    "Aggregator",
    "Assumptions",
    "Clock",
    "Help",
    "Innovation",
    "Kind",
    "Lever",
    "Levers",
    "Loads",
    "Nasss",
    "OrganisationType",
    "OutOfRangeError",
    "Parameter",
    "Process",
    "Scenario",
    "Shares",
    "Shift",
    "StageWeights",
    "Strategy",
    "System",
    "Target",
    "Types",
    "Weights",
    "Work",
    "check",
    "leaves",
    "parameters",
]
