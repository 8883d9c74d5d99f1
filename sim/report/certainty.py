"""How sure a comparison is, and what its shared random numbers saved."""

import math
from collections.abc import Iterator
from itertools import chain

from sim.outcomes.intervals import Interval
from sim.report import own_system
from sim.report.blank_values import blanks_in_words
from sim.report.events import events_in_words
from sim.report.scores import scores_in_words
from sim.report.words import listed, name_of, quoted, roughly, rounded_up
from sim.study.comparison import Comparison
from sim.study.uncertainty.record import Uncertainty

MOST_WORTHWHILE = 100  # times the runs used; we do not suggest more than that


def certainty(comparison: Comparison, uncertainty: Uncertainty | None) -> list[Iterator[str]]:
    """Say how sure the answer is: first about chance and systems, then about assumptions."""
    chance = chain(_chance(comparison), _pairing(comparison))
    return [chance, _assumptions(comparison, uncertainty)]


def runs_to_tell_apart(live: Interval, replicates: int) -> str:
    """Say how many runs would tell two plans apart if the difference is as large as it looks."""
    if math.isinf(live.half_width):
        return "There are too few runs to tell."
    needed = math.inf if live.mean == 0 else replicates * (live.half_width / live.mean) ** 2
    if needed > MOST_WORTHWHILE * replicates:
        return f"If they differ at all, it is by less than {_points(max(-live.low, live.high))}."
    return (
        f"If the difference is as large as it looks, about {rounded_up(needed)} runs of each "
        "would tell them apart."
    )


def _chance(comparison: Comparison) -> Iterator[str]:
    runs = f"{comparison.replicates:,} {'run' if comparison.replicates == 1 else 'runs'}"
    systems = comparison.differences[0].figures.live.clusters
    where = own_system.basis(comparison.plans[0].scenario, systems)
    if where is None and comparison.given_system:
        where = "on this one system, and applies to this system only"
    elif where is None:
        where = f"on {systems:,} made-up systems"
    yield f"How sure: this is based on {runs} of each plan {where}."
    month, confidence = comparison.horizon.month, f"{comparison.confidence:.0%}"
    if len(comparison.differences) == 1:
        what = f"The range of the difference at month {month} is right"
    else:
        what = f"The ranges of all differences from the baseline at month {month} hold together"
    yield f"{what} in at least {confidence} of studies like this."
    yield from _capped(comparison)


def _capped(comparison: Comparison) -> Iterator[str]:
    """Say that the most runs allowed were used, and how many would have been enough."""
    if not comparison.cap_hit:
        return
    last = comparison.looks[-1]
    yield (
        f"It used the most runs allowed ({last.replicates:,}) before every difference was "
        f"known to within {_points(comparison.precision)}."
    )
    if math.isfinite(last.half_width):
        needed = last.replicates * (last.half_width / comparison.precision) ** 2
        yield f"About {rounded_up(needed)} runs would be enough."


def _assumptions(comparison: Comparison, uncertainty: Uncertainty | None) -> Iterator[str]:
    """Say how far the ranking depends on the assumptions, and what is assumed to happen."""
    scenarios = [plan.scenario for plan in comparison.plans]
    yield from own_system.own_in_words(scenarios)
    yield from scores_in_words(scenarios, uncertainty.sets.keys if uncertainty else ())
    yield from _blanks(comparison)
    yield from events_in_words(scenarios)
    if uncertainty is None:
        yield "The ranges cover chance, not the assumptions."
    else:
        yield from _draws(comparison, uncertainty)
    yield (
        "Most numbers behind the model are assumptions. It compares plans and shows their "
        "trade-offs; it is not a forecast."
    )


def _blanks(comparison: Comparison) -> Iterator[str]:
    """Say what values that nobody knows do to the leader's lead over the next plan."""
    scenario = comparison.plans[comparison.leader].scenario
    first, second = (comparison.standings[k].label for k in (comparison.leader, comparison.second))
    lead = f"the lead of {name_of(comparison, first)} over {name_of(comparison, second)}"
    stages = comparison.blanks is not None and own_system.has_unknown_stages(scenario.system)
    yield from blanks_in_words(comparison.blanks, lead, " points", stages)


def _draws(comparison: Comparison, uncertainty: Uncertainty) -> Iterator[str]:
    plans, draws = quoted(comparison), uncertainty.count
    baseline = plans[uncertainty.baseline]
    others = [k for k in range(len(plans)) if k != uncertainty.baseline]
    leads_over_baseline = [
        f"{plans[k]} is ahead of {baseline} in {_of(_ahead(uncertainty, k), draws)} sets, "
        f"{_by(*uncertainty.lead(k, uncertainty.baseline)[1:])}"
        for k in others
    ]
    yield (
        f"Across {draws} sets of assumptions: {'; '.join(leads_over_baseline)} (in nine "
        "sets out of ten)."
    )
    leads = [
        f"{name} in {_of_these(count, draws)}"
        for name, count in zip(plans, uncertainty.leads, strict=True)
        if count
    ]
    if len(plans) > 2 and leads:
        yield f"The plan ahead of all others is {listed(leads)}."
    if uncertainty.held:
        yield f"Not varied: {listed(list(uncertainty.held))}."


def _ahead(uncertainty: Uncertainty, plan: int) -> int:
    return uncertainty.ahead(plan, uncertainty.baseline)


def _of(count: int, draws: int) -> str:
    return f"all {draws}" if count == draws else f"{count} of {draws}"


def _of_these(count: int, draws: int) -> str:
    return f"all {draws} sets" if count == draws else f"{count} sets"


def _by(low: float, high: float) -> str:
    """Give the ends of a difference: "by 27 to 69 points"."""
    least, most = round(100 * low), round(100 * high)
    if least > 0:
        return f"by {least} to {most} points"

    def end(points: int) -> str:
        return f"{abs(points)} {'more' if points > 0 else 'fewer'}" if points else "0"

    return f"by between {end(least)} and {end(most)} points"


def _pairing(comparison: Comparison) -> Iterator[str]:
    """Say how many runs the shared random numbers saved, as measured in these runs."""
    ratios = [each.pairing for each in comparison.differences if each.pairing is not None]
    if not ratios:
        return
    low, high = (roughly(ratio * comparison.replicates) for ratio in (min(ratios), max(ratios)))
    alone = low if low == high else f"{low} to {high}"
    yield (
        "All plans used the same random numbers on the same systems. To be as precise, "
        f"independent runs would need about {alone} of each plan instead of "
        f"{comparison.replicates:,}."
    )


def _points(share: float) -> str:
    """Write an upper bound in points, rounded up to one decimal."""
    points = math.ceil(share * 1000 - 1e-9) / 10
    return f"{points:g} percentage {'point' if points == 1 else 'points'}"
