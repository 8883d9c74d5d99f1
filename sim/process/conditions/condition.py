"""What a condition is: a reason for which a run does not read some numbers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sim.networks.system import Arrays
from sim.process.settings import Settings

Words = str | Callable[[Settings], str]


@dataclass(frozen=True, slots=True)
class Condition:
    """One reason for which a run does not read some numbers.

    names    of the numbers
    holds    whether the reason holds, from the settings and the organisations (None: not known)
    because  the reason as a clause, or how to word it
    keys     keys that decide it; those that are switched off are named with their values
    of_systems  whether it takes the organisations to tell
    """

    names: frozenset[str]
    holds: Callable[[Settings, Arrays | None], bool]
    because: Words
    keys: tuple[str, ...] = ()
    of_systems: bool = False

    def clause(self, p: Settings) -> str:
        """Word the reason for one scenario."""
        return self.because if isinstance(self.because, str) else self.because(p)


def of_organisations(
    name: str, holds: Callable[[Arrays], bool], because: str, *keys: str
) -> Condition:
    """Make a condition that follows from who the organisations are."""
    return Condition(
        frozenset((name,)),
        lambda _, arrays: arrays is not None and holds(arrays),
        because,
        keys,
        of_systems=True,
    )


def row(
    names: Iterable[str],
    holds: Callable[[Settings], bool],
    because: Words,
    *keys: str,
) -> Condition:
    """Make a condition that follows from the settings alone."""
    return Condition(frozenset(names), lambda p, _: holds(p), because, keys)
