"""The compiled engine's quick way: 64 replicates on one system, side by side.

A row is the 64 lanes of one quantity of one organisation, contiguous: 512 bytes of float64, 64 of
int8.  The rows of an organisation lie side by side in a block (`layout`), so that a month streams
through memory once, and a row that nobody needs this month is not touched.

- One loop over the 64 lanes for each concern calls the composition in `sim.process`: the compiler
  takes eight lanes at a time.  No statement of the model stands here.
- What no lane needs is skipped by an `if` on the stages that some lane is in (as bits).
- Every sum has the order of `sim.engines.scalar`: adding up over organisations or ties is done
  lane by lane in that order, and what is skipped would have added exactly nothing.

`kernel` is the month; the other modules are its parts, in the order of their names in it.
"""

from sim.engines.lanes.kernel import run_lanes
from sim.engines.lanes.layout import LANES, bytes_of_lanes, empty_lanes

__all__ = ["LANES", "bytes_of_lanes", "empty_lanes", "run_lanes"]
