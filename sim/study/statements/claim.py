"""A claim: an outcome of a plan, compared with that of another plan or with a number."""

from dataclasses import dataclass
from enum import StrEnum

from sim.outcomes.outcome_table import OUTCOMES
from sim.study.statements import amounts
from sim.study.statements.amounts import Kind, kind_of


class Comparison(StrEnum):
    """How two values are compared; its value is how it is written."""

    more = ">"
    less = "<"
    at_least = ">="
    at_most = "<="
    within = "within"


MIRRORED = {
    Comparison.more: Comparison.less, Comparison.less: Comparison.more,
    Comparison.at_least: Comparison.at_most, Comparison.at_most: Comparison.at_least,
    Comparison.within: Comparison.within,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed of one plan, or of two.

    outcome     key in the table of outcomes
    plan        that it is claimed of, as the file calls it
    comparison  with what follows
    other       the other plan; None if a number follows
    number      that follows, in the model's unit; None if a plan follows
    by          difference that is meant, in the model's unit; None for the usual margin
    month       that is asked for; None for the usual one
    """

    outcome: str
    plan: str
    comparison: Comparison
    other: str | None = None
    number: float | None = None
    by: float | None = None
    month: int | None = None

    @property
    def plans(self) -> list[str]:
        """The plans that it names, one or two."""
        return [self.plan] if self.other is None else [self.plan, self.other]

    @property
    def kind(self) -> Kind:
        """What sort of quantity is compared."""
        return kind_of(OUTCOMES[self.outcome])

    @property
    def text(self) -> str:
        """The claim as it may be written in a file; reading it gives the same claim."""
        kind, by = self.kind, ""
        compared = str(self.comparison)
        if self.by is not None:
            amount = amounts.written(self.by, kind, kind.apart)
            is_within = self.comparison == Comparison.within
            compared, by = (f"within {amount} of", "") if is_within else (compared, f" by {amount}")
        elif self.comparison == Comparison.within:
            compared = "same as"
        if self.number is not None:
            other = amounts.written(self.number, kind, kind.level)
        else:
            other = f"{self.outcome} of {self.other}"
        month = "" if self.month is None else f" at month {self.month}"
        return f"{self.outcome} of {self.plan} {compared} {other}{by}{month}"
