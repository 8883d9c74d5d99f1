"""The ranges of all assumptions, but for those whose value a preset of the design means."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sim.config import assumption_ranges, load
from sim.config.override_text import Override
from sim.params.errors import UserError
from sim.study.assumption_draws import held_keys
from sim.study.sweep.design import Axis
from sim.study.sweep.ready import ASSUMPTIONS

NAMED = 3  # keys in the note


def assumed_ranges(
    ranges: str,
    fixed: Sequence[Override],
    axes: Sequence[Axis],
    given: Sequence[str],
    config_dirs: Sequence[Path],
) -> dict[str, tuple[float, float]]:
    """Return the range of each assumption that nobody gives a value.

    ranges       what was asked for: `ASSUMPTIONS`
    fixed, axes  what is typed: presets among them may give assumptions a value
    given        keys that are typed

    A note says which keys a preset holds.

    Raises
    ------
    UserError
        If there are no ranges of that name.
    """
    if ranges != ASSUMPTIONS:
        raise UserError(f"--ranges is {ranges!r}; the ranges that there are: {ASSUMPTIONS}")
    free = {key: ends for key, ends in assumption_ranges().items() if key not in given}
    held: dict[str, None] = {}
    for texts in _presets(fixed, axes):
        with suppress(UserError):  # presets that only go together with what else is typed
            held |= dict.fromkeys(held_keys([load(texts, config_dirs)], [*free]))
    if held:
        more = f" and {len(held) - NAMED} more" if len(held) > NAMED else ""
        told = f"{', '.join([*held][:NAMED])}{more}"
        warnings.warn(f"{told}: not drawn, since a preset gives a value", stacklevel=2)
    return {key: (low, high) for key, (low, high) in free.items() if key not in held}


def _presets(fixed: Sequence[Override], axes: Sequence[Axis]) -> Iterator[list[str]]:
    """Yield the presets of a design: those of all cells, then these with each one that varies."""
    base = [each.text for each in fixed if each.is_preset]
    yield base
    for axis in axes:
        for each in axis.values:
            if each.is_preset:
                yield [*base, each.text]
