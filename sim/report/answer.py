"""The answer of a comparison in five lines: the first of them carries its catch."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sim.outcomes.intervals import Interval
from sim.report.catch import catch
from sim.report.certain_line import how_sure
from sim.report.gains_line import compared_with, for_whom
from sim.report.price_line import price
from sim.report.words import listed, name_of, names, whole_percent
from sim.study.comparison import Comparison, Standing
from sim.study.parameter_uncertainty import ParameterUncertainty

MOST_WORDS, MOST_NUMBERS = 90, 20
CLOSE_MONTHS = 1.0  # two times closer than this are practically the same
SHORT_NAME = 3  # words of a name that is cut
NAMED = 3  # plans that are named as practically the same; others are counted


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a line.

    rank   0 stays; of the others the highest are left out first if the answer is too long
    joint  what joins it to the clause before
    """

    text: str
    rank: int = 0
    joint: str = "; "


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


def answer(
    comparison: Comparison, uncertainty: ParameterUncertainty | None = None
) -> list[tuple[str, str]]:
    """Give the answer in at most five lines, 90 words and 20 numbers.

    uncertainty  the same plans run with random sets of assumptions; None if there were none

    Returns label and text of each line; the headline has no label.
    """
    if nothing_differs(comparison):
        return [("", _nothing(comparison))]
    told = fitted(_lines(comparison, uncertainty, brief=False))
    if _is_too_long(told):
        told = fitted(_lines(comparison, uncertainty, brief=True))
    if _is_too_long(told):
        told = [(label, _with_short_names(comparison, text)) for label, text in told]
    return told


def _lines(
    comparison: Comparison, uncertainty: ParameterUncertainty | None, brief: bool
) -> list[Line]:
    rival, said = rival_of(comparison), " ".join(_headline(comparison, brief))
    return [
        Line("", (Clause(said),)),
        Line("Sooner", tuple(_sooner(comparison, rival))),
        Line("The price", tuple(Clause(*each) for each in price(comparison, rival, said))),
        Line(
            "For whom",
            tuple(Clause(*each) for each in for_whom(comparison, rival)),
            compared_with(comparison, rival),
        ),
        Line("How sure", tuple(Clause(*each) for each in how_sure(comparison, rival, uncertainty))),
    ]


def _with_short_names(comparison: Comparison, text: str) -> str:
    """Cut long names, where an answer would be too long with them."""
    for name in names(comparison):
        words = name.split()
        if len(words) > SHORT_NAME:
            text = text.replace(f"“{name}”", f"“{' '.join(words[:SHORT_NAME])}…”")
    return text


def fitted(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Leave out what matters least until the answer is short enough; a line may go as a whole."""
    kept = list(lines)
    while _too_long(kept):
        ranks = [each.rank for line in kept for each in line.clauses]
        if not ranks or max(ranks) == 0:
            break
        kept = _without_one(kept, max(ranks))
    return [(line.label, line.text) for line in kept if line.clauses]


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
    return _is_too_long([(line.label, line.text) for line in lines if line.clauses])


def _is_too_long(told: Sequence[tuple[str, str]]) -> bool:
    text = " ".join(f"{label} {line}" for label, line in told)
    return words_in(text) > MOST_WORDS or numbers_in(text) > MOST_NUMBERS


def words_in(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def numbers_in(text: str) -> int:
    """Count the numbers of a text; "£35,100" is one."""
    return len(re.findall(r"\d[\d,.]*", text))


def rival_of(comparison: Comparison) -> Standing:
    """Find the plan that comes next after the leader."""
    others = [each for k, each in enumerate(comparison.standings) if k != comparison.leader]
    return max(others, key=lambda each: each.figures.live.mean)


def nothing_differs(comparison: Comparison) -> bool:
    """Whether all plans come out the same in every outcome and every run."""
    return all(
        each is None or (each.mean == 0 and each.half_width == 0)
        for difference in comparison.differences
        for each in difference.figures.values()
    )


def _nothing(comparison: Comparison) -> str:
    live = whole_percent(comparison.standings[comparison.leader].figures.live)
    who = listed([name_of(comparison, each.label) for each in comparison.plans])
    if len(comparison.plans) > NAMED:
        who = f"all {len(comparison.plans)} plans"
    month = comparison.horizon.month
    return f"Nothing differs between {who}: {live} live by month {month}, and all else is equal."


def _headline(comparison: Comparison, brief: bool) -> Iterator[str]:
    leader, rival = comparison.standings[comparison.leader], rival_of(comparison)
    first, second = (whole_percent(each.figures.live) for each in (leader, rival))
    who, month = name_of(comparison, leader.label), comparison.horizon.month
    start = "With equal starts, " if comparison.equal_start is not None else ""
    close, unclear = close_to(comparison), comparison.tied
    if close:
        each = _several(comparison, [leader.label, *close])
        same = first if first == second else f"{first} and {second}"
        span = same if len(close) == 1 else f"about {first}"
        yield f"{start}{each} are practically the same: {span} live by month {month}."
    elif unclear:
        others = _several(comparison, unclear)
        yield (
            f"{start}{who} cannot be told apart from {others}: {first} against {second} live by "
            f"month {month}."
        )
    else:
        yield (
            f"{start}{who} gets most organisations live: {first} by month {month}, against "
            f"{second} with {name_of(comparison, rival.label)}."
        )
    yield from catch(comparison, brief)
    yield from _even(comparison)


def close_to(comparison: Comparison) -> list[str]:
    """List the plans that are practically the same as the leader."""
    return [label for label, by in comparison.ahead.items() if by.mean < comparison.margin]


def _several(comparison: Comparison, labels: Sequence[str]) -> str:
    """Name a few plans, or count those that are too many to name."""
    if len(labels) <= NAMED:
        return listed([name_of(comparison, each) for each in labels])
    first = name_of(comparison, labels[0])
    return f"{first} and {len(labels) - 1} other plans"


def _even(comparison: Comparison) -> Iterator[str]:
    """Say that the same money spread evenly does better, if it does."""
    even = comparison.even
    if even is not None and even.more.low > 0 and even.more.mean >= comparison.margin:
        leader, plan = comparison.standings[comparison.leader], comparison.differences[0]
        own = "The same money"
        if plan.label != leader.label:
            own = f"The money of {name_of(comparison, plan.label)}"
        yield f"{own} spread evenly does better ({whole_percent(even.live)})."


def _sooner(comparison: Comparison, rival: Standing) -> Iterator[Clause]:
    """Say when half are live, and how much sooner than with the next plan."""
    leader, end = comparison.standings[comparison.leader], comparison.horizon.end
    mine, theirs = leader.half.months, rival.half.months
    other = name_of(comparison, rival.label)
    if mine is None and theirs is None:
        every = all(each.half.months is None for each in comparison.standings)
        whom = "any plan" if every and len(comparison.plans) > 2 else "either"
        yield Clause(f"half are not live by month {end} with {whom}")
        yield from _share_sooner(comparison, rival.label, other)
    elif mine is None:
        yield Clause(f"half are live by month {theirs:.0f} with {other}")
        yield Clause(f"not by month {end} with {name_of(comparison, leader.label)}", 2)
    elif theirs is None:
        yield Clause(f"half are live by month {mine:.0f}")
        yield Clause(f"with {other} not by month {end}", 2)
    else:
        yield Clause(f"half are live by month {mine:.0f}")
        yield Clause(f"{_months(theirs - mine)} {other}", 2, ", ")


def _months(sooner: float) -> str:
    if abs(sooner) <= CLOSE_MONTHS:
        return "practically as soon as with"
    return f"{abs(sooner):.0f} months {'before' if sooner > 0 else 'after'}"


def _share_sooner(comparison: Comparison, label: str, other: str) -> Iterator[Clause]:
    """Say how much sooner the highest share that both reach is reached."""
    pair = next((each for each in comparison.rivals if each.label == label), None)
    if pair is None or pair.sooner is None or pair.sooner.at_once:
        return
    months: Interval = pair.sooner.months
    if abs(months.mean) <= CLOSE_MONTHS:
        yield Clause(f"{pair.sooner.share:.0%} are live practically as soon with both", 3)
    elif months.excludes_zero:
        yield Clause(f"{pair.sooner.share:.0%} are live {_months(round(months.mean))} {other}", 2)
