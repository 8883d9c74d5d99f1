"""Keys that several people scored: which range each is drawn from, and for which plans."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sim.params import Scenario
from sim.params.scores import Scores, standing_scores

Ranges = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class ScoredKeys:
    """What plans bring along to be drawn.

    ranges     dotted key -> lowest and highest score
    plans      key -> indices of the plans that go by these scores; the others keep their own value
    different  keys that are scored otherwise for another plan, so that no range fits all
    """

    ranges: Ranges = field(default_factory=dict)
    plans: Mapping[str, frozenset[int]] = field(default_factory=dict)
    different: tuple[str, ...] = ()

    def drawn_for(self, plan: int, keys: Collection[str]) -> list[str]:
        """List those of some keys that are drawn for a plan."""
        return [key for key in keys if key not in self.plans or plan in self.plans[key]]


def scored_keys(scenarios: Sequence[Scenario]) -> ScoredKeys:
    """Find the keys on which the people who scored them disagree.

    Parameters
    ----------
    scenarios : sequence of Scenario
        One for each plan. A key whose value was changed since is not drawn for it.
    """
    ranges: dict[str, tuple[float, float]] = {}
    plans: dict[str, set[int]] = {}
    different: dict[str, None] = {}
    for plan, scenario in enumerate(scenarios):
        for each in disputed(scenario):
            ends = each.low, each.high
            if ranges.setdefault(each.key, ends) != ends:
                different[each.key] = None
            plans.setdefault(each.key, set()).add(plan)
    kept = {key: ends for key, ends in ranges.items() if key not in different}
    return ScoredKeys(kept, {key: frozenset(plans[key]) for key in kept}, tuple(different))


def disputed(scenario: Scenario) -> list[Scores]:
    """List the scores that a scenario goes by, of keys on which people disagree."""
    return [each for each in standing_scores(scenario) if each.differ]
