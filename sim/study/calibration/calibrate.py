"""Calibrates a scenario: waves of settings, weighed by what was observed, then equal sets."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.networks.stands import month_in_words
from sim.networks.system import Floats, Whole
from sim.params import Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.params.distributions import Distribution
from sim.params.errors import UserError
from sim.study.calibration.likelihood import (
    CANDIDATES,
    NEAR,
    Target,
    implausibility,
    target_of,
)
from sim.study.calibration.posterior import Posterior
from sim.study.calibration.prior import Prior
from sim.study.calibration.question import START, Question, question
from sim.study.calibration.series import ObservedSeries
from sim.study.calibration.simulated import RUNS, simulated
from sim.study.calibration.waves import FIRST, MORE, MOST, Weighed, normalised, run_waves
from sim.study.runs import Progress, Several, queue
from sim.study.unread import unread

SETS = 100  # equally likely ones
RUNS_AFTER = 4  # of each of these, for its curve
SOME_LEAD = 12.0  # [month] before the first date, where it is not known
FEWEST = 10.0  # effective sample size below which no posterior is given
ABOUT = "settings that fit {name} up to {until}, as uptake calibrate found them"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is run.

    first, more  sets of the first wave, and of each other; most  waves
    sets         equally likely ones in the end
    """

    first: int = FIRST
    more: int = MORE
    most: int = MOST
    sets: int = SETS


USUAL = Effort()


def calibrated(
    observed: ObservedSeries,
    scenario: Scenario,
    distributions: Mapping[str, Distribution],
    start: int | None = None,
    horizon: int | None = None,
    seed: int = 0,
    effort: Effort = USUAL,
    several: Several | None = None,
    progress: Progress | None = None,
) -> Posterior:
    """Find the settings of a scenario that fit an observed curve.

    Parameters
    ----------
    observed : ObservedSeries
        Up to where it is fitted: what is later must not be in it.
    scenario : Scenario
        What is run; keys that are not varied keep their values.
    distributions : mapping
        What is thought of each key that varies; see `open_keys`.
    start : int, optional
        Calendar month in which the run begins; drawn as `clock.start` says if absent.
    horizon : int, optional
        Last calendar month of the curves; the last date if absent.
    seed : int
        Number from which all chance follows.
    effort : Effort
        How much is run.
    several, progress
        As elsewhere; progress is called with (runs done, planned so far).

    Raises
    ------
    UserError
        If no set of settings comes near to what was observed, with what would be needed.
    """
    several = several or queue()
    begin = observed.first if start is None and START not in distributions else start
    asked = question(scenario, observed, begin, horizon or observed.last)
    if begin is not None:
        distributions = {key: each for key, each in distributions.items() if key != START}
    prior, target = Prior(distributions), target_of(observed)
    told = _Told(progress, (effort.first + effort.more) * RUNS + effort.sets * RUNS_AFTER)
    done = 0

    def simulate(values: Floats) -> tuple[Floats, Floats]:
        nonlocal done
        told.plan(len(values) * RUNS)
        until = asked.up_to(observed.last)
        found = simulated(until, prior.keys, values, several, seed, told.within, RUNS, done)
        done += len(values)
        told.add(len(values) * RUNS)
        at = target.months - observed.first
        return found.runs[:, :, target.group, at], found.sizes[target.group]

    idle = _unread(asked, prior)
    weighed = run_waves(prior, target, simulate, seed, idle, effort.first, effort.more, effort.most)
    misses = implausibility(target, weighed.shares, weighed.luck).max(axis=1)
    near = int((misses <= NEAR).sum())
    if near == 0:
        raise UserError(_none_near(asked, prior, target, weighed))
    if weighed.effective < FEWEST:
        raise UserError(_too_few(weighed, near))
    return _posterior(asked, prior, target, weighed, near, effort, several, seed, told, done, idle)


def _unread(asked: Question, prior: Prior) -> frozenset[str]:
    """Find the keys that no run of the question reads, wherever it starts.

    They are drawn all the same, so that sets for other plans hold what is thought of them.
    """
    lead = {START: SOME_LEAD} if asked.lead is None else {}

    def compose(values: Mapping[str, float]) -> Scenario:
        whole = {**lead, **values}
        return asked.scenario_of([*whole], [*whole.values()])[0]

    return unread({key: e for key, e in prior.distributions.items() if key != START}, compose)


class _Told:
    """Adds the progress of one wave after the other; more waves are planned as they are needed."""

    def __init__(self, progress: Progress | None, planned: int):
        self.progress, self.planned, self.done = progress, planned, 0

    def plan(self, more: int) -> None:
        """Plan a wave that is about to run."""
        self.planned = max(self.planned, self.done + more)

    def within(self, done: int) -> None:
        """Report how much of the present wave is done."""
        if self.progress is not None:
            self.progress(min(self.done + done, self.planned), self.planned)

    def add(self, done: int) -> None:
        """Add a wave that is done."""
        self.done += done


def _posterior(
    asked: Question, prior: Prior, target: Target, weighed: Weighed, near: int, effort: Effort,
    several: Several, seed: int, told: _Told, done: int, idle: frozenset[str],
) -> Posterior:  # fmt: skip
    random = np.random.default_rng([seed, 0x5E75])
    weights = weighed.weights
    chosen = _equally_likely(weights, effort.sets, random)
    each = np.array([normalised(logs) for logs in weighed.logs[chosen]])
    candidates = _one_of_each(each, random)
    values = prior.values(weighed.points[chosen])
    told.plan(effort.sets * RUNS_AFTER)
    curves = simulated(
        asked, prior.keys, values, several, seed, told.within, RUNS_AFTER, begin=done
    )
    leads = _leads(asked, prior, values)
    kept = [k for k, key in enumerate(prior.keys) if key != START]
    about = ABOUT.format(name=asked.observed.name, until=month_in_words(asked.observed.last))
    sets = AssumptionSets(
        "calibrated", tuple(prior.keys[k] for k in kept), values[:, kept], about=about
    )
    of_sets = np.array([normalised(logs) for logs in weighed.logs])
    likely = weights @ of_sets
    return Posterior(
        asked, target, prior, sets, leads, candidates, curves, weighed.points, weights, likely,
        len(weighed.waves), near, weighed.effective, len({*chosen.tolist()}),
        idle,
    )  # fmt: skip


def _equally_likely(weights: Floats, sets: int, random: np.random.Generator) -> Whole:
    """Draw sets by their weights, evenly, in random order (systematic resampling)."""
    steps = (np.arange(sets) + random.uniform()) / sets
    chosen = np.searchsorted(np.cumsum(weights), steps)
    return random.permutation(np.minimum(chosen, len(weights) - 1))


def _one_of_each(chances: Floats, random: np.random.Generator) -> Whole:
    """Draw one candidate for each row of chances."""
    up_to = np.cumsum(chances, axis=1)
    drawn = random.uniform(size=(len(chances), 1))
    found: Whole = np.minimum((drawn >= up_to).sum(axis=1), len(CANDIDATES) - 1)
    return found


def _leads(asked: Question, prior: Prior, values: Floats) -> Whole:
    if asked.lead is not None:
        return np.full(len(values), asked.lead)
    return np.rint(values[:, prior.keys.index(START)]).astype(np.int64)


def _too_few(weighed: Weighed, near: int) -> str:
    """Say that more sets must be run: some fit, but too few to say what the curve tells."""
    return (
        f"too few sets of settings fit to say what the curve tells: {near:,} of "
        f"{len(weighed.points):,} are not ruled out, but by weight they count as "
        f"{weighed.effective:.0f} ({FEWEST:.0f} are needed). Run more, e.g. --settings 3000, or "
        "vary fewer keys (--hold)"
    )


def _none_near(asked: Question, prior: Prior, target: Target, weighed: Weighed) -> str:
    """Say where the model cannot follow, and which key would have to go further."""
    misses = implausibility(target, weighed.shares, weighed.luck)
    best = int(np.argmin(misses.max(axis=1)))
    worst = int(np.argmax(misses[best]))
    low, high = np.quantile(weighed.shares[:, worst], (0.05, 0.95))
    seen, when = target.shares[worst], month_in_words(int(target.months[worst]))
    nearest = weighed.shares[best, worst]
    way = "faster" if seen > nearest else "slower"
    return (
        f"{asked.observed.name}: no set of settings comes near (of {len(misses):,}), so nothing is "
        f"calibrated. In {when} {seen:.1%} were observed; nine sets in ten have {low:.1%} to "
        f"{high:.1%}, and the nearest has {nearest:.1%}. Uptake would have to be {way}, for "
        f"example by {_would_need(prior, weighed, worst, way)}; or say what happened then as a "
        "plan or as events"
    )


def _would_need(prior: Prior, weighed: Weighed, date: int, way: str) -> str:
    """Name the key that moves that date most, and where it would have to go."""
    points = weighed.points[:, : len(prior.keys)]
    by = weighed.shares[:, date]
    if by.std() < 1e-9:
        return "varying more keys (--vary)"
    pull = np.nan_to_num((points - points.mean(axis=0)).T @ (by - by.mean()))
    k = int(np.argmax(np.abs(pull)))
    up = (pull[k] > 0) == (way == "faster")
    one = prior.distributions[prior.keys[k]]
    if prior.keys[k] == START:
        return f"{'an earlier' if up else 'a later'} start (clock.start)"
    end = one.high if up else one.low
    return f"{prior.keys[k]} {'above' if up else 'below'} {end:g} (--vary)"
