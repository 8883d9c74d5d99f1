"""Beliefs that may be turned: numbers that nobody knows, which matter, and which people argue over.

What a spread partner does is a plan; how the world answers is a belief.  A difference on the page
is split into the two.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sim.config import keys
from sim.config.distributions import distributions
from sim.outcomes.units import GBP_PER_KGBP
from sim.params import Scenario
from sim.params.distributions import Distribution
from sim.study.dotted import value_of

STEPS = 8  # between the ends of a range
DIGITS = 2  # of a level between the ends, so that it can be said
TYPES = ("digital", "care_model", "medical_product")


def _a_month(value: float) -> str:
    return f"{value:g} a month"


def _percent(value: float) -> str:
    return f"{100 * value:.3g}%"


def _a_factor(value: float) -> str:
    return f"{value:g}"


def _months(value: float) -> str:
    return f"{value:g} months"


def _half_leave(value: float) -> str:
    if value <= 0:
        return "they never leave"
    return f"half leave in {math.log(0.5) / math.log(1 - value):.0f} months"


def _price(value: float) -> str:
    return f"£{value * GBP_PER_KGBP:,.0f} a month"


@dataclass(frozen=True, slots=True)
class Belief:
    """One number that may be believed to be another.

    said    a level in words
    ranges  least and most, where the list of ranges has none
    """

    key: str
    label: str
    said: Callable[[float], str]
    ranges: tuple[float, float] | None = None


BELIEFS = (
    Belief("innovation.benefit", "How much it improves the service", _percent, (0.02, 0.18)),
    *(Belief(f"assumptions.benefit_{each}", "How much it improves the service", _percent)
      for each in TYPES),
    Belief("assumptions.top_threshold", "How many peers the last ones wait for", _percent),
    Belief("assumptions.commitment_rate", "How readily organisations commit", _a_month),
    Belief("assumptions.approval_at_best", "How readily boards approve", _a_factor),
    Belief("assumptions.case_preparation", "How long a business case takes", _months),
    Belief("assumptions.deepest_dip", "How deep the dip at go-live is", _percent),
    Belief("assumptions.abandon_in_dip", "How readily organisations give up in a dip", _a_month),
    Belief("assumptions.champion_loss", "How soon champions leave", _half_leave),
    Belief("assumptions.slot", "What one-to-one help for one site costs", _price),
)  # fmt: skip


def beliefs_of(scenarios: Sequence[Scenario]) -> Iterator[tuple[Belief, tuple[float, ...]]]:
    """Yield the beliefs that are numbers in all of the plans, with their levels.

    A level is a value of the plausible range, or the own value of a plan.
    """
    ranges = distributions()
    told = set()
    for belief in _largest_first(scenarios):
        own = [value_of(each, belief.key) for each in scenarios]
        if belief.label in told or not all(_is_number(each) for each in own):
            continue
        if _acts(belief.key, scenarios):
            told.add(belief.label)
            yield belief, tuple(sorted({*own, *_levels(belief, ranges.get(belief.key))}))


def _largest_first(scenarios: Sequence[Scenario]) -> list[Belief]:
    """Put the larger of several numbers for one belief first: only one of them is a dial.

    Of several types of innovation the one that improves most counts, so they meet in one number.
    """
    labels = [each.label for each in BELIEFS]

    def place(belief: Belief) -> tuple[int, bool, float]:
        value = value_of(scenarios[0], belief.key)
        return (labels.index(belief.label), belief.ranges is None, -(value or 0.0))

    return sorted(BELIEFS, key=place)


def _is_number(value: Any) -> bool:
    return isinstance(value, float | int) and not isinstance(value, bool)


def _acts(key: str, scenarios: Sequence[Scenario]) -> bool:
    """Whether a plan reads the number: a benefit by type counts where the innovation has none."""
    name = key.removeprefix("assumptions.benefit_")
    if name not in TYPES:
        return True
    innovations = [each.innovation for each in scenarios]
    return any(each.benefit is None and getattr(each.types, name) > 0 for each in innovations)


def _levels(belief: Belief, found: Distribution | None) -> Iterator[float]:
    """Spread levels over a range: evenly, or by equal factors where a third is as three times."""
    low, high = belief.ranges or (0.0, 0.0)
    if found is not None:
        low, high = found.low, found.high
    for step in range(STEPS + 1):
        part = step / STEPS
        log = found is not None and found.log
        level = low * (high / low) ** part if log else low + (high - low) * part
        ends = {0: low, STEPS: high}
        yield float(keys.converted(belief.key, ends.get(step, float(f"{level:.{DIGITS}g}"))))
