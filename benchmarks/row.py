"""One line of the table of docs/performance.md."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured, what was asked of it, what came of it, and what to know about it."""

    what: str
    asked: str
    measured: str
    met: bool
    note: str = ""


class MissingError(Exception):
    """What a part measures against, or with, is not on this machine."""
