"""The classic models as compiled loops over events: each tie is used once, when its source adopts.

The loops do not check every node at each step.  Instead, nodes that adopted in the step before
add to the influence on others.  Influence only grows, so a node that passes its threshold during a
step would also have passed it at the end of the step: the updates are synchronous.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from sim.networks.system import Floats, Whole
from sim.rules import draws, evidence, moves
from sim.rules.compiled import kernel, rule

State = TypeVar("State", bound=tuple[Any, ...])

STALE = -1.0  # a chance that must be computed again


@kernel
def loops_in(starts: Whole, peers: Whole) -> int:
    """Count the ties of nodes to themselves."""
    loops = 0
    for i in range(len(starts) - 1):
        for tie in range(starts[i], starts[i + 1]):
            loops += peers[tie] == i
    return loops


@kernel
def by_number(
    starts: Whole, peers: Whole, thresholds: Floats, count: bool, steps: int, adopted: Whole
) -> None:
    """Spread by thresholds where all ties have the same weight.

    starts, peers  as `sim.networks.classics.network.Network`
    thresholds     float64[N]  share of the nodes that influence a node, or (count) their number
    adopted        int64[N]    step of adoption: 0 for seeds, else -1; filled
    """
    n = len(adopted)
    lacking = np.zeros(n, np.int32)  # adopters that a node still needs to see
    for tie in range(len(peers)):
        lacking[peers[tie]] += 1
    queue = np.empty(n, np.int32)  # adopters in order of adoption
    last = _begin(thresholds, steps, adopted, queue)
    for i in range(n):
        lacking[i] = _needed(thresholds[i], lacking[i], count) if adopted[i] < 0 else 0
    _pass_on(starts, peers, steps, adopted, queue, last, _lacks_nobody, (lacking,))


@rule
def _lacks_nobody(state: Any, tie: int, j: int, adopted: Whole) -> bool:
    """Count one adopter more that node j sees; tell whether it lacks none now."""
    (lacking,) = state
    lacking[j] -= 1
    return lacking[j] == 0


@kernel
def by_weight(
    starts: Whole, peers: Whole, weights: Floats, thresholds: Floats, steps: int, adopted: Whole
) -> None:
    """Spread by thresholds on the weighted share of the nodes that influence a node.

    weights  float64[ties]  > 0; the others as in `by_number`
    """
    n = len(adopted)
    totals, seen = np.zeros(n), np.zeros(n)
    for tie in range(len(peers)):
        totals[peers[tie]] += weights[tie]
    queue = np.empty(n, np.int32)
    last = _begin(thresholds, steps, adopted, queue)
    state = (weights, totals, seen, thresholds)
    _pass_on(starts, peers, steps, adopted, queue, last, _is_convinced, state)


@rule
def _is_convinced(state: Any, tie: int, j: int, adopted: Whole) -> bool:
    """Add the weight of a tie to what node j sees; tell whether that makes it adopt."""
    weights, totals, seen, thresholds = state
    seen[j] += weights[tie]
    exposure = evidence.weighted_share(seen[j], totals[j])
    return adopted[j] < 0 and moves.reaches(exposure, thresholds[j])


@rule
def _pass_on(
    starts: Whole,
    peers: Whole,
    steps: int,
    adopted: Whole,
    queue: np.ndarray,
    last: int,
    adopts: Callable[[State, int, int, Whole], bool],
    state: State,
) -> None:
    """Let those who adopted in a step tell whom they influence, step by step.

    queue   int32[N]  those who adopted, in this order; the first `last` of them are there
    adopts  takes `state`, a tie and the node at its end; whether that node adopts now
    """
    first, step = 0, 1
    while first < last and step <= steps:
        until = last
        while first < until and adopted[queue[first]] < step:
            i = queue[first]
            first += 1
            for tie in range(starts[i], starts[i + 1]):
                j = peers[tie]
                if adopts(state, tie, j, adopted):
                    adopted[j] = step
                    queue[last] = j
                    last += 1
        step += 1


@rule
def _begin(thresholds: Floats, steps: int, adopted: Whole, queue: np.ndarray) -> int:
    """Queue the seeds, then the nodes that need no influence; return how many are queued."""
    last = 0
    for i in range(len(adopted)):
        if adopted[i] == 0:
            queue[last] = i
            last += 1
    for i in range(len(adopted)):
        if steps > 0 and adopted[i] < 0 and thresholds[i] <= 0.0:
            adopted[i] = 1
            queue[last] = i
            last += 1
    return last


@rule
def _needed(threshold: float, ties: int, count: bool) -> int:
    """Return how many adopters, at least 1, a node with this many ties needs to adopt.

    If all its ties are not enough, the result is one more than its ties.  The first guess may be
    off by one from rounding, so `_reached` decides.
    """
    if not _reached(ties, ties, threshold, count):
        return ties + 1
    adopters = max(int(threshold if count else threshold * ties), 1)
    while adopters > 1 and _reached(adopters - 1, ties, threshold, count):
        adopters -= 1
    while adopters <= ties and not _reached(adopters, ties, threshold, count):
        adopters += 1
    return adopters


@rule
def _reached(adopters: int, ties: int, threshold: float, count: bool) -> bool:
    """Return whether this many adopters among a node's influences reach its threshold."""
    if count:
        return moves.reaches(float(adopters), threshold)
    return moves.reaches(evidence.weighted_share(float(adopters), float(ties)), threshold)


@kernel
def by_hazard(
    starts: Whole,
    peers: Whole,
    weights: Floats,
    innovation: Floats,
    imitation: Floats,
    step: float,
    steps: int,
    addresses: np.ndarray,
    adopted: Whole,
) -> None:
    """Spread by Bass's hazard.

    weights     float64[ties]  > 0; empty if all ties have the same weight
    innovation, imitation  float64[N]  [1/month]
    step        [month]
    addresses   uint64[R]      start of the address of every draw
    adopted     int64[R, N]    step of adoption: 0 for seeds, else -1; filled
    """
    n = adopted.shape[1]
    totals, seen, chances = np.zeros(n), np.zeros(n), np.zeros(n)
    for tie in range(len(peers)):
        totals[peers[tie]] += weights[tie] if len(weights) > 0 else 1.0
    at_risk, newly = np.empty(n, np.int32), np.empty(n, np.int32)
    for r in range(len(addresses)):
        seen[:] = 0.0
        chances[:] = STALE
        waiting, new = _start(adopted[r], at_risk, newly)
        for number in range(steps):
            _influence(starts, peers, weights, newly, new, seen, chances)
            for k in range(waiting):
                i = at_risk[k]
                if chances[i] == STALE:
                    exposure = evidence.weighted_share(seen[i], totals[i])
                    rate = moves.bass_rate(innovation[i], imitation[i], exposure)
                    chances[i] = moves.chance(rate * step)
                if draws.uniform(addresses[r], i, number, draws.BASS) < chances[i]:
                    adopted[r, i] = number + 1
            waiting, new = _separate(adopted[r], number + 1, at_risk, waiting, newly)


@rule
def _start(adopted: Whole, at_risk: np.ndarray, newly: np.ndarray) -> tuple[int, int]:
    """Separate the seeds from the nodes at risk; return how many are at risk and how many seeds."""
    for i in range(len(adopted)):
        at_risk[i] = i
    return _separate(adopted, 0, at_risk, len(adopted), newly)


@rule
def _separate(
    adopted: Whole, step: int, at_risk: np.ndarray, waiting: int, newly: np.ndarray
) -> tuple[int, int]:
    """Move new adopters out of the nodes at risk; return how many stay and how many move."""
    kept, new = 0, 0
    for k in range(waiting):
        i = at_risk[k]
        if adopted[i] == step:
            newly[new] = i
            new += 1
        else:
            at_risk[kept] = i
            kept += 1
    return kept, new


@rule
def _influence(
    starts: Whole,
    peers: Whole,
    weights: Floats,
    newly: np.ndarray,
    new: int,
    seen: Floats,
    chances: Floats,
) -> None:
    """Add the weight of new adopters to what the nodes that they influence have seen."""
    for k in range(new):
        for tie in range(starts[newly[k]], starts[newly[k] + 1]):
            seen[peers[tie]] += weights[tie] if len(weights) > 0 else 1.0
            chances[peers[tie]] = STALE
