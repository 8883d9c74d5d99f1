"""The lines of an answer, and what is left out where they would be too long."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

MOST_WORDS, MOST_NUMBERS = 90, 20
DETAIL = 4  # rank from which a clause is left out before words are saved


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a line.

    rank   0 stays; of the others the highest are left out first if the answer is too long
    joint  what joins it to the clause before
    short  the same in fewer words, for an answer that is too long; the text itself if empty
    """

    text: str
    rank: int = 0
    joint: str = "; "
    short: str = ""

    @property
    def shortened(self) -> "Clause":
        """The clause in fewer words."""
        return replace(self, text=self.short or self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; the headline has no label.

    before  text before the first clause, such as what the plan is compared with
    """

    label: str
    clauses: tuple[Clause, ...]
    before: str = ""

    @property
    def text(self) -> str:
        """The line as one sentence."""
        first, *others = self.clauses
        text = self.before + first.text + "".join(f"{each.joint}{each.text}" for each in others)
        return text if text.endswith(".") else f"{text}."


def fitted(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Make an answer short enough: without details, then in fewer words, then without more.

    A line may go as a whole.
    """
    kept = _without(lines, DETAIL)
    if _too_long(kept):
        kept = [replace(line, clauses=tuple(e.shortened for e in line.clauses)) for line in kept]
    return [(line.label, line.text) for line in _without(kept, 1) if line.clauses]


def _without(lines: Sequence[Line], least: int) -> list[Line]:
    """Leave out what matters least until the answer is short enough.

    least  lowest rank that may be left out
    """
    kept = list(lines)
    while _too_long(kept):
        rank = max((each.rank for line in kept for each in line.clauses), default=0)
        if rank < least:
            break
        kept = _without_one(kept, rank)
    return kept


def _without_one(lines: Sequence[Line], rank: int) -> list[Line]:
    """Leave out the last clause of this rank."""
    kept = list(lines)
    for place in reversed(range(len(kept))):
        own = kept[place].clauses
        at = [k for k, each in enumerate(own) if each.rank == rank]
        if at:
            left = tuple(each for k, each in enumerate(own) if k != at[-1])
            kept[place] = replace(kept[place], clauses=left)
            break
    return kept


def _too_long(lines: Sequence[Line]) -> bool:
    return is_too_long([(line.label, line.text) for line in lines if line.clauses])


def is_too_long(told: Sequence[tuple[str, str]]) -> bool:
    """Whether an answer has more words or numbers than a screen or a listener can take."""
    text = " ".join(f"{label} {line}" for label, line in told)
    return words_in(text) > MOST_WORDS or numbers_in(text) > MOST_NUMBERS


def words_in(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def numbers_in(text: str) -> int:
    """Count the numbers of a text; "£35,100" is one."""
    return len(re.findall(r"\d[\d,.]*", text))
