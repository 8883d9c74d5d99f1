"""Values that carry labels (a dict, a pandas Series, an xarray DataArray) in the order of rows."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.networks.cells import shown
from sim.params.errors import UserError


def labels_of(given: Any) -> list[Any] | None:
    """Return the labels that the values carry, in their order; None if they carry none."""
    if isinstance(given, Mapping):
        return list(given)
    index = getattr(given, "index", None)
    if index is not None and hasattr(index, "tolist") and hasattr(given, "to_numpy"):  # pandas
        return list(index.tolist())
    return _labels_of_array(given)


def _labels_of_array(given: Any) -> list[Any] | None:
    """Return the labels along the one dimension of an xarray; None if it has none."""
    dims, coords = getattr(given, "dims", None), getattr(given, "coords", None)
    if dims is None or coords is None or len(dims) != 1:
        return None
    along = [name for name in coords if coords[name].dims == tuple(dims)]
    if not along:
        return None
    if dims[0] not in along and len(along) > 1:
        raise UserError(
            f"an array has several labels for each value ({', '.join(map(str, along))}); keep one"
        )
    return list(coords[dims[0] if dims[0] in along else along[0]].values.tolist())


def is_arrow(given: Any) -> bool:
    """Return whether it is an array of pyarrow, whose values are no values of Python."""
    return hasattr(given, "to_pylist")


def values_of(given: Any) -> Any:
    """Return the values without their labels, in the order in which they are given."""
    if isinstance(given, Mapping):
        return list(given.values())
    if np.ma.isMaskedArray(given):
        return given.tolist()  # None where it is masked
    if isinstance(given, list | tuple | np.ndarray | float | int):
        return given
    if is_arrow(given):  # its numpy arrays hold no missing values
        return given.to_pylist()
    return given.to_numpy() if hasattr(given, "to_numpy") else np.asarray(given)


def in_order(name: str, given: Any, rows: Sequence[Any], what: str) -> Any:
    """Put values that carry labels in the order of the rows; others are in that order already.

    Parameters
    ----------
    name : str
        What the values are called in messages.
    given : object
        A mapping, Series or DataArray; anything else is returned as it is.
    rows : sequence
        The label of each row.
    what : str
        What the labels must be, for the message: "nodes of the network".

    Raises
    ------
    UserError
        If the labels are not those of the rows, each once.
    """
    labels = labels_of(given)
    if labels is None:
        return given
    values, place = values_of(given), _places(name, labels, what)
    known = set(rows)
    strange = next((label for label in labels if label not in known), None)
    if strange is not None:
        raise UserError(
            f"{name} has the label {shown(strange)}, which is not one of the {what}; give it the "
            "right labels, or an array without labels in their order"
        )
    missing = next((row for row in rows if row not in place), None)
    if missing is not None:
        raise UserError(
            f"{name} has no value for {shown(missing)}; give one for each of the {what}"
        )
    order = [place[row] for row in rows]
    return values[order] if isinstance(values, np.ndarray) else [values[k] for k in order]


def _places(name: str, labels: Sequence[Any], what: str) -> dict[Any, int]:
    """Return the place of each label; a label that is there twice is an error."""
    place: dict[Any, int] = {}
    for k, label in enumerate(labels):
        if place.setdefault(label, k) != k:
            raise UserError(
                f"{name} has two values for {shown(label)}; give one for each of the {what}"
            )
    return place
