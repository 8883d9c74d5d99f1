"""An answer to what matters: lines, tables and pictures of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.api.answers import Answer, Line
from sim.report.sensitivity import account as at_length
from sim.report.sensitivity import lines as in_lines
from sim.report.sensitivity import tables
from sim.report.sensitivity.told import Told

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings


@dataclass(frozen=True)
class Sensitivity(Answer):
    """What matters to an outcome, or to the difference of two plans.

    Attributes
    ----------
    told : Told
        What was found (`told.found`), and what was asked.
    """

    told: Told
    command = "sensitivity"

    @property
    def lines(self) -> list[Line]:
        """The answer: label and text of each line; the headline has no label."""
        return in_lines.lines(self.told)

    @property
    def account(self) -> Sequence[str]:
        """What was varied and how, what luck does, and how settled the indices are."""
        return at_length.account(self.told)

    @property
    def frames(self) -> Mapping[str, "pd.DataFrame"]:
        """Tables by name: `sensitivity`, `by_month`, `screening`, `given`."""
        return tables.frames(self.told)

    def drawings(self) -> "Drawings":
        """Name the figures, each with the function that draws it."""
        from sim.report.figures import sensitivity

        return sensitivity.drawings(self.told)

    def printed(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """Return the heading and the rows of the small table that a terminal shows."""
        return tables.printed(self.told)

    @property
    def is_settled(self) -> bool:
        """Whether all checks of convergence hold; also where there are no indices."""
        return not self.told.faults
