"""Who starts how in a replicate: champion, boards, pilots, scope and the queue for help.

Written once for all engines, one replicate at a time, from the order of readiness.  `p` holds the
settings of the first month, and `start` is `sim.process.initial_conditions.InitialConditions`.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.networks.stands import UNSAID
from sim.networks.system import Arrays, Flags, Floats, Whole
from sim.params.names import EMBEDDED, TARGETS
from sim.process.partner import NATIONAL, SYSTEM, in_scope
from sim.process.standing import is_live
from sim.rules import draws, moves
from sim.rules.compiled import rule

if TYPE_CHECKING:
    from sim.process.initial_conditions import InitialConditions

FURTHEST_BEHIND, BY_DEPRIVATION, BEST_CONNECTED, ANYBODY = map(
    TARGETS.index, ("laggards", "equity", "hubs", "random")
)


@rule
def line_up(p: Any, system: Arrays, address: Any, r: int, start: "InitialConditions") -> None:
    """Fill row r of the start: who has a champion, when boards meet, who are pilots, who is helped.

    address  uint64, the start of the replicate's draws
    """
    staff_and_boards(p, system, address, start.champion[r], start.phase[r])
    if start.stage.size > 0 and start.stage[r, 0] != UNSAID:  # the system says who is live
        for i in range(len(system.type)):
            start.pilot[r, i] = is_live(start.stage[r, i])
    else:
        choose_pilots(p, system, start.in_line[r], start.pilot[r])
        if start.stage.size > 0:
            embed_readiest(p, address, r, start)
    widest = NATIONAL if p.ambition_review >= 0 else p.ambition
    for i in range(len(system.type)):
        start.counted[r, i] = in_scope(widest, system.region[i], start.pilot[r, i])
    form_queue(p, system, address, start.in_line[r], start.queue[r])


@rule
def staff_and_boards(p: Any, system: Arrays, address: Any, champion: Flags, phase: Whole) -> None:
    """Draw who has a champion, and by how many months each board is shifted; both [N]."""
    for i in range(len(system.type)):
        chance = moves.starts_with_champion(
            p.champion_base, p.champion_by_culture * system.culture[i]
        )
        champion[i] = draws.uniform(address, i, 0, draws.CHAMPION) < chance
        shift = draws.uniform(address, i, 0, draws.PHASE)
        phase[i] = int(system.board_interval[i] * shift)


@rule
def choose_pilots(p: Any, system: Arrays, in_line: Whole, pilot: Flags) -> None:
    """Choose the readiest, or the readiest of each type in turn; in the first region if so meant.

    in_line  int64[N]  readiest first
    pilot    bool[N]   filled
    """
    order = np.zeros(len(in_line), np.int64)
    for k in range(len(in_line)):
        pilot[k] = False
        order[k] = in_line[k]
    if p.ambition == SYSTEM:
        put_first(system.region == 0, in_line, order)
    if p.mixed_pilots:
        deal_by_type(system.type, order, p.pilots, pilot)
        return
    for k in range(min(p.pilots, len(order))):
        pilot[order[k]] = True


@rule
def put_first(these: Flags, in_line: Whole, order: Whole) -> None:
    """Put some organisations before the others, each in order of readiness; fills order, [N]."""
    placed = 0
    for wanted in (True, False):
        for k in range(len(in_line)):
            if these[in_line[k]] == wanted:
                order[placed] = in_line[k]
                placed += 1


@rule
def deal_by_type(type: Whole, order: Whole, pilots: int, pilot: Flags) -> None:
    """Choose pilots type by type, the most frequent type first, the readiest of each in turn."""
    types = type.max() + 1
    members = np.zeros((types, len(order)), np.int64)
    found = np.zeros(types, np.int64)
    for k in range(len(order)):
        own = type[order[k]]
        members[own, found[own]] = order[k]
        found[own] += 1
    frequent = np.argsort(-found, kind="mergesort")
    chosen = 0
    for turn in range(len(order)):
        for k in range(len(frequent)):
            own = frequent[k]
            if turn < found[own] and chosen < pilots:
                pilot[members[own, turn]] = True
                chosen += 1


@rule
def embed_readiest(p: Any, address: Any, r: int, start: "InitialConditions") -> None:
    """Let the readiest pilots have embedded before; of all others nothing is said."""
    left = p.pilots_embedded
    for k in range(start.in_line.shape[1]):
        i = int(start.in_line[r, k])
        start.since[r, i] = UNSAID
        start.spell[r, i] = draws.uniform(address, i, 0, draws.SINCE)
        embedded = start.pilot[r, i] and left > 0
        start.stage[r, i] = EMBEDDED if embedded else UNSAID
        left -= embedded


@rule
def form_queue(p: Any, system: Arrays, address: Any, in_line: Whole, queue: Whole) -> None:
    """Order the organisations for one-to-one help; a fixed order for the whole run; fills [N]."""
    n = len(in_line)
    for k in range(n):
        queue[k] = in_line[k]
    if p.target == FURTHEST_BEHIND:
        for k in range(n):
            queue[k] = in_line[n - 1 - k]
    elif p.target == BY_DEPRIVATION:
        put_first(system.deprived, in_line, queue)
    elif p.target == BEST_CONNECTED:
        sort_by(-total_trust(system), in_line, queue)
    elif p.target == ANYBODY:
        sort_by(lots(address, n), np.arange(n), queue)


@rule
def sort_by(values: Floats, order: Whole, queue: Whole) -> None:
    """Put organisations in ascending order of a value; equal ones stay as they are; fills [N]."""
    placed = np.zeros(len(order))
    for k in range(len(order)):
        placed[k] = values[order[k]]
    by_value = np.argsort(placed, kind="mergesort")
    for k in range(len(order)):
        queue[k] = order[by_value[k]]


@rule
def lots(address: Any, organisations: int) -> Floats:
    """Draw a lot for each organisation; float64[N]."""
    drawn = np.zeros(organisations)
    for i in range(organisations):
        drawn[i] = draws.uniform(address, i, 0, draws.TARGET)
    return drawn


@rule
def total_trust(system: Arrays) -> Floats:
    """Sum of the trust of an organisation's ties; float64[N]."""
    found = np.zeros(len(system.type))
    for i in range(len(found)):
        for k in range(system.starts[i], system.starts[i + 1]):
            found[i] += system.trust[k]
    return found
