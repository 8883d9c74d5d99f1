"""Curves of many sets of settings: the mean of a few runs of each, by calendar month."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.engines.asked import Asked
from sim.networks.system import Floats
from sim.outcomes import Outcomes
from sim.outcomes.outcomes import live_of
from sim.params.errors import UserError
from sim.study.calibration.question import Question
from sim.study.runs import OnBlock, Several, each_of
from sim.study.track.observed import EVER

SYSTEMS = 16  # made-up systems, over which the runs of sets are spread
RUNS = 3  # of each set


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves of sets of settings, by calendar month from the first date.

    runs   float64[S, R, groups, M + 1]  share live in each run
    sizes  float64[groups]  organisations in a group: the mean over all runs
    """

    runs: Floats
    sizes: Floats

    @property
    def means(self) -> Floats:
        """Mean over the runs of each set; float64[S, groups, M + 1]."""
        found: Floats = self.runs.mean(axis=1)
        return found


def simulated(
    question: Question,
    keys: Sequence[str],
    values: Floats,
    several: Several,
    seed: int = 0,
    on_block: OnBlock = None,
    runs: int = RUNS,
    begin: int = 0,
) -> Curves:
    """Run sets of settings.

    values  float64[S, keys]
    runs    of each set, each on another system
    begin   number of the first set: others have other systems and other luck
    """
    leads: list[int] = []

    def asked() -> Iterator[Asked]:
        for k, row in enumerate(values.tolist()):
            scenario, lead = question.scenario_of(keys, row)
            leads.append(lead)
            yield Asked(scenario, runs, seed, ((begin + k) * runs) % (SYSTEMS * runs))

    curves, sizes = [], []
    for k, outcomes in enumerate(each_of(several(asked(), on_block=on_block))):
        seen = slice(leads[k], leads[k] + question.span + 1)
        found = [_of_group(outcomes, each, question) for each in question.groups]
        curves.append([each[:, seen] for each, _ in found])
        sizes.append([size for _, size in found])
    every = np.array(curves)  # [S, groups, R, M + 1]
    return Curves(np.swapaxes(every, 1, 2), np.array(sizes).mean(axis=0))


def _of_group(
    outcomes: Outcomes, group: tuple[str, str] | None, question: Question
) -> tuple[Floats, float]:
    """Share live of a group in each run, float64[R, T + 1], and its mean size."""
    if group is None:
        ever = question.observed.measure == EVER
        whole: Floats = outcomes.ever_live / outcomes.organisations if ever else outcomes.live
        return whole, float(outcomes.organisations)
    # A run has a system of its own, so that the counts of a batch are those of a run
    k = outcomes.groups.index(group)
    sizes = outcomes.group_sizes[:, k]
    if sizes.min() == 0:
        raise UserError(
            f"in some made-up systems no organisation is in the group '{group[1]}'; give the type "
            "more weight, or calibrate the group alone with --group"
        )
    shares: Floats = live_of(outcomes.group_stages[:, :, k]) / sizes[:, None]
    return shares, float(sizes.mean())
