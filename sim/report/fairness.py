"""How fair a comparison is: what the start is worth, and what the same money does spread evenly."""

from collections.abc import Iterator, Sequence

from sim.networks.telling import says_where_it_stands
from sim.outcomes.intervals import Interval
from sim.outcomes.outcome_table import change_of, unit_of
from sim.params import Kind, Strategy
from sim.params.strategy import Ambition, EndState, PilotPurpose
from sim.report.words import difference_in, listed, mean_of, name_of, quoted, size_of
from sim.study.comparison import MARGIN, Comparison, Difference
from sim.study.even_spread import EvenSpread
from sim.study.starts import START, differ_only_in_levers, differing

WORTH_SAYING = 0.01  # share of organisations: less from a start is not mentioned
COARSE = 0.05  # share of organisations: half a range from which means are rounded to tens
SCALE = {Ambition.site: "one site", Ambition.system: "one region", Ambition.national: "all"}
PILOTS = {"pilots", "mixed_pilots"}
EMBEDDED = {"pilots_embedded"}
AMBITION = {"ambition", "ambition_review"}  # of which pilots there may be
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def equal_start(comparison: Comparison) -> Iterator[str]:
    """Say that all plans were given the same start, and which."""
    label = comparison.equal_start
    if label is not None:
        given = _strategy(comparison, label)
        special = {"pilots", "plan", *differing(given, Strategy())} - _in_vain(comparison)
        words = start_in_words(given, [name for name in START if name in special])
        name = name_of(comparison, label)
        yield f"All plans were given the start of {name}, so none of this comes from the start."
        yield f"This start: {words}."


def _strategy(comparison: Comparison, label: str) -> Strategy:
    return next(each for each in comparison.plans if each.label == label).scenario.strategy


def _in_vain(comparison: Comparison) -> set[str]:
    """Name what plans say of their start in vain.

    Their pilots, where organisations say who is live; in a classic model, all but their pilots.
    """
    scenarios = [each.scenario for each in comparison.plans]
    told = any(says_where_it_stands(each.system) for each in scenarios)
    classic = all(each.process.kind != Kind.full for each in scenarios)
    return (PILOTS | EMBEDDED if told else set()) | (
        set(START) - PILOTS - AMBITION if classic else set()
    )


def start(comparison: Comparison, difference: Difference) -> Iterator[str]:
    """Say how much of a difference is due to the start, where plans start differently."""
    worth = difference.start
    if worth is None or abs(worth.mean) < WORTH_SAYING:
        return
    here, there = (_strategy(comparison, each) for each in (difference.label, comparison.against))
    names = [each for each in differing(here, there) if each not in _in_vain(comparison)]
    words = start_in_words(here, names)
    own = f"Its start: {words or 'general pilots'}."
    if not worth.excludes_zero:
        yield f"How much of this comes from its start is not clear. {own}"
    elif worth.mean * difference.figures.live.mean > 0:
        rest = "levers" if differ_only_in_levers(here, there) else "levers and other choices"
        yield f"{_parts(worth, difference.figures.live, rest)} {own}"
    else:
        word = " fewer" if worth.mean > 0 else " more"
        base = quoted(comparison)[comparison.baseline]
        size = size_of(worth, change_of("live").unit, word)
        yield f"With the start of {base} it would have {size}. {own}"


def _parts(worth: Interval, whole: Interval, rest: str) -> str:
    """Divide a difference between the start and the rest; whole points, so that they add up."""
    points = abs(round(100 * worth.mean))
    size = size_of(worth, change_of("live").unit)
    if worth.half_width >= COARSE:  # a mean rounded to tens would not add up with the rest
        ends = sorted(abs(round(100 * end)) for end in (worth.low, worth.high))
        size = f"{points} percentage points (between {ends[0]} and {ends[1]})"
    come = "comes" if size.startswith("1 percentage point ") else "come"
    left = abs(round(100 * whole.mean)) - points
    if left > 0:
        return f"Of this, {size} {come} from its start and {left} from its {rest}."
    if left == 0:
        return f"Of this, {size} {come} from its start and none from its {rest}."
    return f"Its start alone is worth {size}; its {rest} lose {-left} of them."


def start_in_words(strategy: Strategy, names: Sequence[str]) -> str:
    """Describe these fields of a plan's start: "4 different pilots and a full plan for scale"."""
    said = (_pilots(strategy, names), *(_field(strategy, name) for name in names))
    return listed([each for each in said if each])


def _pilots(strategy: Strategy, names: Sequence[str]) -> str:
    if not PILOTS & set(names):
        return ""
    which = "different " if strategy.mixed_pilots and strategy.pilots > 1 else ""
    count = f"{strategy.pilots:,}" if strategy.pilots else "no"
    return f"{count} {which}{'pilot' if strategy.pilots == 1 else 'pilots'}"


def _field(strategy: Strategy, name: str) -> str:
    """Describe one field of a start other than the number and kind of pilots."""
    if name == "plan":
        return f"{strategy.plan:.0%} of full planning for scale"
    if name == "pilots_embedded":
        return f"{strategy.pilots_embedded:.0%} of the pilots embedded before"
    if name == "case_head_start" and strategy.case_head_start == 0:
        return "no case drafted early"
    if name == "case_head_start":
        return f"{strategy.case_head_start:.0%} of the case drafted early"
    if name == "evaluate":
        return "evaluation built in" if strategy.evaluate else "no evaluation"
    if name == "end_state":
        agreed = strategy.end_state != EndState.none
        return "an end state agreed first" if agreed else "no end state agreed"
    return _aim(strategy, name)


def _aim(strategy: Strategy, name: str) -> str:
    """Describe what the pilots are for, and how large and how early the ambition is."""
    if name == "pilot_purpose":
        general = strategy.pilot_purpose == PilotPurpose.general
        return "" if general else f"pilots that look at {strategy.pilot_purpose.value}"
    if name == "ambition":
        return f"an ambition for {SCALE[strategy.ambition]}"
    if name == "ambition_month":
        month = strategy.start + strategy.ambition_month
        late = f"in month {month:g}" if strategy.ambition_month else "at once"
        return f"an ambition set {late}"
    if name == "ambition_review" and strategy.ambition_review is not None:
        return f"an ambition for all from month {strategy.start + strategy.ambition_review}"
    return ""


def even_spread(even: EvenSpread | None, month: int, margin: float = MARGIN) -> Iterator[str]:
    """Say how the same money does if it is spread evenly, and whether the plan beats it."""
    if even is None:
        return
    levers = NUMBERS[even.levers] if even.levers < len(NUMBERS) else str(even.levers)
    share = f"{mean_of(even.live, unit_of('live'))} at month {month}"
    yield (
        f"With all else unchanged, the same money spread evenly over {levers} levers "
        f"{_how_well(even.more, margin)}: {share}, {difference_in('live', even.more)}."
    )
    yield "What decides between the two is what each lever costs, and that is assumed."


def _how_well(more: Interval, margin: float) -> str:
    """Judge a difference: what matters first, then what is clear."""
    if abs(more.mean) < margin:
        return "does practically as well"
    if not more.excludes_zero:
        return "cannot be told apart"
    return "does better" if more.mean > 0 else "does less well"
