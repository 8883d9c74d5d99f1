"""What a comparison holds."""

from dataclasses import dataclass, field

from sim.outcomes import Outcomes
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval
from sim.params import Scenario
from sim.study.groups import GroupDifference
from sim.study.stopping import Look
from sim.study.time_to_share import Reach, Sooner
from sim.study.values import Values


@dataclass(frozen=True, slots=True)
class Plan:
    """What is compared: a scenario and what the reader calls it."""

    label: str
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one plan stands by itself.

    figures  its outcomes
    half     when half of its organisations are live
    spend    [GBP] programme spend up to the end
    extra    organisations live in the headline month beyond those without a spread partner;
             absent for the plan without one, and if that plan was not given
    cost     [GBP] programme spend up to the headline month, beyond that without a spread
             partner, for each such organisation; absent unless they are surely more than 0
    """

    label: str
    figures: Values[Interval]
    half: Reach
    spend: float
    extra: Interval | None
    cost: Interval | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One plan less the baseline, replicate by replicate.

    figures  differences of the figures; `figures.live` is the headline
    sooner   months sooner to the highest share that both reach in half of the replicates
    groups   the headline by group
    start    part of the headline that is due to the plan's own pilots and planning for scale: the
             plan less the same plan with the baseline's; absent if they do not differ
    pairing  replicates that independent luck would have needed for the same half-width of the
             headline, for each replicate used; absent if the difference never varies, or
             if there are too few draws to measure it
    """

    label: str
    figures: Values[Interval]
    sooner: Sooner | None
    groups: tuple[GroupDifference, ...]
    start: Interval | None
    pairing: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `compare` found.

    baseline      index of the plan that the others are held against
    horizon       headline month and last month
    precision     half-width asked of every headline difference, share of organisations
    confidence    [share] chance that all headline differences lie in their intervals at once
    level         [share] of each single interval, so that this is so
    looks         how often it was looked, and how precise it was then
    cap_hit       the most replicates were used and the precision was not reached
    given_system  all replicates stand on one system
    standings     one per plan
    differences   one per plan other than the baseline, in the order of the plans
    leader        index of the plan with the highest live share in the headline month
    ahead         by label of every other plan: the leader's live share less that plan's; its
                  level is shared by all pairs of plans
    outcomes      one per plan
    """

    plans: tuple[Plan, ...]
    baseline: int
    horizon: Horizon
    precision: float
    confidence: float
    level: float
    looks: tuple[Look, ...]
    cap_hit: bool
    given_system: bool
    standings: tuple[Standing, ...]
    differences: tuple[Difference, ...]
    leader: int
    ahead: dict[str, Interval]
    outcomes: tuple[Outcomes, ...] = field(default=(), repr=False)

    @property
    def replicates(self) -> int:
        """Replicates used, of each plan."""
        return self.looks[-1].replicates

    @property
    def against(self) -> str:
        """What the reader calls the baseline."""
        return self.plans[self.baseline].label

    @property
    def tied(self) -> list[str]:
        """Labels of the plans that cannot be told apart from the leader."""
        return [label for label, by in self.ahead.items() if not by.excludes_zero]
