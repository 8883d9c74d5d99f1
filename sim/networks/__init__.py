"""Systems made: drawn from a scenario, read from a networkx graph, a sparse matrix or files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np

from sim.networks.matrix import system_from_matrix
from sim.networks.readers import system_from_files, system_from_graph, to_graph
from sim.networks.system import Arrays, Floats, System, Whole, ties_as_rows
from sim.networks.telling import content_of
from sim.networks.ties import FOR_TIES, generators, ties_of
from sim.networks.traits import deprived_of, kinds_of, regions_of, sizes_of, traits_of
from sim.params import System as SystemParameters
from sim.params import given_in

KEPT_UP_TO = 10_000  # organisations; larger systems take more memory than time
MOST_KEPT = 64  # systems, and ties of systems
Rows = tuple[Whole, Whole, Floats]  # where each row of ties starts, the peers, and their trust
_READ: dict[tuple[str, int, int, bytes, bytes], System] = {}

__all__ = [
    "generate",
    "system_from_files",
    "system_from_graph",
    "system_from_matrix",
    "system_of",
    "to_graph",
]


def system_of(parameters: SystemParameters, seed: int, draw: int) -> System:
    """Give the system of one draw.

    The user's own organisations are the same in every draw, and so are their ties unless these are
    drawn.

    Parameters
    ----------
    parameters : sim.params.System
        The section `system` of a scenario.
    seed, draw : int
        Which system: the same numbers give the same one.

    Returns
    -------
    sim.networks.system.System
        Organisations and their ties.

    Raises
    ------
    UserError
        If a file of the user's own organisations or ties cannot be read, or holds what is not
        allowed.
    """
    given = given_in(parameters)
    if given is not None:
        return cast(System, given)
    if parameters.organisations_file is not None:
        return _own(parameters, seed, draw)
    if parameters.organisations > KEPT_UP_TO:
        return generate(parameters, seed, draw)
    return _kept(_Key(repr(parameters), parameters), seed, draw)


def _own(parameters: SystemParameters, seed: int, draw: int) -> System:
    """Read the user's own system, or give it again while its files are the same."""
    own = Path(str(parameters.organisations_file))
    if not parameters.has_drawn_ties:
        seed = draw = 0
    key = (repr(parameters), seed, draw, content_of(own), content_of(parameters.ties_file))
    if key not in _READ:
        system = system_from_files(own, parameters.ties_file, parameters, seed, draw)
        if system.organisations > KEPT_UP_TO:
            return system
        if len(_READ) >= MOST_KEPT:
            _READ.pop(next(iter(_READ)), None)  # the oldest
        _READ[key] = system
    return _READ[key]


@dataclass(frozen=True, slots=True)
class _Key:
    """Parameters of a system, compared by their text."""

    text: str
    parameters: SystemParameters = field(compare=False)


@lru_cache(maxsize=MOST_KEPT)
def _kept(key: _Key, seed: int, draw: int) -> System:
    """Keep generated systems, since plans that are compared use the same ones."""
    return generate(key.parameters, seed, draw)


@dataclass(frozen=True, slots=True)
class _Ties:
    """Ties to draw, compared by all that they depend on."""

    key: tuple[Any, ...]
    tied: Callable[[], Rows] = field(compare=False)


@lru_cache(maxsize=MOST_KEPT)
def _kept_ties(asked: _Ties) -> Rows:
    """Keep ties, which are the same in systems whose traits differ, and take most of the time."""
    return asked.tied()


def generate(parameters: SystemParameters, seed: int, draw: int) -> System:
    """Draw a system; the same parameters, seed and draw give the same one.

    Each part has a generator of its own, so that a changed share of deprived organisations, say,
    does not reshuffle the ties.

    Parameters
    ----------
    parameters : sim.params.System
        The section `system` of a scenario.
    seed, draw : int
        Which system.

    Returns
    -------
    sim.networks.system.System
        Organisations and their ties.
    """
    of_deprived, of_traits, of_sizes, of_ties = generators(seed, draw)
    kinds = kinds_of(parameters)
    region = regions_of(kinds, parameters.regions)
    deprived = deprived_of(kinds, parameters.deprived_share, of_deprived)
    traits = traits_of(parameters, kinds, region, deprived, of_traits)
    outside = [each.outside_ties for each in kinds.parameters]

    def tied() -> Rows:
        ties = ties_of(parameters, kinds.type, outside, region, of_ties)
        return ties_as_rows(len(region), *ties)

    about = (tuple(getattr(parameters, name) for name in FOR_TIES), tuple(outside))
    among = (kinds.type.tobytes(), region.tobytes())
    asked = _Ties((*about, *among, seed, draw), tied)
    starts, peers, trust = tied() if len(region) > KEPT_UP_TO else _kept_ties(asked)
    arrays = Arrays(
        type=kinds.type,
        region=region,
        deprived=deprived,
        **traits,
        legacy=kinds.by_type("legacy", parameters.legacy).astype(np.float64),
        size=sizes_of(kinds, parameters.size_spread, of_sizes),
        board_interval=kinds.by_type("board_interval", parameters.board_interval).astype(np.int64),
        approvals=kinds.by_type("approvals", parameters.approvals).astype(np.int64),
        starts=starts,
        peers=peers,
        trust=trust,
        by_maturity=np.argsort(traits["maturity"], kind="stable"),
    )
    titles = [each.title or name for name, each in zip(kinds.names, kinds.parameters, strict=True)]
    names = [f"{t} {k}" for t, c in zip(titles, kinds.counts, strict=True) for k in range(1, c + 1)]
    regions = tuple(f"Region {k + 1}" for k in range(parameters.regions))
    return System(arrays, tuple(names), tuple(titles), regions, drawn=True)
