"""What was found of each plan: the least money, how likely the goal is with it, and with others."""

from dataclasses import dataclass, field
from enum import StrEnum

from sim.outcomes.intervals import Interval
from sim.study.reach.chance import Nearly
from sim.study.reach.goal import Goal
from sim.study.reach.ladder import Ladder
from sim.study.reach.measures import Runs
from sim.study.uncertainty.variance import Shares


class Status(StrEnum):
    """What was found of a plan.

    START    so many are live at month 0 already
    FREE     its free parts do: its pilots, planning and rules, without money for levers
    MONEY    an amount of money does
    OPEN     whether any amount does cannot be told
    NONE     no amount does
    UNFUNDED it has no money for levers that could be more or less, and does not reach it
    DEAR     what it costs without any lever is more than may be spent; it was not run
    """

    START = "live at the start"
    FREE = "without money"
    MONEY = "with money"
    OPEN = "cannot be told"
    NONE = "not with any"
    UNFUNDED = "has no money"
    DEAR = "costs too much as it is"


REACHES = (Status.START, Status.FREE, Status.MONEY)


@dataclass(frozen=True)
class Point:
    """What was found at one amount of money.

    amount  [GBP]
    chance  that the goal is reached
    share   of organisations that is reached with the wanted chance
    runs    what was measured
    """

    amount: float
    chance: Interval
    share: float
    runs: Runs = field(repr=False)


@dataclass(frozen=True)
class Check:
    """An amount of money on fresh luck.

    point     what was found there
    parts     what makes runs reach it or not; None if that cannot be told
    nearly    in how many sets it is nearly sure, and nearly impossible
    """

    point: Point
    parts: Shares | None
    nearly: Nearly


@dataclass(frozen=True)
class Found:
    """What was found of one plan.

    own      [GBP] its own budget, as it stands
    first    [GBP] what its pilots and its preparation take, and what it costs without levers
    points   at all amounts that were tried, by amount
    status   what it comes to
    least    the least amount that does, on fresh luck; for UNFUNDED the plan as it is, None if
             no amount does
    low      [GBP] amounts from here to `high` cannot be told from the least
    high     [GBP]; None if also the most money may not be enough
    again    [GBP] more money from which it is clearly not enough again; None if it stays enough
    best     for OPEN, NONE and UNFUNDED: the highest chance, and its amount, told from fresh luck
    beside   at the least amount of the cheapest plan, with the same fresh luck; None without one
    behind   the cheapest plan's chance there, minus this plan's; None for that plan
    """

    own: float
    first: float
    points: tuple[Point, ...]
    status: Status
    least: Check | None
    low: float = 0.0
    high: float | None = None
    again: float | None = None
    best: Point | None = None
    beside: Point | None = None
    behind: Interval | None = None

    @property
    def told(self) -> Point | None:
        """What is told of it: the least, or the nearest that it comes; None if it was not run."""
        return self.least.point if self.reaches and self.least is not None else self.best

    @property
    def most(self) -> Point:
        """The most money that was tried."""
        return self.points[-1]

    @property
    def reaches(self) -> bool:
        """Whether it gets there."""
        return self.status in REACHES


@dataclass(frozen=True)
class Least:
    """What was found of all plans.

    end       last month of the runs that were checked
    sets      number of sets of assumptions; 0 if assumptions stay as they are
    states    of the world in which plans were tried
    cheapest  index of the plan that gets there with the least money; None if no plan does
    searched  runs at each amount that was sought, and
    checked   at the one that was found
    ladder    the amounts that may be tried
    """

    goal: Goal
    end: int
    sets: int
    states: int
    searched: int
    checked: int
    plans: tuple[Found, ...]
    cheapest: int | None
    ladder: Ladder
