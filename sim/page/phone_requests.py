"""Requests of phones and of the room's page: what is allowed, and one line for what is refused."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sim.page.room import MOST_DRAWN, WAYS, Room
from sim.params.errors import UserError

LONGEST_LIST = max(64, MOST_DRAWN)


def vote(room: Room, phone: str, body: bytes) -> None:
    """Take a vote: {"plan": 1}."""
    room.vote(phone, _whole("plan", _object(body, ("plan",))["plan"]))


def curve(room: Room, phone: str, body: bytes) -> None:
    """Take a curve: {"plan": 1, "points": [0, 10, ...]} in per cent, or no points for none."""
    sent = _object(body, ("plan", "points"))
    room.draw(phone, _whole("plan", sent["plan"]), _wholes("points", sent["points"]))


def turn(room: Room, body: bytes) -> None:
    """Take what the room's page asks: {"ask": "draw", "plan": 1}."""
    sent = _object(body, ("ask", "plan"))
    if sent["ask"] not in WAYS:
        raise UserError(f"ask must be {' or '.join(WAYS)}")
    room.turn_to(sent["ask"], _whole("plan", sent["plan"]))


def reveal(room: Room, body: bytes) -> None:
    """Show an answer or hide it: {"what": "votes", "shown": true, "own": [2, 0]}.

    own  what the room's page has itself: votes by plan, or curves
    """
    sent = _object(body, ("what", "shown", "own"))
    if not isinstance(sent["shown"], bool):
        raise UserError("shown must be true or false")
    own = _list("own", sent["own"])
    if _choice(sent["what"]) == "votes":
        room.reveal_votes(sent["shown"], _wholes("own", own))
    else:
        room.reveal_curves(sent["shown"], [_wholes("own", each) for each in own])


def clear(room: Room, body: bytes) -> None:
    """Forget votes or curves: {"what": "votes"}."""
    kinds: Mapping[str, Callable[[], None]] = {
        "votes": room.clear_votes,
        "curves": room.clear_curves,
    }
    kinds[_choice(_object(body, ("what",))["what"])]()


def _object(body: bytes, keys: tuple[str, ...]) -> dict[str, Any]:
    """Read an object that has these keys and no others."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise UserError("this must be valid JSON") from None
    if not isinstance(sent, dict) or set(sent) != set(keys):
        raise UserError(f"this must be an object with {' and '.join(keys)}, and nothing else")
    return sent


def _choice(value: Any) -> str:
    if value not in ("votes", "curves"):
        raise UserError("what must be votes or curves")
    return str(value)


def _whole(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 1000:
        raise UserError(f"{name} must be a whole number")
    return value


def _list(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > LONGEST_LIST:
        raise UserError(f"{name} must be a list, at most {LONGEST_LIST} long")
    return value


def _wholes(name: str, value: Any) -> list[int]:
    return [_whole(name, each) for each in _list(name, value)]
