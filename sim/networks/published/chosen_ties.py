"""Which ties an import makes: of the ways that the user names, else of what the files allow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.networks.graph_attributes import edge_trust
from sim.networks.published import graphs, ties
from sim.networks.published.gather import Account, Organisation, told
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
    pairs = _of_graph(file, asked, account) if file.grid is None else _of_table(file)
    for one, other, trust in pairs:
        ends = [index(name) for name in (one, other)]
        unknown |= dict.fromkeys(
            name for name, i in zip((one, other), ends, strict=True) if i is None
        )
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            found.append((ends[0], ends[1], trust))
    if not found:
        raise UserError(
            f"{file.path}: none of its ties is between two of the organisations; name them by "
            f"code or name ({', '.join([*unknown][:3])} are in no list)."
        )
    account.read.append(f"{file.path.name}, {file.layout.words}: {len(found):,} of them")
    if unknown:
        names = told("not in the list, with their ties", [*unknown])
        account.left_out.append(f"{file.path.name}: {names}")
    ends_ = np.array([each[:2] for each in found], np.int64)
    return ends_[:, 0], ends_[:, 1], np.array([each[2] for each in found], np.float64)


def _index(organisations: Sequence[Organisation]) -> Index:
    """Return how the number of an organisation is found, by code or name."""
    known: dict[str, int] = {}
    for i, each in enumerate(organisations):
        known.setdefault(name_key(each.name), i)
    known |= {each.code.upper(): i for i, each in enumerate(organisations) if each.code}
    return lambda name: known.get(name.upper(), known.get(name_key(name)))


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


def _of_graph(file: Found, asked: Asked, account: Account) -> list[tuple[str, str, float]]:
    graph = graphs.graph_of(file.path)
    if asked.weight is not None:
        graph, note = graphs.with_weight(graph, asked.weight, file.path)
        account.assumed.append(f"{file.path.name}: {note}")
    (one, other, trust), notes = edge_trust(graph)
    account.assumed.extend(f"{file.path.name}: {note}" for note in notes)
    names = [_called(node, data) for node, data in graph.nodes(data=True)]
    return [(names[i], names[j], t) for i, j, t in zip(one, other, trust.tolist(), strict=True)]


def _called(node: Any, data: Mapping[str, Any]) -> str:
    """Return how a node calls its organisation: by code, name or label, else by itself."""
    return str(data.get("code") or data.get("name") or data.get("label") or node)


def _rows(organisations: Sequence[Organisation], found: ties.Ties) -> list[dict[str, Any]]:
    rows = []
    for i, j, trust in zip(*(each.tolist() for each in found), strict=True):
        row: dict[str, Any] = {"source": organisations[i].name, "target": organisations[j].name}
        rows.append(row if np.isnan(trust) else row | {"trust": round(trust, 4)})
    return rows
