"""The results of a comparison."""

from dataclasses import dataclass, field

from sim.outcomes import Outcomes
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval
from sim.params import Scenario
from sim.study.blank_values import BlankValues
from sim.study.even_spread import EvenSpread
from sim.study.groups import GroupDifference
from sim.study.head_to_head import HeadToHead
from sim.study.price import Price
from sim.study.stopping import Look
from sim.study.time_to_share import Reach, TimeSaved
from sim.study.values import Values

# Below these, two plans are practically the same
MARGIN = 0.03  # share of organisations
MONTH = 1.0  # [month] between times
PART = 0.05  # share of the other plan's money or risk


@dataclass(frozen=True, slots=True)
class Plan:
    """A scenario to compare.

    label  short name, as typed
    name   the same in words for the reader; empty if it has only a label
    """

    label: str
    scenario: Scenario
    name: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The results of one plan by itself.

    figures  its outcomes
    half     when half of its organisations are live
    spend    [GBP] programme spend up to the end
    extra    organisations live in the headline month, less those without a spread partner;
             None for the plan without one, and if that plan was not given
    cost     programme spend up to the headline month, less that without a spread partner, for
             each extra organisation; None where `extra` is
    """

    label: str
    figures: Values[Interval]
    half: Reach
    spend: float
    extra: Interval | None
    cost: Price | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One plan minus the baseline, replicate by replicate.

    figures  differences of the figures; `figures.live` is the headline
    sooner   months sooner to a share fixed beforehand; None if neither usually reaches one
    groups   the headline by group
    start    part of the headline due to the plan's own start: the plan minus the same plan with
             the baseline's; None if these do not differ
    pairing  independent replicates needed for the same half-width of the headline, for each
             replicate used; None if the difference never varies, or if there are too few
             draws to measure it
    """

    label: str
    figures: Values[Interval]
    sooner: TimeSaved | None
    groups: tuple[GroupDifference, ...]
    start: Interval | None
    pairing: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `compare` found.

    baseline      index of the plan that the others are compared with
    horizon       headline month and last month
    precision     half-width to reach for every headline difference, share of organisations
    confidence    [share] chance that all headline differences lie in their intervals at once
    level         [share] level of each single interval that gives this confidence
    looks         the looks taken, each with the precision at that point
    planned       number of looks planned, whether or not they were needed
    cap_hit       the most replicates were used but the precision was not reached
    given_system  all replicates use one system
    standings     one per plan
    differences   one per plan other than the baseline, in the order of the plans
    leader        index of the plan with the highest live share in the headline month
    ahead         by label of every other plan: the leader's live share minus that plan's; all
                  pairs of plans share its level
    even          the one plan besides a baseline without a programme, with its money spread
                  evenly over the levers; None if there are more plans, or if it is not wanted
    equal_start   label of the plan whose start all were given; None if each has its own
    rivals        the leader minus each other plan, in every outcome, in the order of the plans
    margin        share of organisations: two plans closer than this are practically the same
    blanks        what values that nobody knows do to the leader's lead over the next; None if all
                  is known, if the two have different systems, or if there are too few systems
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
    even: EvenSpread | None = None
    equal_start: str | None = None
    rivals: tuple[HeadToHead, ...] = ()
    margin: float = MARGIN
    planned: int = 1
    blanks: BlankValues | None = None
    outcomes: tuple[Outcomes, ...] = field(default=(), repr=False)

    @property
    def replicates(self) -> int:
        """Replicates used, of each plan."""
        return self.looks[-1].replicates

    @property
    def against(self) -> str:
        """The baseline's label."""
        return self.plans[self.baseline].label

    @property
    def runner_up(self) -> Standing:
        """The plan with most live in the headline month after the leader."""
        return self.standings[self.second]

    @property
    def second(self) -> int:
        """Its index."""
        others = [k for k in range(len(self.standings)) if k != self.leader]
        return max(others, key=lambda k: self.standings[k].figures.live.mean)

    @property
    def close(self) -> list[str]:
        """Labels of the plans that are practically the same as the leader."""
        return [label for label, by in self.ahead.items() if by.mean < self.margin]

    @property
    def tied(self) -> list[str]:
        """Labels of the plans that cannot be told apart from the leader."""
        return [label for label, by in self.ahead.items() if not by.excludes_zero]
