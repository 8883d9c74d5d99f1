"""A candidate: where the money goes, and how the programme starts and aims its help."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sim.params import Scenario, Shares, Shift
from sim.params.lever_table import ROWS
from sim.params.strategy import Phase, PilotPurpose, Strategy, Target

LEVERS = tuple(ROWS)
LEAST = 2  # per cent: a lever with less is left out
LATER = "later"  # name of the second phase
ASIDE = (
    "title", "about", "source", "shares", "shift", "phases", "budget_total",
    "budget_per_organisation", "target", "pilots", "mixed_pilots", "pilot_purpose", "plan",
    "wave_cap",
)  # fmt: skip
Percents = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan for the money, in whole per cent.

    rest     which of the plans gives all settings that are not searched
    shares   by lever, in the order of the lever table; they sum to 100
    later    from which month of the programme others count, and those shares; None: one phase
    """

    rest: int
    shares: Percents
    later: tuple[int, Percents] | None = None
    target: str = Target.uncommitted.name
    pilots: int = 2
    mixed_pilots: bool = False
    pilot_purpose: str = PilotPurpose.general.name
    plan: float = 0.3
    wave_cap: int | None = None

    @property
    def called(self) -> str:
        """What tells it from other candidates."""
        return repr((
            self.rest, self.shares, self.later, self.target, self.pilots, self.mixed_pilots,
            self.pilot_purpose, self.plan, self.wave_cap,
        ))  # fmt: skip

    def phases(self) -> list[Percents]:
        """List the shares of each phase."""
        return [self.shares] if self.later is None else [self.shares, self.later[1]]

    def with_phases(self, phases: Sequence[Percents]) -> "Candidate":
        """Give it other shares, one for each of its phases."""
        later = None if self.later is None else (self.later[0], phases[1])
        return replace(self, shares=phases[0], later=later)

    def scenario(self, rests: "Sequence[Rest]") -> Scenario:
        """Make a scenario of it."""
        base = rests[self.rest].scenario
        phases = {}
        if self.later is not None:
            month, shares = self.later
            phases = {LATER: Phase(from_month=month, shares=as_shares(shares))}
        strategy = replace(
            base.strategy, shares=as_shares(self.shares), shift=Shift(), phases=phases,
            **self.choices(),
        )  # fmt: skip
        return replace(base, strategy=strategy)

    def choices(self) -> dict[str, Any]:
        """Return its settings beside shares, as a strategy has them."""
        return {
            "target": Target[self.target], "pilots": self.pilots,
            "mixed_pilots": self.mixed_pilots,
            "pilot_purpose": PilotPurpose[self.pilot_purpose], "plan": self.plan,
            "wave_cap": self.wave_cap,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rest:
    """A plan with a programme, at the money that is asked about.

    name   of the preset
    title  in words
    """

    name: str
    title: str
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen; one value: it stays.

    values  by name of a field of a candidate, `later` apart
    later   months from which a second phase may begin; none: one phase
    """

    values: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    later: tuple[int, ...] = ()

    def varied(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Give what has more than one value."""
        return ((name, each) for name, each in self.values.items() if len(each) > 1)

    def nearest(self, name: str, value: Any) -> Any:
        """Return the value that may be chosen and is nearest."""
        allowed = self.values.get(name, (value,))
        if value in allowed:
            return value
        numbers = [each for each in allowed if isinstance(each, int | float)]
        if isinstance(value, int | float) and len(numbers) == len(allowed):
            return min(numbers, key=lambda each: abs(each - value))
        return allowed[0]


def alike(one: Strategy, other: Strategy) -> bool:
    """Whether two plans differ only in what is searched, in their money and in their names."""
    names = [each.name for each in fields(Strategy) if each.name not in ASIDE]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def candidate_of(strategy: Strategy, rests: Sequence[Rest], choices: Choices) -> Candidate:
    """Make the candidate that comes nearest to a plan: its shares, and its choices if allowed."""
    likes = [k for k, each in enumerate(rests) if alike(each.scenario.strategy, strategy)]
    place = likes[0] if likes else 0
    later = None
    if strategy.phases and choices.later:
        first = min(strategy.phases.values(), key=lambda each: each.from_month)
        month = min(choices.later, key=lambda each: abs(each - first.from_month))
        later = month, percents_of(first.shares)
    own = {
        "target": strategy.target.name, "pilots": strategy.pilots,
        "mixed_pilots": strategy.mixed_pilots, "pilot_purpose": strategy.pilot_purpose.name,
        "plan": round(strategy.plan, 1), "wave_cap": strategy.wave_cap,
    }  # fmt: skip
    allowed = {name: choices.nearest(name, value) for name, value in own.items()}
    rest = choices.nearest("rest", place)
    return Candidate(rest=rest, shares=percents_of(strategy.shares), later=later, **allowed)


def percents_of(shares: Shares) -> Percents:
    """Round shares to whole per cent that sum to 100."""
    return whole([getattr(shares, lever) for lever in LEVERS])


def whole(weights: Sequence[float]) -> Percents:
    """Turn weights into whole per cent that sum to 100, without levers below `LEAST`.

    The largest remainders are rounded up.
    """
    kept = [max(0.0, float(each)) for each in weights]
    if not sum(kept):
        kept = [1.0] * len(kept)
    while True:
        total = sum(kept)
        exact = [100 * each / total for each in kept]
        small = [k for k, each in enumerate(exact) if 0 < each < LEAST]
        if not small:
            break
        kept[min(small, key=lambda k: exact[k])] = 0.0
    found = [int(each) for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda k: (found[k] - exact[k], k))
    for k in by_remainder[: 100 - sum(found)]:
        found[k] += 1
    return tuple(found)


def as_shares(percents: Percents) -> Shares:
    """Turn whole per cent into shares of the budget."""
    return Shares(**{lever: each / 100 for lever, each in zip(LEVERS, percents, strict=True)})
