"""Plans under draws of the assumptions: how far results depend on what is only believed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.config import Plan, assumption_ranges
from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.report.store.document import told
from sim.study.comparison import Plan as Compared
from sim.study.parameter_uncertainty import Beliefs, parameter_draws

if TYPE_CHECKING:
    from sim.report.figures import ParameterBand

ENDS, LEVEL = (0.05, 0.95), 0.9


@dataclass(frozen=True)
class Drawn:
    """What draws of the assumptions did to the plans.

    Attributes
    ----------
    beliefs : Beliefs
        The values drawn, and who leads under each; see `sim.study.parameter_uncertainty`.
    live : tuple of ndarray
        For each plan the share of organisations live, float64[draws, T + 1].
    """

    beliefs: Beliefs
    live: tuple[Floats, ...] = field(repr=False)

    def ends(self, plan: int) -> tuple[Floats, Floats]:
        """Shares live between which nine draws in ten lie, by month; float64[T + 1] each."""
        low, high = np.quantile(self.live[plan], ENDS, axis=0)
        return low, high

    def band(self, plan: int) -> "ParameterBand":
        """Give the same for a figure."""
        from sim.report.figures import ParameterBand

        return ParameterBand(*self.ends(plan), LEVEL, self.beliefs.draws)

    def columns(self) -> dict[str, Any]:
        """Lay the draws out tidily: one row per draw and plan, with every value drawn."""
        plans, draws = len(self.live), self.beliefs.draws
        drawn = dict(zip(self.beliefs.keys, self.beliefs.drawn.T, strict=True))
        return {
            "plan": list(self.beliefs.labels) * draws,
            "draw": np.repeat(np.arange(draws, dtype=np.int32), plans),
            f"live_month_{self.beliefs.month}": self.beliefs.live.ravel(),
            **{key: np.repeat(values, plans) for key, values in drawn.items()},
        }

    def document(self) -> dict[str, Any]:
        """Give the draws as plain data: what was drawn, and where the share live lies."""
        bands = {}
        for plan, label in enumerate(self.beliefs.labels):
            low, high = self.ends(plan)
            bands[label] = {"low": low.tolist(), "high": high.tolist()}
        return {"draws": self.beliefs.draws, "level": LEVEL, "bands": bands, **told(self.beliefs)}


def draw_assumptions(
    plans: Sequence[Plan],
    draws: int,
    seed: int,
    engine: str,
    baseline: int = 0,
    progress: Callable[..., None] | None = None,
) -> Drawn:
    """Run the plans under draws of the assumptions from the ranges that we ship.

    Parameters
    ----------
    plans : sequence of sim.config.Plan
        As `sim.config.expand` gives them.
    draws : int
        How many.
    seed, engine
        As in `sim.run`.
    baseline : int
        Index of the plan that the others are compared with.
    progress : callable, optional
        Is called with (done, of): replicates over all plans and draws.

    Returns
    -------
    Drawn
        Shares live and leaders, by draw.
    """
    from sim.engines.simulate import simulate

    live: list[Floats] = []

    def run(*scenario: Any, **asked: Any) -> Outcomes:
        """Run, and keep the whole curve, of which the study looks at one month."""
        outcomes = simulate(*scenario, **asked, engine=engine)
        live.append(outcomes.live.mean(axis=0))
        return outcomes

    compared = [Compared(plan.label, plan.scenario) for plan in plans]
    beliefs = parameter_draws(
        compared, assumption_ranges(), baseline, draws, seed=seed, run=run, progress=progress
    )
    return Drawn(beliefs, tuple(np.stack(live[k :: len(plans)]) for k in range(len(plans))))
