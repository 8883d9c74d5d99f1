"""The anchors: what is known of how innovations spread, as configs/study/anchors.yaml ships it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sim.config import load
from sim.config.preset_files import read, shipped
from sim.params import Scenario
from sim.study.matching.targets import Scale, Target

FILE = Path("study", "anchors.yaml")


@dataclass(frozen=True, slots=True)
class AnchorRun:
    """What is run for some of the anchors.

    name      of the run
    plan      as typed after `uptake run`
    months    how long it runs
    is_trial  whether single levers are tried on halves of the organisations
    modelled  how it is modelled, in words
    """

    name: str
    plan: tuple[str, ...]
    months: int
    is_trial: bool
    modelled: str

    @property
    def scenario(self) -> Scenario:
        """The plan, which runs for so many months."""
        return load([*self.plan, f"clock.months={self.months}"])


@dataclass(frozen=True, slots=True)
class Anchor:
    """One thing that is known, and what of a run is compared with it.

    target   what is known
    run      name of the run
    outcome  what of it: `sim.study.matching.anchor_outcomes` knows how
    month    in which month; the last one if it has none
    lever    in a trial, which
    """

    target: Target
    run: str
    outcome: str
    month: int | None
    lever: str


@cache
def anchors() -> tuple[Anchor, ...]:
    """Read what is known, in the order of the file."""
    said = read(shipped() / FILE)["targets"]
    return tuple(_anchor(name, about) for name, about in said.items())


@cache
def anchor_runs() -> Mapping[str, AnchorRun]:
    """Read what is run, by name."""
    return {
        name: AnchorRun(
            name, tuple(about["plan"]), int(about["months"]), bool(about.get("trial")),
            about["modelled"],
        )
        for name, about in read(shipped() / FILE)["runs"].items()
    }  # fmt: skip


def targets(known: Sequence[Anchor]) -> tuple[Target, ...]:
    """Return the targets of some anchors."""
    return tuple(each.target for each in known)


def _anchor(name: str, about: Mapping[str, Any]) -> Anchor:
    known = about["known"]
    low, high = known if isinstance(known, list) else (known, known)
    target = Target(
        name, float(low), float(high), _error(about["observation"]), float(about["discrepancy"]),
        Scale(about.get("scale", "plain")), about["what"], about["source"], about["why"],
        about["kind"],
    )  # fmt: skip
    return Anchor(
        target, about["run"], about["outcome"], about.get("month"), about.get("lever", "")
    )


def _error(said: Any) -> float:
    """Return the standard deviation of an observation: as said, or of a share of so many."""
    if not isinstance(said, Mapping):
        return float(said)
    some, of = said["binomial"]
    share = some / of
    return float(np.sqrt(share * (1 - share) / of))
