"""A month opens in 64 lanes: the partner spends and helps, sites show, pools fill."""

from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Block, Lanes, Rows, fill, rows_of, some_above
from sim.engines.lanes.start import fit_again
from sim.networks.system import Floats, Whole
from sim.params import names
from sim.process import decisions, partner, sums
from sim.process.aid import Aid, give, holds
from sim.process.settings import Settings
from sim.process.stages import is_live
from sim.process.state import NOT_HELD, Month
from sim.rules import evidence
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def open_month(p: Settings, month: Month, block: Block, helping: bool, lanes: Lanes) -> bool:
    """Open a month in every lane; return whether anybody has one-to-one help."""
    apart()
    n = len(block.organisations)
    month.live = 0  # what depends on who is live differs by lane: below
    slots = partner.spend(p, month)
    partner.look_ahead(p, month, n)
    stocked = look_ahead(p, month, n, lanes)
    live = everybody_shows(p, month, block.system.region, block.aid, lanes)
    if slots > 0 or helping:
        helping = settle_caseload(p, month, slots, block, lanes)
    if live:
        spread_evidence(block, lanes)
    else:
        fill(lanes.of_month, at.REACH, 0.0)
    if sums.made_where_live(p) and (stocked or holds(block.aid, names.TOOLS)):
        fit_again(p, block, lanes)
    for row in (at.BENEFIT, at.CASH, at.SITE_COST, at.DAYS, at.RISK, at.LIVE_SIZE, at.USING):
        fill(lanes.of_month, row, 0.0)
    return helping


@rows_rule
def look_ahead(p: Settings, month: Month, n: int, lanes: Lanes) -> bool:
    """Work out what all n organisations of a lane share; return whether some lane has tools.

    Money for tools depends on live sites and grants are paid out, so what lasts differs by lane.
    """
    apart()
    live, dipping, of_month = lanes.live, lanes.dipping, lanes.of_month
    tools = partner.paid_for(p, month, names.TOOLS)
    grants = partner.paid_for(p, month, names.GRANTS)
    for lane in range(LANES):
        of_month[at.SPENT + lane] += partner.spent_on_tools(p, tools, live[lane])
        of_month[at.GRANT_FUND + lane] += grants
        stock = partner.stock(p, of_month[at.SPENT + lane])
        of_month[at.STOCK + lane] = stock
        of_month[at.REACH + lane] = partner.pool_reach(p, month, stock, n)
        of_month[at.ADVOCATES + lane] = partner.advocates(p, live[lane])
        of_month[at.SHARE_LIVE + lane] = evidence.share(live[lane], n)
        of_month[at.CROWD + lane] = partner.crowd(p, dipping[lane], n)
    return some_above(of_month, at.STOCK, 0)


@rows_rule
def everybody_shows(p: Settings, month: Month, region: Whole, aid: Aid, lanes: Lanes) -> bool:
    """Update stages, and work out what is shown and made; return whether anybody is live.

    Where nobody is live or has given up, last month or this, everything stays at zero.
    """
    apart()
    fill(lanes.of_month, at.EVERYWHERE, 0.0)
    ambition, seen = partner.ambition_of(p, month), 0
    for i in range(len(lanes.stages)):
        lanes.everyone[i] = partner.in_scope(ambition, region[i], False)  # else only its pilots
        before = now = lanes.stages[i]
        if lanes.moved[i]:
            now = stand(rows_of(i, lanes))
            lanes.stages[i], lanes.moved[i] = now, False
        seen |= now
        if (before | now) & at.SHOWING:
            give(aid, month, i)
            show(p, month, rows_of(i, lanes))
    return seen & at.LIVE != 0


@rows_rule
def stand(rows: Rows) -> int:
    """Take the stage decided on; return the stages present, as bits."""
    apart()
    for lane in range(LANES):
        rows.states[at.STAGE + lane] = rows.states[at.NEXT + lane]
    stages = 0
    for stage in range(8):
        there = False
        for lane in range(LANES):
            there |= rows.states[at.NEXT + lane] == stage
        stages |= there << stage
    return stages


@rows_rule
def show(p: Settings, month: Month, rows: Rows) -> None:
    """Work out what one organisation shows its neighbours and the evidence it makes (E5, E6)."""
    apart()
    for lane in range(LANES):
        stage = rows.states[at.STAGE + lane]
        made = where(is_live(stage), decisions.made(p, rows.amounts[at.EVALUATED + lane]), 0.0)
        performed = rows.amounts[at.PERFORMANCE + lane]
        rows.amounts[at.SHOWN + lane] = decisions.shown(p, month, stage, performed)
        rows.amounts[at.MADE + lane] = made
        rows.of_month[at.EVERYWHERE + lane] += made


@rows_rule
def spread_evidence(block: Block, lanes: Lanes) -> None:
    """Sum the evidence of all sites by nearness, as `sim.process.sums.spread_of_evidence`."""
    apart()
    system, along, within = block.system, block.along, block.within
    n = len(system.by_maturity)
    for row in range(len(lanes.carried)):
        fill(lanes.carried[row], 0, 0.0)
    for k in range(n):
        i = system.by_maturity[k]
        of_type = lanes.carried[1 + system.type[i]]
        forward(along[k], within[k], lanes.carried[0], of_type, lanes.amounts[i])
    for row in range(len(lanes.carried)):
        fill(lanes.carried[row], 0, 0.0)
    for k in range(n - 1, -1, -1):
        i = system.by_maturity[k]
        of_type = lanes.carried[1 + system.type[i]]
        backward(along[k], within[k], lanes.carried[0], of_type, lanes.amounts[i])


@rows_rule
def forward(along: float, within: float, total: Floats, of_type: Floats, amounts: Floats) -> None:
    """Carry evidence on to one organisation from less mature ones."""
    apart()
    for lane in range(LANES):
        made = amounts[at.MADE + lane]
        everybody = total[lane] * along + made
        alike = of_type[lane] * within + made
        total[lane], of_type[lane] = everybody, alike
        amounts[at.ALIKE + lane], amounts[at.ALIKE_SAME_TYPE + lane] = everybody, alike


@rows_rule
def backward(along: float, within: float, total: Floats, of_type: Floats, amounts: Floats) -> None:
    """Carry evidence on to one organisation from more mature ones."""
    apart()
    for lane in range(LANES):
        made = amounts[at.MADE + lane]
        amounts[at.ALIKE + lane] += total[lane]
        amounts[at.ALIKE_SAME_TYPE + lane] += of_type[lane]
        total[lane] = (total[lane] + made) * along
        of_type[lane] = (of_type[lane] + made) * within


@rows_rule
def settle_caseload(p: Settings, month: Month, slots: int, block: Block, lanes: Lanes) -> bool:
    """Free slots of one-to-one help, then fill them, in every lane."""
    apart()
    queue, region = block.start.queue, block.system.region
    held = lanes.words  # nothing is drawn yet
    fill(held, 0, 0)
    for i in range(len(region)):
        release(p, rows_of(i, lanes))
    helping = False
    for lane in range(LANES):
        partner.fit_to_slots(
            p, month, slots, held[lane], queue[lane if lane < len(queue) else 0], region,
            lanes.states[:, at.PILOT + lane], lanes.states[:, at.STAGE + lane],
            lanes.amounts[:, at.COOL_OFF + lane], lanes.months[:, at.SUPPORTED + lane],
        )  # fmt: skip
        helping |= held[lane] > 0 or slots > 0
    return helping


@rows_rule
def release(p: Settings, rows: Rows) -> None:
    """Take help from those who are done or have had it for long enough; count those who keep it."""
    apart()
    for lane in range(LANES):
        months = rows.months[at.SUPPORTED + lane]
        keeps = partner.keeps_help(p, rows.states[at.STAGE + lane], months)
        rows.months[at.SUPPORTED + lane] = where(keeps, months, NOT_HELD)
        rows.words[lane] += keeps
