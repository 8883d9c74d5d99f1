"""For whom a plan makes a difference: the headline, group by group."""

from collections.abc import Iterable
from dataclasses import dataclass

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Interval, within
from sim.outcomes.samples import Sample, group_sample, less_if_paired

DIMENSIONS = ("category", "type", "region", "deprived")


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """A plan minus the baseline within one group, in the headline month.

    dimension   category | type | region | deprived
    label       the group
    live        share of the group's organisations live: plan minus baseline
    beyond      how much larger this difference is than in the other groups of the dimension
                together; None if there is no other group
    """

    dimension: str
    label: str
    live: Interval
    beyond: Interval | None


def group_differences(
    one: Outcomes, other: Outcomes, month: int, level: float
) -> tuple[GroupDifference, ...]:
    """Compare two plans within every group that both have; all groups share the level.

    level  of all intervals at once; each group has two, so each interval has the level
           1 - (1 - level) / (2 x groups)
    """
    shared = [g for g in one.groups if g in other.groups and g[0] in DIMENSIONS]
    strict = 1 - (1 - level) / max(1, 2 * len(shared))
    found = (_group_difference(one, other, group, month, strict) for group in shared)
    return tuple(each for each in found if each is not None)


def _group_difference(
    one: Outcomes, other: Outcomes, group: tuple[str, str], month: int, level: float
) -> GroupDifference | None:
    here = _difference(one, other, [group], month)
    without = _difference(one, other, _others(one.groups, group), month)
    beyond = less_if_paired(here, without)
    if here is None:
        return None
    return GroupDifference(
        *group,
        within(here.interval(level), -1.0, 1.0),
        None if beyond is None else beyond.interval(level),
    )


def _difference(
    one: Outcomes, other: Outcomes, groups: list[tuple[str, str]], month: int
) -> Sample | None:
    return less_if_paired(group_sample(one, groups, month), group_sample(other, groups, month))


def _others(groups: Iterable[tuple[str, str]], group: tuple[str, str]) -> list[tuple[str, str]]:
    """List the other groups of the same dimension."""
    return [each for each in groups if each[0] == group[0] and each != group]
