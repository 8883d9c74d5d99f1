"""Checks of dated events: their months, and that they set keys that there are to allowed values."""

from collections.abc import Iterator
from typing import Any

from sim.config import keys
from sim.params import Event, Scenario
from sim.params.errors import UserError


def check_events(scenario: Scenario) -> None:
    """Check every event and convert what it sets; changes the scenario in place.

    Raises
    ------
    UserError
        If an event ends before it begins, sets nothing, or sets a key to a value not allowed.
    """
    for name, event in scenario.events.items():
        if event.until is not None and event.until <= event.from_month:
            raise UserError(
                f"events.{name} begins in month {event.from_month} and ends in month "
                f"{event.until}; events.{name}.until must be later than events.{name}.from_month"
            )
        event.set = {key: _converted(name, key, value) for key, value in _flat(event)}
        if not event.set:
            raise UserError(
                f"events.{name} sets nothing; give it a key and a value, e.g. "
                f'"+events.{name}.set.innovation.procurement=2"'
            )


def _converted(name: str, key: str, value: Any) -> Any:
    try:
        return keys.converted(key, value)
    except UserError as error:
        raise UserError(f"events.{name}.set: {error}") from None


def _flat(event: Event) -> Iterator[tuple[str, Any]]:
    """Yield (dotted key, value), whether the keys are dotted or nested."""
    waiting = list(event.set.items())
    while waiting:
        key, value = waiting.pop(0)
        if isinstance(value, dict):
            waiting = [(f"{key}.{inner}", each) for inner, each in value.items()] + waiting
        else:
            yield key, value
