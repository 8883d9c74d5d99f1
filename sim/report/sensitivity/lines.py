"""What matters, in five lines."""

from collections.abc import Iterator

from sim.report.lines import Clause, Line, fitted
from sim.report.sensitivity.names import capital
from sim.report.sensitivity.told import Told, is_ahead
from sim.report.words import listed
from sim.study.sensitivity.bars import Bar
from sim.study.sensitivity.study import MORRIS, PAWN, InMonth

MOST_LEADING, MOST_ELSE = 2, 3
OF_TEN = {PAWN: "from its lowest to its highest fifth"}


def lines(told: Told) -> list[tuple[str, str]]:
    """Give the answer: a headline without a label, then a label and a text for each line."""
    found = [
        Line("", tuple(_headline(told))),
        Line("What else", tuple(_others(told))),
        Line("What not", tuple(_small(told))),
        Line("When", tuple(_when(told))),
        Line("How sure", tuple(_sure(told))),
    ]
    return fitted([each for each in found if each.clauses])


def _headline(told: Told) -> Iterator[Clause]:
    what = told.looked.what
    if not told.told:
        yield Clause(f"Nothing can be told to matter to {what}: no number does more than luck")
        return
    first, *others = told.leading[:MOST_LEADING]
    if others:
        names = listed([_moves(told, each) for each in (first, *others)])
        yield Clause(f"{capital(names)} matter most to {what}; which of them more cannot be told")
        return
    bar = told.found.bar(first)
    name = capital(told.name(first))
    if bar is None or not _is_large(told, bar):
        yield Clause(f"{name} matters most to {what}, but only together with others")
        return
    ends = _between(told, bar)
    span = OF_TEN.get(told.found.method, "from end to end of its range")
    yield Clause(
        f"{name} matters most: it alone moves {what} by {told.looked.move(bar.moves)}, "
        f"{ends}, {span}"
    )


def _is_large(told: Told, bar: Bar) -> bool:
    return bar.is_told and abs(bar.moves) >= told.looked.margin


def _between(told: Told, bar: Bar) -> str:
    """Write where it moves, and at which values: "from 79% (£15) to 48% (£85)"."""
    ends = (told.looked.level(bar.low), told.looked.level(bar.high))
    at = told.ends(bar)
    return " to ".join(f"{level} ({each})" for level, each in zip(ends, at, strict=True)).join(
        ("from ", "")
    )


def _moves(told: Told, name: str) -> str:
    """Name an input with what it alone does."""
    bar = told.found.bar(name)
    if bar is None:
        return told.name(name)
    if not _is_large(told, bar):
        return f"{told.name(name)} (only with others)"
    return f"{told.name(name)} ({told.looked.move(bar.moves)})"


def _others(told: Told) -> Iterator[Clause]:
    rest = [each for each in told.told if each not in told.leading[:MOST_LEADING]]
    large = [e for e in rest if (bar := told.found.bar(e)) is not None and _is_large(told, bar)]
    if not large:
        if told.told:
            yield Clause("no other number alone does more than the margin or noise", 3)
        return
    shown = [_moves(told, each) for each in large[:MOST_ELSE]]
    yield Clause(f"then {listed(shown)}", short=f"then {listed(shown[:2])}")
    if (more := len(large) - MOST_ELSE) > 0:
        yield Clause(f"{more} more in the table", 5)


def _small(told: Told) -> Iterator[Clause]:
    found, looked = told.found, told.looked
    inputs = len(found.space.names)
    small = [each for each in found.bars if not _is_large(told, each)]
    if small:
        limit = f"less than {looked.move(looked.margin)}" if looked.margin else "more than noise"
        verb = "move" if looked.margin else "do no"
        yield Clause(
            f"{len(small)} of the {len(found.bars)} looked at closely {verb} it by {limit} alone"
            if looked.margin else
            f"{len(small)} of the {len(found.bars)} looked at closely do no {limit} alone", 1
        )  # fmt: skip
    rest = inputs - len(found.names)
    if rest and found.screening is not None:
        order = found.screening.order()[len(found.names) :]
        most = float(found.screening.size[order].max())
        yield Clause(
            f"{rest} others stayed as they are: a screening moved it by {looked.move(most)} at "
            "most with each",
            2, short=f"{rest} others, held, by {looked.move(most)} at most",
        )  # fmt: skip
    elif rest:
        yield Clause(f"{rest} others do less", 2)


def _when(told: Told) -> Iterator[Clause]:
    found = told.found
    if found.method != "sobol":
        return
    early, late = found.early, found.late
    if early is None or late is None or early.month >= late.month:
        return
    one, other = (_first(told, each) for each in (early, late))
    of = "" if told.looked.key == "live" else "for the share live, "
    if not one or not other:
        yield Clause(f"{of}which number matters when cannot be told", 2)
    elif one == other:
        yield Clause(f"{of}{listed(one)} from month {early.month} to month {late.month}", 1)
    else:
        yield Clause(
            f"{of}early (month {early.month}) {' or '.join(one)}; late (month {late.month}) "
            f"{' or '.join(other)}",
            1,
        )


def _first(told: Told, when: InMonth) -> list[str]:
    """Name the one that matters most in a month, or the two that cannot be told apart."""
    total, named = when.indices.total, when.indices.told()
    order = [place for place in (-total).argsort().tolist() if named[place]]
    if not order:
        return []
    level = [p for p in order[1:] if not is_ahead(when.indices, order[0], p)]
    if len(level) > 1:
        level = level[:1]
    return [told.name(told.found.names[place]) for place in sorted([order[0], *level])]


def _sure(told: Told) -> Iterator[Clause]:
    found = told.found
    if found.luck is not None:
        yield Clause(f"luck makes {_percent(found.luck)} of the spread of single runs")
    if found.indices is not None and told.told:
        alone = min(max(found.indices.sum_of_first, 0.0), 1.0)
        yield Clause(
            f"of the rest, numbers one by one make about {_percent(alone)}, what they do together "
            "the rest", 4,
        )  # fmt: skip
    yield from _checked(told)


def _checked(told: Told) -> Iterator[Clause]:
    if told.found.indices is not None:
        if told.faults:
            yield Clause(f"not settled: {told.faults[0]}; --points {2 * told.asked} goes on")
        else:
            yield Clause("half the points give practically the same", 3)
    elif told.found.method == MORRIS:
        yield Clause(f"from {_paths(told)} paths: an order, not shares", 3)
    elif told.found.given is not None:
        count = told.found.given.points
        yield Clause(f"{count:,} points; made-up numbers that do nothing are the floor", 3)


def _paths(told: Told) -> int:
    return 0 if told.found.screening is None else told.found.screening.paths


def _percent(share: float) -> str:
    return "under 1%" if 0 < share < 0.005 else f"{100 * share:.0f}%"


def sentence(told: Told) -> str:
    """Say what one sees in the main figure: the headline, without a full stop."""
    return lines(told)[0][1].removesuffix(".")


def of_months(told: Told) -> str:
    """Say what one sees in the picture by month."""
    clauses = [each.text for each in _when(told)]
    if not clauses:
        return f"What moves the share live, month by month: {told.name(told.found.names[0])} first"
    return capital(clauses[0])
