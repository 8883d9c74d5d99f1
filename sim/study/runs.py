"""Several scenarios on the same replicates; each can be extended by more replicates."""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from sim.engines.asked import Asked
from sim.outcomes import Outcomes, join
from sim.params import Scenario
from sim.params.errors import UserError
from sim.study.dotted import with_value

Run = Callable[..., Outcomes]
Found = Generator[Outcomes | UserError, None, None]
Several = Callable[..., Found]
OnBlock = Callable[[int], None] | None
Progress = Callable[[int, int], None]


def engine() -> Run:
    """Load the engines only when needed, because compiled code is slow to load."""
    from sim.engines.simulate import simulate

    return simulate


def looking_at(at: int | None, run: Run) -> Run:
    """Report the outcomes of each run in a headline month of one's own; None for the usual one."""
    if at is None:
        return run

    def asked(*scenario: Any, **options: Any) -> Outcomes:
        return replace(run(*scenario, **options), at=at)

    return asked


def up_to(scenario: Scenario, month: int) -> Scenario:
    """Let a scenario end in a month: its runs are the beginning of the longer ones, bit for bit."""
    if month >= scenario.clock.months:
        return scenario
    ended: Scenario = with_value(scenario, "clock.months", month)
    return ended


def one_by_one(run: Run) -> Several:
    """Run many scenarios one after the other, by a function that runs one."""

    def several(asked: Iterable[Asked], on_block: OnBlock) -> Found:
        done = 0
        for one in asked:
            yield run(
                one.scenario,
                replicates=one.replicates,
                seed=one.seed,
                first=one.first,
                on_block=_beyond(done, on_block),
            )
            done += one.replicates

    return several


def _beyond(done: int, on_block: OnBlock) -> OnBlock:
    return None if on_block is None else lambda more: on_block(done + more)


def queue() -> Several:
    """Load the engine that runs the blocks of many scenarios as one queue."""
    from sim.engines.simulate import several

    return several


def each_of(found: Found) -> Iterator[Outcomes]:
    """Give the outcomes in turn; an error in their place is raised, and the rest is not run."""
    with closing(found):
        for each in found:
            if isinstance(each, UserError):
                raise each
            yield each


@dataclass(slots=True)
class Runs:
    """Scenarios and their results so far.

    several   called as `several(asked, on_block=)`, as `sim.engines.simulate.several`
    progress  called with (done, planned so far), in replicates over all scenarios
    outcomes  results by the scenario's place
    at        headline month in which they are reported; None for the usual one
    """

    several: Several
    seed: int
    progress: Progress | None = None
    at: int | None = None
    scenarios: list[Scenario] = field(default_factory=list)
    outcomes: dict[int, Outcomes] = field(default_factory=dict)

    def place(self, scenario: Scenario) -> int:
        """Return the place of a scenario; add it if there is no equal one."""
        if scenario not in self.scenarios:
            self.scenarios.append(scenario)
        return self.scenarios.index(scenario)

    def extend(self, places: Collection[int], upto: int) -> None:
        """Run these scenarios until each has `upto` replicates."""
        wanted = {place: upto - self._done(place) for place in places}
        wanted = {place: more for place, more in wanted.items() if more > 0}
        done = sum(self._done(place) for place in self.outcomes)
        asked = [
            Asked(self.scenarios[place], more, self.seed, self._done(place))
            for place, more in wanted.items()
        ]
        on_block = self._report(done, done + sum(wanted.values()))
        found = each_of(self.several(asked, on_block=on_block))
        for place, more in zip(wanted, found, strict=True):
            known = self.outcomes.get(place)
            told = more if self.at is None else replace(more, at=self.at)
            self.outcomes[place] = told if known is None else join([known, told])

    def _done(self, place: int) -> int:
        return len(self.outcomes[place].replicates) if place in self.outcomes else 0

    def _report(self, done: int, planned: int) -> OnBlock:
        """Turn the progress of these runs into progress over all runs."""
        if (progress := self.progress) is None:
            return None
        return lambda replicates: progress(done + replicates, planned)
