"""Ties of a made-up system, sampled block by block in time proportional to their number."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from sim.networks.system import Flags, Floats, Whole
from sim.params import System as SystemParameters

FEW = 1000  # numbers that Python's own dictionary goes through sooner than NumPy sorts them
FEW_PAIRS = 100  # pairs of blocks that are drawn one by one sooner than several at once

FOR_TIES = (  # fields of the parameters that `ties_of` reads
    "ties_same_region", "ties_other_region", "ties_same_type", "most_ties", "least_trust",
    "trust_across_types",
)  # fmt: skip

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
    few = len(blocks) < FEW_PAIRS  # then they are worked out once, since there is room for all
    known = [*_chances(parameters, outside, blocks)] if few else []
    thin = _thinning(parameters, known if few else _chances(parameters, outside, blocks), type)
    begins = np.cumsum([0, *(len(members) for _, members in blocks)]).tolist()
    where: list[tuple[int, int, int, int]] = []  # ties, and of both blocks where they begin
    picked: list[list[int] | Whole] = []
    for a, probability, pairs in known if few else _chances(parameters, outside, blocks):
        numbers = pairs.tolist() if len(pairs) < FEW_PAIRS else pairs
        for k, count in not_empty(pairs, probability * thin, chance):
            where.append((count, begins[a], begins[a + k], begins[a + k + 1] - begins[a + k]))
            picked.append(_distinct(count, int(numbers[k]), chance))
    one, other = _ends(blocks, where, picked)
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


def _chances(
    parameters: SystemParameters, outside: Sequence[float], blocks: Blocks
) -> Iterator[tuple[int, Floats, Whole]]:
    """Yield each block with the chance of a tie to itself and those after it, and the pairs there.

    A block at a time, since there may be millions of pairs of blocks; float64[B - a], int64[B - a].
    """
    types = np.array([type for (type, _), _ in blocks], np.int64)
    regions = np.array([region for (_, region), _ in blocks], np.int64)
    sizes = np.array([len(members) for _, members in blocks], np.int64)
    factor = np.array([outside[type] for type in types], np.float64)
    here, elsewhere = parameters.ties_same_region, parameters.ties_other_region
    for a in range(len(blocks)):
        p = np.where(regions[a:] == regions[a], here, elsewhere)
        within, across = p + parameters.ties_same_type, p * np.minimum(factor[a], factor[a:])
        pairs = sizes[a] * sizes[a:]
        pairs[0] = sizes[a] * (sizes[a] - 1) // 2
        yield a, np.minimum(np.where(types[a:] == types[a], within, across), 1.0), pairs


def _thinning(
    parameters: SystemParameters, chances: Iterable[tuple[int, Floats, Whole]], type: Whole
) -> float:
    """Factor on all chances that limits the expected number of ties to what people can keep up."""
    rows = ((p * pairs).tolist() for _, p, pairs in chances)
    expected = sum(itertools.chain.from_iterable(rows))
    mean = 2.0 * expected / len(type)
    return min(1.0, parameters.most_ties / mean) if mean > 0 else 1.0


def not_empty(
    pairs: Whole, probability: Floats, chance: np.random.Generator
) -> Iterator[tuple[int, int]]:
    """Draw how many ties each pair of blocks has; yields the place and number where there are any.

    Between blocks of few organisations most have none.  So many are drawn at once, and the
    generator goes back to the first that has some: whoever draws these finds it where it would be
    if each number had been drawn by itself.
    """
    if len(pairs) < FEW_PAIRS:
        drawing = zip(pairs.tolist(), probability.tolist(), strict=True)
        for k, (each, p) in enumerate(drawing):
            count = int(chance.binomial(each, p))
            if count:
                yield k, count
        return
    at, ahead = 0, 1
    while at < len(pairs):
        before = chance.bit_generator.state
        drawn = chance.binomial(pairs[at : at + ahead], probability[at : at + ahead])
        some = np.flatnonzero(drawn)
        if len(some) == 0:
            at, ahead = at + len(drawn), 2 * ahead
            continue
        k = int(some[0])
        if k + 1 < len(drawn):
            chance.bit_generator.state = before
            chance.binomial(pairs[at : at + k + 1], probability[at : at + k + 1])
        yield at + k, int(drawn[k])
        at, ahead = at + k + 1, max(1, ahead // 2)


def _ends(
    blocks: Blocks, where: Sequence[tuple[int, int, int, int]], picked: Sequence[list[int] | Whole]
) -> tuple[Whole, Whole]:
    """Turn the numbers of pairs of organisations into the two ends of ties; int64[ties] each.

    where   of each pair of blocks: its ties, where both begin, and the size of the second; a block
            with itself has each pair once
    picked  numbers of the pairs
    """
    if not where:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    members = np.concatenate([each for _, each in blocks])
    counts = [each[0] for each in where]
    numbers = _joined(picked)
    first, second, size = np.repeat(np.array(where, np.int64)[:, 1:], counts, axis=0).T
    row, column = np.divmod(numbers, size)
    same = first == second
    pair = numbers[same]
    later = ((1.0 + np.sqrt(1.0 + 8.0 * pair)) / 2.0).astype(np.int64)
    later -= later * (later - 1) // 2 > pair  # the square root may round up
    row[same], column[same] = later, pair - later * (later - 1) // 2
    return members[first + row], members[second + column]


def _joined(picked: Sequence[list[int] | Whole]) -> Whole:
    """Put numbers together; of small systems they are all in lists."""
    if all(type(each) is list for each in picked):
        return np.array([number for each in picked for number in each], np.int64)
    return np.concatenate([np.asarray(each, np.int64) for each in picked])


def _distinct(count: int, below: int, chance: np.random.Generator) -> list[int] | Whole:
    """Draw distinct whole numbers below a bound, in time proportional to their count; sorted."""
    if 2 * count > below:
        return sorted(chance.permutation(below)[:count].tolist())
    if count < FEW:
        seen: dict[int, None] = {}
        while len(seen) < count:
            seen |= dict.fromkeys(chance.integers(0, below, count - len(seen) + 8).tolist())
            seen = dict.fromkeys(list(seen)[:count])
        return sorted(seen)
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
