"""What matters, in five lines."""

from collections.abc import Callable, Iterator

from sim.report.lines import Clause, Line, fitted
from sim.report.number_words import brief, name_of
from sim.report.sensitivity.names import capital
from sim.report.sensitivity.told import Told, is_ahead
from sim.report.words import listed
from sim.study.sensitivity.bars import Bar
from sim.study.sensitivity.study import MORRIS, PAWN, InMonth

MOST_LEADING, MOST_ELSE = 3, 3
FIFTHS = "from the lowest to the highest fifth"
RANGE = "from end to end of {} range"


def lines(told: Told) -> list[tuple[str, str]]:
    """Give the answer: a headline without a label, then a label and a text for each line."""
    found = [
        Line("", tuple(_headline(told))),
        Line("What else", tuple(_others(told))),
        Line("What not", tuple(_small(told))),
        Line("When", tuple(_when(told))),
        Line("How sure", tuple(_sure(told))),
    ]
    return [(label, capital(text)) for label, text in fitted([e for e in found if e.clauses])]


def _headline(told: Told) -> Iterator[Clause]:
    what = told.looked.what
    if not told.told:
        floor = "made-up ones" if told.found.given is not None else "luck"
        yield Clause(f"Nothing can be told to matter to {what}: no number does more than {floor}")
        return
    if len(told.leading) > 1:
        yield Clause(_together(told))
        return
    [first] = told.leading
    bar, name = told.found.bar(first), capital(told.name(first))
    verb = _verb(name)
    if bar is None or not _is_large(told, bar):
        moves = "moves" if verb == "matters" else "move"
        yield Clause(f"{name} {verb} most to {what}, but {moves} it by {_slight(told)}")
        return
    whose = RANGE.format("its" if verb == "matters" else "their")
    span = FIFTHS if told.found.method == PAWN else whose
    yield Clause(
        f"{name} {verb} most: {_alone(verb)} {what} by {told.looked.move(bar.moves)} {span}, "
        f"{_between(told, bar)}"
    )


def _verb(*names: str) -> str:
    """Say "matters" of one thing, "matter" of several."""
    several = len(names) > 1 or names[0].lower().startswith(("all ", "lapses "))
    return "matter" if several else "matters"


def _alone(verb: str) -> str:
    return "it alone moves" if verb == "matters" else "they alone move"


def _together(told: Told) -> str:
    """Name the numbers that may matter most, where it cannot be told which does."""
    shown, more = told.leading[:MOST_LEADING], len(told.leading) - MOST_LEADING
    span = FIFTHS if told.found.method == PAWN else "alone"
    names = [_moves(told, shown[0], span), *(_moves(told, each) for each in shown[1:])]
    if _share_a_unit(names):
        names[1:] = [each.replace(" points)", ")") for each in names[1:]]
    if more > 0:
        names.append(f"{more} more")
    which = "which more" if len(told.leading) == 2 else "which most"
    return f"{listed(names)} matter most to {told.looked.what}; {which} cannot be told"


def _share_a_unit(names: list[str]) -> bool:
    """Whether the first of some moves says what the numbers of all are."""
    return " points " in names[0] and all(each.endswith(" points)") for each in names[1:])


def _is_large(told: Told, bar: Bar) -> bool:
    return bar.is_told and abs(bar.moves) >= told.looked.margin


def _between(told: Told, bar: Bar) -> str:
    """Write where it moves, and at which values: "from 79% (£15) to 48% (£85)"."""
    low, high = told.ends(bar)
    return f"from {told.looked.level(bar.low)} ({low}) to {told.looked.level(bar.high)} ({high})"


def _moves(told: Told, name: str, span: str = "") -> str:
    """Name an input with what it alone does."""
    bar = told.found.bar(name)
    if bar is None:
        return told.name(name)
    if not _is_large(told, bar):
        return f"{told.name(name)} ({_slight(told)})"
    return f"{told.name(name)} ({' '.join(filter(None, (told.looked.move(bar.moves), span)))})"


def _more(told: Told) -> str:
    margin = told.looked.margin
    return f"{told.looked.move(margin)} or more alone" if margin else "more than noise alone"


def _slight(told: Told) -> str:
    """Say that a number alone does little, as where it acts together with others."""
    margin = told.looked.margin
    return f"under {told.looked.move(margin)} alone" if margin else "no more than noise, alone"


def _others(told: Told) -> Iterator[Clause]:
    """Name those that come next by what they alone do."""
    rest = [each for each in told.told if each not in told.leading[:MOST_LEADING]]
    bars = [bar for each in rest if (bar := told.found.bar(each)) is not None]
    large = sorted((e for e in bars if _is_large(told, e)), key=lambda each: -abs(each.moves))
    if not large:
        if told.told:
            yield Clause(f"no other number moves it by {_more(told)}", 3)
        return
    for rank, each in enumerate(large[:MOST_ELSE]):
        yield Clause(_moves(told, each.name), rank and 3, ", ")
    if (more := len(large) - MOST_ELSE) > 0:
        yield Clause(f"{more} more in the table", 5)


def _small(told: Told) -> Iterator[Clause]:
    """Count those that move it little, and say how little at most."""
    found, looked = told.found, told.looked
    inputs = len(found.space.names)
    small = [abs(each.moves) for each in found.bars if not _is_large(told, each)]
    rest = inputs - len(found.names)
    if rest and found.screening is not None:
        order = found.screening.order()[len(found.names) :]
        small += found.screening.size[order].tolist()
    if small and found.given is None:
        number = "number" if inputs == 1 else "numbers"
        most = looked.move(max(small))
        most = most if most.startswith("under") else f"{most} at most"
        verb = "moves" if len(small) == 1 else "move"
        counted = f"{len(small)} of {inputs} {number}"
        yield Clause(f"{counted} {verb} it by {most}", 2, short=f"{counted}: {most}")
    if found.given is not None:
        clear = len(found.given.told) - int(found.given.told.sum())
        if clear:
            yield Clause(f"{clear} of {inputs} numbers cannot be told from made-up ones", 2)


def _when(told: Told) -> Iterator[Clause]:
    """Say which number matters most early and late."""
    early, late = told.found.early, told.found.late
    if early is None or late is None or early.month >= late.month:
        return
    of = "" if told.looked.key == "live" else "for the share live, "
    if not _first(told, early) or not _first(told, late):
        yield Clause(f"{of}which number matters when cannot be told", 3)
        return
    text, short = (_by_month(told, early, late, name) for name in (name_of, brief))
    yield Clause(f"{of}{text}", 1, short=f"{of}{short}")


def _by_month(told: Told, early: InMonth, late: InMonth, name: Callable[[str], str]) -> str:
    one, other = (" or ".join(map(name, _first(told, each))) for each in (early, late))
    if one == other:
        return f"{one} from month {early.month} to {late.month}"
    return f"month {early.month} {one}; month {late.month} {other}"


def _first(told: Told, when: InMonth) -> list[str]:
    """Name the one that matters most in a month, or the two that cannot be told apart."""
    total, named = when.indices.total, when.indices.told()
    order = [place for place in (-total).argsort().tolist() if named[place]]
    level = [place for place in order[1:] if not is_ahead(when.indices, order[0], place)]
    return [told.found.names[place] for place in [*order[:1], *level[:1]]]


def _sure(told: Told) -> Iterator[Clause]:
    found = told.found
    if found.luck is not None:
        yield Clause(f"luck makes {_percent(found.luck)} of the spread of runs")
    if found.indices is not None and told.told:
        alone = min(max(found.indices.sum_of_first, 0.0), 1.0)
        yield Clause(
            f"of the rest, numbers one by one make {_percent(alone)}, what they do together "
            "the others", 4,
        )  # fmt: skip
    yield from _checked(told)


def _checked(told: Told) -> Iterator[Clause]:
    if told.found.indices is not None:
        if told.faults:
            yield Clause(f"not settled yet: --points {2 * told.asked} goes on")
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
    """Say what one sees in the main figure: the headline, or shorter where it names several."""
    if len(told.leading) < 2:
        return lines(told)[0][1].removesuffix(".")
    names = [told.name(each) for each in told.leading[:MOST_LEADING]]
    return f"{capital(listed(names))} matter most to {told.looked.what}"


def of_months(told: Told) -> str:
    """Say what one sees in the picture by month."""
    early, late = told.found.early, told.found.late
    if early is None or late is None or not (_first(told, early) and _first(told, late)):
        return "What moves the share live, month by month"
    one, other = (" or ".join(map(name_of, _first(told, each))) for each in (early, late))
    if one == other:
        return f"From month {early.month} to {late.month} {one} {_verb(one)} most"
    return f"At month {early.month} {one} {_verb(one)} most, at month {late.month} {other}"
