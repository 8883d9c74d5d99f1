"""Ties of a made-up system, sampled block by block in time proportional to their number."""

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from sim.networks.system import Flags, Floats, Whole
from sim.params import System as SystemParameters

FEW = 1000  # numbers that Python's own dictionary goes through sooner than NumPy sorts them

Blocks = list[tuple[tuple[int, int], Whole]]  # (type, region) and its organisations


def ties_of(
    parameters: SystemParameters,
    type: Whole,
    outside: Sequence[float],
    region: Whole,
    chance: np.random.Generator,
) -> tuple[Whole, Whole, Floats]:
    """Draw undirected ties and their trust: two ends int64[ties] each, trust float64[ties].

    outside  for each type, the factor on the chance of a tie to another type

    The chance of a tie depends on the regions and types of the pair.  An organisation without a
    tie to an earlier one gets one, so that no organisation is cut off.
    """
    blocks = _blocks(type, region)
    thin = _thinning(parameters, outside, blocks)
    ends = [np.empty((2, 0), np.int64)]
    for (a, b), probability in _probabilities(parameters, outside, blocks):
        ends.append(_sample(blocks[a][1], blocks[b][1], a == b, probability * thin, chance))
    one, other = np.concatenate(ends, axis=1)
    one, other = np.minimum(one, other), np.maximum(one, other)
    same = type[one] == type[other]
    least, across = parameters.least_trust, parameters.trust_across_types
    trust = chance.uniform(least, 1.0, len(one)) * np.where(same, 1.0, across)
    return _reach_everybody(len(region), one, other, trust, least, chance)


def drawn_for(
    parameters: SystemParameters,
    type: Whole,
    types: Sequence[str],
    region: Whole,
    seed: int,
    draw: int,
) -> tuple[Whole, Whole, Floats]:
    """Draw ties for organisations of the user's own, as `ties_of` does for those made up.

    types  their names; one that is called as a type of the system's has that type's ties outside
    """
    known = {
        name.casefold(): each.outside_ties
        for key, each in parameters.types.items()
        for name in (key, each.title)
    }
    outside = [known.get(name.casefold(), 1.0) for name in types]
    return ties_of(parameters, type, outside, region, generators(seed, draw)[-1])


def generators(seed: int, draw: int) -> list[np.random.Generator]:
    """Return a generator each for deprivation, traits, sizes and ties of one system."""
    keys = np.random.SeedSequence([seed, draw]).spawn(4)
    return [np.random.default_rng(key) for key in keys]


def usual_trust(parameters: SystemParameters, same_type: Flags) -> Floats:
    """Mean trust of drawn ties within a type and across types; float64[ties]."""
    return (
        0.5
        * (parameters.least_trust + 1.0)
        * np.where(same_type, 1.0, parameters.trust_across_types)
    )


def _blocks(type: Whole, region: Whole) -> Blocks:
    """Group the organisations by (type, region)."""
    keys = type * (region.max() + 1) + region
    order = np.argsort(keys, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(keys[order])) + 1)
    return [((int(type[g[0]]), int(region[g[0]])), g) for g in groups]


def _probabilities(
    parameters: SystemParameters, outside: Sequence[float], blocks: Blocks
) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield every pair of blocks with the chance of a tie between their members."""
    for a, b in itertools.combinations_with_replacement(range(len(blocks)), 2):
        (type_a, region_a), (type_b, region_b) = blocks[a][0], blocks[b][0]
        same_region = region_a == region_b
        p = parameters.ties_same_region if same_region else parameters.ties_other_region
        if type_a == type_b:
            p += parameters.ties_same_type
        else:
            p *= min(outside[type_a], outside[type_b])
        yield (a, b), min(p, 1.0)


def _pairs(first: int, second: int, same: bool) -> int:
    return first * (first - 1) // 2 if same else first * second


def _thinning(parameters: SystemParameters, outside: Sequence[float], blocks: Blocks) -> float:
    """Factor on all chances that limits the expected number of ties to what people can keep up."""
    expected = sum(
        p * _pairs(len(blocks[a][1]), len(blocks[b][1]), a == b)
        for (a, b), p in _probabilities(parameters, outside, blocks)
    )
    mean = 2.0 * expected / sum(len(members) for _, members in blocks)
    return min(1.0, parameters.most_ties / mean) if mean > 0 else 1.0


def _sample(
    first: Whole, second: Whole, same: bool, probability: float, chance: np.random.Generator
) -> np.ndarray:
    """Draw the ties between two blocks: how many, then which; int64[2, ties]."""
    pairs = _pairs(len(first), len(second), same)
    count = chance.binomial(pairs, probability)
    if count == 0:
        return np.empty((2, 0), np.int64)
    picked = _distinct(count, pairs, chance)
    if not same:
        return np.stack([first[picked // len(second)], second[picked % len(second)]])
    later = ((1.0 + np.sqrt(1.0 + 8.0 * picked)) / 2.0).astype(np.int64)
    later -= later * (later - 1) // 2 > picked  # the square root may round up
    return np.stack([first[later], first[picked - later * (later - 1) // 2]])


def _distinct(count: int, below: int, chance: np.random.Generator) -> Whole:
    """Draw distinct whole numbers below a bound, in time proportional to their count."""
    if 2 * count > below:
        return np.sort(chance.permutation(below)[:count])
    found = np.empty(0, np.int64)
    while len(found) < count:
        more = chance.integers(0, below, count - len(found) + 8)
        found = _first_seen(np.concatenate([found, more]))[:count]
    return np.sort(found)


def _first_seen(numbers: Whole) -> Whole:
    """Keep the first of equal numbers; repeats are few, so that one sort finds those of many."""
    if len(numbers) < FEW:
        return np.array(list(dict.fromkeys(numbers.tolist())), np.int64)
    ordered = np.sort(numbers)
    twice = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    if len(twice) == 0:
        return numbers
    places = np.flatnonzero(np.isin(numbers, twice))
    _, first = np.unique(numbers[places], return_index=True)
    return np.delete(numbers, np.delete(places, first))


def _reach_everybody(
    organisations: int,
    one: Whole,
    other: Whole,
    trust: Floats,
    least: float,
    chance: np.random.Generator,
) -> tuple[Whole, Whole, Floats]:
    """Tie each organisation without an earlier neighbour to a random one, at the least trust."""
    tied = np.zeros(organisations, bool)
    tied[other] = True
    lonely = np.flatnonzero(~tied[1:]) + 1
    earlier = (chance.random(len(lonely)) * lonely).astype(np.int64)
    return (
        np.concatenate([one, earlier]),
        np.concatenate([other, lonely]),
        np.concatenate([trust, np.full(len(lonely), least)]),
    )
