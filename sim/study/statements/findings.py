"""What is found of a statement: its verdict, by how much, and what luck does to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.networks.system import Flags
from sim.outcomes.intervals import LEVEL, Floats, mean_interval
from sim.study.comparison import MARGIN
from sim.study.statements.file import Statement
from sim.study.statements.verdicts import (
    EXACT,
    Condition,
    Evidence,
    Judgement,
    Verdict,
    Why,
    conditions,
    evidence,
    judged,
    judged_alone,
)
from sim.study.trials.states import States
from sim.study.uncertainty.variance import without_noise

NINE_IN_TEN = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Values:
    """An outcome of one plan or two, in every run.

    each  float64[plans, sets, systems, runs]; infinite: a time that is not reached; not a number:
          there is none
    end   last month of the run
    excluded  sets that are not possible for these plans, which are left out
    because   why the first of them is not
    """

    each: Floats
    end: int
    excluded: int = 0
    because: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """A mean, and nine in ten of what it goes over; not numbers where there is no value."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found of a statement.

    by_plan    means of the outcome, of the plan and what it is compared with
    size       of what is claimed: the difference of two plans, or the one plan's own value; the
               range is over the sets of assumptions, or what luck leaves open if they stay
    room       difference from which two values were not the same, on average over the sets
    met        share of single runs in which the statement is the case; not a number without a value
    turned     share of single runs that say the opposite of their set, where that could be told;
               not a number where none could
    runs       of each plan in each set
    no_value   sets in which the outcome has no value
    censored   share of runs in which a time is not reached
    is_fixed   the assumptions stayed as they are
    held       key -> why no set of assumptions changes it
    excluded   sets that are not possible for these plans, and why the first is not
    idle       what a plan of it sets in vain, in words; empty if nothing
    """

    statement: Statement
    judgement: Judgement
    by_plan: tuple[float, ...]
    size: Range
    room: float
    met: float
    turned: float
    runs: int
    no_value: int
    censored: float
    is_fixed: bool
    held: Mapping[str, str]
    excluded: tuple[int, str]
    idle: str = ""


def not_asked(found: Finding, idle: str) -> Finding:
    """Take the verdict from a statement about a plan whose own setting changes nothing here.

    Its runs are those of another plan than the one that is named.
    """
    judgement = replace(
        found.judgement, verdict=Verdict.untold, why=Why.idle, holds=0, fails=0, low=0.0, high=1.0
    )
    none = float("nan")
    return replace(
        found, judgement=judgement, by_plan=tuple(none for _ in found.by_plan),
        size=Range(none, none, none), met=none, turned=none, idle=idle,
    )  # fmt: skip


def found_of(
    statement: Statement, values: Values, states: States, margin: float = MARGIN
) -> Finding:
    """Give a statement its verdict from the runs of its plans."""
    claim = statement.claim
    censored = float(np.isinf(values.each).mean())
    each = _clipped(values)
    differences, room = _compared(each, statement, margin)
    if states.are_fixed:  # one set, with all systems of all states
        sets, systems, runs = differences.shape
        pooled = differences.reshape(1, sets * systems, runs)
        parts = conditions(pooled, claim.comparison, room.mean(keepdims=True))
        told = evidence(parts)
        judgement = judged_alone(told, statement.often)
    else:
        parts = conditions(differences, claim.comparison, room)
        told = evidence(parts)
        judgement = judged(told, parts, statement.often)
    denied = statement.often.denied
    shown = differences if claim.other is not None else each[0]
    known: Flags = np.asarray(np.isfinite(each).all(axis=(0, 2, 3)))
    least = float(room[known].mean()) if known.any() else float("nan")
    return Finding(
        statement, judgement, _means(each, known), _range(shown[known], states.are_fixed),
        least, *_single_runs(parts, told, denied),
        states.replicates, int((~known).sum()), censored, states.are_fixed, states.drawn.held,
        (values.excluded, values.because),
    )  # fmt: skip


def _clipped(values: Values) -> Floats:
    """Count a time that is not reached as the end of the run.

    Where no run of either of two plans reaches it, nothing is known of their difference.
    """
    found = np.where(np.isinf(values.each), float(values.end), values.each)
    if len(found) > 1:
        never = np.isinf(values.each).all(axis=(0, 2, 3))
        found[:, never] = np.nan
    return found


def _compared(each: Floats, statement: Statement, margin: float) -> tuple[Floats, Floats]:
    """Return what is claimed to be above or below 0, and from where it is not the same any more."""
    claim, sets = statement.claim, each.shape[1]
    if claim.other is None:
        assert claim.number is not None
        return each[0] - claim.number, np.full(sets, claim.by or 0.0)
    if claim.by is not None:
        room = np.full(sets, claim.by)
    elif claim.kind.is_part:  # of the mean of both plans, so that neither counts more
        room = claim.kind.margin * np.abs(each.mean(axis=(0, 2, 3)))
    else:
        room = np.full(sets, claim.kind.room(margin))
    return each[0] - each[1], room


def _means(each: Floats, known: Flags) -> tuple[float, ...]:
    if not known.any():
        return tuple(float("nan") for _ in each)
    return tuple(float(plan[known].mean()) for plan in each)


def _range(values: Floats, is_fixed: bool) -> Range:
    """Return the mean, and nine in ten sets without luck; or the interval of luck alone."""
    if not len(values):
        return Range(float("nan"), float("nan"), float("nan"))
    if is_fixed:
        units = values.mean(axis=2).ravel()
        found = mean_interval(units, np.arange(len(units)), LEVEL)
        return Range(found.mean, found.low, found.high)
    means = without_noise(values)
    low, high = np.quantile(means, NINE_IN_TEN)
    return Range(float(means.mean()), float(low), float(high))


def _single_runs(parts: Sequence[Condition], told: Evidence, denied: bool) -> tuple[float, float]:
    """Return in what share of single runs a statement is the case, and where luck turns it.

    denied  what is stated is that the claim is not the case

    Returns
    -------
    The share of all runs, and of those of the sets that tell, the share that say the opposite.
    """
    is_met = np.all(
        [each.excess > EXACT if each.strict else each.excess >= -EXACT for each in parts], axis=0
    )
    known, clear = np.isfinite(parts[0].excess), told.holds | told.fails
    met = float((is_met[known] != denied).mean()) if known.any() else float("nan")
    if not clear.any():
        return met, float("nan")
    return met, float((is_met[clear] != told.holds[clear][:, None, None]).mean())
