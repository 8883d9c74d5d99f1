"""What is asked of an engine when it runs many scenarios."""

from dataclasses import dataclass

from sim.networks.system import System
from sim.params import Scenario
from sim.process.aid import Aid


@dataclass(frozen=True, slots=True)
class Asked:
    """One run of many: a scenario, how often, from which seed and first replicate.

    system  of one's own, in place of drawn ones
    aid     what single organisations are given on top of the plan
    """

    scenario: Scenario
    replicates: int = 512
    seed: int = 0
    first: int = 0
    system: System | None = None
    aid: Aid | None = None
