"""Dials and what-ifs, as the page reads them."""

from typing import Literal, NotRequired, TypedDict

from sim.page.schema.plans import Scalar

DialKind = Literal["plan", "belief"]
DialForm = Literal["number", "choice", "balance"]


class Turn(TypedDict):
    """The levels between which a dial turns for one plan; `share`: the lever's of the budget."""

    first: int
    last: int
    share: NotRequired[float]


class Dial(TypedDict):
    """One dial; `by_plan` is null where it does nothing for a plan.

    kind    whether it is part of a plan, or a belief about how the world answers
    form    a number on a scale, one of some choices, or a balance between two ends
    levels  every value that it may take, in order; a balance that may be left open begins with null
    names   of the levels; empty for numbers that are said with their unit
    """

    key: str
    label: str
    group: str
    kind: DialKind
    form: DialForm
    unit: str
    levels: list[Scalar]
    names: list[str]
    ends: list[str] | None
    values: dict[str, Scalar]
    explain: str
    by_plan: dict[str, Turn | None]


class WhatIf(TypedDict):
    """One change of a plan that a button makes."""

    id: str
    label: str
    explain: str
    plan: str
    values: dict[str, Scalar]
