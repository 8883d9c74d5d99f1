"""Which scenarios to run under which strategies, so that any two of their switches meet once."""

from functools import cache
from itertools import product

from sim import config
from sim.params import leaves


@cache
def covering_pairs(scenarios, strategies):
    """A few pairs with every scenario, every strategy and every meeting: about 70 of 238.

    What meets is a switch of a scenario (its innovation, system, assumptions, clock) and one of a
    strategy: a choice, yes or no, whether a number is absent, zero or above, where presets
    differ.  Greedy, the pair with the most new meetings first, so always the same.
    """
    first = _switches({each: config.load([f"scenario={each}"]) for each in scenarios}, of=False)
    second = _switches({each: config.load([f"strategy={each}"]) for each in strategies}, of=True)
    number = {}
    met = {
        (scenario, strategy): sum(
            1 << number.setdefault(two, len(number))
            for two in [*product(first[scenario], second[strategy]), (scenario, 0), (0, strategy)]
        )
        for scenario, strategy in product(scenarios, strategies)
    }
    chosen, missing = [], (1 << len(number)) - 1
    while missing:
        best = max(met, key=lambda pair: (met[pair] & missing).bit_count())
        chosen.append(best)
        missing &= ~met[best]
    return chosen


def _switches(loaded, *, of):
    """Name -> the switches of a preset that differ from some other preset, in their order."""
    found = {
        name: [
            (key, _position(value))
            for key, each, value in leaves(scenario)
            if key.startswith("strategy.") == of and not each.metadata.get("text")
        ]
        for name, scenario in loaded.items()
    }
    shared = set.intersection(*map(set, found.values()))
    return {name: [each for each in own if each not in shared] for name, own in found.items()}


def _position(value):
    """A choice as it is; of a number, only whether it is absent, zero or above."""
    value = getattr(value, "value", value)
    return value if value is None or isinstance(value, bool | str) else value > 0
