"""What the kernel of a page takes: every array, its kind, and its shape in letters.

The letters: R replicates, N organisations, E ties (both ends), K periods, T months,
G groups, S organisations of which it is told where they stand (N or 0), B the same for what they
bring.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from sim.networks.system import Arrays, System, Whole
from sim.outcomes.counts import empty_counts, groups_of
from sim.params import Scenario
from sim.params.names import GAPS, LEVERS, STAGES
from sim.process.aid import Aid, no_aid
from sim.process.brought import BROUGHT
from sim.process.initial_conditions import (
    InitialConditions,
    SharedSettings,
    room_to_start,
    shared_start_of,
)
from sim.process.settings import Settings, as_rows, parts_of, periods_of
from sim.process.state import empty_month, organisations_of, ties_of

Shape = tuple[str | int, ...]

_LAST = "T+1"  # records of a run
_SYSTEM: Mapping[str, Shape] = dict.fromkeys(Arrays._fields, ("N",)) | {
    "starts": ("N+1",), "peers": ("E",), "trust": ("E",),
}  # fmt: skip
_START: Mapping[str, Shape] = (
    dict.fromkeys(InitialConditions._fields, ("R", "N"))
    | dict.fromkeys(("stage", "since", "spell"), ("R", "S"))
    | {"brought": ("R", "B")}
)
_AID: Mapping[str, Shape] = dict.fromkeys(Aid._fields, (0, len(LEVERS)))
_COUNTS: Mapping[str, Shape] = (
    dict.fromkeys(
        ("ever_live", "ever_abandoned", "live_size", "locked_in", "using", "by_age_sum",
         "by_age_count"), ("R", _LAST),
    )
    | dict.fromkeys(("benefit", "in_year_cash", "site_cost", "days", "exposure"), ("R", "T"))
    | dict.fromkeys(("stage_history", "proficiency_history", "fatigue_history"), (0, _LAST, "N"))
    | {
        "stages": ("R", _LAST, len(STAGES)), "all_size": ("R",),
        "group_stages": (_LAST, "G", len(STAGES)), "binding": ("T", len(STAGES), len(GAPS)),
        "dwell": (len(STAGES), _LAST), "first_live": (0, "T+2"),
        "stage_of": (_LAST, 0, len(STAGES)),
        "binding_of": ("T", 0, len(GAPS)), "held_of": ("T", 0, len(GAPS)),
    }
)  # fmt: skip
SHAPES: dict[str, Shape | Mapping[str, Shape]] = {
    "system": _SYSTEM, "start": _START, "categories": ("R", "N"), "groups": ("N", 4),
    "parts": ("K+1",),
    "settings": ("K",), "row_of": ("T",), "spend": ("T",), "seed": (1,), "replicates": ("R",),
    "organisations": ("N",), "ties": ("E",), "months": (1,), "aid": _AID, "counts": _COUNTS,
}  # fmt: skip


# Who gives what is not room: a block of replicates, or the plan
_BLOCK = (
    *(f"system.{name}" for name in Arrays._fields),
    *(f"start.{name}" for name in ("in_line", "stage", "since", "spell")),
    "groups",
)
_PLAN = ("parts", "settings", "row_of", "seed", "replicates")
SOURCES = dict.fromkeys(_BLOCK, "block") | dict.fromkeys(_PLAN, "plan")


def _room(
    scenario: Scenario, first: Settings, system: System, seed: int, replicates: Whole
) -> InitialConditions:
    """Lay out the start of replicates, with room for all that a dial may let it bring."""
    if scenario.strategy.pilots_embedded > 0:  # however many pilots there are
        first = replace(first, pilots_embedded=1)
    read = SharedSettings(*(getattr(first, name) for name in SharedSettings._fields))
    start = room_to_start(first, shared_start_of(system, read, seed, replicates))
    told = start.stage.shape if first.kind == 0 else (len(replicates), 0)
    return start._replace(brought=np.zeros(told, BROUGHT))


class Argument(NamedTuple):
    """One array of the kernel.

    name    e.g. "counts.stages"
    kind    of its entries
    shape   sizes, as numbers or in letters
    source  who gives its content: "block", "plan"; else "room", zeros to fill
    """

    name: str
    kind: np.dtype
    shape: Shape
    source: str


def arguments_for(
    scenario: Scenario, system: System, seed: int, replicates: np.ndarray
) -> dict[str, Any]:
    """Make the arguments of the kernel for one block, by name, in their order."""
    periods = periods_of(scenario, system.organisations)
    start = _room(scenario, periods.rows[0], system, seed, replicates)
    months = scenario.clock.months
    return {
        "system": system.arrays,
        "start": start,
        "categories": np.zeros_like(start.position),
        "groups": groups_of(system),
        "parts": as_rows((*periods.parts, parts_of(scenario, system.organisations))),
        "settings": as_rows(periods.rows),
        "row_of": np.array(periods.row_of, np.int64),
        "spend": np.zeros(months),
        "seed": np.array([seed], np.uint64),
        "replicates": replicates.astype(np.uint64),
        "organisations": organisations_of(system),
        "ties": ties_of(system),
        "months": empty_month(),
        "aid": no_aid(),
        "counts": empty_counts(system, len(replicates), months, False, False),
    }


def flat(arguments: Mapping[str, Any]) -> Iterator[tuple[Argument, np.ndarray]]:
    """List the arrays among arguments, each with what is known of it, in their order."""
    for name, value in arguments.items():
        shapes = SHAPES[name]
        if isinstance(shapes, Mapping):
            for part, array in zip(type(value)._fields, value, strict=True):
                yield _argument(f"{name}.{part}", array, shapes[part]), array
        else:
            yield _argument(name, value, shapes), value


def _argument(name: str, array: np.ndarray, shape: Shape) -> Argument:
    return Argument(name, array.dtype, shape, SOURCES.get(name, "room"))


def arguments_of(arguments: Mapping[str, Any]) -> tuple[Argument, ...]:
    """Return what is known of each array, in their order."""
    return tuple(each for each, _ in flat(arguments))
