"""The spread partner's month: money becomes doses and stocks, help finds sites, grants are paid.

Told once for all engines, with `p` and `month` as in `sim.process.decisions`; `organisations` are
records, or agents, with the fields of `sim.process.state`, in the order of their index. Each
equation comes from `sim.rules`.
"""

from sim.params.names import (
    ABANDONED,
    CAPACITY,
    COMMITTED,
    COMMS,
    DATA,
    EMBEDDED,
    GRANTS,
    IMPLEMENTING,
    ONE2ONE,
    PARTNER,
    REJECTED,
    STANDARD,
    TECHNICAL,
    TOOLS,
)
from sim.process.state import FUND, NOT_HELD, NOT_READY, SPENT_STANDARD, SPENT_TOOLS
from sim.rules import balances, evidence, moves, partner
from sim.rules.compiled import rule

UNCOMMITTED_FIRST, COMMITTED_FIRST = (
    0,
    1,
)  # targets that look at the stage: sim.params.names.TARGETS


@rule
def spend(p, month):  # type: ignore[no-untyped-def]
    """Spend one month's money; return the slots of one-to-one help it buys (E18).

    Doses end with the programme, stocks and the grant fund do not.
    """
    running = month.number < p.programme
    first = phase_of(p, month.number) * len(month.offered)
    for lever in range(len(month.offered)):
        pays = running and p.cost[lever] > 0.0
        month.offered[lever] = partner.dose(p.spend[first + lever], p.cost[lever]) if pays else 0.0
    month.offered[PARTNER] = max(month.offered[PARTNER], p.partner_dose)
    if running:
        sticks = evidence.advocates(month.live, p.advocates_from)
        month.purse[SPENT_STANDARD] += p.spend[first + STANDARD]
        month.purse[SPENT_TOOLS] += partner.spent_with_sites(p.spend[first + TOOLS], sticks)
        month.purse[FUND] += p.spend[first + GRANTS]
    month.offered[STANDARD] = partner.stock(month.purse[SPENT_STANDARD], p.stock_scale)
    month.offered[TOOLS] = partner.stock(month.purse[SPENT_TOOLS], p.stock_scale)
    return partner.slots(p.spend[first + ONE2ONE], p.slot) if running else 0


@rule
def phase_of(p, month):  # type: ignore[no-untyped-def]
    """Tell the phase of the programme that a month is in."""
    phase = 0
    for each in range(len(p.phase_from)):
        if month >= p.phase_from[each]:
            phase = each
    return phase


@rule
def in_scope(ambition, me):  # type: ignore[no-untyped-def]
    """Tell whether the programme means an organisation: pilots, the first region, or all (C51)."""
    return ambition == 2 or me.pilot or (ambition == 1 and me.region == 0)


@rule
def look_ahead(p, month, organisations):  # type: ignore[no-untyped-def]
    """Work out what the month holds for all: pool, advocates, share live, winter, mandate.

    organisations  how many there are
    """
    month.reach = evidence.pool_reach(
        p.evidence_pooled,
        p.pooled_base,
        p.pooled_by_data * month.offered[DATA],
        p.pooled_by_tools * month.offered[TOOLS],
        p.pooled_by_comms * month.offered[COMMS],
        organisations,
        p.pool_reference,
    )
    month.advocates = evidence.advocates(month.live, p.advocates_from)
    month.share_live = evidence.share(month.live, organisations)
    month.winter = p.winter if moves.is_winter(p.first_month, month.number) else 0.0
    month.mandated = 0 <= p.mandate_month <= month.number
    month.integration = balances.integrated(p.integration, p.integration_ramp, month.number, 1.0)
    month.benefit = (
        p.benefit * p.benefit_factor * balances.benefit_by_integration(month.integration)
    )
    for gap in range(len(month.common)):
        month.common[gap] = p.gap_factor[gap]
    month.common[TECHNICAL] *= balances.technical_by_integration(month.integration)
    month.common[CAPACITY] *= balances.capacity_by_integration(month.integration)


@rule
def mean_scope(p, month, organisations):  # type: ignore[no-untyped-def]
    """Tell everybody whether the programme reaches it at the ambition of the month (C51)."""
    reviewed = 0 <= p.ambition_review <= month.number
    for i in range(len(organisations)):
        organisations[i].scope = in_scope(2 if reviewed else p.ambition, organisations[i])


@rule
def settle_caseload(p, slots, queue, organisations):  # type: ignore[no-untyped-def]
    """Release, then fill the slots of one-to-one help.

    queue  int64[N]  the organisations in the order in which help picks
    """
    held = 0
    for i in range(len(queue)):
        me = organisations[i]
        if me.supported == NOT_HELD:
            continue
        gone = me.stage == EMBEDDED or me.stage == REJECTED or me.stage == ABANDONED
        if gone or me.supported >= p.longest_support:
            me.supported = NOT_HELD
        else:
            held += 1
    if held > slots:
        _release_latest(held - slots, queue, organisations)
    elif held < slots:
        _fill(p.target, slots - held, queue, organisations)


@rule
def _release_latest(surplus, queue, organisations):  # type: ignore[no-untyped-def]
    """Take slots back from those assigned last, and among them from the end of the queue."""
    months = 0
    while surplus > 0:
        for k in range(len(queue) - 1, -1, -1):
            me = organisations[queue[k]]
            if surplus > 0 and me.supported == months:
                me.supported = NOT_HELD
                surplus -= 1
        months += 1


@rule
def _fill(target, free, queue, organisations):  # type: ignore[no-untyped-def]
    """Give free slots out along the queue; two targets first pass by those at other stages."""
    passes = 2 if target <= COMMITTED_FIRST else 1
    for each in range(passes):
        for k in range(len(queue)):
            me = organisations[queue[k]]
            if free == 0:
                return
            taken = me.supported != NOT_HELD or not me.scope
            if taken or me.stage == EMBEDDED or me.cool_off > 0.0:
                continue
            moving = COMMITTED <= me.stage <= IMPLEMENTING
            if each == 0 and passes == 2 and moving != (target == COMMITTED_FIRST):
                continue
            me.supported = 0
            free -= 1


@rule
def admit(cap, in_line, organisations):  # type: ignore[no-untyped-def]
    """Let the ready go live: all, or as many as the wave cap allows, longest waiting first.

    cap      go-lives this month; below 0 for no cap
    in_line  int64[N]  the organisations from the readiest on
    """
    ready, longest = 0, NOT_READY
    for i in range(len(in_line)):
        me = organisations[i]
        me.goes_live = me.waited >= 0 and cap < 0
        ready += me.waited >= 0
        longest = max(longest, me.waited)
    room = min(cap, ready)
    while room > 0:
        for k in range(len(in_line)):
            me = organisations[in_line[k]]
            if room > 0 and me.waited == longest:
                me.goes_live = True
                room -= 1
        longest -= 1


@rule
def pay_grants(p, month, in_line, organisations):  # type: ignore[no-untyped-def]
    """Pay a grant to each site that goes live, the readiest first, while the fund lasts."""
    if month.purse[FUND] < p.grant:
        return
    for k in range(len(in_line)):
        me = organisations[in_line[k]]
        if me.goes_live and month.purse[FUND] >= p.grant:
            month.purse[FUND] -= p.grant
            me.paid = True
