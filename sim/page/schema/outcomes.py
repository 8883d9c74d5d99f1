"""How the page works outcomes out from counters, and words them: told once, by Python."""

from typing import Literal, TypedDict

from sim.page.schema.plans import Better

ReadAs = Literal["share", "ratio", "gap", "half", "spend"]


class Term(TypedDict):
    """One counter: `stage` only of the counter of stages; `sign` 1, or -1 if it is taken off."""

    count: str
    stage: int | None
    sign: int


class Reads(TypedDict):
    """Which counters an outcome reads, and when.

    kind   "share": of the organisations in scope, by replicate; "ratio": of two sums over all
           replicates; "gap": share live elsewhere less share live in deprived areas; "half": months
           until half are live; "spend": money of the programme
    at     month, or months since go-live
    total  summed over the months before `at`, not in that month
    plus   added to the share
    """

    kind: ReadAs
    above: list[Term]
    below: list[Term]
    at: int
    total: bool
    plus: float


class UnitWords(TypedDict):
    """How a quantity is worded (sim.outcomes.units)."""

    scale: float
    before: str
    after: str
    one: str
    many: str
    finest: float
    whole_from: float


class Saying(TypedDict):
    """How a difference is worded."""

    unit: UnitWords
    more: str
    less: str


class Reckoned(TypedDict):
    """One outcome that the page works out; `low`, `high`: between which it can lie, if limited.

    shown  whether it is among the measures; others are read for what a change costs
    """

    key: str
    label: str
    shown: bool
    better: Better
    explain: str
    behind: list[str]
    unit: UnitWords
    change: Saying | None
    low: float | None
    high: float | None
    reads: Reads
