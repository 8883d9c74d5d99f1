"""Questions from a live page: what is allowed, and one plain line for what is refused."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.page.answers import Base
from sim.page.dials import turnable
from sim.params.errors import UserError

LARGEST = 16_384  # bytes of a question
MOST_VALUES, LONGEST_WORD, MOST_COUNT = 64, 60, 2**53
SCALARS = (bool, int, float, str, type(None))


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a plan, the changes to it, and the number that the page gave it."""

    plan: str
    values: Mapping[str, Any]
    number: int | None

    @property
    def key(self) -> str:
        """Text that is equal for equal questions."""
        return json.dumps([self.plan, sorted(self.values.items())])


def may_turn(bases: Iterable[Base]) -> frozenset[str]:
    """List the keys that a page may change: only its dials, what-ifs and tensions.

    The page may not change a file, for example, or the number of organisations.
    """
    found = turnable([base.plan.scenario for base in bases])
    return frozenset(found)


def question(body: bytes, plans: Iterable[str], allowed: frozenset[str]) -> Question:
    """Read a question, or refuse it with one line."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise UserError("the question must be valid JSON") from None
    if not isinstance(sent, dict):
        raise UserError('a question must be an object: {"plan": "plan0", "values": {...}}')
    return Question(_plan(sent, list(plans)), _values(sent, allowed), _number(sent))


def _plan(sent: Mapping[str, Any], plans: list[str]) -> str:
    plan = sent.get("plan")
    if not isinstance(plan, str) or plan not in plans:
        raise UserError(f"unknown plan; choose from {', '.join(plans)}")
    return plan


def _values(sent: Mapping[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    values = sent.get("values")
    if not isinstance(values, dict) or len(values) > MOST_VALUES:
        raise UserError(f"values must be an object of at most {MOST_VALUES} keys")
    for key, value in values.items():
        if key not in allowed:
            raise UserError(f"{_short(key)} is not a dial of this page")
        if not isinstance(value, SCALARS) or _is_odd(value):
            raise UserError(f"{key} must be a number, a word, true, false or null")
    return values


def _is_odd(value: Any) -> bool:
    """Whether a value is not a finite number of usual size, or is too long for a word."""
    if isinstance(value, str):
        return len(value) > LONGEST_WORD
    # Not a number compares as False; `math.isfinite` fails on whole numbers of 400 digits.
    return isinstance(value, int | float) and not abs(value) < 1e15


def _number(sent: Mapping[str, Any]) -> int | None:
    number = sent.get("n")
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < MOST_COUNT:
        raise UserError("n must be a whole number, 0 or more")
    return number


def _short(text: str) -> str:
    return repr(text if len(text) <= LONGEST_WORD else f"{text[:LONGEST_WORD]}...")
