"""Several scenarios on the same replicates, each scenario run once and extended when asked."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from sim.outcomes import Outcomes, join
from sim.params import Scenario

Run = Callable[..., Outcomes]
Progress = Callable[[int, int], None]


def engine() -> Run:
    """Load the engines: only once something is to be run, since compiled code is slow to load."""
    from sim.engines.simulate import simulate

    return simulate


@dataclass(slots=True)
class Runs:
    """Scenarios and what became of them so far.

    run       called as `run(scenario, replicates=, seed=, first=, on_block=)`; `on_block` is told
              how many of its replicates are done
    progress  told (done, planned so far): replicates over all scenarios
    outcomes  by the place of a scenario
    """

    run: Run
    seed: int
    progress: Progress | None = None
    scenarios: list[Scenario] = field(default_factory=list)
    outcomes: dict[int, Outcomes] = field(default_factory=dict)

    def place(self, scenario: Scenario) -> int:
        """Add a scenario unless an equal one is there; tell where it stands."""
        if scenario not in self.scenarios:
            self.scenarios.append(scenario)
        return self.scenarios.index(scenario)

    def extend(self, places: Collection[int], upto: int) -> None:
        """Run these scenarios on so many replicates more that each has `upto`."""
        wanted = {place: upto - self._done(place) for place in places}
        done = sum(self._done(place) for place in self.outcomes)
        planned = done + sum(wanted.values())
        for place, more in wanted.items():
            if more > 0:
                self._extend(place, more, self._tell(done, planned))
                done += more

    def _done(self, place: int) -> int:
        return len(self.outcomes[place].replicates) if place in self.outcomes else 0

    def _extend(self, place: int, more: int, tell: Callable[[int], None] | None) -> None:
        found = self.run(
            self.scenarios[place],
            replicates=more,
            seed=self.seed,
            first=self._done(place),
            on_block=tell,
        )
        known = self.outcomes.get(place)
        self.outcomes[place] = found if known is None else join([known, found])

    def _tell(self, done: int, planned: int) -> Callable[[int], None] | None:
        """Turn blocks as they are done into progress over all scenarios."""
        if (progress := self.progress) is None:
            return None
        return lambda replicates: progress(done + replicates, planned)
