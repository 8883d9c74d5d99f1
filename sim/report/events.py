"""Dated events in words and on pictures: what is assumed to happen, from when until when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sim.config import keys
from sim.params import Event, Scenario, as_typed
from sim.params.lever_table import ROWS
from sim.report.words import listed

THOUSANDS = "kGBP"


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
    """List the events that begin before a run is over, each once, in the order of their months."""
    found: dict[tuple[str, int, int | None], list[int]] = {}
    for place, scenario in enumerate(scenarios):
        for name, event in _within_the_run(scenario):
            found.setdefault((event.title or name, event.from_month, event.until), []).append(place)
    return sorted(
        (Dated(*what, tuple(dict.fromkeys(plans))) for what, plans in found.items()),
        key=lambda each: each.from_month,
    )


def events_in_words(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Say in a sentence for each event what is assumed to happen, and in how many of the plans."""
    found: dict[str, int] = {}
    for scenario in scenarios:
        for name, event in _within_the_run(scenario):
            found[_sentence(name, event)] = found.get(_sentence(name, event), 0) + 1
    for words, plans in found.items():
        some = "" if plans == len(scenarios) else f" ({plans} of {len(scenarios)} plans)"
        yield f"Assumed{some}: {words}."


def _within_the_run(scenario: Scenario) -> Iterator[tuple[str, Event]]:
    for name, event in scenario.events.items():
        if event.from_month < scenario.clock.months:
            yield name, event


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
