"""What a room committed to, as the page of its workshop saved it, and how it came out.

The file holds what the model expected of the chosen plan and what the room drew, so that both are
scored without a run.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from sim.outcomes.intervals import Floats, Whole
from sim.params.errors import UserError
from sim.study.track.observed import Observed
from sim.study.track.room import MOST_MONTHS, months_of, smooth

KIND, FORMAT = "uptake commitment", 1
LARGEST = 5_000_000  # bytes
WHAT = 'what "Save this commitment" of the page writes'
WRONG = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
MOST_ORGANISATIONS = 10_000_000


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a room committed to.

    plan          the plan that it chose, by name
    changed_from  the plan of the page that it changed into that one; "" if it changed none
    command       the line that runs it
    start         calendar month of month 0: 12 times the year, plus 0 to 11
    made_in       the calendar month in which it was saved
    organisations how many there are in the model
    mean          float64[T + 1]  share live that the model expected
    low, high     float64[T + 1]  the range beside it, NaN where unknown
    over          what the range is over, in words
    room          float64[people, T + 1]  what the room drew; no row if nothing
    drawn_of      the plan of which it drew
    votes         of each person the name of a plan
    actions       what is to be done: what, by when, with whom
    """

    plan: str
    command: str
    start: int
    made_in: int
    organisations: int
    mean: Floats
    low: Floats
    high: Floats
    over: str
    room: Floats
    drawn_of: str
    votes: tuple[str, ...]
    actions: tuple[tuple[str, str, str], ...]
    changed_from: str = ""

    @property
    def drew_this(self) -> bool:
        """Whether the room drew the plan that it chose."""
        return len(self.room) > 0 and self.drawn_of == self.plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it, in the months that were seen after it was made.

    months         int64[J]    of the run
    seen           float64[J]  share live
    model, room    float64[J]  what each expected; no room if it drew nothing of this plan
    inside         how many of them lie in the model's range, to half an organisation
    known          how many dates were no news when it was made
    """

    months: Whole
    seen: Floats
    model: Floats
    room: Floats | None
    inside: int
    known: int

    def off(self, expected: Floats) -> float:
        """Return the mean miss [share]."""
        return float(np.abs(expected - self.seen).mean())

    def lean(self, expected: Floats) -> float:
        """Return by how much it was too high on the whole [share]."""
        return float((expected - self.seen).mean())


def read_commitment(path: Path) -> Commitment:
    """Read what a room committed to.

    Raises
    ------
    UserError
        If the file cannot be read, or is not what the page writes.
    """
    said = _json(path)
    if not isinstance(said, dict) or said.get("kind") != KIND:
        raise UserError(f"{path}: this is not a commitment; give {WHAT}")
    if said.get("format") != FORMAT:
        raise UserError(
            f"{path}: this commitment has format {said.get('format')!r}, and this version of "
            f"Uptake reads {FORMAT}; use the version that made it ({said.get('version')!r})"
        )
    try:
        return _commitment(said)
    except WRONG as error:
        why = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else error
        raise UserError(f"{path}: this commitment is damaged ({why}); save it again") from None


def outcome_of(commitment: Commitment, observed: Observed) -> Outcome:
    """Lay what was seen over what the model and the room expected.

    Only months after the one in which it was made count: the others were no news to the room.

    Raises
    ------
    UserError
        If there is no such month.
    """
    news = observed.months + observed.start > commitment.made_in
    within = observed.months < len(commitment.mean)
    months, seen = observed.months[news & within], observed.shares[news & within]
    if not len(months):
        made = observed.named(commitment.made_in - observed.start)
        end = observed.named(len(commitment.mean) - 1)
        raise UserError(
            f"nothing can be scored yet: give a date after {made}, when the commitment was made, "
            f"and up to {end}, when its curves end"
        )
    room = commitment.room.mean(axis=0)[months] if commitment.drew_this else None
    half = 0.5 / observed.organisations
    low, high = commitment.low[months], commitment.high[months]
    inside = int(((seen >= low - half) & (seen <= high + half)).sum())
    return Outcome(months, seen, commitment.mean[months], room, inside, int((~news).sum()))


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"{path}: too large for a commitment; give {WHAT}")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror or error})") from None
    except (ValueError, RecursionError):
        raise UserError(f"{path}: this is not a commitment; give {WHAT}") from None


def _commitment(said: Mapping[str, Any]) -> Commitment:
    months, expected = _whole(said, "months", MOST_MONTHS), said["expected"]
    mean = _shares(expected["mean"], months, "expected.mean")
    if np.isnan(mean).any():
        raise ValueError("expected.mean has a month without a share")
    plans, plan = [str(each) for each in said["plans"]], _text(said, "plan")
    changed_from = _text(said, "changed_from") if "changed_from" in said else ""
    if (changed_from or plan) not in plans:  # votes for it would count as none
        raise ValueError(f"“{changed_from or plan}” is none of its plans")
    return Commitment(
        plan=plan, command=_text(said, "command"), start=_month(said["start"]),
        made_in=_month(said["made"]),
        organisations=_whole(said, "organisations", MOST_ORGANISATIONS), mean=mean,
        low=_shares(expected["low"], months, "expected.low"),
        high=_shares(expected["high"], months, "expected.high"), over=_text(expected, "over"),
        room=_room(said["drawn"], months), drawn_of=_text(said, "drawn_of"),
        votes=tuple(plans[_place(each, plans)] for each in said["votes"]),
        actions=tuple(
            (_text(each, "what"), _text(each, "by"), _text(each, "who")) for each in said["actions"]
        ),
        changed_from=changed_from,
    )  # fmt: skip


def _text(said: Mapping[str, Any], key: str) -> str:
    if not isinstance(said[key], str):
        raise ValueError(f"{key} is not a text")
    return str(said[key])


def _whole(said: Mapping[str, Any], key: str, most: int) -> int:
    if type(said[key]) is not int or not 1 <= said[key] <= most:
        raise ValueError(f"{key} is not a whole number from 1 to {most:,}")
    return int(said[key])


def _month(said: str) -> int:
    """Return the calendar month of a date: 2026-04 or 2026-04-30."""
    found = date.fromisoformat(said if len(said) > len("2026-04") else f"{said}-01")
    return 12 * found.year + found.month - 1


def _shares(said: Any, months: int, name: str) -> Floats:
    shares = np.array([np.nan if each is None else float(each) for each in said])
    if len(shares) != months + 1:
        raise ValueError(f"{name} has {len(shares)} months, not {months + 1}")
    known = shares[~np.isnan(shares)]
    if ((known < 0) | (known > 1)).any():
        raise ValueError(f"{name} is not a list of shares")
    return shares


def _room(said: Any, months: int) -> Floats:
    at = months_of(months)
    for points in said:
        if len(points) != len(at) or not all(0 <= each <= 100 for each in points):
            raise ValueError(f"a drawn curve is not {len(at)} numbers from 0 to 100")
    return np.array([smooth(points, at) for points in said]).reshape(len(said), months + 1)


def _place(vote: Any, plans: list[str]) -> int:
    if type(vote) is not int or not 0 <= vote < len(plans):
        raise ValueError("a vote is for no plan")
    return vote
