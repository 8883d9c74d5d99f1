"""Statements and what became of them, in five lines and a table; and the same at length."""

import math
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from sim.params.assumption_sets import AssumptionSets
from sim.report.lines import Clause, Line, fitted
from sim.report.sets_words import counted, not_possible, not_varied, so_many
from sim.report.statement_words import (
    is_practically_the_same,
    mean_of,
    room_of,
    size_of,
    value_of,
)
from sim.report.words import listed
from sim.study.statements.claim import Comparison
from sim.study.statements.findings import Finding
from sim.study.statements.verdicts import ALWAYS_ROOM, Verdict, Why

HEAD = ("statement", "verdict", "sets: holds,\nfails, unclear", "on average\n(nine in ten sets)")
HEAD_FIXED = ("statement", "verdict", "single runs:\nholds", "on average\n(95% for luck)")
LABELS = {Verdict.fails: "Fails", Verdict.untold: "Unclear", Verdict.holds: "Holds"}
COLUMN = 38  # characters of a row
LONGEST, SHORTER = 12, 10  # words of a statement in a line, and where that is too much
ENOUGH = 100  # sets without a failure, which rule out 3 % of others
MANY = 10  # statements, from which some verdict may well be wrong by chance
ABOUT = (
    "A statement is about this model and what is assumed in it. That it holds here does not make "
    "it true of the NHS; that it fails says which belief the model does not share."
)


def lines(found: Sequence[Finding], sets: AssumptionSets | None) -> list[tuple[str, str]]:
    """Give the answer: a headline without a label, then a label and a text for each line."""
    told = [Line("", (Clause(headline(found)),))]
    for verdict, label in LABELS.items():
        some = [each for each in found if each.judgement.verdict == verdict]
        if some:
            clauses = _clauses(max(some, key=_clearness), len(some))
            told.append(Line(label, clauses[1:] if len(found) == 1 else clauses))
    told.append(Line("How sure", tuple(_how_sure(found, sets))))
    return fitted(told)


def headline(found: Sequence[Finding]) -> str:
    """Count what holds, what fails and what cannot be told."""
    counts = [(sum(e.judgement.verdict == v for e in found), v) for v in _ORDER]
    alone = " with these assumptions" if found[0].is_fixed else ""
    if len(found) == 1:
        return f"“{_bare(found[0].statement.say)}” {found[0].judgement.verdict}{alone}."
    some = [(count, verdict) for count, verdict in counts if count]
    if some[0][1] == Verdict.untold:
        none = "Neither statement" if len(found) == 2 else f"None of {len(found)} statements"
        return f"{none} can be told{alone}."
    if len(some) == 1:
        every = "Both" if len(found) == 2 else f"All {len(found)}"
        return f"{every} statements {_VERBS[some[0][1]]}{alone}."
    told = listed([f"{count} {_verb(count, verdict)}" for count, verdict in some])
    return f"Of {len(found)} statements {told}{alone}."


_ORDER = (Verdict.holds, Verdict.fails, Verdict.untold)
_VERBS = {Verdict.holds: "hold", Verdict.fails: "fail", Verdict.untold: "cannot be told"}


def _verb(count: int, verdict: Verdict) -> str:
    return str(verdict) if count == 1 else _VERBS[verdict]


def _clearness(found: Finding) -> float:
    """Tell what is clearest of several statements with the same verdict; the first of equals."""
    judged = found.judgement
    counts = {Verdict.holds: judged.holds, Verdict.fails: judged.fails}
    return counts.get(judged.verdict, judged.untold) / judged.sets


def _clauses(found: Finding, among: int) -> tuple[Clause, ...]:
    """Tell one statement; the others are in the table."""
    first = Clause(
        f"“{_cut(found.statement.say, LONGEST)}”", short=f"“{_cut(found.statement.say, SHORTER)}”"
    )
    more = [Clause(f"{among - 1} more in the table", rank=3)] if among > 1 else []
    if found.judgement.why == Why.no_value:
        return first, Clause("it has no value here", joint=", "), *more
    if found.judgement.why == Why.idle:
        return first, Clause(found.idle, joint=", since "), *more
    sized = Clause(_sized(found), rank=2, short=f"{mean_of(found)}{_same(found)}")
    counts = _counted(found)
    if found.judgement.why == Why.average:
        shorter = counts.replace(f" of {found.judgement.sets} sets", "")
        return first, Clause(counts, joint=", ", short=shorter), sized, *more
    return first, Clause(counts, joint=", "), sized, *more


def _counted(found: Finding) -> str:
    """Say in how many sets it holds or fails."""
    judged = found.judgement
    if found.is_fixed:
        return f"the case in {round(100 * found.met)}% of single runs"
    holds = so_many(judged.holds, judged.sets, "sets")
    if judged.verdict == Verdict.fails and judged.why == Why.average:
        fails = so_many(judged.fails, judged.sets, "sets")
        return f"not on average (fails in {fails}, holds in {judged.holds or 'none'})"
    if judged.verdict == Verdict.fails:
        also = f" (holds in {judged.holds})" if judged.holds else ""
        return f"in {so_many(judged.fails, judged.sets, 'sets')}{also}"
    if judged.verdict == Verdict.untold:
        return f"holds in {holds}, fails in {judged.fails or 'none'}"
    if judged.holds <= found.statement.often.share * judged.sets and judged.holds < judged.sets:
        return (
            f"in at least {math.floor(100 * judged.low)}% of sets, {judged.holds} of them clearly"
        )
    return f"in {holds}{f' (fails in {judged.fails})' if judged.fails else ''}"


def _sized(found: Finding) -> str:
    return f"{size_of(found)}{_same(found)}"


def _same(found: Finding) -> str:
    """Say that the plans differ by so little that it does not matter."""
    is_the_same = is_practically_the_same(found) and found.statement.claim.by is None
    return ", practically the same" if is_the_same else ""


def _how_sure(found: Sequence[Finding], sets: AssumptionSets | None) -> Iterator[Clause]:
    runs = found[0].runs
    if sets is None:
        yield Clause("these assumptions alone; others were not tried")
    else:
        most = max(each.judgement.sets for each in found)
        few = f"{counted(sets.first(most))}, {runs} runs of each plan in each"
        yield Clause(few, short=f"{most} sets of assumptions, {runs} runs in each")
    turned = [100 * each.turned for each in found if not math.isnan(each.turned)]
    if turned:
        low, high = round(min(turned)), round(max(turned))
        span = f"{high}" if low == high else f"{low} to {high}"
        told = "where it can be told, luck alone turns"
        yield Clause(f"{told} {span} of 100 runs", short=f"luck alone turns {span} of 100 runs")


def table(found: Sequence[Finding]) -> list[tuple[str, ...]]:
    """Give a row for each statement, in their order, as HEAD, or as HEAD_FIXED."""
    return [
        (textwrap.fill(each.statement.say, COLUMN), str(each.judgement.verdict), _row(each),
         _sized(each).replace(" (", "\n(").replace(", ", ",\n"))
        for each in found
    ]  # fmt: skip


def _row(found: Finding) -> str:
    judged = found.judgement
    if found.is_fixed:
        return "-" if math.isnan(found.met) else f"{round(100 * found.met)}%"
    return f"{judged.holds}, {judged.fails}, {judged.untold}"


def account(found: Sequence[Finding], sets: AssumptionSets | None) -> list[str]:
    """Say at length what was found of each statement, and how."""
    return [
        *(" ".join(_in_full(number, each)) for number, each in enumerate(found, 1)),
        *_method(found, sets),
        *_held(found),
        ABOUT,
    ]


def _in_full(number: int, found: Finding) -> Iterator[str]:
    judged, statement = found.judgement, found.statement
    yield f"{number}. “{_bare(statement.say)}” {judged.verdict}{_because(found)}."
    yield f"Claimed, {statement.often.words}: {statement.claim.text}."
    if found.idle:
        return
    if not found.is_fixed:
        low, high = math.floor(100 * judged.low), math.ceil(100 * judged.high)
        yield (
            f"Beyond luck it holds in {judged.holds} of {judged.sets} sets, fails in "
            f"{judged.fails}, and cannot be told in {judged.untold}. Where those lean counts too: "
            f"of all such sets it holds in {low} to {high} of 100 (each end 95% sure)."
        )
    yield f"{_values(found)}{_sized(found)}."
    if statement.claim.other is not None:
        yield f"Less than {room_of(found)} counts as the same."
    if not math.isnan(found.turned):
        yield f"Luck alone turns it in {round(100 * found.turned)} of 100 single runs."
    if found.no_value:
        yield f"In {found.no_value} sets the outcome has no value, or no plan reaches it."
    if found.censored:
        yield (
            f"In {round(100 * found.censored)}% of the runs it is not reached, which counts as the "
            "end of the run."
        )
    yield from not_possible(*found.excluded)


def _because(found: Finding) -> str:
    """Say what decided it, where the counts do not say so themselves."""
    judged = found.judgement
    wanted = found.statement.often.words
    told = {
        Why.average: _on_average(judged.verdict),
        Why.few_sets: f"no set says otherwise, but {judged.sets} sets are too few to rule out "
        f"{ALWAYS_ROOM:.0%} of others; {ENOUGH} are enough (--parameter-draws {ENOUGH})",
        Why.unclear: _open(judged.fails, judged.untold),
        Why.some: f"some sets say otherwise beyond luck, and {wanted} allows none",
        Why.no_value: "the outcome has no value here",
        Why.idle: found.idle,
        Why.not_tried: f"“{wanted}” is about all sets of assumptions, and others were not tried",
    }
    if judged.verdict == Verdict.holds and found.statement.often.share == 1 and not found.is_fixed:
        return f" in every set that was tried; in up to {ALWAYS_ROOM:.0%} of others it may not"
    because = told.get(judged.why, "")
    return f": {because}" if because else ""


def _on_average(verdict: Verdict) -> str:
    if verdict == Verdict.fails:
        return "on average over all sets it is not so"
    return "in most sets it is so, but the average over all of them cannot be told"


def _open(fails: int, untold: int) -> str:
    says = "seems" if fails == 1 else "seem"
    seem = f"{fails} {says} to say otherwise, no more than luck makes" if fails else ""
    unclear = f"{untold} cannot be told" if untold else ""
    return f"of the sets {' and '.join(filter(None, (seem, unclear)))}"


def _values(found: Finding) -> str:
    claim = found.statement.claim
    if claim.other is None:
        return f"“{claim.plan}” has "
    one, other = (value_of(each, claim.kind) for each in found.by_plan)
    if math.isnan(found.by_plan[0]):
        return ""
    return f"“{claim.plan}” has {one}, “{claim.other}” {other}: "


def _method(found: Sequence[Finding], sets: AssumptionSets | None) -> Iterator[str]:
    yield (
        "More or less means by more than the margin, and at least or at most means not worse by "
        "more than it: 3 points of a share unless --margin says otherwise, one month, 5% of money "
        "or of days. “by 5 points” in a claim takes its place. A number has no margin."
    )
    if sets is None:
        yield (
            "The assumptions stayed as they are: a verdict holds for them alone, and other "
            "assumptions may turn it. Luck and made-up systems were varied."
        )
        return
    yield (
        f"Each statement was tried under {counted(sets)}. In a set both plans meet the same "
        "systems and the same luck. A set tells a statement only beyond what luck does to its few "
        "runs (95%)."
    )
    yield (
        "Usually: in more than half of the sets, with the interval of that share, and on average. "
        "In 9 of 10: in more than that share of sets. Always: it fails if one set says otherwise "
        "beyond what luck makes of so many sets, and holds only if failures in 3 of 100 sets can "
        "be ruled out. Never: always the opposite. What cannot be told counts against the verdict."
    )
    if any(each.statement.claim.comparison == Comparison.within for each in found):
        yield "Within: neither more nor less by so much; both must be shown."
    if len(found) >= MANY:
        yield (
            f"Each verdict is wrong by chance in at most 5 of 100 cases: of {len(found)}, one or "
            "another may be."
        )


def _held(found: Sequence[Finding]) -> Iterator[str]:
    """Say what no set changed, in common and for single statements."""
    if found[0].is_fixed:
        return
    common: Mapping[str, str] = {
        key: why for key, why in found[0].held.items() if all(key in each.held for each in found)
    }
    yield from not_varied(common)
    for number, each in enumerate(found, 1):
        more = [key for key in each.held if key not in common]
        if more:
            yield f"For statement {number} these were not varied either: {listed(more)}."


def _cut(say: str, most: int) -> str:
    words = _bare(say).split()
    return " ".join(words) if len(words) <= most else f"{' '.join(words[:most])} …"


def _bare(say: str) -> str:
    return say.removesuffix(".")
