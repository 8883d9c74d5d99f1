"""What would help one organisation most: each lever on top of the plan, for it alone.

Every lever is first tried in a few pairs of runs. The best three are then run again, in more pairs
that chose nothing: their gains come from those alone. With and without a lever the chance events
are the same. Ranges and the lead of the first over the second hold for all levers of an
organisation at once (Bonferroni), since the first is picked by its result.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.engines.asked import Asked
from sim.networks.system import Whole
from sim.outcomes.intervals import mean_interval, within
from sim.params import Scenario
from sim.params.names import LEVERS
from sim.process.aid import aid_for
from sim.study.runs import Several, each_of
from sim.study.sites.base import Base, is_live
from sim.study.sites.prices import dose_of, months_of, price_of
from sim.study.sites.records import Gain
from sim.study.stopping import CONFIDENCE, shared_level

BEST = 3  # levers that are looked at more closely


@dataclass(frozen=True, slots=True)
class Trial:
    """One lever for one organisation, in some runs.

    site, lever    numbers
    first, runs    which runs
    """

    site: int
    lever: int
    first: int
    runs: int


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial gave, run by run.

    differs   float64[R]  1 where only the lever made it live on the last date, -1 the reverse
    clusters  int64[R]
    went      share of runs in which it went live while help lasted
    """

    trial: Trial
    differs: np.ndarray
    clusters: Whole
    went: float


def asked_of(scenario: Scenario, seed: int, organisations: int, until: int, trial: Trial) -> Asked:
    """Ask for the runs of a trial."""
    months = months_of(scenario, trial.lever, until)
    aid = aid_for(organisations, trial.site, trial.lever, dose_of(trial.lever), months)
    return Asked(scenario, trial.runs, seed, trial.first, aid=aid)


def run_trials(
    several: Several,
    scenario: Scenario,
    seed: int,
    until: int,
    base: Base,
    trials: Sequence[Trial],
) -> Iterator[Tried]:
    """Run trials side by side and pair each with the runs of the plan as it is."""
    n, last = base.stages.shape[2], scenario.clock.months
    asked = (asked_of(scenario, seed, n, until, each) for each in trials)
    for trial, found in zip(trials, each_of(several(asked, histories=True)), strict=True):
        assert found.stage_history is not None
        own = is_live(found.stage_history[:, :, trial.site])
        runs = slice(trial.first, trial.first + trial.runs)
        without = is_live(base.stages[runs, last, trial.site])
        starts = own[:, 1 : until + 1] & ~own[:, :until]
        yield Tried(
            trial, own[:, last].astype(float) - without, base.clusters[runs],
            float(starts.any(axis=1).mean()),
        )  # fmt: skip


def finalists(tried: Sequence[Tried]) -> list[int]:
    """Return the levers that gained most in the first runs; by number where they gained alike."""
    ranked = sorted(tried, key=lambda each: (-each.differs.mean(), each.trial.lever))
    return [each.trial.lever for each in ranked[:BEST]]


def gains_of(
    scenario: Scenario, until: int, screened: Sequence[Tried], closer: Sequence[Tried]
) -> tuple[Gain, ...]:
    """Rank the levers tried on one organisation, and say how far the best leads each other."""
    level = shared_level(max(1, len(screened)), 1, CONFIDENCE)
    again = {each.trial.lever: each for each in closer}
    told = [again.get(each.trial.lever, each) for each in screened]
    gains = [_gain(scenario, until, each, level, each.trial.lever in again) for each in told]
    gains.sort(key=lambda each: (not each.closer, -each.points.mean))
    if not gains or not gains[0].closer:
        return tuple(gains)
    first = again[LEVERS.index(gains[0].lever)]
    return (gains[0], *(_against(first, each, again, level) for each in gains[1:]))


def _against(first: Tried, gain: Gain, again: Mapping[int, Tried], level: float) -> Gain:
    """Add how much more the best lever is worth, where both were run in the same pairs."""
    if not gain.closer:
        return gain
    other = again[LEVERS.index(gain.lever)]
    more = mean_interval(first.differs - other.differs, first.clusters, level)
    return replace(gain, behind=within(more, -1.0, 1.0))


def _gain(scenario: Scenario, until: int, tried: Tried, level: float, closer: bool) -> Gain:
    points = within(mean_interval(tried.differs, tried.clusters, level), -1.0, 1.0)
    lever = tried.trial.lever
    price = price_of(scenario, lever, until, tried.went)
    return Gain(LEVERS[lever], points, len(tried.differs), price, closer)
