"""Runs to play, the barrier ledger, and everything together, as the page reads it."""

from typing import NotRequired, TypedDict

from sim.page.schema.dials import Dial, WhatIf
from sim.page.schema.engine import CarriedModel
from sim.page.schema.outcomes import Reckoned, Term
from sim.page.schema.phones import Code
from sim.page.schema.plans import Difference, Estimate, Plan, Scalar, Series


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
    """The organisations of one system, their places on the map, and their runs by plan."""

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
    """What a gap costs, as a share of organisations."""

    gap: str
    text: str


class GroupGaps(TypedDict):
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
    gain: Estimate
    apart: bool
    sentence: str
    command: str


class PlanGaps(TypedDict):
    """Mean numbers of organisations that each gap holds back most, by month and by stage."""

    by_month: dict[str, Series]
    by_stage: dict[str, dict[str, Series]]


class PlanLedger(PlanGaps):
    """The barrier ledger of one plan.

    pairs  runs with and without each gap
    money  the ledger in a sentence, with what a little more money would win back
    """

    organisations: int
    horizon: int
    pairs: int
    by_group: list[GroupGaps]
    reached: Estimate
    all_closed: Estimate
    lost: list[Loss]
    next_best: list[NextBest]
    money: str


class Ledger(TypedDict):
    """The barrier ledgers, by plan."""

    plans: dict[str, PlanLedger]


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


class Target(TypedDict):
    """What teams play for: shares of organisations, and the programme's money [GBP].

    gave_up  of those ever live, by the end, at most
    """

    live: float
    month: int
    budget: float
    gave_up: float


class Named(TypedDict):
    """Something with a name, and what it is in a sentence."""

    title: str
    about: str


class Question(TypedDict):
    """What a session asks, told before any answer; `asked` is empty if there is no one question."""

    asked: str
    spreads: list[Named]
    among: list[Named]


class AnswerLine(TypedDict):
    """One line of the answer below its headline, e.g. "Sooner" and what is said of it."""

    label: str
    text: str


class Live(TypedDict):
    """What a live page sends with each question, and how phones reach it.

    phones  the same page of the phones by each address of this computer; none if it is not shared
    """

    token: str
    phones: list[Code]


class DatedEvent(TypedDict):
    """Something that is assumed to happen in some plans; `until` is null if it stays."""

    title: str
    from_month: int
    until: int | None
    plans: list[str]


class Payload(TypedDict):
    """Everything that the page shows."""

    version: str
    title: str
    illustrative: bool
    about: str
    horizon: int
    months: int
    first_view: str
    question: Question
    first_month: str
    replicates: int
    margin: float
    sets: str | None
    live: Live | None
    baseline: int
    leader: int
    headline: str
    answer: list[AnswerLine]
    verdict: list[str]
    command: str
    workshop_command: str
    plans: list[Plan]
    events: list[DatedEvent]
    differences: list[Difference]
    one_system: bool
    network: Network | None
    stages: list[str]
    categories: list[str]
    gaps: list[str]
    gap_explain: dict[str, str]
    ledger: Ledger
    dials: list[Dial]
    dials_plan: str
    model: CarriedModel
    whatifs: list[WhatIf]
    outcomes: list[Reckoned]
    series: dict[str, list[Term]]
    parameters: dict[str, Parameter]
    honesty: list[str]
    bears_out: list[str]
    target: Target
