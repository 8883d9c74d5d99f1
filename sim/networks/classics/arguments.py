"""The arguments of `sim.spread` other than its network, checked and turned into arrays."""

from collections.abc import Iterable, Mapping, Sequence
from operator import index
from typing import Any

import numpy as np

from sim.networks.cells import is_missing, number_in, plain, shown
from sim.networks.labels import in_order, is_arrow, values_of
from sim.networks.system import Floats, Whole
from sim.networks.whole_numbers import NUMBERS, in_short, whole
from sim.params.errors import UserError
from sim.params.names import LARGEST_SEED
from sim.rules import draws

MOST = 1_000_000  # steps, and replicates
MOST_RESULTS = 500_000_000  # replicates times nodes: 4 GB of steps
PerNode = float | Sequence[float] | np.ndarray | Mapping[Any, float]


def addresses(seed: Any, replicates: int) -> np.ndarray:
    """Return the start of the address of every draw, for each run; uint64[R]."""
    whole("seed", seed, 0, LARGEST_SEED)
    return np.array([draws.key(int(seed), r) for r in range(replicates)], np.uint64)


def refuse_more_than_fits(replicates: int, nodes: int) -> None:
    """Raise an error for more results than memory may hold, before any run."""
    if replicates * nodes > MOST_RESULTS:
        raise UserError(
            f"replicates is {replicates:,}, which with {nodes:,} nodes gives more than "
            f"{MOST_RESULTS:,} results (4 GB); it must be at most {MOST_RESULTS // nodes:,} here. "
            "For more, run again with another seed"
        )


def yes_or_no(name: str, value: Any) -> bool:
    """Return true or false; nothing else counts as one of them."""
    if not isinstance(value, bool | np.bool_):
        raise UserError(f"{name} is {value!r}; it must be True or False")
    return bool(value)


def above_zero(name: str, value: Any) -> float:
    """Return a finite number above 0."""
    number = None if isinstance(value, str) else number_in(plain(value))
    if number is None or not 0 < number < np.inf:
        raise UserError(f"{name} is {in_short(value)}; it must be a number above 0")
    return number


def seeds_in(nodes: Sequence[Any], seeds: Iterable[Any]) -> Whole:
    """Return the numbers of the seed nodes; int64[seeds], each once."""
    alone = isinstance(seeds, str | bytes | Mapping) or not isinstance(seeds, Iterable)
    if alone or getattr(seeds, "shape", (1,)) == ():
        raise UserError(f"seeds is {seeds!r}; give a list of nodes")
    if hasattr(seeds, "columns"):
        raise UserError("seeds are a table; give a list of nodes, such as one of its columns")
    given = list(values_of(seeds) if hasattr(seeds, "dtype") or is_arrow(seeds) else seeds)
    _refuse_marks(nodes, given)
    if isinstance(nodes, range):
        return np.array(sorted({_row(node, len(nodes)) for node in given}), np.int64)
    number = {node: i for i, node in enumerate(nodes)}
    try:
        return np.array(sorted({number[node] for node in given}), np.int64)
    except KeyError as unknown:
        raise _unknown(unknown.args[0]) from None
    except TypeError:
        raise UserError("a seed is a collection, not a node; give a flat list of nodes") from None


def _refuse_marks(nodes: Sequence[Any], seeds: Sequence[Any]) -> None:
    """Raise an error for a mark for each node, true or false or 1 or 0, in place of the nodes."""
    truths = any(isinstance(each, bool | np.bool_) for each in seeds)
    if truths and not any(isinstance(node, bool | np.bool_) for node in nodes):
        raise UserError("seeds are true/false values; give the nodes (try numpy.flatnonzero)")
    marks = len(seeds) == len(nodes) > 2 and all(isinstance(each, NUMBERS) for each in seeds)
    if marks and set(seeds) <= {0, 1}:
        raise UserError("seeds are a 0 or 1 for each node; give the nodes (try numpy.flatnonzero)")


def _row(node: Any, rows: int) -> int:
    """Return the number of a node, where nodes are numbered from 0."""
    whole_number = isinstance(node, float) and node.is_integer()  # 2.0 is the node 2, as in a dict
    try:
        row = index(int(node) if whole_number else node)
    except TypeError:
        raise _unknown(node) from None
    if not 0 <= row < rows:
        raise _unknown(node)
    return row


def _unknown(node: Any) -> UserError:
    node = in_short(node) if isinstance(node, int) else repr(node)
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
        kind = np.asarray(ordered, None if isinstance(ordered, np.ndarray) else object).dtype.kind
    except ValueError:  # collections of several lengths
        raise _no_numbers(name) from None
    values = np.asarray(ordered, np.float64 if kind in "iuf" else object)
    if values.ndim > 0 and values.shape != (len(nodes),):
        raise UserError(
            f"{name} has the shape {values.shape}; it must be one number for all nodes, or one "
            f"for each of the {len(nodes)} nodes"
        )
    if values.dtype == object:
        values = _numbers(name, values, kind, nodes)
    if np.isnan(values).any():
        raise UserError(f"{name} has a value that is not a number; give every node a number")
    return np.ascontiguousarray(np.broadcast_to(values, (len(nodes),)))


def _numbers(name: str, values: np.ndarray, kind: str, nodes: Sequence[Any]) -> Floats:
    """Read values one by one; words, dates, true and false are no numbers; float64, any shape."""
    if kind != "O":  # yes or no, words, dates
        raise _no_numbers(name)
    found = [np.nan if is_missing(each) else _number(each) for each in values.flat]
    for node, value, number in zip(nodes, values.flat, found, strict=False):
        if number is None:
            where = "" if values.ndim == 0 else f" for the node {shown(node)}"
            raise UserError(
                f"{name} is {shown(value)}{where}; it must be one number for all nodes, or one "
                "per node"
            )
    return np.array(found, np.float64).reshape(values.shape)


def _number(value: Any) -> float | None:
    """Return a number that is one in Python already, none that is written as text."""
    number = None if isinstance(value, str) else number_in(plain(value))
    too_large = number == np.inf and not isinstance(value, float | np.floating)
    return None if too_large else number


def _no_numbers(name: str) -> UserError:
    return UserError(f"{name} must be one number for all nodes, or one per node")
