"""Tracks a plan: weighs its runs by what was seen, and says what follows for the rest."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.networks import as_given
from sim.outcomes.intervals import Floats
from sim.params import Scenario, copied
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.study.comparison import Plan
from sim.study.runs import Progress, Several, queue
from sim.study.track.from_now import from_now
from sim.study.track.observed import Observed
from sim.study.track.particles import (
    Particles,
    joined,
    run_particles,
    runs_of_each,
    sets_in_a_batch,
)
from sim.study.track.reasons import AHEAD, Course, Reason, course, reasons
from sim.study.track.rivals import LEVELS
from sim.study.track.weights import (
    DISCREPANCY,
    chance,
    effective,
    fits,
    foretold,
    near,
    quantiles,
    weights_of,
    worst_date,
)
from sim.study.uncertainty.study import drawn_for, possible_for

FEWEST = 50.0  # effective sample size
MOST_BATCHES = 4
HOPELESS = 10.0  # effective sample size that all batches would come to, so that no more are run


@dataclass(frozen=True, slots=True)
class Target:
    """A share of organisations to reach by a month of the run."""

    share: float
    month: int


@dataclass(frozen=True, slots=True)
class Future:
    """What the runs that fit say of one plan.

    quantiles  float64[LEVELS, T + 1]  share live
    chance     of the target; None without one
    gain       mean, 10 % and 90 % quantile over runs of the share live in the month asked about,
               less that of the plan as it is in the same run, wide enough to hold the mean; None
               for that plan
    stays      what the plan has otherwise, but can no longer be changed, in words
    """

    name: str
    quantiles: Floats
    chance: float | None
    gain: tuple[float, float, float] | None = None
    stays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracked:
    """What was seen, laid over the runs.

    before     float64[LEVELS, T + 1]  share live over all runs of the plan, which know nothing
    futures    of the plan as it is, then of the others from now on
    by         month asked about
    runs, near, effective  how many there are, come near, and count effectively
    drawn      whether something of the organisations is not known, so that runs draw it
    left_out   number of sets that are not possible for these plans, and why the first is not
    """

    scenario: Scenario
    observed: Observed
    before: Floats
    futures: tuple[Future, ...]
    by: int
    target: Target | None
    course: Course
    reasons: tuple[Reason, ...]
    runs: int
    near: int
    effective: float
    discrepancy: float
    drawn: bool = False
    left_out: tuple[int, str] = (0, "")


def track(
    plans: Sequence[Plan],
    observed: Observed,
    sets: AssumptionSets,
    by: int,
    target: Target | None = None,
    typed: Collection[str] = (),
    seed: int = 0,
    several: Several | None = None,
    progress: Progress | None = None,
    discrepancy: float = DISCREPANCY,
) -> Tracked:
    """Weigh runs of the first plan by what was seen; run it, and the others from now on.

    sets    of assumptions, which know nothing of what was seen
    by      month of the run that is asked about, later than the last that was seen
    typed   keys that the user changed by hand

    Raises
    ------
    UserError
        If too few runs come near to what was seen, or if a plan cannot begin now.
    """
    several = several or queue()
    plan = _long_enough(plans[0].scenario, by)
    others = [
        from_now(
            plan, _long_enough(each.scenario, by), observed.last, observed.organisations, typed
        )
        for each in plans[1:]
    ]
    every = [plan, *(each.scenario for each in others)]
    drawn, why = possible_for(every, drawn_for(every, sets, seed, typed))
    size = sets_in_a_batch(drawn) * runs_of_each(drawn)
    counter = _Counter(progress, size * (1 + len(others)))

    def run(scenario: Scenario, batch: int, wanted: Sequence[int] | None = None) -> Particles:
        found = run_particles(
            scenario, drawn, observed.measure, batch, seed, several, counter.within, wanted
        )
        counter.add(len(found.sets) + len(found.refused) * runs_of_each(drawn))
        return found

    given = as_given(plan.system)
    stands = given is not None and given.standing is not None
    parts, weights = _weighed(
        lambda batch: run(plan, batch), observed, discrepancy, counter, size, stands
    )
    particles = joined(parts)
    counts = weights > 0
    kept = weights[counts]

    def counted(curves: Floats) -> Floats:
        return foretold(observed, curves[counts], seed, discrepancy)

    as_it_is = counted(particles.curves)
    futures = [_future(plans[0].name, as_it_is, kept, target)]
    for each, changed in zip(plans[1:], others, strict=True):
        curves = _again(changed.scenario, parts, weights, run)
        _refuse_another_past(each, curves[counts], particles.curves[counts], observed.last)
        instead = counted(curves)
        other = _future(each.name, instead, kept, target)
        gain = _gain(instead[:, by] - as_it_is[:, by], kept)
        futures.append(replace(other, gain=gain, stays=changed.stays))
    return Tracked(
        plan, observed, quantiles(particles.curves, LEVELS), tuple(futures), by, target,
        course(observed, particles.curves), tuple(reasons(particles, weights)),
        len(weights), near(observed, particles.curves, discrepancy), effective(weights),
        discrepancy, given is not None and given.unknown is not None,
        (len(sets) - len(drawn) + len(particles.refused),
         why or next(iter(particles.refused.values()), "")),
    )  # fmt: skip


class _Counter:
    """Adds the progress of one piece of work after the other."""

    def __init__(self, progress: Progress | None, planned: int):
        self.progress, self.planned, self.done = progress, planned, 0

    def within(self, done: int) -> None:
        """Report how much of the present piece is done."""
        if self.progress is not None:
            self.progress(min(self.done + done, self.planned), self.planned)

    def add(self, done: int) -> None:
        """Add a piece that is done."""
        self.done += done


def _long_enough(scenario: Scenario, by: int) -> Scenario:
    if scenario.clock.months >= by:
        return scenario
    longer: Scenario = copied(scenario)
    longer.clock.months = by
    return longer


def _weighed(
    run: Callable[[int], Particles],
    observed: Observed,
    discrepancy: float,
    counter: _Counter,
    size: int,
    stands: bool,
) -> tuple[list[Particles], Floats]:
    """Run batches until enough runs count effectively.

    size    runs in a batch
    stands  whether organisations say where they stand in month 0

    Raises
    ------
    UserError
        If they do not, or if none of them comes near.
    """
    parts: list[Particles] = []
    for batch in range(MOST_BATCHES):
        parts.append(run(batch))
        every = joined(parts)
        logs = fits(observed, every.curves, discrepancy)
        weights = weights_of(logs, every.sets)
        come_near = near(observed, every.curves, discrepancy)
        if effective(weights) >= FEWEST and come_near >= FEWEST:
            return parts, weights
        if effective(weights) * MOST_BATCHES / (batch + 1) < HOPELESS:
            break
        counter.planned += size
    raise UserError(_too_few(observed, every.curves, effective(weights), come_near, stands))


def _too_few(observed: Observed, curves: Floats, count: float, come_near: int, stands: bool) -> str:
    found, worst = course(observed, curves), worst_date(observed, curves)
    ends = np.quantile(curves[:, observed.months[worst]], (0.05, 0.95))
    low, high, seen = (round(100 * each) for each in (*ends, observed.shares[worst]))
    when = observed.named(int(observed.months[worst]))
    since = "" if found.since is None else (
        f" Uptake is {found.word} {'of ' if found.word == AHEAD else ''}plan beyond chance since "
        f"{observed.named(found.since)}."
    )  # fmt: skip
    size = f", with an effective sample size of {count:.0f}" if come_near >= FEWEST else ""
    began = (
        f"Check where your organisations stand in {observed.named(0)} (their stage and since)"
        if stands
        else "Check the month in which the plan began (clock.start)"
    )
    return (
        f"hardly any run of this plan comes near what you saw, so nothing is forecast: {come_near} "
        f"of {len(curves):,} do{size} ({FEWEST:.0f} are needed). In {when} you saw {seen}% live; "
        f"nine runs in ten have {low}% to {high}%.{since} "
        f"{began}, what counts as live, and the plan; "
        "or allow a larger --discrepancy"
    )


def _again(
    scenario: Scenario, parts: Sequence[Particles], weights: Floats, run: Callable[..., Particles]
) -> Floats:
    """Run another plan with the sets that count; curves of the others are nan; [P, T + 1]."""
    begin, found = 0, []
    for batch, part in enumerate(parts):
        of_sets = np.bincount(part.sets, weights[begin : begin + len(part.sets)])
        curves = np.full(part.curves.shape, np.nan)
        wanted = np.flatnonzero(of_sets > 0)
        if len(wanted):
            curves[np.isin(part.sets, wanted)] = run(scenario, batch, wanted.tolist()).curves
        found.append(curves)
        begin += len(part.sets)
    return np.concatenate(found)


def _refuse_another_past(plan: Plan, curves: Floats, as_it_is: Floats, month: int) -> None:
    """Raise an error if a plan from now on would have changed what has happened."""
    if not np.array_equal(curves[:, : month + 1], as_it_is[:, : month + 1]):
        raise UserError(
            f"the plan {plan.name or plan.label!r} would change months that have passed; give a "
            "plan that differs in what is still to come"
        )


def _future(name: str, curves: Floats, weights: Floats, target: Target | None) -> Future:
    found = None if target is None else chance(curves, target.share, target.month, weights)
    return Future(name, quantiles(curves, LEVELS, weights), found)


def _gain(gains: Floats, weights: Floats) -> tuple[float, float, float]:
    low, high = quantiles(gains[:, None], (0.1, 0.9), weights)[:, 0]
    mean = float(gains @ weights)
    # A few runs far out may take the mean beyond the ends of eight runs in ten
    return mean, min(mean, float(low)), max(mean, float(high))
