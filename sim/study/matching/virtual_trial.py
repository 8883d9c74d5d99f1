"""Virtual trials: half of the organisations get a lever in full, then the arms change places.

A fifth of them, the readiest, is embedded at the start; all others have heard of the innovation and
no more. What counts is who has committed within a year. Nobody runs a programme: the lever is given
to the treated arm alone, as help for single organisations (`sim.process.aid`). Only what it adds to
the pool of evidence reaches both arms, as nobody can keep a publication from half of a system.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.engines.kernels import begun_of
from sim.engines.scalar import run_block
from sim.networks import system_of
from sim.networks.system import Flags, Floats, System, Whole
from sim.outcomes.counts import empty_counts
from sim.params import Scenario
from sim.params.names import (
    AWARE,
    COMMITTED,
    COMMS,
    DATA,
    EMBEDDED,
    LEVERS,
    REJECTED,
    TOOLS,
)
from sim.process.aid import Aid
from sim.process.brought import BROUGHT
from sim.process.settings import Settings, as_row, settings_of
from sim.process.state import empty_month, organisations_of, ties_of
from sim.rules import draws

MONTHS = 12
EARLY = 0.2  # of the organisations: embedded when the trial begins
PROFICIENCY, EVALUATED = 0.9, 6.0  # of these; months of evidence that they have


@dataclass(frozen=True, slots=True)
class Trial:
    """Who has committed within a year, trial by trial and over both places of the arms.

    treated, enrolled  int64[trials]  with the lever: committed, of so many
    others, controls   int64[trials]  without it
    """

    treated: Whole
    enrolled: Whole
    others: Whole
    controls: Whole

    @property
    def difference(self) -> Floats:
        """Share that commits with the lever less without; float64[trials]."""
        found: Floats = self.treated / self.enrolled - self.others / self.controls
        return found

    @property
    def odds_ratio(self) -> float:
        """Odds of committing with the lever over those without, over all trials."""
        return _odds_ratio(*(int(each.sum()) for each in self._counts))

    def odds_ratio_variance(self) -> float:
        """Variance of the odds ratio by the luck of these trials, each left out in turn."""
        n, counts = len(self.treated), np.stack(self._counts)
        left = counts.sum(axis=1, keepdims=True) - counts
        without = np.array([_odds_ratio(*map(int, each)) for each in left.T])
        return float((n - 1) / n * np.sum((without - without.mean()) ** 2))

    @property
    def _counts(self) -> tuple[Whole, Whole, Whole, Whole]:
        return self.treated, self.enrolled, self.others, self.controls


def _odds_ratio(treated: int, enrolled: int, others: int, controls: int) -> float:
    """Odds ratio; half a case is added to each cell, so that none is empty (Haldane 1956)."""
    with_it = (treated + 0.5) / (enrolled - treated + 0.5)
    without = (others + 0.5) / (controls - others + 0.5)
    return with_it / without


def run_trials(
    scenario: Scenario, levers: Sequence[str], trials: int, seed: int = 1
) -> dict[str, Trial]:
    """Run virtual trials of several levers on the same systems, with the same luck.

    Parameters
    ----------
    scenario : Scenario
        Without a programme and without pilots; a system is drawn for each trial.
    levers : sequence of str
        Their names.
    trials : int
        How many of each lever.
    seed : int
        Number that determines all chance events.

    Returns
    -------
    dict
        Lever -> what its trials came to.
    """
    counts = np.zeros((len(levers), trials, 2, 2), np.int64)
    enrolled = np.zeros((trials, 2), np.int64)
    for number, setting in _settings(scenario, trials, seed):
        enrolled[number] = setting.rest[1].sum(), setting.rest[0].sum()
        for k, lever in enumerate(levers):
            for swapped in (False, True):
                committed = setting.run(LEVERS.index(lever), swapped)
                for arm in (0, 1):  # 0 the treated
                    there = setting.rest[int((arm == 0) != swapped)]
                    counts[k, number, int(swapped), arm] = (committed & there).sum()
    every, both = enrolled.sum(axis=1), counts.sum(axis=2)
    return {
        lever: Trial(both[k, :, 0], every, both[k, :, 1], every) for k, lever in enumerate(levers)
    }


@dataclass(frozen=True, slots=True)
class _Setting:
    """One trial before it begins: its system, who starts where, and the two arms.

    rest  bool[N] twice: those followed, in the one half and in the other
    arm   bool[N]: the second half, with the early ones that are in it
    """

    system: System
    p: Settings
    seed: int
    number: int
    arm: Flags
    early: Flags
    rest: tuple[Flags, Flags]

    def run(self, lever: int, swapped: bool) -> Flags:
        """Run the trial; who has committed within a year, bool[N]."""
        p = with_pool(self.p, lever)
        n, numbers = self.system.organisations, np.array([self.number])
        begun = begun_of(self.system, self.p, self.seed, numbers)
        aid = Aid(np.zeros((n, len(LEVERS))), np.zeros((n, len(LEVERS)), np.int64))
        aid.dose[:, lever] = self.arm != swapped
        aid.until[:, lever] = MONTHS
        counts = empty_counts(self.system, 1, MONTHS, organisations=False, histories=True)
        run_block(
            self.system.arrays, begun.start._replace(brought=self._brought()), begun.categories,
            begun.groups, as_row(p), np.zeros(MONTHS, np.int64),
            draws.key(self.seed, numbers.astype(np.uint64)), organisations_of(self.system),
            ties_of(self.system), empty_month(), aid, counts,
        )  # fmt: skip
        stage = counts.stage_history[0, 1:]
        moved: Flags = ((stage >= COMMITTED) & (stage < REJECTED)).any(axis=0)
        return moved

    def _brought(self) -> np.ndarray:
        """Where everybody stands at the start; structured[1, N]."""
        brought = np.zeros((1, self.system.organisations), BROUGHT)
        brought["stage"] = np.where(self.early, EMBEDDED, AWARE)
        brought["fatigue"] = self.p.fatigue_start
        brought["proficiency"] = np.where(self.early, PROFICIENCY, 0.0)
        brought["evaluated"] = np.where(self.early, EVALUATED, 0.0)
        brought["ever_live"] = self.early
        return brought


def with_pool(p: Settings, lever: int) -> Settings:
    """Add to what reaches everybody what a full dose of a lever adds to the pool (E5)."""
    adds = {DATA: p.pooled_by_data, TOOLS: p.pooled_by_tools, COMMS: p.pooled_by_comms}
    return replace(p, pooled_base=p.pooled_base + adds.get(lever, 0.0))


def _settings(scenario: Scenario, trials: int, seed: int) -> Iterator[tuple[int, _Setting]]:
    for number in range(trials):
        system = system_of(scenario.system, seed, number)
        p = replace(settings_of(scenario, system.organisations), months=MONTHS)
        [in_line] = begun_of(system, p, seed, np.array([number])).start.in_line
        early = np.zeros(system.organisations, bool)
        first = round(EARLY * system.organisations)
        early[in_line[:first]] = True
        arm = _halved(in_line, first, seed, number)
        rest = (~early & ~arm, ~early & arm)
        yield number, _Setting(system, p, seed, number, arm, early, rest)


def _halved(in_line: Whole, first: int, seed: int, number: int) -> Flags:
    """Draw half of the early ones and half of the others; bool[N]."""
    chance = np.random.default_rng([seed, number])
    arm = np.zeros(len(in_line), bool)
    for group in (in_line[:first], in_line[first:]):
        arm[chance.permutation(group)[: len(group) // 2]] = True
    return arm
