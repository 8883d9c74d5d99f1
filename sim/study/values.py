"""The outcomes that plans are compared in: of a plan, or of a plan less another."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from sim.outcomes import Outcomes
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval, within
from sim.outcomes.outcome_table import COMPARED, OUTCOMES, in_reading_order
from sim.outcomes.samples import Sample, less_if_paired

Kind = TypeVar("Kind")


class Values(Mapping[str, Kind | None]):
    """A value for each outcome that plans are compared in, by its key in the table of outcomes.

    `values["dip"]` and `values.dip` are the same; None where 0 is divided by 0.  Held as samples
    while they are paired, as intervals once they are told.
    """

    __slots__ = ("_held",)

    def __init__(self, held: Mapping[str, Kind | None]) -> None:
        self._held = {key: held[key] for key in COMPARED}

    def __getitem__(self, key: str) -> Kind | None:
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __getattr__(self, key: str) -> Any:
        if key not in COMPARED:
            raise AttributeError(f"there is no outcome {key!r}; there are {', '.join(COMPARED)}")
        return self._held[key]

    def __repr__(self) -> str:
        return f"Values({self._held})"


def samples(outcomes: Outcomes, horizon: Horizon) -> Values[Sample]:
    """Reckon every outcome of a plan that plans are compared in, by replicate."""
    found: dict[str, Any] = {}
    for key in COMPARED:
        of = OUTCOMES[key].of
        assert of is not None  # as `checked` of the table of outcomes holds
        found[key] = of(outcomes, horizon)
    return Values(found)


def intervals(each: Values[Sample], level: float, *, paired: bool = False) -> Values[Interval]:
    """Turn values into means with their intervals, which reach no further than the outcome can.

    paired  the values are differences of two plans
    """
    found: dict[str, Interval | None] = {}
    for key, sample in each.items():
        interval, bounds = None if sample is None else sample.interval(level), OUTCOMES[key].bounds
        if interval is not None and bounds is not None:
            low, high = bounds
            interval = within(
                interval, low - high if paired else low, high - low if paired else high
            )
        found[key] = interval
    return Values(found)


def worth_showing(plans: Iterable[Values[Interval]]) -> list[str]:
    """List the outcomes to show of some plans, in reading order: the rare only if one has them."""
    figures = list(plans)
    return in_reading_order(
        key
        for key in COMPARED
        if not OUTCOMES[key].rare or any(_occurs(each[key]) for each in figures)
    )


def _occurs(value: Interval | None) -> bool:
    return value is not None and value.mean != 0


def differences(one: Values[Sample], other: Values[Sample]) -> Values[Sample]:
    """Pair two plans outcome by outcome, replicate by replicate: one less other."""
    return Values({key: less_if_paired(one[key], other[key]) for key in COMPARED})
