"""The compiled engine's quick way: 64 replicates of a block side by side."""

from sim.lanes.kernel import run_lanes
from sim.lanes.layout import LANES, bytes_of_lanes, empty_lanes

__all__ = ["LANES", "bytes_of_lanes", "empty_lanes", "run_lanes"]
