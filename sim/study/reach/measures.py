"""What is kept of each run: how far it gets by a month, and what it costs and holds back."""

from dataclasses import dataclass

import numpy as np

from sim.networks.system import Flags
from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.params.names import EMBEDDED, GAPS, IMPLEMENTING, STAGES

NOT_LIVE = [stage for stage in range(len(STAGES)) if stage not in (IMPLEMENTING, EMBEDDED)]
SINGLE = (
    "most", "start", "ever_live", "gave_up", "live_end", "embedded_end", "spend", "to_sites",
    "stays",
)  # fmt: skip
_STAGES = len(SINGLE)
_GAPS = _STAGES + len(STAGES)
SLIGHT = 1e-9  # share of organisations that a sum of shares may be off


def measured(outcomes: Outcomes, by: int) -> Floats:
    """Measure each run of a plan.

    Returns
    -------
    float64[R, measures], read by `Runs`: shares of organisations, and money in kGBP
    """
    count = outcomes.organisations
    live = outcomes.live
    stages = outcomes.stages[:, by] / count
    binding = outcomes.binding[:, by - 1][:, NOT_LIVE].sum(axis=1)  # [B, 5]
    gaps = binding / (outcomes.batch_replicates[:, None] * count)
    single = {
        "most": live[:, : by + 1].max(axis=1),
        "start": live[:, 0],
        "ever_live": outcomes.ever_live[:, -1] / count,
        "gave_up": outcomes.ever_abandoned[:, -1] / count,
        "live_end": live[:, -1],
        "embedded_end": outcomes.embedded[:, -1],
        "spend": np.full(len(live), outcomes.spend[:by].sum()),
        "to_sites": outcomes.site_cost[:, :by].sum(axis=1),
        "stays": live[:, by],
    }
    columns = [single[name] for name in SINGLE]
    by_run = np.repeat(gaps, outcomes.batch_replicates, axis=0)
    return np.column_stack([*columns, stages, by_run])


@dataclass(frozen=True, slots=True)
class Runs:
    """Runs of one plan with one amount of money, in many states of the world.

    values  float64[states, runs, measures]
    """

    values: Floats

    def of(self, name: str) -> Floats:
        """Return one measure of `SINGLE`; float64[states, runs]."""
        found: Floats = self.values[:, :, SINGLE.index(name)]
        return found

    def reached(self, share: float) -> Flags:
        """Whether so many are live at any time by the month; bool[states, runs]."""
        return np.asarray(self.of("most") >= share - SLIGHT)

    def share_with(self, chance: float) -> float:
        """Return the share of organisations that is reached with a chance."""
        return float(np.quantile(self.of("most"), 1 - chance, method="lower"))

    @property
    def stages(self) -> Floats:
        """Mean share of organisations in each stage at the month; float64[8]."""
        found: Floats = self.values[:, :, _STAGES:_GAPS].mean(axis=(0, 1))
        return found

    @property
    def gaps(self) -> Floats:
        """Mean share of organisations that are not live, by the gap that binds; float64[5]."""
        found: Floats = self.values[:, :, _GAPS : _GAPS + len(GAPS)].mean(axis=(0, 1))
        return found
