"""The answer in five lines about the same plans in different systems."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sim.report import own_system
from sim.report.catch import catch
from sim.report.certain_line import MORE, NOT_VARIED, luck, rarely_first, seldom
from sim.report.lines import Clause, Line
from sim.report.price_line import not_counted
from sim.report.price_words import sum_of
from sim.report.sets_words import counted
from sim.report.systems import Part, order_of, places_of
from sim.report.words import listed, name_of, points_of, whole_percent
from sim.study.comparison import Comparison, Difference
from sim.study.uncertainty.record import Uncertainty

MOST = 3  # systems that a sentence can name; more are counted


def systems_lines(
    comparison: Comparison, parts: Sequence[Part], uncertainty: Uncertainty | None
) -> list[Line]:
    """Say which plan leads in each system, and when, at what price and how surely it does."""
    first = parts[0].found
    base = first.plans[first.baseline].name
    return [
        Line("", tuple(_headline(comparison, parts, uncertainty))),
        Line("Sooner", tuple(_sooner(parts))),
        Line("The price", tuple(_price(parts))),
        Line(*_gains_label(parts, base)),
        Line("How sure", tuple(_how_sure(parts, uncertainty))),
    ]


def _headline(
    comparison: Comparison, parts: Sequence[Part], uncertainty: Uncertainty | None
) -> Iterator[Clause]:
    month, alike = comparison.horizon.month, len({each.leader for each in parts}) == 1
    shared = [plan.name for plan in parts[0].found.plans]
    if alike:
        most = f"{parts[0].leader} gets most live in {_every(parts)}"
        yield Clause(f"{most}: {_shares(parts)} by month {month}.")
        if len(shared) > 2:
            yield Clause(order_of(comparison, places_of(comparison), shared), 1, " ")
    else:
        which = "Which plan gets most live depends on the system"
        yield Clause(f"{which}: by month {month}, {_firsts(parts)}.")
    for sentence in all_catches(parts, uncertainty):
        yield Clause(sentence, 0, " ")


def _shares(parts: Sequence[Part]) -> str:
    """Give the share live in each system, or from lowest to highest if there are many."""
    if len(parts) <= MOST:
        return listed([f"{each.live} in “{each.name}”" for each in parts])
    live = sorted(each.found.standings[each.found.leader].figures.live.mean for each in parts)
    return f"{round(100 * live[0])} to {round(100 * live[-1])}%"


def _firsts(parts: Sequence[Part]) -> str:
    """Say which plan leads where, or in how many systems if there are many."""
    if len(parts) <= MOST:
        return listed([f"{each.leader} in “{each.name}” ({each.live})" for each in parts])
    counts = Counter(each.leader for each in parts)
    return listed([f"{leader} in {count} systems" for leader, count in counts.most_common()])


def _every(parts: Sequence[Part]) -> str:
    return "both" if len(parts) == 2 else "all"


def all_catches(parts: Sequence[Part], drawn: Uncertainty | None) -> Iterator[str]:
    """Say what speaks against the leading plans: one "But" for the whole answer."""
    start = "But in"
    for said in (*_rarely_first_within(parts, drawn), *_catches(parts)):
        yield f"{start} {said}"
        start = "In"


def _catches(parts: Sequence[Part]) -> Iterator[str]:
    """Give the catch of the leading plan in each system; once, if it is the same in all."""
    said: dict[tuple[str, ...], list[Part]] = {}
    for each in parts:
        said.setdefault(tuple(catch(each.found, brief=True)), []).append(each)
    for sentences, systems in said.items():
        for sentence in sentences:
            yield f"{_named(systems, parts)} {sentence.removeprefix('But ')}"


def _named(some: Sequence[Part], parts: Sequence[Part]) -> str:
    """Name some of the systems, or count those that are too many to name."""
    if len(some) == len(parts):
        return _every(parts)
    if len(some) > MOST:
        return f"{len(some)} systems"
    return listed([f"“{each.short}”" for each in some])


def _sooner(parts: Sequence[Part]) -> Iterator[Clause]:
    """Say when half are live with the leading plan."""
    halves = [(each.short, each.found.standings[each.found.leader].half.months) for each in parts]
    reached = [f"{month:.0f} in “{name}”" for name, month in halves if month is not None]
    never = [f"“{name}”" for name, month in halves if month is None]
    said = [f"half are live by month {listed(reached)}"] if reached else []
    if never:
        said.append(f"half are not live by month {parts[0].found.horizon.end} in {listed(never)}")
    yield Clause("; ".join(said), 5)


def _price(parts: Sequence[Part]) -> Iterator[Clause]:
    """Say how many give the leading plan up again, and what it costs, where that is known."""
    leaders = [(each.short, each.found.standings[each.found.leader]) for each in parts]
    left = [(name, each.figures.abandoned) for name, each in leaders]
    given_up = [f"{whole_percent(share)} in “{name}”" for name, share in left if share is not None]
    if given_up:
        yield Clause(f"{listed(given_up)} give up again", 6)
    costs = [(name, None if each.cost is None else sum_of(each.cost)) for name, each in leaders]
    known = [f"{cost} in “{name}”" for name, cost in costs if cost is not None]
    if known:
        yield Clause(f"{listed(known)} for each further organisation", 2)
    yield from dict.fromkeys(said for each in parts for said in not_counted(each.found))


def _gains(parts: Sequence[Part]) -> Iterator[Clause]:
    """Say how much more is live with the best of the other plans than with the baseline."""
    yield Clause("; ".join(_gain(each) for each in parts), 3)


def _gains_label(parts: Sequence[Part], base: str) -> tuple[str, tuple[Clause, ...], str]:
    """Name what the line is about: gains, or what the others lack if the baseline leads in all."""
    clauses = tuple(_gains(parts))
    if all(_best(each).figures.live.mean < 0 for each in parts):
        return "Others", clauses, f"compared with “{base}”: "
    return "Gains", clauses, f"over “{base}”: "


def _best(part: Part) -> Difference:
    """Find the plan other than the baseline with most live."""
    return max(part.found.differences, key=lambda one: one.figures.live.mean)


def _gain(part: Part) -> str:
    best = _best(part)
    live, plan = best.figures.live, name_of(part.found, best.label)
    points = points_of(live)
    by = f"+{points} points" if live.mean >= 0 else f"{points.removeprefix('-')} points fewer"
    gain = f"{by} in “{part.short}”"
    unclear = "" if live.excludes_zero else ", not clearly different"
    return f"{'' if plan == part.leader else f'{plan} '}{gain}{unclear}"


def _rarely_first_within(parts: Sequence[Part], drawn: Uncertainty | None) -> Iterator[str]:
    """Say in which systems the sets of assumptions do not bear out the plan that leads."""
    if drawn is None:
        return
    told: dict[str, list[Part]] = {}
    for each in parts:
        found = rarely_first(each.found, drawn.part(each.plans))
        if found is not None and not each.found.tied:
            said = f"another plan {MORE}" if found.is_other else seldom(found)
            told.setdefault(said, []).append(each)
    for said, few in told.items():
        yield f"{_named(few, parts)} {said}."


def _how_sure(parts: Sequence[Part], uncertainty: Uncertainty | None) -> Iterator[Clause]:
    caution = own_system.own_in_short([p.scenario for each in parts for p in each.found.plans])
    if caution is not None:
        yield Clause(caution)
    if uncertainty is None:
        yield Clause(NOT_VARIED)
    else:
        brief = len(parts) > 2
        firsts = [_first_in(each, uncertainty, brief) for each in parts]
        yield Clause(f"first in {listed(firsts)} of {counted(uncertainty.sets)}")
    widest = max(each.found.ahead[each.found.runner_up.label].half_width for each in parts)
    yield Clause(luck(widest, parts[0].found.replicates, "a lead"))


def _first_in(part: Part, drawn: Uncertainty, brief: bool) -> str:
    """Count the sets of assumptions in which the leading plan leads, and by how much."""
    own = drawn.part(part.plans)
    if brief:
        return f"{own.leads[part.found.leader]} (“{part.short}”)"
    lead = own.lead(part.found.leader, part.found.second)
    low, high = round(100 * lead.low), round(100 * lead.high)
    return f"{own.leads[part.found.leader]} (“{part.short}”, {low} to {high} points)"
