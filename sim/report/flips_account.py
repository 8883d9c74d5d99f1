"""When the better plan changes, at length: every plan, number and caution."""

from collections.abc import Iterator

from sim.config.distributions import groups
from sim.config.plausible_sets import RANGES
from sim.report.flips import Told, condition_in_words, percent
from sim.report.number_words import name_of, quoted
from sim.report.sets_words import counted, not_possible, not_varied
from sim.report.words import listed
from sim.study.flips.boxes import Part
from sim.study.flips.fared import Fared
from sim.study.flips.numbers import Number

HEAD = ("plan", "best in\n% of sets", "beyond luck\nin sets", "regret (95% range)")


def table(told: Told) -> list[tuple[str, ...]]:
    """Return one row for each plan, as HEAD."""
    fared = told.found.fared
    return [
        (
            name, percent(float(fared.chances[:, k].mean())).rstrip("%"), f"{fared.leads[k]}",
            told.with_range(fared.regret[k]),
        )
        for k, name in enumerate(told.names)
    ]  # fmt: skip


def account(told: Told) -> list[str]:
    """Say at length what was done and found, as paragraphs."""
    return [
        *_tried(told),
        *_near(told),
        *_beside(told),
        *_box(told),
        *_known(told),
        *_regret(told),
        *_learning(told),
        *_together(told),
        *not_varied(told.found.fared.held),
    ]


def _tried(told: Told) -> Iterator[str]:
    fared = told.found.fared
    runs = fared.units.shape[1]
    numbers = sum(not each.members for each in told.found.numbers)
    yield (
        f"Each plan ran under {counted(fared.sets)}, {runs} times under each, on the same made-up "
        f"systems and with the same luck; {numbers} numbers vary. Compared: {told.outcome}."
    )
    if runs > 1:
        yield "What is told of luck holds for the made-up systems too: each set has its own."
    else:
        yield "Each set has one run, so that luck cannot be told apart."
    if fared.sets.about:
        yield f"These sets are {fared.sets.about.rstrip('.')}."
    yield from not_possible(*fared.left_out)
    leads = [f"{told.name(k)} in {count}" for k, count in enumerate(fared.leads)]
    yield (
        f"Better beyond the luck of a set's runs: {listed(leads)}; in {fared.undecided} it cannot "
        "be told. Shares of sets have that luck taken out, so that they count these sets too."
    )


def _near(told: Told) -> Iterator[str]:
    found = told.found
    yield (
        f"In {percent(found.near)} of the sets {told.first} and {told.second} are practically the "
        f"same: less than {told.amount(found.margin)} apart."
    )


def _beside(told: Told) -> Iterator[str]:
    """Say what else the plans come to, since the better one may be worse in it."""
    for key, means in told.found.fared.beside.items():
        parts = [f"{told.name(k)} {mean:.0%}" for k, mean in enumerate(means.tolist())]
        title = told.title(key)
        yield f"{title[:1].upper()}{title[1:]}, on average over the sets: {listed(parts)}."


def _box(told: Told) -> Iterator[str]:
    """Say how the place where the better plan changes was found, and how it held."""
    found, box = told.found, told.found.box
    yield (
        f"Where {told.second} is better was sought by a tree of two steps on one half of the sets. "
        "The other half, which it had not seen, says whether it holds."
    )
    if box is None:
        if found.is_flipped:
            yield "Nothing held there, so that no one or two numbers can be said to decide it."
        return
    for place, part in (("within", box.inside), ("elsewhere", box.outside)):
        yield f"In the fresh half, {place}: {told.second} {_part(told, part)}."
    for each in box.conditions:
        yield f"{condition_in_words(each)}: this holds in {percent(each.share)} of all sets."
    yield "The limits are those of half of the sets: near to them either plan may be better."


def _part(told: Told, part: Part) -> str:
    low, high = (f"{'-' if e < 0 else ''}{told.amount(e, True)}"
                 for e in (part.lead.low, part.lead.high))  # fmt: skip
    side = "ahead" if part.lead.mean > 0 else "behind"
    return (
        f"is better in {percent(part.ahead.mean)} of {part.sets} sets "
        f"({part.ahead.low:.0%} to {part.ahead.high:.0%}), {told.amount(part.lead.mean)} {side} on "
        f"average (its lead: {low} to {high})"
    )


def _known(told: Told) -> Iterator[str]:
    """Say how the plans fare under the sets that fit what is known."""
    found, known = told.found, told.found.known_pair
    if known is None:
        return
    yield (
        f"Under {counted(known.sets)} {told.second} is better in "
        f"{percent(float(known.chances[:, 1].mean()))}, beyond luck in {known.leads[1]}; "
        f"{told.first} beyond luck in {known.leads[0]}. {_lead(told, known)}"
    )
    if found.box is None:
        return
    part = found.known_part
    if part is None:
        yield "None of them lies where the better plan changes."
    else:
        are = "is" if part.sets == 1 else "are"
        yield (
            f"Of these, {part.sets} {are} where it changes; there {told.second} is better in "
            f"{percent(part.ahead.mean)} of them."
        )


def _lead(told: Told, fared: Fared) -> str:
    spread = fared.spread
    low, high = (f"{'-' if e < 0 else ''}{told.amount(e, True)}" for e in (spread.low, spread.high))
    return f"There {told.first} leads by {low} to {high} in nine sets of ten."


def _regret(told: Told) -> Iterator[str]:
    parts = [
        f"{told.name(k)} {told.with_range(each)}" for k, each in enumerate(told.found.fared.regret)
    ]
    yield (
        f"Regret is how far a plan is behind the better one of a set, on average over the sets "
        f"(95% range): {listed(parts)}."
    )


def _learning(told: Told) -> Iterator[str]:
    """Say what each number is worth, and how that was found."""
    learned = told.found.learning
    yield (
        "What finding out a number is worth: how much more is gained on average if the plan is "
        "chosen when its true value is known. It comes from a curve of the lead along each number "
        "(Strong, Oakley and Brennan 2014), without what chance bends."
    )
    all_of_it, chance = told.with_range(learned.all), told.amount(learned.floor)
    yield (
        f"Knowing everything would gain {all_of_it}, the regret of the best plan. By chance the "
        f"best of {len(learned.numbers)} would seem to gain {chance} in one study of twenty; "
        f"{len(learned.above_chance)} gain more, {len(learned.sure)} of them surely."
    )
    for number, value in ((learned.numbers[k], learned.values[k]) for k in learned.above_chance):
        yield f"{name_of(number.key)}: {told.with_range(value)}.{_group(number)}"


def _group(number: Number) -> str:
    if number.members:
        return f" Whether these {number.members} numbers are high or low together."
    return f" Drawn together with others ({name_of(number.group)})." if number.group else ""


def _together(told: Told) -> Iterator[str]:
    """Say that who learns one of several numbers that go together learns of the others too."""
    drawn = told.found.fared.sets.name == RANGES
    there = [each for each in told.found.numbers if each.members and drawn]
    shared = groups()
    for each in there:
        correlation, why = shared[each.key]
        yield (
            f"{quoted(each.key)}: {each.members} numbers are drawn together (correlation "
            f"{correlation:g}), because {why}. Who learns one of them learns of the others too, "
            "and what it is worth counts that."
        )
