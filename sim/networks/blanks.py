"""Draws what is not known of a system's organisations: one whole system for each draw.

The traits of an organisation hang together as in a made-up one (`sim.networks.traits`): each has a
normal score, and all scores of an organisation have the same correlation.  Those that are known
have their scores; the others are drawn from the normal distribution given these.

Every organisation has a score of its own for every column, drawn whether it is needed or not, so
that a cell that is filled in leaves the scores of the others as they are.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.special import betainc, ndtri

from sim.networks.likes import Likes, likes_of
from sim.networks.system import Arrays, Flags, Floats, System
from sim.networks.traits import HIGHEST, LOWEST, exact_quantiles, quantiles
from sim.networks.unknown import (
    CORRELATED,
    DEPRIVED,
    SCORED,
    SIZE,
    Unknown,
)
from sim.params.system import ALIKE

SURELY = 1e-4  # a known value is no rarer than this among its like
WIDEST = 0.9  # of the largest spread that a variable between 0 and 1 can have
PARTS = 9  # independent streams of chance of one system; the first four are those of made-up ones

Values = dict[str, Floats]
Quantiles = Callable[[Floats, Floats, Floats], Floats]


def drawn_anew(system: System, seed: int, draw: int) -> System:
    """Draw all that is not known of a system; one of which all is known is returned as it is.

    Parameters
    ----------
    system : sim.networks.system.System
        As it was read; stays as it is.
    seed, draw : int
        Which system: the same numbers give the same one.

    Returns
    -------
    sim.networks.system.System
        The same organisations and ties, with nothing unknown.
    """
    unknown = system.unknown
    if unknown is None:
        return system
    keys = np.random.SeedSequence([seed, draw]).spawn(PARTS)[-5:]
    of_deprived, of_traits, of_levels, of_sizes, of_doubts = map(np.random.default_rng, keys)
    deprived = _deprived(system, unknown, of_deprived)
    values = _scored(system, unknown, of_doubts)
    values |= _traits(system, unknown, values, deprived, of_traits, of_levels)
    size = _sizes(system, unknown, of_sizes)
    return replace(_with(system, {**values, DEPRIVED: deprived, SIZE: size}), unknown=None)


def with_known(system: System, columns: Collection[str], told: System) -> System:
    """Fill the blanks of some columns with the values of a system that was drawn.

    The rest stays unknown, and what was filled in now counts as known: also for its like.
    """
    assert system.unknown is not None
    blank = {
        name: np.zeros_like(each) if name in columns else each
        for name, each in system.unknown.blank.items()
    }
    filled = {name: getattr(told.arrays, name) for name in columns}
    unknown = replace(system.unknown, blank=blank)
    return replace(_with(system, filled), unknown=None if unknown.is_nothing else unknown)


def with_agreed(system: System, told: System) -> System:
    """Let people agree on the values of a system that was drawn; blanks stay unknown."""
    assert system.unknown is not None
    filled = {
        name: np.where(sd > 0, getattr(told.arrays, name), getattr(system.arrays, name))
        for name, sd in system.unknown.doubt.items()
    }
    unknown = replace(system.unknown, doubt={})
    return replace(_with(system, filled), unknown=None if unknown.is_nothing else unknown)


def best_guess(system: System) -> System:
    """Put the mean of its like where nothing is known; the values stay unknown all the same."""
    unknown = system.unknown
    assert unknown is not None
    arrays, values = system.arrays, dict[str, np.ndarray]()
    share = _expected_deprived(system, unknown)
    for name in unknown.blanks:
        if name == DEPRIVED:
            values[name] = np.where(unknown.blank[name], share >= 0.5, arrays.deprived)
        elif name == SIZE:
            logs = np.exp(_log_likes(system, unknown).shifts[arrays.type]) * unknown.usual[SIZE]
            size = np.where(unknown.blank[SIZE], logs, arrays.size)
            values[name] = size / size.mean()
        else:
            likes = _likes(system, unknown, name)
            mean = _within(unknown.usual[name] + likes.shifts[arrays.type])
            guess = _within(mean - unknown.penalty(name) * share)
            values[name] = np.where(unknown.blank[name], guess, getattr(arrays, name))
    return _with(system, values)


def _with(system: System, values: Mapping[str, np.ndarray]) -> System:
    """Put columns in place of those of a system."""
    changed: Any = system.arrays._asdict() | dict(values)
    changed["by_maturity"] = np.argsort(changed["maturity"], kind="stable")
    return replace(system, arrays=Arrays(**changed))


def _deprived(system: System, unknown: Unknown, chance: np.random.Generator) -> Flags:
    """Draw who serves a deprived area, by the share among those known; bool[N]."""
    drawn = chance.random(system.organisations)
    if DEPRIVED not in unknown.blanks:
        return system.arrays.deprived
    chosen: Flags = drawn < _expected_deprived(system, unknown)
    return chosen


def _expected_deprived(system: System, unknown: Unknown) -> Floats:
    """Return the chance that each serves a deprived area, 0 or 1 where it is known; float64[N]."""
    known = system.arrays.deprived.astype(np.float64)
    blank = unknown.blank.get(DEPRIVED)
    if blank is None:
        return known
    told = known[~blank]
    share = (ALIKE * unknown.beliefs.deprived_share + told.sum()) / (ALIKE + len(told))
    return np.where(blank, share, known)


def _scored(system: System, unknown: Unknown, chance: np.random.Generator) -> Values:
    """Draw the values on which people disagree, each by itself around the mean of their scores."""
    scores = chance.standard_normal((len(SCORED), system.organisations))
    values: Values = {}
    for score, name in zip(scores, SCORED, strict=True):
        value = getattr(system.arrays, name)
        sd = unknown.doubt.get(name, np.zeros(0))
        rows = np.flatnonzero(sd > 0)
        if len(rows):
            value = value.copy()
            value[rows] = _beta(score[rows], value[rows], sd[rows], exact_quantiles)
        values[name] = value
    return values


def _traits(
    system: System,
    unknown: Unknown,
    values: Mapping[str, Floats],
    deprived: Flags,
    chance: np.random.Generator,
    of_levels: np.random.Generator,
) -> Values:
    """Draw blank traits given those known of the organisation, and those known of its like."""
    n, kinds = system.organisations, len(system.types)
    common, own = chance.standard_normal(n), chance.standard_normal((len(CORRELATED), n))
    rho = unknown.beliefs.correlation
    # A column tells nothing of the mean of another, so these are independent
    levels = of_levels.standard_normal((len(CORRELATED), 1 + kinds))
    names = [name for name in CORRELATED if name in unknown.blank]
    is_blank = np.zeros(n, bool)
    for name in names:
        is_blank |= unknown.blank[name]
    rows = np.flatnonzero(is_blank)
    type, lost = system.arrays.type[rows], deprived[rows].astype(np.float64)
    mean: Values = {}
    spread: Values = {}
    known, count = np.zeros(len(rows)), np.zeros(len(rows))
    for name in names:
        likes = _likes(system, unknown, name)
        drawn = likes.drawn(levels[CORRELATED.index(name)])
        mean[name] = _within(unknown.usual[name][rows] + drawn[type])
        spread[name] = np.full(len(rows), likes.spread)
        told = ~unknown.blank[name][rows]
        before = values[name][rows] + unknown.penalty(name) * lost
        score = _score(before, mean[name], spread[name])
        known += np.where(told, score, 0.0)
        count += told
    factor = common_given(known, count, rho, common[rows])
    found: Values = {}
    for name in names:
        score = np.sqrt(rho) * factor + np.sqrt(1.0 - rho) * own[CORRELATED.index(name)][rows]
        drawn = _beta(score, mean[name], spread[name]) - unknown.penalty(name) * lost
        value = values[name].copy()
        value[rows] = np.where(unknown.blank[name][rows], _within(drawn), value[rows])
        found[name] = value
    return found


def common_given(known: Floats, count: Floats, rho: float, chance: Floats) -> Floats:
    """Draw the common factor of an organisation's scores, given those that are known.

    A score is sqrt(rho) times this factor, and sqrt(1 - rho) times a part of its own.

    known   float64[n]  sum of the known scores
    count   float64[n]  how many are known
    chance  float64[n]  standard normal
    """
    both = 1.0 - rho + count * rho
    factor: Floats = np.sqrt(rho) * known / both + np.sqrt((1.0 - rho) / both) * chance
    return factor


def _sizes(system: System, unknown: Unknown, chance: np.random.Generator) -> Floats:
    """Draw blank sizes, lognormal around those known of the type; mean of all 1, float64[N]."""
    n, kinds, arrays = system.organisations, len(system.types), system.arrays
    scores, levels = chance.standard_normal(n), chance.standard_normal(1 + kinds)
    if SIZE not in unknown.blanks:
        return arrays.size
    likes = _log_likes(system, unknown)
    logs = np.log(unknown.usual[SIZE]) + likes.drawn(levels)[arrays.type] + likes.spread * scores
    size = np.where(unknown.blank[SIZE], np.exp(logs), arrays.size)
    sized: Floats = size / size.mean()
    return sized


def _log_likes(system: System, unknown: Unknown) -> Likes:
    """Learn from the known sizes; their unit is the user's, so the scenario says no mean."""
    logs, usual = np.log(system.arrays.size), np.log(unknown.usual[SIZE])
    known, spread = ~unknown.blank[SIZE], unknown.spread(SIZE)
    return likes_of(logs, known, usual, system.arrays.type, spread, prior=0.0)


def _likes(system: System, unknown: Unknown, name: str) -> Likes:
    """Learn from the known values of a trait, as they would be without a deprived area."""
    share = _expected_deprived(system, unknown)
    before = getattr(system.arrays, name) + unknown.penalty(name) * share
    known, spread = ~unknown.blank[name], unknown.spread(name)
    return likes_of(before, known, unknown.usual[name], system.arrays.type, spread)


def _score(value: Floats, mean: Floats, sd: Floats) -> Floats:
    """Return the normal score of a value among its like; 0 where they do not differ."""
    parts = _parts(mean, sd)
    with np.errstate(invalid="ignore"):
        rank = betainc(mean * parts, (1.0 - mean) * parts, np.clip(value, 0.0, 1.0))
    score: Floats = ndtri(np.clip(rank, SURELY, 1.0 - SURELY))
    return np.where(sd > 0, score, 0.0)


def _beta(score: Floats, mean: Floats, sd: Floats, give: Quantiles = quantiles) -> Floats:
    """Turn normal scores into Beta variables of this mean and standard deviation."""
    varies = (sd > 0) & (mean > 0.0) & (mean < 1.0)
    drawn = mean.copy()
    drawn[varies] = give(mean[varies], _parts(mean[varies], sd[varies]), score[varies])
    return drawn


def _parts(mean: Floats, sd: Floats) -> Floats:
    """Return the sum of the two parameters of a Beta; a spread too wide is cut to what can be."""
    room = mean * (1.0 - mean)
    with np.errstate(divide="ignore"):
        parts: Floats = room / np.minimum(sd * sd, WIDEST**2 * room) - 1.0
    return parts


def _within(share: Floats) -> Floats:
    """Keep shares where those of made-up organisations are."""
    kept: Floats = np.clip(share, LOWEST, HIGHEST)
    return kept
