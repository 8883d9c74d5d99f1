"""Sets of assumptions: one value for each uncertain key, many times over."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that a command that draws nothing need not load it
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class AssumptionSets:
    """Sets of assumptions, all equally likely.

    name    "plausible", "ranges", or the name of the folder that they came from
    keys    dotted keys of a scenario, such as "levers.comms.cultural"
    values  float64[sets, keys]; a word, such as that of assumptions.aggregator, is its index among
            the words that its key declares
    digest  SHA-256 of the file that holds them; empty if they were drawn now
    about   how they were made, in one sentence for the reader
    """

    name: str
    keys: tuple[str, ...]
    values: "NDArray[np.float64]"
    digest: str = ""
    about: str = ""

    def first(self, n: int) -> "AssumptionSets":
        """Return the first n sets, or all if there are fewer.

        Files are written in an order in which each beginning is spread over what they hold.
        """
        return replace(self, values=self.values[:n])

    def __len__(self) -> int:
        """Return the number of sets."""
        return len(self.values)
