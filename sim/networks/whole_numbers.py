"""A whole number that a program gives: a seed, a number of runs or of steps."""

from typing import Any

import numpy as np

from sim.networks.cells import shown
from sim.params.errors import UserError

NUMBERS = (int, float, np.integer, np.floating)


def whole(name: str, value: Any, least: int, most: int) -> int:
    """Return a whole number in its range; 3.0 and True do not count as whole numbers.

    Raises
    ------
    UserError
        If it is none.
    """
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer):
        raise UserError(f"{name} is {value!r}; it must be a whole number, {least} or more")
    if value < least:
        raise UserError(f"{name} is {in_short(value)}; it must be {least} or more")
    if value > most:
        raise UserError(f"{name} is {in_short(value)}; it must be at most {most:,}")
    return int(value)


def in_short(value: Any) -> str:
    """Write a number for a message; one of very many digits cannot be shown."""
    return shown(value).strip("'") if isinstance(value, NUMBERS) else repr(value)
