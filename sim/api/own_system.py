"""The system that a caller brings: a graph, a matrix, tables, a folder or files."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from sim.config import own_folder, with_own, with_values
from sim.config.changes import FOLDER
from sim.networks.matrix import matrix_as_read
from sim.networks.readers import graph_as_read, is_graph
from sim.networks.system import System
from sim.networks.tables import is_table, system_from_tables
from sim.params import Scenario, given_in
from sim.params import System as SystemParameters
from sim.params.errors import UserError
from sim.params.system import DRAWN

Bring = Callable[[Scenario], Scenario]
Read = Callable[[SystemParameters], System]
OF_GRAPHS = {
    ".graphml": "read_graphml", ".gexf": "read_gexf", ".gml": "read_gml", ".net": "read_pajek",
    ".edgelist": "read_edgelist",
}  # fmt: skip
ALLOWED = (
    "a networkx graph, a square matrix of the trust of ties (numpy, scipy.sparse or pandas), a "
    "table of organisations or a pair of tables (organisations, ties), a folder or files with "
    "them, or a System"
)


def bringing(system: Any) -> Bring:
    """Return what puts a system into a scenario, whatever it is brought as.

    What the organisations leave out follows from the scenario that the system is put into.

    Raises
    ------
    UserError
        If it is nothing that can be a system; when it is put into a scenario also if it holds
        what is not allowed.
    """
    if isinstance(system, str | Path):
        return _files(Path(system))
    if _is_pair(system, str | Path):
        return _with_files(*map(Path, system))
    read, known = _reading(system), dict[tuple[float, ...], System]()

    def bring(scenario: Scenario) -> Scenario:
        means = _means(scenario.system)
        if means not in known:
            known[means] = read(scenario.system)
        return with_own(scenario, known[means])

    return bring


def _means(described: SystemParameters) -> tuple[float, ...]:
    """List what organisations may take from a description: all its numbers, but not its size."""
    values = (getattr(described, each.name) for each in fields(SystemParameters) if each.name not in
              ("organisations", "regions"))  # fmt: skip
    return tuple(each for each in values if isinstance(each, int | float))


def refuse_second_system(scenario: Scenario, brought: Scenario) -> None:
    """Refuse a system for a scenario that has one of the user's own already."""
    if scenario.system.organisations_file is not None:
        raise UserError(
            "both system= and system.organisations_file are given; give one of them: they are two "
            "systems"
        )
    given = given_in(scenario.system)
    if given is not None and given != given_in(brought.system):
        raise UserError(
            "the scenario holds another system that you brought; leave system= out, or give the "
            "scenario as it was before"
        )


def _reading(system: Any) -> Read:
    """Return what makes a system of what is in memory, given means for what is absent."""
    if isinstance(system, System):
        return lambda _: system
    if is_graph(system):
        return lambda described: graph_as_read(system, described)
    if _is_matrix(system):
        return lambda described: _from_matrix(system, None, described)
    if is_table(system):
        return lambda described: system_from_tables(system, None, described)
    if isinstance(system, tuple | list) and len(system) == 2:
        first, second = system
        if _is_matrix(first):
            return lambda described: _from_matrix(first, second, described)
        if is_table(first):
            return lambda described: system_from_tables(first, second, described)
    raise UserError(f"system is {kind_of(system)}; give {ALLOWED}")


def _is_pair(system: Any, kinds: Any) -> bool:
    is_two = isinstance(system, tuple | list) and len(system) == 2
    return is_two and all(isinstance(each, kinds) for each in system)


def kind_of(given: Any) -> str:
    """Name the kind of what a caller gave, for a message."""
    name = type(given).__name__
    size = f" of {len(given)}" if isinstance(given, tuple | list) else ""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}{size}"


def _is_matrix(system: Any) -> bool:
    """Whether it holds ties by row and column: an array, or a table with one set of labels."""
    if sparse.issparse(system) or isinstance(system, np.ndarray):
        return True
    index = getattr(system, "index", None)
    return is_table(system) and index is not None and list(index) == list(system.columns)


def _from_matrix(matrix: Any, columns: Any, described: SystemParameters) -> System:
    if is_table(matrix):
        columns = {"name": list(matrix.columns)} if columns is None else columns
        matrix = matrix.to_numpy()
    if not sparse.issparse(matrix):
        shape = " x ".join(map(str, matrix.shape))
        is_square = matrix.ndim == 2 and matrix.shape[0] == matrix.shape[1]
        if not is_square or matrix.dtype.kind not in "biuf":
            raise UserError(
                f"the matrix of ties is {shape} of {matrix.dtype}; give a square one of numbers: "
                "the trust of each tie, 0 where there is none"
            )
        matrix = sparse.csr_array(matrix)
    return matrix_as_read(matrix, columns, described)


def _files(path: Path) -> Bring:
    """Read a folder that holds organisations and ties, or a file of organisations."""
    if path.suffix.lower() in OF_GRAPHS:
        raise UserError(
            f"{path}: read it with networkx.{OF_GRAPHS[path.suffix.lower()]} and give the graph"
        )
    if path.is_file():
        return _with_files(path, None)
    if not path.is_dir():
        raise UserError(
            f"system={str(path)!r}: there is no such folder or file; a preset is given among the "
            'overrides instead ("system=england")'
        )
    own_folder.tables_in(path)  # raises an error if it holds none
    values = {FOLDER: str(path.resolve())}
    return lambda scenario: with_values(scenario, values)


def _with_files(organisations: Path, ties: Path | None) -> Bring:
    for path in filter(None, (organisations, ties)):
        if not path.is_file():
            raise UserError(f"system: there is no file {path}")
    values = {
        "system.organisations_file": str(organisations.resolve()),
        "system.ties_file": DRAWN if ties is None else str(ties.resolve()),
    }
    return lambda scenario: with_values(scenario, values)
