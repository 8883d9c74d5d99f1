"""Which values of a system that was read nobody knows, and what is said of them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace

import numpy as np

from sim.networks.blanks import best_guess
from sim.networks.system import Flags, Floats, System
from sim.networks.traits import TRAITS
from sim.networks.unknown import (
    CORRELATED,
    DEPRIVED,
    DRAWN_WHERE_BLANK,
    ORIENTATION,
    SCORED,
    SIZE,
    Beliefs,
    Unknown,
)
from sim.params import OrganisationType
from sim.params import System as SystemParameters

Columns = Mapping[str, np.ndarray]
ARE_DRAWN = "drawn anew in each system"


def with_unknown(
    system: System,
    columns: Columns,
    disagreement: Columns,
    parameters: SystemParameters,
    all_traits: bool,
) -> System:
    """Say in a system what is not known of it, and note it; as it is if all is known.

    The arguments are those of `sim.networks.assemble.assembled`.
    """
    blank = _blank(system, columns, all_traits)
    unknown = Unknown(
        blank, _doubt(disagreement, blank), _usual(system, parameters), _beliefs(parameters)
    )
    notes = (*system.notes, *_ticked(system, columns))
    if unknown.is_nothing:
        return replace(system, notes=notes)
    guessed = best_guess(replace(system, unknown=unknown))
    return replace(guessed, notes=(*notes, *_notes(guessed)))


def _blank(system: System, columns: Columns, all_traits: bool) -> dict[str, Flags]:
    """Find the blank cells of columns that are given; bool[N] each."""
    blank: dict[str, Flags] = {}
    for name in DRAWN_WHERE_BLANK:
        values = columns.get(name)
        if values is None:
            if all_traits and name in TRAITS:
                blank[name] = np.ones(system.organisations, bool)
        elif name in TRAITS or not np.isnan(values).all():
            blank[name] = np.isnan(values)
    if _is_ticked(columns):
        del blank[DEPRIVED]
    return blank


def _is_ticked(columns: Columns) -> bool:
    """Whether deprived is given as yes or nothing: then nothing means no."""
    values = columns.get(DEPRIVED)
    return values is not None and bool(np.isnan(values).any()) and bool((values == 1).any()) and (
        not (values == 0).any()
    )  # fmt: skip


def _ticked(system: System, columns: Columns) -> Iterator[str]:
    if _is_ticked(columns):
        empty = int(np.isnan(columns[DEPRIVED]).sum())
        yield (
            f"deprived says yes or nothing, so the {empty:,} of {system.organisations:,} "
            "organisations without it count as no (if it says no somewhere, empty means not known)"
        )


def _doubt(disagreement: Columns, blank: Mapping[str, Flags]) -> dict[str, Floats]:
    """Keep the spread of several people's scores where there is any."""
    doubt: dict[str, Floats] = {}
    for name in SCORED:
        if name in disagreement:
            sd = np.nan_to_num(np.asarray(disagreement[name], np.float64))
            said = sd * ~blank.get(name, np.zeros(len(sd), bool))
            if (said > 0).any():
                doubt[name] = said
    return doubt


def _usual(system: System, parameters: SystemParameters) -> dict[str, Floats]:
    """Return what the scenario says of organisations of each type, known by its name; [N] each."""
    known = {
        name.casefold(): each
        for key, each in parameters.types.items()
        for name in (key, each.title)
    }
    of = [known.get(name.casefold()) for name in system.types]

    def by_type(name: str, default: float) -> Floats:
        found = np.array([_said(each, name, default) for each in of], np.float64)
        return found[system.arrays.type]

    usual = {name: by_type(name, getattr(parameters, name)) for name in CORRELATED}
    return usual | {SIZE: by_type(SIZE, 1.0)}


def _said(type: OrganisationType | None, name: str, default: float) -> float:
    """Return what a type says of a column, or else the system's value; it has no orientation."""
    value = None if type is None or name == ORIENTATION else getattr(type, name)
    return default if value is None else float(value)


def _beliefs(parameters: SystemParameters) -> Beliefs:
    names = {each.name for each in fields(parameters)} & {*Beliefs._fields}
    return Beliefs(**{name: float(getattr(parameters, name)) for name in names})


def _notes(system: System) -> Iterator[str]:
    """Say which values are not known: "capacity of 12 of 40 organisations is not known ..."."""
    unknown, n = system.unknown, system.organisations
    assert unknown is not None
    for name, count in unknown.blanks.items():
        values = getattr(system.arrays, name)[unknown.blank[name]]
        like = "" if name in (DEPRIVED, SIZE) else f" (mean of its like {values.mean():.2f})"
        yield f"{name} of {count:,} of {n:,} organisations is not known and is {ARE_DRAWN}{like}"
    for name, count in unknown.doubts.items():
        yield (
            f"{name} of {count:,} of {n:,} organisations is scored by several people who differ; "
            f"it is {ARE_DRAWN}, with the mean and the spread of their scores"
        )
