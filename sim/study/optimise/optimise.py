"""Searches for the best use of money, chooses among the best, and tells of the choice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Floats
from sim.params import Scenario, Strategy
from sim.params.errors import UserError
from sim.study.optimise.calendar import Calendar, calendar_of
from sim.study.optimise.candidates import Candidate, Choices, Rest, candidate_of
from sim.study.optimise.limits import ROOM, Limits
from sim.study.optimise.measures import AT, OBJECTIVES, Objective, measured
from sim.study.optimise.search import Scored, search, spread_along, unbeaten
from sim.study.optimise.stages import Stage, Stages
from sim.study.optimise.told import Part, Ran, matters, parts_of, without_levers
from sim.study.trials.memory import Memory

FINALISTS = 10  # of the search, that run on fresh luck
UNMISSED = 1 / 6  # of the margin, which a simpler plan may cost
GIVEN = 3  # more finalists: the best of the plans that were given
ALONG = 6  # plans of a front that are told
OPTIMISED, EVEN, REACH = "optimised", "even_spread", OBJECTIVES["reach"]


@dataclass(frozen=True)
class Wanted:
    """What is searched for.

    rests       plans with a programme, at this money; the first is the one that was given
    objectives  one, or several that are traded off
    """

    rests: Sequence[Rest]
    rivals: Sequence[Rest]
    choices: Choices
    objectives: Sequence[Objective]
    limits: Limits
    trials: int
    seed: int
    horizon: Horizon


@dataclass(frozen=True)
class Optimum:
    """The plan that was chosen, and what is told of it.

    wanted    what was searched for, with the limits as they were used
    chosen    the plan
    ran       how it did in the states that tell
    rivals    shipped presets in the same states
    parts     the plan without each of its parts, in the same states
    idle      levers that do not matter together, and the plan without all of them; None: none
    front     plans between which objectives are traded off, by the first; one objective: none
    calendar  when organisations go live, and how many are in the dip
    promised  the most that the search saw, which luck has made better than it is
    possible  plans that were tried and keep the limits
    sets      states that told
    """

    wanted: Wanted
    chosen: Candidate
    ran: Ran
    rivals: Sequence[Ran]
    parts: Sequence[Part]
    idle: "Idle | None"
    front: Sequence[Ran]
    calendar: Calendar
    promised: float
    possible: int
    tried: int
    sets: int


@dataclass(frozen=True, slots=True)
class Idle:
    """Levers whose money can go to the others together, for less than the margin."""

    levers: tuple[str, ...]
    ran: Ran


@dataclass(slots=True)
class Optimiser:
    """Runs the stages one after the other.

    on_work  called with the number of trials (plans in a state) that are done, and of all
    """

    wanted: Wanted
    stages: Stages
    memory: Memory
    on_work: Callable[[int, int], None] | None = None
    done: int = 0

    def optimum(self) -> Optimum:
        """Search, choose and tell."""
        wanted = self.wanted
        self._refuse_without_value()
        found = search(
            wanted.choices, partial(self._ran, self.stages.searching), wanted.objectives,
            wanted.trials, wanted.seed, self._given(), self._limits(self.stages.searching),
        )  # fmt: skip
        chosen, front = self._chosen(found)
        return self._told(chosen, front, found)

    def _refuse_without_value(self) -> None:
        """Refuse an objective that no run can have, before anything is searched."""
        runs = self._ran(self.stages.searching, self._given()[:1])[0]
        for each in self.wanted.objectives:
            if runs is not None and np.isnan(runs[..., AT[each.above]]).all():
                raise UserError(
                    f"the objective {each.key} has no value in any run: no organisation is in a "
                    "deprived area; choose another objective"
                )

    def _given(self) -> list[Candidate]:
        """Make candidates of the plan that was given and of the presets: they are tried first."""
        wanted = self.wanted
        plans = [wanted.rests[0], *wanted.rivals]
        return [candidate_of(e.scenario.strategy, wanted.rests, wanted.choices) for e in plans]

    def _limits(self, stage: Stage) -> Limits:
        """Ask of a safe plan that it reaches as many as an even spread does, less the margin."""
        limits = self.wanted.limits
        even = next((e for e in self.wanted.rivals if e.name == EVEN), None)
        if not limits.as_many_as_even or even is None:
            return limits
        runs = self._measured(stage, [even.scenario], [f"preset {even.name}"])[0]
        assert runs is not None
        return replace(limits, least_live=max(0.0, REACH.value(runs) - REACH.margin))

    def _ran(self, stage: Stage, candidates: Sequence[Candidate]) -> list[Floats | None]:
        plans = [each.scenario(self.wanted.rests) for each in candidates]
        return self._measured(stage, plans, [each.called for each in candidates])

    def _measured(
        self, stage: Stage, plans: Sequence[Scenario], called: Sequence[str]
    ) -> list[Floats | None]:
        measure = partial(measured, horizon=self.wanted.horizon)
        return stage.measured(plans, called, measure, self.memory, self._count)

    def _count(self) -> None:
        self.done += 1
        if self.on_work is not None:
            self.on_work(min(self.done, self.work), self.work)

    @property
    def work(self) -> int:
        """Trials that there are, about."""
        stages, finalists = self.stages, (2 * FINALISTS + 20) * self.stages.choosing.states.count
        plans = 25 + len(self.wanted.rivals)
        return (
            self.wanted.trials * stages.searching.states.count
            + finalists
            + plans * stages.telling.states.count
        )

    def _chosen(self, found: Sequence[Scored]) -> tuple[Candidate, list[Candidate]]:
        """Choose among the best on fresh luck; of a front, the plan at the knee."""
        finalists = self._finalists(found)
        runs = self._ran(self.stages.choosing, [each.candidate for each in finalists])
        ran = [
            (e.candidate, run) for e, run in zip(finalists, runs, strict=True) if run is not None
        ]
        for errors in (ROOM, 0.0):
            again = [self._scored(candidate, run, errors) for candidate, run in ran]
            best = [each for each in again if each.over <= 0]
            if best:
                break
        else:
            raise NoPlanError(sorted(again, key=lambda each: each.over), len(found))
        if len(self.wanted.objectives) == 1:
            return self._simplified(max(best, key=lambda each: each.gains[0]), errors), []
        # of plans that run alike the first
        unlike = [*{each.gains: each for each in reversed(best)}.values()]
        left = [unlike[k] for k in unbeaten([each.gains for each in unlike])]
        knee = left[knee_of([each.gains for each in left], self.wanted.objectives)]
        along = spread_along(left, ALONG)
        if knee not in along:
            along = sorted([*along, knee], key=lambda each: each.gains[0])
        return knee.candidate, [each.candidate for each in along]

    def _finalists(self, found: Sequence[Scored]) -> Sequence[Scored]:
        """Take the best of the search, and the best of those that were given.

        Where few keep the limits, those that nearly do are among them. Where luck may break one
        there are more, since not all keep it again.
        """
        kept = [each for each in found if each.over <= 0]
        most = 2 * FINALISTS if self.wanted.limits.are_chancy else FINALISTS
        if len(self.wanted.objectives) == 1 or len(kept) < FINALISTS:
            given = set(self._given())
            more = [each for each in found[most:] if each.candidate in given]
            return [*found[:most], *more[:GIVEN]]
        front = [kept[k] for k in unbeaten([each.gains for each in kept])]
        return spread_along(front, 2 * most)

    def _simplified(self, best: Scored, errors: float) -> Candidate:
        """Leave out, one after the other, what is not missed where the plan is chosen.

        All that is left out together may cost a small part of the margin.

        errors  standard errors by which it keeps its limits
        """
        objective = self.wanted.objectives[0]
        least = best.gains[0] - objective.margin_at(best.gains[0]) * UNMISSED
        kept = best.candidate
        smallest_first = sorted(
            parts_of(kept, self.wanted.choices, Strategy()), key=lambda each: each.money(kept)
        )
        for part in smallest_first:
            changed = part.taken_from(kept, self.wanted.choices, Strategy())
            if changed is None:
                continue
            runs = self._ran(self.stages.choosing, [changed])[0]
            if runs is None:
                continue
            scored = self._scored(changed, runs, errors)
            if scored.over <= 0 and scored.gains[0] >= least:
                kept = changed
        return kept

    def _scored(self, candidate: Candidate, runs: Floats, errors: float) -> Scored:
        gains = tuple(each.gain(runs) for each in self.wanted.objectives)
        return Scored(candidate, gains, self._limits(self.stages.choosing).excess(runs, errors))

    def _told(
        self, chosen: Candidate, front: Sequence[Candidate], found: Sequence[Scored]
    ) -> Optimum:
        """Run what is told: the plan, the front, the presets, and the plan without its parts."""
        wanted, usual = self.wanted, Strategy()
        parts = list(parts_of(chosen, wanted.choices, usual))
        ran, *others = self._tell([chosen, *front, *(each.without for each in parts)])
        assert ran is not None
        along = [each for each in others[: len(front)] if each is not None]
        parts = [
            replace(part, ran=one)
            for part, one in zip(parts, others[len(front) :], strict=True)
            if one is not None
        ]
        seen = found[0] if not front else next(e for e in found if e.candidate == chosen)
        return Optimum(
            wanted, chosen, ran, self._rivals(), parts, self._idle(chosen, ran, parts), along,
            self._calendar(chosen), seen.gains[0], sum(each.over <= 0 for each in found),
            len(found), self.stages.telling.states.count,
        )  # fmt: skip

    def _tell(self, candidates: Sequence[Candidate]) -> list[Ran | None]:
        runs = self._ran(self.stages.telling, candidates)
        return [
            None if run is None
            else Ran(OPTIMISED, "", each.scenario(self.wanted.rests), run, self._broken(run))
            for each, run in zip(candidates, runs, strict=True)
        ]  # fmt: skip

    def _broken(self, runs: Floats) -> list[str]:
        return self._limits(self.stages.telling).broken(runs)

    def _rivals(self) -> list[Ran]:
        rivals = self.wanted.rivals
        runs = self._measured(
            self.stages.telling,
            [each.scenario for each in rivals],
            [f"preset {each.name}" for each in rivals],
        )
        return [
            Ran(each.name, each.title, each.scenario, run, self._broken(run))
            for each, run in zip(rivals, runs, strict=True)
            if run is not None
        ]

    def _idle(self, chosen: Candidate, ran: Ran, parts: Sequence[Part]) -> Idle | None:
        """Find the most levers that can go together: those that are missed least go first.

        Levers of which each by itself is not missed can be missed together.
        """
        first = self.wanted.objectives[0]
        margin = first.margin_at(ran.value(first).mean)
        losses = {
            each.key: ran.ahead(each.ran, first)
            for each in parts
            if each.is_lever and each.ran is not None
        }
        alone = sorted(
            (key for key, loss in losses.items() if matters(loss, margin) is False),
            key=lambda key: losses[key].mean,
        )
        together = [tuple(alone[: k + 1]) for k in range(len(alone))]
        plans = [without_levers(chosen, levers) for levers in together]
        possible = [(e, p) for e, p in zip(together, plans, strict=True) if p is not None]
        runs = self._tell([plan for _, plan in possible])
        found = [
            Idle(levers, one)
            for (levers, _), one in zip(possible, runs, strict=True)
            if one is not None and matters(ran.ahead(one, first), margin) is False
        ]
        return found[-1] if found else None

    def _calendar(self, chosen: Candidate) -> Calendar:
        """Run the plan once more in the states that tell, for its go-lives by month."""
        scenario = chosen.scenario(self.wanted.rests)
        months = partial(calendar_of, end=self.wanted.horizon.end)
        stage = replace(self.stages.telling, name="calendar")
        found = stage.measured([scenario], [chosen.called], months, self.memory, self._count)[0]
        assert found is not None
        flat = found.reshape(-1, found.shape[2])
        return Calendar.of(flat, scenario, self.wanted.horizon.end)


class NoPlanError(UserError):
    """No plan keeps the limits.

    found  the nearest first
    tried  number of plans
    """

    def __init__(self, found: Sequence[Scored], tried: int):
        super().__init__("no plan keeps the limits")
        self.found, self.tried = found, tried


def knee_of(gains: Sequence[Sequence[float]], objectives: Sequence[Objective]) -> int:
    """Find the plan of a front that is nearest to the best of all, counted in margins.

    What is lost of each objective counts by the difference that matters in it.  Scaled to the
    front, a saving that is hardly noticed would weigh as much as half of all organisations.
    """
    values = np.asarray(gains, float)
    best = values.max(axis=0)
    margins = np.array([one.margin_at(most) for one, most in zip(objectives, best, strict=True)])
    short = (best - values) / np.where(margins > 0, margins, 1.0)
    return int((short**2).sum(axis=1).argmin())
