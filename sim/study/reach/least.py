"""For each plan the least money with which a goal is reached, and what holds back those without.

All plans meet the same systems and the same luck at every amount of money.  The amount found is
then checked on systems and luck of its own, so that what is told of it was not chosen for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sim.outcomes.intervals import Interval
from sim.params import Scenario
from sim.study.reach.chance import chance_of, difference_of, nearly, parts_of
from sim.study.reach.goal import Goal
from sim.study.reach.ladder import NOTHING, ladder_for
from sim.study.reach.measures import Runs
from sim.study.reach.money import own_budget, taken_first, usual_budget, why_unfunded
from sim.study.reach.results import Check, Found, Least, Point, Status
from sim.study.reach.search import Crossing, crossing, crossing_at, next_places
from sim.study.reach.trials import Trials, Wanted
from sim.study.runs import Progress
from sim.study.trials.memory import Memory
from sim.study.trials.states import FRESH, States

SEARCH = (1, 2)  # systems in each state, and runs on each of them, while amounts are sought
CHECK = (2, 4)  # the same for the amount that was found
EXPECTED = 5  # amounts beyond the first that a search is expected to try


def least_money(
    scenarios: Sequence[Scenario], states: States, goal: Goal, end: int, memory: Memory,
    progress: Progress | None = None,
) -> Least:  # fmt: skip
    """Find for each plan the least money that reaches a goal.

    Parameters
    ----------
    scenarios : sequence of Scenario
        One for each plan; at least one has money for levers.
    states : States
        Of the world, for these plans.
    goal : Goal
        What is to be reached.
    end : int
        Last month of the runs in which the amount found is checked.
    memory : Memory
        Of what was measured before.
    progress : callable, optional
        Called with (done, all that is planned so far), in trials.

    Raises
    ------
    UserError
        If a plan is not possible.
    """
    asking = _Asking(scenarios, states, goal, end, memory, progress)
    asking.search()
    found = [asking.found(plan) for plan in range(len(scenarios))]
    cheapest = _cheapest(found)
    if cheapest is not None:
        found = asking.beside(found, cheapest)
    asking.trials.finish()
    return Least(
        goal, end, 0 if states.are_fixed else states.count, states.count,
        states.count * SEARCH[0] * SEARCH[1], states.count * CHECK[0] * CHECK[1], tuple(found),
        cheapest, asking.ladder,
    )  # fmt: skip


def _cheapest(found: Sequence[Found]) -> int | None:
    """Return the plan that gets there with the least money; of equals, that with more chance."""
    there = [plan for plan, each in enumerate(found) if each.reaches and each.least]
    return min(there, key=lambda plan: _order(found[plan]), default=None)


def _order(found: Found) -> tuple[float, float]:
    assert found.least is not None
    point = found.least.point
    return max(point.amount, found.first), -point.chance.mean


class _Asking:
    """One question: what was run for it so far."""

    def __init__(
        self, scenarios: Sequence[Scenario], states: States, goal: Goal, end: int,
        memory: Memory, progress: Progress | None,
    ):  # fmt: skip
        self.scenarios, self.states, self.goal, self.end = scenarios, states, goal, end
        self.funded = [not why_unfunded(each, goal.by) for each in scenarios]
        self.own = [own_budget(each) for each in scenarios]
        self.first = [taken_first(each) for each in scenarios]
        self.dear = [goal.within is not None and each > goal.within for each in self.first]
        own = [own for own, does in zip(self.own, self.funded, strict=True) if does and own > 0]
        usual = [usual_budget(each) for each in scenarios]
        self.ladder = ladder_for(own or usual, goal.within)
        self.ladders = [self.ladder.above_charges(each) for each in self.first]
        self.trials = Trials(scenarios, goal.by, memory, progress)
        self.points: list[dict[int, Point]] = [{} for _ in scenarios]
        self.fresh: list[dict[int, Point]] = [{} for _ in scenarios]
        self.checks: dict[tuple[int, int], Check] = {}
        self.seeking = _with(states, *SEARCH, first=0)
        self.checking = _with(states, *CHECK, first=FRESH)

    def search(self) -> None:
        """Try amounts of money until nothing more is to be learned of any plan."""
        amounts = len(self.ladder.first) + EXPECTED
        self.trials.planned = self.states.count * (amounts * sum(self.funded) + len(self.scenarios))
        while places := self._next():
            wanted = [Wanted(plan, self._amount(plan, place)) for plan, place in places]
            runs = self.trials.run(self.seeking, wanted, self.goal.by)
            for (plan, place), each in zip(places, runs, strict=True):
                self.points[plan][place] = self._point(self.ladder.amount(place), each)

    def found(self, plan: int) -> Found:
        """Say what was found of a plan; the amount is checked on fresh luck."""
        own, first = self.own[plan], self.first[plan]
        points = tuple(each for _, each in sorted(self.points[plan].items()))
        chances = {place: each.chance for place, each in self.points[plan].items()}
        if self.dear[plan]:
            return Found(own, first, (), Status.DEAR, None)
        if not self.funded[plan]:
            check = self._check(plan, NOTHING)
            status = self._free(check, Status.UNFUNDED)
            return Found(own, first, points, status, check, best=check.point)
        candidate = self._candidate(chances)
        top = max(self.points[plan], key=lambda each: self._order(plan, each))
        if candidate is not None:
            self._check(plan, candidate)  # it is mostly the one, and what lasts is told of it
            place = self._settled(plan, candidate)
        else:
            place = top if self._does(plan, top) else None
        if place is not None:
            check = self._check(plan, place)
            status = self._free(check, Status.MONEY) if place == NOTHING else Status.MONEY
            ends = crossing_at(self._all(plan), self.goal.chance, place)
            return Found(own, first, points, status, check, *self._range(ends))
        status = Status.NONE if candidate is None else Status.OPEN
        best = max(self.fresh[plan].values(), key=lambda each: (each.chance.mean, -each.amount))
        return Found(own, first, points, status, None, best=best)

    def _order(self, plan: int, place: int) -> tuple[float, float, float]:
        """Order amounts by their chance, then by the share that they reach; then less is more."""
        point = self.points[plan][place]
        return point.chance.mean, point.share, -point.amount

    def _candidate(self, chances: Mapping[int, Interval]) -> int | None:
        """Return the least amount that does, or else that may; None if clearly none does."""
        found = crossing(chances, self.goal.chance)
        if found is not None:
            return found.place
        return min(
            (k for k, each in chances.items() if each.high >= self.goal.chance), default=None
        )

    def _all(self, plan: int) -> dict[int, Interval]:
        """Return the chances at all places that were tried, over both kinds of luck."""
        share, fresh = self.goal.share, self.fresh[plan]
        runs = {k: [each.runs] for k, each in self.points[plan].items()}
        for place, each in fresh.items():
            runs.setdefault(place, []).append(each.runs)
        return {
            place: chance_of(np.hstack([each.reached(share) for each in some]))
            for place, some in runs.items()
        }

    def _settled(self, plan: int, place: int) -> int | None:
        """Return the least amount from a place on that does on fresh luck; None if none does."""
        ladder, step, low = self.ladders[plan], 1, None
        while not self._does(plan, place):
            above = ladder.above(place)
            if above is None:
                return None
            low, place = place, min(above + step - 1, ladder.top)
            step *= 2
        while low is not None and (middle := ladder.between(low, place)) is not None:
            if self._does(plan, middle):
                place = middle
            else:
                low = middle
        return place

    def _does(self, plan: int, place: int) -> bool:
        return self._fresh(plan, place).chance.mean >= self.goal.chance

    def _fresh(self, plan: int, place: int) -> Point:
        """Try an amount of money on fresh luck."""
        known = self.fresh[plan]
        if place not in known:
            wanted = [Wanted(plan, self._amount(plan, place))]
            [runs] = self.trials.run(self.checking, wanted, self.goal.by)
            known[place] = self._point(self.ladder.amount(place), runs)
        return known[place]

    def beside(self, found: Sequence[Found], cheapest: int) -> list[Found]:
        """Put other plans beside the cheapest, at its least money; not those that cost more."""
        first = found[cheapest].least
        assert first is not None
        amount, all_ = first.point.amount, _order(found[cheapest])[0]
        others = [
            plan for plan, funded in enumerate(self.funded)
            if funded and plan != cheapest and self.first[plan] <= all_
        ]  # fmt: skip
        wanted = [Wanted(plan, amount) for plan in others]
        runs = self.trials.run(self.checking, wanted, self.goal.by) if wanted else []
        told = list(found)
        mine = first.point.runs.reached(self.goal.share)
        for plan, each in zip(others, runs, strict=True):
            behind = difference_of(mine, each.reached(self.goal.share))
            told[plan] = replace(found[plan], beside=self._point(amount, each), behind=behind)
        return told

    def _next(self) -> list[tuple[int, int]]:
        """List the plans and places to be tried next."""
        found = []
        for plan, funded in enumerate(self.funded):
            known = {place: each.chance for place, each in self.points[plan].items()}
            if self.dear[plan]:
                continue
            if funded:
                places = next_places(known, self.ladders[plan], self.goal.chance)
            else:
                places = [] if known else [NOTHING]
            found += [(plan, place) for place in places]
        return found

    def _amount(self, plan: int, place: int) -> float | None:
        return self.ladder.amount(place) if self.funded[plan] else None

    def _point(self, amount: float, runs: Runs) -> Point:
        chance = chance_of(runs.reached(self.goal.share))
        return Point(amount, chance, runs.share_with(self.goal.chance), runs)

    def _check(self, plan: int, place: int) -> Check:
        """Run an amount of money on fresh luck, to the end."""
        if (plan, place) not in self.checks:
            wanted = [Wanted(plan, self._amount(plan, place))]
            [runs] = self.trials.run(self.checking, wanted, self.end)
            reached, systems = runs.reached(self.goal.share), self.checking.systems
            point = self._point(self.ladder.amount(place), runs)
            check = Check(point, parts_of(reached, systems), nearly(reached, systems))
            self.checks[plan, place], self.fresh[plan][place] = check, point
        return self.checks[plan, place]

    def _free(self, check: Check, otherwise: Status) -> Status:
        """Say what it is that needs no money."""
        goal, runs = self.goal, check.point.runs
        if check.point.chance.mean < goal.chance:
            return otherwise
        at_start = (runs.of("start") >= goal.share).mean()
        return Status.START if at_start >= goal.chance else Status.FREE

    def _range(self, ends: Crossing) -> tuple[float, float | None, float | None]:
        """Turn places into amounts of money."""
        amount = self.ladder.amount
        return (
            amount(ends.low), None if ends.high is None else amount(ends.high),
            None if ends.again is None else amount(ends.again),
        )  # fmt: skip


def _with(states: States, systems: int, runs: int, first: int) -> States:
    return replace(states, systems=systems, runs=runs, first=first)
