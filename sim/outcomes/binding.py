"""Which gaps hold back, at the end, the organisations that have not embedded."""

from collections.abc import Collection

import numpy as np

from sim.outcomes.outcomes import Outcomes
from sim.params.names import EMBEDDED, GAPS


def share_held_by(outcomes: Outcomes, gaps: Collection[str]) -> float | None:
    """Share held back most by one of these gaps in the last month; None if all have embedded."""
    held = np.delete(outcomes.binding[:, -1].sum(axis=0), EMBEDDED, axis=0).sum(axis=0)
    count = sum(held[GAPS.index(gap)] for gap in gaps)
    return float(count / held.sum()) if held.sum() else None
