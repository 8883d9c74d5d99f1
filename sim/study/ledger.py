"""The barrier ledger: which gap holds organisations back, and how much adoption it costs.

To find the cost of a gap, we close it for everybody in paired runs.  Its load is then 0, so the
gap is 0 in every organisation and month.  Gaps interact: closing one does little while another
blocks.  So we run all 32 combinations of closed gaps with the same random numbers, and divide
the loss by Shapley's rule.  A gap's share is what closing it adds, averaged over all orders of
closing the five.  The shares add up to the whole loss.

Source: Shapley (1953), A value for n-person games.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.horizon import HEADLINE_MONTH
from sim.outcomes.intervals import LEVEL, Floats, Interval, mean_interval, within
from sim.params import Scenario
from sim.params.names import CULTURAL, EMBEDDED, GAPS
from sim.study.dotted import with_value
from sim.study.runs import Progress, Run, engine

Closed = frozenset[str]
OPEN: Closed = frozenset()


@dataclass(frozen=True, slots=True)
class Loss:
    """What one gap costs.

    lost   share of organisations not live because of this gap: its part of the whole loss
    alone  how much higher the share live would be if only this gap were closed
    last   how much lower the share live would be if only this gap were open
    """

    gap: str
    lost: Interval
    alone: Interval
    last: Interval


@dataclass(frozen=True, slots=True)
class Ledger:
    """What holds organisations back under one plan.

    month       month in which shares live are compared
    replicates  runs of each combination
    reached     share live with the gaps as they are
    all_closed  share live with every gap closed
    losses      one per gap; their `lost` add up to all_closed minus reached
    bound       float64[T, 8, 5]  mean number of organisations by month, stage and gap that binds
    """

    month: int
    replicates: int
    reached: Interval
    all_closed: Interval
    losses: tuple[Loss, ...]
    bound: Floats

    @property
    def by_month(self) -> Floats:
        """Mean number of organisations not embedded, by their widest gap; float64[T, 5]."""
        bound: Floats = np.delete(self.bound, EMBEDDED, axis=1).sum(axis=1)
        return bound

    def frame(self) -> Any:
        """Return the losses as a tidy table (pandas)."""
        import pandas as pd

        rows = [
            dict(gap=each.gap, what=what, mean=part.mean, low=part.low, high=part.high)
            for each in self.losses
            for what, part in (("lost", each.lost), ("alone", each.alone), ("last", each.last))
        ]
        return pd.DataFrame(rows)

    def __repr__(self) -> str:
        """Say in one line how far the plan gets and which gap costs most."""
        most = max(self.losses, key=lambda each: each.lost.mean)
        return (
            f"<Ledger: {self.reached.mean:.0%} live at month {self.month}, "
            f"{self.all_closed.mean:.0%} with every gap closed; the {most.gap} gap costs most, "
            f"{100 * most.lost.mean:.0f} points>"
        )


def ledger(
    scenario: Scenario,
    replicates: int = 256,
    seed: int = 0,
    month: int = HEADLINE_MONTH,
    run: Run | None = None,
    progress: Progress | None = None,
) -> Ledger:
    """Run every combination of closed gaps, and find what each gap costs.

    month     month in which shares live are compared; the last month of a shorter run
    progress  called with (done, total), in replicates over all combinations
    """
    simulate = run or engine()
    at = min(month, scenario.clock.months)
    live: dict[Closed, Floats] = {}
    first: Outcomes | None = None
    for number, closed in enumerate(coalitions(), start=1):
        outcomes = simulate(with_closed(scenario, closed), replicates=replicates, seed=seed)
        first = first or outcomes
        live[closed] = outcomes.live[:, at]
        if progress is not None:
            progress(number * replicates, 2 ** len(GAPS) * replicates)
    assert first is not None
    return ledger_of_runs(live, first, at)


def ledger_of_runs(live: Mapping[Closed, Floats], plan: Outcomes, month: int) -> Ledger:
    """Make a ledger from the shares live under each combination of closed gaps.

    live  combination -> float64[R]; the empty one is the plan as it is
    plan  outcomes of the plan as it is
    """
    everything = frozenset(GAPS)
    parts = shapley(live, GAPS)

    def interval(values: Floats) -> Interval:
        return mean_interval(values, plan.clusters, LEVEL)

    losses = tuple(
        Loss(
            gap,
            interval(parts[gap]),
            interval(live[frozenset({gap})] - live[OPEN]),
            interval(live[everything] - live[everything - {gap}]),
        )
        for gap in GAPS
    )
    bound = plan.binding.sum(axis=0) / len(plan.replicates)
    reached, closed = (within(interval(live[each]), 0.0, 1.0) for each in (OPEN, everything))
    return Ledger(month, len(plan.replicates), reached, closed, losses, bound)


def coalitions(players: Sequence[str] = GAPS) -> list[Closed]:
    """List every combination of players, from none to all."""
    return [
        frozenset(each) for size in range(len(players) + 1) for each in combinations(players, size)
    ]


def shapley(worth: Mapping[Closed, Any], players: Sequence[str]) -> dict[str, Any]:
    """Divide the worth of all players: what each adds, averaged over all orders.

    worth  every combination of players -> a number, or an array of one number per run

    Source: Shapley (1953).
    """
    count = len(players)
    parts: dict[str, Any] = {}
    for player in players:
        others = [each for each in players if each != player]
        parts[player] = sum(
            factorial(len(before)) * factorial(count - len(before) - 1) / factorial(count)
            * (worth[before | {player}] - worth[before])
            for before in coalitions(others)
        )  # fmt: skip
    return parts


def with_closed(scenario: Scenario, closed: Closed) -> Scenario:
    """Copy a scenario with some gaps closed for everybody and the others unchanged.

    A load is at most 1, so an added load of -1 takes all of it, wherever it comes from.
    """
    changed = scenario
    for gap in closed:
        changed = with_value(changed, f"innovation.added_load.{gap}", -1.0)
    if GAPS[CULTURAL] in closed:  # a culture of blame would open it again
        changed = with_value(changed, "assumptions.accountability_culture", 0.0)
    return changed
