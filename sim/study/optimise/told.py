"""What is told of the plan that was chosen: beside other plans, and without each of its parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sim.outcomes.intervals import LEVEL, Floats, Interval, mean_interval
from sim.params import Scenario, Strategy
from sim.study.optimise.candidates import LEVERS, Candidate, Choices, whole
from sim.study.optimise.measures import Objective
from sim.study.uncertainty.leads import chances
from sim.study.uncertainty.noise import true_means


@dataclass(frozen=True)
class Ran:
    """A plan that ran in the states that tell.

    name      of the preset; of the plan that was found, "optimised"
    title     in words
    measured  float64[sets, units, measures]
    broken    limits that it does not keep
    """

    name: str
    title: str
    scenario: Scenario
    measured: Floats
    broken: Sequence[str] = ()

    def value(self, objective: Objective) -> Interval:
        """Return an objective with its interval, over luck and sets together."""
        sign = 1.0 if objective.up else -1.0
        return over_sets(sign * objective.parts(self.measured))

    def ahead(self, other: "Ran", objective: Objective) -> Interval:
        """Return by how much it is better than another plan in the same states."""
        return over_sets(objective.parts(self.measured) - objective.parts(other.measured))


def over_sets(parts: Floats) -> Interval:
    """Return a mean with its interval: sets, each with its luck, are independent.

    parts  float64[sets, units]
    """
    return mean_interval(parts.mean(axis=1), np.arange(len(parts)), LEVEL)


@dataclass(frozen=True, slots=True)
class Lead:
    """How a plan stands to another over sets of assumptions.

    mean      better by so much, with its interval
    low, high between these it lies in 8 of 10 sets, the luck of a set's runs taken out
    first     share of sets in which it is better, the same way
    luck      by how much luck alone moves the mean
    """

    mean: Interval
    low: float
    high: float
    first: float
    luck: float


def lead(one: Ran, other: Ran, objective: Objective) -> Lead:
    """Work out how a plan stands to another."""
    parts = objective.parts(one.measured) - objective.parts(other.measured)
    true = true_means(parts[:, :, None])[:, :, 0]
    low, high = np.quantile(true, (0.1, 0.9))
    within = parts.var(axis=1, ddof=1).mean() / parts.size if parts.shape[1] > 1 else np.nan
    return Lead(
        over_sets(parts), float(low), float(high), float((true > 0).mean()),
        float(1.96 * np.sqrt(within)),
    )  # fmt: skip


def chances_of(plans: Sequence[Ran], objective: Objective) -> list[Interval]:
    """Estimate how likely each plan is the best under a set of assumptions."""
    units = np.stack([objective.parts(each.measured) for each in plans], axis=2)
    return chances(true_means(units))


@dataclass(frozen=True)
class Part:
    """A part of the plan: a lever with its money, or a choice.

    key      name of a lever, or of a field of a candidate
    without  the plan without it: its money in proportion to the others, or the usual choice
    """

    key: str
    without: Candidate
    ran: Ran | None = field(default=None)

    @property
    def is_lever(self) -> bool:
        """Whether it takes money of the levers."""
        return self.key in LEVERS

    def money(self, candidate: Candidate) -> float:
        """Per cent of the money that it takes, over phases; a choice comes after all levers."""
        if not self.is_lever:
            return 100.0
        shares = [each[LEVERS.index(self.key)] for each in candidate.phases()]
        return sum(shares) / len(shares)

    def taken_from(
        self, candidate: Candidate, choices: Choices, usual: Strategy
    ) -> Candidate | None:
        """Take it from another candidate too; None if that does not have it."""
        parts = parts_of(candidate, choices, usual)
        return next((each.without for each in parts if each.key == self.key), None)


def parts_of(candidate: Candidate, choices: Choices, usual: Strategy) -> Iterator[Part]:
    """Take away each part of a plan: each lever with money, and each choice that is not usual."""
    for lever in LEVERS:
        changed = without_levers(candidate, [lever])
        if changed != candidate and changed is not None:
            yield Part(lever, changed)
    if candidate.later is not None:
        yield Part("later", replace(candidate, later=None))
    normal = {
        "target": usual.target.name, "pilots": usual.pilots, "mixed_pilots": usual.mixed_pilots,
        "pilot_purpose": usual.pilot_purpose.name, "plan": usual.plan, "wave_cap": None,
        "rest": 0,
    }  # fmt: skip
    for name, _ in choices.varied():
        back = choices.nearest(name, normal[name])
        if getattr(candidate, name) != back:
            yield Part(name, replace(candidate, **{name: back}))


def without_levers(candidate: Candidate, levers: Sequence[str]) -> Candidate | None:
    """Move the money of levers to the others, in proportion; None if there are no others."""
    phases = []
    for shares in candidate.phases():
        left = [0 if lever in levers else each for lever, each in zip(LEVERS, shares, strict=True)]
        if not sum(left):
            return None
        phases.append(whole(left) if sum(left) < sum(shares) else shares)
    return candidate.with_phases(phases)


def matters(loss: Interval, margin: float) -> bool | None:
    """Whether a part matters: True, False, or None if that cannot be told.

    loss  what is lost without it
    """
    if loss.low > 0 and loss.mean >= margin:
        return True
    return False if loss.high < margin else None
