"""The small language of claims: "live of A > live of B by 5 points at month 24".

claim       OUTCOME of PLAN  COMPARISON  OTHER  [by AMOUNT]  [at month MONTH]
COMPARISON  > (more than), < (less than), >= (at least), <= (at most), same as, within AMOUNT of
OTHER       PLAN, OUTCOME of PLAN, or AMOUNT
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from sim.config.preset_files import nearest
from sim.outcomes.outcome_table import OUTCOMES
from sim.params.errors import UserError
from sim.study.statements import amounts
from sim.study.statements.amounts import Kind, kind_of
from sim.study.statements.claim import Claim, Comparison
from sim.study.statements.outcomes import (
    has_month,
    outcome_named,
    plain,
    refuse_unusable,
    unknown,
)

SHAPE = "OUTCOME of PLAN > OUTCOME of PLAN"
COMPARISONS = ">, <, >=, <=, same as, or within 3 points of"
MONTH = re.compile(r"at month (\d{1,4})(?!\S)", re.IGNORECASE)
SPOKEN = (
    (re.compile(r"(?:(?:is|are) )?(?:>=|≥|at least(?!\w))", re.IGNORECASE), Comparison.at_least),
    (re.compile(r"(?:(?:is|are) )?(?:<=|≤|at most(?!\w))", re.IGNORECASE), Comparison.at_most),
    (re.compile(r"(?:(?:is|are) )?(?:>|more than(?!\w))", re.IGNORECASE), Comparison.more),
    (re.compile(r"(?:(?:is|are) )?(?:<|less than(?!\w))", re.IGNORECASE), Comparison.less),
    (re.compile(r"(?:(?:is|are) )?(?:the )?same as(?!\w)", re.IGNORECASE), Comparison.within),
)
WITHIN = re.compile(r"(?:(?:is|are) )?within(?!\w)", re.IGNORECASE)


def parsed(text: str, plans: Collection[str]) -> Claim:
    """Read a claim.

    plans  all names that a plan may have

    Raises
    ------
    UserError
        If it cannot be read: the message points at the word, and says what is allowed there.
    """
    return _Reader(" ".join(text.split()).removesuffix("."), plans).claim()


@dataclass(slots=True)
class _Reader:
    """Reads a claim from left to right."""

    text: str
    plans: Collection[str]
    at: int = 0
    found: dict[str, float | int | None] = field(default_factory=dict)

    def claim(self) -> Claim:
        outcome = self._outcome()
        refuse_unusable(outcome)
        kind = kind_of(OUTCOMES[outcome])
        plan = self._plan()
        comparison, by = self._comparison(kind)
        other, number = self._other(outcome, kind)
        if number is not None and comparison == Comparison.within and by is None:
            raise UserError("“same as” goes with another plan; write within 5 points of 50%")
        self.found = {"by": by, "month": None}
        while self.rest:
            self._ending(outcome, kind, comparison, number)
        by, month = self.found["by"], self.found["month"]
        if other is not None and plain(other) == plain(plan):
            raise UserError(f"it compares “{plan}” with itself; name another plan")
        return Claim(outcome, plan, comparison, other, number, by,
                     None if month is None else int(month))  # fmt: skip

    @property
    def rest(self) -> str:
        return self.text[self.at :]

    def _outcome(self) -> str:
        """Read "OUTCOME of "; the longest name that is known counts."""
        ends = [found.start() for found in re.finditer(r" of ", self.rest, re.IGNORECASE)]
        if not ends:
            raise UserError(f"“{_brief(self.text)}” names no outcome of a plan; write {SHAPE}")
        for end in reversed(ends):
            key = outcome_named(self.rest[:end])
            if key is not None:
                self.at += end + len(" of ")
                return key
        named = self.rest[: ends[0]]
        if found := MONTH.search(named):
            raise UserError(f"put “{found.group()}” at the end of the claim")
        raise UserError(unknown(_brief(named)))

    def _plan(self) -> str:
        """Read the name of a plan; the longest that fits counts."""
        found = self._plan_ahead()
        if found is None:
            raise UserError(self._no_plan())
        self.at += len(found)
        self._skip()
        return found

    def _plan_ahead(self) -> str | None:
        fits = [
            each for each in self.plans
            if re.match(rf"{re.escape(each)}(?!\w)", self.rest, re.IGNORECASE)
        ]  # fmt: skip
        return max(fits, key=len, default=None)

    def _no_plan(self) -> str:
        if not self.rest:
            return f"it ends where a plan should follow; write {SHAPE}"
        ends = [found.start() for found in (each.search(self.rest) for each, _ in SPOKEN) if found]
        ends += [found.start() for found in (WITHIN.search(self.rest),) if found]
        ends += [found.start() for found in re.finditer(r" (?:by|at month) ", self.rest)]
        named = self.rest[: min((end for end in ends if end), default=len(self.rest))].strip()
        return (
            f"there is no plan “{_brief(named)}”{nearest(named.casefold(), sorted(self.plans))}; "
            "name a strategy (uptake list strategies), or give it an entry under plans"
        )

    def _comparison(self, kind: Kind) -> tuple[Comparison, float | None]:
        if found := WITHIN.match(self.rest):
            self._take(found)
            by = self._amount(kind, kind.apart)
            self._word("of")
            return Comparison.within, by
        for pattern, comparison in SPOKEN:
            if found := pattern.match(self.rest):
                self._take(found)
                return comparison, None
        where = self._here("it ends where a comparison should follow", "a comparison should stand")
        raise UserError(f"{where}; write {COMPARISONS}")

    def _other(self, outcome: str, kind: Kind) -> tuple[str | None, float | None]:
        """Read what the plan is compared with: a plan, the same outcome of a plan, or a number."""
        if self._plan_ahead() is None:
            if amounts.NUMBER.match(self.rest):
                return None, self._number(outcome, kind)
            if found := re.match(r"(.+?) of ", self.rest, re.IGNORECASE):
                self._same_outcome(outcome, found)
        return self._plan(), None

    def _same_outcome(self, outcome: str, first: re.Match[str]) -> None:
        ends = [each.start() for each in re.finditer(r" of ", self.rest, re.IGNORECASE)]
        known = [end for end in ends if outcome_named(self.rest[:end]) is not None]
        if not known:
            raise UserError(unknown(_brief(first[1])))
        named = self.rest[: known[-1]]
        if outcome_named(named) != outcome:
            raise UserError(
                f"it compares “{outcome}” with “{named}”; compare the same outcome of two plans, "
                "or one outcome with a number"
            )
        self.at += known[-1] + len(" of ")

    def _number(self, outcome: str, kind: Kind) -> float:
        start = self.at
        number = self._amount(kind, kind.level)
        low, high = OUTCOMES[outcome].bounds or (-float("inf"), float("inf"))
        if not low <= number <= high:
            least, most = (amounts.written(each, kind, kind.level) for each in (low, high))
            raise UserError(
                f"“{self.text[start : self.at].strip()}” is out of range; “{outcome}” is between "
                f"{least} and {most}"
            )
        return number

    def _ending(
        self, outcome: str, kind: Kind, comparison: Comparison, number: float | None
    ) -> None:
        if re.match(r"by(?!\w)", self.rest, re.IGNORECASE):
            self._once("by")
            self._word("by")
            _refuse_by(comparison, number)
            by = self._amount(kind, kind.apart)
            if by < 0:
                raise UserError("a difference “by” is not negative; turn the comparison round")
            self.found["by"] = by
        elif found := MONTH.match(self.rest):
            self._once("month")
            if not has_month(outcome):
                raise UserError(f"“{outcome}” is of the whole run; leave “{found.group()}” out")
            if not int(found[1]):
                raise UserError("“at month 0” is before anything happens; name a later month")
            self._take(found)
            self.found["month"] = int(found[1])
        else:
            raise UserError(
                f"{self._here('', 'nothing more should stand')}; after the comparison only "
                "“by 5 points” and “at month 24” may follow"
            )

    def _once(self, name: str) -> None:
        if self.found[name] is not None:
            word = "at month" if name == "month" else name
            raise UserError(f"it has “{word}” twice, or “by” after “within”; give it once")

    def _amount(self, kind: Kind, unit: str) -> float:
        found = amounts.NUMBER.match(self.rest)
        if found is None:
            where = self._here("it ends where a number should follow", "a number should stand")
            example = amounts.written(10 / kind.scale, kind, unit)
            raise UserError(f"{where}; write it like {example}")
        value = amounts.read(found, kind, unit)
        self._take(found)
        return value

    def _word(self, word: str) -> None:
        found = re.match(rf"{word}(?!\w)", self.rest, re.IGNORECASE)
        if found is None:
            raise UserError(self._here(f"“{word}” is missing", f"“{word}” should stand"))
        self._take(found)

    def _take(self, found: re.Match[str]) -> None:
        self.at += found.end()
        self._skip()

    def _skip(self) -> None:
        self.at += len(self.rest) - len(self.rest.lstrip())

    def _here(self, at_end: str, should: str) -> str:
        """Point at the word where the reader stands."""
        if not self.rest:
            return at_end
        word = self.rest.split(" ")[0]
        number = len(self.text[: self.at].split()) + 1
        return f"{should} where word {number} is “{_brief(word)}”"


def _refuse_by(comparison: Comparison, number: float | None) -> None:
    if number is not None:
        raise UserError("“by” goes with another plan; give the number itself to compare with it")
    if comparison in (Comparison.at_least, Comparison.at_most):
        raise UserError(
            "“by” after >= or <= may mean two things; write > or < for a difference of at least so "
            "much, or “within 5 points of”"
        )


def _brief(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]} ..."
