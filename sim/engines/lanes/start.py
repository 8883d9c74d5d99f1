"""Record 0 in 64 lanes: each replicate starts as records and is then laid into its lane."""

from sim.engines.lanes import counters
from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Block, Lanes, Rows, Shorts, fill, rows_of
from sim.networks.system import Flags, Floats, Whole
from sim.outcomes.counts import Counts, count_first_live, count_record
from sim.params.names import IMPLEMENTING
from sim.process import start, sums
from sim.process.settings import Settings
from sim.process.stages import is_live
from sim.process.state import NOT_HELD, NOT_READY, Month, Organisation
from sim.rules.compiled import rows_rule


@rows_rule
def begin(
    p: Settings, month: Month, block: Block, lived: Flags, lanes: Lanes, counts: Counts
) -> None:
    """Start every replicate and count record 0; lanes without one repeat the first, uncounted."""
    organisations, replicates = block.organisations, len(counts.stages)
    for lane in range(LANES):
        r = lane if lane < replicates else 0
        start.begin(p, month, block.start, r, organisations)
        sums.fit_tools(p, block.system, organisations, block.by_type)
        lay(p, block, block.categories[r], lane, lane < replicates, lanes)
        if lane < replicates:
            for i in range(len(lived)):
                lived[i] = False
            count_first_live(counts, 0, organisations, lived)
            count_record(
                counts, r, 0, month.own_use, organisations, block.categories[r], block.groups
            )


@rows_rule
def lay(p: Settings, block: Block, categories: Whole, lane: int, real: bool, lanes: Lanes) -> None:
    """Lay the records of one replicate into its lane; everything else stays at zero."""
    for i in range(len(block.organisations)):
        me = block.organisations[i]
        states = lanes.states[i]
        lay_numbers(me, lane, lanes.amounts[i], lanes.months[i])
        states[at.STAGE + lane] = me.stage
        states[at.NEXT + lane] = me.stage
        states[at.CHAMPION + lane] = me.champion
        states[at.PILOT + lane] = me.pilot
        states[at.COUNTED + lane] = me.counted and real
        states[at.EVER_LIVE + lane] = me.ever_live
        states[at.EVER_ABANDONED + lane] = me.ever_abandoned
        states[at.APPROVALS + lane] = me.approvals
        states[at.PHASE + lane] = me.phase
        states[at.CATEGORY + lane] = categories[i]
        lanes.stages[i] |= 1 << me.stage
        lanes.piloted[i] |= me.pilot
        lanes.tired[i] |= start.is_tired(p, me)
        lanes.live[lane] += is_live(me.stage)
        lanes.dipping[lane] += me.stage == IMPLEMENTING


@rows_rule
def lay_numbers(me: Organisation, lane: int, amounts: Floats, months: Shorts) -> None:
    """Lay the measures of one organisation, and its counts of months, into its lane."""
    amounts[at.RANK + lane] = me.rank
    amounts[at.FATIGUE + lane] = me.fatigue
    amounts[at.FIT + lane] = me.fit
    amounts[at.TRUST + lane] = me.trust
    amounts[at.PROFICIENCY + lane] = me.proficiency
    amounts[at.PERFORMANCE + lane] = me.performance
    amounts[at.CASE + lane] = me.case
    amounts[at.CLOCK + lane] = me.clock
    amounts[at.COOL_OFF + lane] = me.cool_off
    amounts[at.EVALUATED + lane] = me.evaluated
    months[at.AGE + lane] = me.age
    months[at.SINCE + lane] = -me.stay
    months[at.WAITED + lane] = me.waited
    months[at.SUPPORTED + lane] = NOT_HELD


@rows_rule
def fit_again(p: Settings, block: Block, lanes: Lanes) -> None:
    """Work out how well tools fit where every live site is their source, lane by lane."""
    organisations = block.organisations
    for lane in range(LANES):
        for i in range(len(organisations)):
            organisations[i].source = is_live(lanes.states[i, at.STAGE + lane])
        fit(p, lane, block, lanes)


@rows_rule
def fit(p: Settings, lane: int, block: Block, lanes: Lanes) -> None:
    """Lay into one lane how well tools from its source sites fit each organisation."""
    organisations = block.organisations
    sums.fit_tools(p, block.system, organisations, block.by_type)
    for i in range(len(organisations)):
        lanes.amounts[i, at.FIT + lane] = organisations[i].fit


@rows_rule
def open_programme(p: Settings, m: int, block: Block, lanes: Lanes, counts: Counts) -> None:
    """Let the programme start at record m: its pilots go live, and its plan carries evidence."""
    organisations = block.organisations
    sums.weigh_ties(p, block.system.starts, block.ties, organisations)
    if not start.takes_pilots_later(p):
        return
    fill(lanes.of_month, at.LIVE_SIZE, 0.0)  # summed anew, in the order of the organisations
    for i in range(len(organisations)):
        rows = rows_of(i, lanes)
        for lane in range(LANES):
            r = lane if lane < len(counts.stages) else 0
            if block.start.pilot[r, i]:
                lanes.piloted[i] = True
                rows.states[at.PILOT + lane] = True
                take_pilot(p, m, i, lane, block.groups[i], rows, lanes, counts)
        add_size(organisations[i].size, rows)
    for lane in range(LANES):
        for i in range(len(organisations)):
            organisations[i].source = lanes.states[i, at.PILOT + lane] != 0
        fit(p, lane, block, lanes)


@rows_rule
def take_pilot(
    p: Settings, m: int, i: int, lane: int, groups: Whole, rows: Rows, lanes: Lanes, counts: Counts
) -> None:
    """Let a pilot go live in one lane unless it is, as `sim.process.start.go_live_as_pilot`."""
    states, stage = rows.states, rows.states[at.NEXT + lane]
    if is_live(stage):
        return
    goes = start.stage_of_pilots(p)
    counters.count_move(m, i, lane, stage, goes, groups, rows, lanes, counts)
    lanes.moved[i] = True
    states[at.NEXT + lane] = goes
    states[at.COMPELLED + lane] = False
    states[at.APPROVALS + lane] = 0
    rows.months[at.AGE + lane] = 0
    rows.months[at.WAITED + lane] = NOT_READY
    for row in (at.PROFICIENCY, at.PERFORMANCE, at.CASE, at.CLOCK, at.COOL_OFF):
        rows.amounts[row + lane] = 0.0


@rows_rule
def add_size(size: float, rows: Rows) -> None:
    """Add the size of one organisation to what is live, lane by lane."""
    for lane in range(LANES):
        live = is_live(rows.states[at.NEXT + lane]) and rows.states[at.COUNTED + lane] != 0
        rows.of_month[at.LIVE_SIZE + lane] += size if live else 0.0
