"""The compiled engine: many runs, to count.

The same month as in `sim.engines.agents`, as loops over records: the partner acts, everybody
decides from the state at the start of the month, go-lives are admitted, everybody acts, the record
is taken.  One replicate at a time; `sim.engines.lanes` takes 64 at once.
"""

import numpy as np

from sim.engines.maturity_line import maturity_line, pool_evidence
from sim.networks.system import Arrays, Floats, Whole
from sim.outcomes.counts import (
    Counts,
    count_first_live,
    count_month,
    count_never_live,
    count_record,
)
from sim.params import names
from sim.process import barriers, contacts, decisions, implementation, partner, sums, trust
from sim.process import start as start_of_run
from sim.process.aid import Aid, give
from sim.process.initial_conditions import InitialConditions
from sim.process.settings import Settings
from sim.process.stages import in_practice, is_live
from sim.process.state import (
    FUND,
    SIGHT,
    Column,
    Line,
    Month,
    Organisation,
    Organisations,
    Records,
    Sight,
    Ties,
)
from sim.rules import evidence
from sim.rules.compiled import kernel, part, rule, where


@kernel
def run_block(
    system: Arrays,
    start: InitialConditions,
    categories: Whole,
    groups: Whole,
    settings: Records[Settings],
    row_of: Whole,
    addresses: np.ndarray,
    organisations: Organisations,
    ties: Ties,
    months: Records[Month],
    aid: Aid,
    counts: Counts,
) -> None:
    """Run every replicate of a block on one system and count.

    system         sim.networks.system.Arrays
    start          sim.process.initial_conditions.InitialConditions, [R, N]
    categories     int64[R, N], groups int64[N, 4]  as sim.outcomes.counts
    settings       structured[K]  rows of sim.process.settings: one, or one for each period
    row_of         int64[T]       month -> its row
    addresses      uint64[R]      the start of every draw's address
    organisations  structured[N], ties structured[ties], months structured[1]  as sim.process.state
    aid            sim.process.aid.Aid  what single organisations are given
    counts         sim.outcomes.counts.Counts, filled
    """
    p, month = settings[0], months[0]
    n = len(organisations)
    along, within = np.zeros(n), np.zeros(n)
    by_type = np.zeros(system.type.max() + 1)
    lived = np.zeros(n, np.bool_)
    sights = np.zeros(n, SIGHT)
    line = maturity_line(system.by_maturity, system.type)
    met = contacts.meet(p, month, ties, n)
    sums.weigh_ties(p, system.starts, ties, organisations)
    sums.fill_fades(p, system, by_type, along, within)
    for r in range(len(addresses)):
        p, month.address = settings[0], addresses[r]  # a run starts without its events
        begin(p, month, system, start, r, ties, organisations, by_type)
        for i in range(n):
            lived[i] = False
        count_first_live(counts, 0, organisations, lived)
        count_record(counts, r, 0, month.own_use, organisations, categories[r], groups)
        for t in range(p.months):
            month.number, p = t, settings[row_of[t]]
            if p.kind == 0:
                full_month(
                    p, month, system, start.queue[r], start.in_line[r], line, ties, sights, met,
                    aid, organisations, along, within, by_type,
                )  # fmt: skip
            else:
                classic_month(p, month, system.starts, start.queue[r], ties, aid, organisations)
            everybody_acts(p, month, aid, organisations)
            count_month(counts, r, t, organisations)
            if start_of_run.starts_next(p, month):
                open_programme(
                    settings[row_of[t + 1]], system, start, r, ties, organisations, by_type
                )
            count_first_live(counts, t + 1, organisations, lived)
            count_record(counts, r, t + 1, month.own_use, organisations, categories[r], groups)
        count_never_live(counts, lived)


@rule
def begin(
    p: Settings,
    month: Month,
    system: Arrays,
    start: InitialConditions,
    r: int,
    ties: Ties,
    organisations: Organisations,
    by_type: Floats,
) -> None:
    """Begin a replicate; the one before left ties as they are once its programme has started."""
    if start_of_run.starts_later(p):
        sums.weigh_ties(p, system.starts, ties, organisations)
    start_of_run.begin(p, month, start, r, organisations)
    sums.fit_tools(p, system, organisations, by_type)


@rule
def open_programme(
    p: Settings,
    system: Arrays,
    start: InitialConditions,
    r: int,
    ties: Ties,
    organisations: Organisations,
    by_type: Floats,
) -> None:
    """Let the programme start: its pilots go live, and ties carry what its plan makes usable."""
    start_of_run.take_pilots(p, start, r, organisations)
    sums.weigh_ties(p, system.starts, ties, organisations)
    if not sums.made_where_live(p):
        sums.fit_tools(p, system, organisations, by_type)


@rule
def full_month(
    p: Settings, month: Month, system: Arrays, queue: Column[int], in_line: Column[int],
    line: Records[Line], ties: Ties, sights: Records[Sight], met: Floats, aid: Aid,
    organisations: Organisations, along: Floats, within: Floats, by_type: Floats,
) -> None:  # fmt: skip
    """Let the partner act, everybody decide, and those who are ready go live."""
    open_month(p, month, system, queue, aid, organisations, sights, by_type)
    pool_evidence(line, system.by_maturity, sights, organisations, along, within, by_type)
    contacts.sum_up(
        p, month, organisations, system.by_maturity, system.type, along, within, by_type, met
    )
    everybody_decides(p, month, system.starts, ties, sights, met, aid, organisations)
    settle(p, month, in_line, organisations)


@rule
def open_month(
    p: Settings,
    month: Month,
    system: Arrays,
    queue: Column[int],
    aid: Aid,
    organisations: Organisations,
    sights: Records[Sight],
    by_type: Floats,
) -> None:
    """Let the partner spend and help, and work out what all share this month."""
    partner_acts(p, month, queue, organisations)
    month.everywhere = 0.0
    for i in range(len(organisations)):
        me = organisations[i]
        give(aid, month, i)
        decisions.show(p, month, me)
        month.everywhere += me.made
        sights[i].shown = me.shown
        sights[i].made = me.made
        sights[i].stage = me.stage
        sights[i].pilot = me.pilot
    if sums.tools_move(p, month, aid):
        for i in range(len(organisations)):
            organisations[i].source = is_live(organisations[i].stage)
        sums.fit_tools(p, system, organisations, by_type)


@rule
def partner_acts(
    p: Settings, month: Month, queue: Column[int], organisations: Organisations
) -> None:
    """Let the partner spend a month's money and help, and look ahead."""
    n = len(organisations)
    month.live, month.implementing = 0, 0
    for i in range(n):
        month.live += is_live(organisations[i].stage)
        month.implementing += organisations[i].stage == names.IMPLEMENTING
    slots = partner.spend(p, month)
    partner.mean_scope(p, month, organisations)
    partner.settle_caseload(
        p, month, slots, queue, organisations["region"], organisations["pilot"],
        organisations["stage"], organisations["cool_off"], organisations["supported"],
    )  # fmt: skip
    partner.look_ahead(p, month, n)


@rule
def everybody_decides(
    p: Settings,
    month: Month,
    starts: Whole,
    ties: Ties,
    sights: Records[Sight],
    met: Floats,
    aid: Aid,
    organisations: Organisations,
) -> None:
    """Let each organisation hear its neighbours, face its gaps and decide."""
    for i in range(len(organisations)):
        me = organisations[i]
        if contacts.meets_everybody(p):
            contacts.listen_to_all(p, month, me, i, len(organisations) - 1, met)
        else:
            listen(p, starts[i], starts[i + 1], ties, sights, me)
        give(aid, month, i)
        decisions.face_gaps(p, month, me)
        if is_live(me.stage):
            me.implement = barriers.feasible(p, month, names.IMPLEMENT)
            me.sustain = barriers.feasible(p, month, names.SUSTAIN)
        me.next = decisions.next_stage(decisions.answer, p, month, me)


@part
def listen(
    p: Settings, first: int, end: int, ties: Ties, sights: Records[Sight], me: Organisation
) -> None:
    """Let an organisation take in what its neighbours show and tell (E5-E7, E21)."""
    seen, alike, moving, gone = 0.0, 0.0, 0.0, 0.0
    me.heard = 0.0
    for k in range(first, end):
        tie = ties[k]
        peer = sights[tie.peer]
        seen += tie.trust * peer.shown
        alike += tie.carries * peer.shown
        me.heard += decisions.heard_from(p, tie.carries, peer.made, peer.pilot)
        moving += where(in_practice(peer.stage), tie.trust, 0.0)
        gone += where(trust.has_given_up(peer.stage), tie.trust, 0.0)
    decisions.look(me, seen, alike, moving, gone, end - first)


@rule
def settle(p: Settings, month: Month, in_line: Column[int], organisations: Organisations) -> None:
    """Admit those ready to go live, pay grants, and work out how crowded the dip is."""
    goes_live = organisations["goes_live"]
    partner.admit(p.wave_cap, in_line, organisations["waited"], goes_live)
    month.purse[FUND] = partner.pay_grants(
        p, month.purse[FUND], in_line, goes_live, organisations["paid"]
    )
    month.crowd = partner.crowd(p, month.implementing, len(organisations))


@rule
def classic_month(
    p: Settings, month: Month, starts: Whole, queue: Column[int], ties: Ties, aid: Aid,
    organisations: Organisations,
) -> None:  # fmt: skip
    """Decide by a classic process: one move, from the neighbours at the start of the month."""
    if p.levers:
        partner_acts(p, month, queue, organisations)
    contacts.count_adopters(p, month, organisations)
    for i in range(len(organisations)):
        me = organisations[i]
        give(aid, month, i)
        if contacts.meets_everybody(p):
            contacts.look_at_all(month, me, len(organisations) - 1)
            me.next = decisions.next_by_classic(p, month, me)
            continue
        seen, adopters = 0.0, 0
        for k in range(starts[i], starts[i + 1]):
            if organisations[ties[k].peer].stage == names.EMBEDDED:
                seen += ties[k].trust
                adopters += 1
        me.exposure = evidence.weighted_share(seen, me.weights)
        me.moving = adopters
        me.next = decisions.next_by_classic(p, month, me)


@rule
def everybody_acts(p: Settings, month: Month, aid: Aid, organisations: Organisations) -> None:
    """Let each organisation carry out what was decided."""
    for i in range(len(organisations)):
        if p.kind == 0:
            give(aid, month, i)
            implementation.act(p, month, organisations[i])
        else:
            implementation.act_by_classic(p, organisations[i])
