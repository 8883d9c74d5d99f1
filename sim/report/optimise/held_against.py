"""What the words are about: the plan that was found, and the shipped plan it is held against."""

from dataclasses import dataclass

from sim.study.optimise.measures import AT, Objective
from sim.study.optimise.optimise import Optimum
from sim.study.optimise.told import Lead, Ran, lead

HARDLY_MORE = 1.01  # of the budget, on average


@dataclass(frozen=True)
class Told:
    """An optimum, with what the lines say of it.

    best    the preset that is ahead of all others that keep the limits; None if none does
    lead    of the plan over it
    """

    optimum: Optimum
    fixed: bool
    best: Ran | None
    lead: Lead | None

    @property
    def objective(self) -> Objective:
        """The first objective."""
        return self.optimum.wanted.objectives[0]

    @property
    def margin(self) -> float:
        """Difference below which plans are practically the same, in the objective's own unit."""
        best = self.optimum.ran if self.best is None else self.best
        return self.objective.margin_at(best.value(self.objective).mean)


def told_of(optimum: Optimum, fixed: bool) -> Told:
    """Find the preset that the plan is compared with."""
    objective = optimum.wanted.objectives[0]
    kept = [each for each in optimum.rivals if counts(optimum, each)]
    best = max(kept, key=lambda each: objective.gain(each.measured), default=None)
    return Told(optimum, fixed, best, lead(optimum.ran, best, objective) if best else None)


def counts(optimum: Optimum, ran: Ran) -> bool:
    """Whether a shipped plan is a rival: it keeps the limits, or spends hardly more on average.

    One with a mandate is none where the search has none: money does not buy it.
    """
    if has_mandate(ran) and not has_mandate(optimum.ran):
        return False
    if list(ran.broken) == ["budget"]:
        spent = float(ran.measured[:, :, AT["spend"]].mean())
        return spent <= HARDLY_MORE * optimum.wanted.limits.budget
    return not ran.broken


def has_mandate(ran: Ran) -> bool:
    """Whether adoption becomes mandatory."""
    return ran.scenario.strategy.mandate_month is not None


def counted(told: Told, ran: Ran) -> bool:
    """Whether a shipped plan is a rival."""
    return counts(told.optimum, ran)


def known(ran: Ran, objective: Objective) -> bool:
    """Whether an objective has a value for a plan: some systems have no deprived areas."""
    value = objective.value(ran.measured)
    return value == value and abs(value) != float("inf")
