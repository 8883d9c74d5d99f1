"""How each organisation starts a replicate: rank, champion, boards, pilots, queue.

Every array is [R, N]: R replicates on one system of N organisations.
"""

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from sim.networks.system import Flags, Floats, System, Whole
from sim.params.names import TARGETS
from sim.process.brought import BROUGHT
from sim.process.partner import NATIONAL, SYSTEM, in_scope
from sim.process.settings import Settings
from sim.process.standing import Stands, embedded_before, is_live, stands_of
from sim.rules import draws, moves

Chance = Callable[[int], Floats]  # purpose -> uniform draws of month 0, float64[R, N]


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
    champion_base: float
    champion_by_culture: float
    today: int
    unknown_stage_weight: float


class SharedStart(NamedTuple):
    """What of the start of R replicates is the same under every strategy.

    position, in_line, champion, phase  as in `InitialConditions`
    stands                              where organisations stand
    """

    position: Whole
    in_line: Whole
    champion: Flags
    phase: Whole
    stands: Stands


def initial_conditions_of(
    system: System,
    p: Settings | StartSettings,
    seed: int,
    replicates: Whole,
    shared: SharedStart | None = None,
) -> InitialConditions:
    """Draw the start of replicates; the same replicate starts the same under every strategy.

    shared  what `shared_start_of` gives for these settings, if it is known
    """
    if shared is None:
        read = SharedSettings(*(getattr(p, name) for name in SharedSettings._fields))
        shared = shared_start_of(system, read, seed, replicates)
    in_line, stands = shared.in_line, shared.stands
    pilot = is_live(stands.stage) if stands.stage.size else _chosen(system, in_line, p)
    widest = NATIONAL if p.ambition_review >= 0 else p.ambition
    chance = _initial_draws(seed, replicates, system.organisations)
    if not stands.stage.size and p.pilots_embedded > 0 and p.start == 0:
        stands = embedded_before(pilot, shared.position, p.pilots_embedded, chance(draws.SINCE))
    return InitialConditions(
        position=shared.position,
        in_line=in_line,
        champion=shared.champion,
        phase=shared.phase,
        pilot=pilot,
        counted=in_scope(widest, system.arrays.region, pilot),
        queue=_queue(system, TARGETS[p.target], in_line, chance),
        **stands._asdict(),
        brought=np.empty((len(replicates), 0), BROUGHT),
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
    chances = moves.starts_with_champion(p.champion_base, p.champion_by_culture * arrays.culture)
    return SharedStart(
        position=position,
        in_line=in_line,
        champion=chance(draws.CHAMPION) < chances,
        phase=(arrays.board_interval * chance(draws.PHASE)).astype(np.int64),
        stands=stands,
    )


def _initial_draws(seed: int, replicates: Whole, organisations: int) -> Chance:
    """Return a function purpose -> uniform draws of month 0, float64[R, N]."""
    keys = draws.key(seed, replicates.astype(np.uint64))[:, None]
    numbers = np.arange(organisations, dtype=np.uint64)[None, :]
    return lambda purpose: draws.uniform(keys, numbers, 0, purpose)


def _inverse(order: Whole) -> Whole:
    """Turn 'who is k-th' into 'what is i's place'; [R, N]."""
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(order.shape[1])[None, :], axis=1)
    return places


def _chosen(system: System, in_line: Whole, p: Settings | StartSettings) -> Flags:
    """Choose the pilots of a plan, in the first region if it means that alone; bool[R, N]."""
    arrays = system.arrays
    order = _put_first(arrays.region == 0, in_line) if p.ambition == SYSTEM else in_line
    return _pilots(arrays.type, order, p.pilots, bool(p.mixed_pilots))


def _pilots(type: Whole, in_line: Whole, pilots: int, mixed: bool) -> Flags:
    """Choose the pilots: the readiest, or the readiest of each type in turn; bool[R, N]."""
    order = _turns(type, in_line) if mixed else in_line
    chosen = np.zeros(in_line.shape, bool)
    np.put_along_axis(chosen, order[:, :pilots], True, axis=1)
    return chosen


def _put_first(these: Flags, in_line: Whole) -> Whole:
    """Put some organisations before the others, each in order of readiness; int64[R, N]."""
    return np.take_along_axis(in_line, np.argsort(~these[in_line], axis=1, kind="stable"), 1)


def _turns(type: Whole, in_line: Whole) -> Whole:
    """Deal the organisations out type by type, the most frequent type first; int64[R, N]."""
    counts = np.bincount(type)
    of_type = type[in_line]
    turn = np.zeros(in_line.shape, np.int64)
    for each in range(len(counts)):
        members = of_type == each
        turn[members] = (np.cumsum(members, axis=1) - 1)[members]
    first_of_turn = np.lexsort((np.arange(len(counts)), -counts)).argsort()
    order = np.argsort(turn * len(counts) + first_of_turn[of_type], axis=1)
    return np.take_along_axis(in_line, order, axis=1)


def _queue(system: System, target: str, in_line: Whole, chance: Chance) -> Whole:
    """Order the organisations for one-to-one help; a fixed order for the whole run."""
    if target == "laggards":
        return in_line[:, ::-1].copy()
    if target == "equity":
        return _put_first(system.arrays.deprived, in_line)
    if target == "hubs":
        most_trusted = -total_trust(system)[in_line]
        return np.take_along_axis(in_line, np.argsort(most_trusted, axis=1, kind="stable"), 1)
    if target == "random":
        return np.argsort(chance(draws.TARGET), axis=1, kind="stable")
    return in_line


def total_trust(system: System) -> Floats:
    """Sum of the trust of an organisation's ties; float64[N]."""
    arrays = system.arrays
    here = np.repeat(np.arange(system.organisations), np.diff(arrays.starts))
    return np.bincount(here, arrays.trust, system.organisations).astype(np.float64)


def categories(position: Whole) -> Whole:
    """Rogers' category of every place in the order of readiness; int64 like position."""
    n = position.shape[-1]
    begins = [bisect_left(range(n), c, key=lambda k: moves.category(k, n)) for c in range(1, 5)]
    return np.searchsorted(begins, position, side="right")
