"""How plans fare under many sets of assumptions: which is better, and what the wrong one costs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np

from sim.outcomes import Outcomes
from sim.outcomes.by_run import by_run
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Floats, Interval
from sim.outcomes.outcome_table import OUTCOMES
from sim.params import Scenario
from sim.params.assumption_sets import AssumptionSets
from sim.params.errors import UserError
from sim.study.trials.memory import Memory
from sim.study.trials.states import States
from sim.study.trials.trial import Found, tried
from sim.study.uncertainty import leads, noise
from sim.study.uncertainty.record import NINE_IN_TEN, Spread
from sim.study.uncertainty.variance import shares, without_noise

BESIDE = ("live_end", "embedded", "abandoned")  # in which the better plan may be the worse one
SURE = 0.975  # chance from which a plan is better in a set beyond luck


@dataclass(frozen=True)
class Fared:
    """What some plans came to in each set of assumptions; more is always better.

    sets      those that were used: the keys that were drawn, and their values
    held      key -> why it was not drawn, in words
    units     float64[sets, runs, plans]  in the unit of the outcome, its sign turned where less is
              better; the runs of a set are on as many systems, or on the one that is given
    up        whether more of the outcome is better, so that its sign was not turned
    left_out  number of sets that are not used, and why the first is not
    beside    other outcomes by key: mean of each plan over all runs, in the outcome's own unit
    """

    sets: AssumptionSets
    held: Mapping[str, str]
    units: Floats = field(repr=False)
    up: bool = True
    left_out: tuple[int, str] = (0, "")
    beside: Mapping[str, Floats] = field(default_factory=dict, repr=False)

    @property
    def count(self) -> int:
        """Number of sets."""
        return len(self.units)

    @cached_property
    def means(self) -> Floats:
        """Mean of each set's runs; float64[sets, plans]."""
        found: Floats = self.units.mean(axis=1)
        return found

    @cached_property
    def true(self) -> Floats:
        """What the means may be without luck; float64[tries, sets, plans].

        Where luck is nearly all that differs, each set is taken for the mean of all of them; so
        the luck that is left in that mean, the same for all sets, is drawn along.
        """
        sets, runs, plans = self.units.shape
        found = noise.true_means(self.units)
        if runs < 2:
            return found
        off = (self.units - self.means[:, None, :]).reshape(-1, plans)
        of_mean = off.T @ off / (sets * (runs - 1) * runs) / sets
        random = np.random.default_rng(1)
        shifts = random.multivariate_normal(np.zeros(plans), of_mean, len(found))
        shifted: Floats = found + shifts[:, None, :]
        return shifted

    @cached_property
    def chances(self) -> Floats:
        """How likely each plan is the best in each set, luck taken out; float64[sets, plans]."""
        best = self.true >= self.true.max(axis=2, keepdims=True)
        found: Floats = (best / best.sum(axis=2, keepdims=True)).mean(axis=0)
        return found

    @cached_property
    def leads(self) -> tuple[int, ...]:
        """By plan: number of sets in which it is better than all others beyond luck."""
        return tuple(int(each) for each in (self.chances > SURE).sum(axis=0))

    @property
    def undecided(self) -> int:
        """Number of sets in which it cannot be told which plan is better."""
        return self.count - sum(self.leads)

    @cached_property
    def favourite(self) -> int:
        """The plan that is best on average over the sets."""
        return int(self.means.mean(axis=0).argmax())

    @cached_property
    def challenger(self) -> int:
        """The plan that is the best in most sets besides the favourite."""
        others = self.chances.mean(axis=0)
        others[self.favourite] = -1.0
        if others.max() <= 0:  # the favourite is always the best: the next on average
            others = self.means.mean(axis=0)
            others[self.favourite] = -np.inf
        return int(others.argmax())

    @cached_property
    def regret(self) -> list[Interval]:
        """By plan: by how much it is behind the best plan of a set, on average."""
        return leads.regrets(self.true)

    @property
    def spread(self) -> Spread:
        """How far the favourite is ahead of the challenger, over nine sets in ten."""
        differences = self.units[:, :, self.favourite] - self.units[:, :, self.challenger]
        true = without_noise(differences[:, None, :])
        low, high = np.quantile(true, NINE_IN_TEN)
        return Spread(float(true.mean()), float(low), float(high))

    @property
    def luck(self) -> float | None:
        """Part of the variance of that lead between runs that is luck and systems, 0 to 1."""
        differences = self.units[:, :, self.favourite] - self.units[:, :, self.challenger]
        found = shares(differences[:, None, :])
        return None if found is None or not found.total else found.luck

    def of(self, favourite: int, challenger: int) -> "Fared":
        """Keep two plans, the favourite of other sets first."""
        kept = [favourite, challenger]
        beside = {key: means[kept] for key, means in self.beside.items()}
        return replace(self, units=self.units[:, :, kept], beside=beside)


def fared(
    states: States,
    scenarios: Sequence[Scenario],
    outcome: str,
    horizon: Horizon,
    memory: Memory,
    on_trial: Callable[[], None] | None = None,
) -> Fared:
    """Run plans in every state, and measure one outcome.

    outcome  key of a row of `OUTCOMES` of which more, or less, is better

    Raises
    ------
    UserError
        If no set of assumptions is possible for all plans.
    """
    plans = range(len(scenarios))
    trials = (
        states.trial(scenarios[plan], plan, number, str(plan))
        for number in range(states.count)
        for plan in plans
    )
    keys = (outcome, *(each for each in BESIDE if each != outcome))
    measure = partial(_measured, keys, horizon)
    found = [*tried(trials, measure, memory, on_trial)]
    by_set = [found[k : k + len(plans)] for k in range(0, len(found), len(plans))]
    kept = [number for number, each in enumerate(by_set) if _is_whole(each)]
    if not kept:
        raise next((each for each in found if isinstance(each, UserError)), _nothing(outcome))
    up = OUTCOMES[outcome].better == "up"
    values = np.array([[np.asarray(one) for one in by_set[number]] for number in kept])
    beside = values.mean(axis=(0, 2))  # nothing is told of what is not there in all runs
    return Fared(
        replace(states.drawn.sets, values=states.drawn.sets.values[kept]), states.drawn.held,
        (1.0 if up else -1.0) * np.moveaxis(values[..., 0], 1, 2), up,
        _left_out(states, by_set, kept),
        {key: beside[:, k] for k, key in enumerate(keys) if k and np.isfinite(beside[:, k]).all()},
    )  # fmt: skip


def _measured(keys: Sequence[str], horizon: Horizon, outcomes: Outcomes) -> Floats:
    return np.stack([by_run(outcomes, key, horizon) for key in keys], axis=1)


def _is_whole(runs: Sequence[Found]) -> bool:
    return all(not isinstance(each, UserError) and np.isfinite(each[:, 0]).all() for each in runs)


def _left_out(
    states: States, by_set: Sequence[Sequence[Found]], kept: Sequence[int]
) -> tuple[int, str]:
    """Count the sets that are not used, and say why the first is not."""
    missing = len(by_set) - len(kept)
    errors = (str(one) for each in by_set for one in each if isinstance(one, UserError))
    why = next(errors, "the outcome is not there in all runs") if missing else ""
    return missing, states.excluded or why


def _nothing(outcome: str) -> UserError:
    return UserError(f"--outcome {outcome}: it is not there in all runs of any set of assumptions")
