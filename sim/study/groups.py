"""For whom a plan makes a difference: the headline, group by group."""

from collections.abc import Iterable
from dataclasses import dataclass

from sim.outcomes import Outcomes
from sim.outcomes.intervals import Interval, within
from sim.outcomes.samples import Sample, group_sample, less_if_paired

DIMENSIONS = ("category", "type", "region", "deprived")


@dataclass(frozen=True, slots=True)
class GroupDifference:
    """A plan less the baseline within one group, in the headline month.

    dimension   category | type | region | deprived
    label       the group
    live        share of the group's organisations live: plan less baseline
    beyond      how much larger that difference is than the one in the other groups of the
                dimension taken together; absent where there is no other group
    """

    dimension: str
    label: str
    live: Interval
    beyond: Interval | None


def group_differences(
    one: Outcomes, other: Outcomes, month: int, level: float
) -> tuple[GroupDifference, ...]:
    """Compare two plans within every group that both have, at a level shared by all groups.

    level  of a single interval; each group gets two, so each has the level
           1 - (1 - level) / (2 x groups), and all hold at once at `level`
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
    """Tell which other groups of the same dimension there are."""
    return [each for each in groups if each[0] == group[0] and each != group]
