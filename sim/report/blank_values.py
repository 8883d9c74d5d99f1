"""What an answer says of values that nobody knows: how far they move it, and which to find out."""

import math
from collections.abc import Iterator

from sim.report.lines import Clause
from sim.study.blank_values import BLANK, WITHIN, BlankValues, Column

HALF = (0.45, 0.55)  # of a range: what is called half of it
HARDLY = 0.1
VAGUE = 0.75  # if more may be left of a range, the short answer does not say how much
SEEN = 0.9  # narrowing a range to more than this is not worth a sentence


def blanks_in_words(
    blanks: BlankValues | None, what: str, unit: str, stages: bool = False
) -> Iterator[str]:
    """Say what values that are not known do; nothing if all is known.

    what    the quantity: "the lead"
    unit    of its ends, in hundredths: " points" or "%"
    stages  whether stages are in part unknown too
    """
    if blanks is None:
        return
    if not blanks.is_told:
        yield (
            f"What is not known of your organisations moves {what} too little to be told from "
            f"luck in {blanks.systems} systems. In nine of ten, it is at most "
            f"{_points(_reach(blanks.most))} either way."
        )
    else:
        low, high = (round(100 * end) for end in blanks.ends)
        share, least, most = (f"{each:.0%}" for each in blanks.share)
        yield (
            f"What is not known of your organisations moves {what}. In nine of ten systems that "
            f"they may be, it is {low} to {high}{unit}, with luck averaged out."
        )
        yield (
            f"This causes {share} of the uncertainty of its mean (variance; between {least} and "
            f"{most}), and luck the rest."
        )
        yield from _worth_knowing(blanks)
    if stages:
        yield "Stages that are not known are drawn in each run, and count as luck here."


def blanks_in_short(blanks: BlankValues | None, what: str) -> Iterator[Clause]:
    """Give the clause for the line on how sure an answer is; nothing if all is known."""
    if blanks is None:
        return
    cause = "blank values and drawn ties" if blanks.has_drawn_ties else "blank values"
    if not blanks.is_told:
        points = _points(_reach(blanks.most))
        yield Clause(f"{cause} move {what} by at most {points}", 3)
        return
    then = ""
    if blanks.best is not None and (blanks.best.left or 0.0) <= SEEN:
        is_vague = blanks.best.ends[1] > VAGUE
        doing = "narrow that" if is_vague else _narrowing(blanks.best, "that")
        then = f", and {_knowing(blanks.best, brief=True)} would {doing}"
    yield Clause(f"{cause} move {what} by {_points(_reach(blanks.spread))} either way{then}", 1)


def _worth_knowing(blanks: BlankValues) -> Iterator[str]:
    """Say which column would narrow the range most, and what ties do to it."""
    best = blanks.best
    if blanks.has_drawn_ties or len(blanks.columns) > 1:
        rest = "the ties drawn, and who has which value," if blanks.has_drawn_ties else (
            "who has which value"
        )  # fmt: skip
        yield (
            "How high blank values are on average explains "
            f"{blanks.explained:.0%} of the differences between systems; {rest} the rest."
        )
    if best is not None and (best.left or 0.0) <= SEEN:
        knowing, wide = _knowing(best), best.ends[1]
        surely = f" (surely to {wide:.0%} of it)" if best.left else ""
        yield f"{knowing[0].upper()}{knowing[1:]} would {_narrowing(best, 'that range')}{surely}."
        if len(blanks.columns) > 1:
            yield "Another may be worth as much: only what goes with a column's average is told."
    elif len(blanks.columns) > 1 or blanks.has_drawn_ties:
        yield f"What is most worth finding out cannot be told from {blanks.systems} systems."


def _knowing(column: Column, brief: bool = False) -> str:
    """Name the finding out: "knowing capacity for the 12 blank rows"."""
    doing = "knowing" if column.kind == BLANK else "agreeing on"
    rows = "blank rows" if column.kind == BLANK else "rows with several scores"
    if brief:
        return f"{doing} {column.name}"
    if column.cells == 1:
        return f"{doing} {column.name} for the {rows.replace('rows', 'row')}"
    return f"{doing} {column.name} for the {column.cells:,} {rows}"


def _narrowing(column: Column, what: str) -> str:
    """Say what finding out does to a range: "halve that range"."""
    left = column.left or 0.0
    if left == 0:
        return f"leave nothing of {what}"
    if left <= HARDLY:
        return f"leave hardly any of {what}"
    if HALF[0] <= left <= HALF[1]:
        return f"halve {what} or better"
    return f"narrow {what} by {round(20 * (1 - left)) * 5}% or more"


def _reach(spread: float) -> int:
    """Return how far nine systems of ten reach to either side, in whole points, rounded up."""
    return max(1, math.ceil(100 * WITHIN * spread - 1e-9))


def _points(points: int) -> str:
    return f"{points} point{'s' * (points != 1)}"
