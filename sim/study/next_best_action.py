"""The next best action: the small change to a plan that gains most for each group.

Every change is run with the random numbers of the plan itself, so a gain is a paired difference.
The best change is picked by its result.  Its range, and the range of its lead over the next one,
therefore hold for all changes of a group at once (Bonferroni).

Where changes are many, `promising` screens them with few runs.  Those that are left run more
often, and their ranges hold for all that were screened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.engines.asked import Asked
from sim.outcomes import Outcomes
from sim.outcomes.horizon import HEADLINE_MONTH
from sim.outcomes.intervals import Interval, within
from sim.outcomes.samples import Sample, group_sample, less_if_paired, live_sample
from sim.params import Scenario
from sim.study.groups import DIMENSIONS
from sim.study.runs import Progress, Run, each_of, one_by_one, queue, up_to
from sim.study.stopping import CONFIDENCE, shared_level

EVERYBODY = ("all", "all organisations")
PER_SYSTEM = 4  # replicates: more systems than usual, because a group may have few organisations
MOST_KEPT = 2  # changes that a screening keeps for each group


@dataclass(frozen=True, slots=True)
class Action:
    """One change to a plan: its name, and the changed plan."""

    name: str
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Best:
    """The change that gains most for a group.

    action  index of the change that gains most
    gain    share of the group's organisations live: with the change minus without it
    second  index of the change that gains second most; None if there is only one change
    lead    how much more the first gains than the second
    """

    dimension: str
    group: str
    action: int
    gain: Interval
    second: int | None
    lead: Interval | None

    @property
    def apart(self) -> bool:
        """Whether the change clearly gains something."""
        return self.gain.low > 0

    @property
    def leads(self) -> bool:
        """Whether it clearly gains more than the second one."""
        return self.lead is not None and self.lead.low > 0


def next_best(
    plan: Scenario,
    actions: Sequence[Action],
    replicates: int = 256,
    seed: int = 0,
    month: int = HEADLINE_MONTH,
    run: Run | None = None,
    progress: Progress | None = None,
    out_of: int = 0,
) -> tuple[Best, ...]:
    """Run the plan and every change to it, and find the best change for each group.

    month     month in which shares live are compared; the last month of a shorter run
    progress  called with (done, total), in replicates over the plan and all changes
    out_of    number of changes from which a screening took these; ranges hold for so many
    """
    at = min(month, plan.clock.months)
    outcomes = _ran(plan, actions, replicates, seed, at, run, progress)
    level = shared_level(max(1, out_of, len(actions)), 1, CONFIDENCE)
    groups = [EVERYBODY, *_groups(outcomes[0])]
    found = (_best(group, outcomes, at, level) for group in groups)
    return tuple(each for each in found if each is not None)


def promising(
    plan: Scenario,
    actions: Sequence[Action],
    replicates: int,
    seed: int = 0,
    month: int = HEADLINE_MONTH,
    run: Run | None = None,
    progress: Progress | None = None,
) -> list[int]:
    """Screen changes with few runs: the places of those that gain most for any group, in order."""
    at = min(month, plan.clock.months)
    outcomes = _ran(plan, actions, replicates, seed, at, run, progress)
    kept: set[int] = set()
    for group in [EVERYBODY, *_groups(outcomes[0])]:
        gains = _gains(group, outcomes, at)
        kept.update(_ranked(gains)[:MOST_KEPT])
    return sorted(kept)


def _ran(
    plan: Scenario, actions: Sequence[Action], replicates: int, seed: int, month: int,
    run: Run | None, progress: Progress | None,
) -> list[Outcomes]:  # fmt: skip
    """Run the plan and every change to it, up to a month."""
    scenarios = [up_to(each, month) for each in (plan, *(each.scenario for each in actions))]
    several = queue() if run is None else one_by_one(run)
    found = each_of(several([Asked(each, replicates, seed) for each in scenarios], on_block=None))
    outcomes: list[Outcomes] = []
    for each in found:
        outcomes.append(each)
        if progress is not None:
            progress(len(outcomes) * replicates, len(scenarios) * replicates)
    return outcomes


def _groups(outcomes: Outcomes) -> list[tuple[str, str]]:
    """List the groups to report; regions only if they are real."""
    return [
        group
        for group in outcomes.groups
        if group[0] in DIMENSIONS and (group[0] != "region" or outcomes.given_system)
    ]


def _best(
    group: tuple[str, str], outcomes: Sequence[Outcomes], month: int, level: float
) -> Best | None:
    gains = _gains(group, outcomes, month)
    ranked = _ranked(gains)
    if not ranked:
        return None
    first = gains[ranked[0]]
    second = ranked[1] if len(ranked) > 1 else None
    lead = None if second is None else less_if_paired(first, gains[second])
    return Best(
        *group, ranked[0], within(first.interval(level), -1.0, 1.0), second,
        None if lead is None else within(lead.interval(level), -1.0, 1.0),
    )  # fmt: skip


def _gains(group: tuple[str, str], outcomes: Sequence[Outcomes], month: int) -> dict[int, Sample]:
    """Take the plan from each change to it, in the share of a group that is live."""
    samples = [_live(each, group, month) for each in outcomes]
    paired = (less_if_paired(each, samples[0]) for each in samples[1:])
    return {action: gain for action, gain in enumerate(paired) if gain is not None}


def _ranked(gains: Mapping[int, Sample]) -> list[int]:
    """Order the changes by what they gain on average, most first."""

    def gain(action: int) -> float:
        found = gains[action]
        return float(found.values.sum() / found.sizes.sum())

    return sorted(gains, key=lambda action: -gain(action))


def _live(outcomes: Outcomes, group: tuple[str, str], month: int) -> Sample | None:
    if group == EVERYBODY:
        return live_sample(outcomes, month)
    return group_sample(outcomes, [group], month)
