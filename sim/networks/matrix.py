"""Systems brought as a sparse matrix and columns: what a graph says, without a graph's memory."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from sim.networks.assemble import Ties, assembled
from sim.networks.cells import word_in
from sim.networks.columns import (
    ORGANISATION,
    chosen,
    noted_as_missing,
    read_all,
    refuse_bad_names,
)
from sim.networks.labels import in_order, labels_of, values_of
from sim.networks.readers import warn
from sim.networks.system import System
from sim.params import System as SystemParameters
from sim.params.errors import UserError

WHERE = "The columns"


def system_from_matrix(
    matrix: Any,
    columns: Any = None,
    parameters: SystemParameters | None = None,
) -> System:
    """Take ties from a scipy.sparse matrix, and organisations from columns, in its row order.

    It makes the same system as `system_from_graph` makes of such a graph, and takes a million
    organisations too.

    Parameters
    ----------
    matrix : scipy.sparse matrix or array
        Square. An entry [i, j], above 0 and at most 1, is the trust of a tie, which goes both
        ways: give it once, or twice with one value. The diagonal must be empty.
    columns : mapping of str to array, or pandas.DataFrame, optional
        Any column of the files, each [N], with the same rules. An array is in the order of the
        rows. A Series or another column with labels is read by them: they must be the names, or
        the numbers of the rows, each once. Without a column `name`, labels become the names.
        What is absent or missing is the system's mean (type and region: all one; name: the
        number of the row).
    parameters : sim.params.System, optional
        Means for what is absent; the defaults if absent itself.

    Returns
    -------
    sim.networks.system.System
        To give to `sim.run` or `sim.simulate`.

    Raises
    ------
    UserError
        If the matrix is not square or empty, if an entry is not above 0 and at most 1, or if a
        column is unknown, of another length, or out of its range.
    """
    system = matrix_as_read(matrix, columns, parameters or SystemParameters())
    warn(system)
    return system


def matrix_as_read(matrix: Any, columns: Any, parameters: SystemParameters) -> System:
    """Take ties from a matrix and organisations from columns; its notes give no warning."""
    if not sparse.issparse(matrix) or len(matrix.shape) != 2 or matrix.shape[0] != matrix.shape[1]:
        raise UserError(
            "the ties of a system must be a square scipy.sparse matrix of their trust "
            "(scipy.sparse.csr_array(matrix) makes one of an array)"
        )
    n = matrix.shape[0]
    if n == 0:
        raise UserError("The matrix has no rows; a system needs at least one organisation.")
    given = _by_name({} if columns is None else columns)
    names = _names(given, n)
    read = {name: _column(name, each, names, n) for name, each in given.items() if name != "name"}
    notes = (*_notes(given, n), *_directions(matrix))
    return assembled({**read, "name": names}, _ties(matrix), parameters, True, notes)


def _by_name(columns: Any) -> dict[str, Any]:
    """Return columns by their names; they come as a mapping or as a table of data."""
    places = (getattr(columns, "dtype", None), "names"), (columns, "column_names")
    found = [getattr(*each, None) for each in (*places, (columns, "columns"))]
    names = next((each for each in found if each is not None), None)
    if isinstance(columns, Mapping):
        names = list(columns)
    if names is None:
        raise UserError(
            f"{WHERE} are a {type(columns).__name__}; give a dict of arrays, or a pandas.DataFrame"
        )
    known = chosen(dict(enumerate(names)), ORGANISATION, WHERE)
    return {known[k]: columns[name] for k, name in enumerate(names)}


def _names(given: Mapping[str, Any], n: int) -> np.ndarray:
    """Return the name of each row: from the columns, their labels, or else its number."""
    if "name" in given:
        names = _column("name", given["name"], None, n)
    else:
        labels = [labels_of(each) for each in given.values()]
        words = [each for each in labels if each is not None and not _are_rows(each, n)]
        if any(each != words[0] for each in words):
            raise UserError(
                f"{WHERE} have different labels, and no column 'name' says which row is whose; "
                "add it"
            )
        rows = words[0] if words and len(words[0]) == n else [*range(n)]
        names = read_all(ORGANISATION["name"], rows, lambda i: f"{WHERE}, label {i}")
    refuse_bad_names(names, lambda i: f"{WHERE}, row {i}")
    return names


def _notes(given: Mapping[str, Any], n: int) -> tuple[str, ...]:
    """Say which columns were put in another order, and which words count as missing."""
    labels = {name: labels_of(each) for name, each in given.items()}
    moved = [
        name
        for name, each in labels.items()
        if each is not None and _are_rows(each, n) and each != [*range(n)]
    ]
    words = (
        value
        for each in given.values()
        if getattr(each, "dtype", None) is None or np.asarray(each).dtype.kind in "OU"
        for value in values_of(each)
    )
    order = (
        f"the columns {', '.join(moved)} were put in order by their labels, the numbers of the "
        "rows (reset_index(drop=True) keeps the order of a table)",
    )
    return (*(order if moved else ()), *noted_as_missing("values of columns", words))


def _directions(matrix: Any) -> tuple[str, ...]:
    """Say that ties lose their direction; one triangle alone is a way to write them without."""
    here, there = (each.astype(np.int64) for each in sparse.coo_array(matrix).coords)
    n = matrix.shape[0]
    alone = ~np.isin(here * n + there, there * n + here)
    down = here[alone] > there[alone]
    if down.all() or not down.any():
        return ()
    return (
        f"{alone.sum():,} ties of the matrix stand in one direction only; here each goes both ways",
    )


def _are_rows(labels: Sequence[Any], n: int) -> bool:
    """Return whether labels are the numbers of the rows, in whatever order."""
    return len(labels) == n and set(labels) == set(range(n))


def _column(name: str, given: Any, names: np.ndarray | None, n: int) -> np.ndarray:
    """Read a column in the order of the rows: by its labels if it has any, else by position."""
    what, labels = f"the column '{name}'", labels_of(given)
    if labels is None:
        ordered = values_of(given)
    elif names is None or _are_rows(labels, n):
        _refuse_two_meanings(what, labels, names)
        ordered = values_of(in_order(what, given, range(n), "rows"))
    else:
        words = dict(zip(map(word_in, labels), labels, strict=True))
        rows = [words.get(each, each) for each in names]
        ordered = values_of(in_order(what, given, rows, "names or rows"))
    shape = (len(ordered),) if isinstance(ordered, list | tuple) else np.shape(ordered)
    if shape != (n,):
        raise UserError(f"{what} must have one value for each of {n} rows")
    return read_all(ORGANISATION[name], ordered, lambda i: f"{what}, row {i}")


def _refuse_two_meanings(what: str, labels: Sequence[Any], names: np.ndarray | None) -> None:
    """Raise an error for labels that are numbers of rows and, in another order, names as well."""
    if names is None or list(labels) == [*range(len(labels))]:
        return
    if {*map(word_in, labels)} == {*names} and [*map(str, range(len(names)))] != [*names]:
        raise UserError(
            f"{what} has labels that are both names and numbers of rows; "
            "give an array without labels"
        )


def _ties(matrix: Any) -> Ties:
    """List each tie once: its ends, the smaller number first, and its trust."""
    if matrix.dtype.kind not in "biuf":
        raise UserError(f"the matrix holds {matrix.dtype}; the trust of a tie must be a number")
    entries = sparse.coo_array(matrix, dtype=np.float64)  # first: sums of small numbers may wrap
    given = entries.nnz
    entries.sum_duplicates()
    if entries.nnz != given:
        raise UserError("An entry of the matrix is given twice; give each tie once.")
    here, there = (each.astype(np.int64) for each in entries.coords)
    trust = entries.data
    if not ((trust > 0) & (trust <= 1)).all():
        raise UserError("The trust of a tie is not above 0 and at most 1; leave entries of 0 out.")
    if (here == there).any():
        row = here[here == there][0]
        raise UserError(f"Row {row} is tied to itself; leave the diagonal of the matrix empty.")
    pair = np.minimum(here, there) * matrix.shape[0] + np.maximum(here, there)
    _, first, which = np.unique(pair, return_index=True, return_inverse=True)
    if (trust != trust[first][which]).any():
        raise UserError("A tie has a different trust in each direction; give it a single value.")
    one, other = np.minimum(here, there)[first], np.maximum(here, there)[first]
    return one, other, trust[first]
