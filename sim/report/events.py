"""Dated events in words and on pictures: what happens, from when until when.

A programme that starts after month 0 is one of them; what else is dated is assumed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sim.config import keys
from sim.networks.telling import says_where_it_stands
from sim.params import Event, Scenario, as_typed
from sim.params.lever_table import ROWS
from sim.params.phrases import MONTHS_OF_YEAR
from sim.report.words import listed
from sim.study.starts import has_programme

THOUSANDS = "kGBP"
START = "The programme starts"


@dataclass(frozen=True, slots=True)
class Dated:
    """An event of some plans that are shown together.

    until  month in which it no longer applies; None: it stays
    plans  places of the plans that have it
    """

    title: str
    from_month: int
    until: int | None
    plans: tuple[int, ...]


def dated(scenarios: Sequence[Scenario]) -> list[Dated]:
    """List the events that begin before a run is over, each once, in the order of their months.

    The start of a programme after month 0 counts as one.
    """
    found: dict[tuple[str, int, int | None], list[int]] = {}
    for place, scenario in enumerate(scenarios):
        for name, event in within_the_run(scenario):
            found.setdefault((event.title or name, event.from_month, event.until), []).append(place)
        if starts_within_the_run(scenario):
            found.setdefault((START, scenario.strategy.start, None), []).append(place)
    return sorted(
        (Dated(*what, tuple(dict.fromkeys(plans))) for what, plans in found.items()),
        key=lambda each: each.from_month,
    )


def events_in_words(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Say in a sentence for each event what is assumed to happen, and in how many of the plans.

    First comes when programmes start, if not at once.
    """
    yield from _starts_in_words(scenarios)
    found: dict[str, int] = {}
    for scenario in scenarios:
        for name, event in within_the_run(scenario):
            found[_sentence(name, event)] = found.get(_sentence(name, event), 0) + 1
    for words, plans in found.items():
        some = "" if plans == len(scenarios) else f" ({plans} of {len(scenarios)} plans)"
        yield f"Assumed{some}: {words}."


def within_the_run(scenario: Scenario) -> Iterator[tuple[str, Event]]:
    """Yield the events that begin before a run is over, by name."""
    for name, event in scenario.events.items():
        if event.from_month < scenario.clock.months:
            yield name, event


def starts_within_the_run(scenario: Scenario) -> bool:
    """Whether the programme starts after month 0, and before the run is over."""
    return 0 < scenario.strategy.start < scenario.clock.months


def _starts_in_words(scenarios: Sequence[Scenario]) -> Iterator[str]:
    later = [_start_in_words(each) for each in scenarios if each.strategy.start > 0]
    for words in dict.fromkeys(later):
        plans = later.count(words)
        some = "" if plans == len(scenarios) else f" of {plans} of {len(scenarios)} plans"
        yield f"The programme{some} {words}."
    if later and any(_has_pilots_at_once(each) for each in scenarios):
        yield "Pilots of the other plans go live at month 0."


def _has_pilots_at_once(scenario: Scenario) -> bool:
    """Whether a plan chooses pilots that are live at month 0."""
    strategy = scenario.strategy
    chosen = strategy.pilots > 0 and not says_where_it_stands(scenario.system)
    return chosen and strategy.start == 0


def _start_in_words(scenario: Scenario) -> str:
    """Say when a programme starts, and how much of it the run reaches."""
    strategy, months = scenario.strategy, scenario.clock.months
    year, month = map(int, scenario.clock.start.split("-"))
    count = 12 * year + month - 1 + strategy.start
    words = f"starts in month {strategy.start} ({MONTHS_OF_YEAR[count % 12]} {count // 12})"
    if strategy.start >= months:
        return f"{words}, when the run is over"
    words += "; until then nobody plans, pays or helps"
    left = months - strategy.start
    if has_programme(strategy) and left < strategy.programme:
        words += f". The run reaches {left} of its {strategy.programme} months"
    return words


def _sentence(name: str, event: Event) -> str:
    until = "" if event.until is None else f" until month {event.until}"
    sets = listed([_set(key, value) for key, value in event.set.items()])
    return f"from month {event.from_month}{until}, “{event.title or name}” sets {sets}"


def _set(key: str, value: Any) -> str:
    """Name what an event sets by its meaning, and the value that it then has."""
    about = keys.find(key).field.metadata
    meaning, unit = str(about["meaning"]).partition(";")[0], str(about["unit"])
    if key.startswith("levers."):  # each lever has the same meanings
        meaning = f"{ROWS[key.split('.')[1]].title}: {meaning}"
    if meaning.startswith("month"):  # "month from which adoption is mandatory"
        unit = ""
    return f"“{meaning}” to {_worded(value, unit)}"


def _worded(value: Any, unit: str) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return as_typed(value)
    if unit.startswith(THOUSANDS):  # kGBP/month
        return f"£{1000 * value:,.10g}{unit.removeprefix(THOUSANDS).replace('/', ' a ')}"
    if unit in ("day", "month"):
        return f"{as_typed(value)} {unit}{'' if value == 1 else 's'}"
    return as_typed(value)
