"""A forecast and how it came out, in a few lines and a table; and the same at length."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.networks.stands import month_in_words
from sim.report.figures.captions import counted, listed
from sim.study.forecasting.forecast import UPTAKE, WITHOUT_EVENTS, Forecast, scores_of
from sim.study.forecasting.rivals import UNCHANGED
from sim.study.forecasting.scores import BANDS, Scores

Line = tuple[str, str]
EDGES = (0.05, 0.25, 0.5, 0.75, 0.95)  # of the bands, with the median
FEW = 10  # dates: with fewer, who is first may be luck
HEAD = ("", "mean miss", "50% band held", "90% band held", "off at the end")


@dataclass(frozen=True, slots=True)
class Fitted:
    """How ours was fitted to a group.

    dates  how many were known
    sets   of assumptions that fit, counted effectively
    events titles of the dated events that the scenario has
    """

    dates: int
    sets: float
    events: tuple[str, ...] = ()


def lines(forecasts: Sequence[Forecast], fits: Sequence[Fitted]) -> list[Line]:
    """Give the answer: a headline without a label, then a label and a text for each line."""
    scores = scores_of(forecasts)
    if not scores:
        found = [
            ("", _told(forecasts)),
            ("Beside", " ".join(_beside(forecasts))),
            ("Fitted", _fitted(forecasts, fits)),
            ("How sure", "Nothing has come yet, so nothing is scored."),
        ]
    else:
        found = [
            ("", headline(scores, len(forecasts))),
            ("What came", " ".join(_came(forecasts))),
            ("Bands", bands(scores[UPTAKE])),
            ("Events", _events(scores, fits)),
            ("Fitted", _fitted(forecasts, fits)),
            ("How sure", " ".join(_sure(scores[UPTAKE], forecasts))),
        ]
    return [(label, text) for label, text in found if text]


def headline(scores: Mapping[str, Scores], groups: int = 1) -> str:
    """Say by how much ours misses, whom it beats and to whom it loses."""
    own = points(scores[UPTAKE].crps)
    others = {n: points(s.crps) for n, s in scores.items() if n not in (UPTAKE, WITHOUT_EVENTS)}
    parts = []
    for word, is_so in (
        ("less than", lambda other: own < other),
        ("as much as", lambda other: own == other),
        ("more than", lambda other: own > other),
    ):
        named = [f"{name} ({other:.1f})" for name, other in others.items() if is_so(other)]
        if named:
            parts.append(f"{word} {listed(named)}")
    if not parts:
        return f"Uptake misses by {own:.1f} points on average; no rival could be fitted."
    over = "" if groups == 1 else f" over {groups} groups"
    loses = any(own > other for other in others.values())
    joint = ", but " if loses and len(parts) > 1 else ", "
    said = joint.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    return f"Uptake misses by {own:.1f} points on average{over}, {said}."


def points(share: float) -> float:
    """Turn a share into points with one decimal, as they are told and compared."""
    return round(100 * share, 1)


def _told(forecasts: Sequence[Forecast]) -> str:
    by = month_in_words(int(forecasts[0].months[-1]))
    parts = [f"{_of(each, forecasts)}{_ahead(each, UPTAKE)}" for each in forecasts]
    return f"By {by} Uptake forecasts {'; '.join(parts)} (in nine of ten)."


def _ahead(each: Forecast, name: str) -> str:
    low, _, middle, _, high = 100 * each.quantiles(name, EDGES)[:, -1]
    return f"{middle:.0f}%, between {low:.0f} and {high:.0f}"


def _of(each: Forecast, forecasts: Sequence[Forecast]) -> str:
    return "" if len(forecasts) == 1 else f"{each.group}: "


def _beside(forecasts: Sequence[Forecast]) -> Iterator[str]:
    for each in forecasts:
        others = [n for n in each.samples if n not in (UPTAKE, UNCHANGED)]
        told = "; ".join(f"{name} {_ahead(each, name)}" for name in others)
        if told:
            yield f"{_of(each, forecasts)}{told}."
        yield from _silent(each)


def _silent(each: Forecast) -> Iterator[str]:
    for name, why in each.silent.items():
        yield f"{name} makes no forecast: {why}."


def _came(forecasts: Sequence[Forecast]) -> Iterator[str]:
    for each in forecasts:
        if not len(each.later.months):
            yield f"{each.group}: nothing came after the cut, so it is not scored."
            continue
        last = int(each.later.months[-1])
        low, _, middle, _, high = 100 * each.quantiles(UPTAKE, EDGES)[:, last - each.months[0]]
        group = "" if len(forecasts) == 1 else f"{each.group}: "
        yield (
            f"{group}{100 * each.later.shares[-1]:.0f}% in {month_in_words(last)}; Uptake said "
            f"{middle:.0f}% (90% band {low:.0f} to {high:.0f})."
        )


def bands(scores: Scores) -> str:
    """Say how many dates came within the bands, and how many should have."""
    half, nine = scores.inside
    return (
        f"The 50% band held {half} of {counted(scores.dates, 'date')}, the 90% band {nine}; "
        f"{BANDS[0] * scores.dates:.1f} and {BANDS[1] * scores.dates:.1f} are expected."
    )


def _events(scores: Mapping[str, Scores], fits: Sequence[Fitted]) -> str:
    if WITHOUT_EVENTS not in scores:
        return ""
    named = listed([f"“{each}”" for each in fits[0].events])
    own, without = points(scores[UPTAKE].crps), points(scores[WITHOUT_EVENTS].crps)
    return (
        f"What was known at the cut counts: {named}. Without that it misses by {without:.1f} "
        f"instead of {own:.1f}."
    )


def _fitted(forecasts: Sequence[Forecast], fits: Sequence[Fitted]) -> str:
    known = forecasts[0].known
    first, last = (month_in_words(int(known.months[k])) for k in (0, -1))
    fewest = min(each.sets for each in fits)
    dates = counted(fits[0].dates, "date")
    of = "" if len(fits) == 1 else " in each group"
    when = first if first == last else f"{first} to {last}"
    return f"To {dates}{of}, {when}; what fits counts as {fewest:,.0f} sets of assumptions."


def _sure(scores: Scores, forecasts: Sequence[Forecast]) -> Iterator[str]:
    if scores.dates < FEW:
        dates = counted(scores.dates, "date").capitalize()
        yield f"{dates} of one spread are few: who is first may be luck."
    for each in forecasts:
        yield from _silent(each)


def table(scores: Mapping[str, Scores]) -> list[tuple[str, ...]]:
    """Return one row for each forecaster, as HEAD: misses in points."""
    found = []
    for name, each in scores.items():
        held = [f"{count} of {each.dates}" for count in each.inside]
        end = f"{100 * each.end:+.1f}".replace("-", "\N{MINUS SIGN}")
        if name == UNCHANGED:  # one number has no band
            held = ["", ""]
        found.append((name, f"{points(each.crps):.1f}", *held, end))
    return found


def account(forecasts: Sequence[Forecast], notes: Sequence[str]) -> list[str]:
    """Say at length what was done, as paragraphs."""
    return [
        "The mean miss is the continuous ranked probability score, averaged over the dates that "
        "came. It is the distance of a single number, and less for a narrow range that is right.",
        "Bass, logistic and Gompertz are the nearest curves to the same dates, by least squares, "
        "with a ceiling anywhere between the last share seen and everybody. For their bands the "
        "dates are made again with misses of the size that were left, and fitted again.",
        "As last year: the last yearly rise goes on, and wanders as much as yearly rises did.",
        *notes,
        *(text for each in forecasts for text in _by_date(each)),
    ]


def _by_date(each: Forecast) -> Iterator[str]:
    at = each.later.months - each.months[0]
    for month, place, came in zip(each.later.months, at, each.later.shares, strict=True):
        told = []
        for name in each.samples:
            low, _, middle, _, high = 100 * np.quantile(each.samples[name][:, place], EDGES)
            told.append(f"{name} {middle:.1f} ({low:.1f} to {high:.1f})")
        yield (
            f"{each.group}, {month_in_words(int(month))}: {100 * came:.1f}% came; forecast "
            f"{', '.join(told)}."
        )
