"""Outcomes made up for the figures: S-curves, failures, groups and dips like those of a run."""

from functools import cache

import numpy as np
import pytest

from sim.outcomes import Outcomes
from sim.params import Scenario
from sim.params.names import CATEGORIES
from sim.process.settings import Budget

NEVER = 10_000
TYPES = ("Acute trust", "Mental health trust", "Community trust", "GP network")
THIRDS = ("lowest third", "middle third", "highest third")


def category_of(position, organisations):
    """The Rogers category of a place in the order of readiness, in whole numbers."""
    bounds = (50, 320, 1000, 1680)
    q = 1000 * (2 * position + 1)
    return next((c for c, b in enumerate(bounds) if q < b * organisations), 4)


def months_of_moves(rng, replicates, organisations, middle, ceiling, deprived, per_system):
    """When each organisation enters each stage, int64[R, N, 8]; NEVER if it does not."""
    system = np.arange(replicates) // per_system
    shift = rng.normal(0, 1, system.max() + 1)[system] + rng.normal(0, 1.2, replicates)
    place = (np.arange(organisations) + 0.5) / organisations
    live = middle + shift[:, None] + 6 * np.log(place / (1 - place)) + 4 * deprived
    live = np.maximum(live + rng.normal(0, 3, live.shape), 2)
    live[:, : min(4, organisations)] = 0  # pilots
    moves = np.full((*live.shape, 8), NEVER)
    moves[..., 0] = 0
    for stage, part in ((1, 0.35), (2, 0.5), (3, 0.7), (4, 1.0)):
        moves[..., stage] = part * live
    moves[..., 5] = live + rng.integers(4, 9, live.shape)
    kept = rng.random(live.shape) < ceiling
    kept[:, : min(4, organisations)] &= ceiling > 0
    moves[~kept, 4:6] = NEVER
    if ceiling == 0:
        moves[..., 1:] = NEVER
        return moves
    moves[..., 6] = np.where(kept | (rng.random(live.shape) < 0.5), NEVER, live)
    moves[..., 7] = np.where(kept & (rng.random(live.shape) < 0.08), live + 5, NEVER)
    return moves


def made_up(
    *,
    seed=1,
    replicates=128,
    months=72,
    organisations=60,
    middle=26.0,
    ceiling=0.9,
    deprived_share=0.35,
    per_system=64,
    scenario=None,
):
    """Make up the outcomes of a run.

    middle   month in which half of those who adopt are live;  ceiling: share that ever adopts
    """
    rng = np.random.default_rng(seed)
    deprived = np.arange(organisations) % 20 < round(20 * deprived_share)
    moves = months_of_moves(rng, replicates, organisations, middle, ceiling, deprived, per_system)
    records = np.arange(months + 1)
    stage = np.zeros((replicates, organisations, months + 1), np.int8)
    for each in (1, 2, 3, 4, 5, 6, 7):
        stage[records >= moves[..., each, None]] = each
    is_in = stage[..., None] == np.arange(8, dtype=np.int8)
    batches = -(-replicates // per_system)
    starts = np.arange(0, replicates, per_system)
    sizes = np.diff(np.append(starts, replicates))
    member, groups = membership(organisations, deprived)
    summed = np.add.reduceat(is_in.astype(np.int32), starts, axis=0)
    group_stages = np.einsum("bnts,ng->btgs", summed, member)
    drift = np.linspace(0, 1, months)[:, None]
    parts = (1 - drift) * [0.15, 0.2, 0.4, 0.1, 0.15] + drift * [0.1, 0.3, 0.05, 0.15, 0.4]
    waiting = summed.sum(1)[:, :months]
    age_sum, age_count = ages(moves, months)
    flow = np.zeros((replicates, months))
    return Outcomes(
        scenario=Scenario(title="Made up") if scenario is None else scenario,
        seed=seed,
        engine="ensemble",
        organisations=organisations,
        budget=Budget(total=0.0, charges=0.0, monthly=0.0, months=months),
        months=months,
        replicates=np.arange(replicates),
        clusters=np.arange(replicates) // per_system,
        given_system=batches == 1,
        stages=is_in.sum(1, dtype=np.int32),
        ever_live=(moves[..., 4, None] <= records).sum(1, dtype=np.int32),
        ever_abandoned=(moves[..., 7, None] <= records).sum(1, dtype=np.int32),
        locked_in=np.zeros((replicates, months + 1), np.int32),
        live_size=is_in[..., 4:6].sum((1, 3)).astype(float),
        all_size=np.full(replicates, float(organisations)),
        benefit=flow,
        in_year_cash=flow,
        site_cost=flow,
        days=flow,
        exposure=flow,
        using=np.zeros((replicates, months + 1)),
        spend=np.zeros(months),
        by_age_sum=age_sum,
        by_age_count=age_count,
        groups=groups,
        group_sizes=sizes[:, None] * member.sum(0),
        group_stages=group_stages,
        binding=np.rint(waiting[..., None] * parts[:, None, :]).astype(np.int64),
        dwell=stays(moves, months, starts),
        batch_clusters=np.arange(batches),
        batch_replicates=sizes,
        names=None,
        types=None,
        regions=None,
        first_live=None,
        stage_of=None,
        binding_of=None,
        stage_history=None,
        proficiency_history=None,
        fatigue_history=None,
    )


def membership(organisations, deprived):
    """Which organisation is in which group, int64[N, G], and the names of the groups."""
    place = np.arange(organisations)
    columns = {
        "category": ([category_of(p, organisations) for p in place], CATEGORIES),
        "type": (place % len(TYPES), TYPES),
        "region": (place % 2, ("region 1", "region 2")),
        "deprived": (np.where(deprived, 1, 0), ("not deprived", "deprived")),
        "capacity": (2 - 3 * place // organisations, THIRDS),
    }
    groups, member = [], []
    for dimension, (of, labels) in columns.items():
        for number, label in enumerate(labels):
            groups.append((dimension, label))
            member.append(np.asarray(of) == number)
    return np.stack(member, 1).astype(np.int64), tuple(groups)


def ages(moves, months):
    """Performance summed by months since go-live, and how many sites: float64 and int64[R, T+1]."""
    live, left = moves[..., 4], moves[..., 7]
    total = np.zeros((len(moves), months + 1))
    count = np.zeros((len(moves), months + 1), np.int64)
    for age in range(months):
        there = (live + age < months) & (live + age < left)
        learnt = 1 - 0.7**age
        count[:, age] = there.sum(1)
        site = 0.07 * learnt - 0.055 * (1 - learnt)
        bump = 0.004 * np.sin(np.arange(len(moves)))
        total[:, age] = count[:, age] * (site + bump)
    return total, count


def stays(moves, months, starts):
    """Completed stays by stage and length, int64[B, 8, T+1]."""
    found = np.zeros((len(starts), 8, months + 1), np.int64)
    batch = np.searchsorted(starts, np.arange(len(moves)), side="right") - 1
    for stage in range(5):
        begin, end = moves[..., stage], moves[..., stage + 1]
        done = (end <= months) & (begin < NEVER)
        where = np.broadcast_to(batch[:, None], begin.shape)[done]
        np.add.at(found, (where, stage, (end - begin)[done]), 1)
    return found


@pytest.fixture(scope="session")
def make():
    """Make outcomes of the given sizes; each combination of sizes is made only once."""
    once = cache(made_up)
    return lambda **sizes: made_up(**sizes) if "scenario" in sizes else once(**sizes)


@pytest.fixture(scope="session")
def outcomes():
    """A run like one in south London: 60 organisations, 72 months, 512 replicates, 8 systems."""
    scenario = Scenario(title="Ambient voice technology in south London")
    scenario.innovation.title = "Ambient voice technology"
    scenario.system.title = "South London"
    scenario.strategy.title = "The whole playbook"
    return made_up(replicates=512, scenario=scenario)
