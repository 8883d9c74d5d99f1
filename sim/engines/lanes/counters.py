"""What is counted of a month in 64 lanes, as in `sim.outcomes.counts`, from the moves."""

from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Lanes, Rows, Tally, is_among
from sim.networks.system import Whole
from sim.outcomes.counts import Counts
from sim.params import names
from sim.process.barriers import GAPS
from sim.process.stages import is_live
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def open_record(m: int, counts: Counts) -> None:
    """Begin record m as a copy of the one before; moves then change it."""
    for r in range(len(counts.stages)):
        counts.ever_live[r, m] = counts.ever_live[r, m - 1]
        counts.ever_abandoned[r, m] = counts.ever_abandoned[r, m - 1]
        counts.locked_in[r, m] = counts.locked_in[r, m - 1]
    copy(counts.stages[:, m - 1], counts.stages[:, m])
    copy(counts.group_stages[m - 1], counts.group_stages[m])
    if len(counts.first_live) > 0:
        copy(counts.stage_of[m - 1], counts.stage_of[m])


@rows_rule
def copy(before: Whole, now: Whole) -> None:
    """Copy the numbers by stage."""
    for k in range(len(now)):
        for stage in range(now.shape[1]):
            now[k, stage] = before[k, stage]


@rows_rule
def count_moves(m: int, i: int, groups: Whole, rows: Rows, lanes: Lanes, counts: Counts) -> None:
    """Count organisations that leave their stage, lane by lane."""
    for lane in range(LANES):
        left, goes = rows.states[at.STAGE + lane], rows.states[at.NEXT + lane]
        if left == goes:
            continue
        if rows.states[at.COUNTED + lane]:
            after = min(m - rows.months[at.SINCE + lane], counts.dwell.shape[1] - 1)
            counts.dwell[left, after] += 1
        count_move(m, i, lane, left, goes, groups, rows, lanes, counts)


@rows_rule
def count_move(
    m: int, i: int, lane: int, left: int, goes: int, groups: Whole, rows: Rows, lanes: Lanes,
    counts: Counts,
) -> None:  # fmt: skip
    """Count one organisation at its new stage from record m on, in one lane."""
    rows.months[at.SINCE + lane] = m
    lanes.live[lane] += is_live(goes) - is_live(left)
    lanes.dipping[lane] += (goes == names.IMPLEMENTING) - (left == names.IMPLEMENTING)
    first = goes == names.IMPLEMENTING and not rows.states[at.EVER_LIVE + lane]
    ends = goes == names.ABANDONED and not rows.states[at.EVER_ABANDONED + lane]
    rows.states[at.EVER_LIVE + lane] |= first
    rows.states[at.EVER_ABANDONED + lane] |= ends
    if rows.states[at.COUNTED + lane]:
        counts.ever_live[lane, m] += first
        counts.ever_abandoned[lane, m] += ends
        counts.stages[lane, m, left] -= 1
        counts.stages[lane, m, goes] += 1
        shift(counts.group_stages[m, rows.states[at.CATEGORY + lane]], left, goes)
        for dimension in range(4):
            shift(counts.group_stages[m, groups[dimension]], left, goes)
    if len(counts.first_live) > 0 and lane < len(counts.stages):
        shift(counts.stage_of[m, i], left, goes)
        counts.first_live[i, m] += first


@rows_rule
def shift(by_stage: Whole, left: int, goes: int) -> None:
    """Move one organisation from one stage to another in the count."""
    by_stage[left] -= 1
    by_stage[goes] += 1


@rows_rule
def count_gaps(t: int, i: int, rows: Rows, lanes: Lanes, counts: Counts) -> None:
    """Count the gap that binds one organisation, by the cell of its stage and that gap."""
    apart()
    for lane in range(LANES):
        cell = rows.states[at.STAGE + lane] * GAPS + rows.answers[at.BINDING + lane]
        rows.answers[at.BINDING + lane] = where(rows.states[at.COUNTED + lane] != 0, cell, -1)
    count_binding(rows, lanes.bound)
    if len(counts.first_live) > 0:
        count_binding_of(rows, counts.binding_of[t, i], counts.held_of[t, i])


@rows_rule
def count_binding(rows: Rows, bound: Tally) -> None:
    """Count the gap that binds, by lane."""
    apart()
    for stage in range(8):
        if is_among(rows.stages, stage):
            for cell in range(stage * GAPS, stage * GAPS + GAPS):
                for lane in range(LANES):
                    bound[cell, lane] += rows.answers[at.BINDING + lane] == cell


@rows_rule
def count_binding_of(rows: Rows, binding_of: Whole, held_of: Whole) -> None:
    """Count the gap that binds one organisation, over all lanes and over those not live."""
    for stage in range(8):
        if is_among(rows.stages, stage):
            for gap in range(GAPS):
                lanes = 0
                for lane in range(LANES):
                    lanes += where(rows.answers[at.BINDING + lane] == stage * GAPS + gap, 1, 0)
                binding_of[gap] += lanes
                held_of[gap] += 0 if is_live(stage) else lanes


@rows_rule
def settle_binding(bound: Tally, binding: Whole) -> None:
    """Move the byte counts to the totals before they overflow."""
    apart()
    for cell in range(len(bound)):
        lanes = 0
        for lane in range(LANES):
            lanes += bound[cell, lane]
            bound[cell, lane] = 0
        binding[cell // GAPS, cell % GAPS] += lanes


@rows_rule
def close_record(t: int, lanes: Lanes, counts: Counts) -> None:
    """Record what month t came to, replicate by replicate."""
    settle_binding(lanes.bound, counts.binding[t])
    for r in range(len(counts.stages)):
        counts.benefit[r, t] = lanes.of_month[at.BENEFIT + r]
        counts.in_year_cash[r, t] = lanes.of_month[at.CASH + r]
        counts.site_cost[r, t] = lanes.of_month[at.SITE_COST + r]
        counts.days[r, t] = lanes.of_month[at.DAYS + r]
        counts.exposure[r, t] = lanes.of_month[at.RISK + r]
        counts.live_size[r, t + 1] = lanes.of_month[at.LIVE_SIZE + r]
        counts.using[r, t + 1] = lanes.of_month[at.USING + r]
    if len(counts.stage_history) > 0:
        keep_history(t + 1, lanes, counts)


@rows_rule
def keep_history(m: int, lanes: Lanes, counts: Counts) -> None:
    """Keep the stage of everybody at record m."""
    for i in range(len(lanes.stages)):
        for r in range(len(counts.stages)):
            counts.stage_history[r, m, i] = lanes.states[i, at.NEXT + r]
            counts.proficiency_history[r, m, i] = lanes.amounts[i, at.PROFICIENCY + r]
            counts.fatigue_history[r, m, i] = lanes.amounts[i, at.FATIGUE + r]


@rows_rule
def close_account(lanes: Lanes, counts: Counts) -> None:
    """Record at the end what was kept by lane: performance by age, and who was never live."""
    for r in range(len(counts.stages)):
        for age in range(counts.by_age_sum.shape[1]):
            counts.by_age_sum[r, age] = lanes.ages[age, r]
            counts.by_age_count[r, age] = lanes.of_age[age, r]
    if len(counts.first_live) > 0:
        for i in range(len(lanes.stages)):
            for r in range(len(counts.stages)):
                if not lanes.states[i, at.EVER_LIVE + r]:
                    counts.first_live[i, counts.first_live.shape[1] - 1] += 1
