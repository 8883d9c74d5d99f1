"""Made-up outcomes: what an engine would hand over, with numbers chosen by the test."""

import numpy as np
import pytest

from sim.outcomes import Outcomes
from sim.params import Scenario
from sim.params.names import EMBEDDED, IMPLEMENTING

GROUPS = (
    ("category", "innovators"),
    ("category", "laggards"),
    ("deprived", "not deprived"),
    ("deprived", "deprived"),
)


def made_up(live, *, organisations=20, first=0, per_system=64, within=None, **changes):
    """Outcomes with these numbers of organisations live, half of them embedded.

    live    int[R, T + 1]
    within  by label of a group: int[R, T + 1], live among its 10 organisations; absent: half
    changes fields of Outcomes to set directly
    """
    live = np.asarray(live)
    replicates, records = live.shape
    months = records - 1
    numbers = first + np.arange(replicates)
    clusters = numbers // per_system  # batches: 64 replicates, or one system's if that is fewer
    blocks, where = np.unique(numbers // min(64, per_system), return_inverse=True)
    batches = blocks * min(64, per_system) // per_system
    stages = np.zeros((replicates, records, 8), np.int32)
    stages[..., EMBEDDED] = live // 2
    stages[..., IMPLEMENTING] = live - live // 2
    stages[..., 0] = organisations - live
    group_stages = np.zeros((len(blocks), records, len(GROUPS), 8), np.int64)
    for column, (_, label) in enumerate(GROUPS):
        alive = (within or {}).get(label, live // 2)
        np.add.at(group_stages[:, :, column, IMPLEMENTING], where, alive)
    sizes = np.bincount(where)
    fields = dict(
        scenario=Scenario(),
        seed=0,
        engine="made up",
        organisations=organisations,
        months=months,
        replicates=numbers,
        clusters=clusters,
        given_system=clusters[0] == clusters[-1],
        stages=stages,
        ever_live=np.maximum.accumulate(live, axis=1).astype(np.int32),
        ever_abandoned=np.zeros((replicates, records), np.int32),
        locked_in=np.zeros((replicates, records), np.int32),
        live_size=live.astype(float),
        all_size=np.full(replicates, float(organisations)),
        benefit=np.zeros((replicates, months)),
        in_year_cash=np.zeros((replicates, months)),
        site_cost=np.zeros((replicates, months)),
        days=np.zeros((replicates, months)),
        exposure=np.zeros((replicates, months)),
        using=np.zeros((replicates, months + 1)),
        spend=np.zeros(months),
        by_age_sum=np.zeros((replicates, records)),
        by_age_count=np.zeros((replicates, records), np.int64),
        groups=GROUPS,
        group_sizes=np.repeat(sizes[:, None] * 10, len(GROUPS), axis=1),
        group_stages=group_stages,
        binding=np.zeros((len(batches), months, 8, 5), np.int64),
        dwell=np.zeros((len(batches), 8, records), np.int64),
        batch_clusters=batches,
        batch_replicates=sizes,
    )
    absent = set(Outcomes.__dataclass_fields__) - set(fields)
    return Outcomes(**{**fields, **dict.fromkeys(absent), **changes})


@pytest.fixture(name="made_up", scope="session")
def _made_up():
    return made_up
