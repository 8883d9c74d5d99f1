"""A block of up to 64 replicates on one system, side by side: the month of `sim.engines.scalar`."""

import numpy as np

from sim.engines.lanes import (
    counters,
    decision_rows,
    gap_rows,
    implementation_rows,
    month_start,
    neighbours,
    rates,
)
from sim.engines.lanes.admission import admit, admit_all, pay_grants
from sim.engines.lanes.layout import (
    BENEFIT,
    CASH,
    COST,
    GOES_LIVE,
    GRANT_FUND,
    LANES,
    LIVE,
    MOST,
    RATE,
    RISK,
    SITE_COST,
    fill,
    is_among,
)
from sim.engines.lanes.start import begin
from sim.params import names
from sim.process import barriers, decisions, sums
from sim.process.partner import in_scope
from sim.rules import balances
from sim.rules.compiled import apart, kernel, rows_rule


@kernel
def run_lanes(  # type: ignore[no-untyped-def]
    system, standing, categories, groups, settings, addresses, organisations, ties, months, lanes,
    counts,
):  # fmt: skip
    """Run every replicate of a block on one system, each in a lane, and count.

    addresses  uint64[64]  the beginning of every draw's address; lanes without a replicate hold
               another's, and are not counted
    lanes      sim.engines.lanes.layout.Lanes, empty
    All else as `sim.engines.scalar.run_block`, of which this gives the same counts.
    """
    apart()
    p, month = settings[0], months[0]
    n, replicates = len(organisations), len(standing.champion)
    along, within, by_type = np.zeros(n), np.zeros(n), np.zeros(len(lanes.carried) - 1)
    sums.weigh_ties(p, system.starts, ties, organisations)
    sums.fades(
        system.by_maturity, system.type, system.maturity, p.maturity_distance, by_type, along,
        within,
    )  # fmt: skip
    lived = np.zeros(n, np.bool_)
    begin(
        p, month, system, standing, categories, groups, organisations, by_type, lived, lanes, counts
    )
    helping = False
    for t in range(p.months):
        month.number = t
        counters.open_record(t + 1, counts)
        helping = month_start.open_month(
            p, month, system, standing.queue, organisations, by_type, along, within, helping, lanes
        )
        for row in (BENEFIT, CASH, SITE_COST, RISK):
            fill(lanes.of_month, row, 0.0)
        live_on(
            p, month, system.starts, ties, organisations, addresses, groups, replicates,
            standing.in_line, helping, lanes, counts,
        )  # fmt: skip
        counters.close_record(t, replicates, lanes, counts)
    counters.close_account(replicates, lanes, counts)


@rows_rule
def live_on(p, month, starts, ties, organisations, addresses, groups, replicates, in_line, helping, lanes, counts):  # type: ignore[no-untyped-def]  # fmt: skip # noqa: E501
    """Let everybody decide and act.

    Without a cap on waves an organisation acts at once on what it decided, while it is at hand:
    the others see what it showed when the month opened.
    """
    apart()
    t, capped = month.number, p.wave_cap >= 0
    reviewed = 0 <= p.ambition_review <= t
    ambition = 2 if reviewed else p.ambition
    go_live = capped
    for i in range(len(organisations)):
        decide(p, month, ambition, i, starts, ties, organisations, addresses, lanes, counts)
        if not capped:
            go_live |= act_at_once(p, month, i, groups[i], replicates, helping, lanes, counts)
        if i % MOST == MOST - 1:
            counters.settle_binding(lanes.bound, counts.binding[t])
    if go_live:
        settle(p, in_line, replicates, lanes)
    if capped:
        for i in range(len(organisations)):
            decision_rows.mix_in(addresses, organisations[i].index, lanes.draws)
            act(p, month, i, groups[i], replicates, helping, lanes, counts)


@rows_rule
def settle(p, in_line, replicates, lanes):  # type: ignore[no-untyped-def]
    """Admit the ready to go live if there is a cap, and pay grants, lane by lane."""
    apart()
    for lane in range(LANES):
        line = in_line[lane if lane < replicates else 0]
        if p.wave_cap >= 0:
            admit(p.wave_cap, line, lane, lanes)
        if lanes.of_month[GRANT_FUND + lane] >= p.grant:
            pay_grants(p.grant, line, lane, lanes)


@rows_rule
def act_at_once(p, month, i, groups, replicates, helping, lanes, counts):  # type: ignore[no-untyped-def]
    """Act on what was decided; tell whether the organisation goes live in some lane."""
    apart()
    goes_live = False
    if is_among(lanes.stages[i], names.DECIDING):
        goes_live = admit_all(lanes.shorts[i], lanes.bytes[i])
    else:
        fill(lanes.bytes[i], GOES_LIVE, 0)
    act(p, month, i, groups, replicates, helping, lanes, counts)
    return goes_live


@rows_rule
def decide(p, month, ambition, i, starts, ties, organisations, addresses, lanes, counts):  # type: ignore[no-untyped-def]
    """Let one organisation hear its neighbours, face its gaps, live its month and decide."""
    apart()
    me, stages = organisations[i], lanes.stages[i]
    floats, shorts, small = lanes.floats[i], lanes.shorts[i], lanes.bytes[i]
    room, marks, of_month = lanes.room, lanes.marks, lanes.of_month
    me.pilot, me.compelled = False, False  # of the lanes that are either, below
    everyone = in_scope(ambition, me)  # else its pilots alone
    suits = p.reuse * balances.reusable(barriers.mismatch_of(p, me))
    able = decisions.capacity_of(p, month, me)
    neighbours.listen(p, i, starts, ties, organisations, lanes)
    gap_rows.face_gaps(
        p, month, me, able, suits, everyone, floats, shorts, small, room, marks, of_month,
        lanes.closes,
    )  # fmt: skip
    gap_rows.weigh_gaps(p, small, room, marks)
    count_gaps(month.number, i, stages, small, lanes, counts)
    decision_rows.work_out_feasibility(p, month, stages, small, room)
    fill(room, RATE, 0.0)
    if stages & LIVE:
        implementation_rows.live(p, month, me.size, floats, shorts, small, lanes)
    else:
        fill(floats, COST, 0.0)
    rates.rate(p, month, stages, everyone, floats, shorts, small, room, of_month)
    decision_rows.mix_in(addresses, me.index, lanes.draws)
    decision_rows.toss(month.number, small, room, lanes.draws)
    decision_rows.move(
        p, month, me, able, suits, everyone, stages, floats, shorts, small, room, lanes.draws
    )
    if stages & LIVE:
        implementation_rows.stay_or_leave(p, month, floats, small, room)
        if p.contract > 0:
            implementation_rows.pay_renewals(p, floats, shorts, small)


@rows_rule
def count_gaps(t, i, stages, small, lanes, counts):  # type: ignore[no-untyped-def]
    """Count the gap that binds one organisation."""
    apart()
    counters.mark_binding(small, lanes.marks)
    counters.count_binding(stages, lanes.marks, lanes.bound)
    if len(counts.first_live) > 0:
        counters.count_binding_of(stages, lanes.marks, counts.binding_of[t, i])


@rows_rule
def act(p, month, i, groups, replicates, helping, lanes, counts):  # type: ignore[no-untyped-def]
    """Let one organisation carry out what was decided."""
    apart()
    stages = lanes.stages[i]
    floats, shorts, small = lanes.floats[i], lanes.shorts[i], lanes.bytes[i]
    if is_among(stages, names.DECIDING):
        implementation_rows.go_live(p, month, floats, shorts, small)
        implementation_rows.add_cost(floats, small, lanes.of_month)
    elif stages & LIVE:
        implementation_rows.add_cost(floats, small, lanes.of_month)
    implementation_rows.lose_or_find_champion(p, month, shorts, small, lanes.draws)
    if implementation_rows.count_changes(small) > 0:
        lanes.moved[i] = True
        lanes.tired[i] |= stages & (LIVE | 1 << names.DECIDING) != 0
        if lanes.tired[i]:
            implementation_rows.tire(p, month, floats, small)
        counters.count_moves(month.number + 1, i, replicates, groups, lanes, counts)
        implementation_rows.leave_behind(p, floats, small)
    elif lanes.tired[i]:
        implementation_rows.tire(p, month, floats, small)
    if helping:
        implementation_rows.go_on_helping(shorts)
