"""What became of statements: an answer that shows itself."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sim.api.answers import Answer, Line
from sim.params.assumption_sets import AssumptionSets
from sim.report.statements import HEAD, HEAD_FIXED, account, lines, table
from sim.study.statements.findings import Finding
from sim.study.statements.verdicts import Verdict

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings


@dataclass(frozen=True)
class CheckedStatements(Answer):
    """Statements that were checked over luck and assumptions.

    Attributes
    ----------
    findings : tuple of sim.study.statements.findings.Finding
        One for each statement, in their order.
    sets : sim.params.assumption_sets.AssumptionSets or None
        Under which they were checked; None if the assumptions stayed as they are.
    """

    findings: tuple[Finding, ...]
    sets: AssumptionSets | None
    command = "test"

    @property
    def verdicts(self) -> dict[str, str]:
        """The verdict of each statement, by its words: holds, fails, cannot be told."""
        return {each.statement.say: str(each.judgement.verdict) for each in self.findings}

    @property
    def all_hold(self) -> bool:
        """Whether every statement holds."""
        return all(each.judgement.verdict == Verdict.holds for each in self.findings)

    @cached_property
    def lines(self) -> list[Line]:
        """The answer: label and text of each line; the headline has no label."""
        return lines(self.findings, self.sets)

    @property
    def account(self) -> Sequence[str]:
        """The same at length, as paragraphs."""
        return account(self.findings, self.sets)

    @cached_property
    def frames(self) -> Mapping[str, "pd.DataFrame"]:
        """The table `statements`, with a row for each.

        Columns: statement, claim, how_often, verdict, why, sets, holds_in, fails_in, untold_in,
        share_low, share_high (of the sets in which it holds), value, other (means of the plans),
        size, low, high (difference of the plans, or the value, with its range), same_below, unit
        (of these), single_runs (share in which it is the case), turned_by_luck.
        """
        import pandas as pd

        return {"statements": pd.DataFrame([_row(each) for each in self.findings])}

    def drawings(self) -> "Drawings":
        """Name the figures, each with the function that draws it: so many rows fit on one."""
        from sim.report.figures.statements import pages

        return pages(self.findings)

    def printed(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """Return the heading and the rows of the small table that a terminal shows."""
        return HEAD if self.sets is not None else HEAD_FIXED, table(self.findings)

    def document(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        return {**super().document(), "all_hold": self.all_hold, "verdicts": self.verdicts}


def _row(found: Finding) -> dict[str, Any]:
    statement, judged = found.statement, found.judgement
    kind = statement.claim.kind
    unit = kind.level if statement.claim.other is None else kind.apart

    def shown(value: float) -> float | None:
        return None if math.isnan(value) else round(value * kind.scale, 4)

    by_plan = [shown(each) for each in found.by_plan]
    other = by_plan[1] if len(by_plan) > 1 else shown(statement.claim.number or 0.0)
    share = [None if found.is_fixed else round(e, 4) for e in (judged.low, judged.high)]
    runs = [None if math.isnan(e) else round(e, 4) for e in (found.met, found.turned)]
    return {
        "statement": statement.say, "claim": statement.claim.text,
        "how_often": statement.often.words, "verdict": str(judged.verdict), "why": str(judged.why),
        "sets": judged.sets, "holds_in": judged.holds, "fails_in": judged.fails,
        "untold_in": judged.untold, "share_low": share[0], "share_high": share[1],
        "value": by_plan[0], "other": other, "size": shown(found.size.mean),
        "low": shown(found.size.low), "high": shown(found.size.high),
        "same_below": shown(found.room), "unit": unit, "single_runs": runs[0],
        "turned_by_luck": runs[1],
    }  # fmt: skip
