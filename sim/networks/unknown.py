"""What nobody knows of a system's organisations: blank cells, and scores on which people disagree.

These are no numbers yet.  `sim.networks.blanks` draws them anew for each system.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.networks.system import Flags, Floats
from sim.networks.traits import TRAITS

MATURITY, ORIENTATION, LEGACY, DEPRIVED, SIZE = (
    "maturity", "orientation", "legacy", "deprived", "size",
)  # fmt: skip
CORRELATED = (*TRAITS, ORIENTATION)  # as in a made-up organisation
DRAWN_WHERE_BLANK = (*CORRELATED, DEPRIVED, SIZE)  # what a made-up system draws
PARTS = ("blank", "doubt", "usual")  # what is kept of a column
SCORED = (*CORRELATED, LEGACY)  # what several people may score
LOST = dict(capacity=1.0, culture=0.0, finance=1.0)  # parts of the penalty in a deprived area


class Beliefs(NamedTuple):
    """Numbers of the scenario by which values are drawn, as in `sim.params.System`."""

    correlation: float
    spread_of_traits: float
    orientation: float
    orientation_parts: float
    deprived_share: float
    deprived_penalty: float
    deprived_maturity: float
    size_spread: float


@dataclass(frozen=True, eq=False, repr=False)
class Unknown:
    """What is not known of N organisations; a system that is drawn has none of it.

    blank    by column: bool[N], where nothing is said.  A column that is nowhere given is not here:
             it says nothing of the others
    doubt    by column: float64[N], standard deviation of several people's scores, whose mean is
             the value; 0 where a single value is given
    usual    by column: float64[N], what the scenario says of an organisation of that type: the
             mean of a trait, a relative size
    beliefs  numbers of the scenario
    """

    blank: Mapping[str, Flags]
    doubt: Mapping[str, Floats]
    usual: Mapping[str, Floats]
    beliefs: Beliefs

    @property
    def blanks(self) -> dict[str, int]:
        """Blank cells by column, where there are any."""
        return {name: int(each.sum()) for name, each in self.blank.items() if each.any()}

    @property
    def doubts(self) -> dict[str, int]:
        """Values by column on which people disagree, where there are any."""
        return {
            name: int((each > 0).sum()) for name, each in self.doubt.items() if (each > 0).any()
        }

    @property
    def is_nothing(self) -> bool:
        """Whether all is known."""
        return not self.blanks and not self.doubts

    def arrays(self) -> list[np.ndarray]:
        """List the numbers that make two of them equal, in the order that `names` says."""
        parts = (self.blank, self.doubt, self.usual)
        columns = [part[name] for part in parts for name in sorted(part)]
        return [*columns, np.array(self.beliefs, np.float64)]

    def names(self) -> str:
        """Name those arrays."""
        return repr([sorted(part) for part in (self.blank, self.doubt, self.usual)])

    def columns(self) -> dict[str, np.ndarray]:
        """Give its columns by names of their own, as `from_columns` reads them; [N] each."""
        return {f"{of}_{name}": each for of in PARTS for name, each in getattr(self, of).items()}

    @classmethod
    def from_columns(
        cls, columns: Mapping[str, np.ndarray], beliefs: Mapping[str, float]
    ) -> "Unknown":
        """Make the same of its columns and the numbers of the scenario."""
        parts: dict[str, dict[str, np.ndarray]] = {part: {} for part in PARTS}
        for name, each in columns.items():
            part, _, of = name.partition("_")
            if part in parts:
                parts[part][of] = each
        return cls(**parts, beliefs=Beliefs(**beliefs))

    def penalty(self, column: str) -> float:
        """Return what an organisation in a deprived area loses of a trait."""
        part = LOST.get(column, 0.0)
        if column == MATURITY:
            part = self.beliefs.deprived_maturity
        return self.beliefs.deprived_penalty * part

    def spread(self, column: str) -> float:
        """Return the standard deviation that the scenario gives a column; of size, of its log."""
        if column == ORIENTATION:
            mean = self.beliefs.orientation
            return float(np.sqrt(mean * (1.0 - mean) / (self.beliefs.orientation_parts + 1.0)))
        return self.beliefs.size_spread if column == SIZE else self.beliefs.spread_of_traits
