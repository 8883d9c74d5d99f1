"""Reads a user's own system: a networkx graph, or files with organisations and ties."""

import sys
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.networks.assemble import (
    EVERYWHERE,
    ONE_TYPE,
    Ties,
    assembled,
    numbered,
)
from sim.networks.cells import is_missing, text_of, word_in
from sim.networks.columns import (
    ORGANISATION,
    SHARES,
    TIE,
    noted_as_missing,
    refuse_bad_names,
)
from sim.networks.graph_attributes import edge_trust, node_columns
from sim.networks.organisation_rows import columns_of, system_of_rows
from sim.networks.sheets import Sheet, read_sheet
from sim.networks.stands import TOLD, UNSAID, since_in_words
from sim.networks.system import System
from sim.networks.tie_rows import ties_between
from sim.networks.ties import drawn_for
from sim.networks.unknown import DEPRIVED
from sim.params import System as SystemParameters
from sim.params.errors import UserError
from sim.params.faults import Report, refuse
from sim.params.system import DRAWN

if TYPE_CHECKING:
    import networkx as nx

TIES_DRAWN = (
    "no file of ties is given, so ties are drawn by region and type, as for a made-up system "
    "(system.ties_file=ties.csv gives your own, system.ties_file=none means none at all)"
)


def system_from_files(
    organisations_file: Path,
    ties_file: Path | str | None,
    parameters: SystemParameters,
    seed: int = 0,
    draw: int = 0,
    report: Report = refuse,
) -> System:
    """Read the user's own organisations and ties.

    Parameters
    ----------
    organisations_file : Path
        Table with the needed columns of `sim.networks.columns.ORGANISATION` and any other of them.
    ties_file : Path, "drawn" or None
        Table with source and target (names), and optionally trust; where no trust is given, the
        mean of a made-up system (`usual_trust`). "drawn": ties are drawn by region and type, as
        for a made-up system. None: no ties.
    parameters : sim.params.System
        Values for what is absent, and the chances of a tie.
    seed, draw : int
        Which ties, if they are drawn.
    report : callable
        Takes each fault. What is faulty then counts as missing; a name becomes "row 7".

    Returns
    -------
    sim.networks.system.System
        Organisations in the order of the file, and notes on how it was read.

    Raises
    ------
    UserError
        If a file cannot be read, or holds what is not allowed.
    """
    sheet = read_sheet(organisations_file, ORGANISATION, report, parameters.scales)
    notes = how_read(organisations_file, sheet)
    columns, scored = columns_of(sheet, str(organisations_file), report)
    if ties_file is None or ties_file == DRAWN:
        ties = _no_ties() if ties_file is None else drawn_between(columns, parameters, seed, draw)
        notes += [] if ties_file is None else [TIES_DRAWN]
    else:
        found = read_sheet(Path(ties_file), TIE, report)
        ties = ties_between(ties_file, found, columns["name"], report, columns.get("code"))
        notes += how_read(ties_file, found)
    return system_of_rows(sheet, columns, scored, ties, parameters, notes, organisations_file)


def system_from_graph(graph: "nx.Graph", parameters: SystemParameters | None = None) -> System:
    """Take organisations and ties from a graph, in the order of its nodes.

    Parameters
    ----------
    graph : networkx.Graph
        Node attributes: any column of the files, with the same rules. What is missing is the
        system's mean (name: the node; type and region: the same for all). Edge attribute: trust,
        as in the file; without any, a `weight` that is above 0 and at most 1 everywhere. Other
        attributes, such as those of a drawing, directions and edges from a node to itself are left
        out, and a warning says so; parallel edges are one tie and must agree in their trust.
        `graph.name` is the system's title.
    parameters : sim.params.System, optional
        Means for what is absent (`scenario.system`); the defaults if absent itself.

    Returns
    -------
    sim.networks.system.System
        N organisations and their ties, to give to `sim.run` or `sim.simulate`.

    Raises
    ------
    UserError
        If it is no graph, if it has no nodes, or if an attribute is out of its range.

    Examples
    --------
    >>> graph = networkx.read_graphml("trusts.graphml")
    >>> system = sim.from_graph(graph, scenario.system)
    >>> result = sim.run(scenario, system=system)
    """
    system = graph_as_read(graph, parameters or SystemParameters())
    warn(system)
    return system


def is_graph(value: Any) -> bool:
    """Whether a value is a graph of networkx, which takes a tenth of a second to load."""
    networkx = sys.modules.get("networkx")  # who has a graph has loaded it
    return networkx is not None and isinstance(value, networkx.Graph)


def graph_as_read(graph: "nx.Graph", parameters: SystemParameters) -> System:
    """Take organisations and ties from a graph; its notes are kept, and no warning is given."""
    if not is_graph(graph):
        raise UserError(f"the graph is a {type(graph).__name__}; give a networkx graph")
    names = [word_in(node) or text_of(str(node)) for node in graph]
    if not names:
        raise UserError("The graph has no nodes; a system needs at least one organisation.")
    columns, notes = node_columns(graph, names)
    refuse_bad_names(
        [None if is_missing(each) else each for each in columns["name"]],
        lambda i: f"node {names[i]!r}",
    )  # fmt: skip
    ties, more = edge_trust(graph)
    title = " ".join(text_of(str(graph.graph.get("name") or "")).split())
    return assembled(columns, ties, parameters, True, (*notes, *more), title)


def warn(system: System) -> None:
    """Give the notes on how a system was read as warnings of Python."""
    for note in system.notes:
        warnings.warn(note, stacklevel=3)


def to_graph(system: System) -> "nx.Graph":
    """Return a system as a graph, which `system_from_graph` turns into the same system again.

    Parameters
    ----------
    system : sim.networks.system.System
        Drawn (`sim.networks.generate`), or your own (`result.outcomes.system`).

    Returns
    -------
    networkx.Graph
        Nodes 0 to N-1 with name, type, region, deprived, size and traits (shares, 0 to 1), edges
        with trust (0 to 1). Where a node stands at month 0 is said as stage and since, if known. A
        number that nobody knows is NaN, and `deprived` is then left out.

    Examples
    --------
    >>> networkx.write_graphml(sim.to_graph(system), "system.graphml")
    """
    import networkx as nx

    graph, arrays = nx.Graph(), system.arrays
    if system.title:
        graph.name = system.title
    for i, name in enumerate(system.names):
        graph.add_node(
            i,
            name=name,
            type=system.types[arrays.type[i]],
            region=system.regions[arrays.region[i]],
            **_unless_blank(system, i, {
                "deprived": bool(arrays.deprived[i]),
                "size": float(arrays.size[i]),
            }),
            board_interval=int(arrays.board_interval[i]),
            approvals=int(arrays.approvals[i]),
            **_unless_blank(system, i, {t: float(getattr(arrays, t)[i]) for t in SHARES}),
            **_stands(system, i),
        )  # fmt: skip
    here = np.repeat(np.arange(system.organisations), np.diff(arrays.starts))
    graph.add_weighted_edges_from(
        zip(here.tolist(), arrays.peers.tolist(), arrays.trust.tolist(), strict=True), "trust"
    )
    return graph


def _unless_blank(system: System, i: int, values: dict[str, Any]) -> dict[str, Any]:
    """Put nothing in place of what is not known of an organisation."""
    blank = {} if system.unknown is None else system.unknown.blank
    missing = [name for name in values if name in blank and blank[name][i]]
    told = values | dict.fromkeys(missing, np.nan)
    return {name: value for name, value in told.items() if name not in missing or name != DEPRIVED}


def _stands(system: System, i: int) -> dict[str, str]:
    """Return where an organisation stands at month 0, as the attributes of its node."""
    if system.standing is None or system.standing.stage[i] == UNSAID:
        return {}
    stage, since = (int(each[i]) for each in system.standing)
    return {"stage": TOLD[stage]} | ({"since": since_in_words(since)} if since != UNSAID else {})


def how_read(path: Path | str, sheet: Sheet) -> list[str]:
    """Say how a file was read, unless it is plain, and which of its cells count as empty."""
    name = Path(path).name
    notes = [f"{name} was read {sheet.how}"] if sheet.how else []
    return notes + noted_as_missing(
        f"{name}: cells", (cell for _, row in sheet.rows for cell in row.values())
    )


def _no_ties() -> Ties:
    none = np.empty(0, np.int64)
    return none, none, np.empty(0)


def drawn_between(
    columns: Mapping[str, np.ndarray], parameters: SystemParameters, seed: int, draw: int
) -> Ties:
    """Draw ties for the user's organisations."""
    n = len(columns["name"])
    type, types = numbered(columns.get("type"), n, ONE_TYPE)
    region, _ = numbered(columns.get("region"), n, EVERYWHERE)
    return drawn_for(parameters, type, types, region, seed, draw)
