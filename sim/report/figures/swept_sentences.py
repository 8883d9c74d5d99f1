"""What a picture of a sweep says in its title, and the words for its keys and axes."""

from collections.abc import Sequence

import numpy as np

from sim.config.plan_names import mid_sentence
from sim.config.swept_words import REPLICATES, SEED
from sim.params.phrases import MONTHS_OF_YEAR
from sim.report.figures.captions import counted, listed
from sim.report.figures.swept_means import Means, spread_of, varying
from sim.report.figures.swept_measure import Measure
from sim.study.swept import Swept, SweptKey


def finding(swept: Swept, found: Means, measure: Measure) -> str:
    """Say where the outcome is highest and lowest, or that nothing differs or can be told apart."""
    mean = found.estimate.mean
    known = np.flatnonzero(np.isfinite(mean))
    if not len(known):
        return f"{measure.title}: no cell has a value"
    best, worst = (int(known[place]) for place in (mean[known].argmax(), mean[known].argmin()))
    between = measure.between(mean[worst], mean[best])
    if len(known) == 1:
        return f"{_told(measure, between, found, swept)} with {words_of(swept, found, best)}"
    told = _told(measure, between, found, swept)
    if [swept.keys[key].key for key in found.keys] == [SEED]:
        return f"Luck alone: {lower(told)} over {counted(len(known), 'seed')}"
    unreached = int((swept.done & ~np.isfinite(swept.estimate.mean)).sum())
    if measure.is_median and unreached:
        least = worst if not measure.more_is_better else best
        first = f"{measure.number(mean[least])} with {words_of(swept, found, least)}"
        cells = counted(len(swept.done), "cell")
        return f"{measure.title}: {first}; not reached in {unreached} of {cells}"
    if measure.is_slight(mean[best], mean[worst]):
        return f"Nothing differs: {lower(told)}, whatever the {_names(swept, found)}"
    if has_luck(swept, found, measure) and not told_apart(found, best, worst):
        return _not_told(swept, found, told)
    return _interplay(swept, found, measure) or _extremes(swept, found, measure, best, worst)


def has_luck(swept: Swept, found: Means, measure: Measure) -> bool:
    """Whether luck may make means differ; for medians that is not known."""
    bare = swept.replicates > 1 and bool(np.isnan(found.estimate.low).all())
    return not (measure.is_median or (measure.is_exact and bare))


def told_apart(found: Means, one: int, other: int) -> bool:
    """Whether two means, picked from all pairs, differ by more than luck; False if unknown.

    For many pairs the intervals are widened (Bonferroni), because the two were picked for it.
    """
    from scipy.special import ndtri

    estimate = found.estimate
    count = int(np.isfinite(estimate.mean).sum())
    wider = float(ndtri(1 - 0.025 / max(1, count * (count - 1) // 2)) / ndtri(0.975))
    high, low = (one, other) if estimate.mean[one] >= estimate.mean[other] else (other, one)
    below = estimate.mean[high] - estimate.low[high]
    above = estimate.high[low] - estimate.mean[low]
    return bool(estimate.mean[high] - estimate.mean[low] > wider * np.hypot(below, above))


def words_of(swept: Swept, found: Means, combination: int, short: bool = False) -> str:
    """Name a combination: "the whole playbook and £900 a month for each organisation".

    short  numbers without the words that the first name has already said: "£300"
    """
    places = np.unravel_index(combination, found.shape)
    keys = [swept.keys[key] for key in found.keys]
    parts = sorted(zip(keys, places, strict=True), key=lambda each: each[0].is_number)
    return listed([value_words(key, int(place), short) for key, place in parts])


def value_words(key: SweptKey, place: int, short: bool = False) -> str:
    """Name a value within a sentence; a preset by its title, quoted if that is no plain noun."""
    words = key.phrases[place]
    amount = key.amounts[place]
    if short and key.is_number and words.startswith(amount) and not amount.isdecimal():
        return amount
    if is_group(key):
        plain = mid_sentence(words)
        return plain if plain != words else f"“{words}”"
    return words


def is_group(key: SweptKey) -> bool:
    """Whether a key chooses presets."""
    return "." not in key.key and key.key not in (SEED, REPLICATES)


def _told(measure: Measure, amount: str, found: Means, swept: Swept) -> str:
    """Say an amount of the outcome: "65 % are live at month 36", "Gave up: 12 to 18 %"."""
    average = _is_average(swept, found)
    if measure.is_state:
        return f"{'on average ' if average else ''}{amount} are {lower(measure.title)}"
    return f"{measure.title}{', on average' if average else ''}: {amount}"


def _extremes(swept: Swept, found: Means, measure: Measure, best: int, worst: int) -> str:
    mean = found.estimate.mean
    first, then = (best, worst) if measure.more_is_better else (worst, best)
    if not measure.is_state:
        first, then = best, worst
    told = _told(measure, measure.number(mean[first]), found, swept)
    return capital(
        f"{told} with {words_of(swept, found, first)}, "
        f"{measure.number(mean[then])} with {words_of(swept, found, then, short=True)}"
    )


def _interplay(swept: Swept, found: Means, measure: Measure) -> str:
    """Say with which word a number matters most, if that is clear; else an empty text."""
    kinds = [swept.keys[key].is_number for key in found.keys]
    if sorted(kinds) != [False, True]:
        return ""
    number, word = (swept.keys[found.keys[kinds.index(kind)]] for kind in (True, False))
    ends = [int(at) for at in (np.argmin(number.values), np.argmax(number.values))]
    table = np.arange(len(found.cells)).reshape(found.shape)
    table = table if kinds[1] else table.T  # a row for each word
    first, last = table[:, ends[0]], table[:, ends[1]]
    change = found.estimate.mean[last] - found.estimate.mean[first]
    if len(change) < 2 or not np.isfinite(found.estimate.mean).all():
        return ""
    order = np.argsort(-np.abs(change), kind="stable")
    top, second = int(order[0]), int(order[1])
    four = [first[top], last[top], first[second], last[second]]
    lead = abs(change[top]) - abs(change[second])
    luck = np.sqrt(sum(_half(found, at) ** 2 for at in four))
    if lead <= measure.margin(float(np.abs(change).max())) or not lead > luck:
        return ""
    first_words, last_words = value_words(number, ends[0], short=True), number.phrases[ends[1]]
    where = f"From {first_words} to {last_words}"
    values = [found.estimate.mean[row[top]] for row in (first, last)]
    amounts = measure.between(*values)
    with_word = value_words(word, top)
    if not measure.is_state:
        return f"{where}, the change is largest with {with_word}. {measure.title}: {amounts}"
    average = "on average " if _is_average(swept, found) else ""
    gained = "gained" if (change[top] > 0) == measure.more_is_better else "lost"
    return f"{where}, most is {gained} with {with_word}: {average}{amounts} {lower(measure.title)}"


def _half(found: Means, combination: int) -> float:
    estimate = found.estimate
    return float(estimate.high[combination] - estimate.low[combination]) / 2


def _not_told(swept: Swept, found: Means, told: str) -> str:
    names = _names(swept, found)
    if not np.isfinite(found.estimate.low[np.isfinite(found.estimate.mean)]).all():
        few = counted(swept.replicates, "replicate")
        return f"Too few replicates ({few}) to tell values of {names} apart: {lower(told)}"
    return f"Values of {names} cannot be told apart: {lower(told)}, which luck alone could do"


def _names(swept: Swept, found: Means) -> str:
    return listed([swept.keys[key].name for key in found.keys])


def _is_average(swept: Swept, found: Means) -> bool:
    """Whether means are over other keys than seeds."""
    return not swept.is_alone and any(k not in found.keys for k in varying(swept))


def lower(words: str) -> str:
    """Write words as they stand within a sentence."""
    return words[:1].lower() + words[1:]


def capital(words: str) -> str:
    """Write words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def matters_most(swept: Swept, ranked: Sequence[Means], measure: Measure) -> str:
    """Say which key matters most by itself, or that none does; the widest range is the first."""
    found = ranked[0]
    mean, name = found.estimate.mean, swept.keys[found.keys[0]].name
    known = np.flatnonzero(np.isfinite(mean))
    best, worst = (int(known[place]) for place in (mean[known].argmax(), mean[known].argmin()))
    told = _told(measure, measure.between(mean[worst], mean[best]), found, swept)
    if measure.is_slight(mean[best], mean[worst]):
        return f"Nothing differs: {lower(told)}, whatever is varied"
    if has_luck(swept, found, measure) and not told_apart(found, best, worst):
        return f"Nothing can be told to matter: {lower(told)}, and luck alone could do that"
    extremes = lower(_extremes(swept, found, measure, best, worst))
    return f"Most depends on {listed([name, *_as_much(swept, ranked, measure)])}: {extremes}"


def _as_much(swept: Swept, ranked: Sequence[Means], measure: Measure) -> list[str]:
    """Name the second key if it matters about as much as the first."""
    ranges = [spread_of(found.estimate.mean) for found in ranked[:2]]
    if len(ranges) < 2 or not measure.is_slight(ranges[0], ranges[1]):
        return []
    return [swept.keys[ranked[1].keys[0]].name]


def mid_name(key: SweptKey, place: int) -> str:
    """Name a value at the end of its line: "with £900", "the whole playbook"."""
    return f"with {key.amounts[place]}" if key.is_number else mid_sentence(key.phrases[place])


def month_axis(swept: Swept) -> str:
    """Name the axis of months, with the date of month 0 if all cells share it."""
    if not swept.start:
        return "Month (the cells start on different dates)"
    year, month = swept.start.split("-")
    return f"Month (month 0 is {MONTHS_OF_YEAR[int(month) - 1]} {year})"


def amounts_of(key: SweptKey, places: Sequence[int]) -> list[str]:
    """Short words for some values of a key, each with a capital."""
    return [capital(key.amounts[place]) for place in places]


def axis_name(key: SweptKey) -> str:
    """Name a key with its unit: "budget per organisation (£ a month)"."""
    return f"{key.name} ({key.unit})" if key.unit and key.is_number else key.name
