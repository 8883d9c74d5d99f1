"""The answer of one run in five lines."""

from collections.abc import Iterator

from sim.outcomes import Outcomes
from sim.outcomes.horizon import Horizon, horizon_of
from sim.outcomes.intervals import LEVEL
from sim.outcomes.outcome_table import unit_of
from sim.outcomes.samples import Group, group_sample
from sim.report import own_system
from sim.report.blank_values import blanks_in_short
from sim.report.certain_line import NOT_VARIED, known_to, luck
from sim.report.consequences import has_office, mandate_of
from sim.report.lines import Clause, Line, fitted
from sim.report.price_line import pounds
from sim.report.sets_words import nine_in_ten
from sim.report.words import group_name, mean_of, points_of, whole_percent
from sim.study.blank_values import of_live
from sim.study.comparison import MARGIN
from sim.study.even_spread import EvenSpread
from sim.study.findings import spend_of
from sim.study.starts import has_programme
from sim.study.time_to_share import reach
from sim.study.uncertainty.record import Uncertainty
from sim.study.values import intervals, samples


def run_answer(
    outcomes: Outcomes,
    name: str,
    even: EvenSpread | None,
    drawn: Uncertainty | None,
) -> list[tuple[str, str]]:
    """Give the answer in at most five lines: what is reached, when half, price, who, how sure.

    name   of the plan, in words
    even   the same money spread evenly; None if it was not run
    drawn  the plan run under sets of assumptions; None if none were tried

    Returns label and text of each line; the headline has no label.
    """
    horizon = horizon_of(outcomes)
    return fitted([
        Line("", tuple(_headline(outcomes, name, even, horizon))),
        Line("When", tuple(_half(outcomes, horizon))),
        Line("The price", tuple(_price(outcomes, horizon))),
        Line("For whom", tuple(_for_whom(outcomes, horizon))),
        Line("How sure", tuple(_how_sure(outcomes, drawn, horizon))),
    ])  # fmt: skip


def _headline(
    outcomes: Outcomes, name: str, even: EvenSpread | None, horizon: Horizon
) -> Iterator[Clause]:
    figures = intervals(samples(outcomes, horizon), LEVEL)
    text = f"“{name}” gets {whole_percent(figures.live)} of organisations live by month"
    text += f" {horizon.month}"
    if horizon.end > horizon.month:
        text += f", and {whole_percent(figures.live_end)} by month {horizon.end}"
    if even is not None and even.more.low > 0 and even.more.mean >= MARGIN:
        text += f". The same money spread evenly does better ({whole_percent(even.live)})"
    yield Clause(f"{text}.")


def _half(outcomes: Outcomes, horizon: Horizon) -> Iterator[Clause]:
    half = reach(outcomes, horizon.end)
    if half.months is None:
        yield Clause(f"half are not live by month {horizon.end} in most runs")
    else:
        yield Clause(f"half are live by month {half.months:.0f}")


def _price(outcomes: Outcomes, horizon: Horizon) -> Iterator[Clause]:
    """Say how many give up, what it spends and nets, and what is not counted."""
    figures, strategy = intervals(samples(outcomes, horizon), LEVEL), outcomes.scenario.strategy
    if figures.abandoned is not None:
        yield Clause(f"{whole_percent(figures.abandoned)} give it up again")
    if has_programme(strategy):
        yield Clause(f"the programme spends {pounds(spend_of(outcomes, horizon.end))}")
    else:
        yield Clause("there is no programme to pay for")
    if mandate_of(strategy, horizon.end):
        paid = has_office(outcomes.scenario)
        yield Clause(f"{'lost' if paid else 'running the mandate and lost'} good will not counted")
    if figures.exposure is not None and figures.exposure.mean > 0:
        days = mean_of(figures.exposure, unit_of("exposure"))
        yield Clause(f"risk: {days} below tolerance for each organisation", 2)


def _for_whom(outcomes: Outcomes, horizon: Horizon) -> Iterator[Clause]:
    """Say who is left behind: the group by readiness with fewest live, and deprived areas."""
    shares: dict[Group, float] = {}
    for group in outcomes.groups:
        found = group_sample(outcomes, [group], horizon.month)
        if group[0] == "category" and found is not None:
            shares[group] = found.interval(LEVEL).mean
    if shares:
        least = min(shares, key=lambda each: shares[each])
        yield Clause(f"fewest {group_name(least)} live by month {horizon.month} "
                     f"({round(100 * shares[least])}%)", 1)  # fmt: skip
    gap = intervals(samples(outcomes, horizon), LEVEL).equity_gap
    if gap is None:
        yield Clause("all areas are alike in deprivation", 3)
    elif abs(gap.mean) < MARGIN:
        yield Clause("deprived and other areas practically the same in the end")
    elif not gap.excludes_zero:
        yield Clause("deprived and other areas cannot be told apart in the end")
    else:
        where = "behind" if gap.mean > 0 else "ahead of"
        size = points_of(gap).removeprefix("-")
        yield Clause(f"deprived areas {size} points {where} others in the end")


def _how_sure(outcomes: Outcomes, drawn: Uncertainty | None, horizon: Horizon) -> Iterator[Clause]:
    caution = own_system.own_in_short([outcomes.scenario])
    if caution is not None:
        yield Clause(caution)
    blanks = of_live(outcomes, horizon.month)
    yield from blanks_in_short(blanks, "the share live")
    if drawn is None:
        yield Clause(NOT_VARIED)
    else:
        _, low, high = (round(100 * end) for end in drawn.level(0))
        ends = f"{low}%" if low == high else f"{low} to {high}%"
        yield Clause(f"{ends} in {nine_in_ten(drawn.sets)}")
    live = intervals(samples(outcomes, horizon), LEVEL).live
    half_width, runs = live.half_width, len(outcomes.replicates)
    yield Clause(luck(half_width, runs, "the share live") if blanks is None
                 else known_to(half_width, runs))  # fmt: skip
