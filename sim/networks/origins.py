"""Where each value of a user's own organisations comes from: a small record beside the numbers.

It is kept with a system and told by `uptake show`; nothing is computed from it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from sim.networks.assemble import ROUNDING
from sim.networks.cells import shown
from sim.networks.columns import ORGANISATION
from sim.networks.headings import Heading
from sim.networks.scales import AS_IT_STANDS
from sim.networks.scores import Scored
from sim.networks.system import Arrays, Floats, System, Whole

GIVEN, CONVERTED, DEFAULT, UNKNOWN = 0, 1, -1, -2  # from 2 on: the mean of so many people
TOLD = tuple(name for name in ORGANISATION if name in Arrays._fields)
SCALED = "divided by their mean, since 1 is an average size"
NAMED = 3  # people or headings that a line names


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the values of one column come from.

    column    its name
    file      the file or table that it was read from, without its folder
    headings  of what was read, as they are written; none if it is not in the file
    mapping   how its scores were read, and what that assumes; empty if as they stand
    kinds     int64[N]  GIVEN, CONVERTED, DEFAULT, UNKNOWN (drawn), or how many people scored it
    """

    column: str
    file: str
    headings: tuple[str, ...]
    mapping: str
    kinds: Whole

    def counts(self) -> list[tuple[int, str]]:
        """Say how many values have each origin, the most frequent first."""
        found = Counter(self.kinds.tolist()).most_common()
        several = {kind: in_words(kind).replace("mean of", "means of") for kind, _ in found}
        return [(count, several[kind] if count > 1 else in_words(kind)) for kind, count in found]


def in_words(kind: int) -> str:
    """Say where one value comes from."""
    words = {GIVEN: "given", CONVERTED: "converted", DEFAULT: "default"}
    if kind == UNKNOWN:
        return "not known, drawn"
    return words.get(kind, f"mean of {kind} people")


def with_origins(system: System, origins: Iterable[Origin]) -> System:
    """Return a system with the record of where its values come from.

    origins  as `origins_of` gives them; values that nobody knows are found here
    """
    blank = {} if system.unknown is None else system.unknown.blank
    drawn = (
        replace(each, kinds=np.where(blank[each.column], UNKNOWN, each.kinds))
        if each.column in blank
        else each
        for each in origins
    )
    return replace(system, origins=tuple(drawn))


def origins_of(
    written: Mapping[str, str],
    columns: Mapping[str, np.ndarray],
    scored: Mapping[str, Scored],
    file: Any,
) -> tuple[Origin, ...]:
    """Record where the values of a table of organisations come from.

    Parameters
    ----------
    written : mapping of str to str
        By column, its heading as it is written.
    columns : mapping of str to ndarray
        As they were read, each [N], with NaN or None where nothing is said.
    scored : mapping of str to Scored
        The traits among them that one or several people scored.
    file : object
        Its path, or what it is called.

    Returns
    -------
    tuple of Origin
        One for each column that a run reads; so none for names, codes and stages.
    """
    n, where = len(columns["name"]), Path(str(file)).name
    made = []
    for name in TOLD:
        if name in scored:
            found = scored[name]
            headings = tuple(each.text for each in found.headings)
            kinds = _kinds_of_scores(found)
            made.append(Origin(name, where, headings, mapping_in_words(found), kinds))
            continue
        values = columns.get(name)
        kinds = np.full(n, DEFAULT)
        if values is not None:
            kinds[~_is_blank(values)] = GIVEN
        headings = (written.get(name, name),) if name in columns else ()
        scaled = name == "size" and values is not None and _is_scaled(values)
        if scaled:
            kinds[kinds == GIVEN] = CONVERTED
        made.append(Origin(name, where, headings, SCALED if scaled else "", kinds))
    return tuple(made)


def mappings(scored: Mapping[str, Scored], file: Any) -> list[str]:
    """Say of each trait with a scale, pillars or several people how it was read."""
    where = Path(str(file)).name
    return [
        f"{trait}: from {_columns([h.text for h in each.headings])} of {where}, "
        f"{mapping_in_words(each)}"
        for trait, each in scored.items()
    ]


def mapping_in_words(scored: Scored) -> str:
    """Say how scores became shares: "mean of 7 pillars, read as (score - 1) / 4; assumes ..."."""
    headings = scored.headings
    return ", ".join(part for part in (_parts(scored), _scales(headings)) if part)


def _kinds_of_scores(scored: Scored) -> Whole:
    alone = np.where(scored.converted, CONVERTED, GIVEN)
    kinds = np.where(scored.people > 1, scored.people, alone)
    return np.where(scored.people == 0, DEFAULT, kinds)


def _parts(scored: Scored) -> str:
    """Say of how many pillars and people it is the mean."""
    named = dict.fromkeys(each.person for each in scored.headings if each.person)
    people = [each for each in named if each.casefold() not in scored.silent]
    silent = [each for each in named if each not in people]
    nothing = f"; {_listed(silent)} said nothing" if silent else ""
    pillars = len({each.pillar.casefold() for each in scored.headings if each.pillar})
    said = []
    if pillars > 1:
        fewer = f" (fewer for {_organisations(scored.partly)})" if scored.partly else ""
        said.append(f"mean of {pillars} pillars{fewer}")
    if len(people) > 1:
        some = int(((scored.people > 0) & (scored.people < len(people))).sum())
        fewer = f"; fewer for {_organisations(some)}" if some else ""
        said.append(f"mean of {len(people)} people ({_listed(people)}{fewer}{nothing})")
    elif people:
        said.append(f"scored by {people[0]}{f' ({nothing[2:]})' if silent else ''}")
    elif silent:
        said.append(nothing[2:])
    return ", ".join(said)


def _scales(headings: Sequence[Heading]) -> str:
    """Say how scores were read; where scales differ, below which headings."""
    by_reading: dict[str, list[str]] = {}
    for each in headings:
        said = AS_IT_STANDS if each.scale is None else each.scale.reading
        by_reading.setdefault(said, []).append(each.text)
    scales = {each.scale for each in headings if each.scale is not None}
    assumed = {each.assumes for each in scales if each.assumes}
    if len(by_reading) == 1:
        readings = next(iter(by_reading))
    else:
        readings = " and ".join(f"{_columns(h)} {said}" for said, h in by_reading.items())
    return "; ".join([readings, *sorted(assumed)])


def _columns(headings: Sequence[str]) -> str:
    first = f'column "{shown(headings[0])[1:-1]}"'
    others = len(headings) - 1
    return f"{first} and {others} {'other' if others == 1 else 'others'}" if others else first


def _organisations(count: int) -> str:
    return "1 organisation" if count == 1 else f"{count:,} organisations"


def _listed(people: Sequence[str]) -> str:
    more = len(people) - NAMED
    said = ", ".join(each[:40] for each in people[:NAMED])
    return f"{said} and {more} more" if more > 0 else said


def _is_scaled(sizes: Floats) -> bool:
    """Whether sizes are divided by their mean, as those are whose mean is not 1."""
    there = sizes[~np.isnan(sizes)]
    return bool(len(there) and abs(there.mean() - 1) >= ROUNDING)


def _is_blank(values: np.ndarray) -> np.ndarray:
    if values.dtype == object:
        return np.array([each is None for each in values], np.bool_)
    return np.isnan(values)


def source(origin: Origin) -> str:
    """Say from which columns values were read, and how."""
    return ", ".join(filter(None, [_columns(origin.headings), origin.mapping]))
