"""Values and differences of statements in words: "22 points fewer (7 to 49)"."""

import math

from sim.outcomes.outcome_table import OUTCOMES
from sim.report.figures.captions import minus
from sim.study.statements.amounts import BARE, PERCENT, POINTS, POUNDS, Kind
from sim.study.statements.findings import Finding

LARGE = 1000  # from where money is told to two digits
NO_VALUE = "no value"


def size_of(found: Finding) -> str:
    """Say how large what is claimed is, on average and over the sets, or as far as luck goes."""
    kind, size, claim = found.statement.claim.kind, found.size, found.statement.claim
    if math.isnan(size.mean):
        return "-" if found.idle else NO_VALUE
    if claim.other is None:
        mean, low, high = (value_of(each, kind) for each in (size.mean, size.low, size.high))
        at_least = f"{'at least ' if found.censored else ''}{mean}"
        near, far = (each.partition(" ")[0] for each in (low, high))  # the mean has the unit
        return at_least if low == high else f"{at_least} ({near} to {far})"
    more, less = _words(claim.outcome)
    ends = [size.low, size.high]
    mean = f"{_difference(size.mean, kind)}{_way(size.mean, kind, more, less)}"
    mean += " within the run" if found.censored else ""
    if all(number_of(each, kind) == number_of(size.mean, kind) for each in ends):
        return mean
    same_way = size.low >= 0 or size.high <= 0
    told = [f"{number_of(each, kind)}{'' if same_way else _way(each, kind, more, less)}"
            for each in (sorted(ends, key=abs) if same_way else ends)]  # fmt: skip
    return f"{mean} ({told[0]} to {told[1]})"


def mean_of(found: Finding) -> str:
    """Say the same without its range."""
    return size_of(found).partition(" (")[0]


def value_of(value: float, kind: Kind) -> str:
    """Write a plan's own value with its unit: "71%"."""
    sign = "-" if value < 0 and number_of(value, kind) not in ("0", "£0") else ""
    return f"{minus(sign)}{_with_unit(number_of(value, kind), kind.level)}"


def room_of(found: Finding) -> str:
    """Write the difference from which two values are not the same: "3 points"."""
    return _difference(found.room, found.statement.claim.kind)


def is_practically_the_same(found: Finding) -> bool:
    """Whether the plans are nearer to each other on average than what counts as a difference."""
    return found.statement.claim.other is not None and abs(found.size.mean) < found.room


def _difference(value: float, kind: Kind) -> str:
    return _with_unit(number_of(value, kind), kind.apart)


def _with_unit(number: str, unit: str) -> str:
    if unit in (POUNDS, BARE):
        return number
    if unit == PERCENT:
        return f"{number}%"
    return f"{number} {unit.removesuffix('s') if number == '1' else unit}"


def _way(value: float, kind: Kind, more: str, less: str) -> str:
    if number_of(value, kind) in ("0", "£0"):
        return ""
    return f" {more if value > 0 else less}"


def _words(outcome: str) -> tuple[str, str]:
    """Return the words for a higher and for a lower value of an outcome."""
    row = OUTCOMES[outcome]
    if row.change is not None:
        return row.change.more, row.change.less
    if row.unit == "month":
        return "later", "sooner"
    return "more", "less"


def number_of(value: float, kind: Kind) -> str:
    """Write the size of a value in the unit that is read, without its unit (but pounds)."""
    size = abs(value) * kind.scale
    if kind.apart == POUNDS:
        digits = 0 if size < LARGE else 1 - math.floor(math.log10(size))
        return f"£{round(size, digits):,.0f}"
    if kind.apart == POINTS:
        return f"{size:.0f}" if size >= 1 or size < 0.05 else f"{size:.1f}"
    text = f"{size:,.0f}" if size >= 10 else f"{size:.1f}" if size >= 1 else f"{size:.2g}"
    return text.removesuffix(".0")
