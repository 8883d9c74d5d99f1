"""What a user says of adoption on a network, checked: periods and numbers by node."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.networks.cells import is_missing, number_in, plain, shown
from sim.networks.classics.arguments import PerNode, per_node
from sim.networks.labels import in_order, values_of
from sim.networks.system import Floats, Whole
from sim.networks.whole_numbers import in_short, whole
from sim.params.errors import UserError

NEVER = -1
LATEST = 10_000_000  # a period; beyond it stands a date or a code
PERIOD = "a whole number of 0 or more (None, NaN or -1 if it has not adopted)"


def at_least(name: str, value: Any, least: int, most: int) -> int:
    """Return a whole number in its range, which is told if it is not in it."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer):
        raise UserError(f"{name} is {value!r}; it must be a whole number from {least} to {most}")
    if not least <= value <= most:
        raise UserError(f"{name} is {in_short(value)}; it must be from {least} to {most} here")
    return int(value)


def times_by_node(adopted: Any, nodes: Sequence[Any], first: Any, last: Any) -> tuple[Whole, range]:
    """Read the period in which each node adopted, and the periods that were looked at.

    Returns int64[N], numbered from the first period, -1 for a node that has not adopted by the
    last, and the periods.

    Raises
    ------
    UserError
        If a node has none, or one that is no period; the message says which.
    """
    if isinstance(adopted, str | bytes) or (np.ndim(adopted) == 0 and not _has_labels(adopted)):
        raise UserError(f"adopted is {shown(adopted)}; give the period of each node: {PERIOD}")
    values = list(values_of(in_order("adopted", adopted, nodes, "nodes of the network")))
    if len(values) != len(nodes):
        raise UserError(
            f"adopted has {len(values)} values; give one for each of the {len(nodes)} nodes"
        )
    read = np.array([_period(*each) for each in zip(nodes, values, strict=True)], np.int64)
    if (read == NEVER).all() and (first is None or last is None):
        raise UserError("nobody adopts; give the first and the last period, or adopted periods")
    begin = int(read[read >= 0].min()) if first is None else whole("first", first, 0, LATEST)
    end = int(read.max()) if last is None else whole("last", last, 0, LATEST)
    if end < begin:
        raise UserError(f"last is {end}; it must not be before the first period, {begin}")
    early = np.flatnonzero((read >= 0) & (read < begin))
    if len(early):
        raise UserError(
            f"the node {shown(nodes[early[0]])} adopted in {read[early[0]]}, before the first "
            f"period, {begin}; give an earlier first"
        )
    return np.where((read >= 0) & (read <= end), read - begin, NEVER), range(begin, end + 1)


def _has_labels(adopted: Any) -> bool:
    return isinstance(adopted, Mapping) or hasattr(adopted, "index")


def _period(node: Any, value: Any) -> int:
    """Read the period of one node."""
    value = plain(value)
    if is_missing(value):
        return NEVER
    number = None if isinstance(value, str) else number_in(value)
    if number is None or not number.is_integer() or not NEVER <= number <= LATEST:
        raise UserError(
            f"adopted is {shown(value)} for the node {shown(node)}; it must be {PERIOD}"
        )
    return int(number)


def share_of(given: PerNode, nodes: Sequence[Any], name: str = "attribute") -> Floats:
    """Return one number of 0 or more per node; float64[N]."""
    values = per_node(name, given, nodes)
    if not ((values >= 0) & (values < np.inf)).all():
        worst = values[~((values >= 0) & (values < np.inf))][0]
        raise UserError(f"{name} is {worst:g}; it must be a number of 0 or more")
    return values


def numbers_by_node(covariates: Any, nodes: Sequence[Any]) -> Floats:
    """Read numbers by name and node; float64[N, K], NaN where one is not known."""
    if covariates is None:
        return np.empty((len(nodes), 0))
    if not hasattr(covariates, "items"):
        raise UserError(
            f"covariates is a {type(covariates).__name__}; give a pandas table of columns, or a "
            "dictionary of values for each name"
        )
    columns = [_column(str(name), values, nodes) for name, values in covariates.items()]
    return np.column_stack(columns) if columns else np.empty((len(nodes), 0))


def _column(name: str, given: Any, nodes: Sequence[Any]) -> Floats:
    """Read one covariate; words are no numbers."""
    values = list(values_of(in_order(name, given, nodes, "nodes of the network")))
    if len(values) != len(nodes):
        raise UserError(
            f"{name} has {len(values)} values; give one for each of the {len(nodes)} nodes"
        )
    read = []
    for node, value in zip(nodes, map(plain, values), strict=True):
        number = np.nan if is_missing(value) else _number(value)
        if number is None or np.isinf(number):
            raise UserError(
                f"{name} is {shown(value)} for the node {shown(node)}; it must be a number, or "
                "nothing if it is not known"
            )
        read.append(number)
    return np.array(read, np.float64)


def _number(value: Any) -> float | None:
    """Return the number that a value is; true is 1 and false 0, text is none."""
    if isinstance(value, bool | np.bool_):
        return float(value)
    return None if isinstance(value, str) else number_in(value)
