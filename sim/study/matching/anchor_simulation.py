"""Runs all anchors under sets of assumptions."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from sim.engines.simulate import simulate
from sim.networks.system import Floats
from sim.params import Scenario
from sim.study.assumption_draws import held_keys, with_set
from sim.study.matching.anchor_outcomes import Found, found_in_runs, found_in_trials
from sim.study.matching.anchors import Anchor, anchor_runs
from sim.study.matching.implausibility import Simulated
from sim.study.matching.virtual_trial import run_trials

SYSTEMS, PER_SYSTEM = 4, 4  # made-up systems for each plan under a set, and runs on each
TRIALS, TRIALS_PER_SYSTEM = 16, 2  # virtual trials of each lever
THREADS = 2
SEED = 1


@dataclass(frozen=True, slots=True)
class AnchorSimulation:
    """Runs the anchors under sets of assumptions.

    known  the anchors
    keys   of the assumptions that sets give a value
    seed   that determines all chance events, the same for every set
    """

    known: tuple[Anchor, ...]
    keys: tuple[str, ...]
    seed: int = SEED

    def __call__(self, values: Floats, told: Callable[[int], None] | None = None) -> Simulated:
        """Run sets; values float64[sets, keys]. `told` is called with the sets done so far."""
        scenarios = {name: anchor_runs()[name].scenario for name in self.runs}
        held = {name: held_keys([each], self.keys) for name, each in scenarios.items()}
        free = {
            name: [k for k, key in enumerate(self.keys) if key not in held[name]] for name in held
        }

        def one(row: Floats) -> list[Found]:
            return self._one_set(row, scenarios, free)

        found = []
        with ThreadPoolExecutor(THREADS) as threads:
            for done, each in enumerate(threads.map(one, values), 1):
                found.append(each)
                if told is not None:
                    told(done)
        both = np.array(found, float).reshape(len(values), len(self.known), 2)
        return Simulated(both[..., 0], both[..., 1])

    @property
    def runs(self) -> list[str]:
        """Names of what is run."""
        return list(dict.fromkeys(each.run for each in self.known))

    def held(self) -> dict[str, list[str]]:
        """Say by run which keys keep the value that its plan gives them."""
        return {
            name: list(held_keys([anchor_runs()[name].scenario], self.keys)) for name in self.runs
        }

    def _one_set(
        self, row: Floats, scenarios: dict[str, Scenario], free: dict[str, list[int]]
    ) -> list[Found]:
        found: dict[str, Found] = {}
        for name, scenario in scenarios.items():
            columns, of_run = free[name], [each for each in self.known if each.run == name]
            trial = anchor_runs()[name].is_trial
            per_system = TRIALS_PER_SYSTEM if trial else PER_SYSTEM
            drawn = with_set(
                scenario, [self.keys[k] for k in columns], row[columns].tolist(), per_system
            )
            found |= self._in_trials(of_run, drawn) if trial else self._in_runs(of_run, drawn)
        return [found[each.target.name] for each in self.known]

    def _in_runs(self, known: Sequence[Anchor], scenario: Scenario) -> dict[str, Found]:
        outcomes = simulate(scenario, SYSTEMS * PER_SYSTEM, seed=self.seed, threads=1)
        return {each.target.name: found_in_runs(each, outcomes) for each in known}

    def _in_trials(self, known: Sequence[Anchor], scenario: Scenario) -> dict[str, Found]:
        levers = [each.lever for each in known]
        trials = run_trials(scenario, levers, TRIALS, self.seed)
        return {each.target.name: found_in_trials(each, trials[each.lever]) for each in known}
