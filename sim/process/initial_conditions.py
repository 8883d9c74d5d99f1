"""How each organisation starts a replicate: rank, champion, boards, pilots, queue.

Every array is [R, N]: R replicates on one system of N organisations.
"""

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from sim.networks.stands import UNSAID
from sim.networks.system import Flags, Floats, System, Whole
from sim.process.brought import BROUGHT
from sim.process.line_up import line_up
from sim.process.settings import Settings
from sim.process.standing import Stands, stands_of
from sim.rules import draws, moves


class InitialConditions(NamedTuple):
    """The start of R replicates.

    position   int64[R, N]  0 = readiest
    in_line    int64[R, N]  the organisations in order, readiest first
    champion   bool[R, N]
    phase      int64[R, N]  months by which its boards are shifted
    pilot      bool[R, N]   live at month 0
    counted    bool[R, N]   in scope of the ambition: outcomes are taken over these
    queue      int64[R, N]  the organisations in the order of one-to-one help
    stage, since, spell     as `sim.process.standing.Stands`; nothing if the system does not say,
                            but for the pilots that embedded before
    brought    structured[R, N]  as `sim.process.brought.Brought` once worked out; else nothing
    """

    position: Whole
    in_line: Whole
    champion: Flags
    phase: Whole
    pilot: Flags
    counted: Flags
    queue: Whole
    stage: Whole = np.empty((0, 0), np.int64)
    since: Whole = np.empty((0, 0), np.int64)
    spell: Floats = np.empty((0, 0))
    brought: np.ndarray = np.empty((0, 0), BROUGHT)


class StartSettings(NamedTuple):
    """The settings that the start of a run reads; runs that share them start alike."""

    rank_noise: float
    readiness_from_maturity: float
    readiness_from_capacity: float
    ambition: int
    ambition_review: int
    pilots: int
    mixed_pilots: int
    pilots_embedded: int
    start: int
    champion_base: float
    champion_by_culture: float
    target: int
    today: int
    unknown_stage_weight: float


class SharedSettings(NamedTuple):
    """Those of the settings that plans mostly share, whatever they do."""

    rank_noise: float
    readiness_from_maturity: float
    readiness_from_capacity: float
    today: int
    unknown_stage_weight: float


class SharedStart(NamedTuple):
    """What of the start of R replicates is the same under every strategy.

    position, in_line  as in `InitialConditions`
    stands             where organisations stand
    """

    position: Whole
    in_line: Whole
    stands: Stands


def initial_conditions_of(
    system: System, p: Settings | StartSettings, seed: int, replicates: Whole
) -> InitialConditions:
    """Draw the start of replicates; the same replicate starts the same under every strategy."""
    read = SharedSettings(*(getattr(p, name) for name in SharedSettings._fields))
    start = room_to_start(p, shared_start_of(system, read, seed, replicates))
    for r, replicate in enumerate(replicates.tolist()):
        line_up(p, system.arrays, draws.key(seed, replicate), r, start)
    return start


def room_to_start(p: Settings | StartSettings, shared: SharedStart) -> InitialConditions:
    """Lay out a start of which `line_up` fills what is not shared."""
    shape, stands = shared.position.shape, shared.stands
    if stands.stage.size == 0 and p.pilots_embedded > 0 and p.start == 0:
        unsaid = np.full(shape, UNSAID)
        stands = Stands(unsaid, unsaid.copy(), np.zeros(shape))
    return InitialConditions(
        position=shared.position,
        in_line=shared.in_line,
        champion=np.empty(shape, bool),
        phase=np.empty(shape, np.int64),
        pilot=np.empty(shape, bool),
        counted=np.empty(shape, bool),
        queue=np.empty(shape, np.int64),
        **stands._asdict(),
        brought=np.empty((shape[0], 0), BROUGHT),
    )


def shared_start_of(system: System, p: SharedSettings, seed: int, replicates: Whole) -> SharedStart:
    """Draw what of the start of replicates no strategy changes."""
    arrays = system.arrays
    chance = _initial_draws(seed, replicates, system.organisations)
    # A draw of exactly 0 has no normal quantile.
    noise = p.rank_noise * ndtri(np.maximum(chance(draws.RANK_NOISE), 2.0**-54))
    score = moves.readiness(
        *(arrays.maturity, arrays.capacity, arrays.culture, noise),
        *(p.readiness_from_maturity, p.readiness_from_capacity),
    )
    in_line = np.argsort(-score, axis=1, kind="stable")
    position = _inverse(in_line)
    unsaid = np.empty(position.shape)  # of most systems no stage is said, so that none is drawn
    drawn = (
        unsaid if system.standing is None else chance(purpose)
        for purpose in (draws.STAGE_TODAY, draws.SINCE)
    )  # fmt: skip
    stands = stands_of(system, p.today, p.unknown_stage_weight, categories(position), *drawn)
    return SharedStart(position, in_line, stands)


def _initial_draws(seed: int, replicates: Whole, organisations: int) -> Callable[[int], Floats]:
    """Return a function purpose -> uniform draws of month 0, float64[R, N]."""
    keys = draws.key(seed, replicates.astype(np.uint64))[:, None]
    numbers = np.arange(organisations, dtype=np.uint64)[None, :]
    return lambda purpose: draws.uniform(keys, numbers, 0, purpose)


def _inverse(order: Whole) -> Whole:
    """Turn 'who is k-th' into 'what is i's place'; [R, N]."""
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(order.shape[1])[None, :], axis=1)
    return places


def categories(position: Whole) -> Whole:
    """Rogers' category of every place in the order of readiness; int64 like position."""
    n = position.shape[-1]
    begins = [bisect_left(range(n), c, key=lambda k: moves.category(k, n)) for c in range(1, 5)]
    return np.searchsorted(begins, position, side="right")
