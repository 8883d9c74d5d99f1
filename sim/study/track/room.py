"""What a room predicted before it saw the model: curves that were drawn on the page.

The page saves them as JSON.  It also keeps its whole state in its address, after the "#": a file
that holds this address (text, or an internet shortcut) is read too.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import numpy as np

from sim.outcomes.intervals import Floats
from sim.params.errors import UserError

STEPS = (3, 6, 12, 24, 60, 120)  # [month] between the points of a curve
MOST_STEPS = 8
MOST_MONTHS = 1200
ADDRESS = re.compile(r"#(\S*(?:drawn|sketch)=\S+)")
WHAT = 'what "Save all curves" of the page writes, or its address after curves were drawn'


@dataclass(frozen=True, slots=True)
class Room:
    """The curves of a room.

    curves  float64[people, T + 1]  share live, by month
    plan    what the plan is called that they are of; empty if the file does not say
    votes   how many were cast
    """

    curves: Floats
    plan: str
    votes: int


def read_room(path: Path, months: int) -> Room:
    """Read what a room predicted.

    months  length of the run that the page shows, if the file does not say

    Raises
    ------
    UserError
        If the file cannot be read, or if its curves are not of such a run.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise UserError(f"{path}: this is not text; give {WHAT}") from None
    state = _state(path, text)
    drawn = [*_list(state.get("drawn")), *filter(None, [_list(state.get("sketch"))])]
    said = state.get("months", months)
    if type(said) is not int or not 1 <= said <= MOST_MONTHS:
        raise UserError(f"{path}: months is {said!r}; it must be a whole number above 0")
    at, months = months_of(said), said
    if not drawn:
        raise UserError(f"{path}: no curve was drawn; give {WHAT}")
    for number, points in enumerate(drawn, start=1):
        _refuse_odd(path, number, points, at, months)
    curves = np.array([smooth(points, at) for points in drawn])
    plan = state.get("drawn_of", state.get("plan", ""))  # a commitment has both
    return Room(curves, plan if isinstance(plan, str) else "", len(_list(state.get("votes"))))


def _state(path: Path, text: str) -> Mapping[str, Any]:
    """Return the keys that the page keeps, from an address or from JSON."""
    if found := ADDRESS.search(text):
        raw = {key: each[-1] for key, each in parse_qs(found[1]).items()}
        return {key: _value(value) for key, value in raw.items()}
    try:
        state = json.loads(text)
    except (ValueError, RecursionError):
        raise UserError(f"{path}: no predictions are in it; give {WHAT}") from None
    if not isinstance(state, dict):
        raise UserError(f"{path}: no predictions are in it; give {WHAT}")
    return state


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _refuse_odd(path: Path, number: int, points: Any, at: Sequence[int], months: int) -> None:
    is_whole = isinstance(points, list) and all(
        type(each) in (int, float) and 0 <= each <= 100 for each in points
    )
    if not is_whole:
        raise UserError(f"{path}: curve {number} is not a list of per cent, from 0 to 100")
    if len(points) != len(at):
        raise UserError(
            f"{path}: curve {number} has {len(points)} points, but one over {months} months has "
            f"{len(at)}, in months {', '.join(map(str, at))}; give the plan and months of the page"
        )


def months_of(last: int) -> list[int]:
    """Return the months in which a curve on the page has its points."""
    step = next((each for each in STEPS if last / each <= MOST_STEPS), STEPS[-1])
    return [*range(0, last, step), last]


def smooth(points: Sequence[float], months: Sequence[int]) -> Floats:
    """Return the share in each month, by the curve that the page draws through the points.

    It never overshoots them (Steffen 1990, Astronomy & Astrophysics 239).
    """
    y, width = np.array(points, float), np.diff(np.array(months, float))
    slope = np.diff(y) / width
    tangent = np.array([slope[0], *_tangents(slope, width), slope[-1]])
    month = np.arange(months[-1] + 1)
    i = np.minimum(len(slope) - 1, np.searchsorted(months, month, "right") - 1)
    t = (month - np.array(months)[i]) / width[i]
    value = (
        y[i] * (1 + 2 * t) * (1 - t) ** 2
        + width[i] * tangent[i] * t * (1 - t) ** 2
        + y[i + 1] * t * t * (3 - 2 * t)
        + width[i] * tangent[i + 1] * t * t * (t - 1)
    )
    shares: Floats = np.clip(value / 100, 0.0, 1.0)
    return shares


def _tangents(slope: Floats, width: Floats) -> Iterator[float]:
    for i in range(1, len(slope)):
        mean = (slope[i - 1] * width[i] + slope[i] * width[i - 1]) / (width[i - 1] + width[i])
        sign = np.sign(slope[i - 1]) + np.sign(slope[i])
        yield float(sign * min(abs(slope[i - 1]), abs(slope[i]), 0.5 * abs(mean)))
