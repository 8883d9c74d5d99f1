"""Results of a plan's runs: labelled counts, gathered from blocks of replicates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.networks.system import Floats, System, Whole
from sim.outcomes.counts import Counts, group_names
from sim.params import Scenario
from sim.params.names import EMBEDDED, IMPLEMENTING
from sim.process.settings import Budget, budget_of


def live_of(stages: NDArray[Any]) -> NDArray[Any]:
    """Return those who use the innovation, in the dip or embedded; [..., 8] -> [...]."""
    live: NDArray[Any] = stages[..., IMPLEMENTING] + stages[..., EMBEDDED]
    return live


@dataclass(frozen=True, slots=True)
class Batch:
    """The counts of up to 64 replicates on one system."""

    replicates: Whole
    cluster: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Live:
    """What is kept of runs whose curves alone are wanted.

    live  float64[R, T + 1]  as `Outcomes.live`
    """

    live: Floats


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Outcomes of one scenario over R replicates of T months, B batches, N organisations.

    organisations  those in scope, the base of all shares: N, unless the ambition is smaller
    budget        the programme's money [kGBP]
    replicates    int64[R]  their numbers
    clusters      int64[R]  the system draw of each
    given_system  whether all are on one system
    stages        int32[R, T + 1, 8]  organisations in each stage
    ever_live, ever_abandoned         int32[R, T + 1]  live, or abandoned, at any time by then
    live_size     float64[R, T + 1]  size of the live, 1 for an average one; all_size float64[R]
    locked_in     int32[R, T + 1]  embedded, want to leave, and are held by a contract (B9)
    benefit, in_year_cash, site_cost  float64[R, T]  kGBP in each month
    days          float64[R, T]  days that organisations work on it in each month
    exposure      float64[R, T]  safety exposure, performance-months: a proxy for risk, not harm
    using         float64[R, T + 1]  sum over organisations of the share of staff who use it
    spend         float64[T]     programme spend, kGBP
    by_age_sum    float64[R, T + 1], by_age_count int64[R, T + 1]  performance by months since
                  go-live: sum, and number of sites live for that long
    groups        (dimension, group) in order; group_sizes int64[B, G]
    group_stages  int64[B, T + 1, G, 8]  organisations, summed over a batch's replicates
    binding       int64[B, T, 8, 5]  organisations by stage and binding gap
    dwell         int64[B, 8, T + 1]  completed stays by stage left and months stayed
    batch_clusters, batch_replicates  int64[B]
    names         of the organisations, with their types and regions in words; first_live
                  int64[N, T + 2] (T + 1 = never),
                  stage_of int64[T + 1, N, 8], binding_of int64[T, N, 5], held_of the same while
                  it is not live: replicates; None unless wanted
    stage_history int8[R, T + 1, N], proficiency_history and fatigue_history float64, same
                  shape; None unless wanted
    at            headline month in which shares are reported; None for the usual one
    system        the system that was given in place of those that the scenario describes, if any
    """

    scenario: Scenario
    seed: int
    engine: str
    organisations: int
    budget: Budget
    months: int
    replicates: Whole
    clusters: Whole
    given_system: bool
    stages: NDArray[np.int32]
    ever_live: NDArray[np.int32]
    ever_abandoned: NDArray[np.int32]
    live_size: Floats
    all_size: Floats
    locked_in: NDArray[np.int32]
    benefit: Floats
    in_year_cash: Floats
    site_cost: Floats
    days: Floats
    exposure: Floats
    using: Floats
    spend: Floats
    by_age_sum: Floats
    by_age_count: Whole
    groups: tuple[tuple[str, str], ...]
    group_sizes: Whole
    group_stages: Whole
    binding: Whole
    dwell: Whole
    batch_clusters: Whole
    batch_replicates: Whole
    names: tuple[str, ...] | None
    types: tuple[str, ...] | None
    regions: tuple[str, ...] | None
    first_live: Whole | None
    stage_of: Whole | None
    binding_of: Whole | None
    stage_history: NDArray[np.int8] | None
    proficiency_history: Floats | None
    fatigue_history: Floats | None
    at: int | None = None
    system: System | None = None
    held_of: Whole | None = None

    @property
    def live(self) -> Floats:
        """Share of organisations that use the innovation; float64[R, T + 1]."""
        shares: Floats = live_of(self.stages) / self.organisations
        return shares

    @property
    def served(self) -> Floats:
        """Share of patients whose organisation is live, by size; float64[R, T + 1]."""
        shares: Floats = self.live_size / self.all_size[:, None]
        return shares

    @property
    def embedded(self) -> Floats:
        """Share of organisations that have embedded it and are not locked in; float64[R, T + 1]."""
        shares: Floats = self.rooted / self.organisations
        return shares

    @property
    def rooted(self) -> NDArray[np.int32]:
        """Organisations that have embedded it and are not locked in; int32[R, T + 1]."""
        rooted: NDArray[np.int32] = self.stages[:, :, EMBEDDED] - self.locked_in
        return rooted

    def share(self, stage: int) -> Floats:
        """Share of organisations in a stage; float64[R, T + 1]."""
        shares: Floats = self.stages[:, :, stage] / self.organisations
        return shares


BY_REPLICATE = (
    "stages",
    "ever_live",
    "ever_abandoned",
    "live_size",
    "all_size",
    "locked_in",
    "benefit",
    "in_year_cash",
    "site_cost",
    "days",
    "exposure",
    "using",
    "by_age_sum",
    "by_age_count",
)
BY_BATCH = ("group_stages", "binding", "dwell")
BY_ORGANISATION = ("first_live", "stage_of", "binding_of", "held_of")
HISTORIES = ("stage_history", "proficiency_history", "fatigue_history")


def gather(
    scenario: Scenario,
    seed: int,
    engine: str,
    system: System,
    batches: Sequence[Batch],
    given: System | None = None,
) -> Outcomes:
    """Gather the blocks of one scenario, in their order.

    system  that of the last block
    given   the same, if the caller brought it
    """
    all_counts = [batch.counts for batch in batches]
    sizes = [len(batch.replicates) for batch in batches]
    clusters = np.array([batch.cluster for batch in batches], np.int64)
    first = all_counts[0]
    told, kept = len(first.first_live) > 0, len(first.stage_history) > 0
    months = first.benefit.shape[1]

    def joined(name: str) -> Any:
        return np.concatenate([getattr(counts, name) for counts in all_counts])

    def stacked(name: str) -> Any:
        return np.stack([getattr(counts, name) for counts in all_counts])

    budget = budget_of(scenario, system.organisations)
    counted: dict[str, Any] = {name: joined(name) for name in BY_REPLICATE}
    counted |= {name: stacked(name) for name in BY_BATCH}
    counted |= {name: stacked(name).sum(axis=0) if told else None for name in BY_ORGANISATION}
    counted |= {name: joined(name) if kept else None for name in HISTORIES}
    return Outcomes(
        scenario=scenario,
        seed=seed,
        engine=engine,
        organisations=int(first.stages[0, 0].sum()),
        budget=budget,
        months=months,
        replicates=np.concatenate([batch.replicates for batch in batches]),
        clusters=np.repeat(clusters, sizes),
        given_system=len({batch.cluster for batch in batches}) == 1,
        spend=spend_by_month(budget, months),
        groups=group_names(system),
        group_sizes=np.stack([counts.group_stages[0].sum(axis=-1) for counts in all_counts]),
        batch_clusters=clusters,
        batch_replicates=np.array(sizes, np.int64),
        names=system.names if told else None,
        types=tuple(system.types[i] for i in system.arrays.type) if told else None,
        regions=tuple(system.regions[i] for i in system.arrays.region) if told else None,
        system=given,
        **counted,
    )


def gather_live(batches: Sequence[Batch]) -> Live:
    """Gather the shares live of the blocks of one scenario, in their order, and nothing else."""
    organisations = int(batches[0].counts.stages[0, 0].sum())
    live = np.concatenate([live_of(batch.counts.stages) for batch in batches])
    return Live(live / organisations)


def join(parts: Sequence[Outcomes]) -> Outcomes:
    """Join outcomes of the same scenario from different replicates, in the order given.

    Parameters
    ----------
    parts : sequence of Outcomes
        At least one; all of one scenario, seed and engine.

    Returns
    -------
    Outcomes
        Over the replicates of all.
    """
    first = parts[0]
    along_rows = (*BY_REPLICATE, *BY_BATCH, *HISTORIES, "replicates", "clusters", "group_sizes")
    changed: dict[str, Any] = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in (*along_rows, "batch_clusters", "batch_replicates")
        if getattr(first, name) is not None
    }
    for name in BY_ORGANISATION:
        if getattr(first, name) is not None:
            changed[name] = sum(getattr(part, name) for part in parts)
    one_system = len(np.unique(changed["clusters"])) == 1
    return replace(first, given_system=one_system, **changed)


def spend_by_month(budget: Budget, months: int) -> Floats:
    """Spread the programme's money over the months of a run: pilots and planning first.

    Returns
    -------
    ndarray
        float64[T], kGBP.
    """
    spend = np.zeros(months)
    spend[budget.start : budget.start + budget.months] = budget.monthly
    spend[budget.start : budget.start + 1] += budget.charges
    return spend
