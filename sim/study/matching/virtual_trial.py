"""Virtual trials: half of the organisations get a lever in full, then the arms change places.

A fifth of them, the readiest, is embedded at the start; all others have heard of the innovation and
no more. What counts is who has committed within a year. Nobody runs a programme: the lever is given
to the treated arm alone, as help for single organisations (`sim.process.aid`). Only what it adds to
the pool of evidence reaches both arms, as nobody can keep a publication from half of a system.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.engines.kernels import Begun, begun_of
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
    ONE2ONE,
    REJECTED,
    TOOLS,
)
from sim.process.aid import Aid
from sim.process.brought import BROUGHT
from sim.process.settings import Settings, as_row, settings_of
from sim.process.state import (
    Month,
    Organisations,
    Records,
    Ties,
    empty_month,
    organisations_of,
    ties_of,
)
from sim.rules import draws

MONTHS = 12
EARLY = 0.2  # of the organisations: embedded when the trial begins
PROFICIENCY, EVALUATED = 0.9, 6.0  # of these; months of evidence that they have


@dataclass(frozen=True, slots=True)
class Trial:
    """Who has committed within a year, trial by trial, over both places of the arms.

    treated, enrolled  int64[trials]  with the lever: committed, of so many
    others, controls   int64[trials]  without it
    clusters           int64[trials]  system draw of each
    """

    treated: Whole
    enrolled: Whole
    others: Whole
    controls: Whole
    clusters: Whole

    @property
    def difference(self) -> Floats:
        """Share that commits with the lever less without; float64[trials]."""
        found: Floats = self.treated / self.enrolled - self.others / self.controls
        return found

    @property
    def odds_ratio(self) -> float:
        """Odds of committing with the lever over those without, over all trials."""
        return odds_ratio(self.counts.sum(axis=0))

    @property
    def counts(self) -> Floats:
        """Treated, enrolled, others and controls; float64[trials, 4]."""
        each = (self.treated, self.enrolled, self.others, self.controls)
        return np.stack(each, axis=1).astype(float)


def odds_ratio(counts: Floats) -> float:
    """Odds ratio of treated, enrolled, others and controls; float64[4].

    Half a case is added to each cell, so that none is empty (Haldane 1956).
    """
    treated, enrolled, others, controls = counts + 0.5
    return float((treated / (enrolled - treated + 0.5)) / (others / (controls - others + 0.5)))


def run_trials(
    scenario: Scenario, levers: Sequence[str], trials: int, seed: int = 1
) -> dict[str, Trial]:
    """Run virtual trials of several levers on the same systems, with the same luck.

    Parameters
    ----------
    scenario : Scenario
        Without a programme and without pilots. As many trials share a system draw as it says.
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
    counts = np.zeros((len(levers), trials, 2), np.int64)  # committed: treated, others
    enrolled = np.zeros(trials, np.int64)
    per_system = scenario.assumptions.replicates_per_system
    for cluster in range(-(-trials // per_system)):
        ground = _ground(scenario, seed, cluster, [LEVERS.index(lever) for lever in levers])
        for number in range(cluster * per_system, min(trials, (cluster + 1) * per_system)):
            begun, arm, rest = ground.enrolled(number)
            enrolled[number] = rest.sum()
            for k, lever in enumerate(levers):
                for swapped in (False, True):
                    committed = ground.run(begun, number, LEVERS.index(lever), arm != swapped)
                    treated = rest & (arm != swapped)
                    counts[k, number] += (
                        (committed & treated).sum(),
                        (committed & rest & ~treated).sum(),
                    )
    clusters = np.arange(trials) // per_system
    return {
        lever: Trial(counts[k, :, 0], enrolled, counts[k, :, 1], enrolled, clusters)
        for k, lever in enumerate(levers)
    }


@dataclass(frozen=True, slots=True)
class _Ground:
    """A system on which trials run, and what they share.

    organisations, ties, month  room for a kernel to work in
    rows                        settings of the trials of each lever
    """

    system: System
    p: Settings
    seed: int
    organisations: Organisations
    ties: Ties
    month: Records[Month]
    rows: dict[int, np.ndarray]

    def enrolled(self, number: int) -> tuple[Begun, Flags, Flags]:
        """Begin a trial: the start of its run, who is in the first arm, and who is followed."""
        begun = begun_of(self.system, self.p, self.seed, np.array([number]))
        [in_line] = begun.start.in_line
        first = round(EARLY * len(in_line))
        rest = np.ones(len(in_line), bool)
        rest[in_line[:first]] = False
        start = begun.start._replace(brought=_brought(self.p, ~rest))
        return begun._replace(start=start), _halved(in_line, first, self.seed, number), rest

    def run(self, begun: Begun, number: int, lever: int, given: Flags) -> Flags:
        """Run the trial; who has committed within a year, bool[N]."""
        aid = Aid(np.zeros((len(given), len(LEVERS))), np.zeros((len(given), len(LEVERS)), int))
        if lever == ONE2ONE:  # a slot is for those who are not embedded yet
            given = given & (begun.start.brought["stage"][0] != EMBEDDED)
        aid.dose[given, lever], aid.until[given, lever] = 1.0, MONTHS
        counts = empty_counts(self.system, 1, MONTHS, organisations=False, histories=True)
        addresses = draws.key(self.seed, np.array([number], np.uint64))
        run_block(
            self.system.arrays, *begun, self.rows[lever], np.zeros(MONTHS, np.int64), addresses,
            self.organisations, self.ties, self.month, aid, counts,
        )  # fmt: skip
        stage = counts.stage_history[0, 1:]
        moved: Flags = np.asarray(((stage >= COMMITTED) & (stage < REJECTED)).any(axis=0))
        return moved


def with_pool(p: Settings, lever: int) -> Settings:
    """Add to what reaches everybody what a full dose of a lever adds to the pool (E5)."""
    adds = {DATA: p.pooled_by_data, TOOLS: p.pooled_by_tools, COMMS: p.pooled_by_comms}
    return replace(p, pooled_base=p.pooled_base + adds.get(lever, 0.0))


def _ground(scenario: Scenario, seed: int, cluster: int, levers: Sequence[int]) -> _Ground:
    system = system_of(scenario.system, seed, cluster)
    p = replace(settings_of(scenario, system.organisations), months=MONTHS)
    rows = {lever: as_row(with_pool(p, lever)) for lever in levers}
    return _Ground(system, p, seed, organisations_of(system), ties_of(system), empty_month(), rows)


def _brought(p: Settings, early: Flags) -> np.ndarray:
    """Where everybody stands at the start; structured[1, N]."""
    brought = np.zeros((1, len(early)), BROUGHT)
    brought["stage"] = np.where(early, EMBEDDED, AWARE)
    brought["fatigue"] = p.fatigue_start
    brought["proficiency"] = np.where(early, PROFICIENCY, 0.0)
    brought["evaluated"] = np.where(early, EVALUATED, 0.0)
    brought["ever_live"] = early
    return brought


def _halved(in_line: Whole, first: int, seed: int, number: int) -> Flags:
    """Draw half of the early ones and half of the others; bool[N]."""
    chance = np.random.default_rng([seed, number])
    arm = np.zeros(len(in_line), bool)
    for group in (in_line[:first], in_line[first:]):
        arm[chance.permutation(group)[: len(group) // 2]] = True
    return arm
