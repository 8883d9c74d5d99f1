"""The kernel of a page: a block of replicates from what a page carries.

It works out what Python works out elsewhere before it calls `sim.engines.scalar.run_block`: how
everybody starts, what those under way bring with them, and the records of organisations and ties.
"""

from typing import Any

import numpy as np

from sim.engines.bringing import bring_block
from sim.engines.scalar import run_block
from sim.engines.starting import line_up_block
from sim.networks.system import Arrays, Floats, Whole
from sim.outcomes.counts import Counts
from sim.process.aid import Aid
from sim.process.brought import BROUGHT
from sim.process.initial_conditions import InitialConditions
from sim.process.settings import Parts, Settings, meet_rows, money_of, spent_in
from sim.process.state import Month, Organisations, Records, Ties
from sim.rules import draws, moves, partner
from sim.rules.compiled import kernel, rule


@kernel
def run_carried(
    system: Arrays,
    start: InitialConditions,
    categories: Whole,
    groups: Whole,
    parts: Records[Parts],
    settings: Records[Settings],
    row_of: Whole,
    spend: Floats,
    seed: np.ndarray,
    replicates: np.ndarray,
    organisations: Organisations,
    ties: Ties,
    months: Records[Month],
    aid: Aid,
    counts: Counts,
) -> int:
    """Let dials meet, run every replicate of a block, and count.

    start       sim.process.initial_conditions.InitialConditions: of it `in_line` is given, and
                where organisations stand if the system says so; the rest is room to fill
    categories  int64[R, N]  room
    parts       structured[K + 1]  what dials set in each period, and at last in the plan itself
    spend       float64[T]  filled with what the programme spends [kGBP]
    seed        uint64[1], replicates uint64[R]
    Other arguments are those of `run_block`; organisations, ties and months are zeros.

    Returns
    -------
    int
        partner.POSSIBLE; else nothing ran, and it says why shifts of money are not possible.
    """
    status = meet_all(parts, settings, spend)
    if status != partner.POSSIBLE:
        return status
    addresses = np.empty_like(replicates)
    for r in range(len(replicates)):
        addresses[r] = draws.key(seed[0], replicates[r])
    lay_out(system, organisations, ties)
    find_places(start.in_line, start.position, categories)
    line_up_block(system, settings[0], addresses, start)
    if start.brought.size > 0:
        bring_block(without_brought(start), settings, organisations, months, start.brought)
    run_block(
        system, start, categories, groups, settings, row_of, addresses, organisations, ties,
        months, aid, counts,
    )  # fmt: skip
    return partner.POSSIBLE


@rule
def meet_all(parts: Records[Parts], settings: Records[Any], spend: Floats) -> int:
    """Let dials meet in every period, and work out what the plan spends."""
    status = meet_rows(parts, settings)
    money = money_of(parts[len(settings)])
    for month in range(len(spend)):
        spend[month] = spent_in(parts[len(settings)], money, month)
    return status


@rule
def without_brought(start: InitialConditions) -> InitialConditions:
    """Return the start of runs in which nobody has brought anything yet."""
    return InitialConditions(
        start.position, start.in_line, start.champion, start.phase, start.pilot, start.counted,
        start.queue, start.stage, start.since, start.spell, np.zeros((1, 0), BROUGHT),
    )  # fmt: skip


@rule
def lay_out(system: Arrays, organisations: Organisations, ties: Ties) -> None:
    """Fill the records of a system, as `organisations_of` and `ties_of` do."""
    for i in range(len(organisations)):
        me = organisations[i]
        me.index = i
        me.boards = system.approvals[i]
        me.board_interval = system.board_interval[i]
        me.region, me.type, me.deprived = system.region[i], system.type[i], system.deprived[i]
        me.maturity, me.capacity, me.culture = (
            system.maturity[i], system.capacity[i], system.culture[i],
        )  # fmt: skip
        me.orientation, me.finance = system.orientation[i], system.finance[i]
        me.legacy, me.size = system.legacy[i], system.size[i]
    for k in range(len(ties)):
        ties[k].peer = system.peers[k]
        ties[k].trust = system.trust[k]


@rule
def find_places(in_line: Whole, position: Whole, categories: Whole) -> None:
    """Find everybody's place in the order of readiness, and Rogers' category; [R, N]."""
    replicates, n = in_line.shape
    for r in range(replicates):
        for k in range(n):
            position[r, in_line[r, k]] = k
            categories[r, in_line[r, k]] = moves.category(k, n)
