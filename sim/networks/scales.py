"""Scales on which people score: 1-5, 0-100, per cent, each mapped to a share from 0 to 1.

The mapping is a straight line: the low end of a scale is 0, its high end 1. So it assumes that the
steps of a scale are equally far apart, and everything that shows a value says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sim.networks import cells
from sim.params.faults import Fault, Place, Report, refuse

NUMBER = r"[+-]?\d{1,6}(?:\.\d{1,6})?"
ENDS = re.compile(rf"({NUMBER})\s*(?:-|to)\s*({NUMBER})", re.IGNORECASE)
PERCENT = re.compile(r"(?:in |as )?(?:%|per ?cent)", re.IGNORECASE)
HUNDRED = Decimal(100)
KNOWN = "(1-5), (0-100), (0-10) or (%)"
EVEN_STEPS = "assumes that steps are equally far apart"
AS_IT_STANDS = "read as it stands"
LIKELY = ((5.0, "1-5"), (10.0, "0-10"), (100.0, "0-100"))  # the largest score, and what to try


class ScaleError(ValueError):
    """A text that looks like a scale and is none; the message says why, `advice` what to write."""

    def __init__(self, why: str, advice: str):
        super().__init__(why)
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from low to high, or per cent.

    percent  whether scores are in per cent, so that "45%" is one of them
    """

    low: Decimal
    high: Decimal
    percent: bool = False

    @property
    def allowed(self) -> str:
        """What a score must be, for a message."""
        unit = " per cent" if self.percent else ""
        return f"a number from {self.low} to {self.high}{unit}"

    @property
    def reading(self) -> str:
        """How a score becomes a share: "read as (score - 1) / 4"."""
        if self.is_share:
            return AS_IT_STANDS
        if self.percent:
            return "read as per cent / 100"
        sign, low = ("-", self.low) if self.low > 0 else ("+", -self.low)
        above = f"(score {sign} {low})" if low else "score"
        return f"read as {above} / {self.high - self.low}"

    @property
    def assumes(self) -> str:
        """What that assumes; empty if nothing."""
        return "" if self.is_share else EVEN_STEPS

    @property
    def is_to_hundred(self) -> bool:
        """Whether it goes from 0 to 100, so that 45% is 45 on it."""
        return self.low == 0 and self.high == HUNDRED

    @property
    def is_share(self) -> bool:
        """Whether its scores are shares already."""
        return self.low == 0 and self.high == 1

    def share(self, score: float) -> Decimal:
        """Map a score to its share, in exact decimals: 45.7 of 100 is 0.457 to the last digit."""
        return (Decimal(repr(score)) - self.low) / (self.high - self.low)


def scale_in(text: str) -> Scale | None:
    """Return the scale that a text names: "1-5", "0 to 100", "%"; None if it names none.

    Raises
    ------
    ScaleError
        If its low end is not below its high end.
    """
    if PERCENT.fullmatch(text):
        return Scale(Decimal(0), HUNDRED, percent=True)
    found = ENDS.fullmatch(text)
    if found is None:
        return None
    low, high = (Decimal(each).normalize() + 0 for each in found.groups())
    if low == high:
        raise ScaleError(f"the scale ({text}), whose ends are equal", f"write e.g. {KNOWN}")
    if low > high:
        raise ScaleError(
            f"the scale ({text}), whose first end is above its second",
            f"write ({found.group(2)}-{found.group(1)}), and if {found.group(2)} is best, turn the "
            "scores round",
        )
    return Scale(_plain(low), _plain(high))


def _plain(number: Decimal) -> Decimal:
    """Write 1E+2 as 100."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def shares(
    scale: Scale, found: Sequence[tuple[Place, Any]], heading: str, report: Report = refuse
) -> list[Decimal | None]:
    """Read the scores of a column as shares; None where nothing is said.

    Parameters
    ----------
    scale : Scale
        On which they were scored.
    found : sequence of tuple
        Where each cell stands, and what is in it.
    heading : str
        Of the column, as it is written.
    report : callable
        Takes the fault of each score that is no number, is outside the scale, or may be a share
        beside a per cent. It then counts as missing.
    """
    scores: list[float | None] = []
    for place, value in found:
        score = None if cells.is_missing(value) else _score(scale, value)
        if score is None and not cells.is_missing(value):
            report(_refused(scale, value, place, heading))
        scores.append(score)
    if scale.low == 0 and scale.high > 1:
        scores = _without_shares(scale, scores, found, heading, report)
    return [None if each is None else scale.share(each) for each in scores]


def _score(scale: Scale, value: Any) -> float | None:
    """Return the score that a value says; "45%" is one on a scale to 100 only."""
    value = cells.plain(value)
    text = cells.text_of(value) if isinstance(value, str) else ""
    if text.endswith("%"):
        value = text[:-1].rstrip() if scale.is_to_hundred else ""
    number = cells.number_in(value)
    return number if number is not None and scale.low <= number <= scale.high else None


def _refused(scale: Scale, value: Any, place: Place, heading: str) -> Fault:
    """Make the fault for a value that is not on its scale."""
    said, advice = cells.shown(value), f"it must be {scale.allowed}{cells.or_empty(value)}"
    if isinstance(value, cells.Formula):
        said = str(value)
        advice = "open the file in a spreadsheet program and save it again, or write the number"
    says = f"{cells.shown(heading)} is {said}"
    return Fault(place, says, advice, column=heading, value=said)


def _without_shares(
    scale: Scale,
    scores: Sequence[float | None],
    found: Sequence[tuple[Place, Any]],
    heading: str,
    report: Report,
) -> list[float | None]:
    """Report numbers that may be shares where scores are expected: 0.45 may mean 45%, or 4.5 of 10.

    Excel holds 0.45 for a cell that it shows as 45%.
    """
    bare = [
        k
        for k, (_, value) in enumerate(found)
        if scores[k] and not (isinstance(value, str) and "%" in value)
    ]
    kept = list(scores)
    if _seem_shares(scale, [scores[k] or 0.0 for k in bare]):
        below = f"the numbers below {cells.shown(heading)}"
        says = f"{below} all lie from 0 to 1, so they seem to be shares"
        advice = f"leave the scale out of the heading, or {_small_score(scale)}"
        report(Fault(found[bare[0]][0], says, advice, column=heading))
        return kept
    for k in bare:
        score = scores[k] or 0.0
        if score < 1:
            report(_either(scale, score, found[k], heading))
            kept[k] = None
    return kept


def _seem_shares(scale: Scale, scores: Sequence[float]) -> bool:
    """Whether all scores but zeros may be shares; on a scale to 10, ones alone are scores."""
    small = bool(scores) and max(scores) <= 1
    return small and (scale.is_to_hundred or any(each < 1 for each in scores))


def _small_score(scale: Scale) -> str:
    """Say how to write scores of at most 1 that are no shares."""
    if scale.is_to_hundred:
        return "write 1% for one per cent"
    return f"if they are scores, divide them by {scale.high} and leave it out too"


def _either(scale: Scale, score: float, found: tuple[Place, Any], heading: str) -> Fault:
    """Make the fault for a number below 1 among scores, which may be a share or a low score."""
    place, value = found
    said, of = cells.shown(value), f"{float(scale.high) * score:g}"
    may, advice = f"{score:g}% or {of}%", "write the one that you mean, with its %"
    if not scale.is_to_hundred:
        may = f"{score:g} or {of} of {scale.high}"
        advice = f"write {of} if it is a share, else round it to 0 or 1"
    says = f"{cells.shown(heading)} is {said}, which may mean {may}"
    return Fault(place, says, advice, column=heading, value=said)


def advising(report: Report, name: str, values: Sequence[Any]) -> Report:
    """Add to the fault of a number that is no share which scale its column may have.

    Parameters
    ----------
    report : callable
        Takes the fault with what is added.
    name : str
        Of the column.
    values : sequence
        Its cells, which are looked at when the first fault comes.
    """
    hints: list[str] = []

    def advised(fault: Fault) -> None:
        if not hints:
            hints.append(advice(name, values))
        where = fault.file if fault.row is None else Place(fault.file, fault.row)
        then = "; ".join(filter(None, [fault.advice, *hints]))
        report(Fault(where, fault.says, then, column=name, value=fault.value))

    return advised


def advice(name: str, values: Sequence[Any]) -> str:
    """Say which scale a column without one may have; empty if any of its numbers is a share.

    Parameters
    ----------
    name : str
        Of the column.
    values : sequence
        Its cells.
    """
    found = [cells.number_in(each) for each in values if not cells.is_missing(each)]
    numbers = [each for each in found if each is not None]
    most, least = max(numbers, default=0.0), min(numbers, default=0.0)
    likely = next((scale for high, scale in LIKELY if 1 < most <= high), "")
    if not likely or least < 0 or any(0 < each < 1 for each in numbers):
        return ""
    likely = "0-5" if likely == "1-5" and least < 1 else likely
    low, _, high = likely.partition("-")
    return f"if these are scores from {low} to {high}, write {name} ({likely}) as the heading"
