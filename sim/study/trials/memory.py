"""What a question remembers of its trials, so that the same question goes on where it stopped."""

from dataclasses import dataclass, field
from typing import Protocol

from sim.outcomes.intervals import Floats


class Memory(Protocol):
    """Remembers what was measured in a trial, by the trial's name."""

    def get(self, name: str) -> Floats | None:
        """Return what was measured, float64[runs, measures]; None if it was not yet."""
        ...

    def put(self, name: str, measured: Floats) -> None:
        """Remember what was measured."""
        ...


@dataclass(slots=True)
class ShortMemory:
    """Remembers for as long as it is there."""

    known: dict[str, Floats] = field(default_factory=dict)

    def get(self, name: str) -> Floats | None:
        """Return what was measured; None if it was not yet."""
        return self.known.get(name)

    def put(self, name: str, measured: Floats) -> None:
        """Remember what was measured."""
        self.known[name] = measured
