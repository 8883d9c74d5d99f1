"""A scenario: everything that a run needs, as plain data."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sim.params.assumptions import Assumptions
from sim.params.coefficients import Coefficients
from sim.params.declare import HIDDEN, choice, par, text
from sim.params.display import as_html
from sim.params.events import Event
from sim.params.innovation import Innovation
from sim.params.levers import Levers, StageWeights
from sim.params.strategy import Strategy
from sim.params.system import System


class Kind(Enum):
    """The rule by which organisations adopt."""

    full = "full"
    bass = "bass"
    threshold = "threshold"


@dataclass(slots=True)
class Process:
    """How organisations adopt: by the full model, or by a classic model of diffusion."""

    title: str = text("name shown to readers")
    about: str = text("description in one sentence")
    source: str = text("where it comes from")
    kind: Kind = choice(Kind.full, "the full model, or a classic model to compare with it")
    innovation: float = par(
        0.0025,
        "1/month",
        0,
        5,
        "Bass's coefficient of innovation (p), per month",
        "0.03 a year (Sultan 1990)",
    )
    imitation: float = par(
        0.0317,
        "1/month",
        0,
        5,
        "Bass's coefficient of imitation (q), per month",
        "0.38 a year (Sultan 1990)",
    )
    threshold: float = par(
        0.25, "share or count", 0, 1e6, "exposure at which an organisation adopts"
    )
    count: bool = choice(False, "whether the threshold counts neighbours rather than their share")
    levers: bool = choice(
        False, "whether levers act in a classic model: on its rates, its threshold and its exposure"
    )


@dataclass(slots=True)
class Clock:
    """Time."""

    months: int = par(72, "month", 1, 1200, "length of the run", says="a run of {}")
    start: str = field(
        default="2026-04",
        metadata=dict(
            unit="year-month",
            meaning="calendar date of month 0",
            source="assumed",
            says="a start in {}",
        ),
    )
    winter: float = par(
        0.0, "share", 0, 1, "share of capacity lost from November to February",
        says="{} of capacity lost each winter", named={"0": "no pressure in winter"},
    )  # fmt: skip


@dataclass(slots=True)
class Scenario:
    """One innovation, one system, one strategy, and the assumptions about organisations.

    scores  what several people said of its keys (`sim.params.scores.Scores`); no run reads it
    """

    title: str = text("name shown to readers")
    about: str = text("the question it asks, in one sentence")
    system: System = field(default_factory=System)
    innovation: Innovation = field(default_factory=Innovation)
    strategy: Strategy = field(default_factory=Strategy)
    events: dict[str, Event] = field(default_factory=dict)
    process: Process = field(default_factory=Process)
    clock: Clock = field(default_factory=Clock)
    assumptions: Assumptions = field(default_factory=Assumptions)
    coefficients: Coefficients = field(default_factory=Coefficients)
    levers: Levers = field(default_factory=Levers)
    stage_weights: StageWeights = field(default_factory=StageWeights)
    scores: Any = field(default=None, metadata={HIDDEN: True})

    def _repr_html_(self) -> str:
        """Show the scenario in a notebook."""
        return as_html(self)
