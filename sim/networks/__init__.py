"""Systems made: drawn from a scenario, read from a networkx graph, a sparse matrix or files."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import numpy as np

from sim.networks.blanks import drawn_anew
from sim.networks.matrix import system_from_matrix
from sim.networks.readers import system_from_files, system_from_graph, to_graph
from sim.networks.system import Arrays, Floats, System, Whole, ties_as_rows
from sim.networks.telling import content_of
from sim.networks.ties import FOR_TIES, drawn_for, generators, ties_of
from sim.networks.traits import deprived_of, kinds_of, regions_of, sizes_of, traits_of
from sim.params import System as SystemParameters
from sim.params import given_in

KEPT_UP_TO = 10_000  # organisations; larger systems take more memory than time
MOST_KEPT = 64  # systems, and ties of systems
SMALL, MANY_KEPT = 250, 1000  # organisations of a small system, and of how many it is one: 100 MB
Rows = tuple[Whole, Whole, Floats]  # where each row of ties starts, the peers, and their trust
MOST_READ = 4  # systems as the user gave them, which may be large
_READ: dict[tuple[Any, ...], System] = {}
_DRAWN: dict[tuple[Any, ...], System] = {}

__all__ = [
    "again",
    "as_given",
    "drawn_anew",
    "generate",
    "is_fixed",
    "system_from_files",
    "system_from_graph",
    "system_from_matrix",
    "system_of",
    "to_graph",
]


def system_of(parameters: SystemParameters, seed: int, draw: int) -> System:
    """Give the system of one draw.

    The user's own organisations are the same in every draw, but what nobody knows of them is drawn,
    and so are their ties if they gave none.

    Parameters
    ----------
    parameters : sim.params.System
        The section `system` of a scenario.
    seed, draw : int
        Which system: the same numbers give the same one.

    Returns
    -------
    sim.networks.system.System
        Organisations and their ties, of which nothing is unknown.

    Raises
    ------
    UserError
        If a file of the user's own organisations or ties cannot be read, or holds what is not
        allowed.
    """
    given = given_in(parameters)
    if given is not None:
        return _drawn_of(cast(System, given), seed, draw)
    if parameters.organisations_file is not None:
        return _own(parameters, seed, draw)
    if parameters.organisations > KEPT_UP_TO:
        return generate(parameters, seed, draw)
    kept = _small_kept if parameters.organisations <= SMALL else _kept
    return kept(_Key(repr(parameters), parameters), seed, draw)


def as_given(parameters: SystemParameters) -> System | None:
    """Give the user's own system as they gave it, with what is unknown; None if it is made up.

    Raises
    ------
    UserError
        As `system_of`.
    """
    given = given_in(parameters)
    if given is not None:
        return cast(System, given)
    return _read(parameters)[1] if parameters.organisations_file is not None else None


def is_fixed(parameters: SystemParameters) -> bool:
    """Whether every run meets the same organisations and ties: all is given, and all is known.

    Raises
    ------
    UserError
        As `system_of`.
    """
    given = as_given(parameters) if parameters.has_own_ties else None
    return given is not None and given.unknown is None


def again(parameters: SystemParameters, template: System, seed: int, draw: int) -> System:
    """Draw what is unknown of a system, and its ties if the user gave none.

    template  the user's own system, perhaps with some of it filled in
    """
    if parameters.has_drawn_ties:
        a = template.arrays
        ties = drawn_for(parameters, a.type, template.types, a.region, seed, draw)
        starts, peers, trust = ties_as_rows(template.organisations, *ties)
        tied = a._replace(starts=starts, peers=peers, trust=trust)
        template = replace(template, arrays=tied)
    return drawn_anew(template, seed, draw)


def _drawn_of(given: System, seed: int, draw: int) -> System:
    """Draw what is unknown of a system that a program brought."""
    if given.unknown is None or given.organisations > KEPT_UP_TO:
        return drawn_anew(given, seed, draw)
    return _kept_of((given.digest, seed, draw), lambda: drawn_anew(given, seed, draw))


def _own(parameters: SystemParameters, seed: int, draw: int) -> System:
    """Read the user's own system, or give it again while its files are the same."""
    key, template = _read(parameters)
    if template.unknown is None and not parameters.has_drawn_ties:
        return template
    if template.organisations > KEPT_UP_TO:
        return again(parameters, template, seed, draw)
    return _kept_of((*key, seed, draw), lambda: again(parameters, template, seed, draw))


def _read(parameters: SystemParameters) -> tuple[tuple[Any, ...], System]:
    """Read the user's files, with the ties of draw 0 if none are given; also what tells it apart.

    Files may change between two runs, so what is in them counts.
    """
    own = Path(str(parameters.organisations_file))
    key = (repr(parameters), content_of(own), content_of(parameters.ties_file))
    known = _READ.get(key)
    if known is not None:
        return key, known
    system = system_from_files(own, parameters.ties_file, parameters)
    if system.organisations > KEPT_UP_TO:
        _READ.clear()
    while len(_READ) >= MOST_READ:
        _READ.pop(next(iter(_READ)), None)  # the oldest
    _READ[key] = system
    return key, system


def _kept_of(key: tuple[Any, ...], make: Callable[[], System]) -> System:
    """Keep the latest systems drawn, since plans that are compared use the same ones."""
    system = _DRAWN.get(key)
    if system is None:
        system = make()
        most = MANY_KEPT if system.organisations <= SMALL else MOST_KEPT
        while len(_DRAWN) >= most:
            _DRAWN.pop(next(iter(_DRAWN)), None)  # the oldest
        _DRAWN[key] = system
    return system


@dataclass(frozen=True, slots=True)
class _Key:
    """Parameters of a system, compared by their text."""

    text: str
    parameters: SystemParameters = field(compare=False)


@lru_cache(maxsize=MOST_KEPT)
def _kept(key: _Key, seed: int, draw: int) -> System:
    """Keep generated systems, since plans that are compared use the same ones."""
    return generate(key.parameters, seed, draw)


@lru_cache(maxsize=MANY_KEPT)
def _small_kept(key: _Key, seed: int, draw: int) -> System:
    """Keep more of them where they are small: questions come back to those of all their sets."""
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
