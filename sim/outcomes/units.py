"""How quantities are said: scale, sign, noun, and how finely."""

import math
from dataclasses import dataclass, replace

DAYS_PER_MONTH = 365.25 / 12
GBP_PER_KGBP = 1000


@dataclass(frozen=True, slots=True)
class Unit:
    """How a quantity is said.

    scale   from the unit inside to the unit said
    before  put before each number
    after   put after each number
    one     said after a single one
    many    said after any other number
    finest  smallest step, in the unit said
    whole_from  numbers of this size or larger are said in whole ones
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
POUNDS = Unit(before="£", finest=1)
THOUSANDS = Unit(GBP_PER_KGBP, before="£", finest=1)  # kept in kGBP, said in pounds


def in_table(unit: Unit) -> Unit:
    """Say a quantity in a table: the header names the unit, and the range decides the digits."""
    return replace(unit, before="", after="", one="", many="", whole_from=math.inf)
