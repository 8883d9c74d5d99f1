"""One line of the table of docs/performance.md."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured, its target, the result, whether it meets the target, and a note."""

    what: str
    asked: str
    measured: str
    met: bool
    note: str = ""


class MissingError(Exception):
    """Something that a part needs is not on this machine."""
