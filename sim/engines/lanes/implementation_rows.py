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
    where,
)
from sim.params import names
from sim.process import barriers, decisions, implementation
from sim.process.state import NOT_READY
from sim.rules import balances, draws, moves, performance
from sim.rules.compiled import apart, rows_rule


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
    """Fill the benefit at full proficiency of every lane's product as it is now (B9)."""
    fill(room, WORTH, month.benefit)
    if p.contract >= 0:
        for lane in range(LANES):
            room[WORTH + lane] = implementation.benefit_at(p, month, shorts[AGE + lane])


@rows_rule
def perform(p, month, size, floats, shorts, small, room, marks, of_month):  # type: ignore[no-untyped-def]
    """Work a month with the innovation: performance, worth, cost and risk (E13, E15, E20)."""
    apart()
    deepest, disruption = p.deepest_dip * p.dip_factor, p.disruption
    relief, derisk = p.dual_run_relief * p.dual_running, p.derisk_dip * month.offered[names.DERISK]
    service_value, cash_share = p.service_value, p.in_year_share * p.cash_factor
    transition = performance.transition_cost(p.transition_cost, disruption, size, p.dual_running)
    tolerance = p.tolerance
    for lane in range(LANES):
        dips = small[STAGE + lane] == names.IMPLEMENTING
        live = dips | (small[STAGE + lane] == names.EMBEDDED)
        implement = where(dips, room[OWN + lane], room[OTHER + lane])
        dip = performance.dip(
            deepest, disruption, implement, relief, of_month[CROWD + lane], derisk
        )
        performed = performance.performance(room[WORTH + lane], floats[PROFICIENCY + lane], dip)
        benefit = performance.monthly_benefit(service_value, size, performed)
        counts = live & (small[COUNTED + lane] != 0)
        cash = where(counts & (shorts[AGE + lane] < 12), cash_share * benefit, 0.0)
        risk = performance.safety_exposure(size, performed, tolerance)
        room[PERFORMANCE + lane] = performed
        floats[COST + lane] = where(dips, transition, 0.0)
        of_month[BENEFIT + lane] += where(counts, benefit, 0.0)
        of_month[CASH + lane] += cash
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
    rate, complexity = p.learning_rate * p.learning_factor, p.complexity
    by_derisk = p.derisk_learning * month.offered[names.DERISK]
    by_partner = p.partner_learning * month.offered[names.PARTNER]
    exemplar = p.exemplar_learning * month.offered[names.EXEMPLAR]
    superficiality, evaluated = p.superficiality, p.evaluated
    for lane in range(LANES):
        dips = small[STAGE + lane] == names.IMPLEMENTING
        live = dips | (small[STAGE + lane] == names.EMBEDDED)
        implement = where(dips, room[OWN + lane], room[OTHER + lane])
        speed = performance.learning_speed(
            rate, complexity, implement, by_derisk, by_partner, of_month[CROWD + lane]
        )
        perfected = performance.perfected(speed, exemplar)
        speed = where(small[PILOT + lane] != 0, perfected, speed)
        attainable = performance.attainable(superficiality, implement)
        before = floats[PROFICIENCY + lane]
        learnt = performance.learnt(before, speed, attainable)
        floats[PROFICIENCY + lane] = where(live, learnt, before)
        floats[EVALUATED + lane] += where(live, evaluated, 0.0)
        shorts[AGE + lane] += where(live, 1, 0)


@rows_rule
def rate_leaving(p, month, shorts, small, room):  # type: ignore[no-untyped-def]
    """Rate of giving up, in the dip or after embedding (E16)."""
    apart()
    abandon = p.abandon_in_dip * p.abandon_factor
    discontinue = p.discontinue_embedded * p.leaving_factor
    derisk = p.derisk_abandon * month.offered[names.DERISK]
    by_partner = p.partner_discontinue * month.offered[names.PARTNER]
    by_cop = p.cop_discontinue * month.offered[names.COP]
    penalty, tried_from = p.mandate_penalty, p.abandon_from
    for lane in range(LANES):
        dips = small[STAGE + lane] == names.IMPLEMENTING
        embedded = small[STAGE + lane] == names.EMBEDDED
        sustain = where(dips, room[OTHER + lane], room[OWN + lane])
        forced = where(small[COMPELLED + lane] != 0, penalty, 1.0)
        rate = moves.abandon_rate(abandon, sustain, room[PERFORMANCE + lane], forced, derisk)
        rate = where(shorts[AGE + lane] > tried_from, rate, 0.0)
        later = moves.discontinue_rate(discontinue, sustain, by_partner, by_cop)
        room[RATE + lane] = where(dips, rate, where(embedded, later, room[RATE + lane]))


@rows_rule
def rate_renewing(p, shorts, small, room):  # type: ignore[no-untyped-def]
    """Rate of leaving where contracts are renewed: only when one is up for renewal (B9)."""
    for lane in range(LANES):
        if small[STAGE + lane] == names.EMBEDDED:
            renewed = balances.renewal_rate(room[RATE + lane], p.renewal_drop, room[OWN + lane])
            up = decisions.is_up(p, shorts[AGE + lane])
            room[RATE + lane] = renewed if up else 0.0


@rows_rule
def stay_or_leave(p, month, floats, small, room):  # type: ignore[no-untyped-def]
    """Tell the stage that follows a live month: embedded, abandoned, or the same."""
    apart()
    embed_at, months = p.embed_at, p.cool_off_abandoned
    derisk = p.derisk_cool_off * month.offered[names.DERISK]
    sooner, later = moves.cool_off(months, derisk), moves.cool_off(months, 0.0)
    for lane in range(LANES):
        stage = small[STAGE + lane]
        dips, embedded = stage == names.IMPLEMENTING, stage == names.EMBEDDED
        embeds = dips & (floats[PROFICIENCY + lane] >= embed_at)
        leaves = (dips | embedded) & ~embeds & (room[RATE + lane] != 0.0)
        goes = where(embeds, names.EMBEDDED, small[NEXT + lane])
        small[NEXT + lane] = where(leaves, names.ABANDONED, goes)
        cool_off = where(dips, sooner, later)
        floats[COOL_OFF + lane] = where(leaves, cool_off, floats[COOL_OFF + lane])
        floats[PROFICIENCY + lane] = where(leaves, 0.0, floats[PROFICIENCY + lane])
        small[COMPELLED + lane] = where(leaves, 0, small[COMPELLED + lane])
        small[PAID + lane] = where(leaves, 0, small[PAID + lane])


@rows_rule
def pay_renewals(p, floats, shorts, small):  # type: ignore[no-untyped-def]
    """Charge those who stay when their contract is renewed (B9)."""
    renewal = performance.renewal_cost(p.renewal_cost, p.disruption)
    for lane in range(LANES):
        live = small[STAGE + lane] == names.IMPLEMENTING or small[STAGE + lane] == names.EMBEDDED
        stays = live and small[NEXT + lane] == small[STAGE + lane]
        if stays and decisions.is_up(p, shorts[AGE + lane]):
            floats[COST + lane] += renewal


@rows_rule
def go_live(p, month, floats, shorts, small):  # type: ignore[no-untyped-def]
    """Start in the dip, if let; else wait on."""
    apart()
    integration = balances.integration_cost(p.integration_cost, month.integration)
    cost = performance.go_live_cost(p.go_live_cost, p.disruption, integration) * p.site_cost_factor
    for lane in range(LANES):
        starts = small[GOES_LIVE + lane] != 0
        waited = shorts[WAITED + lane]
        waits = where(waited >= 0, waited + 1, waited)
        shorts[WAITED + lane] = where(starts, NOT_READY, waits)
        shorts[AGE + lane] = where(starts, 0, shorts[AGE + lane])
        small[NEXT + lane] = where(starts, names.IMPLEMENTING, small[NEXT + lane])
        floats[PROFICIENCY + lane] = where(starts, 0.0, floats[PROFICIENCY + lane])
        floats[COST + lane] = where(starts, cost, floats[COST + lane])


@rows_rule
def tire(p, month, floats, small):  # type: ignore[no-untyped-def]
    """Let a go-live or a failure tire the organisation, and the month refresh it (E17)."""
    apart()
    by_go_live = performance.go_live_fatigue(p.fatigue_go_live, p.disruption)
    by_derisk = p.derisk_bad_news * month.offered[names.DERISK]
    by_failure = performance.failure_fatigue(p.fatigue_failure, by_derisk)
    recovery, rest = p.fatigue_recovery, p.fatigue_start
    for lane in range(LANES):
        stage, goes = small[STAGE + lane], small[NEXT + lane]
        dips = stage == names.IMPLEMENTING
        starts = (goes == names.IMPLEMENTING) & (stage != goes)
        fails = (goes == names.ABANDONED) & dips
        added = where(starts, by_go_live, where(fails, by_failure, 0.0))
        tired = performance.fatigue_after(floats[FATIGUE + lane], added, recovery, rest)
        floats[FATIGUE + lane] = tired


@rows_rule
def lose_or_find_champion(p, month, shorts, small, words):  # type: ignore[no-untyped-def]
    """Let champions leave and come forward; it counts from next month (E17)."""
    apart()
    number, loss = month.number, p.champion_loss
    base, helped, cop = p.champion_gain, p.support_champion, month.offered[names.COP]
    cop = p.cop_champion * barriers.cop_dose(names.COMMITTED, cop)
    none = p.cop_champion * 0.0
    alone, in_group = moves.champion_gain(base, 0.0, none), moves.champion_gain(base, 0.0, cop)
    with_help = moves.champion_gain(base, helped, none)
    with_both = moves.champion_gain(base, helped, cop)
    for lane in range(LANES):
        stage, has = small[STAGE + lane], small[CHAMPION + lane] != 0
        in_practice = (stage >= names.COMMITTED) & (stage <= names.EMBEDDED)
        unhelped = where(in_practice, in_group, alone)
        gain = where(in_practice, with_both, with_help)
        gain = where(shorts[SUPPORTED + lane] >= 0, gain, unhelped)
        purpose = where(has, draws.CHAMPION_LOSS, draws.CHAMPION_GAIN)
        happens = draws.drawn(words[DRAWS + lane], number, purpose) < where(has, loss, gain)
        small[CHAMPION + lane] = has ^ happens


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
    head_start, rejected = p.head_start, p.cool_off_rejected
    for lane in range(LANES):
        stage, goes = small[STAGE + lane], small[NEXT + lane]
        drafted = where(moves.is_early(floats[RANK + lane]), head_start, 0.0)
        case = where(goes == names.AWARE, 0.0, floats[CASE + lane])
        case = where(goes == names.COMMITTED, drafted, case)
        floats[CASE + lane] = where(stage != goes, case, floats[CASE + lane])
        rejects = (goes == names.REJECTED) & (stage != goes)
        floats[COOL_OFF + lane] = where(rejects, rejected, floats[COOL_OFF + lane])
        small[COMPELLED + lane] = where(rejects, 0, small[COMPELLED + lane])
        begins = (goes == names.DECIDING) & (stage != goes)
        small[APPROVALS + lane] = where(begins, 0, small[APPROVALS + lane])


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
