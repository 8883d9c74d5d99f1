"""Which ties an import makes: of the ways that the user names, else of what the files allow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.networks.graph_attributes import edge_trust, node_columns
from sim.networks.published import from_graph, graphs, own_columns, same, ties
from sim.networks.published.entries import Account, Organisation, told
from sim.networks.published.grids import cell, places_of, word
from sim.networks.published.layouts import Found, recognised
from sim.networks.published.vocabulary import name_key
from sim.params.errors import UserError

WAYS = ("catchment", "distance", "region", "supplier", "drawn")
WHAT_IT_IS = {
    "catchment": "by shared catchment",
    "distance": "by distance",
    "region": "all within a region",
    "supplier": "all with one supplier of their record system",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which ties the user asks for.

    ways      of `WAYS`, each for those that the ways before it left without a tie; empty: as the
              files allow
    file      with ties or a graph; instead of ways
    nearest   how many of the nearest, by distance
    at_least  least overlap of two catchments, a share
    weight    attribute of the edges of a graph that is their trust; None: as graphs say it
    """

    ways: tuple[str, ...] = ()
    file: Path | None = None
    nearest: int = ties.NEAREST
    at_least: float = ties.AT_LEAST
    weight: str | None = None


def chosen_ties(
    organisations: Sequence[Organisation], files: Sequence[Found], asked: Asked, account: Account
) -> list[dict[str, Any]] | None:
    """Return the rows of a file of ties, or None if ties are to be drawn.

    Raises
    ------
    UserError
        If no file says what a way needs.
    """
    given = [each for each in files if each.layout.key in ("ties", "graph")]
    unused = [] if asked.file is None and not asked.ways else given
    account.left_out.extend(
        f"{each.path.name}: all of it, since --ties says other ties"
        for each in unused
        if each.path != asked.file
    )
    if asked.file is not None:
        given = [recognised(asked.file)]
    if given and not asked.ways:
        return _rows(organisations, ties.joined(
            [_of_file(each, organisations, asked, account) for each in given]
        ))  # fmt: skip
    ways = asked.ways or _allowed(organisations)
    if "drawn" in ways:
        account.assumed.append("ties: drawn by region and type, as for a made-up system")
        return None
    found = ties.joined([])
    for way in ways:
        alone = ties.without(len(organisations), found)
        made = _made(way, organisations, asked, alone)
        reached = {*made[0].tolist(), *made[1].tolist()}.intersection(alone)
        account.assumed.append(
            f"ties {WHAT_IT_IS[way]}: {len(made[0]):,}, which reach {len(reached):,} more "
            f"organisations{_how(way, asked)}"
        )
        found = ties.joined([found, made])
    alone = ties.without(len(organisations), found)
    if alone:
        names = [organisations[i].code or organisations[i].name for i in alone]
        account.left_out.append(
            f"{told('without any tie', names)}; for ties of theirs by distance, add a directory of "
            "postcodes; for some within their region, --ties catchment,region"
        )
    return _rows(organisations, found)


def _allowed(organisations: Sequence[Organisation]) -> tuple[str, ...]:
    """Return the ways that the files allow, the best first."""
    needs = {"catchment": "shares", "supplier": "supplier", "distance": "place"}
    found = tuple(
        way for way, what in needs.items() if sum(what in e.says for e in organisations) > 1
    )
    return found or ("drawn",)


def _made(
    way: str, organisations: Sequence[Organisation], asked: Asked, alone: Sequence[int]
) -> ties.Ties:
    """Make ties in one way, for those without any."""
    everybody = len(alone) == len(organisations)

    def of(what: str, need: str) -> list[Any]:
        values = [each.says.get(what) for each in organisations]
        if sum(value is not None for value in values) < 2:
            raise UserError(f"--ties {way} needs {need}.")
        return values if everybody else [v if i in waiting else None for i, v in enumerate(values)]

    waiting = set(alone)
    if way == "catchment":
        shares = of("shares", "a file of catchments, such as those of acute trusts by area")
        return ties.by_catchment([each or {} for each in shares], asked.at_least)
    if way == "distance":
        need = "places: a list with lat and long, or a directory of postcodes beside the list"
        of("place", need)
        places = np.array([each.says.get("place", (np.nan, np.nan)) for each in organisations])
        types = [each.says["type"] for each in organisations]
        return ties.by_distance(places, types, asked.nearest, alone)
    if way == "supplier":
        return ties.by_group(of("supplier", "a file with a supplier for each code"), way)
    return ties.by_group(of("region", "a list that says regions"), way)


def _how(way: str, asked: Asked) -> str:
    """Say how strong ties of one way are."""
    if way == "catchment":
        return (
            f"; catchments overlap by {asked.at_least:g} or more (the sum over areas of the "
            "lesser share of patients); trust 0.5 + 0.5 x overlap, assumed"
        )
    if way == "distance":
        return (
            f"; each has the {asked.nearest} nearest; trust 0.75 next door (0.45 across types), "
            f"half of that at {ties.HALVES_AT:g} km, assumed"
        )
    return "; trust as usual, assumed"


Index = Callable[[str], int | None]


def _of_file(
    file: Found, organisations: Sequence[Organisation], asked: Asked, account: Account
) -> ties.Ties:
    """Read ties by codes or names from a table or a graph; those of others are left out."""
    index = _index(organisations)
    unknown: dict[str, None] = {}
    found = []
    pairs = _of_table(file) if file.grid else _of_graph(file, organisations, asked, account)
    for one, other, trust in pairs:
        ends = [index(name) for name in (one, other)]
        unknown |= dict.fromkeys(
            name for name, i in zip((one, other), ends, strict=True) if i is None
        )
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            found.append((ends[0], ends[1], trust))
    reasons = _why_unknown([*unknown], organisations, account)
    if not found:
        why = "; ".join(_are(names, reason) for reason, names in reasons.items())
        raise UserError(
            f"{file.path}: none of its ties is between two of the organisations; name them by "
            f"code or name ({why or 'each is between one and itself'})."
        )
    account.read.append(f"{file.path.name}, {file.layout.words}: {len(found):,} of them")
    for reason, names in reasons.items():
        account.left_out.append(f"{file.path.name}: {told(f'{reason}, with their ties', names)}")
    ends_ = np.array([each[:2] for each in found], np.int64)
    return ends_[:, 0], ends_[:, 1], np.array([each[2] for each in found], np.float64)


def _are(names: Sequence[str], reason: str) -> str:
    return f"{', '.join(names[:3])} {'is' if len(names) == 1 else 'are'} {reason}"


def _index(organisations: Sequence[Organisation]) -> Index:
    """Return how the number of an organisation is found, by code or by a name of only one."""
    several = same.is_of_several(organisations)
    known = {name_key(e.name): i for i, e in enumerate(organisations) if not several(e.name)}
    known |= {each.name.upper(): i for i, each in enumerate(organisations)}
    known |= {each.code.upper(): i for i, each in enumerate(organisations) if each.code}
    return lambda name: known.get(name.upper(), known.get(name_key(name)))


def _why_unknown(
    names: Sequence[str], organisations: Sequence[Organisation], account: Account
) -> dict[str, list[str]]:
    """Return names that are of no organisation, by the reason."""
    gone = {reason: _index(left) for reason, left in account.gone.items()}
    several = same.is_of_several(organisations)
    reasons: dict[str, list[str]] = {}
    for name in names:
        reason = next((r for r, index in gone.items() if index(name) is not None), None)
        if reason is None:
            reason = "of a name that several have" if several(name) else "not in the list"
        reasons.setdefault(reason, []).append(name)
    return reasons


def _of_table(file: Found) -> list[tuple[str, str, float]]:
    from sim.networks.columns import TIE, read

    assert file.grid is not None
    at = places_of(file.grid.top[file.header])
    pairs = []
    for number, row in file.grid.rows():
        one, other = (word(cell(row, at[end])) for end in ("source", "target"))
        if number > file.header + 1 and one and other:
            given = cell(row, at.get("trust", at.get("weight")))
            trust = read(TIE["trust"], given, f"{file.grid.where}, row {number}")
            pairs.append((one, other, np.nan if trust is None else float(trust)))
    return pairs


def _of_graph(
    file: Found, organisations: Sequence[Organisation], asked: Asked, account: Account
) -> list[tuple[str, str, float]]:
    graph = graphs.graph_of(file.path)
    if asked.weight is not None:
        graph, note = graphs.with_weight(graph, asked.weight, file.path)
        account.assumed.append(f"{file.path.name}: {note}")
    (one, other, trust), notes = edge_trust(graph)
    names = [_called(node, data) for node, data in graph.nodes(data=True)]
    notes += _take_attributes(graph, names, organisations, file.path.name, account)
    account.assumed.extend(f"{file.path.name}: {note}" for note in notes)
    return [(names[i], names[j], t) for i, j, t in zip(one, other, trust.tolist(), strict=True)]


def _take_attributes(
    graph: Any,
    names: Sequence[str],
    organisations: Sequence[Organisation],
    file: str,
    account: Account,
) -> list[str]:
    """Give organisations the attributes of their nodes; returns notes on them."""
    columns, notes = node_columns(graph, names)
    index = _index(organisations)
    taken = [name for name in columns if name in own_columns.TAKEN]
    for i, called in enumerate(names):
        at = index(called)
        own = {
            name: from_graph.as_cell(name, columns[name][i])
            for name in taken
            if from_graph.is_said(columns[name][i])
        }
        if at is not None and own:
            same.say(organisations[at], {"own": own}, file, account)
    if taken:
        notes.append(f"{', '.join(taken)}: as they stand at its nodes")
    others = [name for name in ("type", "region") if name in columns]
    if others:
        account.left_out.append(f"{file}: {' and '.join(others)} of nodes; those of the list count")
    return notes


def _called(node: Any, data: Mapping[str, Any]) -> str:
    """Return how a node calls its organisation: by code, name or label, else by itself."""
    return str(data.get("code") or data.get("name") or data.get("label") or node)


def _rows(organisations: Sequence[Organisation], found: ties.Ties) -> list[dict[str, Any]]:
    rows = []
    for i, j, trust in zip(*(each.tolist() for each in found), strict=True):
        row: dict[str, Any] = {"source": organisations[i].name, "target": organisations[j].name}
        rows.append(row if np.isnan(trust) else row | {"trust": round(trust, 4)})
    return rows
