"""Where the values of the user's own organisations come from, in words and as tables."""

import difflib
from collections.abc import Iterator, Sequence

import numpy as np

from sim.networks import as_given
from sim.networks.columns import ORGANISATION, SHARES
from sim.networks.origins import CONVERTED, DEFAULT, GIVEN, UNKNOWN, Origin, in_words, source
from sim.networks.system import System
from sim.params import Scenario
from sim.params.errors import UserError

LISTED = (*SHARES, "size")  # columns of the table of all organisations
MARKS = {GIVEN: "", CONVERTED: " c", DEFAULT: " d", UNKNOWN: ""}
LEGEND = (
    "c: converted from a scale or several columns; m: mean of several people; d: default; drawn: "
    "not known, so drawn anew in each system"
)


def origins_in_words(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Yield columns of the user's own table with where their values come from.

    Columns that are as plain as each other are named together.

    Raises
    ------
    UserError
        If a file cannot be read.
    """
    alike: dict[str, list[str]] = {}
    system = as_given(scenario.system)
    for each in () if system is None else system.origins:
        alike.setdefault(_in_words(each), []).append(each.column)
    for words, columns in alike.items():
        yield ", ".join(columns), words


def _in_words(origin: Origin) -> str:
    """Say of one column how many values have which origin, and how they were read."""
    if not origin.headings:
        drawn = (origin.kinds == UNKNOWN).any()
        return "not in the file: not known, drawn" if drawn else "not in the file: the default"
    counts = origin.counts()
    told = ", ".join(f"{count:,} {words}" for count, words in counts)
    if not origin.mapping and len(counts) == 1:
        told = f"all {counts[0][1]}"
    more = f"; from {source(origin)}" if origin.mapping else ""
    return f"{told}{more}"


def all_values(scenario: Scenario) -> tuple[list[str], list[list[str]]]:
    """Lay out the shares and sizes of all organisations, each with a mark of its origin.

    Returns
    -------
    tuple of list
        The head, and a row for each organisation.
    """
    system = _own(scenario)
    by_column = {each.column: each for each in system.origins}
    columns = [by_column[name] for name in LISTED if name in by_column]
    rows = [
        [name, *(_cell(system, each, i) for each in columns)] for i, name in enumerate(system.names)
    ]
    return ["organisation", *(each.column for each in columns)], rows


def values_of(scenario: Scenario, organisation: str) -> list[list[str]]:
    """Lay out one organisation: column, value, origin, and from where in the file.

    Raises
    ------
    UserError
        If there is no organisation of that name.
    """
    system = _own(scenario)
    i = _place(system.names, organisation)
    return [
        [
            each.column, _value(system, each, i), in_words(int(each.kinds[i])),
            source(each) if each.headings else "not in the file",
        ]
        for each in system.origins
    ]  # fmt: skip


def _own(scenario: Scenario) -> System:
    system = as_given(scenario.system)
    if system is None or not system.origins:
        raise UserError(
            "these organisations are not read from a table of yours; name one, as in: "
            "uptake show mysystem --values"
        )
    return system


def _place(names: Sequence[str], wanted: str) -> int:
    folded = [each.casefold() for each in names]
    said = " ".join(wanted.split()).casefold()
    if said in folded:
        return folded.index(said)
    near = difflib.get_close_matches(said, folded, 1, 0.5)
    hint = f" (did you mean '{names[folded.index(near[0])]}'?)" if near else ""
    raise UserError(f"there is no organisation '{wanted}' in this system{hint}")


def _cell(system: System, origin: Origin, i: int) -> str:
    kind = int(origin.kinds[i])
    return _value(system, origin, i) + MARKS.get(kind, " m")


def _value(system: System, origin: Origin, i: int) -> str:
    """Write one value; one that is drawn anew in each system has none to write."""
    if origin.kinds[i] == UNKNOWN:
        return "drawn"
    value = getattr(system.arrays, origin.column)[i]
    if ORGANISATION[origin.column].holds == "words":
        return {"type": system.types, "region": system.regions}[origin.column][int(value)]
    if isinstance(value, np.bool_):
        return "yes" if value else "no"
    return f"{value:.3g}"
