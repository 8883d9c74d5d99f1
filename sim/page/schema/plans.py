"""Numbers, curves and measures of plans, as the page reads them."""

from typing import Literal, TypedDict

Scalar = bool | float | str | None
Better = Literal["up", "down", "neither"]
Series = list[float]
Unsure = list[float | None]


class Ends(TypedDict):
    """A mean with its 95 % range; null if it is not known."""

    mean: float | None
    low: float | None
    high: float | None


class Estimate(TypedDict):
    """A mean with its 95 % range, all three known."""

    mean: float
    low: float
    high: float


class Curve(TypedDict):
    """A share by month, with the range of its mean."""

    mean: Series
    low: Unsure
    high: Unsure


class Spread(TypedDict):
    """The range in which nine in ten single runs lie, by month."""

    low: Series
    high: Series


class Outlook(TypedDict):
    """What may happen to a plan: nine in ten runs over luck, systems and assumptions, by month.

    parts  share of each kind of doubt in the headline month, in words; empty if unknown
    """

    low: Series
    high: Series
    parts: str


class Group(TypedDict):
    """The share of one group that is live, by month."""

    dimension: str
    group: str
    live: Series
    low: Unsure
    high: Unsure


class Measure(Ends):
    """One measure of a plan: its number, words, meaning, and the parameters behind it by key."""

    key: str
    label: str
    text: str
    better: Better
    explain: str
    behind: list[str]


class Change(Measure):
    """A plan less the baseline.

    apart  its 95 % range excludes 0
    close  it is below the margin, so that the two are practically the same
    """

    apart: bool
    close: bool


class Plan(TypedDict):
    """One plan.

    overrides   what it is made of, as typed
    shares      of its money, as typed: in place of other shares and shifts if money is moved; empty
                where a shift can be added as it is
    areas       places among its groups of organisations elsewhere and in deprived areas
    unapproved  exposure by month where an average organisation is not live; empty if there is none
    """

    id: str
    label: str
    name: str
    explain: str
    command: str
    overrides: list[str]
    shares: list[str]
    areas: list[int]
    unapproved: list[float]
    curves: dict[str, Curve]
    spread: dict[str, Spread]
    outlook: Outlook | None
    groups: list[Group]
    measures: list[Measure]


class Difference(TypedDict):
    """One plan less the baseline, in every measure."""

    plan: str
    measures: list[Change]
    sentence: str
