"""A block of up to 64 replicates on one system, side by side: the month of `sim.engines.scalar`."""

import numpy as np

from sim.engines.lanes import (
    counters,
    decision_rows,
    everybody,
    gap_rows,
    implementation_rows,
    month_start,
)
from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import (
    LANES,
    Block,
    Lanes,
    Rows,
    Words,
    fill,
    is_among,
    rows_of,
    some_above,
)
from sim.engines.lanes.start import begin, open_programme
from sim.networks.system import Arrays, Whole
from sim.outcomes.counts import Counts
from sim.params import names
from sim.process import contacts, live_month, partner, sums, trust
from sim.process import start as start_of_run
from sim.process.aid import Aid, give
from sim.process.initial_conditions import InitialConditions
from sim.process.settings import Settings
from sim.process.state import NOT_READY, Month, Organisation, Organisations, Records, Ties
from sim.rules.compiled import apart, kernel, rows_rule


@kernel
def run_lanes(
    system: Arrays, start: InitialConditions, categories: Whole, groups: Whole,
    settings: Records[Settings], row_of: Whole, addresses: Words, organisations: Organisations,
    ties: Ties, months: Records[Month], aid: Aid, lanes: Lanes, counts: Counts,
) -> None:  # fmt: skip
    """Run every replicate of a block on one system, each in a lane, and count.

    addresses  uint64[64]  the start of every draw's address; lanes without a replicate repeat
               another's, and are not counted
    lanes      sim.engines.lanes.layout.Lanes, empty
    All else as in `sim.engines.scalar.run_block`, which gives the same counts.
    """
    apart()
    p, month, n = settings[0], months[0], len(organisations)
    along, within, by_type = np.zeros(n), np.zeros(n), np.zeros(len(lanes.carried) - 1)
    contacts.meet(p, month, ties, n)
    sums.weigh_ties(p, system.starts, ties, organisations)
    sums.fill_fades(p, system, by_type, along, within)
    block = Block(
        system, start, categories, groups, addresses, organisations, ties, aid, along, within,
        by_type,
    )  # fmt: skip
    begin(p, month, block, np.zeros(n, np.bool_), lanes, counts)
    helping = False
    for t in range(p.months):
        month.number, p = t, settings[row_of[t]]
        counters.open_record(t + 1, counts)
        helping = month_start.open_month(p, month, block, helping, lanes)
        everybody.sum_up(p, block, lanes)
        live_on(p, month, block, helping, lanes, counts)
        if start_of_run.starts_next(p, month):
            open_programme(settings[row_of[t + 1]], t + 1, block, lanes, counts)
        counters.close_record(t, lanes, counts)
    counters.close_account(lanes, counts)


@rows_rule
def live_on(
    p: Settings, month: Month, block: Block, helping: bool, lanes: Lanes, counts: Counts
) -> None:
    """Let everybody decide and act.

    Without a wave cap an organisation acts at once on its decision, while its rows are in use: the
    others see what it showed when the month opened.
    """
    apart()
    capped = p.wave_cap >= 0
    go_live = capped
    for i in range(len(block.organisations)):
        rows, me = rows_of(i, lanes), block.organisations[i]
        decide(p, month, me, i, block, rows, lanes, counts)
        if not capped:
            go_live |= admit_all(rows)
            act(p, month, i, me.size, block.groups[i], helping, rows, lanes, counts)
        if i % at.MOST == at.MOST - 1:
            counters.settle_binding(lanes.bound, counts.binding[month.number])
    if go_live:
        settle(p, block.start.in_line, lanes)
    if capped:
        for i in range(len(block.organisations)):
            rows, me = rows_of(i, lanes), block.organisations[i]
            decision_rows.mix_in(block.addresses, me.index, rows)
            give(block.aid, month, i)
            act(p, month, i, me.size, block.groups[i], helping, rows, lanes, counts)


@rows_rule
def admit_all(rows: Rows) -> bool:
    """Let one organisation go live wherever it is ready; return whether any lane is."""
    apart()
    for lane in range(LANES):
        rows.states[at.GOES_LIVE + lane] = rows.months[at.WAITED + lane] > NOT_READY
    return some_above(rows.months, at.WAITED, NOT_READY)


@rows_rule
def settle(p: Settings, in_line: Whole, lanes: Lanes) -> None:
    """Admit those ready to go live if there is a cap, and pay grants, lane by lane."""
    apart()
    for lane in range(LANES):
        line = in_line[lane if lane < len(in_line) else 0]
        goes_live = lanes.states[:, at.GOES_LIVE + lane]
        if p.wave_cap >= 0:
            partner.admit(p.wave_cap, line, lanes.months[:, at.WAITED + lane], goes_live)
        fund, paid = lanes.of_month[at.GRANT_FUND + lane], lanes.states[:, at.PAID + lane]
        fund = partner.pay_grants(p, fund, line, goes_live, paid)
        lanes.of_month[at.GRANT_FUND + lane] = fund


@rows_rule
def decide(
    p: Settings, month: Month, me: Organisation, i: int, block: Block, rows: Rows, lanes: Lanes,
    counts: Counts,
) -> None:  # fmt: skip
    """Let one organisation hear its neighbours, face its gaps, live its month and decide."""
    apart()
    give(block.aid, month, i)
    gone = everybody.listen(p, month, i, block, rows, lanes)
    gap_rows.face_gaps(p, month, me, rows)
    gap_rows.weigh_gaps(p, rows)
    counters.count_gaps(month.number, i, rows, lanes, counts)
    decision_rows.work_out_feasibility(p, month, rows)
    fill(rows.scratch, at.RATE, 0.0)
    if rows.stages & at.LIVE:
        implementation_rows.live(p, month, me.size, rows, lanes)
    else:
        fill(rows.amounts, at.COST, 0.0)
    if p.own_start > 0.0:
        implementation_rows.expose(p, month, me.size, rows)
    decision_rows.rate(p, month, me, rows)
    decision_rows.mix_in(block.addresses, me.index, rows)
    decision_rows.toss(month.number, rows)
    decision_rows.move(p, month, me, rows)
    if rows.stages & at.LIVE:
        if p.contract > 0:
            implementation_rows.hold(p, month.number + 1, rows, counts)
        implementation_rows.stay_or_leave(p, month, rows)
        if p.contract > 0:
            implementation_rows.pay_renewals(p, me.size, rows)
    lanes.swayed[i] |= gone or month.mandated or trust.someone_listens(p, month)
    if lanes.swayed[i]:
        implementation_rows.change_trust(p, month, me, rows)


@rows_rule
def act(
    p: Settings, month: Month, i: int, size: float, groups: Whole, helping: bool, rows: Rows,
    lanes: Lanes, counts: Counts,
) -> None:  # fmt: skip
    """Let one organisation carry out what was decided."""
    apart()
    if is_among(rows.stages, names.DECIDING):
        implementation_rows.go_live(p, month, size, rows)
    if rows.stages & at.AT_WORK or live_month.all_train(p):
        implementation_rows.work(p, size, rows)
    if rows.stages & at.LIVE or p.own_start > 0.0:
        implementation_rows.add_users(month, rows)
    implementation_rows.lose_or_find_champion(p, month, rows)
    if implementation_rows.count_changes(rows) > 0:
        lanes.moved[i] = True
        lanes.tired[i] |= rows.stages & (at.LIVE | 1 << names.DECIDING) != 0
        if lanes.tired[i]:
            implementation_rows.tire(p, month, rows)
        counters.count_moves(month.number + 1, i, groups, rows, lanes, counts)
        implementation_rows.leave_behind(p, rows)
    elif lanes.tired[i]:
        implementation_rows.tire(p, month, rows)
    if helping:
        implementation_rows.go_on_helping(rows)
