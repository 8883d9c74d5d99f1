"""How far a ranking depends on the assumptions: one comparison for each of many random sets.

Each draw takes a value for every assumption from its range, by Latin hypercube.  Every plan runs
with the same draws, systems and random numbers.  So only the assumptions differ between draws,
and only the plans differ within a draw.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import numpy as np

from sim.engines.asked import Asked
from sim.outcomes import Outcomes
from sim.outcomes.horizon import horizon_to
from sim.outcomes.intervals import Floats
from sim.params import Scenario, check, copied
from sim.params.errors import UserError
from sim.study.comparison import Plan
from sim.study.runs import Progress, Run, Several, each_of, one_by_one, queue
from sim.study.scored_keys import scored_keys

DRAWS, REPLICATES = 64, 8
Ranges = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class ParameterUncertainty:
    """Plans run with many random sets of assumptions.

    labels    of the plans
    baseline  index of the plan that the others are compared with
    month     the headline month
    keys      dotted keys of the assumptions that were drawn
    left_out  keys that were not drawn because the plans differ in them
    drawn     float64[draws, keys]  the values
    live      float64[draws, plans]  share of organisations live in the headline month, each a
              mean over the same few replicates
    leads     by plan: number of draws in which it beats every other plan
    ahead     by plan: number of draws in which it beats the baseline
    spread    by plan: 5 % and 95 % quantiles of the difference from the baseline
    """

    labels: tuple[str, ...]
    baseline: int
    month: int
    keys: tuple[str, ...]
    left_out: tuple[str, ...]
    drawn: Floats
    live: Floats
    leads: tuple[int, ...] = ()
    ahead: tuple[int, ...] = ()
    spread: tuple[tuple[float, float], ...] = ()

    @property
    def draws(self) -> int:
        """Number of sets of assumptions."""
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
    at: int | None = None,
    several: Several | None = None,
    seen: Callable[[Outcomes], None] | None = None,
) -> ParameterUncertainty:
    """Compare the plans for random sets of assumptions from their ranges.

    ranges      dotted key -> [low, high]; all values between them are equally likely. Keys that
                several people scored are drawn too, between their scores
    draws       number of sets of assumptions
    replicates  runs of each plan and draw, each on its own system; the same in every draw
    progress    called with (done, total), in replicates over all plans and draws
    at          headline month; None for the usual one
    run         function that runs a scenario, in place of our engine
    several     function that runs many; by default `sim.engines.simulate.several`
    seen        called with the outcomes of each plan in each draw, in that order

    Source: McKay, Beckman & Conover (1979), Technometrics 21(2), Latin hypercube sampling.
    """
    if draws < 1 or replicates < 1:
        raise UserError("At least 1 draw and 1 replicate are needed.")
    scenarios = [plan.scenario for plan in plans]
    scored = scored_keys(scenarios)
    shared = [key for key in ranges if _is_shared(scenarios, key)]
    ranges = {key: each for key, each in ranges.items() if key not in scored.ranges}
    left_out = (*(key for key in ranges if key not in shared), *scored.different)
    ranges = {**ranges, **scored.ranges}
    keys = tuple(key for key in ranges if key not in left_out)
    first = {key: scenarios[min(scored.plans.get(key, [0]))] for key in keys}
    edges = [_edges(first[key], key, ranges[key]) for key in keys]
    points = latin_hypercube(edges, draws, seed)
    month = horizon_to(min(scenario.clock.months for scenario in scenarios), at).month
    live = np.empty((draws, len(plans)))
    own = [scored.drawn_for(plan, keys) for plan in range(len(plans))]
    asked = (
        Asked(_with_draw(scenario, {key: drawn[key] for key in of_plan}), replicates, seed)
        for drawn in (dict(zip(keys, point, strict=True)) for point in points.tolist())
        for scenario, of_plan in zip(scenarios, own, strict=True)
    )
    runs = (several or queue()) if run is None else one_by_one(run)
    for done, outcomes in enumerate(each_of(runs(asked, on_block=None))):
        live.flat[done] = outcomes.live[:, month].mean()
        if seen is not None:
            seen(outcomes)
        if progress is not None:
            progress((done + 1) * replicates, live.size * replicates)
    labels = tuple(plan.label for plan in plans)
    return _counted(ParameterUncertainty(labels, baseline, month, keys, left_out, points, live))


def part_of(whole: ParameterUncertainty, plans: Sequence[int]) -> ParameterUncertainty:
    """Keep some of the plans, by their indices; the first becomes the baseline."""
    labels = tuple(whole.labels[plan] for plan in plans)
    return _counted(replace(whole, labels=labels, baseline=0, live=whole.live[:, list(plans)]))


def _counted(drawn: ParameterUncertainty) -> ParameterUncertainty:
    """Count in how many draws each plan is ahead, and by how much."""
    gains = drawn.live - drawn.live[:, [drawn.baseline]]
    return replace(
        drawn,
        leads=tuple(_leads(drawn.live, plan) for plan in range(len(drawn.labels))),
        ahead=tuple(np.count_nonzero(gains > 0, axis=0).tolist()),
        spread=tuple(map(tuple, np.quantile(gains, [0.05, 0.95], axis=0).T.tolist())),
    )


def _leads(live: Floats, plan: int) -> int:
    """Count the draws in which a plan has a higher share live than every other plan."""
    best_of_the_rest = np.delete(live, plan, axis=1).max(axis=1, initial=-np.inf)
    return int(np.count_nonzero(live[:, plan] > best_of_the_rest))


def latin_hypercube(ranges: Sequence[Sequence[float]], draws: int, seed: int) -> Floats:
    """Draw points that cover each range evenly, independently of the others.

    Returns float64[draws, ranges].  Each range is cut into one equal slice per draw, and each
    slice holds one value.
    """
    if not ranges:
        return np.empty((draws, 0))
    low, high = np.array(ranges, float).T
    [random] = np.random.default_rng(seed).spawn(1)
    # As scipy.stats.qmc.LatinHypercube draws, which takes a second to load
    within = random.uniform(size=(draws, len(ranges)))
    slices = np.tile(np.arange(1, draws + 1), (len(ranges), 1))
    for each in slices:
        random.shuffle(each)
    points: Floats = low + (slices.T - within) / draws * (high - low)
    return points


def with_value(group: Any, key: str, value: Any) -> Any:
    """Copy a scenario, or one of its groups, with one value changed.

    key  dotted, such as "assumptions.commitment_rate"
    """
    name, _, rest = key.partition(".")
    if isinstance(group, dict):
        return {**group, name: with_value(group[name], rest, value) if rest else value}
    return replace(
        group, **{name: with_value(getattr(group, name), rest, value) if rest else value}
    )


def value_of(group: Any, key: str) -> Any:
    """Look up a value by its dotted key; refuse an unknown key."""
    found = group
    for name in key.split("."):
        known = found if isinstance(found, dict) else _names(found)
        if name not in known:
            raise UserError(f"{key}: there is no parameter with that name.")
        found = found[name] if isinstance(found, dict) else getattr(found, name)
    return found


def _names(group: Any) -> Sequence[str]:
    return [each.name for each in fields(group)] if is_dataclass(group) else ()


def _is_shared(scenarios: Sequence[Scenario], key: str) -> bool:
    first, *others = (value_of(scenario, key) for scenario in scenarios)
    return all(each == first for each in others)


def _edges(scenario: Scenario, key: str, ends: Sequence[float]) -> tuple[float, float]:
    """Return the ends of a range; half a step wider for a whole number, which is rounded later."""
    margin = 0.5 if _is_whole(scenario, key) else 0.0
    return ends[0] - margin, ends[1] + margin


def _is_whole(scenario: Scenario, key: str) -> bool:
    return isinstance(value_of(scenario, key), int)


def drawn_sets(
    scenario: Scenario, ranges: Ranges, draws: int, seed: int, per_system: int
) -> tuple[tuple[str, ...], Floats, Iterator[Scenario]]:
    """Put random sets of assumptions from their ranges into a scenario.

    per_system  runs that share a system draw

    Returns
    -------
    The keys, the values (float64[draws, keys]) and the scenarios one by one.
    """
    keys = tuple(ranges)
    points = latin_hypercube([_edges(scenario, key, ranges[key]) for key in keys], draws, seed)
    scenarios = (
        _with_draw(scenario, dict(zip(keys, point, strict=True)), per_system)
        for point in points.tolist()
    )
    return keys, points, scenarios


def _with_draw(scenario: Scenario, drawn: Mapping[str, float], per_system: int = 1) -> Scenario:
    """Put one draw into a scenario; by default, give each replicate its own system.

    A few replicates then cover as many systems.

    drawn       key -> value, which is rounded for a key of whole numbers
    per_system  runs that share a system draw
    """
    changed: Scenario = copied(scenario)
    for key, value in drawn.items():
        _put(changed, key, round(value) if _is_whole(scenario, key) else value)
    check(changed)
    _put(changed, "assumptions.replicates_per_system", per_system)
    return changed


def _put(scenario: Scenario, key: str, value: Any) -> None:
    *path, last = key.split(".")
    owner: Any = scenario
    for name in path:
        owner = owner[name] if isinstance(owner, dict) else getattr(owner, name)
    setattr(owner, last, value)
