"""Who was nearer, the model or the room, in a few lines."""

from collections.abc import Iterator

from sim.networks.stands import month_in_words
from sim.study.track.commitment import Commitment, Outcome
from sim.study.track.observed import EVER

CLOSE = 0.01  # [share] two misses that differ by less are practically the same
SLIGHT = 0.005  # [share]
Line = tuple[str, str]


def lines(commitment: Commitment, outcome: Outcome, measure: str) -> list[Line]:
    """Give the answer: a headline without a label, then a label and a text for each line."""
    found = [
        ("", headline(commitment, outcome)),
        ("The model", " ".join(_model(commitment, outcome))),
        ("The room", " ".join(_room(commitment, outcome))),
        ("Promised", _promised(commitment)),
        ("How sure", " ".join(_sure(commitment, outcome, measure))),
    ]
    return [(label, text) for label, text in found if text]


def headline(commitment: Commitment, outcome: Outcome) -> str:
    """Say who was nearer."""
    model, dates = outcome.off(outcome.model), _dates(len(outcome.months))
    if outcome.room is None:
        return f"With “{commitment.plan}” the model was {_off(model)} off, over {dates}."
    room = outcome.off(outcome.room)
    if abs(model - room) < CLOSE:
        return (
            f"The model and the room were practically as near: {_off(model)} off and {_off(room)}, "
            f"over {dates}."
        )
    (near, first), (far, second) = sorted(
        (("the model", model), ("the room", room)), key=lambda each: each[1]
    )
    return f"{near.capitalize()} was nearer: {_off(first)} off over {dates}, {far} {_off(second)}."


def _model(commitment: Commitment, outcome: Outcome) -> Iterator[str]:
    last, when = int(outcome.months[-1]), commitment.start + int(outcome.months[-1])
    low, high = commitment.low[last], commitment.high[last]
    between = f" ({_percent(low)} to {_percent(high)})" if low == low and high == high else ""
    yield (
        f"It expected {_percent(outcome.model[-1])}{between} for {month_in_words(when)}; it became "
        f"{_percent(outcome.seen[-1])}."
    )
    yield f"{outcome.inside} of {_dates(len(outcome.months))} within its range ({commitment.over})."


def _room(commitment: Commitment, outcome: Outcome) -> Iterator[str]:
    people = len(commitment.room)
    if outcome.room is not None:
        who = "Its curve" if people == 1 else f"The mean of its {people} curves"
        lean = outcome.lean(outcome.room)
        way = "" if abs(lean) < SLIGHT else f", too {'high' if lean > 0 else 'low'} on the whole"
        yield f"{who} expected {_percent(outcome.room[-1])}{way}."
    elif people:
        yield (
            f"It drew “{commitment.drawn_of}” and chose “{commitment.plan}”, so its curves cannot "
            "be scored."
        )
    if commitment.votes:
        yield (f"{_voted(commitment)}; votes cannot be scored, as only one plan was carried out.")


def _voted(commitment: Commitment) -> str:
    """Say how many voted for what was chosen, or for what it was made from."""
    votes, origin = commitment.votes, commitment.changed_from
    if origin:
        return f"{votes.count(origin)} of {len(votes)} voted for “{origin}”, which it then changed"
    return f"{votes.count(commitment.plan)} of {len(votes)} voted for the plan that it chose"


def _promised(commitment: Commitment) -> str:
    """List what was to be done, for those who look back."""
    return "; ".join(
        ", ".join(part for part in (what, by, who and f"with {who}") if part)
        for what, by, who in commitment.actions
    )


def _sure(commitment: Commitment, outcome: Outcome, measure: str) -> Iterator[str]:
    made = month_in_words(commitment.made_in)
    yield f"Only dates after {made}, when it was saved, count."
    if outcome.known:
        yield f"{_dates(outcome.known)} known by then left out."
    if len(outcome.months) < 3:
        yield "So few dates say little about who is nearer next time."
    if measure == EVER:
        yield "You counted those ever live; the curves are of those live in the month."


def _dates(number: int) -> str:
    return "1 date" if number == 1 else f"{number} dates"


def _percent(share: float) -> str:
    return f"{round(100 * float(share))}%"


def _off(share: float) -> str:
    number = round(100 * share)
    return f"{number} point{'' if number == 1 else 's'}"
