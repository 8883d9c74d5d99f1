"""What one row of a published file says of an organisation."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: the organisation that it is about, and what it says.

    code, name  at least one of them is given
    says        by word of ours: type, region, icb, opened, closed, postcode, place (latitude and
                longitude), pillars (of maturity: scores, 1 to 5), floor_area, population, patients,
                supplier, network (code and name), area and share (of a catchment), left_out (why)
    """

    code: str
    name: str = ""
    says: dict[str, Any] = field(default_factory=dict)
