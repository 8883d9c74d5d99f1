"""The catch of a plan that leads: in what another plan is better, and by how much."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sim.outcomes.intervals import Interval
from sim.report.price_words import sum_of
from sim.report.words import listed, name_of, points_of, whole_percent
from sim.study.comparison import PART, Comparison
from sim.study.head_to_head import HeadToHead
from sim.study.price import Known, Price
from sim.study.starts import has_programme
from sim.study.values import Values

MOST_WORDS = 30  # of a sentence
WORDED = 2  # advantages of a plan that are said with their numbers


@dataclass(frozen=True, slots=True)
class Better:
    """One thing in which another plan is better than the one that leads.

    kind   what it is about: "lasting", "giving up", "risk", "equity" or "money"
    words  a predicate of the other plan, with its numbers
    short  the same without numbers
    """

    kind: str
    words: str
    short: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two plans side by side.

    mine, theirs  figures of the plan that leads and of the other one
    pair          the first minus the second
    margin        share of organisations: less is practically the same
    end           last month
    programmes    both have a programme; the money and the risk of doing nothing are no merit
    """

    mine: Values[Interval]
    theirs: Values[Interval]
    pair: HeadToHead
    margin: float
    end: int
    programmes: bool


def catch(
    comparison: Comparison, brief: bool = False, besides: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Say in which ways other plans are better than the one that leads; nothing if in none.

    The first sentence is about the plan that is better in most ways.  A further one names a plan
    for each way that is still missing.

    brief    leave out the numbers
    besides  label -> what else is to be said for a plan, said first, in the same sentence
    """
    found = _by_plan(comparison)
    besides = besides or {}
    order = [*besides, *(label for label in found if label not in besides)]
    numbered, start = not brief, "But "
    for label in order:
        own, name = found.get(label, []), name_of(comparison, label)
        yield from _sentences(f"{start}{name}", besides.get(label), own, numbered)
        start = ""
        numbered = numbered and not own


def _by_plan(comparison: Comparison) -> dict[str, list[Better]]:
    """Choose which plan is named for each way in which another is better: the best in most ways."""
    found = {
        pair.label: [*better(_beside(comparison, pair)), *_cheaper(comparison, pair)]
        for pair in comparison.rivals
    }
    live = {each.label: each.figures.live.mean for each in comparison.standings}
    missing = list(dict.fromkeys(each.kind for own in found.values() for each in own))
    chosen: dict[str, list[Better]] = {}
    while missing:
        first = max(found, key=lambda each: (_count(found[each], missing), live[each]))
        chosen[first] = [each for each in found[first] if each.kind in missing]
        missing = [each for each in missing if each not in {one.kind for one in chosen[first]}]
    return chosen


def _sentences(
    who: str, before: str | None, own: Sequence[Better], numbered: bool
) -> Iterator[str]:
    """Say what is to be said of a plan: in one sentence, or two if one would be too long."""
    together = f"{who} {in_a_row(own, numbered, before)}."
    if before is None or not own or len(together.split(". ")[0].split()) <= MOST_WORDS:
        yield together
    else:
        yield f"{who} {before}."
        yield f"{who.removeprefix('But ')} {in_a_row(own, numbered)}."


def _count(found: Sequence[Better], kinds: Sequence[str]) -> int:
    return sum(each.kind in kinds for each in found)


def in_a_row(found: Sequence[Better], numbered: bool = True, before: str | None = None) -> str:
    """Join what another plan is better in; what is beyond the first two is said without numbers.

    numbered  the first two have their numbers
    before    what is said first
    """
    first = [] if before is None else [before]
    first += [each.words if numbered else each.short for each in found[:WORDED]]
    rest = [each.short for each in found[WORDED:]]
    if len(rest) < 2:
        return listed([*first, *rest])
    return f"{listed(first)}. It also {listed(rest)}"


def better(plans: Beside) -> Iterator[Better]:
    """List in what the other plan is clearly better, by more than the margin."""
    yield from _lasting(plans)
    pair, mine, theirs = plans.pair.figures, plans.mine, plans.theirs
    if _more(pair.abandoned, plans.margin):
        yield Better(
            "giving up",
            f"sees fewer give up ({whole_percent(theirs.abandoned)}, not "
            f"{whole_percent(mine.abandoned)})",
            "sees fewer give up",
        )
    if any(_riskier(plans, key) for key in ("exposure_each", "exposure")):
        yield Better("risk", *["carries less risk"] * 2)
    if _more(pair.equity_gap, plans.margin) and mine.equity_gap.mean > 0:
        yield Better(
            "equity",
            f"leaves deprived areas less far behind ({points_of(theirs.equity_gap)}, not "
            f"{points_of(mine.equity_gap)} points)",
            "leaves deprived areas less behind",
        )


def _lasting(plans: Beside) -> Iterator[Better]:
    """Say whether the other plan ends with more live, or with more that have embedded it."""
    pair, month = plans.pair.figures, plans.pair.overtaken
    if month is not None and _less(pair.live_end, plans.margin):
        yield Better("lasting", f"overtakes it in month {month}", "lasts better")
    elif _less(pair.embedded, plans.margin):
        shares = [whole_percent(each.embedded) for each in (plans.theirs, plans.mine)]
        yield Better(
            "lasting",
            f"has more embedded by month {plans.end} ({', not '.join(shares)})",
            "lasts better",
        )


def _riskier(plans: Beside, key: str) -> bool:
    """Whether the plan that leads has more time below tolerance, where live or in all."""
    theirs = plans.theirs[key]
    if theirs is None or (key == "exposure" and not plans.programmes):
        return False
    return _more(plans.pair.figures[key], PART * abs(theirs.mean))


def _more(difference: Interval | None, margin: float) -> bool:
    return difference is not None and difference.low > 0 and difference.mean >= margin


def _less(difference: Interval | None, margin: float) -> bool:
    return difference is not None and difference.high < 0 and difference.mean <= -margin


def _beside(comparison: Comparison, pair: HeadToHead) -> Beside:
    places = (comparison.leader, _place(comparison, pair.label))
    mine, theirs = (comparison.standings[place].figures for place in places)
    both = all(has_programme(comparison.plans[place].scenario.strategy) for place in places)
    return Beside(mine, theirs, pair, comparison.margin, comparison.horizon.end, both)


def _place(comparison: Comparison, label: str) -> int:
    return [each.label for each in comparison.plans].index(label)


def _cheaper(comparison: Comparison, pair: HeadToHead) -> Iterator[Better]:
    """Say whether another plan with a programme costs less."""
    mine = comparison.standings[comparison.leader]
    theirs = comparison.standings[_place(comparison, pair.label)]
    if not has_programme(comparison.plans[_place(comparison, pair.label)].scenario.strategy):
        return
    if mine.cost is not None and theirs.cost is not None and theirs.cost.known is Known.BETWEEN:
        if _dearer(mine.cost, theirs.cost):
            what = "costs less for each further organisation"
            sums = [sum_of(each) or "" for each in (theirs.cost, mine.cost)]
            yield Better("money", f"{what} ({', not '.join(sums)})", "costs less")
    elif mine.spend > (1 + PART) * theirs.spend:
        yield Better("money", *["spends less"] * 2)


def _dearer(mine: Price, theirs: Price) -> bool:
    """Whether one price is clearly above another that is known at both ends."""
    least = mine.mean if mine.known is Known.BETWEEN else mine.low
    told = mine.known in (Known.BETWEEN, Known.OR_MORE)
    return told and least > (1 + PART) * theirs.mean and mine.low > theirs.high
