"""Plans run with random sets of assumptions, to see how far results depend on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.config import Plan, assumption_ranges
from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats
from sim.report.store.document import plain_data
from sim.study.comparison import Plan as ScenarioPlan
from sim.study.parameter_uncertainty import ParameterUncertainty, parameter_draws

if TYPE_CHECKING:
    from sim.report.figures import ParameterBand

ENDS, LEVEL = (0.05, 0.95), 0.9


@dataclass(frozen=True)
class AssumptionDraws:
    """What random sets of assumptions did to the plans.

    Attributes
    ----------
    uncertainty : ParameterUncertainty
        The values drawn, and who leads under each; see `sim.study.parameter_uncertainty`.
    live : tuple of ndarray
        For each plan the share of organisations live, float64[draws, T + 1].
    """

    uncertainty: ParameterUncertainty
    live: tuple[Floats, ...] = field(repr=False)

    def ends(self, plan: int) -> tuple[Floats, Floats]:
        """Lower and upper share live of nine sets in ten, by month; float64[T + 1] each."""
        low, high = np.quantile(self.live[plan], ENDS, axis=0)
        return low, high

    def band(self, plan: int) -> "ParameterBand":
        """Return the same band for a figure."""
        from sim.report.figures import ParameterBand

        return ParameterBand(*self.ends(plan), LEVEL, self.uncertainty.draws)

    def columns(self) -> dict[str, Any]:
        """Return a tidy table: one row per draw and plan, with every value drawn."""
        plans, draws = len(self.live), self.uncertainty.draws
        drawn = dict(zip(self.uncertainty.keys, self.uncertainty.drawn.T, strict=True))
        return {
            "plan": list(self.uncertainty.labels) * draws,
            "draw": np.repeat(np.arange(draws, dtype=np.int32), plans),
            f"live_month_{self.uncertainty.month}": self.uncertainty.live.ravel(),
            **{key: np.repeat(values, plans) for key, values in drawn.items()},
        }

    def document(self) -> dict[str, Any]:
        """Return the draws as plain data: the values drawn and the range of the share live."""
        bands = {}
        for plan, label in enumerate(self.uncertainty.labels):
            low, high = self.ends(plan)
            bands[label] = {"low": low.tolist(), "high": high.tolist()}
        return {
            "draws": self.uncertainty.draws,
            "level": LEVEL,
            "bands": bands,
            **plain_data(self.uncertainty),
        }


def document_of(drawn: AssumptionDraws | None) -> dict[str, Any] | None:
    """Return the draws as plain data; None if there are none."""
    return None if drawn is None else drawn.document()


def columns_of(drawn: AssumptionDraws | None) -> dict[str, Any]:
    """Return the table of the draws by its name; none if there are none."""
    return {} if drawn is None else {"parameter_draws": drawn.columns()}


def draw_assumptions(
    plans: Sequence[Plan],
    draws: int,
    seed: int,
    engine: str,
    baseline: int = 0,
    progress: Callable[..., None] | None = None,
    at: int | None = None,
) -> AssumptionDraws:
    """Run the plans with random sets of assumptions from our ranges.

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
    at : int, optional
        Headline month; the usual one if absent.

    Returns
    -------
    AssumptionDraws
        Shares live and leaders, by draw.
    """
    from sim.engines.simulate import several

    live: list[Floats] = []

    def seen(outcomes: Outcomes) -> None:
        """Keep the whole curve of a run; the study itself uses one month only."""
        live.append(outcomes.live.mean(axis=0))

    compared = [ScenarioPlan(plan.label, plan.scenario) for plan in plans]
    uncertainty = parameter_draws(
        compared,
        assumption_ranges(),
        baseline,
        draws,
        seed=seed,
        progress=progress,
        at=at,
        several=partial(several, engine=engine),
        seen=seen,
    )
    return AssumptionDraws(
        uncertainty, tuple(np.stack(live[k :: len(plans)]) for k in range(len(plans)))
    )
