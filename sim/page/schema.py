"""The shape of what the page is told, declared once; the script's types are written from it.

A number that may be unknown is `float | None`.  Lists by month hold one value for each record.
"""

from typing import Literal, NotRequired, TypedDict

Scalar = bool | float | str | None
Better = Literal["up", "down", "neither"]
DialKind = Literal["number", "choice"]
Series = list[float]
Unsure = list[float | None]


class Ends(TypedDict):
    """A mean with its 95 % range; null where it is not known."""

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
    """Between which shares nine of ten single runs lie, by month."""

    low: Series
    high: Series


class Group(TypedDict):
    """The share live of one group, by month."""

    dimension: str
    group: str
    live: Series
    low: Unsure
    high: Unsure


class Figure(Ends):
    """One measure of a plan: its number, and how it is said."""

    key: str
    label: str
    unit: str
    text: str


class Measure(Figure):
    """A measure with its meaning and the keys of the parameters behind it."""

    better: Better
    explain: str
    behind: list[str]


class Change(Measure):
    """A plan less the baseline; `apart` where that is surely not 0."""

    apart: bool


class Plan(TypedDict):
    """One plan."""

    id: str
    label: str
    name: str
    explain: str
    command: str
    overrides: list[str]
    curves: dict[str, Curve]
    spread: dict[str, Spread]
    groups: list[Group]
    measures: list[Measure]


class Difference(TypedDict):
    """One plan less the baseline, in every measure."""

    plan: str
    against: str
    measures: list[Change]
    sentence: str


class Run(TypedDict):
    """One run to play.

    stages, binding  of each organisation a text with a digit for each month; "-" is no gap
    stories          of each organisation pairs of a month and the number of a saying
    """

    replicate: int
    label: str
    why: str
    category: list[int]
    stages: list[str]
    binding: list[str]
    stories: list[list[list[int]]]


class Played(TypedDict):
    """The runs of one plan."""

    runs: list[Run]


class Network(TypedDict):
    """The organisations of one system, where they stand, and their runs by plan."""

    names: list[str]
    types: list[str]
    type: list[int]
    regions: list[str]
    region: list[int]
    deprived: list[bool]
    x: list[float]
    y: list[float]
    ties: list[list[int]]
    plans: dict[str, Played]
    sayings: list[str]


class Loss(Estimate):
    """What a gap costs, as a share of organisations; `alone` and `last` without and with others."""

    gap: str
    text: str
    alone: Estimate
    last: Estimate


class HeldGroup(TypedDict):
    """Share of a group's organisations that each gap holds back most, at a month."""

    dimension: str
    group: str
    at: int
    shares: dict[str, float]


class NextBest(TypedDict):
    """The change of one kind that gains most for a group."""

    dimension: str
    group: str
    kind: str
    action: str
    lever: str
    gain: Estimate
    apart: bool
    leads: bool
    sentence: str
    values: dict[str, Scalar]
    command: str


class PlanGaps(TypedDict):
    """Mean numbers of organisations that each gap holds back most, by month and by stage."""

    by_month: dict[str, Series]
    by_stage: dict[str, dict[str, Series]]


class PlanLedger(PlanGaps):
    """The barrier ledger of one plan."""

    horizon: int
    replicates: int
    by_group: list[HeldGroup]
    reached: Estimate
    all_closed: Estimate
    lost: list[Loss]
    next_best: list[NextBest]


class Ledger(TypedDict):
    """The barrier ledgers, by plan."""

    plans: dict[str, PlanLedger]


class Choice(TypedDict):
    """One of the values of a dial that is no number."""

    value: Scalar
    label: str


class Turn(TypedDict):
    """How far one plan turns a dial; `share` is what a lever has of the budget."""

    low: float
    high: float
    value: Scalar
    share: NotRequired[float]


class Dial(TypedDict):
    """One dial; `by_plan` is null where it does nothing for a plan."""

    key: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    value: Scalar
    values: dict[str, Scalar]
    kind: DialKind
    choices: list[Choice]
    explain: str
    source: str
    in_file: bool
    levels: list[float]
    by_plan: dict[str, Turn | None]


class Ruler(TypedDict):
    """How much each level of a dial counts at some places along it."""

    places: list[float]
    weights: list[list[float]]


class HeldOut(TypedDict):
    """How near the grid comes to real runs at settings that it was not made from."""

    settings: int
    within_3_points: float
    worst: float
    nineteen_in_20_within: float


class Grid(TypedDict):
    """Answers computed beforehand; `values`, `half_width`: whole numbers up to `scale`, packed."""

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
    """The paired difference of a changed plan to the plan as it is, in one month."""

    key: str
    month: int
    apart: bool
    sentence: str


class Told(TypedDict):
    """What comes of a plan with some values changed, over how many runs."""

    curves: dict[str, Curve]
    difference: Paired
    command: str
    held_to: Literal["computed", "interpolated"]
    replicates: int


class Answer(Told):
    """An answer of the live page; `n` is the number that the question had."""

    measures: list[Measure]
    n: NotRequired[int]


class Brief(Told):
    """The same for a file that holds many: numbers without words."""

    measures: list[Figure]


class WhatIf(TypedDict):
    """One button; `result` is null in a live page, and where the plan does not allow it."""

    id: str
    label: str
    kind: Literal["whatif"]
    explain: str
    claim: str
    plan: str
    values: dict[str, Scalar]
    result: Brief | None


class Position(TypedDict):
    """One position of a tension."""

    value: Scalar
    label: str
    result: Brief | None


class Tension(TypedDict):
    """One balance to strike; `now` is the plan's own position, -1 where it is none of them."""

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


class Parameter(TypedDict):
    """One number or switch; `values` by plan where the plans differ in it."""

    value: Scalar
    unit: str
    meaning: str
    source: str
    sourced: bool
    low: float | None
    high: float | None
    values: NotRequired[dict[str, Scalar]]


class Step(TypedDict):
    """One step of the run sheet."""

    minutes: int
    title: str
    say: str


class Live(TypedDict):
    """What a live page sends with each question."""

    token: str
    asker: str


class Payload(TypedDict):
    """Everything that the page shows."""

    format: int
    version: str
    title: str
    illustrative: bool
    about: str
    organisations: int
    horizon: int
    months: int
    first_view: str
    first_month: str
    replicates: int
    seed: int
    live: Live | None
    baseline: int
    leader: int
    headline: str
    verdict: list[str]
    command: str
    workshop_command: str
    plans: list[Plan]
    differences: list[Difference]
    network: Network | None
    stages: list[str]
    categories: list[str]
    gaps: list[str]
    gap_explain: dict[str, str]
    ledger: Ledger
    dials: list[Dial]
    dials_plan: str
    grid: Grid | None
    whatifs: list[WhatIf | Tension]
    parameters: dict[str, Parameter]
    honesty: list[str]
    runsheet: list[Step]
