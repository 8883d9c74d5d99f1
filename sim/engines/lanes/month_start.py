"""A month opens in 64 lanes: the partner spends and helps, sites show, pools fill."""

from sim.engines.lanes.layout import (
    ADVOCATES,
    ALIKE,
    ALIKE_SAME_TYPE,
    COOL_OFF,
    CROWD,
    EVALUATED,
    EVERYWHERE,
    GRANT_FUND,
    LANES,
    LIVE,
    MADE,
    NEXT,
    PILOT,
    REACH,
    SHARE_LIVE,
    SHOWING,
    SHOWN,
    SPENT,
    STAGE,
    STOCK,
    SUPPORTED,
    fill,
    where,
)
from sim.engines.lanes.start import fit_again
from sim.params import names
from sim.process import partner
from sim.process.state import NOT_HELD
from sim.rules import evidence, gaps, performance
from sim.rules import partner as money
from sim.rules.compiled import apart, rows_rule

GAPS, LEVERS = 5, 11


@rows_rule
def open_month(p, month, system, queue, organisations, by_type, along, within, helping, lanes):  # type: ignore[no-untyped-def]  # fmt: skip
    """Open a month in every lane; tell whether anybody is being helped one to one."""
    apart()
    n = len(organisations)
    month.live = 0  # what depends on who is live differs by lane: below
    slots = partner.spend(p, month)
    partner.look_ahead(p, month, n)
    stocked = stock_up(p, month, lanes.live, lanes.of_month)
    look_ahead(p, month, n, lanes.live, lanes.dipping, lanes.of_month)
    live = everybody_shows(p, month, lanes)
    if slots > 0 or helping:
        helping = settle_caseload(p, month, slots, queue, organisations, lanes)
    if live:
        spread_evidence(system, along, within, lanes)
    else:
        fill(lanes.of_month, REACH, 0.0)
    for lever in range(LEVERS):
        for gap in range(GAPS):
            closes = p.closes[lever * GAPS + gap]
            lanes.closes[lever * GAPS + gap] = gaps.narrowed(1.0, closes, month.offered[lever])
    if p.pilots == 0 and stocked:
        fit_again(p, system, organisations, by_type, lanes)
    return helping


@rows_rule
def stock_up(p, month, live, of_month):  # type: ignore[no-untyped-def]
    """Spend on what lasts and differs by lane: tools stick with live sites, grants are paid out.

    Tell whether there are tools in some lane.
    """
    apart()
    first = partner.phase_of(p, month.number) * len(month.offered)
    running = month.number < p.programme
    tools = p.spend[first + names.TOOLS] if running else 0.0
    grants = p.spend[first + names.GRANTS] if running else 0.0
    needed, scale = p.advocates_from, p.stock_scale
    for lane in range(LANES):
        sticks = evidence.advocates(live[lane], needed)
        of_month[SPENT + lane] += money.spent_with_sites(tools, sticks)
        of_month[GRANT_FUND + lane] += grants
        of_month[STOCK + lane] = money.stock(of_month[SPENT + lane], scale)
    stocked = False
    for lane in range(LANES):
        stocked |= of_month[STOCK + lane] > 0.0
    return stocked


@rows_rule
def look_ahead(p, month, organisations, live, dipping, of_month):  # type: ignore[no-untyped-def]
    """Work out what holds for all organisations of a lane: pool, advocates, share live, crowd."""
    apart()
    data = p.pooled_by_data * month.offered[names.DATA]
    by_tools = p.pooled_by_tools
    comms = p.pooled_by_comms * month.offered[names.COMMS]
    pool, base, reference = p.evidence_pooled, p.pooled_base, p.pool_reference
    needed, capacity = p.advocates_from, p.crowding_capacity
    for lane in range(LANES):
        tools = by_tools * of_month[STOCK + lane]
        reach = evidence.pool_reach(pool, base, data, tools, comms, organisations, reference)
        of_month[REACH + lane] = reach
        of_month[ADVOCATES + lane] = evidence.advocates(live[lane], needed)
        of_month[SHARE_LIVE + lane] = evidence.share(live[lane], organisations)
        of_month[CROWD + lane] = performance.crowding(dipping[lane], organisations, capacity)


@rows_rule
def everybody_shows(p, month, lanes):  # type: ignore[no-untyped-def]
    """Bring stages up to date, and work out what is shown and made; tell whether anybody is live.

    Where nobody is live or has given up, before or now, all stays at zero.
    """
    apart()
    bad_news = evidence.damped(p.bad_news, p.derisk_bad_news * month.offered[names.DERISK])
    bad_news = evidence.damped(bad_news, p.comms_bad_news * month.offered[names.COMMS])
    fill(lanes.of_month, EVERYWHERE, 0.0)
    seen = 0
    for i in range(len(lanes.stages)):
        before = now = lanes.stages[i]
        if lanes.moved[i]:
            now = stand(lanes.bytes[i])
            lanes.stages[i], lanes.moved[i] = now, False
        seen |= now
        if (before | now) & SHOWING:
            show(p.evidence_months, bad_news, lanes.bytes[i], lanes.floats[i], lanes.of_month)
    return seen & LIVE != 0


@rows_rule
def stand(small):  # type: ignore[no-untyped-def]
    """Take the stage that was decided; tell the stages that are there, as bits."""
    apart()
    for lane in range(LANES):
        small[STAGE + lane] = small[NEXT + lane]
    stages = 0
    for stage in range(8):
        there = False
        for lane in range(LANES):
            there |= small[NEXT + lane] == stage
        stages |= there << stage
    return stages


@rows_rule
def show(scale, bad_news, small, floats, of_month):  # type: ignore[no-untyped-def]
    """Work out what one organisation shows its neighbours and the evidence it makes (E5, E6)."""
    apart()
    for lane in range(LANES):
        stage = small[STAGE + lane]
        live = (stage == names.IMPLEMENTING) | (stage == names.EMBEDDED)
        made = where(live, evidence.made_evidence(floats[EVALUATED + lane], scale), 0.0)
        floats[SHOWN + lane] = evidence.shown(stage, bad_news)
        floats[MADE + lane] = made
        of_month[EVERYWHERE + lane] += made


@rows_rule
def spread_evidence(system, along, within, lanes):  # type: ignore[no-untyped-def]
    """Sum the evidence of all sites by nearness, as `sim.process.sums.spread_of_evidence`."""
    apart()
    n = len(system.by_maturity)
    for row in range(len(lanes.carried)):
        fill(lanes.carried[row], 0, 0.0)
    for k in range(n):
        i = system.by_maturity[k]
        forward(along[k], within[k], lanes.carried[0], lanes.carried[1 + system.type[i]],
                lanes.floats[i])  # fmt: skip
    for row in range(len(lanes.carried)):
        fill(lanes.carried[row], 0, 0.0)
    for k in range(n - 1, -1, -1):
        i = system.by_maturity[k]
        backward(along[k], within[k], lanes.carried[0], lanes.carried[1 + system.type[i]],
                 lanes.floats[i])  # fmt: skip


@rows_rule
def forward(along, within, carried, of_type, floats):  # type: ignore[no-untyped-def]
    """Carry evidence on to one organisation from the less mature."""
    apart()
    for lane in range(LANES):
        made = floats[MADE + lane]
        everybody = carried[lane] * along + made
        alike = of_type[lane] * within + made
        carried[lane], of_type[lane] = everybody, alike
        floats[ALIKE + lane], floats[ALIKE_SAME_TYPE + lane] = everybody, alike


@rows_rule
def backward(along, within, carried, of_type, floats):  # type: ignore[no-untyped-def]
    """Carry evidence on to one organisation from the more mature."""
    apart()
    for lane in range(LANES):
        made = floats[MADE + lane]
        floats[ALIKE + lane] += carried[lane]
        floats[ALIKE_SAME_TYPE + lane] += of_type[lane]
        carried[lane] = (carried[lane] + made) * along
        of_type[lane] = (of_type[lane] + made) * within


@rows_rule
def settle_caseload(p, month, slots, queue, organisations, lanes):  # type: ignore[no-untyped-def]
    """Release, then fill the slots of one-to-one help in every lane, as `sim.process.partner`."""
    apart()
    n = len(organisations)
    held = lanes.draws  # room
    fill(held, 0, 0)
    for i in range(n):
        release(p.longest_support, lanes.bytes[i], lanes.shorts[i], held)
    reviewed = 0 <= p.ambition_review <= month.number
    ambition = 2 if reviewed else p.ambition
    helping = False
    for lane in range(LANES):
        r = lane if lane < len(queue) else 0
        if held[lane] > slots:
            release_latest(held[lane] - slots, queue[r], lane, lanes.shorts)
        elif held[lane] < slots:
            give_out(p.target, ambition, slots - held[lane], queue[r], lane, organisations, lanes)
        helping |= held[lane] > 0 or slots > 0
    return helping


@rows_rule
def release(longest, small, shorts, held):  # type: ignore[no-untyped-def]
    """Take help from those who are done or had it for long enough; count who keeps it."""
    apart()
    for lane in range(LANES):
        stage, months = small[STAGE + lane], shorts[SUPPORTED + lane]
        gone = (stage == names.EMBEDDED) | (stage == names.REJECTED) | (stage == names.ABANDONED)
        keeps = (months != NOT_HELD) & ~(gone | (months >= longest))
        shorts[SUPPORTED + lane] = where(keeps, months, NOT_HELD)
        held[lane] += keeps


@rows_rule
def release_latest(surplus, queue, lane, shorts):  # type: ignore[no-untyped-def]
    """Take slots back from those assigned last, and among them from the end of the queue."""
    months = 0
    while surplus > 0:
        for k in range(len(queue) - 1, -1, -1):
            if surplus > 0 and shorts[queue[k], SUPPORTED + lane] == months:
                shorts[queue[k], SUPPORTED + lane] = NOT_HELD
                surplus -= 1
        months += 1


@rows_rule
def give_out(target, ambition, free, queue, lane, organisations, lanes):  # type: ignore[no-untyped-def]
    """Give free slots out along the queue; two targets first pass by those at other stages."""
    passes = 2 if target <= partner.COMMITTED_FIRST else 1
    for each in range(passes):
        for k in range(len(queue)):
            i = queue[k]
            if free == 0:
                return
            stage = lanes.bytes[i, STAGE + lane]
            if stage == names.EMBEDDED or lanes.shorts[i, SUPPORTED + lane] != NOT_HELD:
                continue
            scope = ambition == 2 or (ambition == 1 and organisations[i].region == 0)
            if not (scope or lanes.bytes[i, PILOT + lane]):
                continue
            if lanes.floats[i, COOL_OFF + lane] > 0.0:
                continue
            moving = names.COMMITTED <= stage <= names.IMPLEMENTING
            if each == 0 and passes == 2 and moving != (target == partner.COMMITTED_FIRST):
                continue
            lanes.shorts[i, SUPPORTED + lane] = 0
            free -= 1
