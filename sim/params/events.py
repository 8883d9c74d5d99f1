"""Dated events: what changes from when until when, whatever a programme does."""

from dataclasses import dataclass, field
from typing import Any

from sim.params.declare import par, text


@dataclass(slots=True)
class Event:
    """Something that happens in the world, with a date: what it sets, from when until when.

    `set` holds keys of the scenario, each with the value that it has while the event lasts.
    """

    title: str = text("what happens, as the figures name it")
    source: str = text("where it comes from")
    from_month: int = par(
        12, "month", 0, 1200, "month from which the event applies", says="from {}", dated=True
    )
    until: int | None = par(
        None, "month", 1, 1200, "month in which it no longer applies; none = it stays",
        says="until {}", named={"none": "for good"}, dated=True,
    )  # fmt: skip
    set: dict[str, Any] = field(default_factory=dict)
