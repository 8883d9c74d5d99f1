"""Numbers with their unit, as people write them in a claim: "50%", "5 points", "£30,000"."""

import math
import re
from dataclasses import dataclass

from sim.outcomes.declare import GAP, SHARE, Outcome
from sim.outcomes.units import DAYS_PER_MONTH, GBP_PER_KGBP
from sim.params.errors import UserError
from sim.study.comparison import MARGIN, MONTH, PART

NUMBER = re.compile(
    r"(?P<sign>[-\N{MINUS SIGN}])?(?P<pound>£|GBP ?)?(?P<number>\d[\d.,]*)"
    r" ?(?P<scale>(?:million|thousand|bn|m|k)\b)?"
    r" ?(?P<unit>%|per ?cent\b|(?:percentage )?points?\b|months?\b|days?\b)?",
    re.IGNORECASE,
)
WHOLE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9}
PERCENT, POINTS, MONTHS, POUNDS, DAYS, BARE = "%", "points", "months", "£", "days", ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of quantity an outcome is.

    level      unit of a plan's own value
    apart      unit of a difference between plans
    scale      from the model's unit to the one that is written
    margin     in the model's unit: below it, two plans are practically the same
    is_part    the margin is a part of the other plan's value instead
    """

    level: str
    apart: str
    scale: float
    margin: float
    is_part: bool = False

    def room(self, margin: float = MARGIN) -> float:
        """Return the margin; that of shares may be another."""
        return margin if self.apart == POINTS else self.margin


SHARES = Kind(PERCENT, POINTS, 100, MARGIN)
GAPS = Kind(POINTS, POINTS, 100, MARGIN)
TIMES = Kind(MONTHS, MONTHS, 1, MONTH)
MONEY = Kind(POUNDS, POUNDS, GBP_PER_KGBP, PART, is_part=True)
EXPOSURE = Kind(DAYS, DAYS, DAYS_PER_MONTH, PART, is_part=True)
WORK = Kind(DAYS, DAYS, 1, PART, is_part=True)
PLAIN = Kind(BARE, BARE, 1, PART, is_part=True)
UNITS = {"month": TIMES, "kGBP": MONEY, "day": WORK}


def kind_of(row: Outcome) -> Kind:
    """Look up what sort of quantity an outcome is."""
    if row.bounds == GAP:
        return GAPS
    if row.bounds == SHARE or row.unit.startswith("share"):
        return SHARES
    return UNITS.get(row.unit) or (EXPOSURE if row.unit.startswith("performance") else PLAIN)


def read(found: re.Match[str], kind: Kind, unit: str) -> float:
    """Read a number in the unit that is wanted; returns it in the model's unit.

    Raises
    ------
    UserError
        If it has another unit, or none.
    """
    text = found.group().strip()
    if not WHOLE.fullmatch(found["number"].rstrip(".")):
        raise UserError(f"“{text}” is no number; write it like 1,200 or 0.5")
    given = _unit(found)
    example = written(10 / kind.scale if unit != POUNDS else 30, kind, unit)
    if given is None:
        raise UserError(f"“{text}” cannot be read; write it like {example}")
    if given != unit:
        lacks = f"“{text}” has no unit" if given == BARE else f"“{text}” is in another unit"
        raise UserError(f"{lacks}; write it like {example}")
    number = float(found["number"].rstrip(".").replace(",", ""))
    number *= SCALES[found["scale"].casefold()] if found["scale"] else 1
    if not math.isfinite(number) or number > 1e15:
        raise UserError(f"“{text[:20]} ...” is too large a number")
    return (-number if found["sign"] else number) / kind.scale


def _unit(found: re.Match[str]) -> str | None:
    """Name the unit of a number; None if it has two, or a scale that is none of money."""
    unit = " ".join((found["unit"] or "").casefold().split())
    if found["pound"]:
        return None if unit else POUNDS
    if found["scale"]:
        return None
    if unit.startswith("per") and "point" not in unit:
        return PERCENT
    ends = {"%": PERCENT, "point": POINTS, "points": POINTS, "month": MONTHS, "months": MONTHS,
            "day": DAYS, "days": DAYS, "": BARE}  # fmt: skip
    return ends.get(unit.removeprefix("percentage "))


def written(value: float, kind: Kind, unit: str) -> str:
    """Write a number of the model with its unit, so that reading it gives the same."""
    number = f"{abs(value) * kind.scale:,.8f}".rstrip("0").rstrip(".")
    sign = "-" if value < 0 and number != "0" else ""
    if unit == POUNDS:
        return f"{sign}£{number}"
    if unit in (PERCENT, BARE):
        return f"{sign}{number}{unit}"
    return f"{sign}{number} {unit.removesuffix('s') if number == '1' else unit}"
