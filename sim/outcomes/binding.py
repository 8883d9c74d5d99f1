"""Which gaps hold organisations back at the end, of those that have not embedded."""

from collections.abc import Collection

import numpy as np

from sim.outcomes.outcomes import Outcomes
from sim.params.names import EMBEDDED, GAPS


def share_held_by(outcomes: Outcomes, gaps: Collection[str]) -> float | None:
    """Share that one of these gaps holds most, in the last month; None if all have embedded."""
    held = np.delete(outcomes.binding[:, -1].sum(axis=0), EMBEDDED, axis=0).sum(axis=0)
    count = sum(held[GAPS.index(gap)] for gap in gaps)
    return float(count / held.sum()) if held.sum() else None
