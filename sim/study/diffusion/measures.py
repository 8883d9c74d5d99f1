"""Exposure, hazard, thresholds, infectiousness and susceptibility, from ties and adoption times.

The definitions are those of netdiffuseR 1.25 (Valente, Vega Yon), and a test compares all numbers.
Ties are a square sparse matrix: [i, j] says that i names j, so that j may influence i.  Periods
are numbered 0 to T - 1 here, and -1 means that a node has not adopted by the last of them.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from sim.networks.system import Flags, Floats, Whole

Discount = Callable[[int], float]  # by how much what happened so many periods away is divided


def adopted_by(times: Whole, periods: int) -> Flags:
    """Tell who has adopted by each period; bool[N, T]."""
    return (times[:, None] >= 0) & (times[:, None] <= np.arange(periods))


def exposure(
    ties: Any,
    times: Whole,
    periods: int,
    *,
    normalized: bool = True,
    lag: int = 0,
    attribute: Floats | None = None,
) -> Floats:
    """Adopters among those whom a node names: their share, or (not normalized) their number.

    ties       sparse [N, N]: what a tie weighs; transposed for exposure to those who name a node
    lag        how many periods before; at -1 the period after
    attribute  float64[N]  how much each adopter counts, above all in a share

    Returns float64[N, T]; 0 for a node that names nobody, NaN where the lag leaves the periods.
    """
    counts = np.ones(ties.shape[0]) if attribute is None else attribute
    seen = ties @ (adopted_by(times, periods) * counts[:, None])
    if normalized:
        named = (ties @ counts)[:, None]
        seen = np.divide(seen, named, out=np.zeros_like(seen), where=named != 0)
    return lagged(seen, lag)


def lagged(values: Floats, lag: int) -> Floats:
    """Move columns to later periods; NaN where nothing is left."""
    moved = np.full_like(values, np.nan)
    periods = values.shape[1]
    if lag >= 0:
        moved[:, lag:] = values[:, : periods - lag]
    else:
        moved[:, :lag] = values[:, -lag:]
    return moved


def hazard(times: Whole, periods: int) -> Floats:
    """Share of those left that adopts in a period; float64[T]: first 0, NaN if none is left."""
    by_then = adopted_by(times, periods).sum(axis=0)
    left = len(times) - by_then[:-1]
    rates = np.full(periods - 1, np.nan)
    np.divide(np.diff(by_then), left, out=rates, where=left > 0)
    return np.concatenate([np.zeros(min(periods, 1)), rates])


def threshold(exposures: Floats, times: Whole) -> Floats:
    """Exposure of a node in the period in which it adopts; float64[N], NaN for those who do not."""
    adopters = np.flatnonzero(times >= 0)
    found = np.full(len(times), np.nan)
    found[adopters] = exposures[adopters, times[adopters]]
    return found


def infectiousness(
    ties: Any, times: Whole, periods: int, within: int, discount: Discount, normalized: bool
) -> Floats:
    """How far those who name a node adopt just after it.

    Of those who name it and adopt later, the share that does so within so many periods. Normalized,
    this is divided by all who adopt in these periods, whether they name it or not.

    ties    sparse [N, N], transposed for those whom it names
    within  how many periods after its own

    Returns float64[N]: 0 for who adopts in the last period, NaN for who never does.
    """
    return _beside(ties.T.tocsr(), times, within, discount, normalized, periods - 1, 1)


def susceptibility(
    ties: Any, times: Whole, within: int, discount: Discount, normalized: bool
) -> Floats:
    """How far a node adopts just after those whom it names.

    Of those whom it names and who adopted before, the share that did so within so many periods.
    Normalized, this is divided by all who adopted in these periods, named or not.

    Returns float64[N]: 0 for who adopts in the first period, NaN for who never does.
    """
    return _beside(ties.tocsr(), times, within, discount, normalized, 0, -1)


def _beside(
    rows: Any,
    times: Whole,
    within: int,
    discount: Discount,
    normalized: bool,
    edge: int,
    way: int,
) -> Floats:
    """Weigh the adopters of a row in the periods after (way 1) or before (-1) the node's own.

    edge  the period beyond which nothing is known
    """
    found = np.full(len(times), np.nan)
    in_period = np.bincount(times[times >= 0], minlength=1)
    for i in np.flatnonzero(times >= 0):
        others = times[rows.indices[rows.indptr[i] : rows.indptr[i + 1]]]
        others = others[others >= 0]
        just, ever, anybody = 0.0, 0.0, 0.0
        for k in range(1, within + 1):
            then = times[i] + way * k
            if way * then > way * edge:
                break
            just += np.count_nonzero(others == then) / discount(k)
            ever += np.count_nonzero(way * others >= way * then) / discount(k)
            anybody += (in_period[then] if then < len(in_period) else 0) / discount(k)
        share = just / ever if ever > 0 else 0.0
        found[i] = share / anybody if normalized and anybody > 0 else share
    return found
