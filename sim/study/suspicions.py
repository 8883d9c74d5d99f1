"""What is allowed in a system but seldom meant: look-alikes, one score for all, extreme sizes."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sim.networks.cells import number_in
from sim.networks.columns import TRAITS
from sim.networks.look_alikes import pairs
from sim.networks.stands import UNSAID
from sim.networks.system import System
from sim.params.faults import Fault

MOST_NAMED = 5  # pairs of names that look alike
ALIKE_FROM = 4  # organisations, for a score that is the same for all to tell anything
HALF = 0.5  # of all that is counted by size
FEW = 0.02  # scores up to this, all of them, may be per cent divided by 100 twice


def suspicions(system: System, known: Mapping[str, int]) -> Iterator[str]:
    """Say what may not be meant; each sentence says why, and what to do.

    known  for how many organisations each column says something
    """
    yield from _look_alikes("organisations", system.names, "if they are one, keep one row")
    yield from _look_alikes("types", system.types, "write them alike if they are one")
    yield from _look_alikes("regions", system.regions, "write them alike if they are one")
    yield from _constant(system, known)
    yield from _dominant(system)
    yield from _standing(system)


def scales(faults: Sequence[Fault]) -> Iterator[str]:
    """Say which scores are refused because they are on another scale than 0 to 1."""
    for trait in TRAITS:
        said = [number_in(each.value.strip("'")) for each in faults if each.column == trait]
        above = [each for each in said if each is not None and each > 1]
        if len(above) > len(said) / 2:
            most = next((each for each in (5, 10, 100) if max(above) <= each), 100)
            yield (
                f"{trait} goes up to {max(above):g}, as on a scale; say which in its heading, such "
                f"as '{trait} (0-{most})'"
            )


def _look_alikes(what: str, words: tuple[str, ...], then: str) -> Iterator[str]:
    found = list(pairs(words))
    for one, other in found[:MOST_NAMED]:
        yield f"'{one}' and '{other}' are two {what}; {then}"
    if len(found) > MOST_NAMED:
        yield f"{len(found) - MOST_NAMED:,} more {what} look like others"


def _constant(system: System, known: Mapping[str, int]) -> Iterator[str]:
    """Say which traits are the same wherever they are given."""
    for trait in TRAITS:
        values = getattr(system.arrays, trait)
        if known.get(trait, 0) < max(ALIKE_FROM, system.organisations):
            continue
        if np.ptp(values) == 0:
            yield (
                f"{trait} is {values[0]:g} for every organisation; leave it empty where nobody "
                "knows it"
            )
        elif values.max() <= FEW:
            yield f"{trait} is at most {values.max():g} everywhere; 45% is written 45% or 0.45"


def _dominant(system: System) -> Iterator[str]:
    """Say which organisation is as large as all others together."""
    size = system.arrays.size
    largest = int(np.argmax(size))
    share = size[largest] / size.sum()
    if system.organisations > 2 and share > HALF:
        yield (
            f"'{system.names[largest]}' holds {share:.0%} of all size; check its size if that is "
            "not so"
        )


def _standing(system: System) -> Iterator[str]:
    """Say where all organisations stand at one stage, and no more can happen."""
    if system.standing is None or (system.standing.stage == UNSAID).any():
        return
    if np.ptp(system.standing.stage) == 0:
        yield "every organisation stands at the same stage; leave it empty where it is not known"
