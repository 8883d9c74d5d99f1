"""One line of a benchmark: what was asked for, what was measured, and whether that meets it."""

from dataclasses import dataclass


@dataclass
class Row:
    """What was asked of a figure and what it came to, in words with units."""

    what: str
    asked: str
    measured: str
    met: bool
    note: str = ""
