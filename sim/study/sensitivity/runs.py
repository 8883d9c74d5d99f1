"""Plans at points of the inputs: run a few times each, measured, and remembered."""

import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.engines.asked import Asked
from sim.networks import is_fixed
from sim.outcomes import Outcomes
from sim.outcomes.by_run import by_run
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Floats
from sim.params import OutOfRangeError, Scenario
from sim.params.errors import UserError
from sim.study.assumption_draws import with_set
from sim.study.scored_keys import ScoredKeys
from sim.study.sensitivity.space import Space
from sim.study.trials.memory import Memory
from sim.study.trials.trial import Found, Trial, tried

LIVE = "live"
Counted = Callable[[], None]


@dataclass(frozen=True)
class Plans:
    """One plan, or two for the difference of the second from the first, and what is measured.

    outcome  key of a row of OUTCOMES
    refused  why points were not possible, as they come
    """

    scenarios: Sequence[Scenario]
    outcome: str
    horizon: Horizon
    seed: int
    scored: ScoredKeys
    refused: list[str] = field(default_factory=list)

    @property
    def measures(self) -> int:
        """The outcome, then the share live in each month."""
        return 2 + self.horizon.end

    def measured(
        self, space: Space, points: Floats, luck: Sequence[int], runs: int, memory: Memory,
        on_trial: Counted | None = None,
    ) -> Floats:  # fmt: skip
        """Run the plans at some points.

        luck  number of the first run of each point: points with the same meet the same chance
              events, on the same systems
        runs  of each point, each on a system of its own if it is made up

        Returns
        -------
        float64[points, runs, measures]; not a number at a point that is not possible.
        """
        rows = space.values(points).tolist()
        trials = self._trials(space.keys, rows, luck, runs)
        found = tried(trials, self._measure, memory, on_trial, only_live=self.outcome == LIVE)
        parts = list(self._parts(0, runs))
        measured = np.empty((len(points), len(self.scenarios), runs, self.measures))
        for row in range(len(points)):
            for plan in range(len(self.scenarios)):
                pieces = [next(found) for _ in parts]
                measured[row, plan] = self._joined(pieces)
        return measured[:, 0] if len(self.scenarios) == 1 else measured[:, 1] - measured[:, 0]

    def _joined(self, pieces: Sequence[Found]) -> Floats | float:
        whole = [each for each in pieces if not isinstance(each, UserError)]
        if len(whole) == len(pieces):
            return np.concatenate(whole)
        self.refused.extend(str(each) for each in pieces if isinstance(each, UserError))
        return np.nan

    def trials_of(self, points: int, runs: int) -> int:
        """Count the trials of so many points."""
        return points * len(self.scenarios) * len(list(self._parts(0, runs)))

    def _parts(self, first: int, runs: int) -> Iterator[tuple[int, int]]:
        """Give first run and number of runs of each trial of a point.

        Some outcomes are counted over all runs on one system; those of two runs must not be one.
        """
        if self.outcome != LIVE and all(is_fixed(each.system) for each in self.scenarios):
            yield from ((first + run, 1) for run in range(runs))
        else:
            yield first, runs

    def _trials(
        self, keys: Sequence[str], rows: Sequence[Sequence[float]], luck: Sequence[int], runs: int
    ) -> Iterator[Trial]:
        own = [self.scored.drawn_for(plan, keys) for plan in range(len(self.scenarios))]
        for row, first in zip(rows, luck, strict=True):
            values = dict(zip(keys, row, strict=True))
            for plan, kept in enumerate(own):
                chosen = [values[key] for key in kept]
                for begin, count in self._parts(first, runs):
                    yield self._trial(plan, kept, chosen, begin, count)

    def _trial(
        self, plan: int, keys: Sequence[str], row: Sequence[float], first: int, runs: int
    ) -> Trial:
        def asked() -> Asked:
            try:
                changed = with_set(self.scenarios[plan], keys, row)
            except OutOfRangeError as error:
                raise UserError(str(error)) from None
            return Asked(changed, runs, self.seed, first)

        return Trial(f"{plan}|{_short(keys, row)}|{first}|{runs}", asked)

    def _measure(self, outcomes: Outcomes) -> Floats:
        months = outcomes.live[:, : self.horizon.end + 1]
        if self.outcome == LIVE:  # gathered alone, without the rest
            value = months[:, self.horizon.month]
        else:
            value = by_run(outcomes, self.outcome, self.horizon)
            value = np.where(np.isposinf(value), self.horizon.end + 1.0, value)
        return np.column_stack([value, months])


def _short(keys: Sequence[str], row: Sequence[float]) -> str:
    text = f"{list(keys)}{list(row)}"
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def half_width(values: Floats) -> float:
    """Return half of the 95 % interval of a mean over runs that have nothing in common."""
    count = len(values)
    return float(1.96 * np.std(values, ddof=1) / math.sqrt(count)) if count > 1 else math.inf
