"""Made up for tests: what was found of organisations one by one."""

from dataclasses import replace

import sim
from sim.networks.stands import LIVE
from sim.outcomes.intervals import Interval
from sim.params.names import DECIDING
from sim.study.sites.records import Boards, Gain, Site, Sites

APRIL_2026 = 12 * 2026 + 3


def about(mean, half=0.03):
    return Interval(mean, max(0.0, mean - half), min(1.0, mean + half), 0.95, 1)


def gain(lever="govern", mean=0.14, price=55.7, behind=None):
    less = None if behind is None else Interval(behind, behind - 0.1, behind + 0.1, 0.99, 1)
    points = Interval(mean, mean - 0.02, mean + 0.02, 0.99, 1)
    return Gain(lever, points, 256, price, True, less)


def site(name="Northfield", **changes):
    plain = Site(
        name=name, type="Acute trust", region="North", stage=DECIDING, since=4, live_today=0.0,
        chances=(about(0.2), about(0.5)), embedded=about(0.4), gap_now=("evidence", 0.9),
        gap_later=("financial", 0.6), boards=Boards(1, 2, 3, 0.0, 3), looked=True,
        gains=(gain(),),
    )  # fmt: skip
    return replace(plain, **changes)


def sites(*each, today=APRIL_2026, names=None, regions=None, ties=()):
    names = names or tuple(one.name for one in each)
    return Sites(
        scenario=sim.load([]), months=(12, 36), sites=each, runs=1024, systems=1, screened=64,
        closer=256, until=36, margin=0.03, today=today, names=names,
        regions=regions or ("North",) * len(names), ties=ties,
    )  # fmt: skip


LIVE_NOW = dict(
    stage=LIVE, live_today=1.0, chances=(about(0.99), about(0.96)), gap_now=None, boards=None
)
