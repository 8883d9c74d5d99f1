"""What matters, from the inputs to indices, bars and months: all that is run for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from sim.outcomes.intervals import Floats
from sim.params.errors import UserError
from sim.study.runs import Progress
from sim.study.sensitivity import bars, designs, variance
from sim.study.sensitivity.bars import Bar, Usual, bars_of
from sim.study.sensitivity.given import Given, ends_of, given
from sim.study.sensitivity.runs import Plans
from sim.study.sensitivity.screening import Screening, screened
from sim.study.sensitivity.space import Space
from sim.study.sensitivity.variance import Indices
from sim.study.trials.memory import Memory

SOBOL, MORRIS, PAWN = METHODS = ("sobol", "morris", "pawn")
PATHS = 8  # of the screening before Sobol' indices
MOST_LEFT_OUT = 0.1  # of the base points
EARLY = 12  # [month]
LEAST_SPREAD = 0.02  # standard deviation of the share live, from which a month has indices


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    top     inputs that Sobol' indices look at, those that move the outcome most in a screening
    points  base points, or paths; a power of two, but for paths
    """

    method: str
    top: int
    points: int


@dataclass(frozen=True)
class Matters:
    """What was found.

    space      all inputs that were tried
    names      of those looked at closely, the one that matters most first
    bars       of each of these, in that order
    usual      the outcome with everything as it is; none for a given sample
    screening, indices, given   what each method found, if it was used
    before     indices from the first half of the points
    by_month   total indices of the share live, float64[inputs, T + 1], inputs as `names`
    spread     standard deviation of the expected share live in each month, float64[T + 1]
    early, late  a month with its indices of the share live; none where hardly anything varies
    left_out   base points that are not possible
    luck       share of luck, with systems, in the variance of single runs; none if it is unknown
    """

    method: str
    space: Space
    names: tuple[str, ...]
    bars: tuple[Bar, ...]
    usual: Usual | None = None
    screening: Screening | None = None
    indices: Indices | None = None
    before: Indices | None = None
    given: Given | None = None
    by_month: Floats | None = None
    spread: Floats | None = None
    early: "InMonth | None" = None
    late: "InMonth | None" = None
    left_out: int = 0
    luck: float | None = None

    def bar(self, name: str) -> Bar | None:
        """Return the bar of an input, if its ends are possible."""
        return next((each for each in self.bars if each.name == name), None)


@dataclass(frozen=True)
class InMonth:
    """Indices of the share live in one month, inputs as `Matters.names`."""

    month: int
    indices: Indices


@dataclass
class _Counter:
    """Tells how many trials are done, of all that are planned."""

    planned: int
    progress: Progress | None
    done: int = field(default=0)

    def __call__(self) -> None:
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, max(self.done, self.planned))


def matters(
    plans: Plans, space: Space, wish: Wish, memory: Memory, progress: Progress | None = None
) -> Matters:
    """Find what matters.

    Raises
    ------
    UserError
        If the outcome never varies, or if many points are not possible.
    """
    return {SOBOL: _sobol, MORRIS: _morris, PAWN: _pawn}[wish.method](
        plans, space, wish, memory, progress
    )


def _sobol(
    plans: Plans, space: Space, wish: Wish, memory: Memory, progress: Progress | None
) -> Matters:
    top = min(wish.top, len(space.names))
    is_screened = top < len(space.names)
    paths = PATHS if is_screened else 0
    points = paths * (len(space.names) + 1) + wish.points * (top + 2)
    guessed = plans.trials_of(points, designs.RUNS)
    counter = _Counter(guessed + bars.trials_of(plans, space, space.names[:top]), progress)
    screening, near = None, space
    if is_screened:
        screening = _screened(plans, space, paths, memory, counter)
        chosen = [space.names[place] for place in screening.order()[:top]]
        near = space.only(chosen)
    design = designs.crossed(near.names, wish.points, plans.seed)
    found, kept = _run(plans, near, design, memory, counter)
    estimate = partial(variance.indices_of, seed=plans.seed)
    indices = estimate(found[..., 0])
    order = np.lexsort((-indices.first, -indices.total)).tolist()
    names = tuple(near.names[place] for place in order)
    drawn, usual = bars_of(plans, near, names, memory, counter)
    by_month, spread = variance.total_by_month(found[..., 1:])
    early, late = (
        InMonth(month, _ordered(estimate(found[..., 1 + month]), order))
        if spread[month] >= LEAST_SPREAD else None
        for month in (_early(spread), len(spread) - 1)
    )  # fmt: skip
    return Matters(
        SOBOL, space, names, drawn, usual, screening, _ordered(indices, order),
        _ordered(estimate(found[: len(found) // 2, ..., 0]), order), by_month=by_month[order],
        spread=spread, early=early, late=late, left_out=int((~kept).sum()), luck=indices.luck,
    )  # fmt: skip


def _early(spread: Floats) -> int:
    """Return a month early on: a year, or when the share live first varies clearly."""
    varies = np.flatnonzero(spread >= LEAST_SPREAD)
    first = int(varies[0]) if len(varies) else 0
    return min(max(EARLY, first), len(spread) - 1)


def _morris(
    plans: Plans, space: Space, wish: Wish, memory: Memory, progress: Progress | None
) -> Matters:
    top = min(wish.top, len(space.names))
    points = plans.trials_of(wish.points * (len(space.names) + 1), designs.RUNS)
    counter = _Counter(points + bars.trials_of(plans, space, space.names[:top]), progress)
    screening = _screened(plans, space, wish.points, memory, counter)
    names = tuple(space.names[place] for place in screening.order()[:top])
    drawn, usual = bars_of(plans, space.only(names), names, memory, counter)
    return Matters(MORRIS, space, names, drawn, usual, screening, left_out=screening.left_out)


def _pawn(
    plans: Plans, space: Space, wish: Wish, memory: Memory, progress: Progress | None
) -> Matters:
    counter = _Counter(plans.trials_of(wish.points, designs.RUNS), progress)
    design = designs.spread(space.names, wish.points, plans.seed)
    found, kept = _run(plans, space, design, memory, counter)
    runs = found[:, 0, :, 0]
    sample = _sampled(space, design.points[kept], runs.mean(axis=1), plans.seed, wish.top)
    apart, between = np.var(runs[:, 0] - runs[:, 1]) / 2, np.var(runs.mean(axis=1))
    single = between + apart / 2
    return Matters(
        PAWN, space, sample.names, sample.bars, given=sample.given, left_out=int((~kept).sum()),
        luck=float(apart / single) if single > 0 else None,
    )  # fmt: skip


def of_sample(
    space: Space, points: Floats, outcome: Floats, seed: int, top: int, luck: float | None
) -> Matters:
    """Find what matters in a sample that was run elsewhere; its points hold values."""
    found = _sampled(space, points, outcome, seed, top)
    return Matters(PAWN, space, found.names, found.bars, given=found.given, luck=luck)


@dataclass(frozen=True)
class _Sampled:
    given: Given
    names: tuple[str, ...]
    bars: tuple[Bar, ...]


def _sampled(space: Space, points: Floats, outcome: Floats, seed: int, top: int) -> _Sampled:
    _refuse_level(outcome)
    found = given(space.names, points, outcome, seed, top)
    names = tuple(space.names[place] for place in found.order()[:top])
    return _Sampled(found, names, ends_of(found, points, outcome)[:top])


def _screened(
    plans: Plans, space: Space, paths: int, memory: Memory, counter: Callable[[], None]
) -> Screening:
    design = designs.paths(space.names, paths, plans.seed)
    found, kept = _run(plans, space, design, memory, counter)
    return screened(space.names, design, found[..., 0], kept, plans.seed)


def _run(
    plans: Plans, space: Space, design: designs.Design, memory: Memory,
    counter: Callable[[], None],
) -> tuple[Floats, np.ndarray]:  # fmt: skip
    """Run a design; base points that are not possible are left out, if they are few."""
    measured = plans.measured(space, design.points, design.luck, designs.RUNS, memory, counter)
    found, kept = designs.whole_bases(measured, design.size)
    missing = len(kept) - len(found)
    if missing == len(kept) and not plans.refused:
        raise UserError(
            f"{plans.outcome} has no value at any of {missing} points, so that nothing can matter "
            "to it; choose another with --outcome"
        )
    if missing > MOST_LEFT_OUT * len(kept):
        why = plans.refused[0] if plans.refused else f"{plans.outcome} has no value there"
        raise UserError(
            f"{missing} of {len(kept)} points are not possible ({why}); hold some numbers by "
            "giving them a value, or look at some alone with --keys"
        )
    _refuse_level(found[..., 0])
    return found, kept


def _refuse_level(outcome: Floats) -> None:
    if np.ptp(outcome) == 0:
        raise UserError(
            f"the outcome never varies: it is {float(outcome.flat[0]):.3g} at all points, so that "
            "nothing matters to it; choose another with --outcome, or another month with --at"
        )


def _ordered(indices: Indices, order: Sequence[int]) -> Indices:
    return Indices(
        indices.first[order], indices.total[order], indices.first_ends[:, order],
        indices.total_ends[:, order], indices.floor[order], indices.luck, indices.spread,
        indices.resampled[:, order], indices.points,
    )  # fmt: skip
