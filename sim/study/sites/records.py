"""What is found of each organisation."""

from dataclasses import dataclass

from sim.networks.stands import LIVE
from sim.outcomes.intervals import Interval
from sim.params import Scenario
from sim.params.names import EMBEDDED, IMPLEMENTING

LIVE_STAGES = (IMPLEMENTING, EMBEDDED, LIVE)


@dataclass(frozen=True, slots=True)
class Boards:
    """When an organisation next meets a board.

    low, middle, high  months from month 0 by which 10, 50 and 90 % of its runs have met it, of
                       those that meet one
    never              share of its runs, of those in which it is not live at month 0, that meet
                       none within the months looked at
    interval           months between boards
    """

    low: int
    middle: int
    high: int
    never: float
    interval: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What one lever is worth to one organisation that is given it alone, on top of the plan.

    lever   its name: "govern"
    points  share of runs in which it is live on the last date: with the lever minus without
    runs    pairs of runs from which that comes
    price   [kGBP]  of the lever for this organisation alone
    closer  whether it was among the best of the first runs, and so was looked at more closely
    behind  how much more the best of those is worth; None for itself, and for the others
    """

    lever: str
    points: Interval
    runs: int
    price: float
    closer: bool
    behind: Interval | None = None

    @property
    def per_thousand(self) -> float | None:
        """Points of chance for each 1,000 pounds; None where nothing is paid, as for no grant."""
        return 100.0 * self.points.mean / self.price if self.price else None


def _helps(gain: Gain, margin: float) -> bool:
    """Whether a lever clearly helps, and by enough."""
    return gain.closer and gain.points.low > 0 and gain.points.mean >= margin


def _ties(gain: Gain, margin: float) -> bool:
    """Whether a lever helps, and cannot be told apart from the best."""
    return gain.behind is not None and gain.behind.low <= 0 and _helps(gain, margin)


@dataclass(frozen=True, slots=True)
class Site:
    """One organisation.

    stage        at which it is today, as `sim.params.names.STAGES`, or as `stands.LIVE`; None where
                 nobody said
    since        months ago that this began; None where nobody said
    live_today   share of runs in which it is live at month 0
    chances      share of runs in which it is live at each of the months looked at
    embedded     share of runs in which it has embedded it by the last of them
    gap_now      gap that binds most often at month 0 while it is not live, with its share of runs
    gap_later    the same in the month before the last date
    boards       when it next meets a board; None if it meets none in any run
    looked       whether levers were tried on it
    gains        levers by what they are worth, best first; empty where none were tried
    """

    name: str
    type: str
    region: str
    stage: int | None
    since: int | None
    live_today: float
    chances: tuple[Interval, ...]
    embedded: Interval
    gap_now: tuple[str, float] | None
    gap_later: tuple[str, float] | None
    boards: Boards | None
    looked: bool
    gains: tuple[Gain, ...]

    @property
    def is_live(self) -> bool:
        """Whether it is said to be live today; to be live in every run by chance does not count."""
        return self.stage in LIVE_STAGES

    @property
    def chance(self) -> Interval:
        """Share of runs in which it is live on the last date."""
        return self.chances[-1]

    def best(self, margin: float) -> tuple[Gain, ...]:
        """Return what helps most: one lever, or those that cannot be told apart; none if none do.

        margin  share of runs; a smaller gain is none
        """
        if not self.gains or not _helps(self.gains[0], margin):
            return ()
        return (self.gains[0], *(each for each in self.gains[1:] if _ties(each, margin)))


@dataclass(frozen=True, slots=True)
class Sites:
    """All organisations that were asked for, in the order of their file.

    months      months at which chances are reported, ascending
    runs        of the plan as it is
    screened    pairs of runs in which every lever was tried on each organisation
    closer      pairs of runs of the best levers
    until       months for which help by the month is given
    margin      share of runs; a smaller gain is none
    today       calendar month of month 0 (12 times the year, plus 0 to 11); None if only counted
    ties        (one, other) numbers of `names`, each tie once; none where each system draws others
    stands      whether a file says where organisations stand; else who is live at month 0 is a
                pilot
    names, regions  of all organisations of the system, asked for or not
    """

    scenario: Scenario
    months: tuple[int, ...]
    sites: tuple[Site, ...]
    runs: int
    systems: int
    screened: int
    closer: int
    until: int
    margin: float
    today: int | None
    names: tuple[str, ...]
    regions: tuple[str, ...]
    ties: tuple[tuple[int, int], ...]
    stands: bool = False
