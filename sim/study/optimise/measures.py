"""What is measured of a plan in each run, and what an objective is made of."""

from dataclasses import dataclass

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.by_run import by_run
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Floats, ratio_values
from sim.outcomes.samples import DEPRIVED, ELSEWHERE, Group, group_sample
from sim.params.names import IMPLEMENTING
from sim.study.comparison import MARGIN, MONTH, PART

MEASURES = (
    "live", "waiting", "embedded", "deprived", "elsewhere", "exposure", "live_end", "ever_live",
    "abandoned", "spend", "money", "most_in_dip",
)  # fmt: skip
AT = {name: place for place, name in enumerate(MEASURES)}


@dataclass(frozen=True, slots=True)
class Objective:
    """What a plan is to be good at: the mean of a measure, or a ratio of the means of two.

    key     as typed
    above   measure
    below   measure that it is divided by; empty: none
    up      whether more is better
    margin  difference below which plans are practically the same; of a ratio: share of its value
    """

    key: str
    above: str
    below: str = ""
    up: bool = True
    margin: float = MARGIN

    @property
    def is_relative(self) -> bool:
        """Whether the margin is a share of the value."""
        return bool(self.below)

    def margin_at(self, value: float) -> float:
        """Return the margin where plans have about this value."""
        return self.margin * abs(value) if self.is_relative else self.margin

    def value(self, measured: Floats) -> float:
        """Return the objective over runs, float64[..., measures]; more is not always better.

        Nobody live makes a ratio infinite, which is the worst that it can be. Where no run has a
        value it is not a number.
        """
        flat = measured.reshape(-1, len(MEASURES))
        if np.isnan(flat[:, AT[self.above]]).all():
            return float("nan")
        above = float(np.nanmean(flat[:, AT[self.above]]))
        if not self.below:
            return above
        below = float(flat[:, AT[self.below]].mean())
        return above / below if below > 0 else float("inf")

    def gain(self, measured: Floats) -> float:
        """Return the objective so that more is better."""
        value = self.value(measured)
        return value if self.up else -value

    def parts(self, measured: Floats) -> Floats:
        """Return what each run adds to the objective: its mean is the value; more is better.

        measured  float64[sets, units, measures]

        Returns
        -------
        float64[sets, units].  A ratio is linearised, so that its mean and spread are right.
        """
        above = measured[:, :, AT[self.above]]
        sign = 1.0 if self.up else -1.0
        if not self.below:
            filled = np.where(np.isfinite(above), above, np.nanmean(above))
            return sign * filled
        below = measured[:, :, AT[self.below]]
        values = ratio_values(above.ravel(), below.ravel())
        if values is None:
            return np.full(above.shape, -np.inf)
        return sign * values.reshape(above.shape)


OBJECTIVES = {
    each.key: each
    for each in (
        Objective("reach", "live"),
        Objective("speed", "waiting", up=False, margin=MONTH),
        Objective("lasting", "embedded"),
        Objective("equity", "deprived"),
        Objective("cost", "money", "live_end", up=False, margin=PART),
        Objective("risk", "exposure", "ever_live", up=False, margin=PART),
    )
}


def measured(outcomes: Outcomes, horizon: Horizon) -> Floats:
    """Measure a plan in each run, float64[runs, measures]; shares are of all organisations."""
    count, end = float(outcomes.organisations), horizon.end
    spend = np.full(len(outcomes.replicates), float(outcomes.spend[:end].sum()))
    sites = outcomes.site_cost[:, :end].sum(axis=1)
    columns = {
        "live": by_run(outcomes, "live", horizon),
        "waiting": by_run(outcomes, "waiting", horizon),
        "embedded": by_run(outcomes, "embedded", horizon),
        "deprived": _in_group(outcomes, DEPRIVED, horizon.month),
        "elsewhere": _in_group(outcomes, ELSEWHERE, horizon.month),
        "exposure": by_run(outcomes, "exposure", horizon),
        "live_end": by_run(outcomes, "live_end", horizon),
        "ever_live": outcomes.ever_live[:, end] / count,
        "abandoned": outcomes.ever_abandoned[:, end] / count,
        "spend": spend,
        "money": (spend + sites) / count,
        "most_in_dip": in_dip(outcomes, end).max(axis=1),
    }
    return np.stack([np.asarray(columns[name], float) for name in MEASURES], axis=1)


def in_dip(outcomes: Outcomes, end: int) -> Floats:
    """Count the organisations in the dip at the start and after each month, [runs, months + 1]."""
    found: Floats = outcomes.stages[:, : end + 1, IMPLEMENTING].astype(float)
    return found


def _in_group(outcomes: Outcomes, group: Group, month: int) -> Floats:
    """Share live in a group by run; runs that are counted together share it."""
    found = group_sample(outcomes, [group], month)
    if found is None:
        return np.full(len(outcomes.replicates), np.nan)
    return np.repeat(found.values / found.sizes, found.sizes)
