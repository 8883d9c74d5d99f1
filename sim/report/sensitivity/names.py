"""Values of inputs in words, and a capital where a name begins a line."""

from collections.abc import Sequence

from sim.config import keys, swept_words
from sim.params.display import as_typed
from sim.params.distributions import Distribution


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def amounts(name: str, numbers: Distribution | None, values: Sequence[float]) -> list[str]:
    """Write values of an input: "£15,000", "35%"; a word as it is typed."""
    if numbers is not None and numbers.words:
        return [numbers.words[round(each)].replace("_", " ") for each in values]
    leaf = keys.known(name)
    if leaf is not None and leaf.kind is int:
        return [as_typed(round(each)) for each in values]
    return swept_words.amounts_of(name, [float(each) for each in values])
