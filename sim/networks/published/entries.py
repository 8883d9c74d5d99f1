"""What one row of a published file says of an organisation, and what all of them say together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: the organisation that it is about, and what it says.

    code, name  at least one of them is given
    says        by word of ours: type, region, icb, opened, closed, postcode, place (latitude and
                longitude), pillars (of maturity: scores, 1 to 5), floor_area, population, patients,
                supplier, network (code and name), area and share (of a catchment), left_out (why),
                own (cells by heading, as `own_columns` takes them over)
    row         its number in the file; 0 where rows need not be told apart
    """

    code: str
    name: str = ""
    says: dict[str, Any] = field(default_factory=dict)
    row: int = 0


@dataclass
class Organisation:
    """An organisation as the files say it is; `says` as in `Entry`."""

    code: str
    name: str
    says: dict[str, Any] = field(default_factory=dict)


@dataclass
class Account:
    """What was read, left out and assumed, each as lines to be shown.

    gone  organisations of the files that are not kept, by the reason
    """

    read: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    gone: dict[str, list[Organisation]] = field(default_factory=dict)


def told(reason: str, names: Sequence[str], most: int = EXAMPLES) -> str:
    """Say how many were left out and why, with examples."""
    examples = ", ".join(names[:most])
    more = ", ..." if len(names) > most else ""
    return f"{len(names):,} {reason} ({examples}{more})"
