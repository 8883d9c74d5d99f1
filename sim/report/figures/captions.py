"""What figures take from outcomes (shares, bands, times), and the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes import Outcomes, live_of
from sim.outcomes.intervals import LEVEL, Floats, half_widths, ratio_values
from sim.outcomes.times import time_to
from sim.params.phrases import MONTHS_OF_YEAR
from sim.report import own_system


@dataclass(frozen=True, slots=True)
class ParameterBand:
    """Range of the share live over all that may happen: luck, systems and sets of assumptions.

    low, high  float64[T+1]  share of organisations live, by month
    level      share of the runs that lie between
    draws      number of sets
    month      in which the parts of the spread are told
    parts      of the spread, in words; empty if unknown
    """

    low: Floats
    high: Floats
    level: float
    draws: int
    month: int = 0
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """Month by which a share is live: the median and 95 % of replicates; inf means never."""

    middle: float
    low: float
    high: float


def timing(outcomes: Outcomes, share: float) -> Timing:
    """First month with at least this share live, over replicates.

    A replicate that never reaches it counts as later than all months, not as missing.
    """
    months = time_to(outcomes, share, outcomes.months)
    low, middle, high = np.quantile(months, (0.025, 0.5, 0.975), method="higher")
    return Timing(float(middle), float(low), float(high))


@dataclass(frozen=True, slots=True)
class Course:
    """A mean by month and its 95 % interval; float64[T+1] each, infinite if unknown."""

    mean: Floats
    low: Floats
    high: Floats

    @property
    def certain(self) -> bool:
        """Whether there is an interval; one batch alone gives none."""
        return bool(np.isfinite(self.low).all())


def share_live(outcomes: Outcomes, group: int) -> Floats:
    """Values by batch and month whose mean is the share live of a group, float64[B, T+1].

    The difference of two groups is the difference of two such arrays, with the same clusters.
    """
    live = live_of(outcomes.group_stages[:, :, group])
    size, replicates = outcomes.group_sizes[:, group], outcomes.batch_replicates
    values = [ratio_values(month, size, replicates) for month in live.T]
    return np.stack([each for each in values if each is not None], axis=1)


def course(outcomes: Outcomes, values: Floats) -> Course:
    """Mean over replicates by month and its interval, with system draws as clusters."""
    mean = values.sum(0) / outcomes.batch_replicates.sum()
    half = half_widths(values, outcomes.batch_clusters, LEVEL, outcomes.batch_replicates)
    return Course(mean, mean - half, mean + half)


def groups_of(outcomes: Outcomes, dimension: str) -> list[tuple[int, str]]:
    """Columns and labels of the groups of one dimension that have members."""
    return [
        (column, label)
        for column, (kind, label) in enumerate(outcomes.groups)
        if kind == dimension and outcomes.group_sizes[:, column].sum() > 0
    ]


def percent(share: float) -> str:
    """Write a share as a whole percentage (28 %); 0 and 100 only if they are exact."""
    whole = round(100 * share)
    if whole == 0 and share > 0:
        return "under 1 %"
    return "over 99 %" if whole == 100 and share < 1 else f"{whole} %"


def points(value: float, sign: str = "") -> str:
    """Write whole percentage points with a true minus sign; sign "+" adds a plus sign."""
    return minus(f"{round(value):{sign}d}") if round(value) else "0"


def minus(number: str) -> str:
    """Replace a hyphen with a minus sign."""
    return number.replace("-", "\N{MINUS SIGN}")


def month_or_later(month: float, last: int) -> str:
    """Write a month, or say that it is after the last one."""
    return f"{month:.0f}" if np.isfinite(month) else f"after {last}"


def counted(number: int, one: str) -> str:
    """Write a number with its noun: 1 replicate, 512 replicates."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {one}s"


def listed(words: Sequence[str]) -> str:
    """Join words into a list in a sentence."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def start_of(*runs: Outcomes) -> str:
    """Name the horizontal axis: months, and the date of month 0 if all runs share it."""
    starts = {each.scenario.clock.start for each in runs}
    if len(starts) > 1:
        return "Month (the plans start on different dates)"
    year, month = starts.pop().split("-")
    return f"Month (month 0 is {MONTHS_OF_YEAR[int(month) - 1]} {year})"


def notes_of(outcomes: Outcomes | Sequence[Outcomes], *more: str) -> list[str]:
    """Write the footer: titles, whether the system is made up, and that parameters are assumed.

    For several plans it names the titles that all of them share.
    """
    runs = [outcomes] if isinstance(outcomes, Outcomes) else outcomes
    s = runs[0].scenario
    titles = [
        title
        for group, title in (("innovation", s.innovation.title), ("system", s.system.title),
                             ("strategy", s.strategy.title))
        if title and all(getattr(run.scenario, group).title == title for run in runs)
    ]  # fmt: skip
    drawn = any(not run.scenario.system.is_own for run in runs)
    is_said = any(own_system.IN_A_TITLE in title for title in titles)
    caution = None if is_said else own_system.own_in_short([run.scenario for run in runs])
    unknown = caution != own_system.TRAITS_DRAWN and any(
        own_system.has_unknown(run.scenario.system) for run in runs
    )
    return [
        *([" · ".join(titles) + "."] if titles else []),
        *(["Illustrative system: its organisations are made up."] if drawn else []),
        *([f"{caution[0].upper()}{caution[1:]}."] if caution else []),
        *(["What is not known of the organisations is drawn."] if unknown else []),
        "Parameters are mostly assumptions.",
        *more,
    ]


def bands_of(outcomes: Outcomes) -> str:
    """Say what the bands of replicates show, or why there are none."""
    if len(outcomes.replicates) == 1:
        return "One replicate, so no bands."
    given = "chance on this system" if outcomes.given_system else "chance and system"
    return f"Lines: means. Bands: {given}."


def intervals_of(courses: Sequence[Course]) -> str:
    """Say what the shades around means show, or why there are none."""
    if all(each.certain for each in courses):
        return "Shades: 95 % intervals of the means."
    return "Too few replicates for intervals."
