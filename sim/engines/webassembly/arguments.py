"""What the kernel of a page takes: every array, its kind, and its shape in letters.

The letters: R replicates, N organisations, E ties (both ends), K rows of settings, T months,
G groups, S organisations of which it is told where they stand (N or 0), B the same for what they
bring.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from sim.engines.kernels import begun_of
from sim.networks.system import Arrays, System
from sim.outcomes.counts import Counts, empty_counts, groups_of
from sim.params import Scenario
from sim.params.names import GAPS, LEVERS, STAGES
from sim.process.aid import Aid, no_aid
from sim.process.initial_conditions import InitialConditions
from sim.process.settings import timeline_of
from sim.process.state import empty_month, organisations_of, ties_of

Shape = tuple[str | int, ...]

_LAST = "T+1"  # records of a run
_SYSTEM: dict[str, Shape] = dict.fromkeys(Arrays._fields, ("N",)) | {
    "starts": ("N+1",), "peers": ("E",), "trust": ("E",),
}  # fmt: skip
_START: dict[str, Shape] = (
    dict.fromkeys(InitialConditions._fields, ("R", "N"))
    | dict.fromkeys(("stage", "since", "spell"), ("R", "S"))
    | {"brought": ("R", "B")}
)
_AID: dict[str, Shape] = dict.fromkeys(Aid._fields, (0, len(LEVERS)))
_COUNTS: dict[str, Shape] = (
    dict.fromkeys(
        ("ever_live", "ever_abandoned", "live_size", "locked_in", "using", "by_age_sum",
         "by_age_count"), ("R", _LAST),
    )
    | dict.fromkeys(("benefit", "in_year_cash", "site_cost", "days", "exposure"), ("R", "T"))
    | dict.fromkeys(("stage_history", "proficiency_history", "fatigue_history"), (0, _LAST, "N"))
    | {
        "stages": ("R", _LAST, len(STAGES)), "all_size": ("R",),
        "group_stages": (_LAST, "G", len(STAGES)), "binding": ("T", len(STAGES), len(GAPS)),
        "dwell": (len(STAGES), _LAST), "first_live": (0, "T+2"), "stage_of": (_LAST, 0, len(STAGES)),
        "binding_of": ("T", 0, len(GAPS)), "held_of": ("T", 0, len(GAPS)),
    }
)  # fmt: skip
SHAPES: dict[str, Shape | dict[str, Shape]] = {
    "system": _SYSTEM, "start": _START, "categories": ("R", "N"), "groups": ("N", 4),
    "settings": ("K",), "row_of": ("T",), "seed": (1,), "replicates": ("R",),
    "organisations": ("N",), "ties": ("E",), "months": (1,), "aid": _AID, "counts": _COUNTS,
}  # fmt: skip


class Argument(NamedTuple):
    """One array of the kernel: its name, such as "counts.stages", its kind and its shape."""

    name: str
    kind: np.dtype
    shape: Shape


def arguments_for(
    scenario: Scenario, system: System, seed: int, replicates: np.ndarray
) -> dict[str, Any]:
    """Make the arguments of the kernel for one block, by name, in their order."""
    timeline = timeline_of(scenario, system.organisations)
    rows, row_of = timeline.in_arrays
    begun = begun_of(system, timeline.rows[0], seed, replicates)
    return {
        "system": system.arrays,
        "start": begun.start,
        "categories": begun.categories,
        "groups": groups_of(system),
        "settings": rows,
        "row_of": row_of,
        "seed": np.array([seed], np.uint64),
        "replicates": replicates.astype(np.uint64),
        "organisations": organisations_of(system),
        "ties": ties_of(system),
        "months": empty_month(),
        "aid": no_aid(),
        "counts": empty_counts(system, len(replicates), timeline.rows[0].months, False, False),
    }


def flat(arguments: Mapping[str, Any]) -> Iterator[tuple[str, np.ndarray, Shape]]:
    """List the arrays among arguments, with their names and shapes in letters, in their order."""
    for name, value in arguments.items():
        shapes = SHAPES[name]
        if isinstance(shapes, dict):
            for part, array in zip(type(value)._fields, value, strict=True):
                yield f"{name}.{part}", array, shapes[part]
        else:
            yield name, value, shapes
