"""A month with the innovation in 64 lanes: perform, learn, embed or give up, tire, move on."""

from sim.engines.lanes.layout import (
    AGE,
    APPROVALS,
    BENEFIT,
    CASE,
    CASH,
    CHAMPION,
    COMPELLED,
    COOL_OFF,
    COST,
    COUNTED,
    CROWD,
    DRAWS,
    EVALUATED,
    FATIGUE,
    GOES_LIVE,
    LANES,
    LIVED,
    NEXT,
    OTHER,
    OWN,
    PAID,
    PERFORMANCE,
    PILOT,
    PROFICIENCY,
    RANK,
    RATE,
    RISK,
    SITE_COST,
    STAGE,
    SUPPORTED,
    WAITED,
    WORTH,
    fill,
)
from sim.params import names
from sim.process import live_month, staff
from sim.process.stages import after_live_month, is_live, left_behind
from sim.process.state import NOT_READY
from sim.rules import draws
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def live(p, month, size, floats, shorts, small, lanes):  # type: ignore[no-untyped-def]
    """Live a month with the innovation where it is in use, and tell the rate of leaving it."""
    apart()
    room, marks, of_month = lanes.room, lanes.marks, lanes.of_month
    value(p, month, shorts, room)
    perform(p, month, size, floats, shorts, small, room, marks, of_month)
    count_by_age(shorts, room, marks, lanes.ages, lanes.of_age)
    learn(p, month, floats, shorts, small, room, of_month)
    rate_leaving(p, month, shorts, small, room)
    if p.contract > 0:
        rate_renewing(p, shorts, small, room)


@rows_rule
def value(p, month, shorts, room):  # type: ignore[no-untyped-def]
    """Fill the benefit at full proficiency of every lane's product as it is now."""
    if p.contract < 0:
        fill(room, WORTH, month.benefit)
        return
    for lane in range(LANES):
        room[WORTH + lane] = live_month.benefit_at(p, month, shorts[AGE + lane])


@rows_rule
def perform(p, month, size, floats, shorts, small, room, marks, of_month):  # type: ignore[no-untyped-def]
    """Work a month with the innovation: performance, worth, cost and risk (E13, E15, E20)."""
    apart()
    for lane in range(LANES):
        stage = small[STAGE + lane]
        implement = where(stage == names.IMPLEMENTING, room[OWN + lane], room[OTHER + lane])
        performed = live_month.performed(
            p, month, room[WORTH + lane], floats[PROFICIENCY + lane], implement,
            of_month[CROWD + lane],
        )  # fmt: skip
        worth = live_month.worth(p, size, performed)
        cash = live_month.cash(p, shorts[AGE + lane], worth)
        risk = live_month.safety_exposure(p, size, performed)
        counts = is_live(stage) & (small[COUNTED + lane] != 0)
        room[PERFORMANCE + lane] = performed
        floats[COST + lane] = live_month.transition_cost(p, stage, size)
        of_month[BENEFIT + lane] += where(counts, worth, 0.0)
        of_month[CASH + lane] += where(counts, cash, 0.0)
        of_month[RISK + lane] += where(counts, risk, 0.0)
        marks[LIVED + lane] = counts


@rows_rule
def count_by_age(shorts, room, marks, ages, of_age):  # type: ignore[no-untyped-def]
    """Count performance by months since go-live; the last row takes what does not count."""
    apart()
    nowhere = len(ages) - 1
    for lane in range(LANES):
        age = where(marks[LIVED + lane] != 0, shorts[AGE + lane], nowhere)
        ages[age, lane] += room[PERFORMANCE + lane]
        of_age[age, lane] += 1


@rows_rule
def learn(p, month, floats, shorts, small, room, of_month):  # type: ignore[no-untyped-def]
    """Become more proficient (E14)."""
    apart()
    for lane in range(LANES):
        stage, before = small[STAGE + lane], floats[PROFICIENCY + lane]
        implement = where(stage == names.IMPLEMENTING, room[OWN + lane], room[OTHER + lane])
        learnt = live_month.learnt(
            p, month, small[PILOT + lane] != 0, before, implement, of_month[CROWD + lane]
        )
        live = is_live(stage)
        floats[PROFICIENCY + lane] = where(live, learnt, before)
        evaluated = floats[EVALUATED + lane]
        after = live_month.evaluated_after(p, evaluated)
        floats[EVALUATED + lane] = where(live, after, evaluated)
        shorts[AGE + lane] += where(live, 1, 0)


@rows_rule
def rate_leaving(p, month, shorts, small, room):  # type: ignore[no-untyped-def]
    """Rate of giving up, in the dip or after embedding (E16)."""
    apart()
    for lane in range(LANES):
        dips = small[STAGE + lane] == names.IMPLEMENTING
        embedded = small[STAGE + lane] == names.EMBEDDED
        sustain = where(dips, room[OTHER + lane], room[OWN + lane])
        rate = live_month.abandoning(
            p, month, shorts[AGE + lane], small[COMPELLED + lane] != 0, sustain,
            room[PERFORMANCE + lane],
        )  # fmt: skip
        later = live_month.discontinuing(p, month, sustain)
        room[RATE + lane] = where(dips, rate, where(embedded, later, room[RATE + lane]))


@rows_rule
def rate_renewing(p, shorts, small, room):  # type: ignore[no-untyped-def]
    """Rate of giving up where contracts are renewed (B9)."""
    for lane in range(LANES):
        if small[STAGE + lane] == names.EMBEDDED:
            room[RATE + lane] = live_month.under_contract(
                p, shorts[AGE + lane], room[OWN + lane], room[RATE + lane]
            )


@rows_rule
def stay_or_leave(p, month, floats, small, room):  # type: ignore[no-untyped-def]
    """Take the stage that follows a live month; who gives up rolls back."""
    apart()
    for lane in range(LANES):
        stage = small[STAGE + lane]
        embeds = live_month.embeds(p, stage, floats[PROFICIENCY + lane])
        goes = after_live_month(stage, small[NEXT + lane], embeds, room[RATE + lane] != 0.0)
        leaves = is_live(stage) & (goes == names.ABANDONED)
        cool_off = live_month.cool_off_after(p, month, stage)
        small[NEXT + lane] = goes
        floats[COOL_OFF + lane] = where(leaves, cool_off, floats[COOL_OFF + lane])
        floats[PROFICIENCY + lane] = where(leaves, 0.0, floats[PROFICIENCY + lane])
        small[COMPELLED + lane] = where(leaves, 0, small[COMPELLED + lane])
        small[PAID + lane] = where(leaves, 0, small[PAID + lane])


@rows_rule
def pay_renewals(p, floats, shorts, small):  # type: ignore[no-untyped-def]
    """Charge those who stay when their contract is renewed (B9)."""
    for lane in range(LANES):
        floats[COST + lane] += live_month.renewal_cost(
            p, small[STAGE + lane], small[NEXT + lane], shorts[AGE + lane]
        )


@rows_rule
def go_live(p, month, floats, shorts, small):  # type: ignore[no-untyped-def]
    """Start in the dip, if let; else wait on."""
    apart()
    for lane in range(LANES):
        starts = small[GOES_LIVE + lane] != 0
        waited = shorts[WAITED + lane]
        waits = where(waited >= 0, waited + 1, waited)
        shorts[WAITED + lane] = where(starts, NOT_READY, waits)
        shorts[AGE + lane] = where(starts, 0, shorts[AGE + lane])
        small[NEXT + lane] = where(starts, names.IMPLEMENTING, small[NEXT + lane])
        floats[PROFICIENCY + lane] = where(starts, 0.0, floats[PROFICIENCY + lane])
        cost = live_month.go_live_cost(p, month)
        floats[COST + lane] = where(starts, cost, floats[COST + lane])


@rows_rule
def tire(p, month, floats, small):  # type: ignore[no-untyped-def]
    """Let a go-live or a failure tire the organisation, and the month refresh it (E17)."""
    apart()
    for lane in range(LANES):
        floats[FATIGUE + lane] = staff.fatigue_after(
            p, month, small[STAGE + lane], small[NEXT + lane], floats[FATIGUE + lane]
        )


@rows_rule
def lose_or_find_champion(p, month, shorts, small, words):  # type: ignore[no-untyped-def]
    """Let champions leave and come forward; it counts from next month (E17)."""
    apart()
    for lane in range(LANES):
        has = small[CHAMPION + lane] != 0
        helped = shorts[SUPPORTED + lane] >= 0
        chance = staff.champion_change(p, month, small[STAGE + lane], helped, has)
        drawn = draws.drawn(words[DRAWS + lane], month.number, staff.champion_draw(has))
        small[CHAMPION + lane] = has ^ (drawn < chance)


@rows_rule
def count_changes(small):  # type: ignore[no-untyped-def]
    """Tell in how many lanes an organisation leaves its stage."""
    apart()
    changed = 0
    for lane in range(LANES):
        changed += where(small[STAGE + lane] != small[NEXT + lane], 1, 0)
    return changed


@rows_rule
def leave_behind(p, floats, small):  # type: ignore[no-untyped-def]
    """Leave behind what belonged to the old stage."""
    apart()
    for lane in range(LANES):
        case, approvals, cool_off, compelled = left_behind(
            p, small[STAGE + lane], small[NEXT + lane], floats[RANK + lane], floats[CASE + lane],
            small[APPROVALS + lane], floats[COOL_OFF + lane], small[COMPELLED + lane] != 0,
        )  # fmt: skip
        floats[CASE + lane], floats[COOL_OFF + lane] = case, cool_off
        small[APPROVALS + lane], small[COMPELLED + lane] = approvals, compelled


@rows_rule
def go_on_helping(shorts):  # type: ignore[no-untyped-def]
    """Count another month of one-to-one help."""
    apart()
    for lane in range(LANES):
        months = shorts[SUPPORTED + lane]
        shorts[SUPPORTED + lane] = where(months >= 0, months + 1, months)


@rows_rule
def add_cost(floats, small, of_month):  # type: ignore[no-untyped-def]
    """Add what one organisation paid this month."""
    apart()
    for lane in range(LANES):
        of_month[SITE_COST + lane] += where(small[COUNTED + lane] != 0, floats[COST + lane], 0.0)
