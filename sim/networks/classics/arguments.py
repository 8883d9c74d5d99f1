"""The arguments of `sim.spread` other than its network, checked and turned into arrays."""

from collections.abc import Iterable, Mapping, Sequence
from operator import index
from typing import Any

import numpy as np

from sim.networks.cells import shown
from sim.networks.labels import in_order, values_of
from sim.networks.system import Floats, Whole
from sim.params.errors import UserError
from sim.rules import draws

MOST = 1_000_000  # steps, and replicates
PerNode = float | Sequence[float] | np.ndarray | Mapping[Any, float]


def whole(name: str, value: Any, least: int, most: int = MOST) -> int:
    """Return a whole number in its range; 3.0 and True do not count as whole numbers."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer):
        raise UserError(f"{name} is {value!r}; it must be a whole number, {least} or more")
    if value < least:
        raise UserError(f"{name} is {_short(value)}; it must be {least} or more")
    if value > most:
        raise UserError(f"{name} is {_short(value)}; it must be at most {most:,}")
    return int(value)


def _short(value: Any) -> str:
    """Write a whole number for a message; one of very many digits cannot be shown."""
    return shown(int(value)).strip("'")


def addresses(seed: Any, replicates: int) -> np.ndarray:
    """Return the start of the address of every draw, for each run; uint64[R]."""
    whole("seed", seed, 0, draws.LARGEST_SEED)
    return np.array([draws.key(int(seed), r) for r in range(replicates)], np.uint64)


def above_zero(name: str, value: Any) -> float:
    """Return a finite number above 0."""
    number = _number(name, value)
    if not 0 < number < np.inf:
        raise UserError(f"{name} is {value!r}; it must be a number above 0")
    return number


def seeds_in(nodes: Sequence[Any], seeds: Iterable[Any]) -> Whole:
    """Return the numbers of the seed nodes; int64[seeds], each once."""
    if isinstance(seeds, str | bytes | Mapping) or not isinstance(seeds, Iterable):
        raise UserError(f"seeds is {seeds!r}; give a list of nodes")
    if getattr(seeds, "dtype", None) == np.bool_:
        raise UserError("seeds are true/false values; give the nodes (try numpy.flatnonzero)")
    if isinstance(nodes, range):
        return np.array(sorted({_row(node, len(nodes)) for node in seeds}), np.int64)
    number = {node: i for i, node in enumerate(nodes)}
    try:
        return np.array(sorted({number[node] for node in seeds}), np.int64)
    except KeyError as unknown:
        raise _unknown(unknown.args[0]) from None
    except TypeError:
        raise UserError("a seed is a collection, not a node; give a flat list of nodes") from None


def _row(node: Any, rows: int) -> int:
    """Return the number of a node, where nodes are numbered from 0."""
    if isinstance(node, bool | np.bool_):
        raise UserError("seeds are true/false values; give the nodes (try numpy.flatnonzero)")
    whole_number = isinstance(node, float) and node.is_integer()  # 2.0 is the node 2, as in a dict
    try:
        row = index(int(node) if whole_number else node)
    except TypeError:
        raise _unknown(node) from None
    if not 0 <= row < rows:
        raise _unknown(node)
    return row


def _unknown(node: Any) -> UserError:
    node = _short(node) if isinstance(node, int) else repr(node)
    return UserError(f"the seed {node} is not in the network; seeds must be its nodes")


def rates(name: str, given: PerNode | None, nodes: Sequence[Any]) -> Floats:
    """Return one rate per node; float64[N], finite and not below 0; None gives 0."""
    values = per_node(name, 0.0 if given is None else given, nodes)
    if not ((values >= 0) & (values < np.inf)).all():
        worst = values[~((values >= 0) & (values < np.inf))][0]
        raise UserError(f"{name} is {worst:g}; it must be a rate per month, 0 or more")
    return values


def per_node(name: str, given: PerNode, nodes: Sequence[Any]) -> Floats:
    """Return one number per node, from a single number or one for each; float64[N], no NaN."""
    try:
        ordered = values_of(in_order(name, given, nodes, "nodes of the network"))
        if np.asarray(ordered).dtype.kind in "bUSmMc":  # yes or no, words, dates: no numbers
            raise TypeError
        values = np.asarray(ordered, np.float64)
    except (TypeError, ValueError, OverflowError):
        raise UserError(f"{name} must be one number for all nodes, or one per node") from None
    if values.ndim > 0 and values.shape != (len(nodes),):
        raise UserError(
            f"{name} has the shape {values.shape}; it must be one number for all nodes, or one "
            f"for each of the {len(nodes)} nodes"
        )
    if np.isnan(values).any():
        raise UserError(f"{name} has a value that is not a number; give every node a number")
    return np.ascontiguousarray(np.broadcast_to(values, (len(nodes),)))


def _number(name: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise UserError(f"{name} is {shown(value)}; it must be a number") from None
