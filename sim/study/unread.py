"""Which numbers no run reads, found without a run: they cannot matter, no curve tells of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from sim.params import OutOfRangeError, Scenario
from sim.params.distributions import Distribution
from sim.params.errors import UserError
from sim.study.same_run import inputs_of, why_the_same

FAR = (0.05, 0.95)  # of what is thought: values that are clearly different
Compose = Callable[[Mapping[str, float]], Scenario]


def unread(numbers: Mapping[str, Distribution], compose: Compose) -> frozenset[str]:
    """Find the numbers that make no difference, whichever word each choice among them has.

    compose  makes a scenario with these values
    """
    left = [key for key in numbers if _are_idle(numbers, [key], {}, compose)]
    for words in _words(numbers):
        read = set(_read(numbers, [key for key in left if key not in words], words, compose))
        left = [key for key in left if key not in read]
    return frozenset(left)


def _words(numbers: Mapping[str, Distribution]) -> Iterator[dict[str, float]]:
    """Give each word of each choice."""
    for key, each in numbers.items():
        for number, weight in enumerate(each.weights):
            if weight > 0:
                yield {key: float(number)}


def _read(
    numbers: Mapping[str, Distribution],
    keys: Sequence[str],
    words: Mapping[str, float],
    compose: Compose,
) -> Iterator[str]:
    """Find which of many numbers are read, where few are: by halves."""
    if not keys or _are_idle(numbers, keys, words, compose):
        return
    if len(keys) == 1:
        yield keys[0]
        return
    half = len(keys) // 2
    for part in (keys[:half], keys[half:]):
        yield from _read(numbers, part, words, compose)


def _are_idle(
    numbers: Mapping[str, Distribution],
    keys: Sequence[str],
    words: Mapping[str, float],
    compose: Compose,
) -> bool:
    """Whether two clearly different values of all these numbers must give the same run."""
    ends = [numbers[key].quantile(np.array(FAR)).tolist() for key in keys]
    try:
        one, other = (
            inputs_of(
                compose({**words, **{k: e[at] for k, e in zip(keys, ends, strict=True)}}), draws=1
            )
            for at in (0, 1)
        )
        return why_the_same(one, other) is not None
    except (OutOfRangeError, UserError):  # an end that does not go with the rest of the scenario
        return False
