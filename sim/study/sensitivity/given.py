"""What a given sample tells: PAWN, rank correlations, and the outcome at both ends of each input.

Any sample will do whose inputs vary independently, so also the store of a sweep.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes.intervals import Floats
from sim.study.sensitivity.bars import Bar

SLICES, RESAMPLES = 10, 50
DUMMIES, FEWEST = 20, 200  # made-up columns for each input; at least
FIFTH, FEW = 5, 5  # the ends are fifths; of so few different values each is an end of its own
ENDS = (0.025, 0.975)


@dataclass(frozen=True)
class Given:
    """What a sample tells of each input; float64[inputs] each.

    pawn        PAWN index: how far the distribution of the outcome moves, from 0 to 1 (median)
    pawn_ends   float64[2, inputs]  95 % interval, by bootstrap; not a number where none was asked
    floor       the most that any made-up column has, which does nothing: of all inputs that do
                nothing, one is above it in 1 sample of 20
    rank, rank_ends  rank correlation (Spearman), and float64[2, inputs] its 95 % interval
    told        bool[inputs]  whether it does something: beyond all made-up columns, or with a rank
                correlation that 1 sample in 20 would have by chance, over all inputs
    """

    names: tuple[str, ...]
    pawn: Floats
    pawn_ends: Floats
    floor: float
    rank: Floats
    rank_ends: Floats
    told: np.ndarray
    points: int

    def order(self) -> list[int]:
        """Put the inputs in order, those first that matter most."""
        return np.lexsort((-self.pawn, ~self.told)).tolist()


def given(
    names: Sequence[str], points: Floats, outcome: Floats, seed: int, detailed: int = 20
) -> Given:
    """Read a sample.

    points    float64[points, inputs]
    outcome   float64[points]
    detailed  inputs that get an interval of their index: those with the largest
    """
    rng = np.random.default_rng(seed)
    ranks = np.column_stack([_ranked(column, rng) for column in points.T])
    index = pawn(ranks, outcome)
    made_up = max(FEWEST, DUMMIES * len(names))
    floor = max(float(pawn(_shuffled(ranks, rng), outcome)[0]) for _ in range(made_up))
    ends = np.full((2, len(names)), np.nan)
    top = np.argsort(-index)[:detailed]
    rows = rng.integers(len(outcome), size=(RESAMPLES, len(outcome)))
    again = [
        pawn(np.column_stack([_ranked(c, rng) for c in ranks[each][:, top].T]), outcome[each])
        for each in rows
    ]
    ends[:, top] = np.quantile(again, ENDS, axis=0)
    rank, rank_ends, beyond = _correlated(points, outcome)
    return Given(
        tuple(names), index, ends, floor, rank, rank_ends, (index > floor) | beyond, len(outcome)
    )


def _shuffled(ranks: Floats, rng: np.random.Generator) -> Floats:
    """Make up a column that has nothing to do with the outcome."""
    return rng.permutation(ranks[:, :1])


def _ranked(column: Floats, rng: np.random.Generator) -> Floats:
    """Put a column in order; equal values in random order, so that each has slices of its own."""
    order = np.lexsort((rng.random(len(column)), column))
    ranks = np.empty(len(column))
    ranks[order] = np.arange(len(column))
    return ranks


def pawn(ranks: Floats, outcome: Floats) -> Floats:
    """Return the PAWN index of each input: the median over slices of Kolmogorov-Smirnov distances.

    The same as `SALib.analyze.pawn`, which also finds the chance of each distance and so takes a
    hundred times as long: made-up columns and resamples are thousands.

    Sources: Pianosi & Wagener (2015, 2018).
    """
    order = np.argsort(outcome, kind="stable")
    rises = np.append(np.diff(outcome[order]) > 0, True)
    every = (np.arange(len(outcome)) + 1) / len(outcome)
    found = np.empty(ranks.shape[1])
    for k, column in enumerate(ranks.T):
        edges = np.quantile(column, np.arange(1, SLICES + 1) / SLICES)
        slices = np.searchsorted(edges, column[order], side="right")
        inside = slices[:, None] == np.arange(SLICES)
        counts = inside.sum(axis=0)
        shares = np.cumsum(inside, axis=0)[:, counts > 0] / counts[counts > 0]
        found[k] = np.median(np.abs(shares - every[:, None])[rises].max(axis=0))
    return found


def _correlated(points: Floats, outcome: Floats) -> tuple[Floats, Floats, np.ndarray]:
    """Return rank correlations, their 95 % intervals, and which of them are clear.

    Source: Bonett & Wright (2000).
    """
    from scipy.special import ndtri
    from scipy.stats import rankdata

    x, y = rankdata(points, axis=0), rankdata(outcome)
    x, y = x - x.mean(axis=0), y - y.mean()
    size = np.sqrt((x**2).sum(axis=0) * (y**2).sum())
    rank = np.divide(x.T @ y, size, out=np.zeros(len(size)), where=size > 0)
    steps = np.arctanh(np.clip(rank, -0.9999, 0.9999))
    error = np.sqrt((1 + rank**2 / 2) / (len(outcome) - 3))
    ends = np.tanh(np.stack([steps - 1.96 * error, steps + 1.96 * error]))
    limit = -ndtri(0.025 / len(rank))
    return rank, ends, np.abs(steps) * np.sqrt(len(outcome) - 3) > limit


def ends_of(
    given: Given, points: Floats, outcome: Floats, usual: Mapping[str, float] | None = None
) -> tuple[Bar, ...]:
    """Return the mean outcome in the lowest and in the highest fifth of each input, in order."""
    return tuple(_fifths(given.names[k], points[:, k], outcome) for k in given.order())


def _fifths(name: str, column: Floats, outcome: Floats) -> Bar:
    values = np.unique(column)
    if len(values) <= FEW:
        parts = [column == each for each in values]
        means = [outcome[each].mean() for each in parts]
        low, high = parts[int(np.argmin(means))], parts[int(np.argmax(means))]
    else:
        edges = np.quantile(column, (1 / FIFTH, 1 - 1 / FIFTH))
        low, high = column <= edges[0], column >= edges[1]
    half = 1.96 * float(
        np.sqrt(sum(outcome[each].var(ddof=1) / each.sum() for each in (low, high)))
    )
    at = float(np.median(column[low])), float(np.median(column[high]))
    return Bar(name, at, float(outcome[low].mean()), float(outcome[high].mean()), half)
