"""How far one input alone moves an outcome, from its low to its high end, with its noise."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import Floats
from sim.study.sensitivity.designs import ENDED, ENDS
from sim.study.sensitivity.runs import Plans, half_width
from sim.study.sensitivity.space import Space
from sim.study.trials.memory import Memory

RUNS = 32  # of each end: all ends meet the same luck, on the same systems


@dataclass(frozen=True)
class Bar:
    """An input at its ends; all others as they are in the plans, or over all that they may be.

    at       values at the low and the high end; of a choice, the words of least and most; none of
             a cause that numbers share
    low, high  the outcome there
    half     half of the 95 % interval of the difference
    months   share live in each month at both ends, float64[2, T + 1]; none if it was not counted
    """

    name: str
    at: tuple[float, float] | None
    low: float
    high: float
    half: float
    months: Floats | None = None

    @property
    def moves(self) -> float:
        """How far the outcome moves from the low end to the high end."""
        return self.high - self.low

    @property
    def is_told(self) -> bool:
        """Whether it moves beyond noise."""
        return abs(self.moves) > self.half


@dataclass(frozen=True)
class Usual:
    """The outcome with everything as it is in the plans, and half of its 95 % interval."""

    value: float
    half: float


def bars_of(
    plans: Plans, space: Space, names: Sequence[str], memory: Memory,
    on_trial: Callable[[], None] | None = None,
) -> tuple[tuple[Bar, ...], Usual]:  # fmt: skip
    """Run each input at its ends; those that are not possible are left out."""
    ends = {name: _ends(space, name) for name in names}
    shares = [(name, each) for name, some in ends.items() for each in some]
    points = np.full((1 + len(shares), len(space.names)), np.nan)
    for row, (name, each) in enumerate(shares, 1):
        points[row, space.names.index(name)] = each
    found = plans.measured(space, points, [ENDED] * len(points), RUNS, memory, on_trial)
    values = space.values(points)
    bars, row = [], 1
    for name, some in ends.items():
        rows = range(row, row + len(some))
        row += len(some)
        bar = _bar(space, name, values[rows], found[rows])
        bars += [] if bar is None else [bar]
    base = found[0, :, 0]
    return tuple(bars), Usual(float(np.nanmean(base)), half_width(base))


def trials_of(plans: Plans, space: Space, names: Sequence[str]) -> int:
    """Count the trials of the bars of some inputs."""
    points = 1 + sum(len(_ends(space, name)) for name in names)
    return plans.trials_of(points, RUNS)


def _ends(space: Space, name: str) -> tuple[float, ...]:
    """Give the shares at which an input is tried: of a choice, one in each word's part."""
    if space.is_cause(name) or not space.numbers[name].words:
        return ENDS
    return tuple(_middles(space.numbers[name].weights))


def _middles(weights: Sequence[float]) -> Iterator[float]:
    before = 0.0
    for weight in weights:
        if weight > 0:
            yield before + weight / 2
        before += weight


def _bar(space: Space, name: str, values: Floats, found: Floats) -> Bar | None:
    """Make a bar of the runs at the ends, float64[ends, runs, measures]."""
    possible = np.isfinite(found[..., 0]).any(axis=1)
    if not possible.all():
        return None
    means = np.nanmean(found[..., 0], axis=1)
    is_choice = not space.is_cause(name) and bool(space.numbers[name].words)
    low, high = (int(means.argmin()), int(means.argmax())) if is_choice else (0, 1)
    at = None
    if not space.is_cause(name):
        column = values[:, space.keys.index(name)]
        at = float(column[low]), float(column[high])
    apart = found[high, :, 0] - found[low, :, 0]
    apart = apart[np.isfinite(apart)]
    months = found[[low, high], :, 1:].mean(axis=1)
    return Bar(name, at, float(means[low]), float(means[high]), half_width(apart), months)
