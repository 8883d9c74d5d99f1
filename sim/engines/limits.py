"""What an engine may be asked for: how many runs, from which seed, by which engine."""

from typing import Any

from sim.networks.whole_numbers import whole
from sim.params.errors import UserError
from sim.params.names import LARGEST_SEED, MOST_REPLICATES

ENGINES = ("ensemble", "mesa")


def refuse(replicates: Any, seed: Any, engine: Any) -> tuple[int, int]:
    """Refuse a number of replicates, a seed or an engine that there is not.

    Returns
    -------
    The number of replicates and the seed, as numbers of Python.

    Raises
    ------
    UserError
        If one of them is none.
    """
    if engine not in ENGINES:
        raise UserError(f"engine is {engine!r}; choose from {', '.join(ENGINES)}")
    most = MOST_REPLICATES
    return whole("replicates", replicates, 1, most), whole("seed", seed, 0, LARGEST_SEED)
