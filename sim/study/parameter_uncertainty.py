"""How far a ranking depends on what is assumed: the same comparison over draws of the assumptions.

Every draw takes all assumptions at once from their ranges, by Latin hypercube, and every plan
runs under the same draws on the same systems with the same luck.  So what differs from draw to
draw is what is believed, and what differs within a draw is the plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import numpy as np

from sim.outcomes.horizon import HEADLINE_MONTH
from sim.outcomes.intervals import Floats
from sim.params import Scenario, check
from sim.params.errors import UserError
from sim.study.comparison import Plan
from sim.study.runs import Progress, Run, engine

DRAWS, REPLICATES = 64, 8
Ranges = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Beliefs:
    """Plans under many draws of the assumptions.

    labels    of the plans
    baseline  index of the plan that the others are held against
    month     the headline month
    keys      what was drawn, dotted
    left_out  what was not drawn, because the plans themselves differ in it
    drawn     float64[draws, keys], the values
    live      float64[draws, plans], share of organisations live in the headline month, each a
              mean over the same few replicates
    leads     by plan: draws in which it has a higher share live than every other plan
    ahead     by plan: draws in which it has a higher share live than the baseline
    spread    by plan: difference from the baseline that 5 %, and that 95 %, of draws stay below
    """

    labels: tuple[str, ...]
    baseline: int
    month: int
    keys: tuple[str, ...]
    left_out: tuple[str, ...]
    drawn: Floats
    live: Floats
    leads: tuple[int, ...]
    ahead: tuple[int, ...]
    spread: tuple[tuple[float, float], ...]

    @property
    def draws(self) -> int:
        """How often the assumptions were drawn."""
        return len(self.live)


def parameter_draws(
    plans: Sequence[Plan],
    ranges: Ranges,
    baseline: int = 0,
    draws: int = DRAWS,
    replicates: int = REPLICATES,
    seed: int = 0,
    run: Run | None = None,
    progress: Progress | None = None,
) -> Beliefs:
    """Compare the plans under draws of the assumptions from their ranges.

    ranges      dotted key -> [low, high]; each value in between is as likely as the next
    draws       how often all assumptions are drawn
    replicates  of each plan and draw, each on a system of its own; the same in every draw
    progress    told (done, of): replicates over all plans and draws

    Source: McKay, Beckman & Conover (1979), Technometrics 21(2), Latin hypercube sampling.
    """
    if draws < 1 or replicates < 1:
        raise UserError("There must be 1 draw and 1 replicate or more.")
    simulate = run or engine()
    scenarios = [plan.scenario for plan in plans]
    same = {key: _is_shared(scenarios, key) for key in ranges}
    keys = tuple(key for key in ranges if same[key])
    points = latin_hypercube([_edges(scenarios[0], key, ranges[key]) for key in keys], draws, seed)
    month = min(HEADLINE_MONTH, *(scenario.clock.months for scenario in scenarios))
    live = np.empty((draws, len(plans)))
    for draw, point in enumerate(points):
        for index, scenario in enumerate(scenarios):
            changed = _believing(scenario, keys, point)
            outcomes = simulate(changed, replicates=replicates, seed=seed)
            live[draw, index] = outcomes.live[:, month].mean()
            if progress is not None:
                progress((draw * len(plans) + index + 1) * replicates, live.size * replicates)
    gains = live - live[:, [baseline]]
    return Beliefs(
        labels=tuple(plan.label for plan in plans),
        baseline=baseline,
        month=month,
        keys=keys,
        left_out=tuple(key for key in ranges if not same[key]),
        drawn=points,
        live=live,
        leads=tuple(_leads(live, plan) for plan in range(len(plans))),
        ahead=tuple(np.count_nonzero(gains > 0, axis=0).tolist()),
        spread=tuple(map(tuple, np.quantile(gains, [0.05, 0.95], axis=0).T.tolist())),
    )


def _leads(live: Floats, plan: int) -> int:
    """Count the draws in which a plan has a higher share live than every other there is."""
    best_of_the_rest = np.delete(live, plan, axis=1).max(axis=1, initial=-np.inf)
    return int(np.count_nonzero(live[:, plan] > best_of_the_rest))


def latin_hypercube(ranges: Sequence[Sequence[float]], draws: int, seed: int) -> Floats:
    """Draw points so that each range is covered evenly, whatever the others do.

    Returns float64[draws, ranges]: each range is cut into as many equal slices as there are
    draws, and each slice holds one value.
    """
    from scipy.stats import qmc  # loads for a second: only where it is asked for

    if not ranges:
        return np.empty((draws, 0))
    low, high = np.array(ranges, float).T
    sampler = qmc.LatinHypercube(len(ranges), rng=np.random.default_rng(seed))
    points: Floats = low + sampler.random(draws) * (high - low)
    return points


def with_value(group: Any, key: str, value: Any) -> Any:
    """Copy a scenario, or a group of one, with one value changed; the original stays as it was.

    key  dotted, such as "assumptions.commitment_scale"
    """
    name, _, rest = key.partition(".")
    if isinstance(group, dict):
        return {**group, name: with_value(group[name], rest, value) if rest else value}
    return replace(
        group, **{name: with_value(getattr(group, name), rest, value) if rest else value}
    )


def value_of(group: Any, key: str) -> Any:
    """Look up a value by its dotted key; refuse a key that there is not."""
    found = group
    for name in key.split("."):
        known = found if isinstance(found, dict) else _names(found)
        if name not in known:
            raise UserError(f"{key}: there is no parameter of that name.")
        found = found[name] if isinstance(found, dict) else getattr(found, name)
    return found


def _names(group: Any) -> Sequence[str]:
    return [each.name for each in fields(group)] if is_dataclass(group) else ()


def _is_shared(scenarios: Sequence[Scenario], key: str) -> bool:
    first, *others = (value_of(scenario, key) for scenario in scenarios)
    return all(each == first for each in others)


def _edges(scenario: Scenario, key: str, ends: Sequence[float]) -> tuple[float, float]:
    """Tell where to draw between; half a step wider for a whole number, which is then rounded."""
    margin = 0.5 if _is_whole(scenario, key) else 0.0
    return ends[0] - margin, ends[1] + margin


def _is_whole(scenario: Scenario, key: str) -> bool:
    return isinstance(value_of(scenario, key), int)


def _believing(scenario: Scenario, keys: Sequence[str], point: Floats) -> Scenario:
    """Lay one draw into a scenario, and give each replicate a system of its own.

    So a few replicates stand for as many systems.
    """
    changed = scenario
    for key, value in zip(keys, point.tolist(), strict=True):
        changed = with_value(changed, key, round(value) if _is_whole(scenario, key) else value)
    check(changed)
    return with_value(changed, "assumptions.replicates_per_system", 1)
