"""The compiled engine's fast path: 64 replicates on one system, side by side.

A row is the 64 lanes of one quantity of one organisation, contiguous: 512 bytes of float64, 64 of
int8.  The rows of an organisation lie side by side in a block (`layout`), so that a month streams
through memory once, and a row that is not needed this month is not touched.

- One loop over the 64 lanes for each concern calls the rules in `sim.process`: the compiler takes
  eight lanes at a time.  No equation and no composition is written here.
- An `if` on the stages that some lane is in (as bits) skips what no lane needs.
- Every sum has the order of `sim.engines.scalar`: adding up over organisations or ties is done
  lane by lane in that order, and what is skipped would have added exactly nothing.

`kernel` is the month; the other modules are its parts.
"""

from sim.engines.lanes.kernel import run_lanes
from sim.engines.lanes.layout import LANES, bytes_of_lanes, empty_lanes

__all__ = ["LANES", "bytes_of_lanes", "empty_lanes", "run_lanes"]
