"""Which numbers some run reads, found without a run: the others cannot matter."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sim.params import OutOfRangeError, Scenario
from sim.params.distributions import Distribution
from sim.params.errors import UserError
from sim.study.assumption_draws import with_set
from sim.study.same_run import inputs_of, why_the_same

FAR = (0.05, 0.95)  # of what is thought: values that are clearly different


def read_keys(scenarios: Sequence[Scenario], numbers: Mapping[str, Distribution]) -> frozenset[str]:
    """Find the keys that may make a difference for some plan, whichever word a choice has."""
    idle = list(numbers)
    for scenario in scenarios:
        alone = [key for key in idle if _are_idle(scenario, numbers, [key], {})]
        for words in _words(numbers):
            read = set(_read(scenario, numbers, [key for key in alone if key not in words], words))
            alone = [key for key in alone if key not in read]
        idle = alone
    return frozenset(numbers) - frozenset(idle)


def _words(numbers: Mapping[str, Distribution]) -> Iterator[dict[str, float]]:
    for key, each in numbers.items():
        for number, weight in enumerate(each.weights):
            if weight > 0:
                yield {key: float(number)}


def _read(
    scenario: Scenario,
    numbers: Mapping[str, Distribution],
    keys: Sequence[str],
    words: Mapping[str, float],
) -> Iterator[str]:
    """Find which of many keys are read, where few are: by halves."""
    if not keys or _are_idle(scenario, numbers, keys, words):
        return
    if len(keys) == 1:
        yield keys[0]
        return
    half = len(keys) // 2
    for part in (keys[:half], keys[half:]):
        yield from _read(scenario, numbers, part, words)


def _are_idle(
    scenario: Scenario,
    numbers: Mapping[str, Distribution],
    keys: Sequence[str],
    words: Mapping[str, float],
) -> bool:
    """Whether two clearly different values of all these keys must give the same run."""
    ends = [numbers[key].quantile(np.array(FAR)).tolist() for key in keys]
    try:
        one, other = (
            inputs_of(
                with_set(scenario, [*words, *keys], [*words.values(), *(each[k] for each in ends)]),
                draws=1,
            )
            for k in (0, 1)
        )
        return why_the_same(one, other) is not None
    except (OutOfRangeError, UserError):  # an end that does not go with the rest of the scenario
        return False
