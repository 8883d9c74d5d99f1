"""Several scenarios on the same replicates; each can be extended by more replicates."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any

from sim.outcomes import Outcomes, join
from sim.params import Scenario

Run = Callable[..., Outcomes]
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


@dataclass(slots=True)
class Runs:
    """Scenarios and their results so far.

    run       called as `run(scenario, replicates=, seed=, first=, on_block=)`; it calls `on_block`
              with the number of replicates done
    progress  called with (done, planned so far), in replicates over all scenarios
    outcomes  results by the scenario's place
    """

    run: Run
    seed: int
    progress: Progress | None = None
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
        done = sum(self._done(place) for place in self.outcomes)
        planned = done + sum(wanted.values())
        for place, more in wanted.items():
            if more > 0:
                self._extend(place, more, self._report(done, planned))
                done += more

    def _done(self, place: int) -> int:
        return len(self.outcomes[place].replicates) if place in self.outcomes else 0

    def _extend(self, place: int, more: int, on_block: Callable[[int], None] | None) -> None:
        found = self.run(
            self.scenarios[place],
            replicates=more,
            seed=self.seed,
            first=self._done(place),
            on_block=on_block,
        )
        known = self.outcomes.get(place)
        self.outcomes[place] = found if known is None else join([known, found])

    def _report(self, done: int, planned: int) -> Callable[[int], None] | None:
        """Turn the progress of one scenario into progress over all scenarios."""
        if (progress := self.progress) is None:
            return None
        return lambda replicates: progress(done + replicates, planned)
