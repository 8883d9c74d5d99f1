"""Dated events in words: what is assumed to happen, from when until when."""

from collections.abc import Iterator, Sequence

from sim.params import Event, Scenario, as_typed


def events_in_words(scenarios: Sequence[Scenario]) -> Iterator[str]:
    """Say in a sentence for each event what is assumed to happen, and in how many of the plans."""
    found: dict[str, int] = {}
    for scenario in scenarios:
        for name, event in scenario.events.items():
            if event.from_month >= scenario.clock.months:
                continue  # the run is over
            found[_sentence(name, event)] = found.get(_sentence(name, event), 0) + 1
    for words, plans in found.items():
        some = "" if plans == len(scenarios) else f" ({plans} of {len(scenarios)} plans)"
        yield f"Assumed{some}: {words}."


def _sentence(name: str, event: Event) -> str:
    until = "" if event.until is None else f" until month {event.until}"
    sets = ", ".join(f"{key} is {as_typed(value)}" for key, value in event.set.items())
    return f"from month {event.from_month}{until}, “{event.title or name}”: {sets}"
