"""Which keys a calibration varies: assumptions, the innovation's scores, its context, its start.

A key that the user set is held at its value: what somebody meant is not drawn.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil, floor
from typing import Any

from sim.config import keys
from sim.config.distributions import distributions
from sim.config.sets_files import OF_ALL_SETS
from sim.params import Scenario, leaves
from sim.params.distributions import Distribution
from sim.params.errors import UserError
from sim.study.assumption_draws import held_keys, is_typed
from sim.study.calibration.question import MOST_LEAD, START
from sim.study.calibration.series import ObservedSeries

SCORES = (
    *("relative_advantage", "compatibility", "complexity", "trialability", "observability"),
    *("regulatory_clarity", "usability"),
    *(f"nasss.{each}" for each in (
        "condition", "technology", "value", "adopters", "organisation", "wider_system", "embedding"
    )),
)  # fmt: skip
TRAITS = ("maturity", "capacity", "culture", "finance")
SCORE_OFF, TRAIT_OFF = 0.25, 0.15  # how far off a score or a mean may be, either way (assumed)
PROCUREMENT = (0.0, 12.0)  # [month]: its declared range
INCENTIVES = (0.2, 0.8)  # assumed
FEW = 0.2  # share at the first date up to which a spread may have begun with one site
PILOTS = "strategy.pilots"
EMBEDDED = (0.0, 1.0)
WHY_EMBEDDED = (
    "assumed: where so many were live at the first date, any part of them may have embedded before"
)
MOST_PILOTS = 1000
YOU = "you set it"
GIVEN = re.compile(r"([^=\s]+)\s*=\s*(\S+?)\s*(?:\.\.|:)\s*(\S+)")


@dataclass(frozen=True, slots=True)
class OpenKeys:
    """What varies, and what does not though it could.

    distributions  by key, what is thought beforehand
    held           key -> why it is not varied
    """

    distributions: Mapping[str, Distribution]
    held: Mapping[str, str]


def open_keys(
    scenario: Scenario,
    observed: ObservedSeries,
    typed: Collection[str] = (),
    vary: Sequence[str] = (),
    hold: Sequence[str] = (),
) -> OpenKeys:
    """Find the keys that vary, each with what is thought of it beforehand.

    typed  keys that the user set
    vary   "KEY=LOW..HIGH" to add, or to give another range
    hold   keys to leave as they are

    Raises
    ------
    UserError
        If a key is unknown, or a range is none.
    """
    possible = distributions() | dict(_own(scenario, observed))
    if scenario.system.is_own:  # its traits are read, not made up
        possible = {key: each for key, each in possible.items() if not key.startswith("system.")}
    held = held_keys([scenario], [*distributions()])
    held = {key: why for key, why in held.items() if key in possible}
    held |= {key: YOU for key in possible if is_typed(key, typed)}
    found = {key: each for key, each in possible.items() if key not in held}
    added = _added(vary, hold, typed)
    for key in hold:
        _refuse_unknown(key, [*found])
        held[key] = "--hold"
        found.pop(key, None)
    return OpenKeys(found | added, {key: why for key, why in held.items() if key not in added})


def _added(
    vary: Sequence[str], hold: Sequence[str], typed: Collection[str]
) -> dict[str, Distribution]:
    """Read the ranges of --vary; refuse one of a key that is to stay as it is."""
    added: dict[str, Distribution] = {}
    for text in vary:
        key, found = _given(text)
        if key in added:
            raise UserError(f"--vary {key} is given twice; give one range")
        if key in hold:
            raise UserError(f"{key} is to vary (--vary) and to stay (--hold); give only one")
        if is_typed(key, typed):
            raise UserError(f"{key} is to vary (--vary), but you set it too; give only one")
        added[key] = found
    return added


def _own(scenario: Scenario, observed: ObservedSeries) -> Iterator[tuple[str, Distribution]]:
    """Give what the shipped distributions leave to each innovation, system and plan."""
    values = {key: value for key, _, value in leaves(scenario)}
    yield from score_ranges(values).items()
    yield "innovation.procurement", Distribution(*PROCUREMENT, why="its declared range")
    for name in TRAITS:
        key = f"system.{name}"
        low, high = 0.03, 0.97
        yield key, _around(values[key], TRAIT_OFF, "the system's mean", low, high)
    yield "system.incentives", Distribution(*INCENTIVES, why="assumed")
    yield PILOTS, _pilots(scenario, observed)
    if _first(observed) > FEW:
        yield "strategy.pilots_embedded", Distribution(*EMBEDDED, why=WHY_EMBEDDED)
    yield (
        START,
        Distribution(
            0, MOST_LEAD, whole=True, why="assumed: up to five years before the first date"
        ),
    )


def score_ranges(values: Mapping[str, Any]) -> dict[str, Distribution]:
    """Give the scores of an innovation a range around what they are.

    values  of a scenario, by key
    """
    return {
        f"innovation.{name}": _around(values[f"innovation.{name}"], SCORE_OFF, "its score")
        for name in SCORES
    }


def _around(value: Any, off: float, what: str, low: float = 0.0, high: float = 1.0) -> Distribution:
    centre = float(value)
    return Distribution(
        max(low, centre - off), min(high, centre + off), why=f"assumed: {what}, {off:g} either way"
    )


def _first(observed: ObservedSeries) -> float:
    return max(float(each.shares[0]) for each in observed.series)


def _pilots(scenario: Scenario, observed: ObservedSeries) -> Distribution:
    """Let the run begin with fewer or somewhat more sites than were live at the first date."""
    first = _first(observed)
    organisations = scenario.system.organisations
    fewest = 1 if first <= FEW else max(1, floor(0.5 * first * organisations))
    most = min(MOST_PILOTS, organisations, max(3, ceil(min(1.2 * first, 0.97) * organisations)))
    return Distribution(
        min(fewest, most), max(most, fewest + 1), whole=True,
        why="assumed: up to a fifth more than were live at the first date",
    )  # fmt: skip


def _given(text: str) -> tuple[str, Distribution]:
    """Read "KEY=LOW..HIGH"."""
    found = GIVEN.fullmatch(text.strip())
    if found is None:
        raise UserError(
            f"--vary is {text!r}; write KEY=LOW..HIGH, e.g. innovation.complexity=0.2..0.8"
        )
    key, ends = found[1], (found[2], found[3])
    if key == START:
        raise UserError(
            f"--vary {key}: the start is drawn from the {MOST_LEAD} months before the first date; "
            f"fix it with {key}=2006-01, or hold it at the first date with --hold {key}"
        )
    leaf = keys.find(key)
    if key in OF_ALL_SETS:
        raise UserError(f"--vary {key}: it is {OF_ALL_SETS[key]}")
    if leaf.kind not in (int, float) or issubclass(leaf.kind, Enum):
        raise UserError(f"--vary {key}: it is no number, so it has no range")
    low, high = (float(keys.converted(key, each)) for each in ends)
    if not low < high:
        raise UserError(f"--vary {key}: {ends[0]} is not below {ends[1]}")
    return key, Distribution(low, high, whole=leaf.kind is int, why="you gave its range")


def _refuse_unknown(key: str, varied: Sequence[str]) -> None:
    if key not in varied:
        keys.find(key)  # says what is misspelt
        raise UserError(f"--hold {key}: it is not varied, so there is nothing to hold")
