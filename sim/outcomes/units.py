"""How quantities are worded: scale, sign, noun and precision."""

import math
from dataclasses import dataclass, replace

DAYS_PER_MONTH = 365.25 / 12
GBP_PER_KGBP = 1000


@dataclass(frozen=True, slots=True)
class Unit:
    """How a quantity is worded.

    scale   from the internal unit to the one shown
    before  put before each number
    after   put after each number
    one     text after a single one
    many    text after any other number
    finest  smallest step, in the unit shown
    whole_from  numbers of this size or larger are shown as whole numbers
    """

    scale: float = 1.0
    before: str = ""
    after: str = ""
    one: str = ""
    many: str = ""
    finest: float = 0.1
    whole_from: float = 5.0


PERCENT = Unit(100, after="%")
POINTS = Unit(100, one=" percentage point", many=" percentage points")
BARE_POINTS = Unit(100)
MONTHS = Unit(one=" month", many=" months")
DAYS = Unit(DAYS_PER_MONTH, one=" day", many=" days", finest=0.001)
STAFF_DAYS = Unit(one=" day", many=" days", finest=1)
POUNDS = Unit(before="£", finest=1)
THOUSANDS = Unit(GBP_PER_KGBP, before="£", finest=1)  # kept in kGBP, shown in pounds


def in_table(unit: Unit) -> Unit:
    """Word a quantity for a table: the header names the unit, and the range decides the digits."""
    return replace(unit, before="", after="", one="", many="", whole_from=math.inf)
