"""What values that nobody knows do to an answer: how far it moves, and which are worth knowing.

Runs on one system differ by luck, and the means of systems differ by luck and by what is not known,
which is drawn for each.  So a one-way analysis of variance with the systems as a random effect
tells the two apart.  Which column matters is told by regression: the mean of a system against the
mean of what was drawn for a column in it.  As columns of an organisation hang together, such a
regression also credits a column with what it tells of the others, as knowing it would.

Sources: Searle, Casella & McCulloch (1992), Variance Components, chapter 3, for the shares and
their intervals by F; Saltelli et al. (2008), Global Sensitivity Analysis, section 1.2, for the
variance that is left once one input is known.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import fdtrc, fdtri, stdtr

from sim.networks import as_given, system_of
from sim.networks.system import Flags, System
from sim.outcomes import Outcomes
from sim.outcomes.intervals import Floats, Whole
from sim.params import System as SystemParameters

FEWEST_SYSTEMS = 8
FEWEST_FOR_COLUMNS = 16  # with fewer, a column is told only if it seems to matter more than it does
CHANCE = 0.05  # of saying that something moves the answer which does not
SURE, WITHIN = 1.96, 1.6449  # standard deviations around a normal mean: hold 95 %, nine in ten
BLANK, DISAGREED = "blank", "disagreed"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of which some values are not known.

    kind   BLANK, or DISAGREED where several people's scores differ
    cells  of how many organisations
    left   at most so much would be left of the range between systems if they were known, 0 to 1;
           None if that cannot be told from luck.  At most, since only the mean of what was drawn
           is looked at: who has which value may matter too
    ends   of the 95 % interval of that; (0, 1) where it cannot be told
    """

    name: str
    kind: str
    cells: int
    left: float | None = None
    ends: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class BlankValues:
    """What is not known, and what it does to a quantity.

    systems    drawn, each with the same number of runs
    runs       in all
    mean       of the quantity
    spread     standard deviation of its expected value between systems; 0 if none is found
    most       what that standard deviation is below, with a chance of 95 %
    is_told    whether systems differ beyond luck
    share      of the variance of the mean over these runs that is due to the systems, with the ends
               of its 95 % interval; the rest is luck
    columns    of which some values are not known
    explained  share of the variance between systems that the columns' means explain together, 0 to
               1; the rest is who has which value, and ties if they are drawn
    has_drawn_ties  whether the systems differ in their ties too
    """

    systems: int
    runs: int
    mean: float
    spread: float
    most: float
    is_told: bool
    share: tuple[float, float, float]
    columns: tuple[Column, ...]
    explained: float
    has_drawn_ties: bool

    @property
    def ends(self) -> tuple[float, float]:
        """Where the expected value lies in nine systems of ten."""
        reach = WITHIN * self.spread
        return self.mean - reach, self.mean + reach

    @property
    def best(self) -> Column | None:
        """The column that is most worth knowing; None if that cannot be told."""
        told = [each for each in self.columns if each.left is not None]
        return min(told, key=lambda each: each.left or 0.0, default=None)


def blank_values(
    parameters: SystemParameters, seed: int, values: Floats, clusters: Whole
) -> BlankValues | None:
    """Tell what values that are not known do to a quantity.

    values    float64[R]  the quantity in each run, or a difference of two plans
    clusters  int64[R]  the draw of each run's system

    Returns None if all is known, or if there are too few systems to tell anything.
    """
    given = as_given(parameters)
    if given is None or given.unknown is None:
        return None
    draws, grid = whole_draws(values, clusters)
    if len(draws) < FEWEST_SYSTEMS or grid.shape[1] < 2:
        return None
    means = grid.mean(axis=1)
    between, luck = _squares(grid)
    n, each = grid.shape
    spread = max(0.0, between - luck) / each
    drawn = [system_of(parameters, seed, draw) for draw in draws.tolist()]
    features = {key: _means_of(where, key[0], drawn) for key, where in _where(given)}
    columns = [Column(*key, int(where.sum())) for key, where in _where(given)]
    is_told = bool(fdtrc(n - 1, n * (each - 1), _ratio(between, luck)) < CHANCE)
    return BlankValues(
        systems=n,
        runs=grid.size,
        mean=float(means.mean()),
        spread=math.sqrt(spread),
        most=_most(grid),
        is_told=is_told,
        share=_share(grid),
        columns=tuple(
            _told(
                each,
                means,
                features[each.name, each.kind],
                spread,
                len(columns),
                len(columns) == 1 and not parameters.has_drawn_ties,
            )
            for each in columns
        ),
        explained=_explained(means, np.array([*features.values()]), spread),
        has_drawn_ties=parameters.has_drawn_ties,
    )


def of_live(outcomes: Outcomes, month: int) -> BlankValues | None:
    """Tell what values that are not known do to the share live in a month."""
    live = outcomes.live[:, month]
    return blank_values(outcomes.scenario.system, outcomes.seed, live, outcomes.clusters)


def whole_draws(values: Floats, clusters: Whole) -> tuple[Whole, Floats]:
    """Arrange runs by system: int64[D] and float64[D, runs]; a system with fewer runs is left out.

    values, clusters  as in `blank_values`
    """
    draws, counts = np.unique(clusters, return_counts=True)
    full = draws[counts == counts.max()]
    kept = np.isin(clusters, full)
    order = np.argsort(clusters[kept], kind="stable")
    return full, values[kept][order].reshape(len(full), -1)


def _where(given: System) -> Iterator[tuple[tuple[str, str], Flags]]:
    """Give each column in part unknown, why, and for whom; bool[N]."""
    assert given.unknown is not None
    for name in given.unknown.blanks:
        yield (name, BLANK), given.unknown.blank[name]
    for name in given.unknown.doubts:
        yield (name, DISAGREED), given.unknown.doubt[name] > 0


def _means_of(where: Flags, name: str, drawn: list[System]) -> Floats:
    """Return the mean of what was drawn for a column in each system; float64[D]."""
    return np.array([float(getattr(each.arrays, name)[where].mean()) for each in drawn])


def _squares(grid: Floats) -> tuple[float, float]:
    """Return the mean squares between systems and within them."""
    each = grid.shape[1]
    return float(each * grid.mean(axis=1).var(ddof=1)), float(grid.var(axis=1, ddof=1).mean())


def _ratio(between: float, luck: float) -> float:
    """Return F; 1, as without any effect, where nothing varies."""
    if luck > 0:
        return between / luck
    return math.inf if between > 0 else 1.0


def _share(grid: Floats) -> tuple[float, float, float]:
    """Return the systems' share of the variance of the mean, and the ends of its interval."""
    n, each = grid.shape
    ratio, free = _ratio(*_squares(grid)), (n - 1, n * (each - 1))
    quantiles = (1.0, fdtri(*free, 0.975), fdtri(*free, 0.025))
    share, low, high = (min(1.0, max(0.0, 1.0 - float(q) / ratio)) for q in quantiles)
    return share, low, high


def _most(grid: Floats) -> float:
    """Return what the standard deviation between systems is below, with a chance of 95 %."""
    n, each = grid.shape
    between, luck = _squares(grid)
    highest = between / fdtri(n - 1, n * (each - 1), CHANCE)
    return math.sqrt(max(0.0, highest - luck) / each)


def _told(
    column: Column, means: Floats, feature: Floats, spread: float, of: int, alone: bool
) -> Column:
    """Tell what is left of the range once a column is known, if that can be told.

    spread  variance of the expected value between systems
    of      how many columns are looked at, so that none is named by chance
    alone   nothing else is drawn, so that nothing would be left
    """
    n = len(means)
    if alone and spread > 0:
        return replace(column, left=0.0, ends=(0.0, 0.0))
    if n < FEWEST_FOR_COLUMNS or spread == 0 or means.std() == 0 or feature.std() == 0:
        return column
    together = min(1 - 1e-9, abs(float(np.corrcoef(means, feature)[0, 1])))
    t = together * math.sqrt((n - 2) / (1.0 - together**2))
    if 2 * stdtr(n - 2, -t) > CHANCE / of:
        return column
    scale = float(means.var(ddof=1)) / spread

    def left(known: float) -> float:
        return math.sqrt(1.0 - min(1.0, known * scale))

    reach = SURE / math.sqrt(n - 3)  # of Fisher's z
    least, most = (math.tanh(math.atanh(together) + side) for side in (-reach, reach))
    ends = left(most**2), left(max(0.0, least) ** 2)
    return replace(column, left=left(_beyond_chance(together**2, n, 1)), ends=ends)


def _explained(means: Floats, features: Floats, spread: float) -> float:
    """Return the share of the variance between systems that the columns explain together."""
    n, count = len(means), len(features)
    if spread == 0 or n < count + 3:
        return 0.0
    rows = np.vstack([np.ones(n), features - features.mean(axis=1, keepdims=True)]).T
    fitted = rows @ np.linalg.lstsq(rows, means, rcond=None)[0]
    of_all = float(fitted.var() / means.var())
    return min(1.0, _beyond_chance(of_all, n, count) * float(means.var(ddof=1)) / spread)


def _beyond_chance(of_all: float, n: int, columns: int) -> float:
    """Return the share of variance explained less what as many random columns would explain."""
    return max(0.0, 1.0 - (1.0 - of_all) * (n - 1) / (n - 1 - columns))
