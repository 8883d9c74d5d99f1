"""Plans of different systems: what each gains within its own, and whether the order holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sim.outcomes.intervals import Interval
from sim.outcomes.outcome_table import unit_of
from sim.outcomes.samples import less, live_sample
from sim.report.words import cut, difference_in, listed, mean_of, name_of, names, whole_percent
from sim.study.comparison import Comparison
from sim.study.parts import part_of

APART = ": "  # between the place and the plan in a name
SAME, CHANGED = "the same", "changed"


@dataclass(frozen=True, slots=True)
class Place:
    """The plans of one system.

    name   of the system, as the plans are named by it
    plans  index of each plan in the comparison, by the rest of its name
    """

    name: str
    plans: dict[str, int]


def across_systems(comparison: Comparison) -> Iterator[str]:
    """Say what each plan gains within its own system, and whether their order holds in all.

    Yields
    ------
    str
        Sentences; none if all plans are of one system and one innovation.
    """
    places = places_of(comparison)
    if len(places) < 2:
        return
    yield "These plans are of different systems or innovations, so compare them within each."
    shared = shared_by(places)
    if len(shared) < 2:
        yield "No two plans are in all of them, so nothing says whether their order holds."
        return
    for place in places:
        yield _gains(comparison, place, shared)
    yield order_of(comparison, places, shared)


def places_of(comparison: Comparison) -> list[Place]:
    """Sort the plans by the names of their systems and innovations, in the order of the plans.

    A system with another setting, such as more boards, is still the same system.
    """
    kinds: list[tuple[object, ...]] = []
    found: list[Place] = []
    for index, (plan, name) in enumerate(zip(comparison.plans, names(comparison), strict=True)):
        system, innovation = plan.scenario.system, plan.scenario.innovation
        kind = (system.title, system.organisations_file, innovation.title)
        where, colon, what = name.partition(APART)
        if kind not in kinds:
            kinds.append(kind)
            found.append(Place(where if colon else system.title or name, {}))
        called = what if colon else name
        found[kinds.index(kind)].plans[f"{called[:1].upper()}{called[1:]}"] = index
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """The plans that all systems share, in one of them.

    name   of the system
    plans  index of each plan in the whole comparison
    found  their own comparison, in the same order
    """

    name: str
    plans: tuple[int, ...]
    found: Comparison

    @property
    def short(self) -> str:
        """The first words of its name."""
        return cut(self.name)

    @property
    def leader(self) -> str:
        """Name of the plan with most live, in quotation marks."""
        return name_of(self.found, self.found.plans[self.found.leader].label)

    @property
    def live(self) -> str:
        """Share live with that plan."""
        return whole_percent(self.found.standings[self.found.leader].figures.live)


def parts_of(comparison: Comparison) -> list[Part]:
    """Compare the plans within each system; none unless all systems share two plans or more."""
    places = places_of(comparison)
    shared = shared_by(places)
    if len(places) < 2 or len(shared) < 2:
        return []
    return [_part(comparison, place, shared) for place in places]


def _part(comparison: Comparison, place: Place, shared: Sequence[str]) -> Part:
    chosen = {plan: place.plans[plan] for plan in shared}
    return Part(place.name, tuple(chosen.values()), part_of(comparison, chosen))


def shared_by(places: Sequence[Place]) -> list[str]:
    """Name the plans that all systems have."""
    first, *others = (each.plans for each in places)
    return [plan for plan in first if all(plan in each for each in others)]


def _gain(comparison: Comparison, plan: int, other: int) -> Interval:
    """Share live with one plan less that with another in the headline month, run by run."""
    month = comparison.horizon.month
    one, two = (live_sample(comparison.outcomes[index], month) for index in (plan, other))
    return less(one, two).interval(comparison.level)


def _gains(comparison: Comparison, place: Place, shared: Sequence[str]) -> str:
    base, *others = shared
    live = comparison.standings[place.plans[base]].figures.live
    gains = [
        f"“{plan}” has {difference_in('live', gain)}"
        + ("" if gain.excludes_zero else ", which cannot be told apart")
        for plan in others
        for gain in [_gain(comparison, place.plans[plan], place.plans[base])]
    ]
    return (
        f"In “{place.name}”, “{base}” has {mean_of(live, unit_of('live'))} live at month "
        f"{comparison.horizon.month}; {listed(gains)}."
    )


def order_of(comparison: Comparison, places: Sequence[Place], shared: Sequence[str]) -> str:
    """Say whether the same plans are ahead in all systems."""
    told = {pair: _sign(comparison, places, *pair) for pair in combinations(shared, 2)}
    turned = [f"“{one}” and “{other}”" for (one, other), how in told.items() if how == CHANGED]
    if turned:
        return f"The order does not hold in all of them: {listed(turned)} change places."
    if all(how == SAME for how in told.values()):
        return f"The order of plans holds in {'both' if len(places) == 2 else 'all'}."
    return "No two plans clearly change places, but some cannot be told apart."


def _sign(comparison: Comparison, places: Sequence[Place], one: str, other: str) -> str:
    """Whether one plan is clearly ahead of another in all places, in some, or the other way too."""
    gains = [_gain(comparison, each.plans[one], each.plans[other]) for each in places]
    clear = {gain.mean > 0 for gain in gains if gain.excludes_zero}
    if len(clear) == 2:
        return CHANGED
    return SAME if clear and all(gain.excludes_zero for gain in gains) else "unclear"
