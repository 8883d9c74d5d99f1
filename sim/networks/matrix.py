"""Systems brought as a sparse matrix and columns: what a graph says, without a graph's memory."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import sparse

from sim.networks.assemble import assembled
from sim.networks.readers import NEEDED, OPTIONAL, SHARES
from sim.networks.system import Floats, System, Whole
from sim.params import System as SystemParameters
from sim.params.errors import UserError

WORDS = ("name", "type", "region")
SHARE = (lambda x: (x >= 0) & (x <= 1), "from 0 to 1")
COUNT = (lambda x: (x >= 1) & (x == np.floor(x)), "a whole number, 1 or more")
ALLOWED: dict[str, tuple[Any, str]] = {
    "deprived": (lambda x: (x == 0) | (x == 1), "true or false"),
    "size": (lambda x: (x > 0) & (x < np.inf), "above 0"),
    "board_interval": COUNT,
    "approvals": COUNT,
}


def system_from_matrix(
    matrix: Any,
    columns: Mapping[str, Any] | None = None,
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
    columns : mapping of str to array, optional
        Any column of the CSV files, each [N]. What is absent is the system's mean (type and region:
        all one; name: the number of the row).
    parameters : sim.params.System, optional
        Means for what is absent; the defaults if absent itself.

    Returns
    -------
    sim.networks.system.System
        To give to `sim.engines.simulate.simulate`.

    Raises
    ------
    UserError
        If the matrix is not square or empty, if an entry is not above 0 and at most 1, or if a
        column is unknown, of another length, or out of its range.
    """
    if not sparse.issparse(matrix) or len(matrix.shape) != 2 or matrix.shape[0] != matrix.shape[1]:
        raise UserError("the ties of a system must be a square scipy.sparse matrix of their trust")
    n = matrix.shape[0]
    if n == 0:
        raise UserError("The matrix has no rows; a system needs at least one organisation.")
    checked = {name: _column(name, given, n) for name, given in (columns or {}).items()}
    names = {"name": checked.pop("name", np.arange(n)).astype(np.str_)}
    ties = _ties(matrix)
    return assembled(names | checked, *ties, parameters or SystemParameters(), drawn=True)


def _ties(matrix: Any) -> tuple[Whole, Whole, Floats]:
    """List each tie once: its ends, the smaller number first, and its trust."""
    entries = sparse.coo_array(matrix)
    entries.sum_duplicates()
    here, there = (each.astype(np.int64) for each in entries.coords)
    trust = entries.data.astype(np.float64)
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


def _column(name: str, given: Any, organisations: int) -> np.ndarray:
    """Check a column: known, as long as the matrix, and in the range that its name allows."""
    allowed = (*NEEDED, *OPTIONAL)
    if name not in allowed:
        raise UserError(f"unknown column '{name}'; choose from {', '.join(allowed)}.")
    column = np.asarray(given)
    if column.shape != (organisations,):
        raise UserError(f"the column '{name}' must have one value for each of {organisations} rows")
    if name in WORDS:
        return column
    if not (np.issubdtype(column.dtype, np.number) or column.dtype == np.bool_):
        raise UserError(f"the column '{name}' holds words; it must hold numbers")
    is_good, allowed_values = SHARE if name in SHARES else ALLOWED[name]
    good = is_good(column)
    if not good.all():
        raise UserError(
            f"the column '{name}' holds {column[~good][0]}; it must be {allowed_values}"
        )
    return column
