"""The spread partner's month: money becomes doses and stocks, help finds sites, grants are paid.

Written once for all engines, with `p` and `month` as in `sim.process.decisions`; `organisations`
are records, or agents, with the fields of `sim.process.state`, in the order of their index. Each
equation comes from `sim.rules`.
"""

from typing import Any

from sim.params.names import (
    COMMITTED,
    COMMS,
    DATA,
    EMBEDDED,
    GRANTS,
    IMPLEMENTING,
    ONE2ONE,
    PARTNER,
    STANDARD,
    TOOLS,
)
from sim.process import worth
from sim.process.settings import Settings
from sim.process.stages import has_left
from sim.process.state import (
    FUND,
    NOT_HELD,
    NOT_READY,
    SPENT_STANDARD,
    SPENT_TOOLS,
    Column,
    Month,
    Numbered,
    Organisation,
)
from sim.rules import evidence, moves, own_use, partner, performance
from sim.rules.compiled import part, rule

# Targets that look at the stage: sim.params.names.TARGETS
UNCOMMITTED_FIRST, COMMITTED_FIRST = range(2)
SITE, SYSTEM, NATIONAL = range(3)  # ambitions: sim.params.names.AMBITIONS


@rule
def spend(p: Settings, month: Month) -> int:
    """Spend one month's money; return the slots of one-to-one help it buys (E18).

    Doses end with the programme; stocks and the grant fund do not.
    """
    for lever in range(len(month.offered)):
        pays = p.cost[lever] > 0.0
        dose = partner.dose(paid_for(p, month, lever), p.cost[lever]) if pays else 0.0
        month.offered[lever] = dose
    month.offered[PARTNER] = max(month.offered[PARTNER], p.partner_dose)
    month.purse[SPENT_STANDARD] += paid_for(p, month, STANDARD)
    month.purse[SPENT_TOOLS] += spent_on_tools(p, paid_for(p, month, TOOLS), month.live)
    month.purse[FUND] += paid_for(p, month, GRANTS)
    month.offered[STANDARD] = stock(p, month.purse[SPENT_STANDARD])
    month.offered[TOOLS] = stock(p, month.purse[SPENT_TOOLS])
    return partner.slots(paid_for(p, month, ONE2ONE), p.slot)


@rule
def paid_for(p: Settings, month: Month, lever: int) -> float:
    """Money that a lever gets this month [kGBP]; none outside the programme (E18)."""
    if month.number < p.start or month.number >= p.programme:
        return 0.0
    return p.spend[phase_of(p, month.number) * len(month.offered) + lever]


@part
def spent_on_tools(p: Settings, paid: float, live: int) -> float:
    """Money for tools that has an effect, with this many live sites [kGBP] (C60)."""
    return partner.spent_with_sites(paid, advocates(p, live))


@part
def stock(p: Settings, spent: float) -> float:
    """Stock of templates or of tools after this much was spent [share] (E18)."""
    return partner.stock(spent, p.stock_scale)


@part
def advocates(p: Settings, live: int) -> float:
    """How near this number of live sites comes to the most advocates possible [share] (E6)."""
    return evidence.advocates(live, p.advocates_from)


@rule
def phase_of(p: Settings, month: int) -> int:
    """Return the phase of the programme in a month."""
    phase = 0
    for each in range(len(p.phase_from)):
        if month >= p.phase_from[each]:
            phase = each
    return phase


@rule
def look_ahead(p: Settings, month: Month, organisations: int) -> None:
    """Work out what all share this month: pool, share live, own use, winter, mandate.

    organisations  how many there are
    """
    month.reach = pool_reach(p, month, month.offered[TOOLS], organisations)
    month.advocates = advocates(p, month.live)
    month.share_live = evidence.share(month.live, organisations)
    month.winter = p.winter if moves.is_winter(p.first_month, month.number) else 0.0
    month.mandated = 0 <= p.mandate_month <= month.number
    month.own_use = own_use.own_use_after(month.own_use, p.own_spread)
    worth.fill(p, month)


@part
def pool_reach(p: Settings, month: Month, tools: float, organisations: int) -> float:
    """Weight of the evidence that the partner pools, with this stock of tools (E5)."""
    return evidence.pool_reach(
        p.evidence_pooled,
        p.pooled_base,
        p.pooled_by_data * month.offered[DATA],
        p.pooled_by_tools * tools,
        p.pooled_by_comms * month.offered[COMMS],
        organisations,
        p.reference_size,
    )


@part
def crowd(p: Settings, implementing: int, organisations: int) -> float:
    """Factor by which this many sites in the dip at once hinder each other (E13)."""
    return performance.crowding(implementing, organisations, p.crowding_capacity)


@rule
def ambition_of(p: Settings, month: Month) -> int:
    """Return the ambition of a month: all, once it has been reviewed (C51)."""
    return NATIONAL if 0 <= p.ambition_review <= month.number else p.ambition


@part
def in_scope(ambition: int, region: Any, pilot: Any) -> Any:
    """Return whether one or each is in scope: pilots, the first region, or all (C51)."""
    return (ambition == NATIONAL) | pilot | ((ambition == SYSTEM) & (region == 0))


@rule
def mean_scope(p: Settings, month: Month, organisations: Numbered[Organisation]) -> None:
    """Set for everybody whether the programme reaches them at the month's ambition (C51)."""
    ambition = ambition_of(p, month)
    for i in range(len(organisations)):
        me = organisations[i]
        me.scope = in_scope(ambition, me.region, me.pilot)


# Below, a column has one entry for each organisation, of records, agents or one lane of 64.


@rule
def settle_caseload(
    p: Settings,
    month: Month,
    slots: int,
    queue: Column[int],
    region: Column[int],
    pilot: Column[bool],
    stage: Column[int],
    cool_off: Column[float],
    supported: Column[int],
) -> None:
    """Free slots of one-to-one help, then fill them.

    queue  int64[N]  the organisations in the order of help
    region, pilot, stage, cool_off, supported  [N]  as `sim.process.state`; supported is filled
    """
    held = 0
    for i in range(len(queue)):
        keeps = keeps_help(p, stage[i], supported[i])
        held += keeps
        if not keeps:
            supported[i] = NOT_HELD
    fit_to_slots(p, month, slots, held, queue, region, pilot, stage, cool_off, supported)


@part
def keeps_help(p: Settings, stage: int, supported: int) -> bool:
    """Return whether an organisation keeps its slot: not once done, nor after long enough."""
    helped = (supported != NOT_HELD) & (supported < p.longest_support)
    return helped & (stage != EMBEDDED) & (not has_left(stage))


@rule
def fit_to_slots(
    p: Settings,
    month: Month,
    slots: int,
    held: int,
    queue: Column[int],
    region: Column[int],
    pilot: Column[bool],
    stage: Column[int],
    cool_off: Column[float],
    supported: Column[int],
) -> None:
    """Take slots back, or give free ones out, so that all slots are in use and no more."""
    if held > slots:
        release_latest(held - slots, queue, supported)
    elif held < slots:
        ambition = ambition_of(p, month)
        give_out(p.target, ambition, slots - held, queue, region, pilot, stage, cool_off, supported)


@rule
def release_latest(surplus: int, queue: Column[int], supported: Column[int]) -> None:
    """Take slots back from the latest to get one, and among those from the end of the queue."""
    months = 0
    while surplus > 0:
        for k in range(len(queue) - 1, -1, -1):
            if surplus > 0 and supported[queue[k]] == months:
                supported[queue[k]] = NOT_HELD
                surplus -= 1
        months += 1


@rule
def give_out(
    target: int,
    ambition: int,
    free: int,
    queue: Column[int],
    region: Column[int],
    pilot: Column[bool],
    stage: Column[int],
    cool_off: Column[float],
    supported: Column[int],
) -> None:
    """Give free slots out along the queue; two targets first pass by those at other stages."""
    passes = 2 if target <= COMMITTED_FIRST else 1
    for each in range(passes):
        for k in range(len(queue)):
            i = queue[k]
            if free == 0:
                return
            taken = supported[i] != NOT_HELD or not in_scope(ambition, region[i], pilot[i] != 0)
            if taken or stage[i] == EMBEDDED or cool_off[i] > 0.0:
                continue
            moving = COMMITTED <= stage[i] <= IMPLEMENTING
            if each == 0 and passes == 2 and moving != (target == COMMITTED_FIRST):
                continue
            supported[i] = 0
            free -= 1


@rule
def admit(cap: int, in_line: Column[int], waited: Column[int], goes_live: Column[bool]) -> None:
    """Let those who are ready go live: all, or up to the wave cap, longest waiting first.

    cap        go-lives this month; below 0 for no cap
    in_line    int64[N]  the organisations in order, readiest first
    waited     [N]       months that each has been ready, or NOT_READY
    goes_live  bool[N]   filled
    """
    ready, longest = 0, NOT_READY
    for i in range(len(in_line)):
        goes_live[i] = waited[i] >= 0 and cap < 0
        ready += waited[i] >= 0
        longest = max(longest, waited[i])
    room = min(cap, ready)
    while room > 0:
        for k in range(len(in_line)):
            i = in_line[k]
            if room > 0 and waited[i] == longest:
                goes_live[i] = True
                room -= 1
        longest -= 1


@rule
def pay_grants(
    p: Settings, fund: float, in_line: Column[int], goes_live: Column[bool], paid: Column[bool]
) -> float:
    """Pay a grant to each site that goes live, the readiest first; return what is left [kGBP].

    fund  [kGBP]  the grant fund; paid  bool[N]  updated
    """
    for k in range(len(in_line)):
        if fund < p.grant:
            return fund
        if goes_live[in_line[k]]:
            fund -= p.grant
            paid[in_line[k]] = True
    return fund
