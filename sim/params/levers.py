"""What each lever costs and which gaps it closes: table 3.3 of the model, as data."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sim.params.declare import by_lever, par
from sim.params.lever_table import NOBODY, ROWS
from sim.params.lever_table import Lever as Row

SIZE = "assumed, scaled so that virtual trials give published effect sizes"


def closing(gap: str) -> Any:
    """Declare the share of one gap that a lever closes."""
    meaning = f"share of the {gap} gap that a full dose closes"
    return par(0.0, "share", 0, 1, meaning, SIZE, says=f"{{}} of the {gap} gap closed")


@dataclass(slots=True)
class Lever:
    """A lever bought by the month: its cost, and the share of each gap that it closes."""

    cost: float = par(
        1.0, "kGBP/month", 0.01, 1e6, "cost of 63% of the full dose for 60 organisations",
        says="{} for 63% of the dose",
    )  # fmt: skip
    cultural: float = closing("cultural")
    capacity: float = closing("capacity")
    evidence: float = closing("evidence")
    technical: float = closing("technical")
    financial: float = closing("financial")


@dataclass(slots=True)
class Help:
    """A lever bought by place, by site or as a stock; its price is among the assumptions."""

    cultural: float = closing("cultural")
    capacity: float = closing("capacity")
    evidence: float = closing("evidence")
    technical: float = closing("technical")
    financial: float = closing("financial")


@dataclass(slots=True)
class Work:
    """A lever that closes no gap by itself."""

    cost: float = par(
        1.0, "kGBP/month", 0.01, 1e6, "cost of 63% of the full dose for 60 organisations",
        says="{} for 63% of the dose",
    )  # fmt: skip


def each(kind: type, *numbers: float) -> Any:
    """Declare a lever, or the weights of a stage, by its numbers in the order of the fields."""
    return field(default_factory=lambda: kind(*numbers))


def of_row(row: Row) -> tuple[type, Any]:
    """Tell the kind of parameters that a row of the table has, and its defaults."""
    if row.cost is None:
        return Help, each(Help, *row.closes)
    if row.reaches == NOBODY:
        return Work, each(Work, row.cost)
    return Lever, each(Lever, row.cost, *row.closes)


if TYPE_CHECKING:

    @dataclass(slots=True)
    class Levers:
        """The levers, in the order in which their effects are applied."""

        def __getattr__(self, lever: str) -> Any: ...

else:
    Levers = by_lever(
        "Levers",
        "The levers, in the order in which their effects are applied.",
        {name: of_row(row) for name, row in ROWS.items()},
    )


@dataclass(slots=True)
class Weights:
    """How much each gap matters at one stage (omega of E4)."""

    cultural: float = par(1.0, "weight", 0, 5, "weight of the cultural gap")
    capacity: float = par(1.0, "weight", 0, 5, "weight of the capacity gap")
    evidence: float = par(1.0, "weight", 0, 5, "weight of the evidence gap")
    technical: float = par(1.0, "weight", 0, 5, "weight of the technical gap")
    financial: float = par(1.0, "weight", 0, 5, "weight of the financial gap")


@dataclass(slots=True)
class StageWeights:
    """Weights of the gaps while an organisation is persuaded, decides, implements and sustains."""

    persuade: Weights = each(Weights, 1.00, 0.50, 1.00, 0.25, 0.25)
    decide: Weights = each(Weights, 0.25, 0.25, 0.75, 0.50, 1.25)
    implement: Weights = each(Weights, 0.75, 1.25, 0.25, 1.00, 0.25)
    sustain: Weights = each(Weights, 0.50, 1.00, 0.25, 0.75, 0.50)
