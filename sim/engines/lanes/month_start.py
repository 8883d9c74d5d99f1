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
)
from sim.engines.lanes.start import fit_again
from sim.params import names
from sim.process import decisions, partner
from sim.process.stages import is_live
from sim.process.state import NOT_HELD
from sim.rules import evidence
from sim.rules.compiled import apart, rows_rule, where


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
        helping = settle_caseload(p, month, slots, queue, system.region, lanes)
    if live:
        spread_evidence(system, along, within, lanes)
    else:
        fill(lanes.of_month, REACH, 0.0)
    if p.pilots == 0 and stocked:
        fit_again(p, system, organisations, by_type, lanes)
    return helping


@rows_rule
def stock_up(p, month, live, of_month):  # type: ignore[no-untyped-def]
    """Spend on what lasts and differs by lane: tools stick with live sites, grants are paid out.

    Tell whether there are tools in some lane.
    """
    apart()
    tools, grants = (
        partner.paid_for(p, month, names.TOOLS),
        partner.paid_for(p, month, names.GRANTS),
    )
    for lane in range(LANES):
        of_month[SPENT + lane] += partner.spent_on_tools(p, tools, live[lane])
        of_month[GRANT_FUND + lane] += grants
        of_month[STOCK + lane] = partner.stock(p, of_month[SPENT + lane])
    stocked = False
    for lane in range(LANES):
        stocked |= of_month[STOCK + lane] > 0.0
    return stocked


@rows_rule
def look_ahead(p, month, organisations, live, dipping, of_month):  # type: ignore[no-untyped-def]
    """Work out what holds for all organisations of a lane: pool, advocates, share live, crowd."""
    apart()
    for lane in range(LANES):
        tools = of_month[STOCK + lane]
        of_month[REACH + lane] = partner.pool_reach(p, month, tools, organisations)
        of_month[ADVOCATES + lane] = partner.advocates(p, live[lane])
        of_month[SHARE_LIVE + lane] = evidence.share(live[lane], organisations)
        of_month[CROWD + lane] = partner.crowd(p, dipping[lane], organisations)


@rows_rule
def everybody_shows(p, month, lanes):  # type: ignore[no-untyped-def]
    """Bring stages up to date, and work out what is shown and made; tell whether anybody is live.

    Where nobody is live or has given up, before or now, all stays at zero.
    """
    apart()
    fill(lanes.of_month, EVERYWHERE, 0.0)
    seen = 0
    for i in range(len(lanes.stages)):
        before = now = lanes.stages[i]
        if lanes.moved[i]:
            now = stand(lanes.bytes[i])
            lanes.stages[i], lanes.moved[i] = now, False
        seen |= now
        if (before | now) & SHOWING:
            show(p, month, lanes.bytes[i], lanes.floats[i], lanes.of_month)
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
def show(p, month, small, floats, of_month):  # type: ignore[no-untyped-def]
    """Work out what one organisation shows its neighbours and the evidence it makes (E5, E6)."""
    apart()
    for lane in range(LANES):
        stage = small[STAGE + lane]
        made = where(is_live(stage), decisions.made(p, floats[EVALUATED + lane]), 0.0)
        floats[SHOWN + lane] = decisions.shown(p, month, stage)
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
def settle_caseload(p, month, slots, queue, region, lanes):  # type: ignore[no-untyped-def]
    """Release, then fill the slots of one-to-one help in every lane."""
    apart()
    held = lanes.draws  # room
    fill(held, 0, 0)
    for i in range(len(region)):
        release(p, lanes.bytes[i], lanes.shorts[i], held)
    helping = False
    for lane in range(LANES):
        partner.fit_to_slots(
            p, month, slots, held[lane], queue[lane if lane < len(queue) else 0], region,
            lanes.bytes[:, PILOT + lane], lanes.bytes[:, STAGE + lane],
            lanes.floats[:, COOL_OFF + lane], lanes.shorts[:, SUPPORTED + lane],
        )  # fmt: skip
        helping |= held[lane] > 0 or slots > 0
    return helping


@rows_rule
def release(p, small, shorts, held):  # type: ignore[no-untyped-def]
    """Take help from those who are done or had it for long enough; count who keeps it."""
    apart()
    for lane in range(LANES):
        months = shorts[SUPPORTED + lane]
        keeps = partner.keeps_help(p, small[STAGE + lane], months)
        shorts[SUPPORTED + lane] = where(keeps, months, NOT_HELD)
        held[lane] += keeps
