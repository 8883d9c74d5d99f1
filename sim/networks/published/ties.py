"""Ties of public facts: shared catchment, distance, region, supplier.  How strong each is, assumed.

Trust is kept within what a made-up system has: from its least trust to 1 within a type, and less
across types.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.spatial import cKDTree

from sim.networks.system import Floats, Whole
from sim.params import System as SystemParameters
from sim.params.errors import UserError

AT_LEAST, NEAREST = 0.05, 5
HALVES_AT = 50.0  # km at which the trust of a tie by distance is half of that next door
LEAST = 0.05  # of a tie by distance
EARTH = 6371.0  # km
MOST = 200_000  # ties by region or supplier
USUAL = SystemParameters()
Ties = tuple[Whole, Whole, Floats]  # the two ends of each, one < other, and its trust or NaN


def overlaps(shares: Sequence[Mapping[str, float]]) -> Floats:
    """Shared catchment of each pair of organisations; float64[N, N], in [0, 1].

    The overlap of two is the sum, over areas, of the lesser of the shares of their patients who
    come from there. On the diagonal it is 0.

    shares  of each organisation: area -> share or number of its patients; empty if not known
    """
    areas = {area: k for k, area in enumerate(sorted({a for each in shares for a in each}))}
    table = np.zeros((len(shares), len(areas)))
    for i, each in enumerate(shares):
        for area, share in each.items():
            table[i, areas[area]] = share
    total = table.sum(1, keepdims=True)
    table = np.where(total > 1.001, table / np.maximum(total, 1.0), table)  # numbers, not shares
    found = np.zeros((len(shares), len(shares)))
    for k in np.flatnonzero(total[:, 0] > 0):
        found[k] = np.minimum(table[k], table).sum(1)
    np.fill_diagonal(found, 0.0)
    return found


def by_catchment(shares: Sequence[Mapping[str, float]], at_least: float) -> Ties:
    """Tie those whose catchments overlap by a share or more."""
    found = overlaps(shares)
    one, other = np.nonzero(np.triu(found >= at_least))
    keep = found[one, other] > 0
    one, other = one[keep], other[keep]
    return one, other, USUAL.least_trust + (1 - USUAL.least_trust) * found[one, other]


def by_distance(
    places: Floats, types: Sequence[str], nearest: int, among: Sequence[int] | None = None
) -> Ties:
    """Tie each to the organisations nearest to it.

    places   float64[N, 2], degrees of latitude and longitude; NaN where not known
    nearest  how many; a pair counts once
    among    those that get ties; all if None
    """
    known = np.flatnonzero(~np.isnan(places).any(1))
    wanted = known if among is None else np.intersect1d(known, np.asarray(among, np.int64))
    count = min(nearest, len(known) - 1)
    if count < 1 or not len(wanted):
        return _none()
    latitude, longitude = np.radians(places[known]).T
    points = np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude),
         np.sin(latitude)], 1,
    )  # fmt: skip
    asked = np.searchsorted(known, wanted)
    # One more than asked, since the nearest to a place is itself, or another at the same place
    _, found = cKDTree(points).query(points[asked], k=count + 1)
    pairs = {}
    for i, row in zip(asked, np.atleast_2d(found), strict=True):
        for j in [each for each in row if each != i][:count]:
            chord = float(np.linalg.norm(points[i] - points[j]))
            pairs[min(i, j), max(i, j)] = 2 * EARTH * float(np.arcsin(min(1.0, chord / 2)))
    ends = known[np.array(list(pairs), np.int64).reshape(-1, 2)]
    distance = np.array(list(pairs.values()))
    same = np.array([types[i] == types[j] for i, j in ends], bool)
    return ends[:, 0], ends[:, 1], _trust_at(distance, same)


def _trust_at(distance: Floats, same: np.ndarray) -> Floats:
    """Trust of ties by distance (km), which halves every so far."""
    mean = (USUAL.least_trust + 1) / 2
    near = mean * np.where(same, 1.0, USUAL.trust_across_types)
    trust: Floats = np.maximum(LEAST, near * 0.5 ** (distance / HALVES_AT))
    return trust


def by_group(groups: Sequence[str | None], what: str) -> Ties:
    """Tie all that are in one group, such as a region, with the usual trust (NaN).

    Raises
    ------
    UserError
        If that makes very many ties.
    """
    members: dict[str, list[int]] = {}
    for i, group in enumerate(groups):
        if group:
            members.setdefault(group, []).append(i)
    count = sum(len(each) * (len(each) - 1) // 2 for each in members.values())
    if count > MOST:
        raise UserError(
            f"--ties {what} makes {count:,} ties, at most {MOST:,}; take fewer organisations "
            '(--only "region=London", --roll-up pcn), or --ties distance.'
        )
    pairs = [(i, j) for each in members.values() for k, i in enumerate(each) for j in each[k + 1 :]]
    ends = np.array(pairs, np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1], np.full(len(ends), np.nan)


def joined(ties: Sequence[Ties]) -> Ties:
    """Put ties together; a pair that is there twice has the greater trust."""
    known: dict[tuple[int, int], float] = {}
    for one, other, trust in ties:
        for i, j, value in zip(one.tolist(), other.tolist(), trust.tolist(), strict=True):
            pair = (min(i, j), max(i, j))
            known[pair] = float(np.fmax(known.get(pair, np.nan), value))
    if not known:
        return _none()
    ends = np.array(sorted(known), np.int64)
    return ends[:, 0], ends[:, 1], np.array([known[i, j] for i, j in ends.tolist()])


def without(organisations: int, ties: Ties) -> list[int]:
    """Return the organisations that no tie reaches."""
    reached = {*ties[0].tolist(), *ties[1].tolist()}
    return [i for i in range(organisations) if i not in reached]


def _none() -> Ties:
    return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
