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
RUNS = 4  # of each set


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves of sets of settings, by calendar month from the first date.

    means  float64[S, groups, M + 1]     mean share live over the runs of a set
    runs   float64[S, R, M + 1]          of all organisations, run by run
    """

    means: Floats
    runs: Floats


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

    means, each_run = [], []
    for k, outcomes in enumerate(each_of(several(asked(), on_block=on_block))):
        seen = slice(leads[k], leads[k] + question.span + 1)
        means.append([_mean(outcomes, each, question)[seen] for each in question.groups])
        each_run.append(_all(outcomes, question)[:, seen])
    return Curves(np.array(means), np.array(each_run))


def _all(outcomes: Outcomes, question: Question) -> Floats:
    if question.observed.measure == EVER:
        shares: Floats = outcomes.ever_live / outcomes.organisations
        return shares
    return outcomes.live


def _mean(outcomes: Outcomes, group: tuple[str, str] | None, question: Question) -> Floats:
    """Mean share live of a group over the runs; float64[T + 1]."""
    if group is None:
        found: Floats = _all(outcomes, question).mean(axis=0)
        return found
    k = outcomes.groups.index(group)
    size = outcomes.group_sizes[:, k].sum()
    if size == 0:
        raise UserError(f"no organisation of the system is in the group '{group[1]}'")
    shares: Floats = live_of(outcomes.group_stages[:, :, k]).sum(axis=0) / size
    return shares
