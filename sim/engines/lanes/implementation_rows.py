"""A month with the innovation in 64 lanes: perform, learn, embed or give up, tire, move on."""

from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Lanes, Rows, fill, snapshot_of_lane
from sim.networks.system import Floats, Whole
from sim.outcomes.counts import Counts
from sim.params import names
from sim.process import live_month, staff, trust
from sim.process.settings import Settings
from sim.process.stages import after_live_month, is_live, left_behind
from sim.process.state import Month, Organisation
from sim.rules import draws, own_use
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def live(p: Settings, month: Month, size: float, rows: Rows, lanes: Lanes) -> None:
    """Live a month with the innovation where it is in use, and fill the rate of leaving it."""
    apart()
    value(p, month, rows)
    perform(p, month, size, rows)
    count_by_age(rows, lanes.ages, lanes.of_age)
    learn(p, month, rows)
    rate_leaving(p, month, rows)
    if p.contract > 0:
        rate_renewing(p, rows)


@rows_rule
def value(p: Settings, month: Month, rows: Rows) -> None:
    """Fill the benefit at full proficiency of each lane's product at its present age."""
    apart()
    if live_month.is_steady(p):
        fill(rows.scratch, at.WORTH, live_month.benefit_at(p, month, 0))
        return
    for lane in range(LANES):
        rows.scratch[at.WORTH + lane] = live_month.benefit_at(p, month, rows.months[at.AGE + lane])


@rows_rule
def perform(p: Settings, month: Month, size: float, rows: Rows) -> None:
    """Work a month with the innovation: performance, benefit and risk (E13, E15, E20)."""
    apart()
    amounts, states, scratch, of_month = rows.amounts, rows.states, rows.scratch, rows.of_month
    for lane in range(LANES):
        stage, age = states[at.STAGE + lane], rows.months[at.AGE + lane]
        dips = stage == names.IMPLEMENTING
        implement = where(dips, scratch[at.OWN + lane], scratch[at.OTHER + lane])
        performed = live_month.performed(
            p, month, scratch[at.WORTH + lane], amounts[at.PROFICIENCY + lane], implement,
            of_month[at.CROWD + lane],
        )  # fmt: skip
        worth = live_month.worth(p, size, performed)
        cash = live_month.cash(p, age, worth)
        risk = live_month.safety_exposure(p, size, performed)
        counts = is_live(stage) & (states[at.COUNTED + lane] != 0)
        amounts[at.PERFORMANCE + lane] = performed
        amounts[at.COST + lane] = live_month.running_cost(p, month, stage, age, size)
        of_month[at.BENEFIT + lane] += where(counts, worth, 0.0)
        of_month[at.CASH + lane] += where(counts, cash, 0.0)
        of_month[at.RISK + lane] += where(counts, risk, 0.0)
        rows.answers[at.LIVED + lane] = counts


@rows_rule
def expose(p: Settings, month: Month, size: float, rows: Rows) -> None:
    """Add the risk of use that nobody approved, where the organisation is not live (E24)."""
    apart()
    risk = live_month.unapproved_exposure(p, month, size)
    for lane in range(LANES):
        counts = ~is_live(rows.states[at.STAGE + lane]) & (rows.states[at.COUNTED + lane] != 0)
        rows.of_month[at.RISK + lane] += where(counts, risk, 0.0)


@rows_rule
def count_by_age(rows: Rows, ages: Floats, of_age: Whole) -> None:
    """Count performance by months since go-live; the last row takes what is not counted."""
    apart()
    nowhere = len(ages) - 1
    for lane in range(LANES):
        age = where(rows.answers[at.LIVED + lane] != 0, rows.months[at.AGE + lane], nowhere)
        age = min(age, nowhere)  # a site may have been live for longer than the run
        ages[age, lane] += rows.amounts[at.PERFORMANCE + lane]
        of_age[age, lane] += 1


@rows_rule
def learn(p: Settings, month: Month, rows: Rows) -> None:
    """Become more proficient (E14)."""
    apart()
    amounts, states, scratch = rows.amounts, rows.states, rows.scratch
    for lane in range(LANES):
        stage, before = states[at.STAGE + lane], amounts[at.PROFICIENCY + lane]
        dips = stage == names.IMPLEMENTING
        implement = where(dips, scratch[at.OWN + lane], scratch[at.OTHER + lane])
        pilot, crowd = states[at.PILOT + lane] != 0, rows.of_month[at.CROWD + lane]
        learnt = live_month.learnt(p, month, pilot, before, implement, crowd)
        live = is_live(stage)
        amounts[at.PROFICIENCY + lane] = where(live, learnt, before)
        evaluated = amounts[at.EVALUATED + lane]
        amounts[at.EVALUATED + lane] = live_month.evaluated_after(p, stage, evaluated)
        rows.months[at.AGE + lane] += where(live, 1, 0)


@rows_rule
def rate_leaving(p: Settings, month: Month, rows: Rows) -> None:
    """Rate of giving up, in the dip or after embedding (E16)."""
    apart()
    states, scratch = rows.states, rows.scratch
    for lane in range(LANES):
        dips = states[at.STAGE + lane] == names.IMPLEMENTING
        embedded = states[at.STAGE + lane] == names.EMBEDDED
        sustain = where(dips, scratch[at.OTHER + lane], scratch[at.OWN + lane])
        rate = live_month.abandoning(
            p, month, rows.months[at.AGE + lane], states[at.COMPELLED + lane] != 0, sustain,
            rows.amounts[at.PERFORMANCE + lane],
        )  # fmt: skip
        later = live_month.discontinuing(p, month, sustain)
        scratch[at.RATE + lane] = where(dips, rate, where(embedded, later, scratch[at.RATE + lane]))


@rows_rule
def rate_renewing(p: Settings, rows: Rows) -> None:
    """Rate of giving up where contracts are renewed (B9)."""
    apart()
    scratch = rows.scratch
    for lane in range(LANES):
        rate = scratch[at.RATE + lane]
        bound = live_month.under_contract(
            p, rows.months[at.AGE + lane], scratch[at.OWN + lane], rate
        )
        embedded = rows.states[at.STAGE + lane] == names.EMBEDDED
        scratch[at.RATE + lane] = where(embedded, bound, rate)


@rows_rule
def hold(p: Settings, m: int, rows: Rows, counts: Counts) -> None:
    """Lock in those who want to leave until their contract is renewed, and count them (B9)."""
    apart()
    states, changed = rows.states, 0
    for lane in range(LANES):
        before = states[at.LOCKED + lane] != 0
        wants = before | (rows.scratch[at.RATE + lane] != 0.0)
        bound = live_month.is_bound(p, states[at.STAGE + lane], rows.months[at.AGE + lane])
        locked = wants & bound
        rows.scratch[at.RATE + lane] = where(wants & (not locked), 1.0, 0.0)
        rows.answers[at.WAS_LOCKED + lane] = before
        states[at.LOCKED + lane] = locked
        changed += where(before != locked, 1, 0)
    if changed > 0:
        count_locked(m, rows, counts)


@rows_rule
def count_locked(m: int, rows: Rows, counts: Counts) -> None:
    """Count organisations that are locked in from this month on, or no longer, lane by lane."""
    for lane in range(LANES):
        if rows.states[at.COUNTED + lane]:
            more = rows.states[at.LOCKED + lane] - rows.answers[at.WAS_LOCKED + lane]
            counts.locked_in[lane, m] += more


@rows_rule
def stay_or_leave(p: Settings, month: Month, rows: Rows) -> None:
    """Take the stage after a live month; those who give up roll back."""
    apart()
    amounts, states = rows.amounts, rows.states
    for lane in range(LANES):
        stage = states[at.STAGE + lane]
        embeds = live_month.embeds(p, stage, amounts[at.PROFICIENCY + lane])
        happens = rows.scratch[at.RATE + lane] != 0.0
        goes = after_live_month(stage, states[at.NEXT + lane], embeds, happens)
        leaves = is_live(stage) & (goes == names.ABANDONED)
        proficiency, cool_off, compelled, paid = live_month.rolled_back(
            p, month, stage, leaves, amounts[at.PROFICIENCY + lane], amounts[at.COOL_OFF + lane],
            states[at.COMPELLED + lane] != 0, states[at.PAID + lane] != 0,
        )  # fmt: skip
        states[at.NEXT + lane] = goes
        amounts[at.PROFICIENCY + lane], amounts[at.COOL_OFF + lane] = proficiency, cool_off
        states[at.COMPELLED + lane], states[at.PAID + lane] = compelled, paid


@rows_rule
def pay_renewals(p: Settings, size: float, rows: Rows) -> None:
    """Charge those who stay when their contract is renewed (B9)."""
    apart()
    for lane in range(LANES):
        rows.amounts[at.COST + lane] += live_month.renewal_cost(
            p, rows.states[at.STAGE + lane], rows.states[at.NEXT + lane],
            rows.months[at.AGE + lane], size,
        )  # fmt: skip


@rows_rule
def go_live(p: Settings, month: Month, size: float, rows: Rows) -> None:
    """Start in the dip if admitted; else wait on."""
    apart()
    amounts, months, states = rows.amounts, rows.months, rows.states
    for lane in range(LANES):
        starts = states[at.GOES_LIVE + lane] != 0
        proficiency, performed, months[at.AGE + lane], waited = live_month.started(
            starts, amounts[at.PROFICIENCY + lane], amounts[at.PERFORMANCE + lane],
            months[at.AGE + lane], months[at.WAITED + lane],
        )  # fmt: skip
        months[at.WAITED + lane] = waited
        amounts[at.PROFICIENCY + lane], amounts[at.PERFORMANCE + lane] = proficiency, performed
        states[at.NEXT + lane] = where(starts, names.IMPLEMENTING, states[at.NEXT + lane])
        cost = size * live_month.paid_to_start(p)
        amounts[at.COST + lane] = where(starts, cost, amounts[at.COST + lane])


@rows_rule
def tire(p: Settings, month: Month, rows: Rows) -> None:
    """Let a go-live or a failure add fatigue, and the month lower it (E17)."""
    apart()
    fatigue = rows.amounts[at.FATIGUE : at.FATIGUE + LANES]
    for lane in range(LANES):
        stage, goes = rows.states[at.STAGE + lane], rows.states[at.NEXT + lane]
        fatigue[lane] = staff.fatigue_after(p, month, stage, goes, fatigue[lane])


@rows_rule
def change_trust(p: Settings, month: Month, me: Organisation, rows: Rows) -> None:
    """Let trust in what others tell be built and lost; it counts from next month (E21)."""
    apart()
    for lane in range(LANES):
        rows.amounts[at.TRUST + lane] = trust.trust_after(
            p, month, me, snapshot_of_lane(lane, rows), rows.scratch[at.GAVE_UP + lane],
            rows.states[at.COMPELLED + lane] != 0,
        )  # fmt: skip


@rows_rule
def lose_or_find_champion(p: Settings, month: Month, rows: Rows) -> None:
    """Let champions leave and come forward; it counts from next month (E17)."""
    apart()
    for lane in range(LANES):
        has = rows.states[at.CHAMPION + lane] != 0
        helped = rows.months[at.SUPPORTED + lane] >= 0
        chance = staff.champion_change(p, month, rows.states[at.STAGE + lane], helped, has)
        drawn = draws.drawn(rows.words[lane], month.number, staff.champion_draw(has))
        rows.states[at.CHAMPION + lane] = has ^ (drawn < chance)


@rows_rule
def count_changes(rows: Rows) -> int:
    """Return in how many lanes an organisation leaves its stage."""
    apart()
    changed = 0
    for lane in range(LANES):
        changed += where(rows.states[at.STAGE + lane] != rows.states[at.NEXT + lane], 1, 0)
    return changed


@rows_rule
def leave_behind(p: Settings, rows: Rows) -> None:
    """Reset what belonged to the old stage."""
    apart()
    amounts, states = rows.amounts, rows.states
    for lane in range(LANES):
        compelled = states[at.COMPELLED + lane] != 0
        case, approvals, cool_off, compelled = left_behind(
            p, states[at.STAGE + lane], states[at.NEXT + lane], amounts[at.RANK + lane],
            amounts[at.CASE + lane], states[at.APPROVALS + lane], amounts[at.COOL_OFF + lane],
            compelled,
        )  # fmt: skip
        amounts[at.CASE + lane], amounts[at.COOL_OFF + lane] = case, cool_off
        states[at.APPROVALS + lane], states[at.COMPELLED + lane] = approvals, compelled


@rows_rule
def go_on_helping(rows: Rows) -> None:
    """Count another month of one-to-one help."""
    apart()
    for lane in range(LANES):
        months = rows.months[at.SUPPORTED + lane]
        rows.months[at.SUPPORTED + lane] = where(months >= 0, months + 1, months)


@rows_rule
def work(p: Settings, size: float, rows: Rows) -> None:
    """Add up one organisation's month: its days of work, all that it cost, its size if it is live.

    size  1 for an average organisation
    """
    apart()
    states, of_month = rows.states, rows.of_month
    for lane in range(LANES):
        counts = states[at.COUNTED + lane] != 0
        days = live_month.days(
            p, states[at.STAGE + lane], states[at.NEXT + lane], states[at.COMPELLED + lane] != 0,
            size,
        )  # fmt: skip
        cost = live_month.cost(p, rows.amounts[at.COST + lane], days)
        of_month[at.DAYS + lane] += where(counts, days, 0.0)
        of_month[at.SITE_COST + lane] += where(counts, cost, 0.0)
        served = counts & is_live(states[at.NEXT + lane])
        of_month[at.LIVE_SIZE + lane] += where(served, size, 0.0)


@rows_rule
def add_users(month: Month, rows: Rows) -> None:
    """Add the share of staff of one organisation who use it after this month (E24)."""
    apart()
    for lane in range(LANES):
        using = own_use.using(month.own_use, rows.amounts[at.PROFICIENCY + lane])
        counts = rows.states[at.COUNTED + lane] != 0
        rows.of_month[at.USING + lane] += where(counts, using, 0.0)
