"""The barrier ledger: which gap holds organisations back, and how much adoption it costs.

To find the cost of a gap, we close it for everybody in paired runs.  Its load is then 0, so the
gap is 0 in every organisation and month.  Gaps interact: closing one does little while another
blocks.  So we run all 32 combinations of closed gaps with the same random numbers, and divide
the loss by Shapley's rule.  A gap's share is what closing it adds, averaged over all orders of
closing the five.  The shares add up to the whole loss.

Source: Shapley (1953), A value for n-person games.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np

from sim.engines.asked import Asked
from sim.outcomes import Outcomes
from sim.outcomes.horizon import HEADLINE_MONTH
from sim.outcomes.intervals import LEVEL, Floats, Interval, mean_interval, within
from sim.params import Scenario
from sim.params.names import CULTURAL, EMBEDDED, GAPS
from sim.study.dotted import with_value
from sim.study.runs import Progress, Run, each_of, engine, one_by_one, queue, up_to

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
    whole       share of organisations not live because of all five gaps together
    ahead       how much more the gap that costs most costs than the second
    """

    month: int
    replicates: int
    reached: Interval
    all_closed: Interval
    losses: tuple[Loss, ...]
    bound: Floats
    whole: Interval
    ahead: Interval

    @property
    def worst(self) -> tuple[Loss, Loss]:
        """The two gaps that cost most."""
        first, second, *_ = sorted(self.losses, key=lambda each: -each.lost.mean)
        return first, second

    def beside(self, plan: Outcomes) -> "Ledger":
        """Tell the same losses of more runs of the plan, such as those of a comparison.

        What is reached comes from these runs. With every gap closed there is the whole loss more,
        with a range as wide as both together.
        """
        reached = mean_interval(plan.live[:, self.month], plan.clusters, LEVEL)
        low, high = reached.low + self.whole.low, reached.high + self.whole.high
        closed = replace(reached, mean=reached.mean + self.whole.mean, low=low, high=high)
        return replace(
            self, reached=within(reached, 0.0, 1.0), all_closed=within(closed, 0.0, 1.0),
            bound=_bound(plan),
        )  # fmt: skip

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
        most, _ = self.worst
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

    All but the plan itself end in the month in which they are compared.

    month     month in which shares live are compared; the last month of a shorter run
    progress  called with (done, total), in replicates over all combinations
    """
    at = min(month, scenario.clock.months)
    short, total = up_to(scenario, at), 2 ** len(GAPS) * replicates
    plan = (run or engine())(scenario, replicates=replicates, seed=seed)
    live: dict[Closed, Floats] = {OPEN: plan.live[:, at]}
    asked = [Asked(with_closed(short, each), replicates, seed) for each in coalitions()[1:]]
    several = partial(queue(), only_live=True) if run is None else one_by_one(run)
    found = each_of(several(asked, on_block=None))
    for number, (closed, outcomes) in enumerate(zip(coalitions()[1:], found, strict=True), start=2):
        live[closed] = outcomes.live[:, at]
        if progress is not None:
            progress(number * replicates, total)
    return ledger_of_runs(live, plan, at)


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
    reached, closed = (within(interval(live[each]), 0.0, 1.0) for each in (OPEN, everything))
    first, second, *_ = sorted(GAPS, key=lambda gap: -parts[gap].mean())
    return Ledger(
        month, len(plan.replicates), reached, closed, losses, _bound(plan),
        interval(live[everything] - live[OPEN]), interval(parts[first] - parts[second]),
    )  # fmt: skip


def _bound(plan: Outcomes) -> Floats:
    bound: Floats = plan.binding.sum(axis=0) / len(plan.replicates)
    return bound


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
