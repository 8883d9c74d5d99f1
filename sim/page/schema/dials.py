"""Dials, what-ifs and tensions, and the answers that they get, as the page reads them."""

from typing import Literal, NotRequired, TypedDict

from sim.page.schema.plans import Curve, Estimate, Measure, Scalar

DialKind = Literal["number", "choice"]


class Choice(TypedDict):
    """One of the values of a dial that is not a number."""

    value: Scalar
    label: str


class Turn(TypedDict):
    """How far a dial turns for one plan; `share` is the lever's share of the budget."""

    low: float
    high: float
    share: NotRequired[float]


class Dial(TypedDict):
    """One dial; `by_plan` is null where it does nothing for a plan."""

    key: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    values: dict[str, Scalar]
    kind: DialKind
    choices: list[Choice]
    explain: str
    by_plan: dict[str, Turn | None]


class Ruler(TypedDict):
    """The weights of a dial's levels at some places along it."""

    places: list[float]
    weights: list[list[float]]


class HeldOut(TypedDict):
    """How close the grid comes to real runs at settings that it was not made from.

    `within` is the share of the settings that come within `points`, a share of organisations.
    """

    settings: int
    points: float
    within: float
    worst: float


class Grid(TypedDict):
    """Answers computed in advance; `values`, `half_width`: whole numbers up to `scale`, packed."""

    plan: str
    command: str
    keys: list[str]
    levels: list[list[float]]
    rulers: list[Ruler]
    months: list[int]
    series: list[str]
    scale: int
    values: str
    half_width: str
    replicates: int
    held_out: HeldOut
    capped: bool


class Paired(Estimate):
    """The paired difference of a changed plan from the plan as it is, in one month."""

    month: int
    apart: bool
    sentence: str


class Effect(TypedDict):
    """What comes of a plan with some values changed."""

    curves: dict[str, Curve]
    difference: Paired
    command: str


class Answer(Effect):
    """An answer of the live page."""

    measures: list[Measure]
    held_to: Literal["computed", "interpolated"]
    replicates: int


class WhatIf(TypedDict):
    """One button; `result` is null on a live page, and if the plan does not allow it."""

    id: str
    label: str
    kind: Literal["whatif"]
    explain: str
    plan: str
    values: dict[str, Scalar]
    result: Effect | None


class Position(TypedDict):
    """One position of a tension."""

    value: Scalar
    label: str
    result: Effect | None


class Tension(TypedDict):
    """One balance to strike; `now` is the plan's own position, -1 if it is not one of `levels`."""

    id: str
    label: str
    kind: Literal["tension"]
    explain: str
    claim: str
    plan: str
    key: str
    ends: list[str]
    now: int
    levels: list[Position]
