"""What is kept of plans that ran under many sets of assumptions, and what can be asked of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sim.outcomes.intervals import Floats, Interval
from sim.params.assumption_sets import AssumptionSets
from sim.study.comparison import MARGIN
from sim.study.uncertainty import leads, noise
from sim.study.uncertainty.favoured import Favoured, favoured
from sim.study.uncertainty.structure import STRUCTURAL, Structure, structures
from sim.study.uncertainty.variance import Shares, shares, without_noise

NINE_IN_TEN = (0.05, 0.95)


class Spread(NamedTuple):
    """How far a quantity goes over the sets, without the luck of their few runs.

    mean  over all sets
    low   5 % quantile over the sets
    high  95 % quantile
    """

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Uncertainty:
    """Plans that ran under the same sets of assumptions, on the same systems, with the same luck.

    labels    of the plans
    baseline  index of the plan that the others are compared with
    month     the headline month
    sets      those that were used: the keys that were drawn, and their values
    held      key -> why it was not drawn, in words, of keys that the sets have
    systems   systems that each set has, each with as many runs; 1 if all runs share a fixed one
    live      float64[plans, sets, replicates]  share of organisations live in the headline month;
              the replicates of a set are in the order of its systems
    curves    by plan: float64[sets * replicates, T + 1], share live by month, set by set
    margin    share of organisations: plans closer than this are practically the same
    left_out  number of sets that are not possible for these plans, and why the first is not
    numbers   of the sets among those that were to be tried
    """

    labels: tuple[str, ...]
    baseline: int
    month: int
    sets: AssumptionSets
    held: Mapping[str, str]
    systems: int
    live: Floats = field(repr=False)
    curves: tuple[Floats, ...] = field(repr=False)
    margin: float = MARGIN
    left_out: tuple[int, str] = (0, "")
    numbers: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """Number of sets of assumptions."""
        return len(self.sets)

    @property
    def replicates(self) -> int:
        """Runs of each plan in each set."""
        return self.live.shape[2]

    @property
    def means(self) -> Floats:
        """Mean share live of each set's runs; float64[plans, sets]."""
        found: Floats = self.live.mean(axis=2)
        return found

    @cached_property
    def leaders(self) -> list[int | None]:
        """By set: the plan that leads all others beyond the noise of that set; None if none does.

        For a single plan it is that plan.
        """
        return leads.leaders(self._units)

    @property
    def leads(self) -> tuple[int, ...]:
        """By plan: number of sets in which it leads all others beyond the noise of that set."""
        return tuple(self.leaders.count(plan) for plan in range(len(self.labels)))

    def favoured(self, plan: int) -> Favoured:
        """Hold a plan against the one that is first in most sets besides it."""
        return favoured(self.leads, plan, self.count)

    @property
    def undecided(self) -> int:
        """Number of sets in which no plan leads beyond the noise of that set."""
        return self.leaders.count(None)

    def ahead(self, plan: int, other: int) -> int:
        """Count the sets in which a plan is ahead of another beyond the noise of that set."""
        units = self._units
        return int(leads.beyond_noise(units[:, :, plan] - units[:, :, other]).sum())

    @cached_property
    def best(self) -> list[Interval]:
        """By plan: chance that it is the best, with its 95 % interval; they sum to 1."""
        return leads.chances(self._true)

    @cached_property
    def nearly_best(self) -> list[Interval]:
        """By plan: chance that it is the best or at most the margin behind it."""
        return leads.chances(self._true, self.margin)

    @cached_property
    def regret(self) -> list[Interval]:
        """By plan: share of organisations by which it is behind the best of a set, on average."""
        return leads.regrets(self._true)

    def lead(self, plan: int, other: int) -> Spread:
        """Say how far a plan is ahead of another over nine sets in ten; share of organisations."""
        return self._spread(self.live[plan] - self.live[other])

    def level(self, plan: int) -> Spread:
        """Say how far the share live in the headline month goes over nine sets in ten."""
        return self._spread(self.live[plan])

    def shares(self, plan: int) -> Shares | None:
        """Part the variance of a plan's share live into luck, systems and assumptions."""
        return shares(self._nested(self.live[plan]))

    def shares_of_lead(self, plan: int, other: int) -> Shares | None:
        """Part the variance of a plan's lead over another into luck, systems and assumptions."""
        return shares(self._nested(self.live[plan] - self.live[other]))

    def structures_of_lead(self, plan: int, other: int) -> list[Structure]:
        """Say how much of the spread of a lead over the sets is due to the form of the model."""
        lead = self._true[:, :, plan] - self._true[:, :, other]
        return structures(self.sets.keys, STRUCTURAL, self.sets.values, lead.mean(axis=0))

    def quantiles(self, plan: int, levels: Sequence[float] = NINE_IN_TEN) -> Floats:
        """Say what may happen: quantiles of the share live over all sets, systems and luck.

        Returns float64[levels, T + 1].
        """
        found: Floats = np.quantile(self.curves[plan], levels, axis=0)
        return found

    def part(self, plans: Sequence[int]) -> "Uncertainty":
        """Keep some of the plans, by their indices; the first becomes the baseline."""
        kept = list(plans)
        return replace(
            self,
            labels=tuple(self.labels[plan] for plan in kept),
            baseline=0,
            live=self.live[kept],
            curves=tuple(self.curves[plan] for plan in kept),
        )

    @property
    def _units(self) -> Floats:
        """Independent parts of each set's runs: a mean for each system, or the runs of one system.

        float64[sets, units, plans]
        """
        nested = self._nested(self.live)
        units = nested.mean(axis=-1) if self.systems > 1 else nested[..., 0, :]
        return np.moveaxis(units, 0, -1)

    @cached_property
    def _true(self) -> Floats:
        return noise.true_means(self._units)

    def _nested(self, live: Floats) -> Floats:
        """Lay runs out by system; float64[..., systems, runs]."""
        return live.reshape(*live.shape[:-1], self.systems, -1)

    def _spread(self, live: Floats) -> Spread:
        true = without_noise(self._nested(live))
        low, high = np.quantile(true, NINE_IN_TEN)
        return Spread(float(true.mean()), float(low), float(high))
