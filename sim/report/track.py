"""Where uptake stands and what follows, in a few lines; and the same at length."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.networks.stands import month_in_words
from sim.params import leaves
from sim.report.figures.captions import listed
from sim.report.sets_words import not_possible
from sim.study.forecasting.forecast import UPTAKE
from sim.study.forecasting.rivals import UNCHANGED
from sim.study.track.forecasts import BASS, Forecast, Told, mean_scores
from sim.study.track.from_now import EVENTS
from sim.study.track.observed import EVER, LIVE, MEASURES
from sim.study.track.reasons import AHEAD, AS_FORESEEN, BEHIND, Reason
from sim.study.track.rivals import LEVELS
from sim.study.track.room import Room
from sim.study.track.track import Future, Tracked

LOW, MIDDLE, HIGH = LEVELS.index(0.1), LEVELS.index(0.5), LEVELS.index(0.9)
WORDS = {LIVE: "live", EVER: "ever live"}
SLIGHT = 0.005  # [share]
AHEAD_BY = 12  # [month]
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier forecasts told, and what a room did."""

    told: Sequence[Told] = ()
    room: Room | None = None
    others: int = 0  # earlier forecasts of other settings, which are not scored


def lines(tracked: Tracked, past: Past) -> list[Line]:
    """Give the answer: a headline without a label, then a label and a text for each line."""
    found = [
        ("", headline(tracked)),
        ("Why", " ".join(_why(tracked))),
        ("The rest", " ".join(_rest(tracked))),
        ("Instead", " ".join(_instead(tracked))),
        ("Told", " ".join(_told(tracked, past))),
        ("The room", " ".join(_room(tracked, past.room))),
        ("How sure", " ".join(_sure(tracked))),
    ]
    return [(label, text) for label, text in found if text]


def headline(tracked: Tracked) -> str:
    """Say whether uptake is as the plan foresaw."""
    seen, course = tracked.observed, tracked.course
    now = f"{_percent(seen.shares[-1])} {WORDS[seen.measure]} in {seen.named(seen.last)}"
    band = f"{_percent(course.low)} to {_percent(course.high)}"
    if course.word == AS_FORESEEN:
        return f"Uptake is as the plan foresaw: {now}; nine runs in ten have {band}."
    assert course.since is not None
    since = seen.named(course.since)
    of = "of " if course.word == AHEAD else ""
    return f"{course.word.capitalize()} {of}plan beyond chance since {since}: {now}, " + (
        f"where nine runs in ten have {band}."
    )


def _why(tracked: Tracked) -> Iterator[str]:
    if tracked.course.word not in (BEHIND, AHEAD):
        return
    if not tracked.reasons:
        yield "It cannot be told which assumption is behind it; luck may be."
        return
    yield f"Most likely because {listed([_reason(tracked, each) for each in tracked.reasons])}."


def _reason(tracked: Tracked, reason: Reason) -> str:
    more, named = reason.shift > 0, f"“{meaning_of(tracked, reason.key)}”"
    if reason.word:
        return f"{named} is {'more' if more else 'less'} often “{reason.word}” than assumed"
    return f"{named} is {'higher' if more else 'lower'} than assumed"


def meaning_of(tracked: Tracked, key: str) -> str:
    """Return what a key means, as it is declared."""
    for known, about, _ in leaves(tracked.scenario):
        if known == key:
            return str(about.metadata["meaning"])
    return key


def _rest(tracked: Tracked) -> Iterator[str]:
    plan, by = tracked.futures[0], tracked.observed.named(tracked.by)
    low, middle, high = (
        _percent(plan.quantiles[level, tracked.by]) for level in (LOW, MIDDLE, HIGH)
    )
    yield f"By {by} “{plan.name}” reaches {middle}, or {low} to {high} in eight runs in ten."
    if tracked.target is not None and plan.chance is not None:
        share = _percent(tracked.target.share)
        yield f"The chance of {share} by then is {_chance(plan.chance)}."


def _instead(tracked: Tracked) -> Iterator[str]:
    others = [*tracked.futures[1:]]
    if not others:
        return
    parts = [_other(each) for each in others]
    strategy = tracked.scenario.strategy
    if strategy.start > tracked.by and all(map(_changes_nothing, others)):
        yield (
            f"The programme starts in {tracked.observed.named(strategy.start)}, after "
            f"{tracked.observed.named(tracked.by)}, so other plans change nothing by then."
        )
        return
    yield f"With the money left, from now: {'; '.join(parts)}."
    for each in others:
        if EVENTS in each.stays:
            yield f"Its events do not count: {_quiet(each.name)} is run without them."
    ends = strategy.start + strategy.programme
    if ends <= tracked.observed.last:
        yield f"No money is left: the programme ended in {tracked.observed.named(ends)}."


def _other(future: Future) -> str:
    assert future.gain is not None
    mean, low, high = future.gain
    chance = "" if future.chance is None else f", chance {_chance(future.chance)}"
    if _changes_nothing(future):
        return f"{_quiet(future.name)} changes nothing{chance}"
    return (
        f"{_quiet(future.name)} {_points(mean)} ({_points(low, '')} to {_points(high, '')}){chance}"
    )


def _changes_nothing(future: Future) -> bool:
    return future.gain is not None and max(map(abs, future.gain)) < SLIGHT


def _quiet(name: str) -> str:
    return f"“{name}”"


def _told(tracked: Tracked, past: Past) -> Iterator[str]:
    yield from _scored(tracked, past.told)
    if past.others:
        yield (
            f"Earlier forecasts with other settings or another --discrepancy are not scored "
            f"({past.others:,})."
        )


def _scored(tracked: Tracked, told: Sequence[Told]) -> Iterator[str]:
    seen = tracked.observed
    now = [each for each in told if each.month == seen.last]
    if not now:
        return
    # A year ahead is what a plan needs to know
    best = min(now, key=lambda each: abs(seen.last - each.forecast.known.last - AHEAD_BY))
    yield (
        f"In {month_in_words(best.forecast.made_in)} you were told {_percent(best.low)} to "
        f"{_percent(best.high)} for {seen.named(best.month)}, from what was seen up to "
        f"{seen.named(best.forecast.known.last)}; it became {_percent(best.seen)}."
    )
    inside = sum(each.is_inside for each in told)
    if len(told) > 1:
        yield f"{inside} of {len(told)} came within their range (eight in ten should)."
    yield _compared(told)


def _compared(told: Sequence[Told]) -> str:
    """Compare the misses of all forecasters where each of them made a forecast."""
    every = mean_scores(told, (UPTAKE, UNCHANGED))
    said = f"Mean miss in points: {_scores(every)}"
    fitted = [each for each in told if BASS in each.scores]
    if not fitted:
        return f"{said}. Bass\u2019s curve could not be fitted to what was known."
    if len(fitted) == len(told):
        return f"Mean miss in points: {_scores(mean_scores(told, (UPTAKE, BASS, UNCHANGED)))}."
    where = mean_scores(fitted, (UPTAKE, BASS))
    return (
        f"{said}; in the {len(fitted)} where Bass\u2019s curve could be fitted: {_scores(where)}."
    )


def _scores(scores: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {100 * score:.1f}" for name, score in scores.items())


def _room(tracked: Tracked, room: Room | None) -> Iterator[str]:
    if room is None:
        return
    seen = tracked.observed
    within = seen.months[seen.months < room.curves.shape[1]]
    of = f" of “{room.plan}”" if room.plan else ""
    if not len(within):
        yield (
            f"Its curves{of} end in {seen.named(room.curves.shape[1] - 1)}, before the first date "
            "that was seen, so they cannot be scored."
        )
        return
    shares = seen.shares[: len(within)]
    mean = room.curves.mean(axis=0)[within]
    off, lean = np.abs(mean - shares).mean(), (mean - shares).mean()
    way = "" if abs(lean) < SLIGHT else f" (too {'high' if lean > 0 else 'low'} on the whole)"
    plan = np.abs(tracked.before[MIDDLE, within] - shares).mean()
    people = len(room.curves)
    who = f"Its curve{of} was" if people == 1 else f"The mean of its {people} curves{of} was"
    dates = "1 date" if len(within) == 1 else f"{len(within)} dates"
    yield f"{who} {_off(off)} off{way} over {dates}."
    followed = tracked.futures[0].name
    if room.plan and room.plan.casefold() != followed.casefold():
        yield f"By its name that is another plan than “{followed}”, which was carried out."
    yield f"The model, before it knew of any of them, was {_off(plan)} off."
    if room.votes:
        yield "Its votes cannot be scored: only one plan was carried out."


def _off(share: float) -> str:
    return f"{100 * share:.0f} point{'' if round(100 * share) == 1 else 's'}"


def _sure(tracked: Tracked) -> Iterator[str]:
    yield (
        f"{tracked.near:,} of {tracked.runs:,} runs come near (effective sample size "
        f"{tracked.effective:,.0f}); a right one may miss by {100 * tracked.discrepancy:g} points "
        "(assumed)."
    )
    yield (
        "What nobody knows of your organisations is drawn anew in each set of runs."
        if tracked.drawn
        else "Your own scores do not vary."
    )


def account(tracked: Tracked, past: Past) -> list[str]:
    """Say at length what was done, as paragraphs."""
    seen = tracked.observed
    found = [
        f"Live means {MEASURES[seen.measure]}. The folder has {seen.organisations:,} "
        f"organisations. Month 0 is {seen.named(0)}.",
        f"Compared: the count of all organisations in {len(seen.months)} months. What was seen and "
        f"a right run may differ by a standard deviation of {100 * tracked.discrepancy:g} points, "
        "for about a year the same way, and by half an organisation for each date (assumed).",
        *not_possible(*tracked.left_out),
        *_reasons_at_length(tracked),
        *(f"“{each.name}” from now on: what its start has decided stays as it was "
          f"({'; '.join(each.stays)})." for each in tracked.futures[1:] if each.stays),
        *seen.notes,
    ]  # fmt: skip
    if past.told:
        found += [_told_at_length(each) for each in past.told]
    return found


def _reasons_at_length(tracked: Tracked) -> Iterator[str]:
    if not tracked.reasons:
        yield "No assumption differs beyond noise between the runs that fit and all runs."
    for each in tracked.reasons:
        if each.word:
            yield (
                f"{each.key} ({meaning_of(tracked, each.key)}) is “{each.word}” in "
                f"{each.after:.0%} of runs that fit, by weight, instead of {each.before:.0%}."
            )
            continue
        yield (
            f"Runs that fit have another mean of {each.key} ({meaning_of(tracked, each.key)}): "
            f"{each.after:.3g} instead of {each.before:.3g}, {abs(each.shift):.1f} standard "
            f"deviations {'higher' if each.shift > 0 else 'lower'}."
        )


def _told_at_length(told: Told) -> str:
    known: Forecast = told.forecast
    others = [
        f"{name} {100 * told.scores[name]:.1f}"
        for name in (UPTAKE, BASS, UNCHANGED)
        if name in told.scores
    ]
    return (
        f"Made in {month_in_words(known.made_in)} with what was known in "
        f"{known.known.named(known.known.last)} (plan: {known.plan}): "
        f"{_percent(told.low)} to {_percent(told.high)} for {known.known.named(told.month)}; it "
        f"became {_percent(told.seen)}. Scores in points: {', '.join(others)}."
    )


def _percent(share: float) -> str:
    return f"{round(100 * float(share))}%"


def _chance(share: float) -> str:
    if share < 0.01:
        return "below 1%"
    return "above 99%" if share > 0.99 else f"{round(100 * share)}%"


def _points(share: float, unit: str = " points") -> str:
    number = round(100 * share)
    sign = "+" if number > 0 else "−" if number < 0 else ""  # noqa: RUF001
    return f"{sign}{abs(number)}{unit if abs(number) != 1 else unit.removesuffix('s')}"
