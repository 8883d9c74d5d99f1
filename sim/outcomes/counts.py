"""What is counted while a block runs: the same counters for all engines."""

from typing import NamedTuple

import numpy as np

from sim.networks.system import Flags, Floats, System, Whole
from sim.params.names import CATEGORIES, GAPS, STAGES
from sim.process.stages import is_live
from sim.process.state import Numbered, Organisation
from sim.rules import own_use
from sim.rules.compiled import rule


class Counts(NamedTuple):
    """Counters of one block: R replicates on one system of N organisations, T months.

    Record 0 is the start, record m the state after m months; month t leads from record t to t + 1.

    stages          int32[R, T + 1, 8]     organisations in each stage
    ever_live, ever_abandoned  int32[R, T + 1]  organisations that ever were, by then
    live_size       float64[R, T + 1]      size of the live organisations, 1 for an average one
    all_size        float64[R]             size of all organisations
    locked_in       int32[R, T + 1]        organisations embedded that a contract holds
    benefit, in_year_cash, site_cost  float64[R, T]  kGBP
    days            float64[R, T]          days that organisations work on it
    exposure        float64[R, T]          safety exposure, performance-months (a proxy for risk)
    using           float64[R, T + 1]      sum over organisations of the share of staff who use it
    by_age_sum, by_age_count  [R, T + 1]   performance by months since go-live
    group_stages    int64[T + 1, G, 8]     organisations by group and stage, over all replicates
    binding         int64[T, 8, 5]         organisations by stage and binding gap
    dwell           int64[8, T + 1]        completed stays by stage left and months stayed, those
                                           before month 0 too; T stands for T or longer
    first_live      int64[N, T + 2]        replicates by first live record; T + 1 = never
    stage_of        int64[T + 1, N, 8]     replicates in which an organisation is in a stage
    binding_of      int64[T, N, 5]         replicates in which a gap binds it
    held_of         int64[T, N, 5]         those of them in which it is not live
    stage_history   int8[R, T + 1, N]      stage of everybody, if wanted (else R = 0)
    proficiency_history, fatigue_history  float64[R, T + 1, N]
    """

    stages: np.ndarray
    ever_live: np.ndarray
    ever_abandoned: np.ndarray
    live_size: Floats
    all_size: Floats
    locked_in: np.ndarray
    benefit: Floats
    in_year_cash: Floats
    site_cost: Floats
    days: Floats
    exposure: Floats
    using: Floats
    by_age_sum: Floats
    by_age_count: Whole
    group_stages: Whole
    binding: Whole
    dwell: Whole
    first_live: Whole
    stage_of: Whole
    binding_of: Whole
    held_of: Whole
    stage_history: np.ndarray
    proficiency_history: Floats
    fatigue_history: Floats


def empty_counts(
    system: System, replicates: int, months: int, organisations: bool, histories: bool
) -> Counts:
    """Make counters at zero; those not wanted take no space."""
    r, t, n = replicates, months, system.organisations
    told = n if organisations else 0
    kept = r if histories else 0
    stages, gaps = len(STAGES), len(GAPS)
    return Counts(
        stages=np.zeros((r, t + 1, stages), np.int32),
        ever_live=np.zeros((r, t + 1), np.int32),
        ever_abandoned=np.zeros((r, t + 1), np.int32),
        live_size=np.zeros((r, t + 1)),
        all_size=np.zeros(r),
        locked_in=np.zeros((r, t + 1), np.int32),
        benefit=np.zeros((r, t)),
        in_year_cash=np.zeros((r, t)),
        site_cost=np.zeros((r, t)),
        days=np.zeros((r, t)),
        exposure=np.zeros((r, t)),
        using=np.zeros((r, t + 1)),
        by_age_sum=np.zeros((r, t + 1)),
        by_age_count=np.zeros((r, t + 1), np.int64),
        group_stages=np.zeros((t + 1, len(group_names(system)), stages), np.int64),
        binding=np.zeros((t, stages, gaps), np.int64),
        dwell=np.zeros((stages, t + 1), np.int64),
        first_live=np.zeros((told, t + 2), np.int64),
        stage_of=np.zeros((t + 1, told, stages), np.int64),
        binding_of=np.zeros((t, told, gaps), np.int64),
        held_of=np.zeros((t, told, gaps), np.int64),
        stage_history=np.zeros((kept, t + 1, n), np.int8),
        proficiency_history=np.zeros((kept, t + 1, n)),
        fatigue_history=np.zeros((kept, t + 1, n)),
    )


def group_names(system: System) -> tuple[tuple[str, str], ...]:
    """Name the groups that are reported, as (dimension, group), in the order of their numbers."""
    return (
        *(("category", each) for each in CATEGORIES),
        *(("type", each) for each in system.types),
        *(("region", each) for each in system.regions),
        ("deprived", "not deprived"),
        ("deprived", "deprived"),
        *(("capacity", each) for each in ("lowest third", "middle third", "highest third")),
    )


def groups_of(system: System) -> Whole:
    """Return the groups that each organisation belongs to, except its category; int64[N, 4]."""
    arrays, first = system.arrays, len(CATEGORIES)
    of_type = first + arrays.type
    first += len(system.types)
    of_region = first + arrays.region
    first += len(system.regions)
    of_deprivation = first + arrays.deprived
    of_capacity = first + 2 + system.capacity_third
    return np.stack([of_type, of_region, of_deprivation, of_capacity], axis=1)


@rule
def count_record(
    counts: Counts,
    r: int,
    m: int,
    own: float,
    organisations: Numbered[Organisation],
    category: Whole,
    groups: Whole,
) -> None:
    """Count the state of everybody at record m of replicate r.

    own            share of staff who use it by themselves
    organisations  records as `sim.process.state.Organisation`, [N]
    category       int64[N]     Rogers' category in this replicate
    groups         int64[N, 4]  the other groups, as `groups_of`
    """
    for i in range(len(organisations)):
        me = organisations[i]
        if len(counts.stage_history) > 0:
            counts.stage_history[r, m, i] = me.stage
            counts.proficiency_history[r, m, i] = me.proficiency
            counts.fatigue_history[r, m, i] = me.fatigue
        if len(counts.first_live) > 0:
            counts.stage_of[m, i, me.stage] += 1
        if not me.counted:
            continue
        if m == 0:
            counts.all_size[r] += me.size
        if is_live(me.stage):
            counts.live_size[r, m] += me.size
        counts.stages[r, m, me.stage] += 1
        counts.ever_live[r, m] += me.ever_live
        counts.ever_abandoned[r, m] += me.ever_abandoned
        counts.locked_in[r, m] += me.locked
        counts.using[r, m] += own_use.using(own, me.proficiency)
        counts.group_stages[m, category[i], me.stage] += 1
        for dimension in range(4):
            counts.group_stages[m, groups[i, dimension], me.stage] += 1


@rule
def count_month(counts: Counts, r: int, t: int, organisations: Numbered[Organisation]) -> None:
    """Count what month t leaves, summed in the order of the organisations."""
    for i in range(len(organisations)):
        me = organisations[i]
        if not me.counted:
            continue
        counts.benefit[r, t] += me.benefit
        counts.in_year_cash[r, t] += me.cash
        counts.site_cost[r, t] += me.cost
        counts.days[r, t] += me.days
        counts.exposure[r, t] += me.risk
        if 0 <= me.lived < counts.by_age_sum.shape[1]:
            counts.by_age_sum[r, me.lived] += me.performance
            counts.by_age_count[r, me.lived] += 1
        if me.left >= 0:
            counts.dwell[me.left, min(me.left_after, counts.dwell.shape[1] - 1)] += 1
        if me.bound >= 0:
            counts.binding[t, me.bound, me.binding] += 1
            if len(counts.first_live) > 0:
                counts.binding_of[t, i, me.binding] += 1
                counts.held_of[t, i, me.binding] += not is_live(me.bound)


@rule
def count_first_live(
    counts: Counts, m: int, organisations: Numbered[Organisation], before: Flags
) -> None:
    """Count who is live at record m for the first time.

    before  bool[N]  live by the record before; updated
    """
    for i in range(len(organisations)):
        if organisations[i].ever_live and not before[i]:
            before[i] = True
            if len(counts.first_live) > 0:
                counts.first_live[i, m] += 1


@rule
def count_never_live(counts: Counts, before: Flags) -> None:
    """Count, at the end of a replicate, those that were never live."""
    if len(counts.first_live) > 0:
        for i in range(len(before)):
            if not before[i]:
                counts.first_live[i, counts.first_live.shape[1] - 1] += 1
