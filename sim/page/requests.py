"""What a live page may ask, and what is refused: one plain line for whatever does not fit."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sim.page.answers import Base
from sim.page.dials import every_dial
from sim.page.tensions import NINE
from sim.page.what_ifs import whatifs_of
from sim.params.errors import UserError

LARGEST = 16_384  # bytes of a question
MOST_VALUES, LONGEST_WORD, MOST_COUNT = 64, 60, 2**53
SCALARS = (bool, int, float, str, type(None))


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a plan, what is changed in it, and the asker's own number of it."""

    plan: str
    values: Mapping[str, Any]
    number: int | None

    @property
    def key(self) -> str:
        """What makes two questions the same."""
        return json.dumps([self.plan, sorted(self.values.items())])


def may_turn(bases: Iterable[Base]) -> frozenset[str]:
    """Name the keys that a page may change: its dials, what-ifs and tensions, and no other.

    A key such as that of a file, or of the number of organisations, is none of them.
    """
    found: set[str] = {each.key for each in NINE}
    own = list(bases)
    scenarios = [base.plan.scenario for base in own]
    found |= {dial.key for dial in every_dial(scenarios)}
    for scenario in scenarios:
        found |= {key for each in whatifs_of(scenario) for key in each.values}
    return frozenset(found)


def question(body: bytes, plans: Iterable[str], allowed: frozenset[str]) -> Question:
    """Read a question, or refuse it in one line."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise UserError("the question is not readable as JSON") from None
    if not isinstance(said, dict):
        raise UserError('a question is an object: {"plan": "plan0", "values": {...}}')
    return Question(_plan(said, list(plans)), _values(said, allowed), _number(said))


def _plan(said: Mapping[str, Any], plans: list[str]) -> str:
    plan = said.get("plan")
    if not isinstance(plan, str) or plan not in plans:
        raise UserError(f"plan must be one of {', '.join(plans)}")
    return plan


def _values(said: Mapping[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    values = said.get("values")
    if not isinstance(values, dict) or len(values) > MOST_VALUES:
        raise UserError(f"values must be an object of at most {MOST_VALUES} keys")
    for key, value in values.items():
        if key not in allowed:
            raise UserError(f"{_short(key)} is no dial of this page")
        if not isinstance(value, SCALARS) or _is_odd(value):
            raise UserError(f"{key} must be a number, a word, true, false or null")
    return values


def _is_odd(value: Any) -> bool:
    """Whether a value is no finite number of usual size, or a text too long to be a word."""
    if isinstance(value, str):
        return len(value) > LONGEST_WORD
    return isinstance(value, int | float) and not (math.isfinite(value) and abs(value) < 1e15)


def _number(said: Mapping[str, Any]) -> int | None:
    number = said.get("n")
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < MOST_COUNT:
        raise UserError("n must be a whole number of 0 or more")
    return number


def _short(text: str) -> str:
    return repr(text if len(text) <= LONGEST_WORD else f"{text[:LONGEST_WORD]}...")
