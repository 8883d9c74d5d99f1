"""What a Mesa model is called with: a scenario in any form, and a seed in any form."""

from collections.abc import Mapping
from numbers import Real
from typing import Any, cast

import numpy as np

from sim.config import load, with_values
from sim.params import Scenario
from sim.params.errors import UserError
from sim.params.names import LARGEST_SEED

MOST_DRAWN = 2**48  # 15 digits, which a spreadsheet keeps


def scenario_of(scenario: Scenario | str | None, changes: Mapping[str, Any]) -> Scenario:
    """Compose the scenario of a model.

    scenario  composed already; or the name of a preset; or one override, such as
              "strategy=hin_playbook"; None for the default
    changes   by key: presets (strategy="hin_playbook"), numbers ("strategy.pilots"=4)

    Raises
    ------
    UserError
        If a key, a name or a value is unknown or out of range.
    """
    presets = {key: value for key, value in changes.items() if "." not in key}
    numbers = {key: value for key, value in changes.items() if "." in key}
    if isinstance(scenario, Scenario):
        if presets:
            raise UserError(
                f"{', '.join(presets)}: a scenario that is composed already takes numbers only, "
                'such as **{"strategy.pilots": 4}; or give the name of the scenario, '
                'such as scenario="avt_london"'
            )
    else:
        words = [f"{key}={value}" for key, value in presets.items()]
        if scenario is not None:
            words.insert(0, scenario if "=" in scenario else f"scenario={scenario}")
        scenario = load(words)
    return with_values(scenario, numbers) if numbers else scenario


def seed_of(seed: Any, rng: Any) -> int:
    """Return the seed of a run, 0 to 2^63 - 1, from either name that Mesa has for it.

    seed, rng  a whole number, as text too; None for a random one; or what
               `numpy.random.default_rng` takes, from which a number is drawn

    Raises
    ------
    UserError
        If both are given, or if it is no such number.
    """
    if seed is not None and rng is not None:
        raise UserError("give seed or rng, not both: they are two names for the same number")
    given = rng if seed is None else seed
    if given is None or not isinstance(given, Real | np.bool_ | str):
        return _drawn(given)
    try:
        number = int(cast(Any, given))
        whole = isinstance(given, str) or number == given
    except (ValueError, OverflowError):
        number, whole = -1, False
    if isinstance(given, bool | np.bool_) or not whole or not 0 <= number <= LARGEST_SEED:
        raise UserError(f"the seed is {given!r}: give a whole number from 0 to 2^63 - 1, or None")
    return number


def _drawn(source: Any) -> int:
    """Draw a seed from a source of chance; from that of the computer if there is none."""
    try:
        return int(np.random.default_rng(source).integers(MOST_DRAWN))
    except (TypeError, ValueError):
        raise UserError(
            f"the seed is {source!r}: give a whole number from 0 to 2^63 - 1, or None"
        ) from None
