"""The answer in five lines about the same plans in two or three systems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sim.outcomes.outcome_table import unit_of
from sim.report.catch import catch
from sim.report.certain_line import NOT_VARIED, luck
from sim.report.lines import Clause, Line
from sim.report.price_line import not_counted
from sim.report.systems import Place, order_of, places_of, shared_by
from sim.report.words import cut, listed, mean_of, name_of, points_of, whole_percent
from sim.study.comparison import Comparison, Difference
from sim.study.parameter_uncertainty import ParameterUncertainty
from sim.study.parts import part_of

MOST = 3  # systems that five lines can hold


@dataclass(frozen=True, slots=True)
class Part:
    """The plans that all systems share, in one of them.

    name   of the system
    short  its first words
    plans  index of each plan in the whole comparison
    found  their own comparison, in the same order
    """

    name: str
    short: str
    plans: tuple[int, ...]
    found: Comparison

    @property
    def leader(self) -> str:
        """Name of the plan with most live, in quotation marks."""
        return name_of(self.found, self.found.plans[self.found.leader].label)

    @property
    def live(self) -> str:
        """Share live with that plan."""
        return whole_percent(self.found.standings[self.found.leader].figures.live)


def parts_of(comparison: Comparison) -> list[Part]:
    """Compare the plans within each system; none unless all systems share two plans or more."""
    places = places_of(comparison)
    if not 2 <= len(places) <= MOST:
        return []
    shared = shared_by(places)
    return [_part(comparison, place, shared) for place in places] if len(shared) > 1 else []


def _part(comparison: Comparison, place: Place, shared: Sequence[str]) -> Part:
    chosen = {plan: place.plans[plan] for plan in shared}
    return Part(place.name, cut(place.name), tuple(chosen.values()), part_of(comparison, chosen))


def systems_lines(
    comparison: Comparison, parts: Sequence[Part], uncertainty: ParameterUncertainty | None
) -> list[Line]:
    """Say which plan leads in each system, and when, at what price and how surely it does."""
    first = parts[0].found
    base = first.plans[first.baseline].name
    return [
        Line("", tuple(_headline(comparison, parts))),
        Line("Sooner", tuple(_sooner(parts))),
        Line("The price", tuple(_price(parts))),
        Line(*_gains_label(parts, base)),
        Line("How sure", tuple(_how_sure(parts, uncertainty))),
    ]


def _headline(comparison: Comparison, parts: Sequence[Part]) -> Iterator[Clause]:
    month, alike = comparison.horizon.month, len({each.leader for each in parts}) == 1
    shared = [plan.name for plan in parts[0].found.plans]
    if alike:
        shares = listed([f"{each.live} in “{each.name}”" for each in parts])
        yield Clause(
            f"{parts[0].leader} gets most live in {_every(parts)}: {shares} by month {month}."
        )
        if len(shared) > 2:
            yield Clause(order_of(comparison, places_of(comparison), shared), 1, " ")
    else:
        firsts = listed([f"{e.leader} in “{e.name}” ({e.live})" for e in parts])
        yield Clause(
            f"Which plan gets most live depends on the system: by month {month}, {firsts}."
        )
    for sentence in _catches(parts):
        yield Clause(sentence, 0, " ")


def _every(parts: Sequence[Part]) -> str:
    return "both" if len(parts) == 2 else "all"


def _catches(parts: Sequence[Part]) -> Iterator[str]:
    """Give the catch of the leading plan in each system; once, if it is the same in all."""
    said: dict[tuple[str, ...], list[str]] = {}
    for each in parts:
        said.setdefault(tuple(catch(each.found, brief=True)), []).append(f"“{each.short}”")
    where = "But in"
    for sentences, systems in said.items():
        for sentence in sentences:
            named = listed(systems) if len(systems) < len(parts) else _every(parts)
            yield sentence.replace("But ", f"{where} {named} ", 1)
            where = "In"


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
    costs = [(name, each.cost) for name, each in leaders]
    known = [f"{mean_of(c, unit_of('cost'))} in “{name}”" for name, c in costs if c is not None]
    if known:
        yield Clause(f"{listed(known)} for each further organisation", 2)
    yield from list(not_counted(parts[0].found))[:1]


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


def _how_sure(parts: Sequence[Part], uncertainty: ParameterUncertainty | None) -> Iterator[Clause]:
    if uncertainty is None:
        yield Clause(NOT_VARIED)
    else:
        firsts = [_first_in(each, uncertainty) for each in parts]
        yield Clause(f"first in {listed(firsts)} of {uncertainty.draws} sets of assumptions")
    widest = max(each.found.ahead[each.found.runner_up.label].half_width for each in parts)
    yield Clause(luck(widest, parts[0].found.replicates, "a lead"))


def _first_in(part: Part, drawn: ParameterUncertainty) -> str:
    """Count the sets of assumptions in which the leading plan leads within its system."""
    best = np.argmax(drawn.live[:, list(part.plans)], axis=1)
    return f"{int((best == part.found.leader).sum())} (“{part.short}”)"
